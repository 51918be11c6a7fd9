"""The status of an agreement: a function of its facts, a day and what was known. Nothing is stored, no job runs.

TERMS.md 9: the first row of the table that applies.
"""

from dataclasses import dataclass
from datetime import date

from crm.agreements.terms.agreement import Agreement, Marks
from crm.agreements.terms.course import Course, course_from, course_of, terminated_on
from crm.agreements.terms.notices import NoticeDate, notice_date
from crm.agreements.terms.renewals import Term
from crm.values.enums import AgreementStatus, MarksRequired
from crm.values.span import add_days


@dataclass(frozen=True, slots=True)
class Standing:
    """The status on a day and what it follows from. What is not known yet, or does not exist, is None.

    `last_day` is the last day in force by whatever ends it; `window_from` the first day of the notice window of
    `term`, the present one, up to `notice.day`.
    """

    status: AgreementStatus
    day: date
    known: date
    signed_on: date | None = None
    in_force_from: date | None = None
    term: Term | None = None
    last_day: date | None = None
    notice: NoticeDate | None = None
    window_from: date | None = None


def status_on(agreement: Agreement, day: date, known: date | None = None) -> AgreementStatus:
    """As known on `known`, else on the day itself. Raises what the terms raise, such as `term-ends-before-start`."""
    return standing_on(agreement, day, known).status


def standing_on(agreement: Agreement, day: date, known: date | None = None) -> Standing:
    """The status with what it follows from."""
    known = day if known is None else known
    if agreement.effective is not None and agreement.term is not None:
        course_from(agreement, agreement.effective, agreement.term)  # refuses impossible terms, signed or not
    if agreement.void_from is not None and day >= agreement.void_from:
        return Standing(AgreementStatus.VOID, day, known)
    signed = signed_on(agreement, day, known)
    if signed is None:
        return Standing(unsigned(agreement, day), day, known)
    return standing_when_signed(agreement, signed, day, known)


def unsigned(agreement: Agreement, day: date) -> AgreementStatus:
    in_review = agreement.review_from is not None and day >= agreement.review_from
    return AgreementStatus.IN_REVIEW if in_review else AgreementStatus.DRAFT


def signed_on(agreement: Agreement, day: date, known: date) -> date | None:
    """The day of the last party's mark, once the signed copy is attached or a reason given; None before."""
    copy = agreement.copy
    if not copy or not agreement.parties or (isinstance(copy, date) and copy > known):
        return None
    bound = [bound_on(agreement.marks.get(party, Marks()), agreement.requires) for party in agreement.parties]
    days = [on for on in bound if on is not None and on <= min(day, known)]
    return max(days) if len(days) == len(bound) else None


def bound_on(marks: Marks, requires: MarksRequired) -> date | None:
    """The day on which a party has marked the agreement as it must."""
    given = [on for on in (marks.signature, marks.seal) if on is not None]
    if requires is MarksRequired.SIGNATURE:
        return marks.signature
    if requires is MarksRequired.SEAL:
        return marks.seal
    if requires is MarksRequired.BOTH:
        return max(given) if len(given) == 2 else None
    return min(given, default=None)


def term_start(agreement: Agreement, signed: date, known: date) -> date | None:
    """The day from which the term counts; None while a condition is not met.

    The effective date as given, even before the signing; else the signing; with a condition the later of the two.
    """
    start = agreement.effective or signed
    if agreement.condition is None:
        return start
    met = agreement.condition.met
    return None if met is None or met > known else max(start, met)


def standing_when_signed(agreement: Agreement, signed: date, day: date, known: date) -> Standing:
    start = term_start(agreement, signed, known)
    in_force = None if start is None else max(start, signed)
    ended = terminated_on(agreement, day, known)
    course = None if start is None else course_of(agreement, start, day, known)
    last, status = last_day_of(course, ended)
    if (
        last is not None
        and day > last
        and (status is AgreementStatus.TERMINATED or (in_force is not None and day >= in_force))
    ):
        return Standing(status, day, known, signed, in_force, course.term_on(last) if course else None, last)
    if in_force is None or day < in_force:
        return Standing(AgreementStatus.SIGNED, day, known, signed, in_force, None, last)
    if course is None:
        return Standing(AgreementStatus.ACTIVE, day, known, signed, in_force, None, last)
    term = course.term_on(day)
    notice = notice_of(agreement, course, term) if ended is None else None
    opens = None if notice is None else window_from(agreement, term, notice)
    inside = notice is not None and opens is not None and opens <= day <= notice.day
    status = AgreementStatus.IN_NOTICE_WINDOW if inside else AgreementStatus.ACTIVE
    return Standing(status, day, known, signed, in_force, term, last, notice, opens)


def last_day_of(course: Course | None, ended: date | None) -> tuple[date | None, AgreementStatus]:
    """The last day in force and what it is called after: terminated if it lies before the end of its term."""
    last = None if course is None else course.last
    if ended is None or (last is not None and last <= ended):
        return last, AgreementStatus.EXPIRED
    if course is not None and ended == course.term_on(ended).last:
        return ended, AgreementStatus.EXPIRED
    return ended, AgreementStatus.TERMINATED


def notice_of(agreement: Agreement, course: Course, term: Term) -> NoticeDate | None:
    """The notice date of the term, while a renewal of it is still possible."""
    if agreement.notice is None or not course.may_renew(term.number):
        return None
    return notice_date(term.last, agreement.notice, agreement.receipt)


def window_from(agreement: Agreement, term: Term, notice: NoticeDate) -> date:
    """`window_days` before the notice date, but not before the term begins."""
    return max(add_days(notice.day, -agreement.window_days), term.first)
