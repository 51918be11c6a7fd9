"""What arrives in the window: duplicates one by one, templates kept, blocks pasted, files and folders dropped."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from crm.partners.commands import AddPartner
from crm.values.enums import Language
from tests.acts.test_landscape import Ask
from tests.window.driver import Window
from ui.importing.findings import ONE_BY_ONE
from ui.importing.papers_room import Room as PapersRoom
from ui.importing.preview import DUPLICATES, NEW, PROBLEMS
from ui.importing.room import ImportRoom
from ui.kit.grid import Table
from ui.kit.look import look

LIST = """公司,城市,级别,简介
仁禾医疗,上海,战略,新的简介
澜亭银行,北京,优选,
云岫算力,合肥,,
新来的,深圳,,
,深圳,,
"""


@pytest.fixture
def room(window: Window) -> ImportRoom:
    for values in (
        {"name": "仁禾医疗", "city": "杭州", "tier": "registered"},
        {"name": "澜亭银行", "city": "天津"},
        {"name": "云岫算力"},
    ):
        window.book.execute(AddPartner(values))
    window.main.show_room("importing")
    room = window.office.room
    assert isinstance(room, ImportRoom)
    return room


def tried(window: Window, room: ImportRoom) -> None:
    window.until(lambda: room.trials.job is None and room.trial is not None, "the trial")


def opened(window: Window, room: ImportRoom, path: Path, text: str = LIST) -> None:
    path.write_text(text, encoding="utf-8")
    room.open_file(path)
    tried(window, room)


def cities(window: Window) -> dict[str, tuple[str, str]]:
    rows = window.book.query(Ask("SELECT name, city, coalesce(tier, '') FROM partner WHERE NOT is_home ORDER BY id"))
    return {str(name): (str(city), str(tier)) for name, city, tier in rows}


def drop(window: Window, paths: Sequence[Path]) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copying, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window.office, QDragEnterEvent(QPoint(300, 300), copying, files, left, none))
    QApplication.sendEvent(window.office, QDropEvent(QPointF(300, 300), copying, files, left, none))
    window.settle()


@pytest.mark.parametrize("language", list(Language))
def test_contradictions_are_decided_one_by_one_by_keys(
    window: Window, room: ImportRoom, tmp_path: Path, language: Language
) -> None:
    look.set(language=language)
    opened(window, room, tmp_path / "a.csv")
    window.click(room.findings.modes.segments[ONE_BY_ONE])
    tried(window, room)
    pane = room.one_by_one
    assert [line.field for line in pane.pairs] == ["tier", "city"]
    assert room.right.currentWidget() is pane
    window.press("Down", pane.pairs[0])
    window.press("Right", pane.pairs[1])
    window.press("Return", pane.pairs[1])
    tried(window, room)
    assert [line.field for line in pane.pairs] == ["city"]
    window.press("Backspace", pane.pairs[0])
    assert [line.choice for line in pane.pairs] == ["book", "file"]
    window.press("Return", pane.pairs[0])
    window.click(pane.pairs[0].sides["file"])
    window.press("Left", pane.pairs[0])
    window.press("Return", pane.pairs[0])
    tried(window, room)
    assert room.right.currentWidget() is room.findings

    window.click(room.totals.skip)
    window.click(room.totals.go)
    window.until(lambda: len(cities(window)) == 4, "the import")
    assert cities(window) == {
        "仁禾医疗": ("上海", "registered"),
        "澜亭银行": ("天津", "preferred"),
        "云岫算力": ("合肥", ""),
        "新来的": ("深圳", ""),
    }
    window.office.registry.run("undo")
    window.until(lambda: cities(window)["仁禾医疗"] == ("杭州", "registered"), "the undo")
    assert cities(window) == {
        "仁禾医疗": ("杭州", "registered"), "澜亭银行": ("天津", ""), "云岫算力": ("", "")
    }  # fmt: skip


def test_the_filters_of_the_preview_add_up(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    opened(window, room, tmp_path / "a.csv")
    segments = room.preview.filter.segments
    assert {name: segments[name].number for name in ("all", NEW, DUPLICATES, PROBLEMS)} == {
        "all": 5, NEW: 1, DUPLICATES: 3, PROBLEMS: 1
    }  # fmt: skip
    window.click(segments[PROBLEMS])
    assert room.preview.table is not None
    cell = room.preview.table.rows.cell(0, 1)
    assert (cell.text, cell.ground) == ("empty", "red-soft")


def test_skipping_and_updating_all(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    opened(window, room, tmp_path / "a.csv")
    for mode, filled in (("skip", 0), ("update", 3), ("fill", 3)):
        window.click(room.findings.modes.segments[mode])
        tried(window, room)
        assert room.trial is not None and room.trial.plan is not None
        assert room.trial.plan.counts.filled == filled, mode


def test_a_template_is_kept_named_and_left(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    opened(window, room, tmp_path / "甲.csv", "甲,乙\n仁禾医疗,杭州\n")
    assert not room.columns.keep.isEnabled()
    room.columns.chosen.emit(0, "partner.name")
    room.columns.chosen.emit(1, "partner.city")
    tried(window, room)
    window.click(room.columns.keep)
    window.press("Return")
    window.until(lambda: bool(window.book.query(Ask("SELECT name FROM import_template"))), "the template")
    opened(window, room, tmp_path / "later.csv", "甲,乙\n澜亭银行,天津\n")
    assert room.trial is not None and room.trial.understanding.template == "甲"
    assert room.columns.without.isVisible() and "甲" in room.columns.note.whole
    assert [column.field for column in room.trial.columns.columns] == ["partner.name", "partner.city"]
    window.click(room.columns.without)
    tried(window, room)
    assert room.trial.understanding.template == "" and not room.columns.without.isVisible()


def test_problems_are_saved_as_a_list(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    opened(window, room, tmp_path / "a.csv")
    room.save_list(tmp_path / "problems.csv")
    assert len((tmp_path / "problems.csv").read_text(encoding="utf-8-sig").splitlines()) == 2
    room.save_list(tmp_path / "no folder" / "problems.csv")
    assert "problems.csv" in window.office.body.problem.words.whole


def test_a_block_is_pasted_on_the_table(window: Window) -> None:
    window.main.show_room("partners")
    QApplication.clipboard().setText('仁禾医疗有限公司\t"杭州\n西湖"\n澜亭银行\t上海\n')
    window.press("Ctrl+V", window.office.findChildren(Table)[0])
    page = window.office.room
    assert isinstance(page, ImportRoom)
    tried(window, page)
    assert page.trial is not None and page.trial.plan is not None
    assert page.head.file.whole == "Clipboard"
    assert [column.field for column in page.trial.columns.columns] == ["partner.name", None]
    window.click(page.totals.go)
    window.until(lambda: len(cities(window)) == 2, "the import")


def test_in_an_editor_the_text_is_pasted_and_an_empty_clipboard_is_said(window: Window) -> None:
    window.main.show_room("partners")
    QApplication.clipboard().setText("仁禾\t杭州")
    window.press("Ctrl+N")
    window.press("Ctrl+V", window.focus())
    assert window.office.room is not None and window.office.room.name == "partners"
    window.main.show_room("importing")
    QApplication.clipboard().clear()
    window.office.registry.run("paste-table")
    assert "clipboard" in window.office.body.problem.words.whole


def test_several_tables_are_taken_one_after_another(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(f"公司,城市\n{path.stem} 公司,杭州\n", encoding="utf-8")
    drop(window, paths)
    tried(window, room)
    assert room.head.file.whole == "a.csv" and room.waiting == [paths[1]]
    window.click(room.totals.go)
    window.until(lambda: room.head.file.whole == "b.csv" and room.trial is not None, "the second file")
    tried(window, room)
    window.click(room.totals.go)
    window.until(lambda: len(cities(window)) == 5, "both")


def test_a_dropped_folder_is_proposed_then_attached_at_once(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("仁禾医疗 NDA.pdf", "澜亭银行 SLA.docx", "photo.jpg", ".hidden"):
        (folder / name).write_bytes(name.encode())
    drop(window, [folder])
    page = window.office.room
    assert isinstance(page, PapersRoom)
    window.until(lambda: len(page.lines) == 3, "the papers")
    assert [line.partner.title() if line.partner else None for line in page.lines.values()] == [
        None,
        "仁禾医疗",
        "澜亭银行",
    ]

    window.type("云岫", page.picker)
    window.press("Return", page.picker)
    page.table.choose(3)
    window.click(page.nobody)
    window.click(page.go)
    kept = Ask("SELECT a.name, p.name FROM attachment AS a JOIN partner AS p ON p.id = a.partner_id ORDER BY a.id")
    window.until(lambda: len(window.book.query(kept)) == 2, "the files")
    assert set(window.book.query(kept)) == {("photo.jpg", "云岫算力"), ("仁禾医疗 NDA.pdf", "仁禾医疗")}
    window.until(lambda: len(page.lines) == 1, "what is left")
    window.office.registry.run("undo")
    window.until(lambda: not window.book.query(kept), "the undo")


def test_a_folder_without_files_is_said(window: Window, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    drop(window, [tmp_path / "empty"])
    window.until(lambda: "no file" in window.office.body.problem.words.whole, "the sentence")
