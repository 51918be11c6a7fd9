"""Text of a word processor, pasted into a draft in the window: clean, in its column, one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData

from crm.agreements.queries import AgreementDetail, AgreementNamed, AgreementText
from crm.agreements.queries.rows import ClauseRow
from crm.values.enums import Language
from tests.agreements.window.driving import DRAFT, room_of
from tests.window.driver import Window
from ui.agreements.room import AgreementsRoom
from ui.agreements.text_cell import ParagraphEditor

PASTED = Path(__file__).parents[1] / "drafting" / "pasted"


@pytest.fixture
def room(window: Window) -> AgreementsRoom:
    return room_of(window, DRAFT)


def clauses(window: Window) -> tuple[ClauseRow, ...]:
    row = window.book.query(AgreementDetail(window.book.query(AgreementNamed(DRAFT))))
    return window.book.query(AgreementText(row.versions[-1].id)).clauses  # type: ignore[no-any-return]


def editor_at(room: AgreementsRoom, window: Window, language: Language, at: int) -> ParagraphEditor:
    """The paragraph `at` of the clause that is read, with the caret at its end."""
    line = list(room.record.text.by_line.values())[at]
    editor = next(cell for cell in line.cells if cell.language is language).write()
    window.press("Ctrl+End", editor)
    window.settle()
    return editor


def paste(window: Window, editor: ParagraphEditor, html: str = "", text: str = "") -> None:
    """Through the same door as Ctrl+V, which reads the clipboard of the machine."""
    held = QMimeData()
    if html:
        held.setHtml(html)
    if text:
        held.setText(text)
    assert editor.canInsertFromMimeData(held)
    editor.insertFromMimeData(held)
    window.settle()


def empty_clause(room: AgreementsRoom, window: Window) -> None:
    room.record.add_empty()
    window.settle()


def here(room: AgreementsRoom, window: Window) -> tuple[int, ClauseRow]:
    found = clauses(window)
    at = [clause.line for clause in found].index(room.record.line)
    return at, found[at]


def test_word_becomes_paragraphs_items_tables_and_clauses_of_one_step(room: AgreementsRoom, window: Window) -> None:
    empty_clause(room, window)
    before = len(clauses(window))
    editor = editor_at(room, window, Language.ENGLISH, 0)

    paste(window, editor, (PASTED / "word.html").read_text(encoding="utf-8"))

    at, clause = here(room, window)
    found = clauses(window)
    assert [(row.kind.value, row.text_en, row.text_zh) for row in clause.paragraphs] == [
        ("text", "Data Licence Agreement", "")
    ]
    assert [one.heading_en for one in found[at + 1 : at + 3]] == ["Purpose", "Delivery"]
    assert [row.kind.value for row in found[at + 2].paragraphs] == ["item", "item", "table"]
    assert len(found) == before + 2
    assert window.shows("5 paragraphs were pasted")

    window.office.undo()
    window.settle()
    assert len(clauses(window)) == before


def test_google_docs_lands_in_the_column_in_which_it_is_pasted(room: AgreementsRoom, window: Window) -> None:
    empty_clause(room, window)
    editor = editor_at(room, window, Language.CHINESE, 0)

    paste(window, editor, (PASTED / "google-docs.html").read_text(encoding="utf-8"))

    at, _ = here(room, window)
    term = clauses(window)[at + 1]
    assert (term.heading_en, term.heading_zh) == ("", "Term")
    assert (term.paragraphs[0].text_en, term.paragraphs[0].text_zh) == ("", "From **1 October 2026** on:")


def test_a_translation_fills_the_empty_cells_beside_the_other_language(room: AgreementsRoom, window: Window) -> None:
    empty_clause(room, window)
    paste(window, editor_at(room, window, Language.ENGLISH, 0), text="The first.\nThe second.\nThe third.")
    room.record.text.finish()
    window.settle()

    paste(window, editor_at(room, window, Language.CHINESE, 0), text="第一段。\n第二段。\n第三段。\n第四段。")

    _, clause = here(room, window)
    assert [(row.text_en, row.text_zh) for row in clause.paragraphs] == [
        ("The first.", "第一段。"),
        ("The second.", "第二段。"),
        ("The third.", "第三段。"),
        ("", "第四段。"),
    ]


def test_what_stood_behind_the_caret_stands_behind_what_was_pasted(room: AgreementsRoom, window: Window) -> None:
    empty_clause(room, window)
    editor = editor_at(room, window, Language.ENGLISH, 0)
    window.type("𠮷 begins; ends.", editor)
    for _ in "ends.":
        window.press("Left", editor)

    paste(window, editor, text="one\ntwo, ")

    _, clause = here(room, window)
    assert [row.text_en for row in clause.paragraphs] == ["𠮷 begins; one", "two,ends."]


def test_a_word_is_pasted_as_a_word(room: AgreementsRoom, window: Window) -> None:
    empty_clause(room, window)
    editor = editor_at(room, window, Language.ENGLISH, 0)

    paste(window, editor, "<p><span style='font-family:Calibri'>quarterly</span></p>", "quarterly")
    paste(window, editor, text=" <script>alert(1)</script>")

    assert editor.toPlainText() == "quarterly <script>alert(1)</script>"


def test_five_megabytes_are_refused_with_what_to_do_and_nothing_changes(room: AgreementsRoom, window: Window) -> None:
    empty_clause(room, window)
    before = clauses(window)
    editor = editor_at(room, window, Language.ENGLISH, 0)

    paste(window, editor, text="x" * 5_000_001)

    assert window.shows("This is too much to paste at once: 6 MB, and the limit is 5 MB.")
    assert editor.toPlainText() == ""
    assert clauses(window) == before


@pytest.mark.parametrize("text", ["x" * 4_000_000, "short\n" + "字" * 1_000_000])
def test_what_no_paragraph_holds_is_refused_before_it_is_laid_out(
    room: AgreementsRoom, window: Window, text: str
) -> None:
    empty_clause(room, window)
    before = clauses(window)
    editor = editor_at(room, window, Language.ENGLISH, 0)

    paste(window, editor, text=text)

    assert window.shows("is longer than 20,000 characters. Shorten it.")
    assert editor.toPlainText() == ""
    assert clauses(window) == before
