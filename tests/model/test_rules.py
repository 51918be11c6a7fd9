"""Whatever is given for a field is taken or refused in a sentence, never with a code and never by a traceback."""

import pytest
from sqlmodel import SQLModel

from crm import model
from crm.language import say
from crm.language.catalogue import is_known
from crm.values.enums import Language

ODD = [
    None,
    "",
    "x",
    "half a sign \ud800",
    "nul\0",
    "y" * 1_000_000,
    5,
    -1,
    1.5,
    float("inf"),
    10**40,
    True,
    [1],
    {},
    b"x",
]
FIELDS = [
    model.PartnerFields,
    model.ContactFields,
    model.AffiliationFields,
    model.RelationshipFields,
    model.InteractionFields,
    model.ActionItemFields,
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("fields", FIELDS, ids=lambda fields: fields.__name__)
def test_every_field_refuses_odd_values_in_a_sentence(fields: type[SQLModel], language: Language) -> None:
    for field in fields.model_fields:
        for given in ODD:
            for problem in model.problems_of(fields, {field: given}, only=[field]):
                said = say(problem, language)

                assert is_known(problem.code, language), f"{field} = {given!r:.40}: {problem.code}"
                assert len(said.encode()) < 1_000, f"{field}: the sentence repeats a megabyte"


def test_a_range_is_told_with_both_its_ends() -> None:
    [problem] = model.problems_of(model.InteractionFields, {"sentiment": 9}, only=["sentiment"])

    assert say(problem, Language.ENGLISH) == "Sentiment: 9 is not between \N{MINUS SIGN}2 and 2. Correct it."


def test_an_unknown_field_is_refused_with_those_that_are_there() -> None:
    [problem] = model.problems_of(model.AffiliationFields, {"titel": "CTO"})

    assert "title" in say(problem, Language.ENGLISH)


def test_a_text_pasted_into_the_other_names_is_refused() -> None:
    [problem] = model.problems_of(model.PartnerFields, {"other_names": "y" * 1_000_000}, only=["other_names"])

    assert problem.code == "field-too-long"
