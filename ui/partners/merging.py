"""Two records side by side: of each field the one side or the other, what comes of it, and what moves along.

Up and Down walk through the fields, Left and Right choose the side, Enter merges.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.acts.merging import FieldPair, MergeContacts, MergePartners, MergePreview, MergePreviewRow, RolePair
from crm.partners.duplicates.kinds import PartyKind
from crm.partners.queries.duplicates import DuplicateRow
from crm.values import Changes, Message
from crm.values.ids import ContactId, PartnerId, Version
from ui.kit.buttons import PRIMARY, QUIET, Button, IconButton
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller, clear
from ui.kit.room import Desk
from ui.partners.merging_lines import ChoiceLine


class MergePage(QWidget):
    """`left` gives it up, `merged` and `skipped` lead on to the next pair, `parted` says that they are not the same."""

    left = Signal()
    merged = Signal()
    skipped = Signal()
    parted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.preview: MergePreviewRow | None = None
        self.reasons: DuplicateRow | None = None
        self.lines: list[ChoiceLine] = []
        self.back = IconButton("arrow-left", "partners.back")
        self.title = Label("", 15, 600)
        self.why = Label("", 12, tint="text-2", wrap=True)
        self.first, self.second = Label("", 13, 600), Label("", 13, 600)
        self.swap = Button("merge.swap", "arrow-up-down", "X", QUIET, small=True)
        self.moves = Label("", tint="text-2", wrap=True)
        self.merge_button = Button("merge.do", "git-merge", "Return", PRIMARY)
        self.part_button = Button("duplicates.not-same", "x", "N")
        self.skip_button = Button("duplicates.skip", "chevron-right", "S")
        self.lay_out()
        self.connect_signals()
        follow(self.rescale)

    def lay_out(self) -> None:
        self.head = Panel("surface", lines="bottom")
        Across(self.head, margins=(8, 0, 16, 0), gap=8).take(self.back, self.title, None)
        page = Panel("surface")
        self.column = Down(gap=2)
        self.names = QWidget()
        self.room_of_label = QWidget()
        row = Across(self.names, gap=8).take(self.room_of_label)
        row.addWidget(self.first, 1)
        row.addWidget(self.second, 1)
        body = Down(page, margins=(24, 16, 24, 24), gap=12).take(self.why, self.names, Hairline())
        body.addLayout(self.column)
        body.take(Hairline(), self.moves, None)
        foot = Panel("surface", lines="top")
        acts = (self.merge_button, self.part_button, self.skip_button, None, self.swap)
        Across(foot, margins=(24, 8, 16, 8), gap=8).take(*acts)
        whole = Down(self).take(self.head)
        whole.addWidget(Scroller(page), 1)
        whole.take(foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def connect_signals(self) -> None:
        self.back.clicked.connect(self.left)
        self.swap.clicked.connect(self.turn_round)
        self.merge_button.clicked.connect(self.merge)
        self.part_button.clicked.connect(self.parted)
        self.skip_button.clicked.connect(self.skipped)

    def rescale(self) -> None:
        self.head.setFixedHeight(look.px(48))
        self.room_of_label.setFixedWidth(look.px(ChoiceLine.LABEL_WIDE))

    def open_pair(self, keep: int, lose: int, kind: PartyKind, pair: DuplicateRow | None = None) -> None:
        """Shows the two. The record that has more stays, unless a person turns it round."""
        self.reasons = pair
        self.desk.worker.ask(self, MergePreview(keep, lose, kind), self.show_preview, "preview")

    def show_preview(self, preview: MergePreviewRow) -> None:
        self.preview = preview
        values = {"name": preview.keep.name, "other": preview.lose.name}
        self.title.say(Message("merge.title", values))
        self.why.say(Message("merge.because", {"reasons": list(self.reasons.reasons)}) if self.reasons else "")
        self.why.setVisible(self.reasons is not None)
        self.first.say(Message("merge.stays", {"name": preview.keep.name}))
        self.second.say(Message("merge.goes", {"name": preview.lose.name}))
        moved = [row.said for row in preview.moved] or [Message("cli.merge-nothing")]
        self.moves.say(Message("cli.merge-moves", {"name": preview.keep.name, "moved": moved}))
        self.show_lines(preview)

    def show_lines(self, preview: MergePreviewRow) -> None:
        clear(self.column)
        self.lines = [
            *(ChoiceLine(f"field.{pair.field}", pair, *said(preview, pair)) for pair in preview.fields),
            *(role_line(pair) for pair in preview.roles),
            *(ChoiceLine(Plain(pair.field), own_pair(pair), str(pair.kept), str(pair.lost)) for pair in preview.own),
        ]
        for line in self.lines:
            self.column.addWidget(line)
            line.walked.connect(self.walk)
        differing = next((line for line in self.lines if line.differs), None)
        (differing or self.merge_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def walk(self, line: ChoiceLine, step: int) -> None:
        """To the next field in which there is something to choose."""
        open_lines = [each for each in self.lines if each.differs]
        at = open_lines.index(line) + step
        if 0 <= at < len(open_lines):
            open_lines[at].setFocus(Qt.FocusReason.TabFocusReason)

    def choices(self) -> Mapping[str, object]:
        return {line.field: line.choice for line in self.lines if line.choice != line.default}

    def turn_round(self) -> None:
        if self.preview is not None:
            self.open_pair(self.preview.lose.id, self.preview.keep.id, self.preview.kind, self.reasons)

    def merge(self) -> None:
        preview = self.preview
        if preview is None:
            return
        said_toast = Message("merge.merged", {"name": preview.keep.name, "other": preview.lose.name})
        if self.desk.execute(command_of(preview, self.choices()), self, toast=said_toast) is not None:
            self.preview = None
            self.merged.emit()

    def on_changes(self, changes: Changes) -> None:
        """Somebody wrote one of the two: what is shown is asked anew, and the choices with it."""
        preview = self.preview
        if preview is None or changes.initiator is self:
            return
        if any(changes.touch(preview.kind.value, side.id) for side in (preview.keep, preview.lose)):
            self.open_pair(preview.keep.id, preview.lose.id, preview.kind, self.reasons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.merge()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif (act := KEYS.get(event.text().upper())) is not None:
            getattr(self, act).click()
        else:
            super().keyPressEvent(event)


KEYS = {"N": "part_button", "S": "skip_button", "X": "swap"}


def said(preview: MergePreviewRow, pair: FieldPair) -> tuple[str, str]:
    """Both values as they are shown."""
    if pair.field == "owner_id":
        return preview.keep.owner, preview.lose.owner
    return tuple(shown(pair.field, value) for value in (pair.kept, pair.lost))  # type: ignore[return-value] # two


def shown(field: str, value: object) -> str:
    if value in (None, ""):
        return ""
    code = {"tier": f"tier.{value}", "decision_role": f"decision-role.{value}"}.get(field)
    return look.say(code) if code else str(value)


def own_pair(pair: FieldPair) -> FieldPair:
    return FieldPair(f"custom.{pair.field}", pair.kept, pair.lost, pair.default)


def role_line(pair: RolePair) -> ChoiceLine:
    """A role that both play: whose stage counts."""
    field = FieldPair(f"role.{pair.role.value}", pair.kept, pair.lost, "keep")
    return ChoiceLine(pair.role.code, field, look.say(pair.kept), look.say(pair.lost))


def command_of(preview: MergePreviewRow, choices: Mapping[str, object]) -> MergePartners | MergeContacts:
    keep, lose = preview.keep, preview.lose
    seen = Version(keep.version), Version(lose.version)
    if preview.kind is PartyKind.PARTNER:
        return MergePartners(PartnerId(keep.id), PartnerId(lose.id), choices, *seen)
    return MergeContacts(ContactId(keep.id), ContactId(lose.id), choices, *seen)
