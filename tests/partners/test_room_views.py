"""Views of the list as their user has them: kept, opened from tabs, rail and palette, changed, ordered, removed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from crm.partners.commands import AddPartnerRole, SetCustomValue
from crm.partners.commands.custom_field import AddCustomField
from crm.partners.queries import PartnerDetail
from crm.partners.queries.custom_field import CustomValuesOf
from crm.partners.queries.view import SavedViews
from crm.values.enums import PartnerRole, Stage, ViewLayout
from tests.partners.conftest import TODAY, Town
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.partners.exporting import dialogs
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]


@pytest.fixture
def room(town: Town, bare_window: Window) -> PartnersRoom:
    town.book.execute(AddPartnerRole(town.stratus, PartnerRole.COMPUTE_PROVIDER, Stage.ACTIVE))
    town.book.execute(AddPartnerRole(town.renhe, PartnerRole.DOWNSTREAM, Stage.NEGOTIATING))
    field = town.book.execute(AddCustomField({"name": "Headcount", "kind": "number"})).first("custom_field")
    town.book.execute(SetCustomValue(field, "", "1200", partner_id=town.renhe))  # type: ignore[arg-type]
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
    return [room.model.cell(place, 0).text for place in range(room.model.rowCount()) if room.model.ids[place] > 0]


def keep(room: PartnersRoom, window: Window, asked: str, name: str) -> None:
    window.press("Ctrl+F")
    window.press("Ctrl+A")
    window.type(asked + " ")
    window.settle()
    window.click(room.views.tabs.adder)
    window.type(f"{name}\n")
    window.settle()


def test_the_present_look_is_kept_as_a_view_with_its_count(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")

    (view,) = window.book.query(SavedViews())
    assert (view.name, view.text) == ("Strategic", "tier:strategic")
    segment = room.views.tabs.tabs.segments[str(view.id)]
    assert segment.isChecked()
    window.until(lambda: segment.number == 1, "the count")


def test_a_tab_opens_its_view_and_all_leads_back(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")
    window.click("All", QPoint(4, 8))
    window.until(lambda: len(shown(room)) == 3, "all partners")
    assert room.filter_bar.line.text() == ""

    window.click(room.views.tabs.tabs.segments[str(room.views.tabs.views[0].id)], QPoint(4, 8))

    window.until(lambda: shown(room) == ["Renhe Hospital Data"], "the view")
    assert room.filter_bar.line.text() == "tier:strategic"


def test_a_changed_look_is_saved_to_its_view_and_undone(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")
    assert not room.views.tabs.save.isVisible()
    room.table.show_columns(["name", "fit"])
    room.table.arranged.emit()
    assert room.views.tabs.save.isVisible()

    window.click(room.views.tabs.save)

    assert window.book.query(SavedViews())[0].columns == ("name", "fit")
    assert not room.views.tabs.save.isVisible()
    window.press("Ctrl+Z")
    window.until(lambda: room.views.tabs.save.isVisible(), "the difference again")


def widen(room: PartnersRoom, column: str, width: int) -> None:
    section = [one.name for one in room.model.columns].index(column)
    room.table.header.resizeSection(section, width)


def width(room: PartnersRoom, column: str) -> int:
    return room.table.columnWidth([one.name for one in room.model.columns].index(column))


def test_each_view_has_its_own_widths_and_all_keeps_those_of_the_book(room: PartnersRoom, window: Window) -> None:
    widen(room, "tier", 130)
    keep(room, window, "tier:strategic", "Strategic")
    assert width(room, "tier") == 130
    widen(room, "tier", 170)

    room.views.open(0)
    window.settle()
    assert width(room, "tier") == 130
    room.views.open(room.views.tabs.views[0].id)
    window.settle()
    assert width(room, "tier") == 170

    again = window.reopen().office.show_room("partners")
    window.settle()
    assert isinstance(again, PartnersRoom)
    assert width(again, "tier") == 170
    again.views.remove(again.views.tabs.views[0])
    window.settle()
    assert width(again, "tier") == 130


def test_views_are_renamed_put_in_order_and_removed(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")
    keep(room, window, "stage:active", "Active")
    tabs = room.views.tabs

    tabs.moved.emit(tabs.views[1], -1)
    window.settle()
    tabs.ask_name(tabs.views[0])
    window.press("Ctrl+A")
    window.type("Working with\n")
    window.settle()

    assert [view.name for view in tabs.views] == ["Working with", "Strategic"]
    tabs.removed.emit(tabs.views[0])
    window.settle()
    assert [view.name for view in tabs.views] == ["Strategic"]


def test_a_name_that_is_taken_is_refused_with_a_sentence(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")
    keep(room, window, "stage:active", "STRATEGIC")

    assert len(window.book.query(SavedViews())) == 1
    assert window.office.body.problem.isVisible()


def test_the_rail_lists_views_and_opens_them_from_any_room(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")
    window.click("All", QPoint(4, 8))
    window.office.go("today")
    entry = next(one for key, one in window.office.rail.entries.items() if key.startswith("view-"))
    assert entry.isVisible() and entry.accessibleName() == "Strategic"

    window.click(entry)

    assert window.office.room is room
    window.until(lambda: shown(room) == ["Renhe Hospital Data"], "the view")


def test_the_palette_finds_a_view_by_its_name(room: PartnersRoom, window: Window) -> None:
    keep(room, window, "tier:strategic", "Strategic")
    window.click("All", QPoint(4, 8))

    window.press("Ctrl+K")
    window.type(">view: strategic\n")

    window.until(lambda: shown(room) == ["Renhe Hospital Data"], "the view")


def test_a_view_of_the_board_opens_the_board(room: PartnersRoom, window: Window) -> None:
    room.show_layout(ViewLayout.BOARD)
    window.settle()
    window.click(room.views.tabs.adder)
    window.type("By stage\n")
    room.show_layout(ViewLayout.TABLE)
    window.settle()

    assert room.views.open(room.views.tabs.views[0].id)
    assert room.pages.currentWidget() is room.board_page


def test_groups_have_headings_and_fold(room: PartnersRoom, window: Window) -> None:
    room.group("role")
    window.until(lambda: len(room.model.headings) == 4, "the headings")

    assert [heading.title for heading in room.model.headings][:2] == ["Data provider", "Compute provider"]
    assert shown(room).count("Renhe Hospital Data") == 2
    assert room.table.partners == 3
    room.table.setFocus()
    place = room.table.rowViewportPosition(0)
    window.click(room.table.viewport(), QPoint(60, place + 12))
    assert len(shown(room)) == 3


def test_the_keyboard_goes_over_the_headings(room: PartnersRoom, window: Window) -> None:
    room.group("tier")
    window.settle()
    room.table.choose(room.table.first_id())
    room.table.setFocus()

    window.press("Down")

    assert (room.table.current_id() or 0) > 0


def test_columns_are_hidden_shown_and_moved_by_keyboard(room: PartnersRoom, window: Window) -> None:
    room.open_columns()
    popup = room.columns_popup
    assert popup is not None
    rows = popup.list.keys()
    popup.list.setCurrentIndex(popup.list.rows.index(rows.index("tier")))
    window.press("Space", popup.list)
    assert "tier" not in room.table.seen_columns()

    popup.list.setCurrentIndex(popup.list.rows.index(rows.index("fit")))
    window.press("Alt+Up", popup.list)

    assert room.table.seen_columns().index("fit") < room.table.seen_columns().index("open")
    window.press("Escape", popup)
    again = PartnersRoom(window.office.desk)
    again.restore(room.state())
    assert again.table.seen_columns() == room.table.seen_columns()
    again.deleteLater()


def test_an_own_field_is_a_column_and_is_edited_in_its_cell(room: PartnersRoom, window: Window) -> None:
    key = room.filter_bar.own[0].key
    room.table.show_columns(["name", key])
    window.settle()
    place = [column.name for column in room.model.columns].index(key)
    row = shown(room).index("Renhe Hospital Data")
    assert room.model.cell(row, place).text == "1,200"

    room.table.edited.emit(2, key, "1500")
    window.settle()

    assert room.model.cell(row, place).text == "1,500"
    assert window.book.query(CustomValuesOf(partner_id=2))[0].text == "1500"  # type: ignore[arg-type]


def test_a_further_field_is_a_column_and_is_edited_in_its_cell(room: PartnersRoom, window: Window) -> None:
    room.table.show_columns(["name", "city"])
    window.settle()

    room.table.edited.emit(2, "city", "上海")
    window.settle()

    assert window.book.query(PartnerDetail(2, TODAY)).fields["city"] == "上海"  # type: ignore[arg-type]


def test_the_foot_says_what_the_list_adds_up_to(room: PartnersRoom, window: Window) -> None:
    key = room.filter_bar.own[0].key
    room.table.show_columns(["name", key])
    room.ask()

    window.until(lambda: "Headcount 1,200" in room.foot.sums.text(), "the sum")
    assert room.foot.sums.text().startswith("Open 0")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_list_leaves_as_it_is_shown(
    room: PartnersRoom, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"list{ending}"
    monkeypatch.setattr(dialogs, "path", lambda _window, _proposed: path)
    room.table.show_columns(["name", "tier"])

    room.export()

    window.until(lambda: window.shows("3 partners were written"), "the file")
    window.until(lambda: not room.exporting.isVisible(), "the end of the export")
    assert path.stat().st_size > 0
