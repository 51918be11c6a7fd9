"""Fit and relationships in the window: marked, compared, weighed, linked, moved, by keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from crm.book.search import FoundNames
from crm.partners.commands import EndAffiliation, MarkFit
from crm.partners.queries import ContactDetail, FitCriteria, FitHistory, PartnerDetail, PartnerFit
from crm.values.enums import Language
from crm.values.ids import ContactId, FitCriterionId, PartnerId
from tests.partners.conftest import TODAY, Town
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.kit.look import look
from ui.kit.pickers import PickField
from ui.partners.fit_lines import CriterionLine
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]


@pytest.fixture
def filled(town: Town, bare_window: Window) -> Window:
    for key, mark in ((1, 3), (2, 5)):
        town.book.execute(MarkFit(town.renhe, FitCriterionId(key), mark))
    for key, mark in ((1, 5), (2, 3)):
        town.book.execute(MarkFit(town.stratus, FitCriterionId(key), mark))
    town.book.close()
    return bare_window.open(Path(town.book.path))


@pytest.fixture
def room(filled: Window) -> PartnersRoom:
    shown = filled.office.show_room("partners")
    filled.settle()
    assert isinstance(shown, PartnersRoom)
    return shown


def fit_tab(room: PartnersRoom, window: Window, partner: PartnerId) -> list[CriterionLine]:
    room.open_record("partner", partner)
    window.settle()
    assert room.desk.actions.run("partner-mark-fit")
    window.settle()
    return room.pane.fit.lines.all_lines()


def test_a_key_marks_the_first_gap_and_undo_takes_it_back(room: PartnersRoom, filled: Window, town: Town) -> None:
    fit_tab(room, filled, town.renhe)
    focused = filled.focus()
    assert isinstance(focused, CriterionLine) and focused.term.criterion.key == "technical-support"

    filled.press("4")

    assert filled.shows("(20 × 3 + 15 × 5 + 15 × 4) ÷ 50 = 3.9")
    assert isinstance(filled.focus(), CriterionLine)
    filled.press("Down")
    filled.press("0")
    assert filled.book.query(PartnerFit(town.renhe)).points == 195
    filled.press("Ctrl+Z")
    filled.press("Ctrl+Z")
    filled.until(lambda: filled.shows("(20 × 3 + 15 × 5) ÷ 35 = 27/7 ≈ 3.9"))


def test_delete_takes_the_newest_mark_away(room: PartnersRoom, filled: Window, town: Town) -> None:
    lines = fit_tab(room, filled, town.renhe)
    lines[0].setFocus()

    filled.press("Delete")

    assert filled.book.query(PartnerFit(town.renhe)).gaps[0].criterion.key == "data-quality"


def test_evidence_is_typed_below_its_criterion(room: PartnersRoom, filled: Window, town: Town) -> None:
    lines = fit_tab(room, filled, town.renhe)
    filled.click(lines[0])
    sheet = room.pane.fit.lines.sheet
    assert sheet is not None
    sheet.evidence.editor.setFocus()

    filled.commit("第 8 批差错率 1.8%", filled.focus())
    filled.press("Ctrl+Return")

    history = filled.book.query(FitHistory(town.renhe, FitCriterionId(1)))
    assert [row.mark.evidence for row in history] == ["第 8 批差错率 1.8%"]
    assert filled.shows("第 8 批差错率 1.8%")


def test_chosen_rows_are_compared_and_the_sentence_says_what_would_swap_them(
    room: PartnersRoom, filled: Window, town: Town
) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in range(room.model.rowCount()):
        room.table.selectionModel().select(room.model.index(place, 0), flags)

    assert room.desk.actions.run("partner-compare-fit")
    filled.settle()

    comparison = room.fit_pages.comparison
    assert [fit.partner_id for fit in comparison.found.partners] == [town.stratus, town.renhe, town.lanting]  # type: ignore[union-attr] # shown
    assert filled.shows("If Data quality weighed 14 instead of 20, Renhe Hospital Data would come before Stratus")
    assert filled.shows("Lanting Bank has no mark yet")
    filled.press("Escape")
    assert not room.fit_pages.shown


def test_partners_join_and_leave_the_comparison(room: PartnersRoom, filled: Window, town: Town) -> None:
    room.fit_pages.compare([town.stratus])
    filled.settle()
    adder = room.fit_pages.comparison.adder
    assert filled.focus() is adder

    filled.type("renhe\t")
    filled.until(lambda: len(room.fit_pages.comparison.ids) == 2)
    filled.click("Leave Stratus Peak Cloud out")

    filled.until(lambda: room.fit_pages.comparison.ids == [town.renhe])


def test_other_weights_are_tried_before_they_count(room: PartnersRoom, filled: Window, town: Town) -> None:
    room.desk.actions.run("partner-fit-criteria")
    filled.settle()
    page = room.fit_pages.criteria
    row = page.rows[FitCriterionId(1)]
    row.weight.setFocus()
    row.weight.selectAll()

    filled.type("5", row.weight)
    filled.until(lambda: filled.shows("2 partners would move"))
    assert filled.book.query(FitCriteria())[0].weight == 20

    filled.click("Apply")
    filled.until(lambda: filled.book.query(FitCriteria())[0].weight == 5)
    filled.press("Ctrl+Z", filled.main)
    filled.until(lambda: row_weight(room) == "20")


def row_weight(room: PartnersRoom) -> str:
    return room.fit_pages.criteria.rows[FitCriterionId(1)].weight.text()


def test_a_weight_that_is_none_is_said_and_not_applied(room: PartnersRoom, filled: Window) -> None:
    room.desk.actions.run("partner-fit-criteria")
    filled.settle()
    page = room.fit_pages.criteria

    page.rows[FitCriterionId(1)].weight.setText("x")
    filled.settle()

    assert filled.shows("whole number from 0 to 1,000")
    assert not page.apply.isEnabled()


def test_a_criterion_of_the_book_is_added_and_one_with_marks_stays(room: PartnersRoom, filled: Window) -> None:
    room.desk.actions.run("partner-fit-criteria")
    filled.settle()
    page = room.fit_pages.criteria
    page.new.name.setFocus()

    filled.type("可解释性\n")
    filled.until(lambda: len(page.rows) == 8)
    filled.click("Remove Data quality")

    assert filled.shows("Give it the weight 0")
    filled.click("Remove 可解释性")
    filled.until(lambda: len(page.rows) == 7)


def pick(window: Window, field: PickField, text: str) -> None:
    field.setFocus()
    window.type(f"{text}\t", field)
    window.settle()


def test_a_relationship_is_added_from_the_other_end_edited_and_ended(
    room: PartnersRoom, filled: Window, town: Town
) -> None:
    room.open_record("partner", town.renhe)
    room.pane.show_tab("links")
    filled.settle()
    form = room.pane.links.form
    form.way.pick(next(value for value, _ in form.way.options if value[0].value == "supplies" and not value[1]))

    pick(filled, form.other, "stratus")
    filled.click("Add link")
    filled.until(lambda: filled.shows("is supplied by Stratus Peak Cloud"))

    room.pane.links.turn(filled.book.query(PartnerDetail(town.renhe, TODAY)).links[0].id)
    filled.settle()
    sheet = room.pane.links.sheet
    assert sheet is not None
    sheet.note.editor.setFocus()
    filled.type("GPU hours\n", sheet.note.editor)
    filled.until(lambda: filled.book.query(PartnerDetail(town.renhe, TODAY)).links[0].note == "GPU hours")
    filled.click("End today")
    filled.until(lambda: filled.book.query(PartnerDetail(town.renhe, TODAY)).links[0].until == TODAY)


def test_an_acquaintance_is_added_with_its_strength(room: PartnersRoom, filled: Window, town: Town) -> None:
    room.show_contact(town.shen)
    filled.settle()
    known = room.contact_pane.known
    known.form.begin()

    pick(filled, known.form.other, "fang" if filled.book.query(FoundNames("fang", 1, "contact")) else "方薇")
    QTest.mouseClick(known.form.strength.steps.segments["4"], Qt.MouseButton.LeftButton)
    known.form.add.click()
    filled.settle()

    (one,) = filled.book.query(ContactDetail(ContactId(town.fang))).acquaintances
    assert (one.other_id, one.strength) == (town.shen, 4)
    filled.until(lambda: filled.shows("strength 4 of 5"))


def test_a_move_from_the_pane_says_who_now_rests_on_one(room: PartnersRoom, filled: Window, town: Town) -> None:
    room.show_contact(town.fang)
    filled.settle()
    posts = room.contact_pane.posts
    posts.turn(filled.book.query(ContactDetail(town.fang)).posts[0].id)
    filled.settle()
    filled.click("Move")

    field = next(part for part in room.contact_pane.findChildren(PickField) if part.isVisible() and part.hasFocus())
    filled.type("stratus\t", field)
    filled.click("Move now" if "Move now" in filled.names() else "Move")

    filled.until(lambda: len(filled.book.query(ContactDetail(town.fang)).posts) == 2)
    filled.until(lambda: "Renhe Hospital Data" in filled.office.body.toast.words.whole)
    assert "Stratus Peak Cloud" in filled.office.body.toast.words.whole
    room.open_record("partner", town.renhe)
    filled.settle()
    assert filled.shows("Rests on one person, Shen Ruolan")


def test_the_list_marks_partners_that_rest_on_one_person(room: PartnersRoom, filled: Window, town: Town) -> None:
    place = room.model.place_of(town.renhe)
    assert place is not None
    assert room.model.cell(place, 0).flag == ""
    people = filled.book.query(PartnerDetail(town.renhe, TODAY)).people
    post = next(person for person in people if person.contact_id == town.fang)

    filled.office.execute(EndAffiliation(post.affiliation_id))

    filled.until(lambda: room.model.cell(room.model.place_of(town.renhe) or 0, 0).flag_text == "rests on one person")


def test_the_pages_of_fit_change_their_language_while_they_are_open(room: PartnersRoom, filled: Window) -> None:
    room.desk.actions.run("partner-fit-criteria")
    filled.settle()

    look.set(language=Language.CHINESE)
    filled.settle()

    name = room.fit_pages.criteria.rows[FitCriterionId(1)].name
    assert name.text() == "数据质量"
    look.set(language=Language.ENGLISH)
    filled.settle()
    assert room.fit_pages.criteria.rows[FitCriterionId(1)].name.text() == "Data quality"


def test_a_criterion_is_called_otherwise_and_gets_its_own_name_back(room: PartnersRoom, filled: Window) -> None:
    room.desk.actions.run("partner-fit-criteria")
    filled.settle()

    for typed, stored in (("Label quality", "Label quality"), ("Data quality", "")):
        name = room.fit_pages.criteria.rows[FitCriterionId(1)].name
        name.setFocus()
        name.selectAll()
        filled.type(f"{typed}\n", name)
        filled.until(lambda stored=stored: filled.book.query(FitCriteria())[0].name == stored)  # type: ignore[misc] # its default
        filled.settle()
