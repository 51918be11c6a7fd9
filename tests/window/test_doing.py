"""What can be done from anywhere: found, undone, listed, and every fault reported in one place."""

import pytest
from PySide6.QtCore import QTimer

from crm.book.search import FoundNames
from crm.partners.commands import AddPartner, BinPartners, EditPartner
from crm.partners.queries import BinRows
from crm.values import Problem, WorldFault
from crm.values.enums import Language
from tests.window.driver import Window
from ui.kit.look import look
from ui.window.bin_room import Room as BinRoom
from ui.window.hits import matching
from ui.window.menus import book_menu

RENHE = {"name": "仁禾医疗数据", "name_en": "Renhe Hospital Data"}


def add(window: Window, **values: object) -> int:
    changes = window.office.execute(AddPartner(values=values))
    assert changes is not None
    window.settle()
    return changes.first("partner")


def found(window: Window) -> list[str]:
    lines = window.office.finder.palette_sheet.hits.hits.lines
    return [line if isinstance(line, str) else "".join(piece.text for piece in line.pieces) for line in lines]


def test_a_partner_is_found_by_its_pinyin_initials_and_shows_which_letters_matched(window: Window) -> None:
    add(window, **RENHE)

    window.press("Ctrl+K")
    window.type("rhyl")
    window.until(lambda: any("仁禾医疗数据" in line for line in found(window)), "the partner")

    row = next(line for line in window.office.finder.palette_sheet.hits.hits.lines if not isinstance(line, str))
    assert [piece.text for piece in row.pieces if piece.lit] == ["仁禾医疗", "r", "h", "y", "l"]
    assert window.shows("pinyin initials")
    window.press("Escape")


@pytest.mark.parametrize("typed", ["Hospital", "renhe", "医疗", "renheyiliao"])
def test_a_partner_is_found_by_any_part_of_its_name(window: Window, typed: str) -> None:
    add(window, **RENHE)

    window.press("Ctrl+K")
    window.type(typed)
    window.until(lambda: any("Renhe Hospital Data" in line for line in found(window)), typed)

    window.press("Escape")


@pytest.mark.parametrize("typed", [">dark", ">深色", ">shense", ">ztss"])
def test_an_action_is_found_in_either_language_and_by_pinyin(window: Window, typed: str) -> None:
    window.press("Ctrl+K")
    window.type(typed)
    window.until(lambda: any("Theme: dark" in line for line in found(window)), typed)

    window.press("Escape")


def test_pinyin_of_an_action_begins_at_a_syllable(window: Window) -> None:
    window.office.show_room("partners")

    assert [action.id for action in matching(window.office.registry.offered(), "bianji")] == ["partner-edit"]
    assert matching(window.office.registry.offered(), "anji") == []


def test_the_palette_waits_for_the_input_method(window: Window) -> None:
    add(window, **RENHE)
    window.press("Ctrl+K")
    field = window.office.finder.palette_sheet.field

    window.compose("ren he", field)
    window.press("Return", field)
    still_open = window.office.finder.isVisible()
    window.commit("仁禾", field)
    window.until(lambda: any("仁禾医疗数据" in line for line in found(window)), "the partner")

    assert still_open
    window.press("Escape")
    assert not window.office.finder.isVisible()


def test_a_greater_than_sign_offers_actions_only(window: Window) -> None:
    window.press("Ctrl+K")

    window.type(">dark")

    assert found(window) == ["Actions", "Theme: dark"]
    window.press("Return")
    assert window.main.settings.theme == "dark"


def test_undo_and_redo_carry_the_name_of_what_they_take_back(window: Window) -> None:
    key = add(window, name="Acme")
    assert "Acme" in window.office.status_bar.undoes.text()

    window.press("Ctrl+Z")
    gone = window.book.query(FoundNames("Acme"))
    window.press("Ctrl+Shift+Z")

    assert not gone
    assert window.book.query(FoundNames("Acme"))
    assert key


def test_the_bin_gives_back_and_empties_after_a_question(window: Window) -> None:
    first, second = add(window, name="Acme"), add(window, name="Weft")
    window.office.execute(BinPartners((first, second)))
    window.settle()
    room = window.office.show_room("bin")
    assert isinstance(room, BinRoom)
    window.settle()

    window.press("R", room.table)
    window.click(room.empty)
    asked = window.office.question.isVisible()
    window.click(window.office.question.sheet_of.act)

    assert asked
    assert window.book.query(BinRows(window.book.clock.today())) == []
    assert bool(window.book.query(FoundNames("Acme"))) != bool(window.book.query(FoundNames("Weft")))


def test_menu_and_sheet_hold_what_the_registry_holds(window: Window) -> None:
    menu = book_menu(window.office.registry, [], window.main)
    shown = {entry.objectName() for part in menu.actions() if part.menu() for entry in part.menu().actions()}  # type: ignore[attr-defined]

    assert {action.id for action in window.office.registry.all() if action.menu} <= shown

    window.press("Ctrl+/")
    assert window.shows("Keyboard shortcuts")
    window.press("Escape")


def test_every_key_is_given_once(window: Window) -> None:
    keys = [key for action in window.office.registry.all() if not action.room for key in action.keys]

    assert len(keys) == len(set(keys))


def test_a_fault_of_ours_offers_a_report_without_what_was_typed(window: Window) -> None:
    def breaks() -> None:
        raise ValueError("secret of Acme")

    QTimer.singleShot(0, breaks)
    window.until(lambda: window.shows("Something went wrong inside Liaison"), "the banner")

    assert window.faults and "secret" not in window.faults[0]
    assert "ValueError" in window.faults[0]
    window.faults.clear()


def test_a_fault_of_the_world_is_a_sentence_and_no_report(window: Window) -> None:
    def breaks() -> None:
        raise WorldFault(Problem("disk-full", values={"file": "book"}))

    QTimer.singleShot(0, breaks)
    window.until(lambda: window.shows("The disk is full"), "the sentence")

    assert not window.faults


def test_language_theme_and_text_size_switch_while_it_runs(window: Window) -> None:
    window.office.go("settings")

    window.press("Ctrl++")
    window.office.registry.run("language-zh")
    window.settle()

    assert window.main.settings.text == 110
    assert window.shows("设置")


@pytest.mark.parametrize(("language", "name"), [(Language.ENGLISH, "Renhe Data"), (Language.CHINESE, "仁禾数据")])
def test_what_was_undone_is_called_as_the_lists_call_it(window: Window, language: Language, name: str) -> None:
    made = window.book.execute(AddPartner({"name": "仁禾数据", "name_en": "Renhe Data"}))
    window.book.execute(EditPartner(made.first("partner"), "city", "", "Oslo"))
    look.set(language=language)
    window.settle()
    try:
        window.office.registry.run("undo")
        window.settle()
        assert name in window.office.body.toast.words.whole
        window.office.registry.run("undo")
        window.settle()
        assert name in window.office.body.toast.words.whole
    finally:
        look.set(language=Language.ENGLISH)
