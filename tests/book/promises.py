"""What every command promises, whichever room it is of: success, failure in the middle, undo, redo, refusal."""

import pytest

from crm.book import Book, derived
from crm.values import Command, Refused
from tests.book.acts import dump


class HalfWay(Exception):
    """Raised after a command has written and before its step is whole."""


def state(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every row; the bytes of attachments apart, which stay because the journal names them."""
    tables = dump(str(book.path))
    del tables["attachment_content"]
    return tables


def is_done_undone_and_done_again(book: Book, command: Command) -> None:
    before = state(book)

    assert book.check(command) == []
    changes = book.execute(command)
    done = state(book)
    assert changes.ids
    assert done != before

    book.undo()
    assert state(book) == before

    book.redo()
    assert state(book) == done


def leaves_nothing_when_it_fails_half_way(book: Book, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command has applied everything; then its step cannot be finished."""

    def fail(*_arguments: object) -> None:
        raise HalfWay

    before, steps = dump(str(book.path)), book.history()
    monkeypatch.setattr(derived, "refresh", fail)

    with pytest.raises(HalfWay):
        book.execute(command)

    monkeypatch.undo()
    assert dump(str(book.path)) == before
    assert book.history() == steps


def is_refused_and_changes_nothing(book: Book, command: Command, code: str) -> None:
    before = dump(str(book.path))

    assert code in [problem.code for problem in book.check(command)]
    with pytest.raises(Refused) as refusal:
        book.execute(command)

    assert code in [problem.code for problem in refusal.value.problems]
    assert dump(str(book.path)) == before
