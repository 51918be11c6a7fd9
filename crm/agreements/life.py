"""What follows from an agreement's record on a day: its status and its dates, each with its arithmetic."""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from crm.agreements.facts import facts_of, length_of, notice_rule, places_of, renewal_of
from crm.agreements.terms.ends import End, end_of
from crm.agreements.terms.notices import LastSafeDay, NoticeDate, last_safe_day, notice_date
from crm.agreements.terms.renewals import Renewals, Term
from crm.agreements.terms.status import Standing, standing_on
from crm.values import Problem, Refused
from crm.values.enums import AgreementStatus

if TYPE_CHECKING:  # the queries themselves compute with this life
    from crm.agreements.queries.rows import AgreementRow, OverrideRow, TermsRow

RENEWALS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Life:
    """An agreement on a day. `end` is of the term on that day, planned while it is not in force.

    `problem`: terms from which nothing can be computed; then the dates are None and the status is the record's.
    """

    status: AgreementStatus
    override: "OverrideRow | None" = None
    standing: Standing | None = None
    start: date | None = None
    end: End | None = None
    terms: tuple[Term, ...] = ()
    notice: NoticeDate | None = None
    last_safe: LastSafeDay | None = None
    problem: Problem | None = None

    @property
    def shown(self) -> AgreementStatus:
        """What was set by hand, else what is computed."""
        return self.override.status if self.override else self.status

    @property
    def last_day(self) -> date | None:
        """The last day in force: by whatever ends it, else of the present term."""
        if self.standing is not None and self.standing.last_day is not None:
            return self.standing.last_day
        return self.present.last if self.present else self.end.last if self.end else None

    @property
    def present(self) -> Term | None:
        return self.standing.term if self.standing else None

    def days_left(self, today: date) -> int | None:
        """Until the last safe day; negative when it is past."""
        return (self.last_safe.day - today).days if self.last_safe else None


def life_of(row: "AgreementRow", on: date, known: date | None = None) -> Life:
    """As known on `known`, else on the day itself."""
    override = override_on(row, on)
    try:
        standing = standing_on(facts_of(row), on, known)
        return dated(row, standing, override)
    except Refused as refusal:
        return Life(recorded_status(row, on), override, problem=refusal.problems[0])


def dated(row: "AgreementRow", standing: Standing, override: "OverrideRow | None") -> Life:
    terms = row.versions[0].terms
    status = standing.status
    start = terms.effective_on or standing.signed_on
    length = length_of(terms)
    if start is None or length is None:
        return Life(status, override, standing, start)
    end = end_of(start, length, terms.first_day)
    rule = renewal_of(terms)
    span = rule.span if rule and rule.automatic else None
    renewals = Renewals(start, length, span, rule.limit if rule else None, terms.first_day)
    present = standing.term
    notice = standing.notice if present else planned_notice(terms, end)
    safe = last_safe_day(notice, terms.margin, places_of(terms)) if notice else None
    return Life(status, override, standing, start, end, tuple(islice(renewals.terms(), RENEWALS_SHOWN)), notice, safe)


def planned_notice(terms: "TermsRow", end: End) -> NoticeDate | None:
    """Of the first term, while the agreement is not in force yet."""
    rule = notice_rule(terms)
    if rule is None or renewal_of(terms) is None:
        return None
    return notice_date(end.last, rule, places_of(terms), start=end.start)


def override_on(row: "AgreementRow", on: date) -> "OverrideRow | None":
    """The status that was set by hand and holds on the day."""
    held = [one for one in row.overrides if one.set_on <= on and (one.lifted_on is None or on < one.lifted_on)]
    return max(held, key=lambda one: (one.set_on, one.id), default=None)


def recorded_status(row: "AgreementRow", on: date) -> AgreementStatus:
    """What the record says without any term: void, signed, in review or draft."""
    if row.void_on is not None and on >= row.void_on:
        return AgreementStatus.VOID
    signed = row.versions[0].signed_on
    if signed is not None and signed <= on:
        return AgreementStatus.SIGNED
    in_review = row.in_review_on is not None and row.in_review_on <= on
    return AgreementStatus.IN_REVIEW if in_review else AgreementStatus.DRAFT
