"""The rhythm of contact: its chart, and one sentence that says what the chart shows."""

from collections.abc import Iterator
from datetime import date, timedelta

from reportlab.platypus.flowables import Flowable

from crm.documents.charts import At, Limit, Saw, SawChart
from crm.documents.look import BODY
from crm.documents.partner_content import Report
from crm.documents.period import Period, end_of_month
from crm.documents.speech import Speech, counted, joined
from crm.values import Message

FROM_WEEKS_ON = 14
"""Days from which a period is told in weeks."""


def rhythm(report: Report, speech: Speech) -> list[Flowable]:
    saw = saw_of(report, speech)
    shown = speech.stacked(joined(list(sentences(report, saw)), "report.rhythm.sentences"), BODY)
    return [SawChart(saw), *shown] if saw.teeth() else list(shown)


def saw_of(report: Report, speech: Speech) -> Saw:
    """The contacts of the period, those of one day as one; the silence before it from the last contact before."""
    period = report.period
    kinds: dict[int, list[str]] = {}
    for meeting in report.held:
        said = speech.inline(f"report.contact.{meeting.kind.value}", " ")
        kinds.setdefault((meeting.held_on - period.since).days, []).append(said)
    before = [meeting.held_on for meeting in report.meetings if meeting.held_on < period.since]
    limit = report.quiet_after
    saw = Saw(
        days=period.days,
        before=(period.since - before[-1]).days if before else None,
        contacts=tuple(At(day, ", ".join(dict.fromkeys(words))) for day, words in sorted(kinds.items())),
        months=tuple(months(period, speech)),
        limit=Limit(limit, speech.inline(Message("report.rhythm.limit", {"n": limit}))),
    )
    peak = saw.peak
    if peak is None or peak.grown <= limit:
        return saw
    return saw.with_peak(speech.inline(Message("report.rhythm.peak", {"n": peak.grown, "over": peak.grown - limit})))


def months(period: Period, speech: Speech) -> Iterator[At]:
    """The first days of the months; the period's first day stands for its own month."""
    day = period.since
    while day <= period.until:
        code = "report.axis.year" if day.month == 1 and period.days > 366 else f"report.axis.month.{day.month}"
        yield At((day - period.since).days, speech.inline(Message(code, {"year": str(day.year)}), " "))
        last = end_of_month(day)
        if last == date.max:
            return
        day = last + timedelta(days=1)


def sentences(report: Report, saw: Saw) -> Iterator[Message]:
    """Eight contacts in 13 weeks, 11.4 days apart on average. One interval ran over: 24 days, in August."""
    count = len(report.held)
    if not count:
        yield Message("report.rhythm.none", {"since": report.period.since, "until": report.period.until})
        if report.meetings:
            yield Message("report.rhythm.last", {"on": report.meetings[-1].held_on})
        return
    intervals = [tooth.grown for tooth in saw.teeth() if tooth.ends_in_contact]
    values: dict[str, object] = {"n": count, "count": counted(count), "span": span_of(report.period)}
    if len(intervals) > 1:
        yield Message("report.rhythm.average", {**values, "average": average(intervals)})
    else:
        yield Message("report.rhythm.count", values)
    yield from silences(report, saw)


def silences(report: Report, saw: Saw) -> Iterator[Message]:
    """How many silences ran over the limit; where none did, the longest."""
    limit, peak = report.quiet_after, saw.peak
    over = [tooth for tooth in saw.teeth() if tooth.grown > limit]
    if peak and over:
        values = {"n": len(over), "count": counted(len(over)), "limit": limit, "longest": peak.grown}
        yield Message("report.rhythm.over", {**values, "on": day_of(report.period, peak.until)})
    elif peak and len(saw.contacts) > 1:
        yield Message("report.rhythm.longest", {"n": peak.grown, "on": day_of(report.period, peak.until)})


def day_of(period: Period, offset: int) -> date:
    return period.since + timedelta(days=offset)


def span_of(period: Period) -> Message:
    if period.days < FROM_WEEKS_ON:
        return Message("report.span.days", {"n": period.days})
    return Message("report.span.weeks", {"n": round(period.days / 7)})


def average(intervals: list[int]) -> str:
    """One decimal, halves up: 91 days over 8 intervals are 11.4."""
    tenths = (sum(intervals) * 20 // len(intervals) + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"
