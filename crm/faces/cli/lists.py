"""Rows of the book: partners, contacts, meetings, agenda, search."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from crm.book import Book
from crm.book.documents import KINDS
from crm.book.search import FoundNames, FoundTexts
from crm.communication.queries import MeetingRows
from crm.faces.cli.session import Misused, Session, at_most, day_of
from crm.faces.me import my_id
from crm.partners.filters import Filter, read_filter
from crm.partners.queries import ContactRows, PartnerNamed, PartnerRows
from crm.partners.queries.custom_field import CustomFields
from crm.today.agenda import AgendaRow
from crm.today.queries import Agenda
from crm.values import Problem, Refused
from crm.values.enums import CustomConcept, Language
from crm.values.ids import PartnerId

Told = Callable[[str], str]


def in_language(session: Session, en: str, zh: str) -> str:
    return zh if session.language is Language.CHINESE else en


def add_rows(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))


def add_partners(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("words", metavar="TEXT", nargs="*", help=told("cli.help-words"))
    add_rows(parser, told)
    parser.set_defaults(run=partners)


def partners(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        asked = asked_filter(session, book, " ".join(given.words))
        found = book.query(PartnerRows(book.clock.today(), asked, session.language, book.user))
    rows = [
        (
            in_language(session, row.title_en, row.title_zh),
            [session.named(role.role, role.stage) for role in row.roles],
            row.tier,
            in_language(session, row.owner_en, row.owner_zh),
            row.last_contact_on,
            row.next_due_on,
            row.open_items or None,
        )
        for row in found
    ]
    heads = ("cli.head-partner", "cli.head-roles", "field.tier", "field.owner_id", "cli.head-last", "cli.head-next")
    session.rows((*heads, "cli.head-open"), rows, found)


def asked_filter(session: Session, book: Book, text: str) -> Filter:
    """The filter that the words ask for. Raises Refused with what in them means nothing."""
    reading = read_filter(text, book.query(CustomFields(CustomConcept.PARTNER)))
    if reading.problems:
        raise Refused(reading.problems)
    return reading.filter


def add_contacts(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("words", metavar="TEXT", nargs="*", help=told("cli.help-words"))
    add_rows(parser, told)
    parser.set_defaults(run=contacts)


def contacts(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        found = book.query(ContactRows(" ".join(given.words), language=session.language))
    rows = [
        (
            in_language(session, row.name_en, row.name_zh),
            in_language(session, row.partner_en, row.partner_zh),
            row.post,
            row.decision_role,
            [value for _, value in row.points],
        )
        for row in found
    ]
    heads = ("cli.head-contact", "cli.head-partner", "field.title", "field.decision_role", "cli.head-reach")
    session.rows(heads, rows, found)


def add_meetings(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--partner", metavar="NAME", help=told("cli.help-partner"))
    parser.add_argument("--limit", default="50", metavar="N", help=told("cli.help-limit"))
    add_rows(parser, told)
    parser.set_defaults(run=meetings)


def meetings(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        partner = PartnerId(book.query(PartnerNamed(given.partner)).id) if given.partner else None
        found = book.query(MeetingRows(partner, limit=at_most(given.limit)))
    rows = [
        (
            row.held_on,
            row.kind,
            [in_language(session, partner.en, partner.zh) for partner in row.partners],
            row.title,
            row.decisions or None,
            row.open_items or None,
        )
        for row in found
    ]
    heads = ("field.held_on", "field.kind", "cli.head-partner", "field.title", "cli.head-decisions", "cli.head-open")
    session.rows(heads, rows, found)


def add_agenda(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--mine", action="store_true", help=told("cli.help-mine"))
    add_rows(parser, told)
    parser.set_defaults(run=agenda)


def agenda(session: Session, given: Namespace) -> None:
    """What is due, each with its reason; a partner gone quiet stands there by its name."""
    with session.book(read_only=True) as book:
        found = book.query(Agenda(book.clock.today(), my_id(book), only_mine=given.mine)).rows
    rows = []
    for row in found:
        partner = in_language(session, row.partner.en, row.partner.zh) if row.partner else ""
        owner = in_language(session, row.owner.en, row.owner.zh) if row.owner else ""
        rows.append((row.due_on, words_of(session, row), partner, owner, row.reason))
    heads = ("field.due_on", "cli.head-what", "cli.head-partner", "field.owner_id", "cli.head-reason")
    session.rows(heads, rows, found)


def words_of(session: Session, row: AgendaRow) -> str:
    if row.title is not None:
        return session.said(row.title)
    return row.text or session.said("cli.gone-quiet")


def add_search(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="+", help=told("cli.help-search-text"))
    parser.add_argument("--kind", metavar="KIND", action="append", default=[], help=told("cli.help-search-kind"))
    parser.add_argument("--partner", metavar="NAME", help=told("cli.help-partner"))
    parser.add_argument("--since", metavar="DATE", help=told("cli.help-search-since"))
    parser.add_argument("--until", metavar="DATE", help=told("cli.help-search-until"))
    parser.add_argument("--limit", default="50", metavar="N", help=told("cli.help-limit"))
    add_rows(parser, told)
    parser.set_defaults(run=search)


def search(session: Session, given: Namespace) -> None:
    """Names by any part of them, pinyin too; then every text that holds the words, the newest first."""
    text, kinds = " ".join(given.text), kinds_of(given.kind)
    since = day_of(given.since, "--since") if given.since else None
    until = day_of(given.until, "--until") if given.until else None
    limit = at_most(given.limit)
    with session.book(read_only=True) as book:
        partner = book.query(PartnerNamed(given.partner)).id if given.partner else None
        texts = book.query(FoundTexts(text, limit, kinds, partner, since=since, until=until))
        names = book.query(FoundNames(text, limit)) if not (since or until or partner) else []
    names = [hit for hit in names if not kinds or hit.kind in kinds]
    named = {(hit.kind, hit.record_id) for hit in names}
    texts = [hit for hit in texts if (hit.kind, hit.record_id) not in named]
    rows: list[Sequence[object]] = [
        (session.said(f"record.{hit.kind}"), None, in_language(session, hit.title_en, hit.title_zh), "", "")
        for hit in names
    ]
    rows += [
        (
            session.said(f"record.{hit.kind}"),
            hit.on,
            in_language(session, hit.title, hit.title_zh),
            in_language(session, hit.partner_en, hit.partner_zh),
            hit.excerpt,
        )
        for hit in texts
    ]
    heads = ("field.kind", "field.held_on", "cli.head-what", "cli.head-partner", "cli.head-excerpt")
    session.rows(heads, rows, [*names, *texts])


MEANT = {"meeting": "interaction", "note": "interaction", "item": "action_item", "file": "attachment"}
"""Words that people use for kinds of records."""


def kinds_of(words: Sequence[str]) -> tuple[str, ...]:
    kinds = tuple(MEANT.get(word, word).replace("-", "_") for word in words)
    for word, kind in zip(words, kinds, strict=True):
        if kind not in KINDS:
            known = [*MEANT, *(name.replace("_", "-") for name in KINDS)]
            raise Misused(
                Problem("cli.choice-wrong", field="kind", values={"option": "--kind", "given": word, "known": known})
            )
    return kinds


BUILDERS = {
    "partners": add_partners,
    "contacts": add_contacts,
    "meetings": add_meetings,
    "agenda": add_agenda,
    "search": add_search,
}
