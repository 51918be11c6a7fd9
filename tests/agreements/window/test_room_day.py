"""The consolidated text on a day as known on a day, in the window."""

from datetime import date

import pytest

from crm.agreements.commands import AmendAgreement, EditParagraph
from crm.agreements.queries import InForce
from crm.values.enums import Language
from tests.agreements.town import Town, after, signed, signing
from tests.agreements.window.driving import room_of
from tests.window.driver import Window
from ui.agreements.room import AgreementsRoom
from ui.kit.dates import DateField


@pytest.fixture
def amended(town: Town) -> Town:
    """In force from October; from January on another text, signed today, too."""
    signed(town)
    after(town, AmendAgreement(town.draft, "Weekly", date(2027, 1, 1)))
    item = town.text().clauses[1].paragraphs[1]
    after(town, EditParagraph(item.id, Language.ENGLISH, "each month", "each week"))
    return after(town, signing(town))


@pytest.fixture
def window(amended: Town, bare_window: Window) -> Window:
    amended.book.close()
    return bare_window.open(amended.book.path)


@pytest.fixture
def room(amended: Town, window: Window) -> AgreementsRoom:
    shown = room_of(window)
    shown.open_agreement(amended.draft)
    window.settle()
    return shown


def choose(window: Window, field: DateField, day: str) -> None:
    field.setFocus()
    field.selectAll()
    window.type(day, field)
    window.press("Return", field)
    window.settle()


def test_the_text_of_a_day_says_from_which_version_each_clause_comes(room: AgreementsRoom, window: Window) -> None:
    window.press("Ctrl+D")
    window.settle()
    assert window.focus() is room.day_page.on
    assert window.shows("No text applied on that day")

    choose(window, room.day_page.on, "2026-12-31")
    assert window.shows("In force on 31 Dec 2026, as known on 22 Sep 2026")
    assert window.shows("each month")
    assert not window.shows("Amendment 1")

    choose(window, room.day_page.on, "2027-01-01")
    assert window.shows("each week")
    assert window.shows("Amendment 1")

    choose(window, room.day_page.known, "2026-09-21")
    assert window.shows("No text applied on that day")

    window.press("Esc")
    assert room.in_record()


def test_what_comes_from_which_version_is_in_the_answer_for_scripts(amended: Town) -> None:
    found = amended.book.query(InForce(amended.draft, date(2027, 1, 1), date(2026, 9, 22)))

    lines = {clause.line: clause.standard for clause in amended.text().clauses}
    assert {lines[line]: number for line, number in found.sources} == {"purpose": 1, "data": 2, "law": 1}
