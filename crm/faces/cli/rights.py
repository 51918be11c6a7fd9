"""May we? What agreements in force say of a use of data, with the clause."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from crm.agreements.queries import DataRights
from crm.faces.cli.lists import add_rows, in_language
from crm.faces.cli.session import Session
from crm.faces.plain import plain

Told = Callable[[str], str]


def add_rights(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("words", metavar="QUESTION", nargs="*", help=told("cli.help-rights-words"))
    add_rows(parser, told)
    parser.set_defaults(run=rights)


def rights(session: Session, given: Namespace) -> None:
    """The answer as a sentence where a use was asked for, and every line that it comes from."""
    with session.book(read_only=True) as book:
        found = book.query(DataRights(book.clock.today(), " ".join(given.words)))
    if session.as_json:
        session.json(
            {
                "answer": found.answer.value,
                "uses": [use.value for use in found.uses],
                "rights": [
                    {
                        "data_set": line.right.data_set,
                        "model": line.right.model,
                        "use": line.right.use.value,
                        "answer": line.right.answer.value,
                        "until_on": plain(line.right.until_on, session.language),
                        "agreement_id": line.line.row.id,
                        "number": line.line.row.number,
                        "clause": line.clause,
                    }
                    for line in found.lines
                ],
            }
        )
        return
    rows = [
        (
            line.right.data_set,
            line.right.model or session.said("cli.any-model"),
            line.right.use,
            line.right.answer,
            line.right.until_on,
            line.line.row.number or in_language(session, line.line.row.title_en, line.line.row.title_zh),
            line.clause,
        )
        for line in found.lines
    ]
    heads = ("cli.head-data-set", "cli.head-model", "cli.head-use", "cli.head-answer", "cli.head-until")
    if rows:
        session.rows((*heads, "cli.head-agreement", "cli.head-clause"), rows, found.lines)
    if found.uses:
        session.tell(f"cli.rights-{found.answer.value}")
    elif not rows:
        session.tell("cli.rights-none")


BUILDERS = {"rights": add_rights}
