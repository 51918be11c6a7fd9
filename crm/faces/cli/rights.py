"""May we? What agreements in force say of a use of data, with the clause."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from crm.agreements.answers import answers_of
from crm.agreements.queries import DataRights, MayWe
from crm.agreements.queries.data_rights import RightCell, RightSource
from crm.agreements.rights import Said, answer_of
from crm.faces.cli.lists import add_rows, in_language
from crm.faces.cli.session import Session
from crm.faces.plain import plain

Told = Callable[[str], str]

HEADS = (
    "cli.head-data-set",
    "cli.head-model",
    "cli.head-use",
    "cli.head-answer",
    "cli.head-until",
    "cli.head-agreement",
    "cli.head-clause",
)


def add_rights(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("words", metavar="QUESTION", nargs="*", help=told("cli.help-rights-words"))
    add_rows(parser, told)
    parser.set_defaults(run=rights)


def rights(session: Session, given: Namespace) -> None:
    """The answer as a sentence where a use was asked for, and every line that it comes from."""
    question = " ".join(given.words)
    with session.book(read_only=True) as book:
        today = book.clock.today()
        asked = book.query(MayWe(question, today)) if question else None
        whole = () if question else book.query(DataRights(today))
    cells = [match.cell for match in asked.answers] if asked else [cell for row in whole for cell in row.cells]
    lines = [(cell, one) for cell in cells for one in cell.said]
    if session.as_json:
        uses = [use.value for use in asked.uses] if asked else []
        near = list(dict.fromkeys(match.cell.data_set for match in asked.near)) if asked else []
        answer = answer_of(cell.answer for cell in cells).value
        told = [record(session, cell, one) for cell, one in lines]
        session.json({"answer": answer, "uses": uses, "rights": told, "near": near})
        return
    if lines:
        session.rows(HEADS, [row_of(session, cell, one) for cell, one in lines], lines)
    for answered in answers_of(question, asked, session.language) if asked else ():
        session.tell(answered.message)
    if not asked and not lines:
        session.tell("cli.rights-none")


def record(session: Session, cell: RightCell, said: Said[RightSource]) -> dict[str, object]:
    return {
        "data_set": cell.data_set,
        "model": cell.model,
        "use": cell.use.value,
        "answer": said.answer.value,
        "contradicted": cell.contradicts,
        "until_on": plain(said.until_on, session.language),
        "agreement_id": said.source.agreement.id,
        "number": said.source.agreement.number,
        "clause": said.source.number,
    }


def row_of(session: Session, cell: RightCell, said: Said[RightSource]) -> tuple[object, ...]:
    agreement = said.source.agreement
    return (
        cell.data_set,
        cell.model or session.said("cli.any-model"),
        cell.use,
        said.answer,
        said.until_on,
        agreement.number or in_language(session, agreement.title_en, agreement.title_zh),
        said.source.number,
    )


BUILDERS = {"rights": add_rights}
