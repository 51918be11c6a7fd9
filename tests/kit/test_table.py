"""The table fetches a page when it is seen, keeps what is chosen, and edits in place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit.fields import LineField
from ui.kit.grid import Table
from ui.kit.labels import Label, plain_tip
from ui.kit.look import Plain
from ui.kit.marks import initials
from ui.kit.rows import HeadingRow, RowAction, RowList, TwoLineRow
from ui.kit.table import PAGE, Cell, Column, TableModel

Row = tuple[str, str]


class Source:
    def __init__(self) -> None:
        self.asked: list[int] = []

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Row]:
        self.asked.append(len(ids))
        return {key: (f"Partner {key}", "Hangzhou") for key in ids}


def made(source: Source) -> Table:
    columns: list[Column[Row]] = [
        Column(
            "name", Plain("Name"), 200, lambda row: Cell(row[0]), stretch=True, strong=True, edit=lambda row: row[0]
        ),
        Column("city", Plain("City"), 120, lambda row: Cell(row[1])),
    ]
    table = Table(TableModel(columns, source.fetch), Plain("Partners"))
    table.resize(600, 300)
    table.show()
    QApplication.processEvents()
    return table


def test_a_long_list_asks_only_for_the_page_that_is_seen(app: QApplication) -> None:
    source = Source()
    table = made(source)

    table.show_order(range(1, 1_000_001))
    table.viewport().repaint()
    QApplication.processEvents()

    assert source.asked == [PAGE]
    table.close()


def test_only_columns_in_sight_are_put_into_words_and_each_row_once(app: QApplication) -> None:
    said: list[str] = []

    def in_words(row: Row) -> Cell:
        said.append(row[0])
        return Cell(row[1])

    table = made(Source())
    seen, hidden = (Column(name, Plain(name), 120, in_words, extra=name == "note") for name in ("city", "note"))
    table.take_columns([seen, hidden])

    table.show_order([1, 2, 3])
    table.viewport().repaint()
    table.viewport().repaint()

    assert said == ["Partner 1", "Partner 2", "Partner 3"]
    assert table.rows.cell(1, 0).text == "Hangzhou"
    table.close()


def test_the_chosen_row_stays_chosen_in_another_order(app: QApplication) -> None:
    table = made(Source())
    table.show_order([1, 2, 3])
    table.choose(2)

    table.show_order([3, 2, 1])

    assert table.current_id() == 2
    table.close()


def test_a_row_is_chosen_while_ctrl_is_held(app: QApplication) -> None:
    table = made(Source())
    table.show_order([1, 2, 3])
    table.choose(2)
    QTest.keyPress(table.windowHandle(), Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)

    table.show_order([3, 2, 1])

    QTest.keyRelease(table.windowHandle(), Qt.Key.Key_Control)
    assert table.selected_ids() == [2]
    table.close()


def test_f2_edits_in_place_and_enter_tells_it(app: QApplication) -> None:
    table = made(Source())
    table.show_order([1, 2, 3])
    table.choose(2)
    told: list[tuple[object, ...]] = []
    table.edited.connect(lambda *edit: told.append(edit))

    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(LineField)
    assert editor is not None
    QTest.keyClicks(editor, "Renamed")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert told == [(2, "name", "Renamed")]
    table.close()


def test_delete_and_enter_name_the_record(app: QApplication) -> None:
    table = made(Source())
    table.show_order([1, 2, 3])
    table.choose(3)
    binned: list[object] = []
    opened: list[int] = []
    table.binned.connect(binned.append)
    table.opened.connect(opened.append)

    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Delete)

    assert (opened, binned) == ([3], [[3]])
    table.close()


def test_widths_and_order_of_columns_come_back(app: QApplication) -> None:
    first = made(Source())
    first.setColumnWidth(1, 180)
    first.header.moveSection(0, 1)
    kept = first.arrangement()
    first.close()

    second = made(Source())
    second.arrange(kept)

    assert (second.columnWidth(1), second.header.visualIndex(0)) == (180, 1)
    second.close()


def test_one_key_acts_on_the_selected_row_and_switches_the_input_method_off(app: QApplication) -> None:
    told: list[object] = []
    rows = RowList(Plain("Today"), [RowAction("done", Plain("Done"), "D", told.append)])
    rows.resize(800, 300)
    rows.show()
    rows.show_rows([HeadingRow("Overdue", "1"), TwoLineRow(7, "Send samples"), TwoLineRow(8, "Call")])

    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClicks(rows, "d")

    assert told == [8]
    assert not rows.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    rows.close()


def test_what_a_person_typed_is_never_markup(app: QApplication) -> None:
    label = Label(Plain("<b>Acme</b> & <img src=x>"))

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>Acme</b> & <img src=x>"
    assert "&lt;b&gt;" in plain_tip("<b>Acme</b>")


def test_initials_follow_the_language_of_the_name() -> None:
    assert initials("Renhe Hospital Data") == "RH"
    assert initials("OpenLoom Community") == "OL"
    assert initials("仁禾医疗数据") == "仁"
    assert initials("沈若兰", person=True) == "兰"
    assert initials("Lin Yue", person=True) == "LY"
    assert initials("") == ""
