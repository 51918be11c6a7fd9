"""A new agreement from the clause library, drafted in one step of the undo menu."""

from datetime import date

import pytest

from crm.agreements.commands import AddClauses, DraftAgreement
from crm.agreements.composing import composed
from crm.agreements.drafting.laid import laid
from crm.agreements.library import template
from crm.values.enums import AgreementType, ParagraphKind, Renewal
from crm.values.ids import AgreementId
from tests.agreements.town import Town

TERMS = {"currency": "CNY", "effective_on": date(2026, 10, 1), "term": "24m", "notice": "90d"}


def drafted(town: Town, kind: AgreementType) -> AgreementId:
    values = {"type": kind, "title_en": "New", "title_zh": "新协议", "prevailing": "zh", "originals": 3}
    parties = (town.home, town.renhe, town.lab)
    made = town.book.execute(DraftAgreement(values, TERMS, parties, composed(kind, TERMS, len(parties))))
    return AgreementId(made.first("agreement"))


@pytest.mark.parametrize("kind", AgreementType)
def test_a_template_with_three_parties_is_drafted_in_one_step(town: Town, kind: AgreementType) -> None:
    before = town.book.undoable()

    key = drafted(town, kind)

    wanted = [clause.key for clause in template(kind, "term.fixed") if not clause.optional or clause.proposed]
    assert [clause.standard for clause in town.text(key).clauses] == wanted
    town.book.undo()
    assert town.book.undoable() == before


def test_each_party_has_its_item_in_the_drafted_text(town: Town) -> None:
    text = town.text(drafted(town, AgreementType.DATA_LICENCE))

    notices = next(clause for clause in text.clauses if clause.standard == "notices")
    items = [row.text_zh for row in notices.paragraphs if row.kind is ParagraphKind.ITEM]
    assert items == [
        "{party-1-label}：{party-1-address}；",
        "{party-2-label}：{party-2-address}；",
        "{party-3-label}：{party-3-address}。",
    ]


def test_optional_clauses_are_taken_or_left(town: Town) -> None:
    plain = composed(AgreementType.RESELLER, TERMS, 2)
    chosen = composed(AgreementType.RESELLER, TERMS, 2, left_out={"goals"}, added={"exclusivity", "minimum"})

    keys = {clause.standard for clause in chosen}
    assert {"exclusivity", "minimum"} <= keys and "goals" not in keys
    assert "goals" in {clause.standard for clause in plain}


@pytest.mark.parametrize(
    ("terms", "key"),
    [
        ({"term": "12m"}, "term.fixed"),
        ({"term": "12m", "renewal": Renewal.AUTOMATIC}, "term.automatic"),
        ({"term": "12m", "renewal": "consent"}, "term.consent"),
        ({"last_day": date(2027, 2, 28)}, "term.dated"),
        ({}, "term.open"),
    ],
)
def test_the_terms_choose_the_clause_on_the_term(terms: dict[str, object], key: str) -> None:
    assert key in [clause.standard for clause in composed(AgreementType.NDA, terms, 2)]


def test_a_template_goes_into_a_draft_that_is_there(town: Town) -> None:
    clauses = composed(AgreementType.NDA, TERMS, 2)
    there = len(town.text().clauses)

    town.book.execute(AddClauses(town.version().id, clauses))

    assert len(town.text().clauses) == there + len(clauses)


def test_references_of_a_drafted_text_lead_to_their_clauses(town: Town) -> None:
    key = drafted(town, AgreementType.MOU)
    row = town.agreement(key)

    clauses = laid(row, row.versions[-1], town.text(key), row.languages)

    scope = next(clause for clause in clauses if clause.standard == "scope.mou")
    numbers = {clause.standard: clause.number for clause in clauses}
    said = "".join(run.text for run in scope.rows[-1].runs_zh)
    assert f"除第{numbers['confidentiality']}条、第{numbers['notices']}条和第{numbers['law']}条外" in said
