"""The roles of a partner in its pane. A click on one opens its history, and the way to another stage with its date."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import (
    AddPartnerRole,
    AssignPartnerRole,
    ChangeStage,
    CorrectStage,
    RemovePartnerRole,
)
from crm.partners.queries import Owners, PartnerDetailRow, RoleRow, StageRow
from crm.values import Command, Message, Refused, WorldFault
from crm.values.enums import PartnerRole, Stage
from crm.values.ids import PartnerId, Version
from ui.kit.buttons import Button, Link
from ui.kit.choices import ChoiceField
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.marks import ROLE_ICONS, StageMark
from ui.kit.panels import Across, Down
from ui.kit.room import Desk
from ui.partners.lines import RoleLine
from ui.partners.section import Section, indented
from ui.partners.wording import in_language, menu_of, role_tint


class RolesSection(Section):
    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.roles", "partners.add-role")
        self.desk = desk
        self.partner: PartnerDetailRow | None = None
        self.open_role = 0
        assert self.adder is not None
        self.adder.clicked.connect(self.offer_roles)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        if self.partner is None or partner.id != self.partner.id:
            self.open_role = 0
        self.partner = partner
        self.show_rows((partner.id, partner.roles, self.open_role, look.language), self.make_rows)

    def make_rows(self) -> list[QWidget]:
        assert self.partner is not None
        rows: list[QWidget] = []
        for role in self.partner.roles:
            line = RoleLine(
                ROLE_ICONS[role.role.value],
                role_tint(role.role),
                look.say(role.role),
                role.stage.value,
                look.say(role.stage),
                look.say("partners.day-month", on=role.since),
            )
            line.setChecked(role.id == self.open_role)
            line.clicked.connect(lambda _=False, key=role.id: self.turn(key))
            rows.append(line)
            if role.id == self.open_role:
                rows.append(RoleSheet(self.desk, role))
        return rows or [indented(Label("partner-role.unclassified", tint="text-3"), 4)]

    def turn(self, key: int) -> None:
        self.open_role = 0 if self.open_role == key else key
        if self.partner is not None:
            self.show_partner(self.partner)

    def offer_roles(self) -> None:
        if self.partner is None or self.adder is None:
            return
        taken = {role.role for role in self.partner.roles}
        free = [role for role in PartnerRole if role not in taken]
        entries = [(role, ROLE_ICONS[role.value], lambda role=role: self.add(role)) for role in free]
        menu_of(self, entries).popup(self.adder.mapToGlobal(self.adder.rect().bottomLeft()))

    def add(self, role: PartnerRole) -> None:
        if self.partner is not None:
            changes = self.desk.execute(AddPartnerRole(PartnerId(self.partner.id), role))
            if changes is not None:
                self.open_role = changes.first("partner_role")


class RoleSheet(QWidget):
    """What hangs on one role: its history, the next stage with its day, who looks after it."""

    changed = Signal()

    def __init__(self, desk: Desk, role: RoleRow) -> None:
        super().__init__()
        self.desk, self.role = desk, role
        self.corrected: StageRow | None = None
        today = desk.book.clock.today
        self.stage = ChoiceField([(stage, stage) for stage in Stage], "field.stage")
        self.on = DateField(today, "field.on")
        self.reason = LineField("field.reason", "partners.reason-hint")
        self.save = Button("partners.change-stage")
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.wrong.hide()
        self.owner = ChoiceField(self.owners(), "field.owner_id")
        self.remove = Link("partners.remove-role", 12)
        self.lay_out()
        self.stage.show_value(role.stage)
        self.on.show_date(today())
        self.owner.show_value(role.owner_id)
        self.save.clicked.connect(self.change)
        self.owner.committed.connect(self.assign)
        self.remove.clicked.connect(lambda: self.do(RemovePartnerRole(role.id), "partners.role-removed"))

    def owners(self) -> list[tuple[object, Text]]:
        people = self.desk.book.query(Owners())
        return [(None, Plain("–")), *((one.id, Plain(in_language(one.title_en, one.title_zh))) for one in people)]

    def lay_out(self) -> None:
        column = Down(self, margins=(28, 4, 4, 8), gap=6)
        for entry in self.role.history:
            column.addWidget(self.history_line(entry))
        when = Across(gap=8)
        when.addWidget(self.stage, 3)
        when.addWidget(self.on, 5)  # a date at 200 % needs so much more than a stage
        why = Across(gap=8)
        why.addWidget(self.reason, 1)
        why.addWidget(self.save)
        who = Across(gap=8).take(Label("field.owner_id", 12, tint="text-3"))
        who.addWidget(self.owner, 1)
        who.addWidget(self.remove)
        column.take(when, why, self.wrong, who)

    def history_line(self, entry: StageRow) -> QWidget:
        line = QWidget()
        text = Message("partners.stage-entry", {"on": entry.effective_on, "stage": entry.stage})
        words = Label(text, 12, tint="text-3" if entry.corrected else "text-2")
        across = Across(line, gap=6).take(StageMark(entry.stage.value), words)
        if entry.reason:
            across.addWidget(Label(Plain(entry.reason), 12, tint="text-3"), 1)
        else:
            across.addStretch(1)
        if entry.corrected:
            across.addWidget(Label("partners.corrected", 12, tint="text-3"))
        else:
            correct = Link("partners.correct", 12)
            correct.clicked.connect(lambda: self.begin_correction(entry))
            across.addWidget(correct)
        return line

    def begin_correction(self, entry: StageRow) -> None:
        """The fields now put that entry right instead of adding one."""
        self.corrected = entry
        self.stage.show_value(entry.stage)
        self.on.show_date(entry.effective_on)
        self.reason.put_value(entry.reason)
        self.save.say("partners.correct-stage")
        self.stage.setFocus()

    def change(self) -> None:
        on: date = self.on.value or self.desk.book.clock.today()
        reason = self.reason.text().strip()
        if self.corrected is not None:
            self.do(CorrectStage(self.corrected.id, self.stage.value, on, reason))
        else:
            self.do(ChangeStage(self.role.id, self.stage.value, on, reason, Version(self.role.version)))

    def assign(self, owner: object) -> None:
        self.do(AssignPartnerRole(self.role.id, owner, Version(self.role.version)))  # type: ignore[arg-type] # an option

    def do(self, command: Command, toast: Text | None = None) -> None:
        try:
            self.desk.book.execute(command)
        except Refused as refusal:
            self.wrong.say(refusal.problems[0])
            self.wrong.show()
            return
        except WorldFault as fault:
            self.desk.problems(fault.problem)
            return
        if toast is not None:
            self.desk.toast(toast, undo=True)
