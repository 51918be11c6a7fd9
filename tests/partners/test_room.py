"""The room as its user has it: typed and clicked, in the window, on a book."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from crm.communication.commands import AddActionItem
from crm.partners.commands import EditPartner, TagRecords
from crm.partners.queries import BinRows, ContactDetail, ContactRows, PartnerDetail, PartnerTimeline
from crm.values.enums import Language, Stage
from tests.partners.conftest import TODAY, Town
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.communication.pane import MeetingPane
from ui.kit.choices import CheckField
from ui.kit.look import look
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]


@pytest.fixture
def filled(town: Town, bare_window: Window) -> Window:
    town.book.execute(AddActionItem("Send the samples", town.renhe, town.me, TODAY - timedelta(days=3)))
    town.book.close()
    return bare_window.open(town.book.path)


@pytest.fixture
def room(filled: Window) -> PartnersRoom:
    shown = filled.office.show_room("partners")
    filled.settle()
    assert isinstance(shown, PartnersRoom)
    return shown


def shown(room: PartnersRoom) -> list[str]:
    return [room.model.cell(place, 0).text for place in range(room.model.rowCount())]


def choose(room: PartnersRoom, window: Window, key: int) -> None:
    room.open_record("partner", key)
    window.settle()


def test_the_list_is_there_with_its_pane(room: PartnersRoom) -> None:
    assert shown(room) == ["Lanting Bank", "Renhe Hospital Data", "Stratus Peak Cloud"]
    assert room.pane.partner is not None


def test_the_filter_follows_the_typing_and_waits_for_the_input_method(room: PartnersRoom, filled: Window) -> None:
    filled.press("Ctrl+F")
    assert filled.focus() is room.filter_bar.line

    filled.compose("renhe")
    filled.until(lambda: True)
    assert len(shown(room)) == 3

    filled.commit("仁禾")
    filled.until(lambda: shown(room) == ["Renhe Hospital Data"], "the one partner")


def test_undo_in_the_filter_takes_back_its_text_and_nothing_of_the_book(room: PartnersRoom, filled: Window) -> None:
    before = filled.office.book.undoable()
    filled.press("Ctrl+F")
    filled.type("renhe")
    filled.until(lambda: len(shown(room)) == 1)

    filled.press("Ctrl+Z")

    filled.until(lambda: len(shown(room)) == 3)
    assert filled.office.book.undoable() == before


def test_enter_leads_from_the_filter_into_the_list(room: PartnersRoom, filled: Window) -> None:
    filled.press("Ctrl+F")
    filled.type("renhe\n")
    filled.until(lambda: len(shown(room)) == 1)

    assert filled.focus() is room.table


def test_a_meeting_is_logged_about_the_chosen_partner(room: PartnersRoom, filled: Window, town: Town) -> None:
    choose(room, filled, town.renhe)

    filled.press("Ctrl+L")

    pane = filled.office.log_pane
    assert isinstance(pane, MeetingPane)
    assert pane.draft.partner_ids == (town.renhe,)


def test_chips_and_text_of_a_filter_say_the_same(room: PartnersRoom, filled: Window) -> None:
    filled.press("Ctrl+F")
    filled.type("tier:strategic")
    filled.until(lambda: len(shown(room)) == 1)
    assert "Tier is strategic" in filled.names()

    room.filter_bar.put(room.filter_bar.filter.without_field("tier"))
    filled.until(lambda: len(shown(room)) == 3)
    assert room.filter_bar.line.text() == ""


def test_a_partner_is_added_without_the_mouse(room: PartnersRoom, filled: Window) -> None:
    filled.press("Ctrl+N")
    filled.type("海棠优选\n")
    filled.until(lambda: "海棠优选" in shown(room))
    assert filled.focus() is room.table

    assert room.pane.partner is not None and room.pane.partner.title_en == "海棠优选"
    filled.book.undo()
    filled.until(lambda: "海棠优选" not in shown(room))


def test_a_name_is_edited_in_its_cell(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 2)
    room.table.setFocus()
    filled.press("F2")
    filled.press("Ctrl+A")
    filled.type("Renhe Data\n")
    filled.until(lambda: "Renhe Data" in shown(room))

    assert filled.book.query(PartnerDetail(2, TODAY)).fields["name_en"] == "Renhe Data"


def test_delete_moves_to_the_bin_and_undo_brings_it_back(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 3)
    room.table.setFocus()
    filled.press("Delete")
    filled.until(lambda: "Stratus Peak Cloud" not in shown(room))
    assert [row.title for row in filled.book.query(BinRows(TODAY))] == ["云岫算力"]
    assert filled.shows("Stratus Peak Cloud was moved to the bin")

    filled.press("Ctrl+Z")
    filled.until(lambda: "Stratus Peak Cloud" in shown(room))
    assert room.table.current_id() == 3
    assert room.pane.partner is not None and room.pane.partner.id == 3


def test_a_click_on_a_header_sorts(room: PartnersRoom, filled: Window) -> None:
    room.table.sort_by_section(0)
    filled.until(lambda: shown(room)[0] == "Stratus Peak Cloud")


def test_a_field_saves_as_it_is_made_and_says_beside_itself_what_is_wrong(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 2)
    room.pane.show_tab("details")
    country = room.pane.details.field("country")
    country.editor.setFocus()
    filled.press("Ctrl+A")
    filled.type("C1\n")
    assert filled.shows("is no country code")

    filled.press("Ctrl+A")
    filled.type("de\n")
    filled.settle()
    assert filled.book.query(PartnerDetail(2, TODAY)).fields["country"] == "DE"
    assert not country.sentence.isVisible()


def test_what_somebody_wrote_meanwhile_is_shown_and_not_overwritten(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 2)
    room.pane.show_tab("details")
    city = room.pane.details.field("city")
    city.editor.setFocus()
    filled.press("Ctrl+A")
    filled.type("Suzhou")
    filled.book.execute(EditPartner(2, "city", "杭州", "上海"))  # type: ignore[arg-type]
    filled.settle()
    filled.type("\n")

    assert filled.shows("“上海”")
    assert filled.book.query(PartnerDetail(2, TODAY)).fields["city"] == "上海"


def test_an_open_item_is_done_with_one_click(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 2)
    filled.click(filled.named("Send the samples", CheckField), QPoint(8, 12))
    filled.until(lambda: not filled.book.query(PartnerDetail(2, TODAY)).open_items)

    titles = [entry.title_en for entry in filled.book.query(PartnerTimeline(2)).entries]  # type: ignore[arg-type]
    assert "Send the samples" in titles
    filled.until(lambda: filled.shows("Done: Send the samples"))


def test_a_stage_changes_with_its_day_and_reason(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 2)
    line = next(name for name in filled.names() if name.startswith("Data provider"))
    filled.click(line, QPoint(10, 10))
    filled.settle()
    from ui.partners.roles import RoleSheet

    (sheet,) = room.pane.roles.findChildren(RoleSheet)
    sheet.stage.pick(Stage.ACTIVE)
    filled.click(sheet.save, QPoint(10, 10))
    filled.until(lambda: filled.book.query(PartnerDetail(2, TODAY)).roles[0].stage is Stage.ACTIVE)

    assert filled.book.query(PartnerDetail(2, TODAY)).roles[0].since == TODAY


def test_a_person_is_added_where_they_work_and_a_wrong_phone_is_named(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 3)
    room.pane.people.begin()
    filled.type("周一\tCTO\t12\n")
    assert filled.shows("no telephone number")

    form = room.pane.people.form
    form.lines["phone"].put_value("13900139000")
    filled.type("\n", form.lines["phone"])
    filled.until(lambda: filled.book.query(ContactRows("周一")))
    (row,) = filled.book.query(ContactRows("周一"))
    assert (row.post, row.partner_zh) == ("CTO", "云岫算力")


def test_a_file_dropped_on_the_pane_is_kept_and_comes_back(room: PartnersRoom, filled: Window, tmp_path: Path) -> None:
    choose(room, filled, 2)
    source = tmp_path / "计划 <b>.txt"
    source.write_bytes(b"plan")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(source))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    room.pane.dropEvent(event)
    filled.settle()

    (kept,) = filled.book.query(PartnerDetail(2, TODAY)).attachments
    assert kept.name == source.name
    room.pane.files.write(kept, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == b"plan"


def test_a_contact_opens_beside_the_list_and_leads_back(room: PartnersRoom, filled: Window) -> None:
    room.open_record("contact", 2)
    filled.settle()
    assert filled.shows("Shen Ruolan")

    look.set(language=Language.CHINESE)
    filled.settle()
    assert room.side.currentWidget() is room.contact_pane
    filled.click("返回伙伴", QPoint(5, 5))
    assert room.side.currentWidget() is room.pane


def test_markup_in_a_name_is_text(room: PartnersRoom, filled: Window) -> None:
    filled.book.execute(EditPartner(2, "name_en", "Renhe Hospital Data", "<b>Acme</b> & <img src=x>"))  # type: ignore[arg-type]
    filled.book.execute(TagRecords(("<i>tag</i>",), (2,)))  # type: ignore[arg-type]
    choose(room, filled, 2)

    assert room.pane.header.name.text() == "<b>Acme</b> & <img src=x>"
    assert room.pane.header.name.textFormat() is Qt.TextFormat.PlainText


def test_filter_sort_and_choice_are_remembered(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 3)
    filled.press("Ctrl+F")
    filled.type("stratus")
    filled.until(lambda: shown(room) == ["Stratus Peak Cloud"])

    again = PartnersRoom(filled.office.desk)
    again.restore(room.state())
    filled.settle()
    assert shown(again) == ["Stratus Peak Cloud"]
    assert again.table.current_id() == 3
    again.deleteLater()


def test_what_another_window_wrote_is_in_the_list(room: PartnersRoom, filled: Window) -> None:
    filled.book.execute(EditPartner(4, "name_en", "Lanting Bank", "Zlanting"))  # type: ignore[arg-type]
    filled.until(lambda: shown(room)[-1] == "Zlanting")


def test_every_control_of_the_room_has_a_name(room: PartnersRoom, filled: Window) -> None:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    from ui.kit.buttons import Pressable

    choose(room, filled, 2)
    for tab in ("overview", "details", "people", "links"):
        room.pane.show_tab(tab)
        filled.settle()
        for kind in (Pressable, QLineEdit, QPlainTextEdit):
            nameless = [part for part in room.side.findChildren(kind) if part.isVisible() and not part.accessibleName()]
            assert nameless == [], tab


def test_the_home_party_opens_in_the_pane_though_it_stands_in_no_list(room: PartnersRoom, filled: Window) -> None:
    choose(room, filled, 1)
    filled.settle()

    assert room.pane.partner is not None and room.pane.partner.is_home
    assert "Mingyuan AI" not in shown(room)


def test_many_are_tagged_at_once(room: PartnersRoom, filled: Window) -> None:
    room.table.setFocus()
    filled.press("Ctrl+A")
    filled.press("Ctrl+T")
    filled.type("pilot\n")
    filled.settle()

    assert all("pilot" in filled.book.query(PartnerDetail(key, TODAY)).tags for key in (2, 3, 4))


def test_a_bin_of_many_is_one_step(room: PartnersRoom, filled: Window) -> None:
    room.table.setFocus()
    filled.press("Ctrl+A")
    filled.press("Delete")
    filled.until(lambda: shown(room) == [])
    assert filled.shows("3 partners were moved to the bin")

    filled.press("Ctrl+Z")
    filled.until(lambda: len(shown(room)) == 3)


def test_a_post_is_put_right_where_it_is_read(room: PartnersRoom, filled: Window) -> None:
    room.open_record("contact", 2)
    filled.settle()
    posts = room.contact_pane.posts
    posts.turn(2)
    filled.settle()
    from ui.partners.posts import PostSheet

    (sheet,) = posts.findChildren(PostSheet)
    sheet.title.editor.setFocus()
    filled.press("Ctrl+A")
    filled.type("CDO\n")
    assert filled.book.query(ContactDetail(2)).posts[0].post == "CDO"  # type: ignore[arg-type]

    (sheet,) = posts.findChildren(PostSheet)
    sheet.until.setFocus()
    filled.type("2020-01-01\n")
    assert filled.shows("lies before the start")


def test_a_contact_asked_for_before_the_room_was_ever_seen_is_the_one_that_is_shown(filled: Window) -> None:
    filled.office.go("partners", "contact", 2)
    filled.settle()

    room = filled.office.room
    assert isinstance(room, PartnersRoom)
    assert room.side.currentWidget() is room.contact_pane
