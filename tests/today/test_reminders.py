"""When Today reminds: a function of the record and the day. The clock moves, no job runs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.agreements.commands import (
    AddObligation,
    AmendAgreement,
    NewFile,
    NewParty,
    OverrideStatus,
    PutOffDuty,
    PutOffNotice,
    RecordNotice,
    RecordSigned,
    SetNoticeReminders,
    SettleObligation,
    SignAgreement,
    TriggerObligation,
    VoidAgreement,
)
from crm.agreements.queries import AgreementDetail, Duties
from crm.book import Book
from crm.language import say
from crm.today.agenda import AgendaGroup, AgendaRow
from crm.today.queries import Agenda
from crm.today.reminders import REMINDER_DAYS, is_reminded, next_reminder, reminder_days, reminders
from crm.values import Refused
from crm.values.enums import AgreementStatus, DutyState, Language, ObligationState
from crm.values.ids import AgreementId, ObligationId
from tests.agreements.town import Town, after, build, marks, obligation, signed
from tests.book import promises

SAFE = date(2026, 11, 23)
"""End 2027-02-28, 90 days, a margin of 5 working days by the Chinese calendar (DOMAIN.md)."""

LICENCE = {
    "effective_on": date(2025, 3, 1),
    "term": "24m",
    "notice": "90d",
    "renewal": "automatic",
    "renewal_term": "12m",
}
TODAY = date(2026, 9, 22)

days = st.dates(date(2026, 1, 1), date(2028, 1, 1))
ahead = st.lists(st.integers(1, 400), max_size=5)


@pytest.fixture
def town(book: Book) -> Town:
    return build(book)


def licence(town: Town, **terms: object) -> AgreementId:
    """A licence that runs already, CS-7, with Renhe."""
    made = town.book.execute(
        RecordSigned(
            {"type": "data-licence", "title_en": "Clinical dialogue licence"},
            {**LICENCE, **terms},
            (NewParty(town.home), NewParty(town.renhe)),
            date(2025, 2, 20),
            "CS-7",
            copy_reason="in the safe",
        )
    )
    return AgreementId(made.first("agreement"))


def about(town: Town, key: AgreementId, on: date) -> AgendaRow | None:
    rows = town.book.query(Agenda(on)).rows
    return next((row for row in rows if row.agreement_id == key and row.obligation_id is None), None)


def shown(town: Town, key: AgreementId, first: date, last: date) -> list[date]:
    """The days of the stretch on which Today has a line about it."""
    found = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [on for on in found if about(town, key, on)]


@given(days, days, ahead)
def test_the_first_reminder_opens_it_and_the_last_is_the_last_safe_day(safe: date, on: date, before: list[int]) -> None:
    all_days = reminders(safe, before)

    assert all_days == sorted(set(all_days))
    assert all_days[-1] == safe
    assert is_reminded(safe, on, before) is (on >= all_days[0])
    following = next_reminder(safe, on, before)
    assert following is None if on >= safe else following is not None and on < following <= safe


@pytest.mark.parametrize(
    ("setting", "read"), [("", REMINDER_DAYS), ("7 30", (30, 7)), ("none", ()), ("soon", REMINDER_DAYS)]
)
def test_the_book_keeps_its_own_days(setting: str, read: tuple[int, ...]) -> None:
    assert reminder_days(setting) == read


def test_it_stands_from_180_days_before_the_last_safe_day_to_the_notice_date(town: Town) -> None:
    key = licence(town)

    found = shown(town, key, date(2026, 5, 1), date(2026, 12, 31))

    assert (found[0], found[-1], len(found)) == (SAFE - timedelta(180), date(2026, 11, 30), 188)


@pytest.mark.parametrize(
    ("on", "group"),
    [
        (date(2026, 9, 22), AgendaGroup.AHEAD),
        (date(2026, 11, 9), AgendaGroup.COMING),
        (date(2026, 11, 22), AgendaGroup.TOMORROW),
        (SAFE, AgendaGroup.TODAY),
        (date(2026, 11, 24), AgendaGroup.OVERDUE),
    ],
)
def test_it_moves_from_group_to_group_as_the_days_pass(town: Town, on: date, group: AgendaGroup) -> None:
    row = about(town, licence(town), on)

    assert row is not None
    assert (row.group, row.due_on) == (group, SAFE)


def test_the_reason_is_the_arithmetic_in_both_languages(town: Town) -> None:
    row = about(town, licence(town), TODAY)

    assert row is not None and row.title is not None
    assert say(row.title, Language.ENGLISH) == "Last safe day for notice on CS-7"
    assert say(row.reason, Language.ENGLISH) == "Ends 28 Feb 2027 − 90 days = 30 Nov; − 5 working days = 23 Nov"
    assert say(row.reason, Language.CHINESE) == "2027年2月28日到期 − 90日 = 11月30日；− 5 个工作日 = 11月23日"


def test_seen_it_comes_back_with_the_next_reminder(town: Town) -> None:
    key = licence(town)
    row = about(town, key, TODAY)
    assert row is not None and row.again_on == SAFE - timedelta(30)

    town.book.execute(PutOffNotice(key, row.again_on))

    assert shown(town, key, TODAY, row.again_on) == [row.again_on]


def test_on_the_last_safe_day_it_stands_whatever_was_put_off(town: Town) -> None:
    key = licence(town)

    town.book.execute(PutOffNotice(key, date(2027, 1, 1)))

    assert shown(town, key, TODAY, date(2026, 12, 31)) == [SAFE + timedelta(n) for n in range(8)]


def test_the_reminders_are_set_in_the_book(town: Town) -> None:
    key = licence(town)

    town.book.execute(SetNoticeReminders((10, 20)))
    assert shown(town, key, TODAY, SAFE)[0] == SAFE - timedelta(20)
    town.book.execute(SetNoticeReminders(()))

    assert shown(town, key, TODAY, SAFE) == [SAFE]


@pytest.mark.parametrize("days", [(0,), (3651,), tuple(range(1, 14))])
def test_days_that_are_none_are_refused(town: Town, days: tuple[int, ...]) -> None:
    with pytest.raises(Refused):
        town.book.execute(SetNoticeReminders(days))


def test_a_notice_in_time_ends_the_reminders_and_what_is_void_asks_for_nothing(town: Town) -> None:
    key = licence(town)
    town.book.execute(RecordNotice(key, {"kind": "non-renewal", "received_on": TODAY}))
    row = about(town, key, TODAY)
    assert row is not None and row.title is not None  # it ends now, which is said
    assert (say(row.title, Language.ENGLISH), row.due_on) == ("CS-7 ends", date(2027, 2, 28))

    town.book.execute(VoidAgreement(key, "signed in error"))

    assert about(town, key, TODAY) is None


def test_a_draft_asks_for_nothing(town: Town) -> None:
    assert about(town, town.draft, date(2027, 6, 1)) is None


def test_what_nothing_renews_ends_and_what_renews_by_itself_does_not(town: Town) -> None:
    fixed = licence(town, renewal="none", renewal_term="", notice="")

    row = about(town, fixed, date(2027, 2, 20))

    assert row is not None and (row.group, row.due_on) == (AgendaGroup.COMING, date(2027, 2, 28))
    assert about(town, fixed, date(2027, 3, 1)) is None


def test_renewal_by_consent_is_asked_for_until_its_end(town: Town) -> None:
    key = licence(town, renewal="consent")

    assert shown(town, key, TODAY, date(2027, 3, 10))[-1] == date(2027, 2, 28)


def test_a_status_that_was_set_by_hand_changes_no_reminder(town: Town) -> None:
    key = licence(town)
    town.book.execute(OverrideStatus(key, AgreementStatus.EXPIRED, "they say so"))

    assert about(town, key, TODAY) is not None


# Obligations


OWED = {"text_en": "Quarterly batch", "text_zh": "季度批次", "form": "once", "due_on": date(2026, 10, 1)}
EACH_QUARTER = {"text_en": "Access log", "form": "recurring", "due_on": date(2026, 7, 10), "rule": "FREQ=MONTHLY"}


def running(town: Town, *values: dict[str, object], ours: bool = False) -> Town:
    """The draft of Renhe, signed in July, with what one side owes."""
    debtor, creditor = (0, 1) if ours else (1, 0)
    for each in values:
        town.book.execute(AddObligation(town.version().id, town.party(debtor), each, town.party(creditor)))
    return signed(town)


def lines(town: Town, on: date = TODAY) -> list[AgendaRow]:
    return [row for row in town.book.query(Agenda(on)).rows if row.obligation_id is not None]


def test_what_is_owed_stands_on_today_from_14_days_before_moved_past_the_holiday(town: Town) -> None:
    running(town, OWED)

    assert lines(town, date(2026, 9, 23)) == []
    (row,) = lines(town, date(2026, 9, 30))
    assert row.title is not None
    assert (row.group, row.due_on, row.ours) == (AgendaGroup.COMING, date(2026, 10, 8), False)
    assert (say(row.title, Language.ENGLISH), say(row.title, Language.CHINESE)) == ("Quarterly batch", "季度批次")
    assert "due 8 Oct, moved from 1 Oct" in say(row.reason, Language.ENGLISH).replace("Due", "due")
    assert row.partner is not None and row.partner.en == "Renhe Hospital Data"


def test_what_we_owe_and_they_owe_is_told_apart_and_late_is_late(town: Town) -> None:
    running(town, OWED, ours=True)

    (row,) = lines(town, date(2026, 10, 12))

    assert (row.group, row.days, row.ours) == (AgendaGroup.OVERDUE, 4, True)


def test_each_instance_stands_for_itself_and_what_is_met_is_gone(town: Town) -> None:
    running(town, EACH_QUARTER)
    assert [row.due_on for row in lines(town)] == [date(2026, 7, 10), date(2026, 8, 10), date(2026, 9, 10)]

    met = SettleObligation(obligation(town), ObligationState.MET, date(2026, 8, 10), reason="on the disk")
    town.book.execute(met)

    assert [row.due_on for row in lines(town)] == [date(2026, 7, 10), date(2026, 9, 10)]


def test_a_duty_that_is_put_off_comes_back_on_its_day(town: Town) -> None:
    running(town, {**OWED, "due_on": date(2026, 9, 18)})

    town.book.execute(PutOffDuty(obligation(town), date(2026, 9, 18), date(2026, 9, 25)))

    assert [len(lines(town, date(2026, 9, day))) for day in (22, 24, 25)] == [0, 0, 1]


def test_what_waits_for_its_event_is_due_once_that_has_a_day(town: Town) -> None:
    report = {"text_en": "Report", "form": "triggered", "within": "30d", "event": "the release"}
    running(town, report)
    assert lines(town) == []
    assert [duty.state for duty in town.book.query(Duties(TODAY, TODAY))] == [DutyState.WAITING]

    town.book.execute(TriggerObligation(obligation(town), date(2026, 8, 25)))

    assert [row.due_on for row in lines(town)] == [date(2026, 9, 24)]


def test_an_amendment_neither_doubles_what_is_owed_nor_forgets_what_became_of_it(town: Town) -> None:
    running(town, EACH_QUARTER)
    first = obligation(town)
    after(town, SettleObligation(first, ObligationState.MET, date(2026, 7, 10), reason="sent"))
    after(town, AmendAgreement(town.draft, "more", date(2026, 10, 5)))
    after(town, SignAgreement(town.version().id, marks(town), NewFile("amended.pdf", b"%PDF-1.7")))

    duties = town.book.query(Duties(TODAY, date(2026, 11, 30)))

    assert [(duty.due_on, duty.state) for duty in duties] == [
        (date(2026, 7, 10), DutyState.MET),
        (date(2026, 8, 10), DutyState.LATE),
        (date(2026, 9, 10), DutyState.LATE),
        (date(2026, 10, 10), DutyState.DUE),
        (date(2026, 11, 10), DutyState.DUE),
    ]


# The commands, as every command


@pytest.mark.parametrize("act", ["notice", "duty", "days"])
def test_each_command_is_undone_to_the_row(town: Town, act: str) -> None:
    running(town, OWED)
    command = {
        "notice": PutOffNotice(town.draft, date(2026, 10, 1)),
        "duty": PutOffDuty(obligation(town), date(2026, 10, 1), date(2026, 10, 2)),
        "days": SetNoticeReminders((90, 7)),
    }[act]

    promises.is_done_undone_and_done_again(town.book, command)


@pytest.mark.parametrize("until", [TODAY, date(2026, 9, 1)])
def test_nothing_is_put_off_to_a_day_that_has_come(town: Town, until: date) -> None:
    with pytest.raises(Refused, match="snooze-not-ahead"):
        town.book.execute(PutOffNotice(town.draft, until))
    with pytest.raises(Refused):
        town.book.execute(PutOffDuty(ObligationId(99), until, until))


def test_the_detail_is_what_the_line_names(town: Town) -> None:
    key = licence(town)

    row = about(town, key, TODAY)

    assert row is not None and row.agreement_id is not None
    assert town.book.query(AgreementDetail(row.agreement_id)).number == "CS-7"
