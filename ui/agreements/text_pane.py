"""The text of one clause: its paragraphs in two aligned languages, read or written, with what may be done to them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.agreements.commands import (
    AddParagraph,
    EditClause,
    EditParagraph,
    MoveParagraph,
    NewParagraph,
    PasteText,
    RemoveParagraph,
    SetParagraphKind,
)
from crm.agreements.commands.pasting import as_clauses
from crm.agreements.drafting.laid import LaidClause, languages_of
from crm.agreements.drafting.pasting import PastedClause
from crm.agreements.queries.rows import ClauseRow, ParagraphRow
from crm.values import Command, Message
from crm.values.enums import Language, ParagraphKind
from crm.values.ids import Version
from ui.agreements.comparing import laid_pairs
from ui.agreements.paragraph_line import ParagraphLine
from ui.agreements.shown import Shown, read
from ui.agreements.text_cell import ParagraphEditor, TextCell
from ui.agreements.text_tools import TextTools
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel, Scroller, clear
from ui.kit.room import Desk

CHANGES = "changes"
TOOLS_FROM = 520
"""In a narrower pane, in the drawings' pixels, the tools stand below the heading."""


class TextPane(Panel):
    """`line_asked` tells a reference that was pressed; `added_below` is for the room to write on at once."""

    line_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.shown: Shown | None = None
        self.clause: ClauseRow | None = None
        self.by_line: dict[str, ParagraphLine] = {}
        self.built: object = None
        self.write_next = ""
        self.is_narrow = False
        self.is_gone = False
        """The clause stands only in the version before."""

        self.writing: TextCell | None = None
        self.make_parts()
        self.lay_out()
        self.tools.bold.clicked.connect(self.embolden)
        self.tools.kind_asked.connect(self.set_kind)
        self.tools.below.clicked.connect(self.add_below)
        self.tools.placeholder.clicked.connect(self.offer_placeholders)
        self.tools.mode.chosen.connect(lambda _mode: self.show_lines())

    def make_parts(self) -> None:
        self.number = Label("", 13, 600)
        self.heading, self.second = Label("", 13, 600), Label("", 13, tint="text-3")
        self.heads = {Language.ENGLISH: LineField("field.heading_en"), Language.CHINESE: LineField("field.heading_zh")}
        for language, field in self.heads.items():
            field.committed.connect(lambda now, language=language: self.rename(language, now))
        self.tools = TextTools()
        self.columns = QWidget()
        self.column_row = Across(self.columns, margins=(72, 6, 20, 2), gap=20)
        self.page = QWidget()
        self.rows = Down(self.page, margins=(20, 0, 20, 16))
        self.scroller = Scroller(self.page)
        self.nothing = EmptyRoom("agreements.no-text", "agreements.no-text-why")
        self.legend = TextLegend()

    def lay_out(self) -> None:
        head = Panel("surface", lines="bottom")
        row = self.head_row = Across(margins=(20, 6, 12, 6), gap=8)
        self.below_row = Across(margins=(16, 0, 12, 0), gap=8)
        Down(head).take(row, self.below_row)
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.take(self.number)
        row.addWidget(self.heading, 1)
        row.addWidget(self.second, 1)
        for field in self.heads.values():
            row.addWidget(field, 2)
        row.take(self.tools)
        self.below_row.addStretch(1)
        column = Down(self).take(head, self.columns)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.legend)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the tools have a line of their own."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(TOOLS_FROM)
        if narrow != self.is_narrow:
            self.is_narrow = narrow
            (self.head_row if narrow else self.below_row).removeWidget(self.tools)
            if narrow:
                self.below_row.insertWidget(0, self.tools)
            else:
                self.head_row.addWidget(self.tools)
            self.below_row.box.margins = (16, 0, 12, 6) if narrow else (16, 0, 12, 0)
            self.below_row.rescale()

    # What it shows

    def show_clause(self, shown: Shown, line: str) -> None:
        """That clause of the version, or the same one as the book has it now."""
        self.shown = shown
        clause = next((one for one in shown.clauses if one.line == line), None)
        change = shown.change_of(line) if clause is None else None
        self.is_gone = change is not None
        if change is not None:
            clause = change.compared.was
        if clause is None or self.clause is None or clause.line != self.clause.line:
            self.finish()
        self.clause = clause
        laid = next((one for one in shown.laid if one.line == line), None)
        self.nothing.setVisible(clause is None)
        for part in (self.scroller, self.columns, self.legend):
            part.setVisible(clause is not None)
        self.show_heading(shown, clause, laid)
        writes = shown.is_draft and clause is not None and not self.is_gone
        self.tools.show_for(writes, can_compare=shown.before is not None)
        self.show_columns(shown)
        self.show_lines()

    def show_heading(self, shown: Shown, clause: ClauseRow | None, laid: LaidClause | None) -> None:
        self.number.say(Plain(laid.number if laid else ""))
        languages = languages_of(shown.row.languages)
        named = clause if self.is_gone else laid
        texts = [heading_in(named, language) for language in languages] if named is not None else []
        first, second = next(filter(None, texts), ""), texts[-1] if all(texts) and len(texts) > 1 else ""
        self.heading.say(Plain(first))
        self.second.say(Plain(second))
        writes = shown.is_draft and clause is not None and not self.is_gone
        self.heading.setVisible(not writes)
        self.second.setVisible(not writes)
        for language, field in self.heads.items():
            field.setVisible(writes and language in languages)
            if clause is not None:
                field.show_value(heading_in(clause, language))

    def show_columns(self, shown: Shown) -> None:
        languages = languages_of(shown.row.languages)
        key = (languages, shown.row.prevailing, look.language)
        if self.columns.property("key") == str(key):
            return
        self.columns.setProperty("key", str(key))
        clear(self.column_row)
        for language in languages:
            prevailing = shown.row.prevailing
            values = {"language": Message(f"text-language.{language.value}")}
            code = "agreements.column"
            if prevailing is not None and prevailing.value == language.value and len(languages) > 1:
                code = "agreements.column-prevails"
            elif prevailing is not None and prevailing.value == "equal" and language is languages[-1]:
                code = "agreements.column-equal"
            self.column_row.addWidget(Label(Message(code, values), 12, tint="text-3"), 1)

    def show_lines(self) -> None:
        shown, clause = self.shown, self.clause
        if shown is None or clause is None:
            clear(self.rows)
            self.by_line, self.built = {}, None
            return
        changes = self.tools.mode.choice() == CHANGES and shown.before is not None
        self.legend.show_for(shown.is_draft, changes or self.is_gone)
        pairs = laid_pairs(shown, clause.line, changes=changes or self.is_gone)
        key = (clause.line, shown.row.languages, tuple(pair.key for pair in pairs))
        if key != self.built:
            self.build(shown, [pair.key for pair in pairs])
            self.built = key
        for pair in pairs:
            self.by_line[pair.key].show_pair(pair, can_write=shown.is_draft and not pair.removed)
        if self.write_next in self.by_line:
            self.begin_writing(self.write_next)
        self.write_next = ""

    def build(self, shown: Shown, keys: Sequence[str]) -> None:
        clear(self.rows)
        self.writing = None
        self.by_line = {key: ParagraphLine(languages_of(shown.row.languages)) for key in keys}
        for line in self.by_line.values():
            self.rows.addWidget(line)
            line.written.connect(self.write)
            line.entered.connect(self.enter)
        self.rows.addStretch(1)

    def mark(self, line: str) -> None:
        """The paragraph to which a line of the record leads: in sight, on the ground of a selection."""
        for key, each in self.by_line.items():
            each.mark(key == line)
        if (found := self.by_line.get(line)) is not None:
            self.scroller.ensureWidgetVisible(found)

    # Writing

    def begin_writing(self, line: str) -> None:
        self.by_line[line].cells[0].write()

    def enter(self, cell: TextCell) -> None:
        """Another cell took the keyboard: the one before is read again."""
        if self.writing is not None and self.writing is not cell:
            self.writing.read()
        self.writing = cell
        editor = cell.editor
        assert editor is not None
        editor.below_asked.connect(self.add_below)
        editor.moved.connect(self.shift)
        editor.removed.connect(self.remove)
        editor.pasted.connect(lambda clauses: self.paste(cell, clauses))
        editor.refused.connect(self.desk.problems)
        editor.textChanged.connect(self.page.updateGeometry)
        paragraph = self.paragraph()
        self.tools.show_kind(paragraph.kind if paragraph else ParagraphKind.TEXT)

    def editor(self) -> ParagraphEditor | None:
        return self.writing.editor if self.writing is not None else None

    def paragraph(self) -> ParagraphRow | None:
        """That is being written."""
        if self.writing is None or self.clause is None:
            return None
        line = next((key for key, each in self.by_line.items() if self.writing in each.cells), "")
        return next((one for one in self.clause.paragraphs if one.line == line), None)

    def write(self, line: str, language: Language, was: str, now: str) -> None:
        paragraph = next((one for one in self.clause.paragraphs if one.line == line), None) if self.clause else None
        if paragraph is not None:
            self.run(EditParagraph(paragraph.id, language, was, now))

    def rename(self, language: Language, now: str) -> None:
        if self.clause is not None:
            was = heading_in(self.clause, language)
            self.run(EditClause(self.clause.id, language, was, now))

    def run(self, command: Command) -> Any:
        return self.desk.execute(command)

    def paste(self, cell: TextCell, pasted: Sequence[PastedClause]) -> None:
        """Text of many parts, in the column in which it is pasted: one step."""
        paragraph, editor = self.paragraph(), cell.editor
        if paragraph is None or editor is None:
            return
        editor.commits.commit()
        chosen = editor.chosen()
        clauses = as_clauses(pasted, cell.language)
        said = Message("agreements.pasted", {"n": sum(len(clause.paragraphs) for clause in clauses)})
        self.desk.execute(PasteText(paragraph.id, cell.language, editor.toPlainText(), *chosen, clauses), toast=said)

    def embolden(self) -> None:
        if (editor := self.editor()) is not None:
            editor.embolden()
            editor.setFocus()

    def set_kind(self, kind: ParagraphKind) -> None:
        """Pressed again, a list or a table is a paragraph as before."""
        if (paragraph := self.paragraph()) is not None:
            self.run(SetParagraphKind(paragraph.id, ParagraphKind.TEXT if paragraph.kind is kind else kind))

    def add_below(self) -> None:
        """A paragraph below the one that is written, else at the end; the keyboard goes into it."""
        if self.clause is None:
            return
        current = self.paragraph()
        order = [one.line for one in self.clause.paragraphs]
        at = order.index(current.line) + 1 if current else len(order)
        kind = current.kind if current and current.kind is ParagraphKind.ITEM else ParagraphKind.TEXT
        self.finish()
        before = set(order)
        if self.run(AddParagraph(self.clause.id, NewParagraph(kind), at)) is not None:
            self.write_new(before)

    def write_new(self, before: set[str]) -> None:
        """The paragraph that the book has and had not."""
        if self.shown is None or self.clause is None:
            return
        fresh = read(self.desk.book, self.shown.id, self.shown.version.number)
        clause = next((one for one in fresh.clauses if one.line == self.clause.line), None)
        new = [one.line for one in clause.paragraphs if one.line not in before] if clause else []
        if new:
            self.write_next = new[0]
        self.show_clause(fresh, self.clause.line)

    def shift(self, step: int) -> None:
        paragraph = self.paragraph()
        if paragraph is None or self.clause is None:
            return
        at = [one.line for one in self.clause.paragraphs].index(paragraph.line) + step
        if 0 <= at < len(self.clause.paragraphs):
            self.write_next = paragraph.line
            self.run(MoveParagraph(paragraph.id, at))

    def remove(self) -> None:
        """An empty paragraph goes with one more Backspace; the other language has to be empty, too."""
        paragraph = self.paragraph()
        if paragraph is not None and not paragraph.text_en and not paragraph.text_zh:
            self.writing = None
            self.run(RemoveParagraph(paragraph.id, Version(paragraph.version)))

    def offer_placeholders(self) -> None:
        if self.shown is not None and (editor := self.editor()) is not None:
            self.tools.offer_placeholders(self.shown, editor.insert_placeholder)

    def finish(self) -> None:
        """What is being typed is written."""
        for field in self.heads.values():
            field.commits.commit()
        if self.writing is not None:
            cell, self.writing = self.writing, None
            cell.read()

    def first_focus(self) -> QWidget:
        line = next(iter(self.by_line.values()), None)
        return line.cells[0].paint if line is not None else self.scroller


