"""Agreements: the list by what must be done next, and one in full with the arithmetic of its dates."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from crm.agreements.arithmetic import Reckoning, reckonings
from crm.agreements.facts import version_in_force
from crm.agreements.life import life_of
from crm.agreements.owed import Duty
from crm.agreements.queries import (
    AgreementDetail,
    AgreementLine,
    AgreementNamed,
    AgreementPromises,
    Agreements,
    AgreementText,
    Duties,
    Overlapping,
)
from crm.agreements.queries.rows import AgreementRow, GoalRow, PartyRow, PromisesRow
from crm.faces.cli.lists import add_rows, in_language
from crm.faces.cli.options import DOCUMENTS_SPEAK, common
from crm.faces.cli.session import Misused, Session, harmless
from crm.faces.cli.signing import add_key, add_signatures, key_of
from crm.faces.plain import plain
from crm.values import Message, Problem
from crm.values.enums import AgreementStatus, ReportLanguage
from crm.values.ids import AgreementId
from crm.values.span import span_of

Told = Callable[[str], str]
MOST_DAYS = 36_500
AHEAD = timedelta(365)
"""How far obligations are shown that are not due yet."""

RUNNING = (AgreementStatus.SIGNED, AgreementStatus.ACTIVE, AgreementStatus.IN_NOTICE_WINDOW)


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that is told of one agreement."""

    line: AgreementLine
    dates: tuple[Reckoning, ...]
    promises: PromisesRow
    duties: tuple[Duty, ...]


