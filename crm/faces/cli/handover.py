"""Hands over what one of ours looks after to another, with a brief of what is open as a PDF."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from crm.book import Book
from crm.faces.cli.report import report_language
from crm.faces.cli.session import Session
from crm.partners.commands import HandOver
from crm.partners.queries import ContactNamed, HeldBy, HeldByRow, PartnerNamed
from crm.values import Refused
from crm.values.ids import ContactId, PartnerId

Told = Callable[[str], str]


def add_handover(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("was", metavar="FROM", help=told("cli.help-handover-from"))
    parser.add_argument("now", metavar="TO", help=told("cli.help-handover-to"))
    parser.add_argument(
        "--partner", metavar="NAME", action="append", default=[], help=told("cli.help-handover-partner")
    )
    parser.add_argument("--out", metavar="FILE.pdf", help=told("cli.help-handover-out"))
    parser.add_argument("--without-items", action="store_true", help=told("cli.help-without-items"))
    parser.add_argument("--dry-run", action="store_true", help=told("cli.help-handover-dry"))
    parser.set_defaults(run=handover)


def handover(session: Session, given: Namespace) -> None:
    """The brief is made before, of what is handed over; --dry-run makes the brief and changes nothing."""
    with session.book(read_only=given.dry_run) as book:
        command = command_of(book, given)
        held = book.query(HeldBy(command.from_owner, tuple(command.partner_ids)))
        if not given.dry_run and (problems := book.check(command)):
            raise Refused(problems)
        if given.out:
            write_brief(session, given, book, command)
        if not given.dry_run:
            book.execute(command)
        tell(session, given, held, items=command.items)


def command_of(book: Book, given: Namespace) -> HandOver:
    was, now = (ContactId(book.query(ContactNamed(name)).id) for name in (given.was, given.now))
    partners = tuple(PartnerId(book.query(PartnerNamed(name)).id) for name in given.partner)
    return HandOver(was, now, partners, items=not given.without_items)


def write_brief(session: Session, given: Namespace, book: Book, command: HandOver) -> None:
    from crm.documents.handover_query import HandoverBrief
    from crm.documents.handover_report import write_handover

    asked = HandoverBrief(command.from_owner, command.to_owner, book.clock.today(), tuple(command.partner_ids))
    for warning in write_handover(book.query(asked), report_language(session, given), Path(given.out)):
        session.tell(warning)
    session.tell("cli.written", file=given.out)


def tell(session: Session, given: Namespace, held: HeldByRow, *, items: bool) -> None:
    code = "cli.would-hand-over" if given.dry_run else "cli.handed-over"
    counts = {"partners": len(held.partner_ids), "roles": len(held.role_ids)}
    session.tell(code, **counts, items=len(held.item_ids) if items else 0)


BUILDERS = {"handover": add_handover}
