"""Fit in the book: marks with their history, the score opened, rankings, the stored score in step, the command line."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from crm.book import Book
from crm.partners.commands import (
    AddFitCriterion,
    BinPartners,
    EditFitCriterion,
    EmptyBin,
    MarkFit,
    NewWeight,
    RemoveFitMark,
    WeighFit,
)
from crm.partners.fit_sentences import swap_message
from crm.partners.queries import (
    FitComparison,
    FitCriteria,
    FitHistory,
    FitPreview,
    FitRanking,
    PartnerFit,
    PartnerFitRow,
)
from crm.values.enums import Language
from crm.values.ids import FitCriterionId, PartnerId
from tests.faces.conftest import Liaison, liaison
from tests.partners.conftest import TODAY, Town

__all__ = ["liaison"]

DATA = FitCriterionId(1)
JUNE = date(2026, 6, 1)


def mark(town: Town, partner: PartnerId, *marks: int | None, on: date = TODAY) -> None:
    for key, given in enumerate(marks, 1):
        if given is not None:
            town.book.execute(MarkFit(partner, FitCriterionId(key), given, marked_on=on))


def fit(book: Book, partner: PartnerId) -> PartnerFitRow:
    return book.query(PartnerFit(partner))


def stored(book: Book, partner: PartnerId) -> tuple[object, ...]:
    import sqlite3

    with sqlite3.connect(book.path) as connection:
        found = connection.execute(
            "SELECT fit_points, fit_weight, fit_gaps FROM partner_summary WHERE partner_id = ?", (partner,)
        ).fetchone()
    connection.close()
    return tuple(found)


def test_a_new_book_judges_by_seven_criteria_that_weigh_a_hundred(book: Book) -> None:
    criteria = book.query(FitCriteria())

    assert [row.key for row in criteria][:2] == ["data-quality", "compute-efficiency"]
    assert sum(row.weight for row in criteria) == 100


def test_the_score_opens_to_its_terms_and_says_what_is_missing(town: Town) -> None:
    mark(town, town.renhe, 4, 3)

    found = fit(town.book, town.renhe)

    assert found.score == Fraction(20 * 4 + 15 * 3, 35)
    assert sum(term.contribution for term in found.terms if term.contribution) == found.score
    assert found.gaps[0].criterion.key == "technical-support"
    assert (found.lowest, found.highest) == (Fraction(125, 100), Fraction(125 + 65 * 5, 100))


def test_the_newest_mark_counts_and_the_earlier_ones_are_its_history(town: Town) -> None:
    town.book.execute(MarkFit(town.renhe, DATA, 2, "pilot", JUNE))
    town.book.execute(MarkFit(town.renhe, DATA, 4, "batch 8", TODAY))
    town.book.execute(MarkFit(town.renhe, DATA, 1, "late", date(2026, 1, 1)))

    assert fit(town.book, town.renhe).score == 4
    history = town.book.query(FitHistory(town.renhe, DATA))
    assert [(row.mark.mark, row.mark.evidence) for row in history] == [(4, "batch 8"), (2, "pilot"), (1, "late")]


def test_a_second_mark_of_one_day_corrects_the_first_and_keeps_its_evidence(town: Town) -> None:
    town.book.execute(MarkFit(town.renhe, DATA, 2, "batch 8", TODAY))
    town.book.execute(MarkFit(town.renhe, DATA, 3))

    (row,) = town.book.query(FitHistory(town.renhe))

    assert (row.mark.mark, row.mark.evidence) == (3, "batch 8")


def test_the_stored_score_follows_every_act_its_undo_and_its_redo(town: Town) -> None:
    book = town.book
    assert stored(book, town.renhe) == (None, None, 7)
    mark(town, town.renhe, 4)
    assert stored(book, town.renhe) == (80, 20, 6)

    book.execute(EditFitCriterion(DATA, "weight", 20, 0))
    assert stored(book, town.renhe) == (None, None, 6)
    book.undo()
    assert stored(book, town.renhe) == (80, 20, 6)
    book.redo()
    assert stored(book, town.renhe) == (None, None, 6)
    book.undo()

    book.execute(AddFitCriterion("可解释性"))
    assert stored(book, town.lanting) == (None, None, 8)

    history = book.query(FitHistory(town.renhe))
    book.execute(RemoveFitMark(history[0].mark.id))
    assert stored(book, town.renhe) == (None, None, 8)
    book.undo()
    assert stored(book, town.renhe) == (80, 20, 7)


def test_the_marks_of_a_partner_go_with_it_when_the_bin_is_emptied(town: Town) -> None:
    mark(town, town.lanting, 4, 3)
    town.book.execute(BinPartners((town.lanting,)))

    town.book.execute(EmptyBin((town.lanting,)))

    assert town.book.query(FitHistory(town.lanting)) == []
    assert town.book.query(FitCriteria())[0].marks == 0
    assert town.book.inspect() == []


def test_partners_are_ranked_by_score_and_level_ones_by_name(town: Town) -> None:
    mark(town, town.stratus, 4, 4)
    mark(town, town.renhe, 4, 4)
    mark(town, town.lanting, 5)

    ranking = town.book.query(FitRanking())

    assert [row.partner_id for row in ranking.rows] == [town.lanting, town.renhe, town.stratus]
    assert [row.rank for row in ranking.rows] == [1, 2, 3]
    assert [row.gaps for row in ranking.rows] == [6, 5, 5]


def test_the_change_that_swaps_the_first_two_really_does(town: Town) -> None:
    mark(town, town.renhe, 3, 5, 4, 3, 3, 3, 3)
    mark(town, town.stratus, 5, 3, 4, 3, 3, 3, 3)
    ranking = town.book.query(FitRanking())
    assert [row.partner_id for row in ranking.rows] == [town.stratus, town.renhe]
    swap = ranking.swap
    assert swap is not None and swap.whole is not None
    assert (swap.criterion.key, swap.threshold, swap.whole) == ("data-quality", "15/1", 14)

    town.book.execute(WeighFit((NewWeight(swap.criterion.id, swap.weight, swap.whole),)))

    after = [row.partner_id for row in town.book.query(FitRanking()).rows]
    assert after == [town.renhe, town.stratus]


def test_a_preview_shows_how_the_ranks_would_move_and_writes_nothing(town: Town) -> None:
    mark(town, town.renhe, 3, 5)
    mark(town, town.stratus, 5, 3)
    mark(town, town.lanting, None, 4)
    before = stored(town.book, town.renhe)

    preview = town.book.query(FitPreview({DATA: 0}))

    assert [(row.partner_id, row.rank, row.rank_then) for row in preview.rows] == [
        (town.renhe, 3, 1),
        (town.lanting, 2, 2),
        (town.stratus, 1, 3),
    ]
    assert preview.moved == 2
    assert stored(town.book, town.renhe) == before


def test_partners_are_compared_side_by_side_and_one_without_a_mark_stands_last(town: Town) -> None:
    mark(town, town.stratus, 5, 3)

    comparison = town.book.query(FitComparison((town.renhe, town.stratus)))

    assert [row.partner_id for row in comparison.partners] == [town.stratus, town.renhe]
    assert comparison.partners[1].score is None
    assert comparison.swap is None


@pytest.mark.parametrize(("language", "said"), [(Language.ENGLISH, "would come before"), (Language.CHINESE, "之前")])
def test_the_swap_is_a_sentence_in_both_languages(town: Town, language: Language, said: str) -> None:
    from crm.language import say

    mark(town, town.renhe, 3, 5)
    mark(town, town.stratus, 5, 3)
    swap = town.book.query(FitRanking()).swap

    assert said in say(swap_message(swap, "A", "B"), language)


def shared(town: Town, liaison: Liaison) -> tuple[str, str]:
    mark(town, town.renhe, 3, 5)
    mark(town, town.stratus, 5, 3)
    path = Path(town.book.path)
    town.book.close()
    return "--book", str(path)


def test_the_command_line_ranks_opens_and_compares_exactly(town: Town, liaison: Liaison) -> None:
    book = shared(town, liaison)

    ranking = liaison("fit", "--json", *book).rows
    one = liaison("fit", "Renhe", "--json", *book).rows
    both = liaison("fit", "Renhe", "Stratus", "--json", *book).rows

    assert [row["score"] for row in ranking["partners"]] == ["29/7", "27/7"]
    assert (one["score"], one["rounded"]) == ("27/7", "3.9")
    assert [term["contribution"] for term in one["terms"]] == ["12/7", "15/7"]
    assert len(one["gaps"]) == 5
    assert [row["rank"] for row in both["partners"]] == [1, 2]
    assert (both["swap"]["criterion"], both["swap"]["threshold"], both["swap"]["whole"]) == ("data-quality", "15/1", 14)


def test_the_ranking_of_the_command_line_takes_a_filter(town: Town, liaison: Liaison) -> None:
    book = shared(town, liaison)

    told = liaison("fit", "--filter", "tier:strategic", "--json", *book).rows

    assert [row["partner_id"] for row in told["partners"]] == [town.renhe]
    assert liaison("fit", "--filter", "tier:golden", *book).code != 0


def test_the_command_line_tells_it_in_words(town: Town, liaison: Liaison) -> None:
    book = shared(town, liaison)

    assert "(20 × 3 + 15 × 5) ÷ 35 = 27/7 ≈ 3.9" in liaison("fit", "Renhe", *book).out
    assert "If Data quality weighed 14 instead of 20" in liaison("fit", *book).out
    assert liaison("fit", "nobody at all", *book).code == 1


def test_without_a_mark_the_command_line_says_what_to_do(town: Town, liaison: Liaison) -> None:
    path = str(town.book.path)
    town.book.close()

    told = liaison("fit", "--book", path)

    assert told.code == 0
    assert "mark at least two" in told.out
    assert "No mark yet" in liaison("fit", "Renhe", "--book", path).out
