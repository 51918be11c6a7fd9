"""The course that an agreement takes: its terms as supplements have moved their ends, and where notices end it.

TERMS.md 2, 5, 6 and 7 together. Supplements and notices work in the order of their days: a notice is judged by the
terms as they stood when it was received, a supplement by the end in force when it takes effect.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from crm.agreements.terms.agreement import Agreement, Notice, RenewalRule
from crm.agreements.terms.endings import cure_outcome, termination_date
from crm.agreements.terms.ends import Length, Until
from crm.agreements.terms.notices import NoticeRule, notice_date
from crm.agreements.terms.outcomes import notice_outcome
from crm.agreements.terms.renewals import Renewals, Term
from crm.agreements.terms.supplements import Supplement, in_order, reaches
from crm.values.enums import FirstDay, NoticeType
from crm.values.message import Problem, Refused
from crm.values.span import Span

TO_THE_LAST = NoticeRule(Span())
"""Without a notice period a notice against renewal is in time up to the last day of the term."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Terms that are counted alike, from the term `number` on."""

    number: int
    renewals: Renewals

    def term(self, number: int) -> Term:
        return replace(self.renewals.term(number - self.number), number=number)


@dataclass(frozen=True, slots=True)
class Course:
    """The terms of an agreement with an end. Each supplement begins a new stretch with the term whose end it moves.

    `stops` is the number of the term with which a notice ends it; `consents` counts renewals by consent so far.
    """

    stretches: tuple[Stretch, ...]
    rule: RenewalRule | None
    stops: int | None = None
    consents: int = 0

    @property
    def start(self) -> date:
        return self.stretches[0].renewals.start

    @property
    def last_number(self) -> int | None:
        """The last term: by notice, by the limit, or the present one where nothing renews it; None: no last one."""
        stretch = self.stretches[-1]
        most = stretch.renewals.most
        ends = [
            number for number in (self.stops, None if most is None else stretch.number + most) if number is not None
        ]
        return min(ends, default=None)

    @property
    def last(self) -> date | None:
        """The last day of the last term."""
        return None if self.last_number is None else self.end(self.last_number)

    def is_last(self, number: int) -> bool:
        return self.last_number is not None and number >= self.last_number

    def end(self, number: int) -> date:
        return self.term(number).last

    def term(self, number: int) -> Term:
        begun = takewhile(lambda stretch: stretch.number <= number, self.stretches)
        return list(begun)[-1].term(number)

    def term_on(self, day: date) -> Term:
        """The term that holds the day; before the start the first, after the end the last."""
        first, *later = self.stretches
        stretch = [first, *takewhile(lambda one: one.renewals.start <= day, later)][-1]
        number = stretch.number + stretch.renewals.term_on(day).number
        return self.term(number if self.last_number is None else min(number, self.last_number))

    def may_renew(self, number: int) -> bool:
        """Whether a renewal of that term, automatic or by consent, is still possible."""
        if self.rule is None or self.stops is not None:
            return False
        if self.rule.automatic:
            return not self.is_last(number)
        return self.rule.limit is None or self.consents < self.rule.limit

    def moved(self, supplement: Supplement, end: date) -> "Course":
        """With the end of the term in force moved; further renewals count from the day after the new end."""
        term = self.term_on(supplement.effective)
        kept = tuple(stretch for stretch in self.stretches if stretch.number < term.number)
        left = None if self.rule is None or self.rule.limit is None else self.rule.limit - term.number
        stretch = Stretch(term.number, renewals_of(term.first, Until(end), self.rule, left, FirstDay.COUNTED))
        if self.rule is None or self.rule.automatic:
            return replace(self, stretches=(*kept, stretch))
        # By consent a later end is a renewal, and what was said against renewing the shorter term is settled.
        return replace(self, stretches=(*kept, stretch), stops=None, consents=self.consents + (end > term.last))


def renewals_of(
    start: date, length: Length, rule: RenewalRule | None, left: int | None, first_day: FirstDay
) -> Renewals:
    """By consent nothing renews by itself, but the rule is checked all the same."""
    renewals = Renewals(start, length, rule.span if rule else None, left, first_day)
    return renewals if rule is None or rule.automatic else replace(renewals, renewal=None)


