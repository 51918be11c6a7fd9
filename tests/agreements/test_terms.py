"""What holds for every agreement and every day (TERMS.md 13), and the rules that no shared example shows."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from crm.agreements.terms.agreement import AgreedEnd, Agreement, Marks, Notice, RenewalRule
from crm.agreements.terms.endings import AfterCure, EndOf, cure_outcome, termination_date
from crm.agreements.terms.ends import Until, end_of
from crm.agreements.terms.instants import arrival, day_at, end_instant
from crm.agreements.terms.notices import NoticeRule, last_safe_day, notice_date
from crm.agreements.terms.obligations import due_again, due_by, due_within
from crm.agreements.terms.outcomes import notice_outcome
from crm.agreements.terms.payment import EndOfMonth, From, PaymentTerms, payment_due
from crm.agreements.terms.periods import period_end
from crm.agreements.terms.protection import Extension, protection_of
from crm.agreements.terms.renewals import Renewals
from crm.agreements.terms.status import standing_on, status_on
from crm.agreements.terms.supplements import Supplement
from crm.values import Refused
from crm.values.calendars import shipped
from crm.values.enums import AgreementStatus, DayRoll, FirstDay, LateNotice, NoticeCount, NoticeType
from crm.values.recurrence import rule_of
from crm.values.span import Span, add_days
from crm.values.workdays import WorkingDays, is_working_day
from tests.agreements.dates import agreements, notice_spans, renewals, rules
from tests.values.days import days, places, spans, tables, working_spans

CHINA = [shipped("CN")]
FINAL = {AgreementStatus.VOID, AgreementStatus.EXPIRED, AgreementStatus.TERMINATED}
ONE_DAY = timedelta(days=1)

YEARLY = Agreement(
    parties=("home", "north"),
    marks={"home": Marks(signature=date(2026, 2, 10)), "north": Marks(seal=date(2026, 2, 20))},
    copy=date(2026, 2, 20),
    effective=date(2026, 3, 1),
    term=Span(years=1),
    renewal=RenewalRule(Span(years=1)),
    notice=NoticeRule(Span(days=90)),
)
"""Signed on 20 February 2026, from 1 March, yearly, 90 days of notice."""


def refusal(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


@settings(deadline=None)
@given(days, spans, some.sampled_from(FirstDay))
def test_a_term_never_ends_before_it_starts(start: date, span: Span, first_day: FirstDay) -> None:
    end = end_of(start, span, first_day)

    assert end.last >= start
    assert end.otherwise is not None and abs((end.otherwise - end.last).days) <= 1


@settings(deadline=None)
@given(renewals)
def test_terms_meet_without_gap_or_overlap_and_their_ends_rise(terms: Renewals) -> None:
    found = terms.first_terms(8)

    assert found[0].first == terms.start
    for before, after in pairwise(found):
        assert after.first == before.last + ONE_DAY
        assert after.last > before.last


@settings(deadline=None)
@given(renewals, some.integers(-50, 5000))
def test_each_day_belongs_to_the_term_that_holds_it(terms: Renewals, away: int) -> None:
    day = add_days(terms.start, away)

    term = terms.term_on(day)

    assert term == terms.term(term.number)
    assert (
        term.holds(day) or (day < terms.start and not term.number) or (terms.is_last(term.number) and day > term.last)
    )


@settings(deadline=None)
@given(days, notice_spans | working_spans, tables())
def test_the_notice_date_is_the_latest_day_from_which_the_notice_is_complete(
    end: date, span: Span, table: WorkingDays
) -> None:
    latest = notice_date(end, NoticeRule(span), [table]).day

    assert period_end(latest, span, [table]).day <= end < period_end(latest + ONE_DAY, span, [table]).day


@settings(deadline=None)
@given(days, notice_spans | working_spans, tables())
def test_clear_days_leave_out_the_last_day_too(end: date, span: Span, table: WorkingDays) -> None:
    latest = notice_date(end, NoticeRule(span, clear_days=True), [table]).day

    assert period_end(latest, span, [table]).day < end <= period_end(latest + ONE_DAY, span, [table]).day


@settings(deadline=None)
@given(days, rules, places)
def test_counting_back_is_never_later_and_moving_goes_back(
    end: date, rule: NoticeRule, tables: list[WorkingDays]
) -> None:
    back, forward = (
        notice_date(end, replace(rule, count=count), tables) for count in (NoticeCount.BACK, NoticeCount.FORWARD)
    )
    kept, preceding = (
        notice_date(end, replace(rule, roll=roll), tables).day for roll in (DayRoll.NONE, DayRoll.PRECEDING)
    )

    assert back.day <= forward.day
    assert (back.otherwise is None) == (back.counted == forward.counted)
    assert preceding <= kept and is_working_day(preceding, tables)


@settings(deadline=None)
@given(days, rules, some.integers(0, 15), tables("here"), tables("there"))
def test_a_larger_margin_or_one_more_calendar_is_never_later(
    end: date, rule: NoticeRule, margin: int, here: WorkingDays, there: WorkingDays
) -> None:
    notice = notice_date(end, rule, [here])

    day = last_safe_day(notice, margin, [here]).day

    assert last_safe_day(notice, margin + 1, [here]).day < day <= notice.day
    assert last_safe_day(notice, margin, [here, there]).day <= day


@settings(deadline=None)
@given(agreements)
def test_an_agreement_that_has_ended_stays_ended(agreement: Agreement) -> None:
    began = date(2024, 1, 1)
    try:
        statuses = [status_on(agreement, began + timedelta(days=at)) for at in range(0, 2600, 7)]
    except Refused as refused:
        assume(refused.problems[0].code != "term-ends-before-start")
        assume(refused.problems[0].code != "notice-before-start")
        raise

    for before, after in pairwise(statuses):
        assert before not in FINAL or after in (before, AgreementStatus.VOID)


@settings(deadline=None)
@given(days, some.integers(0, 120), some.none() | some.sampled_from(EndOfMonth), places)
def test_nobody_has_to_pay_before_the_base(
    base: date, count: int, end: EndOfMonth | None, tables: list[WorkingDays]
) -> None:
    found = payment_due({"invoice": base}, PaymentTerms(Span(days=count), end), places=tables)

    assert found is not None and base <= found.unmoved <= found.due
    assert found.overdue_days(found.due) == 0 < found.overdue_days(found.due + ONE_DAY)


@settings(deadline=None)
@given(days, some.integers(1, 31), some.integers(0, 4), some.none() | some.integers(1, 31))
def test_a_day_of_a_month_never_lies_before_the_base(base: date, day: int, ahead: int, cutoff: int | None) -> None:
    found = payment_due({"closing": base}, PaymentTerms(day=day, months_ahead=ahead, cutoff=cutoff))

    assert found is not None and found.unmoved >= base
    assert found.unmoved.day == day or (found.unmoved + ONE_DAY).day == 1


@settings(deadline=None)
@given(days, spans, some.lists(some.tuples(some.integers(0, 2000), spans), max_size=3))
def test_an_extension_in_time_never_shortens_the_protection(
    registered: date, span: Span, asked: list[tuple[int, Span]]
) -> None:
    extensions = [Extension(add_days(registered, away), longer) for away, longer in asked]

    plain, extended = protection_of(registered, span), protection_of(registered, span, extensions)

    assert extended.until >= plain.until
    assert extended.protects(registered) and not extended.protects(extended.until + ONE_DAY)
    assert len(extended.granted) + len(extended.too_late) == len(extensions)


def test_recurring_due_dates_end_with_the_agreement_and_move_alone() -> None:
    found = due_again(date(2026, 1, 31), rule_of("FREQ=MONTHLY;BYMONTHDAY=-1"), last=date(2026, 5, 30), places=CHINA)

    assert [due.unmoved for due in found] == [date(2026, *on) for on in ((1, 31), (2, 28), (3, 31), (4, 30))]
    assert [due.due for due in found][:2] == [date(2026, 2, 2), date(2026, 2, 28)]


@pytest.mark.parametrize("text", ["FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"])
def test_a_start_that_its_own_rule_does_not_give_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        due_again(date(2026, 1, 30), rule_of(text))

    assert refusal(refused) == "recurrence-start-no-instance"


def test_the_last_day_of_a_rule_is_inside() -> None:
    found = due_again(date(2026, 9, 4), rule_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=MO;UNTIL=20261002"))

    assert [due.unmoved for due in found] == [date(2026, *on) for on in ((9, 4), (9, 18), (10, 2))]


def test_an_endless_rule_is_bounded() -> None:
    assert len(due_again(date(2026, 1, 1), rule_of("FREQ=DAILY"))) == 5_000


def test_before_excludes_the_day_and_late_is_the_day_after() -> None:
    due = due_by(date(2026, 10, 1), before=True, places=CHINA)

    assert (due.due, due.late_from) == (date(2026, 9, 30), date(2026, 10, 1))
    assert due_by(date(2026, 10, 1), places=CHINA).due == date(2026, 10, 8)


def test_what_waits_for_its_trigger_has_no_date() -> None:
    assert due_within(None, Span(days=30)) is None
    assert payment_due({"invoice": date(2026, 1, 1), "agreed": None}, PaymentTerms(Span(days=30))) is None


def test_several_bases_give_the_later_or_the_earlier_one_by_name() -> None:
    bases = {"invoice": date(2026, 5, 4), "closing": date(2026, 4, 30)}
    terms = PaymentTerms(Span(days=61))

    late, early = (payment_due(bases, terms, start=start) for start in From)

    assert late is not None and early is not None
    assert (late.base, early.base, early.is_long) == ("invoice", "closing", True)


def test_months_with_an_end_of_month_end_with_the_month() -> None:
    for end in EndOfMonth:
        found = payment_due({"invoice": date(2026, 2, 28)}, PaymentTerms(Span(months=1), end))

        assert found is not None and found.due == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"span": Span(days=30), "day": 15}, "payment-terms-mixed"),
        ({"cutoff": 25}, "payment-terms-mixed"),
        ({"day": 32}, "payment-day-unknown"),
        ({"day": 15, "cutoff": 0}, "payment-day-unknown"),
        ({"day": 15, "months_ahead": -1}, "payment-months-negative"),
    ],
)
def test_payment_terms_that_mean_nothing_are_refused(terms: dict[str, int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        PaymentTerms(**terms)  # type: ignore[arg-type]

    assert refusal(refused) == code


@pytest.mark.parametrize(
    ("renewal", "limit", "code"),
    [
        (Span(days=0), None, "renewal-empty"),
        (Span(working_days=5), None, "renewal-in-working-days"),
        (Span(months=1), -1, "renewal-limit-negative"),
    ],
)
def test_renewals_that_mean_nothing_are_refused(renewal: Span, limit: int | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Renewals(date(2026, 1, 1), Span(years=1), renewal, limit)

    assert refusal(refused) == code


def test_a_notice_date_is_never_moved_forward() -> None:
    with pytest.raises(Refused) as refused:
        NoticeRule(Span(days=30), roll=DayRoll.FOLLOWING)

    assert refusal(refused) == "notice-roll-forward"


def test_units_that_differ_count_from_the_day_after_the_first_end() -> None:
    found = Renewals(date(2026, 1, 1), Span(days=59), Span(months=1), first_day=FirstDay.COUNTED).first_terms(3)

    assert [term.last for term in found] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_a_late_notice_says_by_how_much_and_when_to_give_it_again() -> None:
    terms = Renewals(date(2026, 3, 1), Span(years=1), Span(years=1))

    found = notice_outcome(terms, NoticeRule(Span(days=90)), date(2026, 12, 3))

    assert (found.days_late, found.ends) == (3, None)
    assert found.again_by is not None and found.again_by.day == date(2027, 12, 1)


def test_a_notice_longer_than_a_renewal_reaches_the_next_end_that_it_can() -> None:
    terms = Renewals(date(2026, 1, 1), Span(years=1), Span(months=1))

    found = notice_outcome(terms, NoticeRule(Span(months=3)), date(2026, 12, 15), late=LateNotice.NEXT)

    assert found.ends == date(2027, 3, 31)


def test_a_notice_before_the_start_belongs_to_the_first_term() -> None:
    terms = Renewals(date(2026, 3, 1), Span(years=1), Span(years=1))

    found = notice_outcome(terms, NoticeRule(Span(days=90)), date(2026, 2, 1))

    assert (found.term.number, found.ends) == (0, date(2027, 2, 28))


@pytest.mark.parametrize(
    ("to", "last"),
    [
        (EndOf.MONTH, date(2026, 4, 30)),
        (EndOf.QUARTER, date(2026, 6, 30)),
        (EndOf.HALF_YEAR, date(2026, 6, 30)),
        (EndOf.YEAR, date(2026, 12, 31)),
    ],
)
def test_notice_runs_on_to_the_end_that_was_agreed(to: EndOf, last: date) -> None:
    assert termination_date(date(2026, 3, 3), Span(days=30), to=to).last == last


def test_a_second_notice_has_to_come_after_the_period_of_cure() -> None:
    early, late = (
        cure_outcome(date(2026, 3, 2), Span(days=30), after_cure=AfterCure.SECOND_NOTICE, second_received=received).ends
        for received in (date(2026, 4, 1), date(2026, 4, 2))
    )

    assert (early, late) == (None, date(2026, 4, 2))


def test_a_day_ends_also_where_midnight_does_not_exist() -> None:
    assert end_instant(date(2018, 11, 3), "America/Sao_Paulo") == datetime(2018, 11, 4, 3, tzinfo=UTC)
    assert end_instant(date(2011, 12, 29), "Pacific/Apia") == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_a_zone_that_is_none_is_refused() -> None:
    for name in ("Middle/Earth", "../etc/passwd", ""):
        with pytest.raises(Refused) as refused:
            day_at(datetime(2026, 1, 1, tzinfo=UTC), name)
        assert refusal(refused) == "zone-unknown"


def test_what_arrives_after_closing_arrives_on_the_next_working_day() -> None:
    friday = datetime(2026, 9, 18, 11, tzinfo=UTC)  # 19:00 in Shanghai; Sunday the 20th is worked

    assert arrival(friday, "Asia/Shanghai").day == date(2026, 9, 18)
    assert arrival(friday, "Asia/Shanghai", time(18), CHINA).day == date(2026, 9, 20)


def test_won_or_withdrawn_ends_the_protection() -> None:
    won = protection_of(date(2026, 3, 2), Span(days=90), closed=date(2026, 4, 1))

    assert (won.protects(date(2026, 4, 1)), won.protects(date(2026, 4, 2))) == (True, False)


def test_extensions_by_months_count_from_the_registration() -> None:
    found = protection_of(date(2025, 12, 31), Span(months=2), [Extension(date(2026, 2, 28), Span(months=1))])

    assert found.until == date(2026, 3, 31)


def test_a_renewal_by_consent_is_a_supplement_and_closes_the_window() -> None:
    consent = replace(YEARLY, renewal=RenewalRule(Span(years=1), automatic=False, limit=1))
    renewed = replace(consent, supplements=(Supplement(date(2026, 10, 1), date(2026, 10, 1), date(2028, 2, 29)),))

    assert status_on(consent, date(2026, 10, 2)) is AgreementStatus.IN_NOTICE_WINDOW
    assert status_on(consent, date(2027, 3, 1)) is AgreementStatus.EXPIRED
    assert status_on(renewed, date(2026, 10, 2)) is AgreementStatus.ACTIVE
    assert status_on(renewed, date(2027, 11, 1)) is AgreementStatus.ACTIVE  # the limit allows no second renewal
    assert status_on(renewed, date(2028, 3, 1)) is AgreementStatus.EXPIRED


def test_a_supplement_moves_the_end_and_renewals_go_on_from_there() -> None:
    moved = replace(YEARLY, supplements=(Supplement(date(2026, 6, 1), date(2026, 6, 1), date(2026, 12, 31)),))

    first, second = standing_on(moved, date(2026, 12, 31)), standing_on(moved, date(2027, 1, 1))

    assert first.term is not None and first.term.last == date(2026, 12, 31)
    assert second.term is not None and (second.term.number, second.term.last) == (1, date(2027, 12, 31))


def test_a_supplement_after_a_gap_revives_nothing() -> None:
    ended = replace(YEARLY, renewal=None)
    for effective, status in ((date(2027, 3, 1), AgreementStatus.ACTIVE), (date(2027, 3, 2), AgreementStatus.EXPIRED)):
        late = replace(ended, supplements=(Supplement(effective, effective, date(2027, 12, 31)),))

        assert status_on(late, date(2027, 6, 1)) is status


def test_a_notice_that_was_in_time_stays_so_when_the_end_moves() -> None:
    notice = Notice(NoticeType.NON_RENEWAL, date(2026, 11, 30))
    sooner = Supplement(date(2026, 12, 15), date(2026, 12, 15), date(2027, 1, 31))

    moved = replace(YEARLY, notices=(notice,), supplements=(sooner,))

    assert standing_on(moved, date(2027, 1, 1)).last_day == date(2027, 1, 31)
    assert status_on(moved, date(2027, 2, 1)) is AgreementStatus.EXPIRED


def test_the_earliest_of_several_ends_wins() -> None:
    ended = replace(
        YEARLY,
        notices=(Notice(NoticeType.TERMINATION, date(2026, 6, 1)), Notice(NoticeType.IMMEDIATE, date(2026, 8, 1))),
        agreed_end=AgreedEnd(date(2026, 9, 30), known=date(2026, 7, 1)),
    )

    assert standing_on(ended, date(2026, 7, 15)).last_day == date(2026, 8, 30)
    assert [status_on(ended, date(2026, 8, number)) for number in (1, 2)] == [
        AgreementStatus.ACTIVE,
        AgreementStatus.TERMINATED,
    ]


def test_an_end_without_a_notice_period_needs_one() -> None:
    evergreen = replace(
        YEARLY, term=None, renewal=None, notice=None, notices=(Notice(NoticeType.TERMINATION, date(2026, 6, 1)),)
    )

    with pytest.raises(Refused) as refused:
        status_on(evergreen, date(2026, 7, 1))

    assert refusal(refused) == "notice-period-missing"


def test_the_copy_makes_the_signature_known_not_later() -> None:
    late = replace(YEARLY, copy=date(2026, 3, 10), review_from=date(2026, 1, 1))

    assert status_on(late, date(2026, 3, 9)) is AgreementStatus.IN_REVIEW
    assert status_on(late, date(2026, 3, 9), known=date(2026, 3, 10)) is AgreementStatus.ACTIVE


def test_a_standing_shows_the_arithmetic_of_the_window() -> None:
    standing = standing_on(YEARLY, date(2026, 9, 1))

    assert (standing.status, standing.window_from) == (AgreementStatus.IN_NOTICE_WINDOW, date(2026, 9, 1))
    assert standing.notice is not None
    assert (standing.notice.end, standing.notice.rule.span, standing.notice.day) == (
        date(2027, 2, 28),
        Span(days=90),
        date(2026, 11, 30),
    )


def test_a_given_end_may_be_the_first_day() -> None:
    assert end_of(date(2026, 3, 1), Until(date(2026, 3, 1))).last == date(2026, 3, 1)
