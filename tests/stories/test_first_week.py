"""A business developer's first week, from the first start to a handed-out report, in English and in Chinese."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from crm.book.search import FoundTexts
from crm.communication.queries import ActionItemRows
from crm.partners.queries import PartnerOrder
from crm.values.enums import Language
from tests.conftest import NOON
from tests.window.driver import Window
from ui.kit.look import look
from ui.reports import leaving
from ui.window.paths import asker

PEOPLE = """公司,姓名,职务,手机,微信
仁禾医疗数据,沈若兰,首席数据官,13800138000,ruolan
仁禾医疗数据,方薇,信息部主任,13800138001,fangwei
"""


@dataclass(frozen=True)
class Words:
    language: Language
    company: str
    person: str
    opening: str
    agreed: str
    decision: str
    item: str
    promise: str
    report: tuple[str, ...]


ENGLISH = Words(
    Language.ENGLISH,
    "Mingyuan AI",
    "Lin Yue",
    "Batch 8 goes to training. ",
    "agree.\n",
    "Decided: usage log per batch\n",
    "Send the access log due Friday",
    "Send the access log",
    ("What was promised, and was it kept", "Send the access log", "usage log per batch"),
)
CHINESE = Words(
    Language.CHINESE,
    "明远智能",
    "林悦",
    "第 8 批开始训练。",
    "同意。\n",
    "决定：每批提供使用日志\n",
    "周五前发送访问日志",
    "发送访问日志",
    ("承诺与兑现", "发送访问日志", "每批提供使用日志"),
)


def begin(window: Window, words: Words) -> None:
    look.set(language=words.language)
    beginning = window.main.beginning
    window.type(f"{words.company}\r", beginning.company)
    window.type(f"{words.person}\r", beginning.person)


def bring_in(window: Window, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import by the palette. Only the system's own file dialog is answered for the user."""
    monkeypatch.setattr(asker, "existing", lambda *_arguments, **_named: path)
    window.office.registry.run("import")
    window.settle()
    room = window.office.room
    if getattr(room, "trial", None) is None:
        room.open_file(path)  # type: ignore[union-attr]
    window.until(lambda: room.trials.job is None and room.trial is not None, "the trial")  # type: ignore[union-attr]
    window.click(room.totals.go)  # type: ignore[union-attr]
    window.until(lambda: window.office.room is not room, "the import")


def count(window: Window) -> int:
    return len(window.book.query(PartnerOrder(NOON.date())))


def complete(window: Window, begun: str, field: QWidget) -> None:
    """`@` and the first sign, then Enter takes the first offer."""
    window.type(begun, field)
    window.press("Return", field)


def log(window: Window, words: Words) -> None:
    window.press("Ctrl+L")
    field = window.office.log_pane.notes  # type: ignore[union-attr]
    window.type(words.opening, field)
    complete(window, "@沈", field)
    complete(window, "＠方", field)
    window.type(words.agreed + words.decision + words.item, field)
    window.press("Escape", field)
    window.press("Ctrl+Return", window.office.log_pane.notes)  # type: ignore[union-attr]


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_the_first_week(
    bare_window: Window,
    words: Words,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = bare_window
    begin(window, words)
    assert window.office.rail.head.text() == words.company

    bring_in(window, data / "lfai_landscape.csv", monkeypatch)
    assert count(window) >= 472
    landscape = count(window)
    people = tmp_path / "people.csv"
    people.write_bytes(PEOPLE.encode("gb18030"))
    bring_in(window, people, monkeypatch)
    assert count(window) == landscape + 1

    window.press("Ctrl+K")
    window.type("rhyl")
    hits = window.office.finder.palette_sheet.hits.hits
    window.until(lambda: len(hits.lines) > 1, "the partner")
    window.press("Return")
    assert window.office.room is not None and window.office.room.name == "partners"

    log(window, words)
    window.until(lambda: window.book.query(FoundTexts("8")), "the meeting")
    (item,) = window.book.query(ActionItemRows())
    assert words.promise in item.text
    assert str(item.due_on) == "2026-09-25"

    window.press("Ctrl+1")
    agenda = window.office.room
    window.until(lambda: window.shows(words.promise) or listed(agenda, words.promise), "the action item")
    window.press("D", agenda.list)  # type: ignore[union-attr]
    window.until(lambda: not open_items(window), "the item done")
    window.press("Ctrl+Z")
    window.until(lambda: open_items(window), "the item open again")

    window.press("Ctrl+4")
    room = window.office.room
    window.until(lambda: room.is_ready(), "the preview")  # type: ignore[union-attr]
    out = tmp_path / "report.pdf"
    monkeypatch.setattr(leaving.dialogs, "path", lambda *_arguments: out)
    room.save()  # type: ignore[union-attr]
    window.until(out.exists, "the report")
    said = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
    assert [text for text in words.report if flat(text) not in flat(said)] == [], said


def flat(text: str) -> str:
    """Without spaces and case: a PDF breaks lines, and a decision begins with a capital."""
    return "".join(text.split()).casefold()


def listed(room: object, text: str) -> bool:
    return any(text in str(getattr(row, "text", row)) for row in room.rows.values())  # type: ignore[attr-defined]


def open_items(window: Window) -> bool:
    return any(row.state.value == "open" for row in window.book.query(ActionItemRows()))


@pytest.mark.parametrize(
    ("words", "typed"),
    [(ENGLISH, "They ask for a second batch"), (CHINESE, "对方希望再要一批数据")],
    ids=["English", "Chinese"],
)
def test_what_is_typed_when_the_program_is_killed_is_offered_again(
    bare_window: Window, words: Words, typed: str
) -> None:
    window = bare_window
    begin(window, words)
    path = window.book.path
    window.main.move_out()

    killed = subprocess.run([sys.executable, "-m", "tests.stories.typist", path, typed], check=False, timeout=60)
    assert killed.returncode == -9

    window.open(path)
    notice = window.office.body.notice
    assert notice.isVisible()
    answer: Callable[[], None] = next(
        part.click for part in notice.findChildren(QWidget) if hasattr(part, "click") and part.isVisible()
    )
    answer()
    window.settle()
    assert typed in window.office.log_pane.notes.toPlainText()  # type: ignore[union-attr]
