"""Where the text differs from the clause library: each clause with its words marked, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm.agreements import library
from crm.agreements.commands import AddClause, TakeStandard
from crm.agreements.composing import as_new
from crm.agreements.drafting.differences import Deviation, Difference
from crm.agreements.drafting.laid import LaidRun
from crm.agreements.drafting.marking import Marks
from crm.agreements.drafting.pieces import Piece, PieceKind, pieces
from crm.agreements.drafting.placeholders import label
from crm.agreements.queries import StandardDifferences
from crm.agreements.queries.rows import ClauseRow
from crm.values import Message
from crm.values.enums import Language
from ui.agreements.comparing import MARKS
from ui.agreements.shown import Shown
from ui.agreements.side_sections import PromiseLine
from ui.agreements.text_cell import TextPaint
from ui.kit.buttons import Button
from ui.kit.look import look
from ui.kit.panels import Across, Down
from ui.partners.section import Section
from ui.partners.wording import in_language

if TYPE_CHECKING:
    from ui.agreements.side import Side

TONES = {Deviation.CHANGED: "accent", Deviation.MISSING: "amber", Deviation.ADDED: "neutral"}


class DifferencesSection(Section):
    """One line a clause; pressed, it leads there and opens to its marked words."""

    def __init__(self, side: "Side") -> None:
        super().__init__("agreements.differences", "")
        self.side = side
        self.unfolded = ""
        self.setVisible(False)

    def show_record(self, shown: Shown) -> None:
        question = StandardDifferences(shown.id, shown.version.number)
        self.side.desk.worker.ask(self, question, lambda found: self.show_found(shown, found), "differences")

    def show_found(self, shown: Shown, found: tuple[Difference, ...]) -> None:
        if self.side.shown is None or self.side.shown.id != shown.id:
            return
        self.setVisible(bool(found))
        self.heading.show_count(len(found) or None)
        key = (found, shown.version.id, shown.is_draft, self.unfolded, look.language, look.percent)
        self.show_rows(key, lambda: [self.line(shown, found, one) for one in found])
        self.side.part_lines()

    def line(self, shown: Shown, found: tuple[Difference, ...], one: Difference) -> QWidget:
        clause = one.compared.now or one.compared.was
        assert clause is not None, "a difference has a clause"
        heading = in_language(clause.heading_en, clause.heading_zh) or clause.heading_en or clause.heading_zh
        tag = (look.say(f"agreements.difference-{one.deviation.value}"), TONES[one.deviation])
        line = PromiseLine(f"{one.number}  {heading}".strip(), "", tag, "")
        line.clicked.connect(lambda: self.unfold(shown, found, one))
        if key_of(one) != self.unfolded:
            return line
        whole = QWidget()
        column = Down(whole, gap=4).take(line)
        for marks in changed_words(one):
            paint = TextPaint()
            paint.show_runs([(LaidRun(in_words(mark.text)), MARKS[mark.change]) for mark in marks], (), can_write=False)
            row = QWidget()
            Across(row, margins=(4, 2, 4, 4)).addWidget(paint, 1)
            column.addWidget(row)
        if shown.is_draft and one.deviation is not Deviation.ADDED:
            button = Button("agreements.take-standard", "undo-2", small=True)
            button.clicked.connect(lambda: self.take(shown, one))
            row = QWidget()
            Across(row, margins=(4, 4, 4, 4)).take(button, None)
            column.addWidget(row)
        whole.setFocusProxy(line)
        return whole

    def unfold(self, shown: Shown, found: tuple[Difference, ...], one: Difference) -> None:
        self.unfolded = "" if self.unfolded == key_of(one) else key_of(one)
        if one.compared.now is not None:
            self.side.line_asked.emit(one.compared.now.line)
        self.show_found(shown, found)

    def take(self, shown: Shown, one: Difference) -> None:
        """The standard's words again, or the clause that is missing: one step."""
        clause = one.compared.now or one.compared.was
        name = in_language(clause.heading_en, clause.heading_zh) if clause is not None else ""
        said = Message("agreements.standard-taken", {"name": name})
        if one.compared.now is not None:
            self.side.desk.execute(TakeStandard(one.compared.now.id), toast=said)
        else:
            standard = library.for_parties(library.standard(one.standard), len(shown.row.parties))
            self.side.desk.execute(AddClause(shown.version.id, as_new(standard), place_of(shown, one)), toast=said)


def key_of(one: Difference) -> str:
    row = one.compared.now or one.compared.was
    return f"{one.deviation.value}.{one.standard}.{row.line if row else ''}"


def place_of(shown: Shown, one: Difference) -> int:
    """Where the template has it: after the last clause of the text that stands before it there."""
    order = [clause.family for clause in library.template(shown.row.type)]
    family = one.standard.partition(".")[0]
    before = set(order[: order.index(family)]) if family in order else set()
    places = [at for at, clause in enumerate(shown.clauses) if family_of(clause) in before]
    return max(places, default=-1) + 1


def family_of(clause: ClauseRow) -> str:
    return clause.standard.partition(".")[0]


def changed_words(one: Difference) -> list[Marks]:
    """Of the paragraphs that differ, in the language of the window, else in the other."""
    english = look.language is Language.ENGLISH
    found = []
    for paragraph in one.compared.paragraphs:
        if paragraph.is_changed:
            first, second = paragraph.english, paragraph.chinese
            found.append((first or second) if english else (second or first))
    return found


def in_words(text: str) -> str:
    """A blank by its name, since the standard has nothing to fill it with; a reference by its sign."""
    return "".join(piece_in_words(piece) for piece in pieces(text))


def piece_in_words(piece: Piece) -> str:
    if piece.kind is PieceKind.PLACEHOLDER:
        return f"[{label(piece.text, look.language)}]"
    return "[§]" if piece.kind is PieceKind.REFERENCE else piece.text
