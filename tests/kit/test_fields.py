"""Fields commit by themselves, keep what is typed, and leave Enter and Esc to the input method."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm.values import Problem
from ui.kit.choices import ChoiceField
from ui.kit.dates import DateField, read_date
from ui.kit.fields import LineField, TextField
from ui.kit.forms import FormRow
from ui.kit.look import Plain
from ui.kit.panels import Down

TODAY = date(2026, 9, 22)


class Kept:
    """Drafts that a test can look at."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def keep(self, key: str, text: str) -> None:
        if text:
            self.texts[key] = text
        else:
            self.texts.pop(key, None)

    def kept(self, key: str) -> str:
        return self.texts.get(key, "")

    def forget(self, key: str) -> None:
        self.texts.pop(key, None)

    def keep_bytes(self, content: bytes) -> str:
        raise AssertionError("a field holds no file")

    def bytes_of(self, name: str) -> bytes | None:
        raise AssertionError("a field holds no file")


def shown(*fields: QWidget) -> QWidget:
    window = QWidget()
    Down(window).take(*fields)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def test_a_field_commits_once_when_it_is_left(app: QApplication) -> None:
    first, second = LineField(Plain("name")), LineField(Plain("city"))
    window = shown(first, second)
    told: list[str] = []
    first.committed.connect(told.append)
    first.setFocus()

    QTest.keyClicks(first, "Acme")
    second.setFocus()

    assert told == ["Acme"]
    window.close()


def test_a_field_commits_after_a_rest(app: QApplication) -> None:
    field = LineField(Plain("name"))
    field.commits.rest.setInterval(10)
    window = shown(field)
    told: list[str] = []
    field.committed.connect(told.append)

    QTest.keyClicks(field, "Acme")
    QTest.qWait(60)

    assert told == ["Acme"]
    window.close()


def test_escape_puts_back_what_was_there(app: QApplication) -> None:
    field = LineField(Plain("name"))
    window = shown(field)
    field.show_value("Acme")

    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == "Acme"
    window.close()


def test_what_the_book_says_never_overwrites_what_is_being_typed(app: QApplication) -> None:
    field = LineField(Plain("name"))
    window = shown(field)
    field.show_value("Acme")
    QTest.keyClicks(field, " Ltd")

    field.show_value("Other")

    assert field.text() == "Acme Ltd"
    window.close()


def test_a_draft_is_kept_while_typing_and_forgotten_when_committed(app: QApplication) -> None:
    field, drafts = LineField(Plain("name")), Kept()
    field.keep_in(drafts, "partners/partner/1/name")
    window = shown(field)

    QTest.keyClicks(field, "Acm")
    while_typing = dict(drafts.texts)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert while_typing == {"partners/partner/1/name": "Acm"}
    assert drafts.texts == {}
    window.close()


def test_a_draft_of_a_killed_program_comes_back_uncommitted(app: QApplication) -> None:
    field, drafts = TextField(Plain("notes")), Kept()
    drafts.keep("notes", "Batch 8 is")
    field.put_value("Batch")

    field.keep_in(drafts, "notes")

    assert field.toPlainText() == "Batch 8 is"
    assert field.commits.pending()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_belong_to_the_composed_text_first(app: QApplication, key: Qt.Key) -> None:
    field = LineField(Plain("name"))
    window = shown(field)
    told: list[str] = []
    field.committed.connect(told.append)
    QTest.keyClicks(field, "a")

    QApplication.sendEvent(field, QInputMethodEvent("ren he", []))
    QTest.keyClick(field, key)

    assert (field.text(), told) == ("a", [])
    window.close()


def test_a_problem_stands_beside_its_field(app: QApplication) -> None:
    row = FormRow(Plain("Web"), LineField(Plain("web")))
    window = shown(row)

    row.show_problem(Problem("web-address-wrong", values={"given": "acme"}))

    assert "acme" in row.sentence.text()
    assert row.sentence.isVisible()
    row.show_problem(None)
    assert not row.sentence.isVisible()
    window.close()


def test_a_choice_is_made_without_the_mouse(app: QApplication) -> None:
    field = ChoiceField([(1, Plain("Strategic")), (2, Plain("Preferred"))], Plain("Tier"))
    window = shown(field)
    told: list[object] = []
    field.committed.connect(told.append)
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_Space)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == [2]
    window.close()


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-10-09", date(2026, 10, 9)),
        ("2026/10/9", date(2026, 10, 9)),
        ("2026年10月9日", date(2026, 10, 9)),
        ("10月9日", date(2026, 10, 9)),
        ("9 Oct", date(2026, 10, 9)),
        ("9 October 2027", date(2027, 10, 9)),
        ("3 Jan", date(2027, 1, 3)),
        ("+3", date(2026, 9, 25)),
        ("2026-02-30", None),
        ("soon", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, on: date | None) -> None:
    assert read_date(text, TODAY) == on


def test_a_date_field_says_what_it_cannot_read(app: QApplication) -> None:
    field = DateField(lambda: TODAY, Plain("Due"))
    window = shown(field)
    said: list[object] = []
    dates: list[object] = []
    field.unread.connect(said.append)
    field.committed_date.connect(dates.append)

    QTest.keyClicks(field, "soon")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert said and said[0] is not None
    assert dates == []
    window.close()
