"""Amendments 补充协议: a new version beside the old one, which stays as it was signed. And renewal by consent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.records import (
    fields_with,
    is_signed,
    plain,
    reason_problems,
    signed,
    title_of,
    versions,
)
from crm.agreements.commands.text import copy_text
from crm.agreements.commands.undertakings import copy_promises
from crm.agreements.contradictions import contradictions
from crm.agreements.facts import facts_of, length_of
from crm.agreements.queries import AgreementDetail
from crm.agreements.terms.course import Course, course_of
from crm.agreements.terms.ends import Length, end_of
from crm.agreements.terms.renewals import Renewals
from crm.agreements.terms.status import signed_on, term_start
from crm.book.records import future_problems, row_id
from crm.values import Command, Problem, Read, Refused, Transaction, Values
from crm.values.enums import FirstDay, Renewal
from crm.values.ids import AgreementId
from crm.values.message import shown
from crm.values.span import Span, add_days, span_of

if TYPE_CHECKING:
    from crm.model import AgreementVersion


def open_problems(read: Read, agreement_id: int) -> list[Problem]:
    """One amendment at a time: the newest version is signed before another begins."""
    newest = versions(read, agreement_id)[-1]
    if is_signed(newest):
        return []
    name = title_of(read.fetch(model.Agreement, agreement_id))
    return [Problem("amendment-open", "id", {"name": name, "number": newest.number})]


def start_of(version: "AgreementVersion", agreement_id: int, read: Read) -> date | None:
    """The day from which the agreement runs: its own, else that of its signing."""
    if version.effective_on is not None:
        return version.effective_on
    return read.query(AgreementDetail(AgreementId(agreement_id))).versions[0].signed_on


def amend(
    tx: Transaction,
    agreement_id: int,
    *,
    reason: str,
    effective_on: date,
    known_on: date | None,
    terms: Mapping[str, object],
) -> None:
    """The next version, with all terms, clauses and promises of the last one and the changed terms."""
    last = versions(tx, agreement_id)[-1]
    fields = fields_with(last, model.TermFields, **terms)
    made = tx.add(
        model.AgreementVersion(
            agreement_id=agreement_id,
            number=last.number + 1,
            reason=plain(reason),
            amends_on=effective_on,
            known_on=known_on,
            **{name: getattr(fields, name) for name in model.TermFields.model_fields},
        )
    )
    copy_text(tx, row_id(last), row_id(made))
    copy_promises(tx, row_id(last), row_id(made))


@dataclass(frozen=True, slots=True)
class AmendAgreement(Command):
    """Begins an amendment: a new version to change and sign, with the text and the promises of the last one.

    It works from `effective_on`; `known_on`, where it is not the day of signing, is when we came to know it. `terms`
    are those that it changes.
    """

    label: ClassVar[str] = "undo.amend-agreement"
    id: AgreementId
    reason: str
    effective_on: date
    known_on: date | None = None
    terms: Mapping[str, object] = field(default_factory=dict)

    def check(self, read: Read) -> list[Problem]:
        signed(read, self.id)
        problems = reason_problems(self.reason) + open_problems(read, self.id)
        if self.known_on is not None:
            problems += future_problems(read, self.known_on, "known_on")
        last = versions(read, self.id)[-1]
        start = start_of(versions(read, self.id)[0], self.id, read)
        if start is not None and self.effective_on < start:
            values = {"effective_on": self.effective_on, "start": start}
            problems.append(Problem("amendment-before-start", "effective_on", values))
        wrong = model.problems_of(model.TermFields, self.terms)
        return problems + (wrong or contradictions(fields_with(last, model.TermFields, **self.terms)))

    def apply(self, tx: Transaction) -> None:
        amend(
            tx,
            self.id,
            reason=self.reason,
            effective_on=self.effective_on,
            known_on=self.known_on,
            terms=self.terms,
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_of(tx.fetch(model.Agreement, self.id)), "number": versions(tx, self.id)[-1].number}


@dataclass(frozen=True, slots=True)
class RenewByConsent(Command):
    """Begins the amendment by which both sides renew an agreement: its end moves on by the renewal, or by `length`.

    It is in force once it is signed. `length` is a span such as `12m`.
    """

    label: ClassVar[str] = "undo.renew-by-consent"
    id: AgreementId
    length: str = ""
    reason: str = ""
    known_on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        agreement = signed(read, self.id)
        problems = open_problems(read, self.id)
        if self.known_on is not None:
            problems += future_problems(read, self.known_on, "known_on")
        if self.length and span_of(self.length) is None:
            problems.append(Problem("span-wrong", "length", {"given": shown(self.length)}))
        if versions(read, self.id)[-1].renewal is not Renewal.CONSENT:
            problems.append(Problem("renewal-not-by-consent", "id", {"name": title_of(agreement)}))
        if problems:
            return problems
        course = course_now(read, self.id)
        limit = course.rule.limit if course.rule else None
        if limit is not None and course.consents >= limit:
            return [Problem("renewals-used-up", "id", {"name": title_of(agreement), "n": limit})]
        self._end(read, course)
        return []

    def _end(self, read: Read, course: Course) -> date:
        first, *_ = read.query(AgreementDetail(self.id)).versions
        span = span_of(self.length) or span_of(versions(read, self.id)[-1].renewal_term) or Span()
        return renewed_end(course, length_of(first.terms), first.terms.first_day, span)

    def apply(self, tx: Transaction) -> None:
        course = course_now(tx, self.id)
        amend(
            tx,
            self.id,
            reason=self.reason,
            effective_on=add_days(last_of(course), 1),
            known_on=self.known_on,
            terms={"term": "", "last_day": self._end(tx, course)},
        )

    def label_values(self, tx: Transaction) -> Values:
        newest = versions(tx, self.id)[-1]
        return {"name": title_of(tx.fetch(model.Agreement, self.id)), "until": newest.last_day}


def course_now(read: Read, agreement_id: AgreementId) -> Course:
    """The terms as they run today. Raises Refused where it is not in force, or has no end."""
    row = read.query(AgreementDetail(agreement_id))
    facts, name = facts_of(row), title_of(read.fetch(model.Agreement, agreement_id))
    signed_day = signed_on(facts, read.today, read.today)
    start = None if signed_day is None else term_start(facts, signed_day, read.today)
    if start is None:
        raise Refused(Problem("renewal-not-in-force", "id", {"name": name}))
    course = course_of(facts, start, read.today, read.today)
    if course is None:
        raise Refused(Problem("renewal-without-end", "id", {"name": name}))
    return course


def last_of(course: Course) -> date:
    """By consent nothing renews by itself, so there is a last term."""
    return course.last or course.end(0)


def renewed_end(course: Course, first: Length | None, first_day: FirstDay, span: Span) -> date:
    """The end after the renewal; counted from the first start as long as all before were (TERMS.md 2)."""
    end = last_of(course)
    if first is not None:
        chain = Renewals(course.start, first, span, None, first_day)
        for number in range(course.consents + 1):
            if chain.end(number) == end:
                return chain.end(number + 1)
    return end_of(add_days(end, 1), span, FirstDay.COUNTED).last
