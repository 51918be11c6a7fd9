"""The filter of the room as its user has it: typed with completion, clicked as chips, and what nonsense gets."""

from pathlib import Path

import pytest

from crm.partners.filters import Operator, Term, read_filter
from crm.values.enums import Language
from tests.partners.conftest import Town
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.kit.chips import Chip
from ui.kit.choices import CheckField
from ui.kit.look import look
from ui.partners.filter_offers import offers
from ui.partners.filter_proposals import corrected
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]


@pytest.fixture
def room(town: Town, bare_window: Window) -> PartnersRoom:
    path: Path = town.book.path
    town.book.close()
    bare_window.open(path)
    shown = bare_window.office.show_room("partners")
    bare_window.settle()
    assert isinstance(shown, PartnersRoom)
    return shown


@pytest.fixture
def window(room: PartnersRoom, bare_window: Window) -> Window:
    return bare_window


def shown(room: PartnersRoom) -> list[str]:
    return [room.model.cell(place, 0).text for place in range(room.model.rowCount())]


def chips(room: PartnersRoom) -> list[Chip]:
    return [chip for chip in room.filter_bar.findChildren(Chip) if chip.isVisible() and chip.removable]


def test_nonsense_gets_its_sentence_and_the_list_stays_as_it_was(room: PartnersRoom, window: Window) -> None:
    window.press("Ctrl+F")
    window.type("tier:strategic ")
    window.until(lambda: len(shown(room)) == 1)

    window.type("stge:active ")

    window.until(lambda: window.shows("There is no field “stge”"), "the sentence")
    assert len(shown(room)) == 1


def test_tab_takes_the_proposal_in_place_of_nonsense(room: PartnersRoom, window: Window) -> None:
    window.press("Ctrl+F")
    window.type("stge:prospect ")
    window.until(lambda: window.shows("There is no field “stge”"), "the sentence")

    window.type("\t")

    window.until(lambda: shown(room) == ["Renhe Hospital Data"], "the partner in that stage")
    assert room.filter_bar.line.text().startswith("stage:prospect")
    assert not room.filter_bar.trouble.isVisible()


def test_a_key_and_its_value_are_completed_by_tab(room: PartnersRoom, window: Window) -> None:
    window.press("Ctrl+F")
    window.type("tie\tstra\t")

    assert room.filter_bar.line.text() == "tier:strategic"
    window.until(lambda: shown(room) == ["Renhe Hospital Data"], "the strategic partner")


def test_enter_leaves_a_word_as_it_was_typed_though_a_key_begins_so(room: PartnersRoom, window: Window) -> None:
    window.press("Ctrl+F")
    window.type("st\n")

    assert room.filter_bar.line.text() == "st"
    assert window.focus() is room.table


def test_offers_come_in_both_languages() -> None:
    look.set(language=Language.CHINESE)
    try:
        assert offers("阶", (), lambda _field: [])[0].text == "阶段:"
        assert offers("sta", (), lambda _field: [])[0].second == "阶段"
    finally:
        look.set(language=Language.ENGLISH)


def test_a_chip_opens_its_values_and_a_tick_more_is_in_the_text(room: PartnersRoom, window: Window) -> None:
    room.filter_bar.put(read_filter("tier:strategic").filter)
    window.settle()
    (chip,) = chips(room)
    window.click(chip, chip.rect().center())

    window.click(window.named("preferred", CheckField))

    assert room.filter_bar.line.text() == "tier:strategic,preferred"
    window.until(lambda: len(shown(room)) == 2, "both partners")
    window.press("Escape", room.filter_bar.editor)
    assert not any(box.isVisible() for box in window.main.findChildren(CheckField) if box.words == "preferred")


def test_the_cross_of_a_chip_takes_its_condition_away(room: PartnersRoom, window: Window) -> None:
    room.filter_bar.put(read_filter("tier:strategic renhe").filter)
    window.settle()
    (chip,) = chips(room)

    window.click(chip, chip.cross().center())

    assert room.filter_bar.line.text() == "renhe"


def test_a_day_is_typed_in_the_editor_and_a_wrong_one_is_named(room: PartnersRoom, window: Window) -> None:
    from crm.partners.filters import field_by_key

    field = field_by_key("last")
    assert field is not None
    room.filter_bar.open_editor(room.filter_bar.more, field, None)
    window.type("blue\n")
    assert window.shows("is no day")

    window.press("Ctrl+A")
    window.type("30d\n")

    assert room.filter_bar.filter.terms == (Term("last", Operator.LESS, ("30d",)),)


def test_a_click_on_a_header_is_in_the_text(room: PartnersRoom, window: Window) -> None:
    names = [column.name for column in room.model.columns]
    room.table.sort_by_section(names.index("next"))
    window.settle()

    assert room.filter_bar.line.text() == "sort:next"
    room.table.sort_by_section(names.index("next"))
    assert room.filter_bar.line.text() == "sort:-next"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("stge:active", "stage:active"),
        ("renhe stge:active tier:strategic", "renhe stage:active tier:strategic"),
        ("stage:activ,negotiatng", "stage:activ,negotiating"),
        ("stage:", "stage:prospect"),
        ("tier<strategic", "tier:strategic"),
        ('city:"San', 'city:"San"'),
    ],
)
def test_the_proposal_is_put_in_place_of_what_was_wrong(text: str, better: str) -> None:
    (problem, *_) = read_filter(text).problems

    assert corrected(text, problem) == better
