"""How partners fit: the ranking of all, the terms of one, several compared. JSON has every number exactly."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from fractions import Fraction

from crm.book import Book
from crm.faces.cli.lists import add_rows, asked_filter, in_language
from crm.faces.cli.session import Session, harmless
from crm.partners.fit import decimal, rounded
from crm.partners.fit_sentences import arithmetic_message, missing_message, missing_of, swap_message
from crm.partners.queries import (
    CriterionName,
    FitComparison,
    FitRanking,
    FitTermRow,
    PartnerFit,
    PartnerFitRow,
    PartnerNamed,
    PartnerOrder,
    RankedRow,
    RankingRow,
    SwapRow,
)
from crm.values import Message
from crm.values.ids import PartnerId

Told = Callable[[str], str]
Record = dict[str, object]
Names = dict[PartnerId, str]


def add_fit(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("partners", metavar="PARTNER", nargs="*", help=told("cli.help-fit-partners"))
    parser.add_argument("--filter", metavar="FILTER", default="", help=told("cli.help-fit-filter"))
    add_rows(parser, told)
    parser.set_defaults(run=fit)


def fit(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        ids = [PartnerId(book.query(PartnerNamed(name)).id) for name in given.partners]
        ids = list(dict.fromkeys(ids))
        if not ids:
            tell_ranking(session, ranked(session, book, given.filter))
        elif len(ids) == 1:
            tell_one(session, book.query(PartnerFit(ids[0])))
        else:
            tell_comparison(session, book, ids)


def ranked(session: Session, book: Book, text: str) -> RankingRow:
    """All with a score, or those of them that pass the filter."""
    if not text:
        return book.query(FitRanking(language=session.language))
    order = PartnerOrder(book.clock.today(), asked_filter(session, book, text), me=book.user)
    return book.query(FitRanking(tuple(map(PartnerId, book.query(order))), session.language))


def tell_ranking(session: Session, ranking: RankingRow) -> None:
    names = {row.partner_id: in_language(session, row.title_en, row.title_zh) for row in ranking.rows}
    if session.as_json:
        partners = [ranked_record(row) for row in ranking.rows]
        session.json({"partners": partners, "swap": swap_record(session, ranking.swap)})
        return
    rows = [(row.rank, names[row.partner_id], rounded(row.score), row.gaps or None) for row in ranking.rows]
    session.rows(("cli.head-rank", "cli.head-partner", "cli.head-fit", "cli.head-gaps"), rows, ranking.rows)
    session.print(harmless(session.said(swap_text([row.partner_id for row in ranking.rows], ranking.swap, names))))


def tell_one(session: Session, found: PartnerFitRow) -> None:
    if session.as_json:
        session.json(fit_record(session, found))
        return
    rows = [
        (
            term.criterion.said,
            term.weight,
            term.mark.mark if term.mark else None,
            rounded_or_none(term.contribution, places=2),
            term.mark.evidence if term.mark else None,
            term.mark.marked_on if term.mark else None,
        )
        for term in found.terms
    ]
    heads = ("cli.head-criterion", "field.weight", "field.mark", "cli.head-contribution", "field.evidence")
    session.rows((*heads, "field.marked_on"), rows, found.terms)
    for line in fit_lines(found):
        session.print(harmless(session.said(line)))


def tell_comparison(session: Session, book: Book, ids: Sequence[PartnerId]) -> None:
    comparison = book.query(FitComparison(ids, session.language))
    names = {row.partner_id: in_language(session, row.title_en, row.title_zh) for row in comparison.partners}
    scored = [row.partner_id for row in comparison.partners if row.score is not None]
    if session.as_json:
        partners = [
            {"rank": scored.index(row.partner_id) + 1 if row.score is not None else None, **fit_record(session, row)}
            for row in comparison.partners
        ]
        session.json({"partners": partners, "swap": swap_record(session, comparison.swap)})
        return
    criteria = [term.criterion for term in comparison.partners[0].terms] if comparison.partners else []
    rows: list[Sequence[object]] = [
        (criterion.said, *(mark_at(row.terms[place]) for row in comparison.partners))
        for place, criterion in enumerate(criteria)
    ]
    rows.append((session.said("cli.head-fit"), *(rounded_or_none(row.score) for row in comparison.partners)))
    session.table([session.said("cli.head-criterion"), *names.values()], rows)
    for row in comparison.partners:
        if (missing := missing_of(row, names[row.partner_id])) is not None:
            session.print(harmless(session.said(missing)))
    session.print(harmless(session.said(swap_text(scored, comparison.swap, names))))


def mark_at(term: FitTermRow) -> object:
    return term.mark.mark if term.mark else None


def fit_lines(found: PartnerFitRow) -> list[Message]:
    """The arithmetic of the score, and what is missing."""
    return [line for line in (arithmetic_message(found), missing_message(found)) if line is not None]


def swap_text(scored: Sequence[PartnerId], swap: SwapRow | None, names: Names) -> Message:
    if len(scored) < 2:
        return Message("fit.needs-two")
    return swap_message(swap, names[scored[0]], names[scored[1]])


def fit_record(session: Session, found: PartnerFitRow) -> Record:
    return {
        "partner_id": found.partner_id,
        "title_en": found.title_en,
        "title_zh": found.title_zh,
        "score": exact(found.score),
        "rounded": rounded_or_none(found.score),
        "lowest": exact(found.lowest),
        "highest": exact(found.highest),
        "terms": [term_record(session, term) for term in found.terms if term.mark],
        "gaps": [{**criterion_record(session, term.criterion), "weight": term.weight} for term in found.gaps],
    }


def term_record(session: Session, term: FitTermRow) -> Record:
    record = {**criterion_record(session, term.criterion), "weight": term.weight}
    if term.mark is not None:
        record |= {
            "mark": term.mark.mark,
            "evidence": term.mark.evidence,
            "marked_on": term.mark.marked_on.isoformat(),
            "contribution": exact(term.contribution),
        }
    return record


def criterion_record(session: Session, criterion: CriterionName) -> Record:
    return {"criterion_id": criterion.id, "criterion": criterion.key, "name": session.said(criterion.said)}


def ranked_record(row: RankedRow) -> Record:
    return {
        "rank": row.rank,
        "partner_id": row.partner_id,
        "title_en": row.title_en,
        "title_zh": row.title_zh,
        "score": exact(row.score),
        "rounded": rounded(row.score),
        "gaps": row.gaps,
    }


def swap_record(session: Session, swap: SwapRow | None) -> Record | None:
    if swap is None:
        return None
    return {
        "first_id": swap.first_id,
        "second_id": swap.second_id,
        **criterion_record(session, swap.criterion),
        "weight": swap.weight,
        "threshold": swap.threshold,
        "threshold_rounded": decimal(swap.near),
        "change": swap.change,
        "direction": "up" if swap.rises else "down",
        "whole": swap.whole,
    }


def exact(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def rounded_or_none(value: Fraction | None, places: int = 1) -> str | None:
    return None if value is None else rounded(value, places)


BUILDERS = {"fit": add_fit}
