"""The page of what looks alike: searched, merged and parted by the keyboard, hinted at while typing."""

import pytest

from crm.book import Book
from crm.partners.commands import AddPartner
from crm.partners.queries import PartnerNamed
from crm.partners.queries.duplicates import DuplicatePartners
from crm.values import Refused
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.partners.duplicates_room import MERGING, NONE, Room
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]

PAIRS = (
    ("仁禾医疗", "杭州仁禾医疗科技有限公司"),
    ("Hugging Face", "HuggingFace, Inc."),
    ("智谱华章", "Zhipu Huazhang"),
)


@pytest.fixture
def filled(book: Book, bare_window: Window) -> Window:
    for first, second in PAIRS:
        book.execute(AddPartner({"name": first, "city": "Hangzhou"}))
        book.execute(AddPartner({"name": second, "city": "杭州", "country": "CN"}))
    book.close()
    return bare_window.open(book.path)


@pytest.fixture
def room(filled: Window) -> Room:
    shown = filled.office.show_room("duplicates")
    assert isinstance(shown, Room)
    filled.until(lambda: len(shown.found) == len(PAIRS), "the pairs")
    return shown


def test_every_pair_is_merged_by_enter_alone(room: Room, filled: Window) -> None:
    filled.press("M")
    for left in (2, 1, 0):
        filled.until(lambda: room.page.preview is not None or not room.found, "both sides")
        filled.press("Return", room.page.merge_button)
        filled.until(lambda left=left: len(room.found) == left, "the next pair")  # type: ignore[misc] # bound now

    assert room.pages.currentIndex() == NONE
    assert filled.book.query(DuplicatePartners()) == []


def test_arrows_choose_a_side_and_the_result_has_it(room: Room, filled: Window) -> None:
    filled.press("M")
    filled.until(lambda: room.page.lines, "both sides")
    name = next(line for line in room.page.lines if line.field == "name")
    other = room.page.preview.lose.name if room.page.preview else ""

    filled.press("Right", name)
    filled.press("Return", name)
    filled.until(lambda: len(room.found) == 2, "the next pair")

    assert filled.book.query(PartnerNamed(other)).name == other


def test_what_is_not_the_same_is_not_suggested_again(room: Room, filled: Window) -> None:
    filled.press("N", room.list)
    filled.until(lambda: len(room.found) == 2, "the next pair")

    room.search()
    filled.until(lambda: room.job is None, "the search")
    assert len(room.found) == 2

    filled.press("Ctrl+Z")
    filled.until(lambda: len(room.found) == 3, "the pair again")


def test_what_is_put_off_comes_last(room: Room, filled: Window) -> None:
    first = room.found[0]

    filled.press("S", room.list)

    assert room.found[-1] is first


def test_a_merge_is_undone_from_the_page(room: Room, filled: Window) -> None:
    filled.press("M")
    filled.until(lambda: room.page.preview is not None, "both sides")
    gone = room.page.preview.lose.name if room.page.preview else ""
    filled.press("Return", room.page.merge_button)
    filled.until(lambda: len(room.found) == 2, "the next pair")
    with pytest.raises(Refused):
        raise_unless_named(filled, gone)

    filled.press("Ctrl+Z")

    assert filled.book.query(PartnerNamed(gone)).name == gone


def raise_unless_named(window: Window, name: str) -> None:
    """Its name is one of the other names now, so that it is found by it, under the name that stayed."""
    found = window.book.query(PartnerNamed(name))
    if found.name != name:
        raise Refused(())


def test_two_chosen_partners_are_laid_side_by_side(filled: Window) -> None:
    partners = filled.office.show_room("partners")
    filled.settle()
    assert isinstance(partners, PartnersRoom)
    partners.table.selectAll()
    partners.chosen.merge()
    assert filled.office.show_room("partners") is partners

    for key in (2, 4):
        filled.office.go("duplicates", "partner", key)
    room = filled.office.room
    assert isinstance(room, Room)
    filled.until(lambda: room.page.preview is not None, "both sides")

    assert room.pages.currentIndex() == MERGING
    assert room.page.preview is not None and (room.page.preview.keep.id, room.page.preview.lose.id) == (2, 4)


def test_a_name_that_is_typed_says_what_it_looks_like(filled: Window) -> None:
    partners = filled.office.show_room("partners")
    filled.settle()
    assert isinstance(partners, PartnersRoom)
    filled.press("Ctrl+N")

    filled.type("仁禾医疗股份有限公司")
    filled.until(lambda: partners.hint.row is not None, "the hint")
    assert partners.hint.row is not None and partners.hint.row.second == "仁禾医疗"

    filled.press("Down", partners.foot.line)
    filled.until(lambda: partners.pane.partner is not None and partners.pane.partner.fields["name"] == "仁禾医疗", "it")