def heading_in(clause: ClauseRow | LaidClause, language: Language) -> str:
    return clause.heading_en if language is Language.ENGLISH else clause.heading_zh


class TextLegend(Panel):
    """What the grounds and marks mean."""

    def __init__(self) -> None:
        super().__init__("surface", lines="top")
        self.words: dict[str, LegendWord] = {}
        row = Across(self, margins=(20, 6, 20, 6), gap=16)
        for code, tint in (
            ("agreements.legend-filled", "text-2"),
            ("agreements.legend-empty", "amber"),
            ("agreements.legend-added", "accent-text"),
            ("agreements.legend-removed", "red"),
        ):
            word = LegendWord(code, tint)
            self.words[code] = word
            row.addWidget(word, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def show_for(self, draft: bool, changes: bool) -> None:
        """Each is said where it can be seen: what is signed has no blank to fill."""
        self.words["agreements.legend-empty"].setVisible(draft)
        for code in ("agreements.legend-added", "agreements.legend-removed"):
            self.words[code].setVisible(changes)


class LegendWord(Label):
    """A word drawn as what it names."""

    def __init__(self, code: str, tint: str) -> None:
        self.code = code
        super().__init__(code, 12, tint=tint)

    def refresh(self) -> None:
        super().refresh()
        font = self.font()
        font.setUnderline(self.code.endswith("added"))
        font.setStrikeOut(self.code.endswith("removed"))
        self.setFont(font)

    def paintEvent(self, event: Any) -> None:
        from PySide6.QtGui import QPainter

        ground = {"agreements.legend-filled": "selected-quiet", "agreements.legend-empty": "amber-soft"}.get(self.code)
        if ground:
            painter = QPainter(self)
            painter.fillRect(self.rect(), look.color(ground))
            painter.end()
        super().paintEvent(event)
