"""The pane of a contact: merged with another person from there, files kept with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from crm.book import Book
from crm.partners.commands import AddContact, AddPartner, AttachFile
from crm.partners.contact_points import Point
from crm.partners.queries import ContactDetail
from crm.partners.queries.possible import LikeContact
from crm.values.enums import ContactPointKind
from crm.values.ids import ContactId, PartnerId
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.partners.contact_pane import ContactPane
from ui.partners.duplicates_room import MERGING
from ui.partners.duplicates_room import Room as DuplicatesRoom
from ui.partners.room import PartnersRoom

__all__ = ["app", "bare_window", "qt_is_clean"]


class People:
    def __init__(self, book: Book) -> None:
        partner = PartnerId(book.execute(AddPartner({"name": "Renhe"})).first("partner"))
        email = (Point(ContactPointKind.EMAIL, "ada@renhe.example"),)
        self.ada = self.add(book, partner, "Ada Lovelace", email)
        self.twin = self.add(book, partner, "Lovelace, Ada", email)
        self.alan = self.add(book, partner, "Alan Turing", ())

    def add(self, book: Book, partner: PartnerId, name: str, points: tuple[Point, ...]) -> ContactId:
        made = book.execute(AddContact({"name": name}, points=points, partner_id=partner))
        return ContactId(made.first("contact"))


@pytest.fixture
def people(book: Book) -> People:
    return People(book)


@pytest.fixture
def window(book: Book, people: People, bare_window: Window) -> Window:
    book.close()
    return bare_window.open(book.path)


@pytest.fixture
def pane(window: Window, people: People) -> ContactPane:
    window.office.go("partners", "contact", people.ada)
    window.settle()
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    return shown.contact_pane


def names_there(window: Window, *keys: ContactId) -> list[bool]:
    return [not window.book.query(ContactDetail(key)).in_bin for key in keys]


def test_somebody_who_looks_alike_is_said_and_merged(window: Window, people: People, pane: ContactPane) -> None:
    assert [row.second_id for row in window.book.query(LikeContact(people.ada))] == [people.twin]
    assert window.shows("Looks like Lovelace, Ada")

    window.click(pane.like.open_link)
    page = window.office.room
    assert isinstance(page, DuplicatesRoom) and page.pages.currentIndex() == MERGING
    window.until(lambda: page.page.preview is not None, "both sides")
    window.click(page.page.merge_button)
    window.settle()

    assert window.office.room is not None and window.office.room.name == "partners"
    assert sum(len(window.book.query(LikeContact(key))) for key in (people.ada, people.alan)) == 0


def test_anybody_is_merged_from_the_menu(window: Window, people: People, pane: ContactPane) -> None:
    window.click(pane.more)
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    next(act for act in menu.actions() if act.text() == "Merge…").trigger()
    menu.close()
    window.settle()
    assert window.focus() is pane.merging.other

    window.type("Turing", pane.merging.other)
    window.press("Return")
    page = window.office.room
    assert isinstance(page, DuplicatesRoom)
    window.until(lambda: page.page.preview is not None, "both sides")
    assert page.page.preview is not None
    assert {page.page.preview.keep.id, page.page.preview.lose.id} == {people.ada, people.alan}

    window.press("Escape", page.page)
    assert window.office.room is not None and window.office.room.name == "partners"


def test_escape_puts_the_question_away(window: Window, pane: ContactPane) -> None:
    pane.begin_merging()
    window.press("Escape", pane.merging.other)
    assert not pane.merging.isVisible()


def test_a_file_dropped_on_a_contact_is_kept_with_them(
    window: Window, people: People, pane: ContactPane, tmp_path: Path
) -> None:
    path = tmp_path / "card.txt"
    path.write_text("Ada")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copying, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(pane, QDragEnterEvent(QPoint(50, 50), copying, data, left, none))
    QApplication.sendEvent(pane, QDropEvent(QPointF(50, 50), copying, data, left, none))
    window.settle()

    assert [one.name for one in window.book.query(ContactDetail(people.ada)).attachments] == ["card.txt"]
    assert window.shows("card.txt")
    window.click("Remove the file")
    assert window.book.query(ContactDetail(people.ada)).attachments == ()


def test_a_file_that_is_found_is_marked_in_the_pane_of_its_contact(
    window: Window, people: People, pane: ContactPane
) -> None:
    made = window.book.execute(AttachFile("cv.txt", b"Ada", contact_id=people.ada))
    window.settle()
    window.office.desk.show("partners", "attachment", made.first("attachment"))
    window.settle()

    assert pane.files.lines[made.first("attachment")].ground == "selected"
