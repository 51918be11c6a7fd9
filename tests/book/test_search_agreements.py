"""Agreements are found by everything that they say: number, title, parties, clauses, what is owed."""

from datetime import date

import pytest

from crm.agreements.commands import (
    AddObligation,
    AddParagraph,
    BinAgreements,
    EditParagraph,
    NewParagraph,
    RemoveClause,
    RestoreAgreements,
)
from crm.book import Book
from crm.book.search import FoundCounts, FoundTexts, TextHit
from crm.partners.commands import EditPartner
from crm.values.enums import Language
from tests.agreements.town import Town, build, signed


@pytest.fixture
def town(book: Book) -> Town:
    return build(book)


def found(town: Town, text: str, **limits: object) -> list[TextHit]:
    hits = town.book.query(FoundTexts(text, kinds=("agreement",), **limits))  # type: ignore[arg-type]  # by name
    return [hit for hit in hits if hit.kind == "agreement"]


@pytest.mark.parametrize(
    "text", ["data licence", "数据许可", "仁禾", "Renhe", "each month", "每月", "parties agree", "Purpose", "目的"]
)
def test_a_draft_is_found_by_its_title_its_parties_and_each_of_its_clauses(town: Town, text: str) -> None:
    (hit,) = found(town, text)

    assert (hit.record_id, hit.owner_kind, hit.owner_id) == (town.draft, "agreement", town.draft)
    assert (hit.title, hit.title_zh, hit.partner_en) == ("Data licence", "数据许可协议", "Renhe Hospital Data")


def test_the_words_are_marked_in_the_line_that_holds_them(town: Town) -> None:
    (hit,) = found(town, "each month")

    assert hit.excerpt == "each month"
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["each", "month"]


def test_a_signed_one_is_found_by_its_number(town: Town) -> None:
    signed(town)
    number = town.agreement().number

    (hit,) = found(town, number)

    assert hit.title == f"{number}  Data licence"


def test_what_is_edited_added_and_taken_out_is_found_as_it_stands_also_after_undo(town: Town) -> None:
    paragraph = town.text().clauses[0].paragraphs[0]
    town.book.execute(EditParagraph(paragraph.id, Language.ENGLISH, "The parties agree.", "Both sides cooperate."))
    assert (len(found(town, "cooperate")), len(found(town, "parties agree"))) == (1, 0)

    town.book.execute(AddParagraph(town.text().clauses[1].id, NewParagraph(text_zh="删除期限为三十日。")))
    assert len(found(town, "删除期限")) == 1
    town.book.undo()
    assert found(town, "删除期限") == []

    town.book.execute(RemoveClause(town.text().clauses[1].id))
    assert found(town, "每月") == []
    town.book.undo()
    assert len(found(town, "每月")) == 1


def test_what_is_owed_is_found_and_a_party_by_the_name_that_it_took(town: Town) -> None:
    owed = {"text_en": "Hand over the evaluation report", "form": "once", "due_on": date(2026, 12, 1)}
    town.book.execute(AddObligation(town.version().id, town.party(1), owed))
    assert len(found(town, "evaluation report")) == 1

    town.book.execute(EditPartner(town.renhe, "name_en", "Renhe Hospital Data", "Renhe Clinical"))

    assert len(found(town, "Clinical")) == 1


def test_it_is_narrowed_to_a_partner_and_counted(town: Town) -> None:
    assert len(found(town, "licence", partner_id=town.renhe)) == 1
    assert found(town, "licence", partner_id=town.lab) == []
    assert [count.count for count in town.book.query(FoundCounts("licence")) if count.kind == "agreement"] == [1]


def test_one_in_the_bin_is_not_found(town: Town) -> None:
    town.book.execute(BinAgreements((town.draft,)))
    assert found(town, "licence") == []

    town.book.execute(RestoreAgreements((town.draft,)))

    assert len(found(town, "licence")) == 1


def test_its_files_lead_to_it(town: Town) -> None:
    signed(town)

    (file,) = town.book.query(FoundTexts("signed.pdf", kinds=("attachment",)))

    assert (file.owner_kind, file.owner_id, file.partner_en) == ("agreement", town.draft, "Renhe Hospital Data")


def test_the_index_is_sound_and_made_anew_the_same(town: Town) -> None:
    signed(town)

    assert town.book.inspect() == []
    town.book.mend()

    assert len(found(town, "licence")) == 1
