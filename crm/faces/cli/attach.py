"""Attaches files to partners: all to one, or each to the partner whose name its own name holds. JSON has both ids."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from crm.book import Book
from crm.exchange.papers import Paper, papers_in, read_papers
from crm.faces.cli.session import Misused, Session
from crm.partners.commands import AttachFiles
from crm.partners.queries import PaperRow, PartnerNamed, PartnersInFileNames, PossiblePartner
from crm.values import Problem
from crm.values.enums import Language
from crm.values.ids import PartnerId

Told = Callable[[str], str]
Proposed = tuple[Paper, PaperRow]


def add_attach(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("files", metavar="FILE_OR_FOLDER", nargs="+", help=told("cli.help-attach-files"))
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--match", action="store_true", help=told("cli.help-match"))
    whose.add_argument("--partner", metavar="NAME", help=told("cli.help-attach-partner"))
    parser.add_argument("--dry-run", action="store_true", help=told("cli.help-dry-run"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=attach)


def attach(session: Session, given: Namespace) -> int:
    """1 where a file was left out or has nobody, so that a script sees that not all was taken."""
    if not (given.match or given.partner or given.dry_run):
        raise Misused(Problem("cli.attach-whose"))
    papers = papers_in(Path(file).expanduser() for file in given.files)
    session.refuse(papers.left_out)
    with session.book(read_only=given.dry_run) as book:
        rows = proposals(book, papers.files, given.partner)
        chosen = [(paper, row.proposed.id) for paper, row in rows if row.proposed is not None]
        if chosen and not given.dry_run:
            book.execute(AttachFiles(tuple(read_papers(chosen))))
    tell(session, rows, dry_run=given.dry_run)
    return 1 if papers.left_out or len(chosen) < len(rows) else 0


def proposals(book: Book, papers: Sequence[Paper], partner: str | None) -> list[Proposed]:
    if partner:
        found = book.query(PartnerNamed(partner))
        own = (PossiblePartner(PartnerId(found.id), found.name, found.name),)
        return [(paper, PaperRow(paper.name, own)) for paper in papers]
    rows = book.query(PartnersInFileNames(tuple(paper.name for paper in papers)))
    return list(zip(papers, rows, strict=True))


def tell(session: Session, rows: Sequence[Proposed], *, dry_run: bool) -> None:
    if session.as_json:
        session.json([record_of(session, *row) for row in rows])
    else:
        table = [(paper.name, said(session, row)) for paper, row in rows]
        session.rows(("cli.head-file", "cli.head-partner"), table, rows)
    nobody = [paper.name for paper, row in rows if row.proposed is None]
    if nobody:
        session.tell("cli.unmatched", n=len(nobody), files=nobody)
    session.tell("cli.would-attach" if dry_run else "cli.attached", n=len(rows) - len(nobody))


def said(session: Session, row: PaperRow) -> str:
    """A name that several bear proposes nobody, and that is said."""
    names = ", ".join(title(session, one) for one in row.found)
    return session.said("papers.several", names=names) if len(row.found) > 1 else names


def record_of(session: Session, paper: Paper, row: PaperRow) -> dict[str, object]:
    found = row.proposed
    return {
        "file": str(paper.path),
        "name": paper.name,
        "size": paper.size,
        "partner_id": found.id if found is not None else None,
        "partner": title(session, found) if found is not None else None,
        "candidates": [{"id": one.id, "name": title(session, one)} for one in row.found],
    }


def title(session: Session, partner: PossiblePartner) -> str:
    return partner.title_zh if session.language is Language.CHINESE else partner.title_en


BUILDERS = {"attach": add_attach}
