"""Notices and obligations on Today, by keys: seen, put off, opened."""

from datetime import date

import pytest

from crm.agreements.commands import AddObligation, DraftAgreement, NewMark, NewParty, RecordSigned, SignAgreement
from crm.agreements.queries import AgreementDetail
from crm.partners.queries import HomeParty
from crm.today.queries import Agenda, ReminderDays
from crm.values.enums import MarkKind
from crm.values.ids import AgreementId, PartnerId
from tests.communication.town import Town
from tests.window.driver import Window
from ui.kit.fields import LineField
from ui.kit.rows import TwoLineRow
from ui.today.room import TodayRoom
from ui.today.rows import key_of
from ui.window.settings_room import Room as SettingsRoom

TODAY = date(2026, 9, 22)
TERMS = {
    "effective_on": date(2025, 3, 1), "term": "24m", "notice": "90d", "renewal": "automatic", "renewal_term": "12m",
}  # fmt: skip
LAST_SAFE = "Last safe day for notice on CS-7"


@pytest.fixture
def licence(town: Town) -> AgreementId:
    home = town.book.query(HomeParty())
    assert home is not None
    parties = (NewParty(PartnerId(home.id)), NewParty(PartnerId(town.renhe)))
    titles = {"type": "data-licence", "title_en": "Dialogue licence"}
    command = RecordSigned(titles, TERMS, parties, date(2025, 2, 20), "CS-7", copy_reason="in the safe")
    return AgreementId(town.book.execute(command).first("agreement"))


@pytest.fixture
def owing(town: Town, licence: AgreementId) -> None:
    """A second agreement under which Renhe is late."""
    row = town.book.query(AgreementDetail(licence))
    values = {"type": "nda", "title_en": "NDA", "languages": "en", "prevailing": "en"}
    keys = tuple(party.partner_id for party in row.parties)
    made = AgreementId(town.book.execute(DraftAgreement(values, {}, keys)).first("agreement"))
    draft = town.book.query(AgreementDetail(made))
    version, (ours, theirs) = draft.versions[0].id, draft.parties
    owed = {"text_en": "Return the samples", "form": "once", "due_on": date(2026, 9, 18)}
    town.book.execute(AddObligation(version, theirs.id, owed, ours.id))
    marks = tuple(NewMark(party.id, MarkKind.SIGNATURE, date(2026, 9, 1)) for party in draft.parties)
    town.book.execute(SignAgreement(version, marks, copy_reason="in the safe", number="NDA-1"))


def today_of(window: Window) -> TodayRoom:
    room = window.office.show_room("today")
    assert isinstance(room, TodayRoom)
    window.settle()
    return room


def row_of(room: TodayRoom, title: str) -> TwoLineRow:
    return next(row for row in room.list.rows.rows if isinstance(row, TwoLineRow) and row.title == title)


def titles(room: TodayRoom) -> list[str]:
    return [row.title for row in room.list.rows.rows if isinstance(row, TwoLineRow)]


def test_a_notice_stands_with_its_arithmetic_and_d_says_that_it_was_seen(licence: AgreementId, window: Window) -> None:
    room = today_of(window)
    row = row_of(room, LAST_SAFE)
    assert (row.name, row.icon, row.tail) == ("Renhe Hospital Data", "calendar-clock", "23 Nov 2026")
    assert row.reason == "Ends 28 Feb 2027 − 90 days = 30 Nov; − 5 working days = 23 Nov"

    room.list.choose(row.key)
    window.press("D")
    window.until(lambda: LAST_SAFE not in titles(room), "the row gone")

    assert window.shows(f"Seen: {LAST_SAFE}. Comes again on Sat 24 Oct")
    assert [one for one in window.book.query(Agenda(date(2026, 10, 24))).rows if one.agreement_id == licence]
    window.press("Ctrl+Z")
    window.until(lambda: LAST_SAFE in titles(room), "the row back")


def test_what_is_owed_is_put_off_and_each_opens_its_agreement(
    owing: None, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = today_of(window)
    late = row_of(room, "Return the samples")
    assert (late.tail, late.icon, late.icon_tint) == ("4 days late", "clipboard-check", "red")
    assert late.reason == "Renhe Hospital Data owes Mingyuan AI, NDA-1. Due 18 Sep"
    shown: list[tuple[str, str, int]] = []
    monkeypatch.setattr(room.desk, "show", lambda *where: shown.append(where))

    room.list.choose(late.key)
    window.press("D")
    room.open_row(row_of(room, LAST_SAFE).key)

    duty = next(one for one in room.rows.values() if one.obligation_id is not None)
    notice = next(one for one in room.rows.values() if one.agreement_id and not one.obligation_id)
    assert shown == [("agreements", "obligation", duty.obligation_id), ("agreements", "agreement", notice.agreement_id)]
    room.snooze_until(key_of(duty), date(2026, 9, 28))
    window.until(lambda: "Return the samples" not in titles(room), "the row gone")


def test_the_days_of_the_reminders_are_set_in_the_settings(licence: AgreementId, window: Window) -> None:
    room = window.office.show_room("settings")
    assert isinstance(room, SettingsRoom)
    field = room.reminders
    assert isinstance(field, LineField) and field.text() == "180, 90, 30, 7"

    room.set_reminders("soon")
    assert window.shows("Write days as numbers between commas")
    room.set_reminders("60、14")

    assert window.book.query(ReminderDays()) == (60, 14)
    window.until(lambda: field.text() == "60, 14", "the field")


def test_enter_shows_the_agreement_in_its_room(licence: AgreementId, window: Window) -> None:
    room = today_of(window)
    room.list.choose(row_of(room, LAST_SAFE).key)

    window.press("Return")
    window.until(lambda: window.office.room is not None and window.office.room.name == "agreements", "its room")

    assert window.shows("CS-7")
