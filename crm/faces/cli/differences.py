"""`liaison agreement check --standard`: every clause that differs from the clause library, its words marked."""

from crm.agreements.drafting.differences import Difference
from crm.agreements.drafting.marking import Change, Marks
from crm.agreements.queries import AgreementNamed, StandardDifferences
from crm.faces.cli.lists import in_language
from crm.faces.cli.session import Session
from crm.values import Message

SIGNS = {Change.KEPT: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
"""As `diff --word-diff` marks them."""


def tell_differences(session: Session, named: str) -> int:
    """Differences are no fault: always 0."""
    with session.book(read_only=True) as book:
        found = book.query(StandardDifferences(book.query(AgreementNamed(named))))
    rows = [(deviation(one), one.number, heading_of(session, one), " / ".join(words_of(session, one))) for one in found]
    records = [
        {
            "deviation": one.deviation.value,
            "number": one.number,
            "standard": one.standard,
            "heading": heading_of(session, one),
            "line": one.compared.now.line if one.compared.now else "",
            "words": words_of(session, one),
        }
        for one in found
    ]
    if found or session.as_json:
        session.rows(("cli.head-deviation", "cli.head-clause", "field.title", "cli.head-what"), rows, records)
    else:
        session.tell("cli.as-standard")
    return 0


def deviation(one: Difference) -> Message:
    return Message(f"agreements.difference-{one.deviation.value}")


def heading_of(session: Session, one: Difference) -> str:
    row = one.compared.now or one.compared.was
    return in_language(session, row.heading_en, row.heading_zh) if row is not None else ""


def words_of(session: Session, one: Difference) -> list[str]:
    """Of the paragraphs that differ."""
    changed = [paragraph for paragraph in one.compared.paragraphs if paragraph.is_changed]
    return [in_language(session, signed(one.english), signed(one.chinese)) for one in changed]


def signed(marks: Marks) -> str:
    return "".join(f"{SIGNS[mark.change][0]}{mark.text}{SIGNS[mark.change][1]}" for mark in marks)