def add_agreements(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--due", metavar="DAYS", help=told("cli.help-due"))
    add_rows(parser, told)
    parser.set_defaults(run=agreements)


def agreements(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        today = book.clock.today()
        lines = book.query(Agreements(today))
    if given.due is not None:
        ahead = days_of(given.due)
        lines = tuple(line for line in lines if is_due(line, today, ahead))
    elif not lines:
        session.tell("cli.no-agreements")
    rows = [
        (
            name_of(session, line.row),
            in_language(session, line.row.title_en, line.row.title_zh),
            line.row.type,
            [party_of(session, party) for party in line.row.parties],
            line.life.shown,
            line.life.last_day,
            line.life.notice.day if line.life.notice else None,
            line.life.last_safe.day if line.life.last_safe else None,
            line.life.days_left(today),
        )
        for line in lines
    ]
    heads = ("cli.head-number", "agreements.title", "field.type", "cli.agreement-parties", "cli.head-status")
    dates = ("cli.head-last-day", "cli.head-notice-date", "cli.head-last-safe", "cli.head-days-left")
    session.rows((*heads, *dates), rows, [record_of(line, today) for line in lines])


def days_of(text: str) -> int:
    if not text.isdecimal() or len(text) > 5 or int(text) > MOST_DAYS:
        raise Misused(Problem("cli.due-wrong", field="due", values={"given": text, "most": MOST_DAYS}))
    return int(text)


def is_due(line: AgreementLine, today: date, ahead: int) -> bool:
    """Whether something in force must be decided within so many days: notice sent or received, or a new agreement.

    A last safe day that is past still counts while notice may be received.
    """
    if line.life.status not in RUNNING:
        return False
    last_to_act = line.life.notice.day if line.life.notice else line.life.last_day
    if line.next_day is None or last_to_act is None or last_to_act < today:
        return False
    return line.next_day <= today + timedelta(ahead)


def record_of(line: AgreementLine, today: date) -> dict[str, object]:
    """An agreement as a script wants it: what it is, and what follows from it on the day."""
    row, life, terms = line.row, line.life, version_in_force(line.row, today).terms
    return {
        "id": row.id,
        "uid": row.uid,
        "number": row.number or None,
        "type": row.type,
        "title_en": row.title_en,
        "title_zh": row.title_zh,
        "parties": [
            {
                "partner_id": party.partner_id,
                "rank": party.rank,
                "name_en": party.name_en,
                "name_zh": party.name_zh,
                "is_home": party.is_home,
                "role": party.role,
            }
            for party in row.parties
        ],
        "status": life.status,
        "override": life.override,
        "effective_on": terms.effective_on,
        "signed_on": row.versions[0].signed_on,
        "last_day": life.last_day,
        "notice_date": life.notice.day if life.notice else None,
        "last_safe_day": life.last_safe.day if life.last_safe else None,
        "days_left": life.days_left(today),
        "currency": terms.currency,
        "amount": terms.amount,
        "problem": life.problem,
    }


def add_agreement(parser: ArgumentParser, told: Told) -> None:
    kinds = parser.add_subparsers(dest="kind", metavar="|".join(DEEDS), required=True, title=told("cli.commands"))
    for name, build in DEEDS.items():
        help_text = told(f"cli.help-agreement-{name}")
        kind = kinds.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
        if name == "export":  # its --language is the document's alone: without it the text is set as agreed
            kind.add_argument("--book", metavar="FILE", default=argparse.SUPPRESS, help=told("cli.help-book"))
        else:
            common(kind, told, argparse.SUPPRESS)
        kind.add_argument("agreement", metavar="NUMBER|ID", help=told("cli.help-agreement-named"))
        build(kind, told)
    kind = kinds.add_parser("signatures", help=told("cli.help-agreement-signatures"), allow_abbrev=False)
    common(kind, told, argparse.SUPPRESS)
    add_signatures(kind, told)


def add_show(parser: ArgumentParser, told: Told) -> None:
    add_rows(parser, told)
    parser.set_defaults(run=show)


def show(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        today = book.clock.today()
        key: AgreementId = book.query(AgreementNamed(given.agreement))
        row = book.query(AgreementDetail(key))
        life, version = life_of(row, today), version_in_force(row, today)
        shown = Shown(
            AgreementLine(row, life),
            reckonings(life, version.terms.places),
            book.query(AgreementPromises(key)).of(version.id),
            book.query(Duties(today, today + AHEAD, key)),
        )
    if session.as_json:
        session.json(plain(whole_record(shown, today), session.language))
        return
    for line in lines_of(session, shown, today):
        session.print(harmless(line))


def whole_record(shown: Shown, today: date) -> dict[str, object]:
    row = shown.line.row
    return {
        **record_of(shown.line, today),
        "requires": row.requires,
        "prevailing": row.prevailing,
        "void_on": row.void_on,
        "versions": row.versions,
        "notices": row.notices,
        "dates": [
            {"what": step.what, "day": step.day, "how": step.how, "remarks": step.remarks} for step in shown.dates
        ],
        "goals": shown.promises.goals,
        "duties": [duty_record(duty) for duty in shown.duties],
        "restrictions": shown.promises.restrictions,
        "data_rights": shown.promises.data_rights,
    }


def duty_record(duty: Duty) -> dict[str, object]:
    return {
        "obligation_id": duty.obligation.id,
        "text_en": duty.obligation.text_en,
        "text_zh": duty.obligation.text_zh,
        "debtor": duty.debtor.partner_id,
        "creditor": duty.creditor.partner_id if duty.creditor else None,
        "state": duty.state,
        "unmoved": duty.due.unmoved if duty.due else None,
        "due_on": duty.due_on,
        "days_late": duty.days_late,
        "outcome": duty.outcome,
    }


def lines_of(session: Session, shown: Shown, today: date) -> Iterator[str]:
    row, life = shown.line.row, shown.line.life
    yield f"{name_of(session, row)}  {in_language(session, row.title_en, row.title_zh)}"
    yield f"  {session.said(row.type)} · {status_of(session, shown.line)}"
    if life.problem is not None:
        yield f"  {session.said(life.problem)}"
    yield session.said("cli.agreement-parties")
    yield from (f"  {party_line(session, party)}" for party in row.parties)
    yield session.said("cli.agreement-dates")
    yield from (f"  {line}" for line in date_lines(session, shown, today))
    yield from part(session, "cli.agreement-goals", [goal_line(session, goal) for goal in shown.promises.goals])
    yield from part(session, "cli.agreement-duties", [duty_line(session, duty) for duty in shown.duties])
    yield from part(session, "cli.agreement-files", file_lines(session, row))


def part(session: Session, head: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{session.said(head)} {len(lines)}"
        yield from (f"  {line}" for line in lines)


def name_of(session: Session, row: AgreementRow) -> str:
    """By its number; a draft, which has none, by the id that the command line takes."""
    return row.number or session.said("cli.agreement-draft", id=str(row.id))


def status_of(session: Session, line: AgreementLine) -> str:
    life = line.life
    if life.override is None:
        return session.said(life.status)
    values = {"status": life.override.status, "on": life.override.set_on, "reason": life.override.reason}
    return session.said("cli.agreement-override", **values, computed=life.status)


def party_of(session: Session, party: PartyRow) -> str:
    return in_language(session, party.name_en, party.name_zh)


def party_line(session: Session, party: PartyRow) -> str:
    signatory = in_language(session, party.signatory_en, party.signatory_zh)
    role = session.said(party.role) if party.role else ""
    parts = (party_of(session, party), role, signatory, session.said(party.capacity) if party.capacity else "")
    return f"{party.rank + 1}  " + " · ".join(part for part in parts if part)


def date_lines(session: Session, shown: Shown, today: date) -> Iterator[str]:
    row, life = shown.line.row, shown.line.life
    if row.versions[0].signed_on is not None:
        yield session.said("cli.agreement-signed", on=row.versions[0].signed_on)
    if life.start is not None:
        yield session.said("cli.agreement-in-force", on=life.start)
    terms = version_in_force(row, today).terms
    notice = span_of(terms.notice)
    if life.end is None and notice is not None:
        yield session.said("cli.agreement-evergreen", notice=notice)
    for step in shown.dates:
        yield session.said("cli.agreement-date", what=Message(step.what), day=step.day, how=step.how)
        yield from (f"  {session.said(remark)}" for remark in step.remarks)
    left = life.days_left(today)
    if left is not None:
        yield session.said("cli.agreement-days-left" if left >= 0 else "cli.agreement-too-late", n=abs(left))
    if terms.amount is not None:
        yield session.said("cli.agreement-amount", amount=amount_of(terms.amount, terms.currency))


def amount_of(minor: int, currency: str) -> str:
    """CNY 1,200.50"""
    from crm.values.currencies import decimals_of

    places = decimals_of(currency) if currency else 2
    whole, rest = divmod(minor, 10**places)
    return f"{currency} {whole:,}{f'.{rest:0{places}}' if places else ''}".strip()


def goal_line(session: Session, goal: GoalRow) -> str:
    value = goal.progress[-1].value if goal.progress else goal.baseline
    name = in_language(session, goal.text_en or goal.text_zh, goal.text_zh or goal.text_en)
    said = session.said("cli.agreement-goal", name=name, value=value or "–", target=goal.target or "–", unit=goal.unit)
    return said.strip()


def duty_line(session: Session, duty: Duty) -> str:
    creditor = party_of(session, duty.creditor) if duty.creditor else session.said("cli.agreement-all-others")
    owes = session.said("cli.agreement-owes", debtor=party_of(session, duty.debtor), creditor=creditor)
    owed = duty.obligation
    text = in_language(session, owed.text_en or owed.text_zh, owed.text_zh or owed.text_en)
    day = session.cell(duty.due_on)
    return " · ".join(part for part in (owes, text, day, session.said(duty.state)) if part)


def file_lines(session: Session, row: AgreementRow) -> list[str]:
    return [
        session.said("cli.agreement-signed-copy", file=file.name) if file.is_signed_copy else file.name
        for version in row.versions
        for file in version.files
    ]


def add_check(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--standard", action="store_true", help=told("cli.help-standard"))
    add_rows(parser, told)
    parser.set_defaults(run=check)


def check(session: Session, given: Namespace) -> int:
    """What its newest version lacks or contradicts. 1 where something is missing, so that a script sees it."""
    from crm.agreements.drafting.checks import Severity, findings

    if given.standard:
        from crm.faces.cli.differences import tell_differences

        return tell_differences(session, given.agreement)
    from crm.faces.cli.overlaps import overlap_records, overlap_rows, tell_clean

    with session.book(read_only=True) as book:
        key: AgreementId = book.query(AgreementNamed(given.agreement))
        row, promises = book.query(AgreementDetail(key)), book.query(AgreementPromises(key))
        version = row.versions[-1]
        text = book.query(AgreementText(version.id))
        today = book.clock.today()
        found = findings(row, version, text, promises, today, session.language)
        met = book.query(Overlapping(key, today))
    rows: list[tuple[object, object, object]] = [
        (Message(f"draft-severity.{finding.severity.value}"), finding.message, finding.where or "") for finding in found
    ]
    records = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "text": session.said(finding.message),
            "where": session.said(finding.where) if finding.where else "",
            "line": finding.line,
            "field": finding.field,
            "blocks_export": finding.blocks,
        }
        for finding in found
    ]
    rows += overlap_rows(session, met)
    records += overlap_records(session, met)
    if rows or session.as_json:
        session.rows(("cli.head-severity", "cli.head-what", "cli.head-where"), rows, records)
    if not found:
        session.tell("cli.agreement-sound", name=name_of(session, row))
    tell_clean(session, met)
    return 1 if any(finding.severity is Severity.MISSING for finding in found) else 0


def add_export(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--out", metavar="FILE.pdf|docx", required=True, help=told("cli.help-agreement-out"))
    parser.add_argument(
        "--language", dest="document", choices=DOCUMENTS_SPEAK, help=told("cli.help-agreement-language")
    )
    parser.add_argument("--version", metavar="N", help=told("cli.help-agreement-version"))
    add_key(parser, told)
    parser.set_defaults(run=export)


def export(session: Session, given: Namespace) -> None:
    from crm.documents.agreement_query import write_agreement

    languages = ReportLanguage(given.document) if given.document else None
    version = version_of(given.version) if given.version else None
    certificate = key_of(session, given)
    with session.book(read_only=True) as book:
        key = book.query(AgreementNamed(given.agreement))
        warnings = write_agreement(book, key, Path(given.out), languages, version, certificate)
    for warning in warnings:
        session.tell(warning)
    session.tell("cli.written", file=given.out)


def version_of(text: str) -> int:
    if not text.isdecimal() or len(text) > 4 or not int(text):
        raise Misused(Problem("cli.version-wrong", field="version", values={"given": text}))
    return int(text)


DEEDS: dict[str, Callable[[ArgumentParser, Told], None]] = {"show": add_show, "check": add_check, "export": add_export}

BUILDERS = {"agreements": add_agreements, "agreement": add_agreement}
