"""The fit score: exact, never outside its marks, and the turning point of two partners where it is said to be."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.partners.fit import Swap, fit_text, rounded, score_of, smallest_swap
from crm.partners.roots import Root, is_less, side_of

CRITERIA = ("data", "compute", "support", "reach")
weights = some.fixed_dictionaries({key: some.integers(0, 60) for key in CRITERIA})
marks = some.dictionaries(some.sampled_from(CRITERIA), some.integers(0, 5))
fractions = some.fractions(-20, 20, max_denominator=40)
STEP = Fraction(1, 10**6)
HEAVIEST_TRIED = 100

Marks = dict[str, int]


def value(given_weights: dict[str, Fraction], given_marks: dict[str, int]) -> Fraction | None:
    return score_of(given_weights, given_marks).value


def leads(second: dict[str, int], first: dict[str, int], given_weights: dict[str, Fraction]) -> bool:
    """Whether the second stands before the first, level or not at all being no."""
    one, two = value(given_weights, first), value(given_weights, second)
    return one is not None and two is not None and two > one


def with_weight(given_weights: dict[str, int], key: str, weight: Fraction) -> dict[str, Fraction]:
    return {**{name: Fraction(number) for name, number in given_weights.items()}, key: weight}


def test_the_worked_example_comes_out_exactly() -> None:
    score = score_of({"data": 20, "compute": 10, "support": 10}, {"data": 4, "compute": 3})

    assert score.value == Fraction(11, 3)
    assert [term.contribution for term in score.terms] == [Fraction(8, 3), 1]
    assert score.gaps == ("support",)
    assert score.lowest == Fraction(11, 4)
    assert score.highest == 4
    assert rounded(Fraction(11, 3)) == "3.7"


@pytest.mark.parametrize(("exact", "shown"), [("17/4", "4.3"), ("5", "5.0"), ("0", "0.0"), ("349/100", "3.5")])
def test_a_score_is_rounded_half_up_and_only_when_shown(exact: str, shown: str) -> None:
    assert rounded(Fraction(exact)) == shown


def test_a_list_shows_nothing_where_there_is_no_mark() -> None:
    assert [fit_text(None, None), fit_text(0, 0), fit_text(85, 20)] == ["", "", "4.3"]


def test_without_a_mark_there_is_no_score_but_a_range() -> None:
    score = score_of({"data": 20, "compute": 0}, {})

    assert (score.value, score.terms, score.gaps) == (None, (), ("data",))
    assert score.lowest == 0
    assert score.highest == 5


def test_where_nothing_weighs_there_is_nothing_to_say() -> None:
    score = score_of({"data": 0}, {"data": 3})

    assert (score.value, score.lowest, score.highest, score.gaps) == (None, None, None, ())


@given(weights, marks)
def test_a_score_lies_within_its_marks_and_its_terms_add_up_to_it(
    weighs: dict[str, int], given_marks: dict[str, int]
) -> None:
    score = score_of(weighs, given_marks)

    if score.value is not None:
        counted = [mark for key, mark in given_marks.items() if weighs[key]]
        assert min(counted) <= score.value <= max(counted)
        assert sum(term.contribution for term in score.terms) == score.value
        assert score.lowest is not None and score.highest is not None
        assert score.lowest <= score.value <= score.highest


@given(weights, marks, some.fractions(Fraction(1, 50), 50))
def test_scaling_all_weights_changes_nothing(weighs: dict[str, int], given_marks: dict[str, int], by: Fraction) -> None:
    assert value({key: by * weight for key, weight in weighs.items()}, given_marks) == value(
        {key: Fraction(weight) for key, weight in weighs.items()}, given_marks
    )


@given(weights, marks, some.integers(0, 5))
def test_whatever_is_missing_ends_within_the_range(weighs: Marks, given_marks: Marks, now: int) -> None:
    score = score_of(weighs, given_marks)
    filled = score_of(weighs, {**dict.fromkeys(score.gaps, now), **given_marks})

    if filled.value is not None:
        assert score.lowest is not None and score.highest is not None
        assert score.lowest <= filled.value <= score.highest


def pair(weighs: Marks, one: Marks, two: Marks) -> tuple[dict[str, int], dict[str, int]]:
    """First and second of the two, as a ranking has them."""
    exact = {key: Fraction(weight) for key, weight in weighs.items()}
    return (two, one) if leads(two, one, exact) else (one, two)


@given(weights, marks, marks)
def test_the_threshold_is_where_the_order_turns(weighs: Marks, one: Marks, two: Marks) -> None:
    exact = {key: Fraction(weight) for key, weight in weighs.items()}
    if value(exact, one) is None or value(exact, two) is None:
        return
    first, second = pair(weighs, one, two)
    swap = smallest_swap(weighs, first, second)
    if swap is None:
        return

    at, key = swap.threshold, swap.criterion
    if (point := at.exact()) is not None:
        assert point >= 0
        assert value(with_weight(weighs, key, point), first) == value(with_weight(weighs, key, point), second)
    beyond, before = near_either_side(swap)
    assert leads(second, first, with_weight(weighs, key, beyond))
    assert not leads(second, first, with_weight(weighs, key, before))


def near_either_side(swap: Swap[str]) -> tuple[Fraction, Fraction]:
    low = swap.threshold.near(STEP)
    high = low + STEP
    if swap.threshold.exact() == low:
        lower = max(low - STEP, low / 2)
        return (high, low) if swap.rises else (lower, low)
    return (high, low) if swap.rises else (low, high)


@settings(deadline=None, max_examples=60)
@given(weights, marks, marks)
def test_no_smaller_whole_change_turns_the_order(weighs: Marks, one: Marks, two: Marks) -> None:
    exact = {key: Fraction(weight) for key, weight in weighs.items()}
    if value(exact, one) is None or value(exact, two) is None:
        return
    first, second = pair(weighs, one, two)
    swap = smallest_swap(weighs, first, second)
    turning = [
        abs(weight - weighs[key])
        for key in CRITERIA
        for weight in range(HEAVIEST_TRIED)
        if leads(second, first, with_weight(weighs, key, Fraction(weight)))
    ]

    if swap is None:
        assert turning == []
    elif turning:
        assert not is_less(Root(Fraction(min(turning))), swap.change.size())
    if swap is not None and swap.whole is not None:
        assert leads(second, first, with_weight(weighs, swap.criterion, Fraction(swap.whole)))


def test_the_sentence_of_the_brief_comes_out() -> None:
    weighs = {"data": 20, "compute": 25, "support": 15}
    swap = smallest_swap(weighs, {"data": 3, "compute": 5, "support": 4}, {"data": 5, "compute": 3, "support": 4})

    assert swap is not None
    assert (swap.criterion, swap.threshold, swap.rises, swap.whole) == ("data", Root(Fraction(25)), True, 26)


def test_level_partners_turn_at_once() -> None:
    swap = smallest_swap({"data": 10, "compute": 10}, {"data": 4, "compute": 2}, {"data": 2, "compute": 4})

    assert swap is not None
    assert swap.change == Root(Fraction(0))
    assert (swap.criterion, swap.rises, swap.whole) == ("data", False, 9)


def test_one_who_is_better_in_everything_is_passed_by_no_weight() -> None:
    assert smallest_swap({"data": 10, "compute": 10}, {"data": 4, "compute": 4}, {"data": 3, "compute": 3}) is None


def test_the_same_marks_are_level_whatever_weighs() -> None:
    assert smallest_swap({"data": 10, "compute": 10}, {"data": 4}, {"data": 4}) is None


def test_a_turning_point_that_is_no_fraction_stays_exact() -> None:
    weighs = {"data": 3, "compute": 1, "support": 7, "reach": 2}
    found = [
        smallest_swap(weighs, {"data": a, "support": b}, {"data": c, "compute": d, "reach": e})
        for a in range(6) for b in range(6) for c in range(6) for d in range(6) for e in range(6)
    ]  # fmt: skip

    assert any(swap is not None and swap.threshold.sign for swap in found)


@given(fractions, some.fractions(0, 30, max_denominator=9), some.sampled_from((-1, 1)), fractions,
       some.fractions(0, 30, max_denominator=9), some.sampled_from((-1, 1)))  # fmt: skip
def test_roots_are_compared_as_their_numbers_are(
    m: Fraction, r: Fraction, s: int, n: Fraction, q: Fraction, t: int
) -> None:
    one, other = Root(m, r, s if r else 0), Root(n, q, t if q else 0)
    apart = float(m) + s * float(r) ** 0.5 - float(n) - t * float(q) ** 0.5

    if abs(apart) > 1e-6:
        assert is_less(one, other) is (apart < 0)
        assert is_less(other, one) is (apart > 0)
    near = one.near(STEP)
    assert side_of(one.minus(near)) >= 0 > side_of(one.minus(near + STEP))
