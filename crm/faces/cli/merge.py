"""Records that are there twice: what looks alike, with reasons, and two made one. JSON: ids, names, score, reasons."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from crm.acts.merging import FieldPair, MergeContacts, MergePartners, MergePreview, MergePreviewRow
from crm.book import Book
from crm.faces.cli.lists import add_rows
from crm.faces.cli.session import Misused, Session, harmless
from crm.partners.duplicates.kinds import PartyKind
from crm.partners.queries import ContactNamed, PartnerNamed
from crm.partners.queries.duplicates import DuplicateContacts, DuplicatePartners, DuplicateRow
from crm.values import Message, Problem
from crm.values.ids import ContactId, PartnerId, Version

Told = Callable[[str], str]
SIDES = {"A": "keep", "B": "lose", "keep": "keep", "lose": "lose"}


def add_duplicates(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--contacts", action="store_true", help=told("cli.help-duplicates-contacts"))
    add_rows(parser, told)
    parser.set_defaults(run=duplicates)


def duplicates(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        found = book.query(DuplicateContacts() if given.contacts else DuplicatePartners())
    if session.as_json:
        session.json([record_of(session, row) for row in found])
        return
    rows = [(row.first_id, row.first, row.second_id, row.second, percent(row), said(session, row)) for row in found]
    heads = ("cli.head-id", "cli.head-first", "cli.head-id", "cli.head-second", "cli.head-score", "cli.head-reasons")
    session.rows(heads, rows, found)
    session.tell("cli.duplicates-found", n=len(found))


def percent(row: DuplicateRow) -> str:
    return f"{row.score:.0%}"


def said(session: Session, row: DuplicateRow) -> list[str]:
    return [session.said(reason) for reason in row.reasons]


def record_of(session: Session, row: DuplicateRow) -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "ids": [row.first_id, row.second_id],
        "names": [row.first, row.second],
        "score": row.score,
        "sure": row.is_sure,
        "reasons": said(session, row),
        "codes": [reason.code for reason in row.reasons],
    }


def add_merge(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("keep", metavar="A", help=told("cli.help-merge-keep"))
    parser.add_argument("lose", metavar="B", help=told("cli.help-merge-lose"))
    parser.add_argument("--contacts", action="store_true", help=told("cli.help-merge-contacts"))
    parser.add_argument(
        "--field", metavar="FIELD=A|B|TEXT", action="append", default=[], help=told("cli.help-merge-field")
    )
    parser.add_argument("--yes", action="store_true", help=told("cli.help-merge-yes"))
    parser.set_defaults(run=merge)


def merge(session: Session, given: Namespace) -> None:
    """Undo takes it back, so a script is not asked; a person at a terminal is."""
    kind = PartyKind.CONTACT if given.contacts else PartyKind.PARTNER
    choices = dict(choice_of(text) for text in given.field)
    with session.book() as book:
        keep, lose = (named(book, kind, text) for text in (given.keep, given.lose))
        preview = book.query(MergePreview(keep, lose, kind))
        tell_preview(session, preview, choices)
        if not given.yes and sys.stdin.isatty() and not agreed(session):
            session.tell("cli.merge-left")
            return
        book.execute(command_of(preview, choices))
    session.tell("cli.merged", name=preview.keep.name, other=preview.lose.name)


def command_of(preview: MergePreviewRow, choices: dict[str, object]) -> MergePartners | MergeContacts:
    keep, lose = preview.keep, preview.lose
    seen = Version(keep.version), Version(lose.version)
    if preview.kind is PartyKind.PARTNER:
        return MergePartners(PartnerId(keep.id), PartnerId(lose.id), choices, *seen)
    return MergeContacts(ContactId(keep.id), ContactId(lose.id), choices, *seen)


def choice_of(text: str) -> tuple[str, object]:
    """`city=B` takes the other's, `city=Berlin` a value of its own."""
    field, mark, value = text.partition("=")
    if not mark or not field.strip():
        raise Misused(Problem("cli.merge-field-wrong", field="field", values={"given": text}))
    return field.strip(), SIDES.get(value, value)


def named(book: Book, kind: PartyKind, text: str) -> int:
    """By id as `duplicates --json` gives it, else by name as everywhere."""
    if text.isdecimal() and text.isascii():
        return int(text)
    return book.query(PartnerNamed(text) if kind is PartyKind.PARTNER else ContactNamed(text)).id


def tell_preview(session: Session, preview: MergePreviewRow, choices: dict[str, object]) -> None:
    rows = [row for pair in preview.fields if (row := field_row(session, pair, choices)) is not None]
    if rows:
        heads = [session.said(code) for code in ("cli.head-field", "cli.head-keeps", "cli.head-goes")]
        session.table([*heads, session.said("cli.head-result")], rows)
    moved = [session.said(row.said) for row in preview.moved]
    session.tell("cli.merge-moves", name=preview.keep.name, moved=moved or [Message("cli.merge-nothing")])


def field_row(session: Session, pair: FieldPair, choices: dict[str, object]) -> Sequence[object] | None:
    if not pair.differs and pair.field not in choices and pair.default == "keep":
        return None
    choice = choices.get(pair.field, pair.default)
    result = {"keep": pair.kept, "lose": pair.lost}.get(str(choice), choice)
    text = session.said("merge.choice.both") if choice == "both" else result
    return session.said(f"field.{pair.field}"), pair.kept, pair.lost, text


def agreed(session: Session) -> bool:
    session.err.write(harmless(session.said("cli.merge-ask")) + " ")
    session.err.flush()
    return sys.stdin.readline().strip().casefold() in {session.said("yes").casefold(), "y", "yes", "是"}


BUILDERS = {"duplicates": add_duplicates, "merge": add_merge}
