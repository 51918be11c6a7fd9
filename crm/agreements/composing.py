"""The text of a new agreement from the clause library: the clauses of its type, for so many parties.

    clauses = composed(AgreementType.NDA, {"term": "24m"}, parties=3)
    book.execute(DraftAgreement(values, terms, partner_ids, clauses))  # one step; or AddClauses(version, clauses)

A reference names its clause by the standard's key: no line has to be known before the clause is written.
"""

from collections.abc import Collection, Mapping, Sequence

from crm.agreements.commands.text import NewClause, NewParagraph
from crm.agreements.library import StandardClause, for_parties, template, term_clause
from crm.values.enums import AgreementType


def composed(
    kind: AgreementType,
    terms: Mapping[str, object],
    parties: int,
    left_out: Collection[str] = (),
    added: Collection[str] = (),
) -> tuple[NewClause, ...]:
    """The clauses of a type: those that are always there and the proposed ones, without `left_out`, with `added`."""
    return tuple(as_new(for_parties(clause, parties)) for clause in wanted(kind, terms, left_out, added))


def wanted(
    kind: AgreementType, terms: Mapping[str, object], left_out: Collection[str], added: Collection[str]
) -> Sequence[StandardClause]:
    clauses = template(kind, term_clause(terms))
    return [
        clause
        for clause in clauses
        if not clause.optional or (clause.proposed and clause.key not in left_out) or clause.key in added
    ]


def as_new(clause: StandardClause) -> NewClause:
    return NewClause(
        clause.key,
        clause.heading_en,
        clause.heading_zh,
        tuple(NewParagraph(row.kind, row.text_en, row.text_zh) for row in clause.paragraphs),
    )
