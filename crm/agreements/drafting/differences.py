"""Where a text differs from the clause library: clauses that were changed, that are missing, that are its own.

The standard is the library's clause for so many parties as the agreement has; optional ones that were not taken are
no difference, nor is the order. Rows in, values out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from crm.agreements import library
from crm.agreements.drafting.comparison import ComparedClause, compared
from crm.agreements.drafting.numbering import full_number, places
from crm.agreements.library import StandardClause, for_parties
from crm.agreements.queries.rows import AgreementRow, ClauseRow, ParagraphRow, TextRow, VersionRow
from crm.values.ids import ClauseId, ParagraphId


class Deviation(Enum):
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """`number` of the clause in the text, empty where it is missing or stands outside the numbers.

    `compared.was` is the library's clause, `compared.now` the text's; its words are marked paragraph by paragraph.
    """

    deviation: Deviation
    number: str
    standard: str
    compared: ComparedClause


def differences(row: AgreementRow, version: VersionRow, text: TextRow) -> tuple[Difference, ...]:
    """In the order of the text; what is missing stands after the clause that the template has before it."""
    known = places(text)
    standard = replace(text, clauses=tuple(standards_for(row, version, text)))
    found = []
    for clause in compared(standard, text):
        still = replace(clause, moved=False)
        if still.is_changed:
            place = known.get(clause.now.line) if clause.now else None
            key = (clause.was or clause.now or NO_CLAUSE).standard
            found.append(Difference(deviation_of(clause), full_number(place) if place else "", key, still))
    return tuple(found)


NO_CLAUSE = ClauseRow(ClauseId(0), 0, "", "", "", "", ())


def deviation_of(clause: ComparedClause) -> Deviation:
    if clause.was is None:
        return Deviation.ADDED
    return Deviation.MISSING if clause.now is None else Deviation.CHANGED


def standards_for(row: AgreementRow, version: VersionRow, text: TextRow) -> Iterator[ClauseRow]:
    """The library's clause of each clause that bears its key, and those of the template that nobody may do without."""
    parties = len(row.parties)
    there = {family_of(clause.standard) for clause in text.clauses}
    lacking = after_families(row, version, there)
    yield from (as_row(each, parties) for each in lacking.get("", ()))
    for clause in text.clauses:
        if library.is_standard(clause.standard):
            yield as_row(library.standard(clause.standard), parties, clause.line)
        yield from (as_row(each, parties) for each in lacking.pop(family_of(clause.standard), ()))


def after_families(row: AgreementRow, version: VersionRow, there: set[str]) -> dict[str, list[StandardClause]]:
    """The template's clauses that are missing, by the family before them that is there; at first by none."""
    found: dict[str, list[StandardClause]] = {}
    before = ""
    for clause in library.template(row.type, library.term_for(version.terms)):
        if clause.family in there:
            before = clause.family
        elif not clause.optional:
            found.setdefault(before, []).append(clause)
    return found


def family_of(standard: str) -> str:
    return standard.partition(".")[0]


def as_row(clause: StandardClause, parties: int, line: str = "") -> ClauseRow:
    """Under the line of the clause it is the standard of; its paragraphs are matched by their words."""
    whole = for_parties(clause, parties)
    paragraphs = tuple(
        ParagraphRow(ParagraphId(0), 0, "", each.kind, each.text_en, each.text_zh) for each in whole.paragraphs
    )
    return ClauseRow(ClauseId(0), 0, line, clause.key, clause.heading_en, clause.heading_zh, paragraphs)
