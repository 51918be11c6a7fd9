"""What differs from the clause library, listed beside the text and on the command line, and taken back."""

from pathlib import Path

import pytest

from crm.agreements.commands import RemoveClause
from crm.agreements.queries import AgreementNamed, StandardDifferences
from tests.agreements.window.driving import LICENCE, room_of
from tests.faces.conftest import Liaison
from tests.window.driver import Window
from ui.agreements.room import AgreementsRoom
from ui.agreements.side_sections import PromiseLine
from ui.agreements.text_cell import TextPaint


@pytest.fixture
def room(window: Window) -> AgreementsRoom:
    return room_of(window, LICENCE)


def deviations(window: Window) -> dict[str, str]:
    found = window.book.query(StandardDifferences(window.book.query(AgreementNamed(LICENCE))))
    return {one.standard: one.deviation.value for one in found}


def test_a_changed_clause_opens_to_its_words_and_takes_the_standard_back(room: AgreementsRoom, window: Window) -> None:
    assert deviations(window)["termination"] == "changed"
    number = room.record.shown.number(line_of(room, "termination")) if room.record.shown else ""
    lines = [
        part for part in room.side.differences.findChildren(PromiseLine) if part.accessibleName().startswith(number)
    ]
    window.click(lines[0])
    window.settle()

    assert room.record.line == line_of(room, "termination")
    marks = {change for paint in room.side.differences.findChildren(TextPaint) for _, change in paint.runs}
    assert {"added", "removed"} <= marks

    window.click("Take the standard’s text")
    window.settle()
    assert "termination" not in deviations(window)

    window.office.undo()
    window.settle()
    assert deviations(window)["termination"] == "changed"


def test_a_missing_clause_comes_back_to_its_place(room: AgreementsRoom, window: Window) -> None:
    shown = room.record.shown
    assert shown is not None
    order = [clause.standard for clause in shown.clauses]
    gone = next(clause for clause in shown.clauses if clause.standard == "confidentiality")
    window.office.execute(RemoveClause(gone.id))
    window.settle()
    assert deviations(window)["confidentiality"] == "missing"

    line = next(p for p in room.side.differences.findChildren(PromiseLine) if p.accessibleName().endswith("missing"))
    window.click(line)
    window.settle()
    window.click("Take the standard’s text")
    window.settle()

    assert room.record.shown is not None
    assert [clause.standard for clause in room.record.shown.clauses] == order


def line_of(room: AgreementsRoom, standard: str) -> str:
    assert room.record.shown is not None
    return next(clause.line for clause in room.record.shown.clauses if clause.standard == standard)


def test_the_command_line_lists_them_with_their_words_marked(liaison: Liaison, copied: Path) -> None:
    told = liaison("agreement", "check", LICENCE, "--standard", "--book", str(copied))
    rows = liaison("agreement", "check", LICENCE, "--standard", "--book", str(copied), "--json").rows

    assert told.code == 0
    assert "{+Either+}" in told.out
    assert [(row["deviation"], row["standard"]) for row in rows] == [("changed", "termination")]
