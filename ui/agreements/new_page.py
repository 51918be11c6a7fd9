"""A new agreement: its type, parties and languages, the terms, and which clauses of the template it begins with."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.agreements.commands import DraftAgreement, NewParty, RecordSigned
from crm.agreements.composing import as_new
from crm.agreements.library import StandardClause, disclaimer, for_parties, template, term_clause
from crm.partners.queries import HomeParty
from crm.values import Problem, Refused, WorldFault
from crm.values.enums import AgreementType, PrevailingText, Renewal, ReportLanguage
from crm.values.ids import PartnerId
from ui.agreements.act_form import NEVER, value_of
from ui.agreements.acts import date_field
from ui.agreements.file_field import FileField, FileReading, Files
from ui.kit.buttons import PRIMARY, Button, IconButton
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.ordered import OrderedList, OrderedRow
from ui.kit.panels import Across, Down, Panel, Scroller
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.finding import found_partners
from ui.partners.wording import in_language

RECORD = ("type", "title_en", "title_zh", "languages", "prevailing")
SIGNED = ("number", "signed_on", "signed_copy", "copy_reason")
"""Asked of an agreement that exists already."""

TERMS = ("effective_on", "term", "renewal", "renewal_term", "notice", "currency")
FIRST_PARTIES, MOST_PARTIES = 3, 12
ALL_CLAUSES = 60
"""More than any template has: the page scrolls, the list in it does not."""


class PartyPick(QWidget):
    """One party by rank: type to find it."""

    def __init__(self, desk: Desk, rank: int) -> None:
        super().__init__()
        self.field = PickField(found_partners(desk), "agreements.party", "agreements.find-partner")
        self.drop = IconButton("x", "agreements.remove-party", side=24)
        row = Across(self, gap=8)
        rank_label = Label(Plain(str(rank + 1)), tint="text-3")
        rank_label.setMinimumWidth(look.px(14))
        row.take(rank_label)
        row.addWidget(self.field, 1)
        row.take(self.drop)
        self.setFocusProxy(self.field)
        self.drop.clicked.connect(lambda: self.field.show_picked(None, ""))


def label_of(name: str) -> str:
    return "agreements.signed-copy" if name == "signed_copy" else f"field.{name}"


def heading_of(clause: StandardClause) -> str:
    return in_language(clause.heading_en, clause.heading_zh)


class NewPage(Panel):
    """`made` tells the id of the draft; `left` when it is given up."""

    made = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.signed = False
        self.make_fields()
        self.lay_out()
        self.connect_signals()
        self.show_clauses()

    def make_fields(self) -> None:
        languages: list[tuple[Any, Text]] = [(one, one) for one in (ReportLanguage.BOTH, *list(ReportLanguage))]
        prevailing: list[tuple[Any, Text]] = [
            (None, "agreements.none-prevails"),
            *((one, one) for one in PrevailingText),
        ]
        self.fields: dict[str, Any] = {
            "type": ChoiceField([(kind, kind) for kind in AgreementType], "field.type"),
            "title_en": LineField("field.title_en"),
            "title_zh": LineField("field.title_zh"),
            "languages": ChoiceField(list(dict.fromkeys(languages)), "field.languages"),
            "prevailing": ChoiceField(prevailing, "field.prevailing"),
            "effective_on": date_field(self.desk, "effective_on"),
            "term": LineField("field.term", "agreements.span-hint"),
            "renewal": ChoiceField([(one, one) for one in Renewal], "field.renewal"),
            "renewal_term": LineField("field.renewal_term", "agreements.span-hint"),
            "notice": LineField("field.notice", "agreements.span-hint"),
            "currency": LineField("field.currency"),
        }
        self.fields |= {
            "number": LineField("field.number"),
            "signed_on": date_field(self.desk, "signed_on"),
            "signed_copy": FileField("agreements.signed-copy"),
            "copy_reason": LineField("field.copy_reason"),
        }
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.commits.rest.setInterval(NEVER)
        self.rows = {name: FormRow(label_of(name), field, label_width=160) for name, field in self.fields.items()}
        self.parties = [PartyPick(self.desk, rank) for rank in range(FIRST_PARTIES)]
        self.party_wrong = Label("", 12, tint="red", wrap=True)
        self.wrong = Label("", 12, tint="red", wrap=True)
        self.clauses = OrderedList("agreements.clauses", most=ALL_CLAUSES)
        self.notice = Label("", 12, tint="text-3", wrap=True)
        self.more = Button("agreements.add-party", "plus", small=True)
        self.do = Button("agreements.draft-it", kind=PRIMARY)
        self.cancel = Button("kit.cancel")
        self.reading = FileReading(self.desk, self, self.do)

    def lay_out(self) -> None:
        head = Panel("surface", lines="bottom")
        row = Across(head, margins=(16, 10, 16, 10), gap=8)
        self.title = Label("agreements.new", 15, 600)
        row.take(self.title, None, self.cancel, self.do)
        page = Panel("surface")
        left = Down(gap=10)
        left.take(*(self.rows[name] for name in RECORD), 4, Label("agreements.parties", 13, 600))
        self.party_box = Down(gap=8)
        self.party_box.take(*self.parties)
        left.addLayout(self.party_box)
        left.take(Across().take(self.more, None), self.party_wrong, 4, Label("agreements.terms", 13, 600))
        left.take(*(self.rows[name] for name in TERMS))
        left.take(*(self.rows[name] for name in SIGNED), self.wrong, None)
        self.chosen = QWidget()
        right = Down(self.chosen, gap=8)
        right.take(Label("agreements.template", 13, 600), self.notice, self.clauses, None)
        columns = Across(page, margins=(24, 20, 24, 24), gap=32)
        columns.addLayout(left, 5)
        columns.addWidget(self.chosen, 4)
        for label in (self.party_wrong, self.wrong):
            label.hide()
        whole = Down(self).take(head)
        whole.addWidget(Scroller(page), 1)

    def connect_signals(self) -> None:
        self.fields["type"].committed.connect(lambda _kind: self.show_clauses())
        self.fields["renewal"].committed.connect(lambda _renewal: self.show_clauses())
        self.fields["term"].committed.connect(lambda _term: self.show_clauses())
        self.more.clicked.connect(self.add_party)
        self.do.clicked.connect(self.draft)
        self.cancel.clicked.connect(self.give_up)
        look.changed.connect(self.show_clauses)

    def begin(self, *, signed: bool = False) -> None:
        """An empty form; the first party is ours. `signed`: to take over an agreement that exists already."""
        self.reading.end()
        self.signed = signed
        self.title.say("agreements.record-signed" if signed else "agreements.new")
        self.do.say("agreements.keep" if signed else "agreements.draft-it")
        self.chosen.setVisible(not signed)
        for name in SIGNED:
            self.rows[name].setVisible(signed)
        for field in self.fields.values():
            if isinstance(field, FileField):
                field.take("")
            elif isinstance(field, ChoiceField):
                field.show_value(field.options[0][0])
            else:
                field.put_value("")
        self.fields["effective_on"].show_date(None)
        self.fields["prevailing"].show_value(PrevailingText.EQUAL)
        for party in self.parties:
            party.field.show_picked(None, "")
        home = self.desk.book.query(HomeParty())
        if home is not None:
            self.parties[0].field.show_picked(home.id, in_language(home.title_en, home.title_zh))
        self.show_problems(())
        self.show_clauses()
        self.fields["type"].setFocus(Qt.FocusReason.OtherFocusReason)

    def add_party(self) -> None:
        if len(self.parties) < MOST_PARTIES:
            party = PartyPick(self.desk, len(self.parties))
            self.parties.append(party)
            self.party_box.addWidget(party)
            party.setFocus()

    # Clauses

    def terms(self) -> dict[str, Any]:
        told = {name: value_of(self.fields[name]) for name in TERMS}
        return {name: value for name, value in told.items() if value not in (None, "")}

    def show_clauses(self) -> None:
        """Those of the type; what was switched off by hand is switched on again with another type."""
        self.notice.say(Plain(disclaimer(look.language)))
        kind = self.fields["type"].value
        clauses = template(kind, term_clause(self.terms()))
        rows = [
            OrderedRow(
                clause.key,
                in_language(clause.heading_en, clause.heading_zh),
                clause.proposed,
                fixed=not clause.optional,
            )
            for clause in clauses
        ]
        if [row.key for row in rows] != self.clauses.keys() or self.property("language") != look.language.value:
            self.setProperty("language", look.language.value)
            self.clauses.show_rows(rows)

    # Drafting

    def party_ids(self) -> list[PartnerId]:
        return [PartnerId(party.field.key) for party in self.parties if party.field.key]

    def command(self, files: Files) -> DraftAgreement | RecordSigned:
        values = {name: value_of(self.fields[name]) for name in RECORD}
        values = {name: value for name, value in values.items() if value not in (None, "")}
        terms, parties = self.terms(), self.party_ids()
        if self.signed:
            told = {name: value_of(self.fields[name]) for name in SIGNED}
            return RecordSigned(
                values, terms, [NewParty(key) for key in parties], told["signed_on"] or self.desk.book.clock.today(),
                told["number"], files.get("signed_copy"), told["copy_reason"],
            )  # fmt: skip
        standards = {clause.key: clause for clause in template(self.fields["type"].value, term_clause(terms))}
        chosen = [standards[key] for key in self.clauses.keys_on() if key in standards]
        return DraftAgreement(values, terms, parties, [as_new(for_parties(one, len(parties))) for one in chosen])

    def draft(self) -> None:
        if any(isinstance(field, LineField) and field.composing for field in self.fields.values()):
            return
        self.show_clauses()
        if not self.reading.under_way:
            self.reading.begin(self.fields if self.signed else {}, self.hand_over, self.show_problems)

    def hand_over(self, files: Files) -> None:
        try:
            changes = self.desk.book.execute(self.command(files))
        except Refused as refusal:
            self.show_problems(refusal.problems)
            return
        except WorldFault as fault:
            self.show_problems((fault.problem,))
            return
        self.made.emit(changes.first("agreement"))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each at its field; of the parties below them; the rest at the end."""
        for row in self.rows.values():
            row.show_problem(None)
        parties = next((one for one in problems if one.field == "partner_ids"), None)
        placed = [one for one in problems if one.field in self.rows]
        rest = [one for one in problems if one is not parties and one not in placed]
        for one in placed:
            self.rows[one.field or ""].show_problem(one)
        for label, problem in ((self.party_wrong, parties), (self.wrong, rest[0] if rest else None)):
            label.setVisible(problem is not None)
            label.say(problem or "")
        if placed:
            self.fields[placed[0].field or ""].setFocus()
        elif parties is not None:
            next((one for one in self.parties if not one.field.key), self.parties[-1]).setFocus()

    def give_up(self) -> None:
        self.reading.end()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
