"""Dates that contradict each other, and a text that is silent about its first day."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from crm.agreements import library
from crm.agreements.contradictions import LONG_MONTHS
from crm.agreements.drafting.ends import effective_of, first_end
from crm.agreements.drafting.finding import RECORD, Draft, Finding, Severity
from crm.agreements.drafting.placeholders import spanned
from crm.agreements.facts import notice_rule, places_of
from crm.agreements.queries.rows import ClauseRow, GoalRow, ObligationRow
from crm.agreements.terms.notices import notice_date
from crm.language.laws import law_in_words
from crm.values import Refused
from crm.values.enums import FirstDay, Language, Renewal

ABOUT_TERM = re.compile(r"\{(?:effective-date|end-date|term)\}|takes? effect|生效", re.IGNORECASE)
FILLED_IN = "{first-day}"
COUNTED = re.compile(
    r"that day included|from and including|(?:beginning|starting|commencing) (?:on|with)|both days included|inclusive"
    r"|含当日|（含|当日起|首日计入|当日计入|均计入|含首日",
    re.IGNORECASE,
)
NOT_COUNTED = re.compile(
    r"that day not counted|day is not counted|not counting|from but excluding|excluding (?:that|the first) day"
    r"|(?:当日|首日)不计入|不含(?:当日|首日)|次日起",
    re.IGNORECASE,
)


def date_findings(draft: Draft) -> Iterator[Finding]:
    yield from end_findings(draft)
    yield from notice_findings(draft)
    yield from renewal_findings(draft)
    yield from amendment_findings(draft)
    yield from term_clause_findings(draft)
    yield from first_day_findings(draft)


def end_findings(draft: Draft) -> Iterator[Finding]:
    terms, start = draft.version.terms, effective_of(draft.version)
    if terms.last_day and start and terms.last_day < start:
        values = {"end": terms.last_day, "start": start}
        yield Finding("draft-end-before-start", Severity.MISSING, values, field="last_day", where=RECORD)
    elif terms.last_day and start and terms.term:
        reckoned = first_end(replace(draft.version, terms=replace(terms, last_day=None)))
        if reckoned and reckoned != terms.last_day:
            values = {"computed": reckoned, "given": terms.last_day}
            yield Finding("draft-term-contradicts", Severity.MISSING, values, field="last_day", where=RECORD)


def notice_findings(draft: Draft) -> Iterator[Finding]:
    """A notice received on the first day would be complete only after the last one (TERMS.md 4)."""
    terms = draft.version.terms
    start = effective_of(draft.version) or LONG_MONTHS
    rule, end = notice_rule(terms), first_end(draft.version, start)
    if rule is None or end is None or end < start:
        return
    try:
        notice_date(end, rule, places_of(terms), start=start)
    except Refused as refused:
        if refused.problems[0].code == "notice-before-start":
            values = {"notice": spanned(terms.notice, draft.reader)}
            yield Finding("draft-notice-too-long", Severity.MISSING, values, field="notice", where=RECORD)


def renewal_findings(draft: Draft) -> Iterator[Finding]:
    terms = draft.version.terms
    if terms.renewal is Renewal.NONE:
        return
    if not terms.term and not terms.last_day:
        yield Finding("draft-renewal-without-end", Severity.MISSING, field="term", where=RECORD)
    if not terms.renewal_term:
        yield Finding("draft-renewal-term-missing", Severity.MISSING, field="renewal_term", where=RECORD)
    if terms.renewal is Renewal.AUTOMATIC and not terms.notice:
        yield Finding("draft-notice-missing", Severity.DOUBTFUL, field="notice", where=RECORD)


def amendment_findings(draft: Draft) -> Iterator[Finding]:
    start, on = effective_of(draft.row.versions[0]), draft.version.amends_on
    if on and start and on < start:
        values = {"on": on, "start": start}
        yield Finding("draft-amended-before-start", Severity.DOUBTFUL, values, field="amends_on", where=RECORD)


def term_clause_findings(draft: Draft) -> Iterator[Finding]:
    """The library's words on the term, left as they were, though the record has come to say something else."""
    fitting = library.term_for(draft.version.terms)
    for clause in draft.text.clauses:
        if family_of(clause) == library.TERM and clause.standard != fitting and is_untouched(clause):
            where = draft.where(clause.line)
            yield Finding("draft-term-clause-differs", Severity.DOUBTFUL, line=clause.line, field="term", where=where)


