"""The clause library: whole in both languages, and every template drafts an agreement that holds together."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from crm.agreements import library
from crm.agreements.drafting.checks import findings
from crm.agreements.drafting.numbering import places
from crm.agreements.drafting.pieces import PieceKind, cells, marks_in
from crm.agreements.drafting.placeholders import filled, label
from crm.values.enums import AgreementType, Language, ParagraphKind, Renewal, RestrictionType
from tests.agreements.drafting.drafts import NOTHING_PROMISED, TERMS, TODAY, agreement, drafted, version

NEEDED = ("purpose", "scope", "confidentiality", "term", "notices", "law", "language", "signatures")
SUBSTANCE = ("definitions", "compliance", "communication", "liability", "termination")
HAN_BESIDE_LATIN = re.compile(r"[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9}] [\u4e00-\u9fff]|[\u4e00-\u9fff] \{")
REFERENCE = re.compile(r"\{@([\w.-]+)\}")
TERMS_CHOSEN = ("term.automatic", "term.consent", "term.fixed", "term.dated", "term.open")


def every_text() -> Iterator[tuple[str, str, str]]:
    for key, clause in library.clauses().items():
        yield key, clause.heading_en, clause.heading_zh
        for paragraph in clause.paragraphs:
            yield key, paragraph.text_en, paragraph.text_zh


@pytest.mark.parametrize("type_", AgreementType)
def test_each_type_has_its_template(type_: AgreementType) -> None:
    families = [clause.family for clause in library.template(type_)]

    assert set(NEEDED) <= set(families)
    assert len(set(families)) == len(families)
    assert families[0] == "recitals" and families[-1] == "signatures"
    assert {library.standard(f"{kind}.{type_.value}").key for kind in ("purpose", "scope")} <= {
        clause.key for clause in library.template(type_)
    }


@pytest.mark.parametrize(
    "type_", [each for each in AgreementType if each not in (AgreementType.NDA, AgreementType.MOU)]
)
def test_what_trades_in_benefits_has_goals_money_rights_and_care(type_: AgreementType) -> None:
    families = {clause.family for clause in library.template(type_)}

    assert {*SUBSTANCE, "goals", "benefit-split", "payment", "ip"} <= families


def test_every_template_is_offered() -> None:
    assert [each.type for each in library.templates()] == list(AgreementType)


def test_every_text_stands_in_both_languages() -> None:
    assert [
        (key, english) for key, english, chinese in every_text() if not english.strip() or not chinese.strip()
    ] == []


def test_both_languages_have_the_same_placeholders_and_references() -> None:
    mark = re.compile(r"\{@?[\w.-]+\}")
    odd = [
        (key, sorted(set(mark.findall(english)) ^ set(mark.findall(chinese))))
        for key, english, chinese in every_text()
        if set(mark.findall(english)) != set(mark.findall(chinese))
    ]

    assert odd == []


def test_the_chinese_is_set_as_chinese() -> None:
    tables = {
        each.text_zh
        for clause in library.clauses().values()
        for each in clause.paragraphs
        if each.kind is ParagraphKind.TABLE
    }
    texts = [chinese for _, _, chinese in every_text() if chinese not in tables]

    assert [chinese for chinese in texts if HAN_BESIDE_LATIN.search(chinese)] == []
    assert [chinese for chinese in texts if re.search(r"[\u4e00-\u9fff][,;:?!()]|[\"']", chinese)] == []


def test_tables_have_the_same_shape_in_both_languages() -> None:
    for clause in library.clauses().values():
        for paragraph in clause.paragraphs:
            if paragraph.kind is ParagraphKind.TABLE:
                shapes = [[len(row) for row in cells(each)] for each in (paragraph.text_en, paragraph.text_zh)]
                assert shapes[0] == shapes[1] and len(set(shapes[0])) == 1


def test_every_placeholder_has_a_name_in_words() -> None:
    names = set(re.findall(r"\{([a-z0-9-]+)\}", " ".join(english for _, english, _ in every_text())))

    unnamed = [name for name in names if not re.search("[\u4e00-\u9fff]", label(name, Language.CHINESE))]
    assert unnamed == []
    assert label("party-2-address", Language.ENGLISH) == "address of Party B"
    assert label("删除期限", Language.CHINESE) == "删除期限"
    assert label("contribution-4", Language.CHINESE) == "丁方的投入"


@pytest.mark.parametrize("all_optional", [True, False])
@pytest.mark.parametrize("type_", AgreementType)
def test_no_reference_of_a_template_leads_nowhere(type_: AgreementType, all_optional: bool) -> None:
    text = drafted(type_, all_optional=all_optional)

    targets = {target for language in Language for target in marks_in(text, language, PieceKind.REFERENCE)}
    assert targets - places(text).keys() == set()


@pytest.mark.parametrize("type_", AgreementType)
def test_no_clause_refers_to_one_that_a_draft_may_do_without(type_: AgreementType) -> None:
    """Else a draft that takes the one and leaves the other has a reference that leads nowhere."""
    clauses = library.template(type_)
    always = {clause.family for clause in clauses if not clause.optional}

    loose = [
        (clause.key, target)
        for clause in clauses
        for paragraph in clause.paragraphs
        for target in REFERENCE.findall(paragraph.text_en)
        if target not in always and target != clause.family
    ]
    assert loose == []


def test_every_restriction_that_the_record_knows_has_its_clause() -> None:
    keys = {"exclusivity": "exclusivity", "territory": "field-of-use", "field-of-use": "field-of-use"}
    keys |= {"non-compete": "non-compete", "most-favoured": "most-favoured"}

    assert {each.value for each in RestrictionType} == keys.keys()
    assert all(library.is_standard(key) for key in keys.values())


@pytest.mark.parametrize(
    ("type_", "key"),
    [
        (AgreementType.DATA_LICENCE, "data-rights.licence"),
        (AgreementType.DATA_LICENCE, "personal-data"),
        (AgreementType.COMPUTE_SUPPLY, "credits"),
        (AgreementType.COMPUTE_SUPPLY, "minimum"),
        (AgreementType.RESELLER, "exclusivity"),
        (AgreementType.RESELLER, "support"),
        (AgreementType.CO_DEVELOPMENT, "model-output"),
        (AgreementType.CO_DEVELOPMENT, "ip.joint"),
        (AgreementType.RESEARCH, "credits"),
        (AgreementType.TECHNICAL_SUPPORT, "subcontracting"),
    ],
)
def test_a_type_offers_what_it_needs(type_: AgreementType, key: str) -> None:
    assert key in [clause.key for clause in library.template(type_)]


@pytest.mark.parametrize("term", TERMS_CHOSEN)
def test_the_clause_on_the_term_speaks_of_the_first_day(term: str) -> None:
    terms = replace(TERMS, last_day=None, renewal=Renewal.NONE)
    text = drafted(AgreementType.NDA, term=term)

    found = findings(agreement(), version(terms=terms), text, NOTHING_PROMISED, TODAY)
    assert [each.code for each in found if "first-day" in each.code] == []


def test_the_record_chooses_the_clause_on_the_term() -> None:
    assert library.term_for(TERMS) == "term.automatic"
    assert library.term_for(replace(TERMS, renewal=Renewal.CONSENT)) == "term.consent"
    assert library.term_for(replace(TERMS, renewal=Renewal.NONE)) == "term.fixed"
    assert library.term_for(replace(TERMS, renewal=Renewal.NONE, last_day=TODAY)) == "term.dated"
    assert library.term_for(replace(TERMS, term="")) == "term.open"


def test_what_a_draft_still_asks_for_are_words_of_its_own() -> None:
    """A data licence of three parties: everything else comes from the record or is proposed."""
    text = drafted(AgreementType.DATA_LICENCE)

    values = filled(agreement(), version(), text, Language.ENGLISH)
    asked = [name for name in marks_in(text, Language.ENGLISH, PieceKind.PLACEHOLDER) if not values.get(name)]
    assert asked == ["data-sets", "data-quality"]


def test_three_parties_each_get_their_item() -> None:
    clause = library.for_parties(library.standard("notices"), 3)

    items = [each for each in clause.paragraphs if each.kind is ParagraphKind.ITEM]
    assert [each.text_en for each in items] == [
        "{party-1-label}: {party-1-address};",
        "{party-2-label}: {party-2-address};",
        "{party-3-label}: {party-3-address}.",
    ]
    assert items[1].text_zh.endswith("；") and items[2].text_zh.endswith("。")


def test_it_says_that_it_is_no_legal_advice() -> None:
    assert "no legal advice" in library.disclaimer(Language.ENGLISH)
    assert "不构成法律意见" in library.disclaimer(Language.CHINESE)


def test_an_unknown_key_is_none_of_its_clauses() -> None:
    assert not library.is_standard("nothing")
    with pytest.raises(KeyError):
        library.standard("nothing")
