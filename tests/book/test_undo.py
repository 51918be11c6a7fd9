"""Undo takes back exactly what a step did, and nothing that was done after it."""

from datetime import timedelta

import pytest

from crm.book import Book, FixedClock
from crm.values import Refused
from crm.values.ids import Version
from tests.book.acts import AddTags, Employ, FailHalfWay, Forget, Found, Rename, Settle, Swap, dump


def names(book: Book) -> list[object]:
    return [row[3] for row in dump(str(book.path))["partner"]]


def test_a_failure_half_way_leaves_nothing(empty_book: Book) -> None:
    before = dump(str(empty_book.path))

    with pytest.raises(ZeroDivisionError):
        empty_book.execute(FailHalfWay())

    assert dump(str(empty_book.path)) == before
    assert empty_book.history() == []
    assert empty_book.undoable() is None


def test_undo_and_redo_are_steps_and_survive_a_restart(empty_book: Book, clock: FixedClock) -> None:
    empty_book.execute(Found("仁禾医疗数据"))
    after = dump(str(empty_book.path))
    empty_book.close()

    again = Book.open(empty_book.path, clock=clock)
    again.undo()
    assert dump(str(again.path))["partner"] == []
    assert dump(str(again.path))["name_suffix"] == []
    again.close()

    third = Book.open(empty_book.path, clock=clock)
    third.redo()
    assert dump(str(third.path)) == after
    assert [step.kind for step in third.history()] == ["redo", "undo", "do"]
    third.close()


def test_undo_keeps_what_somebody_changed_beside_it(empty_book: Book) -> None:
    key = empty_book.execute(Found("Acme")).first("partner")
    empty_book.user = "A"
    empty_book.execute(Rename(key, "Acme Data"))
    empty_book.user = "B"
    empty_book.execute(Settle(key, "Hangzhou"))

    empty_book.user = "A"
    empty_book.undo()

    (row,) = dump(str(empty_book.path))["partner"]
    assert "Acme" in row and "Hangzhou" in row


def test_undo_is_refused_where_the_value_was_changed_since_and_shows_both(empty_book: Book) -> None:
    key = empty_book.execute(Found("Acme")).first("partner")
    empty_book.user = "A"
    empty_book.execute(Rename(key, "Acme Data"))
    empty_book.user = "B"
    empty_book.execute(Rename(key, "Acme Group"))
    empty_book.user = "A"

    with pytest.raises(Refused) as refusal:
        empty_book.undo()

    (problem,) = refusal.value.problems
    assert problem.code == "undo-changed-since"
    assert problem.values["theirs"] == "Acme Group"
    assert problem.values["ours"] == "Acme Data"


def test_undo_of_a_record_that_others_need_is_refused_in_words(empty_book: Book) -> None:
    empty_book.user = "A"
    key = empty_book.execute(Found("Acme")).first("partner")
    empty_book.user = "B"
    empty_book.execute(Employ("Shen Ruolan", key))
    empty_book.user = "A"

    with pytest.raises(Refused) as refusal:
        empty_book.undo()

    assert refusal.value.problems[0].code == "undo-still-needed"
    assert len(dump(str(empty_book.path))["partner"]) == 1


def test_each_user_undoes_only_their_own_steps(empty_book: Book) -> None:
    empty_book.user = "A"
    empty_book.execute(Found("Acme"))
    empty_book.user = "B"

    with pytest.raises(Refused) as refusal:
        empty_book.undo()

    assert refusal.value.problems[0].code == "nothing-to-undo"


def test_an_exchange_of_unique_values_goes_back(empty_book: Book) -> None:
    one, other = empty_book.execute(AddTags(("health", "finance"))).made["tag"]
    before = dump(str(empty_book.path))
    empty_book.execute(Swap(one, other))
    swapped = dump(str(empty_book.path))

    empty_book.undo()
    assert dump(str(empty_book.path)) == before

    empty_book.redo()
    assert dump(str(empty_book.path)) == swapped


def test_typing_in_one_field_within_a_minute_is_one_step(empty_book: Book, clock: FixedClock) -> None:
    key = empty_book.execute(Found("Acme")).first("partner")
    for name in ("Acme D", "Acme Da", "Acme Data"):
        clock.at += timedelta(seconds=20)
        empty_book.execute(Rename(key, name))
    clock.at += timedelta(seconds=90)
    empty_book.execute(Rename(key, "Acme Group"))

    empty_book.undo()
    assert names(empty_book) == ["Acme Data"]
    empty_book.undo()
    assert names(empty_book) == ["Acme"]


def test_a_key_is_never_used_twice(empty_book: Book) -> None:
    first = empty_book.execute(Found("Acme")).first("partner")
    empty_book.undo()

    assert empty_book.execute(Found("Borealis")).first("partner") > first


def test_an_old_version_is_not_valid_again_after_an_undo(empty_book: Book) -> None:
    changes = empty_book.execute(Found("Acme"))
    key, seen = changes.first("partner"), Version(changes.step)
    empty_book.execute(Rename(key, "Acme Data"))
    empty_book.undo()

    with pytest.raises(Refused) as refusal:
        empty_book.execute(Rename(key, "Acme Group", seen=seen))

    assert refusal.value.problems[0].code == "record-changed"


def test_a_new_act_forgets_what_could_be_redone(empty_book: Book) -> None:
    empty_book.execute(Found("Acme"))
    empty_book.undo()
    empty_book.execute(Found("Borealis"))

    assert empty_book.redoable() is None


def test_what_is_gone_for_good_does_not_stand_before_what_is_older(empty_book: Book) -> None:
    empty_book.execute(Found("Acme"))
    empty_book.execute(Found("Foo"))
    empty_book.execute(Settle(2, "Berlin"))
    empty_book.undo()
    empty_book.redo()

    empty_book.execute(Forget(2))

    assert empty_book.redoable() is None
    empty_book.undo()
    assert names(empty_book) == []
    assert empty_book.undoable() is None
