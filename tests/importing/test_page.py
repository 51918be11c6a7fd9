"""The import page, clicked through as its user does."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from crm.acts.importing import SheetKind
from crm.values.enums import Language
from tests.acts.test_landscape import Ask
from tests.window.driver import Window
from ui.importing.room import ImportRoom
from ui.kit.look import look

LIST = """单位名称,合作类型,进展,联系人,电话,内部编号
刚玉芯科技（合肥）有限公司,上游,洽谈,杜衡,13800138000,1
澜亭银行,银行,洽谈,孙佩瑶,,2
,数据,潜在,,,3
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "伙伴名录2026.csv"
    path.write_bytes(LIST.encode("gb18030"))
    return path


@pytest.fixture
def room(window: Window) -> ImportRoom:
    room = window.main.show_room("importing") or window.office.room
    assert isinstance(room, ImportRoom)
    return room


def opened(window: Window, room: ImportRoom, path: Path) -> None:
    room.open_file(path)
    window.until(lambda: room.trials.job is None and room.trial is not None, "the trial")
    window.settle()


def partners(window: Window) -> int:
    return int(str(window.book.query(Ask("SELECT count(*) FROM partner WHERE NOT is_home"))[0][0]))


def test_a_file_is_tried_and_nothing_is_written(window: Window, room: ImportRoom, file: Path) -> None:
    opened(window, room, file)
    assert room.trial is not None and room.trial.plan is not None
    counts = room.trial.plan.counts
    assert (counts.read, counts.new, counts.problems) == (3, 1, 2)
    assert room.head.encoding.value == "gb18030"
    assert not room.totals.go.isEnabled()
    assert partners(window) == 0


@pytest.mark.parametrize("language", list(Language))
def test_words_are_matched_bad_rows_left_out_and_the_rest_is_one_undo(
    window: Window, room: ImportRoom, file: Path, language: Language
) -> None:
    look.set(language=language)
    opened(window, room, file)
    room.findings.matched.emit({("partner.role", "银行"): "financial"})
    window.until(lambda: room.trial is not None and room.trial.plan and room.trial.plan.counts.new == 2)
    window.click(room.totals.skip)
    window.click(room.totals.go)
    window.until(lambda: partners(window) == 2, "the import")
    window.until(lambda: (file.parent / "伙伴名录2026.csv.rejected.csv").exists(), "the rejected rows")
    assert window.book.query(Ask("SELECT role FROM partner_role ORDER BY id")) == [("upstream",), ("financial",)]

    window.office.registry.run("undo")  # what Ctrl+Z and the menu run
    window.until(lambda: partners(window) == 0, "the undo")


def test_a_column_may_be_another_field_or_kept_out(window: Window, room: ImportRoom, file: Path) -> None:
    opened(window, room, file)
    room.columns.chosen.emit(1, None)
    window.until(lambda: room.trial is not None and room.trial.plan and room.trial.plan.counts.problems == 1)
    room.head.chosen.emit("kind", SheetKind.CONTACTS)
    window.until(lambda: room.trial is not None and room.trial.columns.kind is SheetKind.CONTACTS)


def test_an_older_answer_never_overwrites_a_newer_one(window: Window, room: ImportRoom, file: Path) -> None:
    opened(window, room, file)
    for column in (0, 1, 2, 3):
        room.columns.chosen.emit(column, None)
    room.columns.chosen.emit(0, "partner.name")
    window.until(lambda: room.trials.job is None)
    window.until(lambda: room.trial is not None and room.trial.columns.columns[0].field == "partner.name")
    assert room.trial is not None
    assert [column.field for column in room.trial.columns.columns][1:4] == [None, None, None]


def test_a_table_without_names_asks_for_one(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("x,y\nAcme,1\n")
    opened(window, room, path)
    assert room.trial is not None and room.trial.plan is None
    assert not room.totals.go.isEnabled()
    room.columns.chosen.emit(0, "partner.name")
    window.until(lambda: room.trial is not None and room.trial.plan is not None)
    assert room.totals.go.isEnabled()


def test_a_picture_is_said_to_be_one(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    room.open_file(path)
    window.until(lambda: "photo.csv" in window.office.body.problem.words.whole)
    assert room.pages.currentIndex() == 0


def test_the_landscape_is_imported(window: Window, room: ImportRoom, data: Path) -> None:
    opened(window, room, data / "lfai_landscape.csv")
    window.click(room.totals.go)
    window.until(lambda: partners(window) == 641, "the landscape")


def test_the_window_may_be_closed_while_a_long_file_is_tried(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("公司,城市\n" + "".join(f"公司 {number},杭州\n" for number in range(20_000)), encoding="utf-8")
    room.open_file(path)
    window.until(lambda: room.work.isVisible())
    window.main.close()


def test_a_trial_can_be_cancelled(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("公司,城市\n" + "".join(f"公司 {number},杭州\n" for number in range(20_000)), encoding="utf-8")
    room.open_file(path)
    window.click(room.work.cancel)
    window.until(lambda: not room.work.isVisible(), "the end of the work")
    assert partners(window) == 0


@pytest.mark.parametrize(("name", "opens"), [("list.csv", True), ("list.xlsx", True), ("photo.png", False)])
def test_a_table_dropped_anywhere_on_the_window_opens_the_page(
    window: Window, tmp_path: Path, name: str, opens: bool
) -> None:
    path = tmp_path / name
    path.write_text("公司\n仁禾\n", encoding="utf-8")
    window.main.show_room("partners")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    copying, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(300, 300), copying, files, left, none)
    QApplication.sendEvent(window.office, entering)
    assert entering.isAccepted() is opens
    QApplication.sendEvent(window.office, QDropEvent(QPointF(300, 300), copying, files, left, none))
    window.settle()
    assert (window.office.room.name == "importing") is opens
    if opens:
        page = window.office.room
        assert isinstance(page, ImportRoom)
        window.until(lambda: page.trials.job is None)
