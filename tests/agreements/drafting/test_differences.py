"""Where a text differs from the clause library: changed, missing, its own; nothing else."""

from dataclasses import replace

import pytest

from crm.agreements.drafting.differences import Deviation, Difference, differences
from crm.agreements.drafting.marking import Change
from crm.agreements.queries.rows import ClauseRow, TextRow
from crm.values.enums import AgreementType
from tests.agreements.drafting.drafts import agreement, clause, drafted, paragraph, version


def found(text: TextRow, type_: AgreementType = AgreementType.DATA_LICENCE) -> tuple[Difference, ...]:
    return differences(agreement(type=type_), version(), text)


def edited(text: TextRow, standard: str, was: str, now: str) -> TextRow:
    """With words replaced in the English of one clause."""

    def changed(each: ClauseRow) -> ClauseRow:
        if each.standard != standard:
            return each
        rows = tuple(replace(row, text_en=row.text_en.replace(was, now)) for row in each.paragraphs)
        return replace(each, paragraphs=rows)

    return replace(text, clauses=tuple(changed(each) for each in text.clauses))


@pytest.mark.parametrize("all_optional", [True, False])
@pytest.mark.parametrize("type_", AgreementType)
def test_a_text_taken_from_its_template_differs_in_nothing(type_: AgreementType, all_optional: bool) -> None:
    assert found(drafted(type_, all_optional=all_optional), type_) == ()


def test_a_changed_clause_is_listed_with_its_number_and_its_words_marked() -> None:
    text = edited(drafted(AgreementType.DATA_LICENCE), "force-majeure", "60 days", "90 days")
    assert found(text) == ()  # it is optional, and not taken

    text = edited(drafted(AgreementType.DATA_LICENCE, all_optional=True), "force-majeure", "60 days", "90 days")

    (difference,) = found(text)

    changed = [row for row in difference.compared.paragraphs if row.is_changed]
    assert (difference.deviation, difference.standard) == (Deviation.CHANGED, "force-majeure")
    assert difference.number != ""
    assert [(mark.change, mark.text) for mark in changed[0].english if mark.change is not Change.KEPT] == [
        (Change.REMOVED, "60"),
        (Change.ADDED, "90"),
    ]


def test_a_clause_that_the_template_needs_is_missing_when_it_goes() -> None:
    text = drafted(AgreementType.NDA)
    without = replace(text, clauses=tuple(each for each in text.clauses if each.standard != "liability"))

    (difference,) = found(without, AgreementType.NDA)

    assert (difference.deviation, difference.standard, difference.number) == (Deviation.MISSING, "liability", "")
    assert difference.compared.was is not None and difference.compared.was.heading_zh == "违约责任"


def test_a_clause_of_ones_own_is_added() -> None:
    text = drafted(AgreementType.NDA)
    own = clause("own", ("Insurance", "保险"), paragraph("o1", "Party A insures the servers.", "甲方为服务器投保。"))

    (difference,) = found(replace(text, clauses=(*text.clauses[:2], own, *text.clauses[2:])), AgreementType.NDA)

    assert (difference.deviation, difference.number) == (Deviation.ADDED, "2")


def test_a_clause_in_another_place_is_no_difference() -> None:
    text = drafted(AgreementType.NDA)
    first, second, third, *rest = text.clauses

    assert found(replace(text, clauses=(first, third, second, *rest)), AgreementType.NDA) == ()


def test_a_paragraph_that_was_taken_out_is_shown_removed() -> None:
    text = drafted(AgreementType.NDA)
    law = next(each for each in text.clauses if each.standard == "law")
    shorter = replace(law, paragraphs=law.paragraphs[:-1])

    (difference,) = found(
        replace(text, clauses=tuple(shorter if each is law else each for each in text.clauses)), AgreementType.NDA
    )

    assert [row.now is None for row in difference.compared.paragraphs] == [False, False, True]
