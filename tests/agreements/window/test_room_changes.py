"""What an amendment changes, as its reader sees it: terms, words, and clauses that came, went or moved."""

import pytest

from crm.agreements.commands import AddClause, MoveClause, NewClause, NewParagraph, RemoveClause
from crm.values import Command
from tests.agreements.window.driving import LICENCE, room_of
from tests.window.driver import Window
from ui.agreements.room import AgreementsRoom


@pytest.fixture
def room(window: Window) -> AgreementsRoom:
    return room_of(window, LICENCE)


def do(window: Window, command: Command) -> None:
    window.office.execute(command)
    window.settle()


def dots(room: AgreementsRoom) -> dict[str, str]:
    return {entry.heading: entry.why for entry in room.record.clauses.model_of_rows.entries}


def changes(room: AgreementsRoom) -> set[str]:
    lines = room.record.text.by_line.values()
    return {change for line in lines for _, change in line.cells[0].paint.runs}


def test_clauses_that_came_went_or_moved_are_told(room: AgreementsRoom, window: Window) -> None:
    shown = room.record.shown
    assert shown is not None
    gone, moved = shown.clauses[3], shown.clauses[-2]
    new = NewClause("", "Audit", "审计", (NewParagraph(text_en="Once a year.", text_zh="每年一次。"),))
    do(window, AddClause(shown.version.id, new, 2))
    do(window, RemoveClause(gone.id))
    do(window, MoveClause(moved.id, 1))

    names = window.names()
    assert any(name.endswith("Audit, added") for name in names)
    assert f"{gone.heading_en}, removed" in names
    assert any(name.endswith(f"{moved.heading_en}, moved") for name in names)
    assert dots(room)["Audit"] == "added by this amendment"

    window.click(f"{gone.heading_en}, removed")
    assert changes(room) == {"removed"}
    assert room.record.text.heading.whole == gone.heading_en
    assert not room.record.text.tools.bold.isVisible()


def test_a_click_on_a_change_shows_its_words(room: AgreementsRoom, window: Window) -> None:
    line = next(name for name in window.names() if name.endswith("Termination and its Consequences, changed"))

    window.click(line)

    assert changes(room) == {"", "added", "removed"}
