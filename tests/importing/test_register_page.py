"""The import page on a register of running contracts, clicked through as its user does."""

from pathlib import Path

import pytest

from crm.acts.importing import SheetKind
from crm.agreements.queries import Agreements
from crm.values.enums import Language
from tests.importing.test_page import opened
from tests.importing.test_register import REGISTER, TODAY
from tests.window.driver import Window
from ui.importing.room import ImportRoom
from ui.kit.look import look


@pytest.fixture
def room(window: Window) -> ImportRoom:
    room = window.main.show_room("importing") or window.office.room
    assert isinstance(room, ImportRoom)
    return room


@pytest.mark.parametrize("language", list(Language))
def test_a_register_is_recognised_its_unknown_parties_chosen_and_the_rest_is_one_undo(
    window: Window, room: ImportRoom, language: Language
) -> None:
    look.set(language=language)
    opened(window, room, REGISTER)
    trial = room.trial
    assert trial is not None and trial.plan is not None
    assert (trial.columns.kind, trial.plan.counts.problems) == (SheetKind.AGREEMENTS, 40)
    assert room.head.kind.value is SheetKind.AGREEMENTS
    assert room.head.parties.isVisible() and not room.findings.known.isVisible()
    assert not room.totals.go.isEnabled()

    window.click(room.head.parties)
    window.until(lambda: room.trial is not None and room.trial.plan and room.trial.plan.counts.new == 40, "the trial")
    assert room.totals.figures["agreements"].isVisible()
    window.click(room.totals.go)
    window.until(lambda: len(window.book.query(Agreements(TODAY))) == 40, "the agreements")
    window.press("Ctrl+Z")

    window.until(lambda: window.book.query(Agreements(TODAY)) == (), "nothing of them")


def test_files_lie_beside_the_register(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    (tmp_path / "A-1.pdf").write_bytes(b"%PDF-1.7")
    file = tmp_path / "台账.csv"
    file.write_text(
        "合同编号,合同名称,乙方,签订日期,合同期限,附件\nA-1,保密协议,仁禾,2026-01-05,12个月,A-1.pdf\n", "utf-8"
    )

    opened(window, room, file)
    window.click(room.head.parties)
    window.until(lambda: room.trial is not None and room.trial.plan and room.trial.plan.counts.files == 1, "the file")