def course_from(agreement: Agreement, start: date, length: Length) -> Course:
    """Raises what `Renewals` raises, and `notice-before-start`."""
    rule = agreement.renewal
    renewals = renewals_of(start, length, rule, rule.limit if rule else None, agreement.first_day)
    if rule and agreement.notice:
        notice_date(renewals.end(0), agreement.notice, agreement.receipt, start=start)
    return Course((Stretch(0, renewals),), rule)


def course_of(agreement: Agreement, start: date, day: date, known: date) -> Course | None:
    """The course as of a day and as known on one; None while it is evergreen."""
    course = None if agreement.term is None else course_from(agreement, start, agreement.term)
    for fact in facts_of(agreement, day, known):
        if isinstance(fact, Supplement):
            course = supplemented(agreement, start, course, fact)
        elif course is not None:
            course = noticed(agreement, course, fact)
    return course


def facts_of(agreement: Agreement, day: date, known: date) -> list[Supplement | Notice]:
    """Supplements and notices against renewal by the days they work; of one day the supplement first."""
    notices = [
        notice for notice in agreement.notices if notice.kind is NoticeType.NON_RENEWAL and notice.is_known(day, known)
    ]
    facts: list[Supplement | Notice] = [*in_order(agreement.supplements, known), *notices]
    return sorted(facts, key=lambda fact: fact.effective if isinstance(fact, Supplement) else fact.received)


def supplemented(agreement: Agreement, start: date, course: Course | None, supplement: Supplement) -> Course | None:
    """An evergreen agreement may get an end, another lose it; after a gap nothing happens."""
    if course is not None and not reaches(supplement.effective, course.last):
        return course
    if supplement.end is None:
        return None
    if course is None:
        return course_from(agreement, start, Until(supplement.end))
    return course.moved(supplement, supplement.end)


def noticed(agreement: Agreement, course: Course, notice: Notice) -> Course:
    rule = agreement.notice or TO_THE_LAST
    outcome = notice_outcome(course, rule, notice.received, late=agreement.late, receipt=agreement.receipt)
    if outcome.last_term is None:
        return course
    return replace(
        course, stops=min(outcome.last_term, course.stops if course.stops is not None else outcome.last_term)
    )


def terminated_on(agreement: Agreement, day: date, known: date) -> date | None:
    """The last day by termination, breach or agreement; of several the earliest (TERMS.md 6)."""
    ends = [ending_of(agreement, notice, day, known) for notice in agreement.notices if notice.is_known(day, known)]
    if agreement.agreed_end and agreement.agreed_end.known <= known:
        ends.append(agreement.agreed_end.last_day)
    return min((end for end in ends if end is not None), default=None)


def ending_of(agreement: Agreement, notice: Notice, day: date, known: date) -> date | None:
    if notice.kind is NoticeType.TERMINATION:
        return termination_of(agreement, notice)
    if notice.kind is NoticeType.IMMEDIATE:
        return notice.received
    if notice.kind is NoticeType.BREACH and notice.cure is not None:
        return breach_of(agreement, notice, notice.cure, min(day, known))
    return None


def termination_of(agreement: Agreement, notice: Notice) -> date:
    """By the notice period. With none a fixed term ends on receipt; an evergreen one needs it (art. 563(2)).

    Raises `notice-period-missing`.
    """
    if agreement.notice is None and agreement.term is None:
        raise Refused(Problem("notice-period-missing"))
    rule = agreement.notice or TO_THE_LAST
    found = termination_date(
        notice.received, rule.span, to=notice.to, clear_days=rule.clear_days, places=agreement.receipt
    )
    return found.last


def breach_of(agreement: Agreement, notice: Notice, cure: Span, seen: date) -> date | None:
    """While it can still be cured nothing ends; what happens after `seen` is not known."""
    found = cure_outcome(
        notice.received,
        cure,
        cured=notice.cured if notice.cured and notice.cured <= seen else None,
        after_cure=notice.after_cure,
        second_received=notice.second_received if notice.second_received and notice.second_received <= seen else None,
        places=agreement.receipt,
    )
    return found.ends if found.ends is not None and found.until < seen else None