def family_of(clause: ClauseRow) -> str:
    return clause.standard.partition(".")[0]


def is_untouched(clause: ClauseRow) -> bool:
    if not library.is_standard(clause.standard):
        return False
    written = [(paragraph.text_en, paragraph.text_zh) for paragraph in clause.paragraphs]
    return written == [(each.text_en, each.text_zh) for each in library.standard(clause.standard).paragraphs]


def first_day_findings(draft: Draft) -> Iterator[Finding]:
    """Laws count the first day of a term differently (TERMS.md 12), so the text has to say it."""
    terms = draft.version.terms
    if not terms.term or terms.last_day or not draft.text.clauses:
        return
    about = list(term_paragraphs(draft))
    said = " ".join(text for _, text in about)
    line = about[0][0] if about else ""
    where = draft.where(line) if line else RECORD
    if FILLED_IN in said:
        return
    counted, not_counted = bool(COUNTED.search(said)), bool(NOT_COUNTED.search(said))
    if not counted and not not_counted:
        law = {"law": law_in_words(terms.law, draft.reader)}
        yield Finding("draft-first-day-silent", Severity.DOUBTFUL, law, line=line, field="first_day", where=where)
    elif counted != (terms.first_day is FirstDay.COUNTED) and counted != not_counted:
        yield Finding("draft-first-day-contradicts", Severity.DOUBTFUL, line=line, field="first_day", where=where)


def term_paragraphs(draft: Draft) -> Iterator[tuple[str, str]]:
    for clause in draft.text.clauses:
        of_term = family_of(clause) == library.TERM
        for paragraph in clause.paragraphs:
            texts = {Language.ENGLISH: paragraph.text_en, Language.CHINESE: paragraph.text_zh}
            text = " ".join(texts[language] for language in draft.languages)
            if of_term or ABOUT_TERM.search(text):
                yield paragraph.line, text


def promise_findings(draft: Draft, today: date) -> Iterator[Finding]:
    yield from due_findings(draft)
    yield from thread_findings(draft)
    for restriction in draft.promises.restrictions:
        start, until = restriction.from_on, restriction.until_on
        if start and until and until < start:
            values = {"what": restriction.kind, "start": start, "until": until}
            yield Finding("draft-restriction-reversed", Severity.MISSING, values, field=f"restriction.{restriction.id}")
    for right in draft.promises.data_rights:
        if right.until_on and right.until_on < today and draft.version.signed_on is None:
            values = {"what": right.data_set, "until": right.until_on}
            yield Finding("draft-right-until-past", Severity.DOUBTFUL, values, field=f"data_right.{right.id}")


def due_findings(draft: Draft) -> Iterator[Finding]:
    start, end = effective_of(draft.version), first_end(draft.version)
    lasting = draft.version.terms.renewal is not Renewal.NONE
    owed: list[tuple[str, GoalRow | ObligationRow]] = [("goal", goal) for goal in draft.promises.goals]
    owed += [("obligation", obligation) for obligation in draft.promises.obligations]
    for kind, promise in owed:
        values = {"what": told(promise, draft.reader), "on": promise.due_on}
        field = f"{kind}.{promise.id}"
        if promise.due_on and end and not lasting and promise.due_on > end:
            yield Finding("draft-due-after-end", Severity.DOUBTFUL, {**values, "end": end}, field=field)
        if promise.due_on and start and promise.due_on < start:
            yield Finding("draft-due-before-start", Severity.DOUBTFUL, {**values, "start": start}, field=field)


def told(promise: GoalRow | ObligationRow, reader: Language) -> str:
    texts = (promise.text_en, promise.text_zh)
    return texts[reader is Language.CHINESE] or texts[reader is Language.ENGLISH]


def thread_findings(draft: Draft) -> Iterator[Finding]:
    """A promise knows its clause; one that was deleted breaks the thread."""
    known = {clause.line for clause in draft.text.clauses}
    known |= {paragraph.line for clause in draft.text.clauses for paragraph in clause.paragraphs}
    promises = draft.promises
    named = [(f"goal.{goal.id}", goal.line, told(goal, draft.reader)) for goal in promises.goals]
    named += [(f"obligation.{owed.id}", owed.line, told(owed, draft.reader)) for owed in promises.obligations]
    named += [(f"data_right.{right.id}", right.line, right.data_set) for right in promises.data_rights]
    for field, line, what in named:
        if line and line not in known:
            yield Finding("draft-promise-clause-gone", Severity.DOUBTFUL, {"what": what}, field=field)
