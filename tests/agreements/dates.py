"""Terms, notices and agreements for the properties of dates."""

from datetime import date

from hypothesis import strategies as some

from crm.agreements.terms.agreement import Agreement, Condition, Marks, Notice, RenewalRule
from crm.agreements.terms.endings import AfterCure, EndOf
from crm.agreements.terms.notices import NoticeRule
from crm.agreements.terms.renewals import Renewals
from crm.agreements.terms.supplements import Supplement
from crm.values.enums import DayRoll, FirstDay, LateNotice, NoticeCount, NoticeType
from crm.values.span import Span
from tests.values.days import day_spans, days, month_spans, spans

notice_spans = some.integers(0, 400).map(lambda count: Span(days=count)) | some.integers(0, 24).map(
    lambda count: Span(months=count)
)
rules = some.builds(
    NoticeRule,
    notice_spans,
    some.booleans(),
    some.sampled_from(NoticeCount),
    some.sampled_from((DayRoll.NONE, DayRoll.PRECEDING)),
)
renewals = some.builds(
    Renewals,
    days,
    spans,
    some.none() | month_spans | day_spans,
    some.none() | some.integers(0, 6),
    some.sampled_from(FirstDay),
)

LIFE = some.dates(date(2024, 1, 1), date(2028, 12, 31))
SHORT = some.integers(0, 60).map(lambda count: Span(days=count))


def timely_notices() -> some.SearchStrategy[Notice]:
    """Known on receipt."""
    return some.builds(
        Notice,
        kind=some.sampled_from(NoticeType),
        received=LIFE,
        to=some.none() | some.sampled_from(EndOf),
        cure=some.none() | SHORT,
        cured=some.none() | LIFE,
        after_cure=some.sampled_from(AfterCure),
        second_received=some.none() | LIFE,
    )


@some.composite
def timely_supplements(draw: some.DrawFn) -> Supplement:
    """Known by the day they work, and moving the end to a later day."""
    effective, end = sorted((draw(LIFE), draw(LIFE)))
    return Supplement(effective, effective, end)


agreements = some.builds(
    Agreement,
    parties=some.just(("home", "north")),
    marks=some.fixed_dictionaries(
        {
            "home": some.builds(Marks, signature=some.none() | LIFE, seal=some.none() | LIFE),
            "north": some.builds(Marks, signature=LIFE),
        }
    ),
    copy=some.just("kept in the safe") | LIFE,
    review_from=some.none() | LIFE,
    effective=some.none() | LIFE,
    condition=some.none() | some.builds(Condition, some.none() | LIFE),
    term=some.none() | some.integers(3, 36).map(lambda count: Span(months=count)),
    first_day=some.sampled_from(FirstDay),
    renewal=some.none()
    | some.builds(
        RenewalRule,
        some.integers(1, 24).map(lambda count: Span(months=count)),
        some.booleans(),
        some.none() | some.integers(0, 3),
    ),
    notice=SHORT.map(NoticeRule),
    late=some.sampled_from(LateNotice),
    notices=some.lists(timely_notices(), max_size=3).map(tuple),
    void_from=some.none() | LIFE,
    supplements=some.lists(timely_supplements(), max_size=2).map(tuple),
)
