"""The table: an ordered array of ids, a cache of pages with their cells already put into words, rows of one height.

A room gives columns and a function that fetches rows by id; it orders and filters by handing over a new array of ids.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.kit.look import Text, look

Index = QModelIndex | QPersistentModelIndex
RowT = TypeVar("RowT")
PAGE = 25
"""Rows fetched together: little more than a window shows, because the first paint waits for them."""

PAGES_KEPT = 240


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, ready to paint. `second` follows in grey and is elided first."""

    text: str = ""
    second: str = ""
    tint: str = "text"
    dot: str = ""
    letters: str = ""
    letters_tint: str = ""
    person: bool = False
    icon: str = ""
    icon_tint: str = "text-3"
    ground: str = ""
    """A token behind the cell: what is wrong stands out."""

    marks: tuple[tuple[str, str, str], ...] = ()
    """Pairs of a role icon and a stage glyph in one outline: (icon, tint, stage)."""

    tags: tuple[tuple[str, str], ...] = ()
    """Words on soft grounds: (word, tone). `text` says them too, for who does not see them."""

    flag: str = ""
    flag_tint: str = "text-3"
    flag_text: str = ""
    """An icon at the end of the cell that says something of the row; the words stand under the pointer."""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """`width` in the drawings' pixels; the column named `stretch` takes what is left.

    `edit` gives the text that an in-place editor starts from (None: not in place); with `options` the editor is a list
    of (value, text) instead.
    """

    name: str
    label: Text
    width: int
    cell: Callable[[RowT], Cell]
    right: bool = False
    stretch: bool = False
    sortable: bool = True
    strong: bool = False
    edit: Callable[[RowT], str] | None = None
    options: Callable[[], Sequence[tuple[Any, Text]]] | None = None
    least: int = 0
    """Below this width of the whole table, in the drawings' pixels, the column is hidden."""

    extra: bool = False
    """Shown only where a person asks for it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between rows that names those below it. Its place in the array of ids is held by a negative number."""

    key: str
    title: str
    count: str = ""
    remark: str = ""
    icon: str = ""
    tint: str = "text-3"
    stage: str = ""
    folded: bool = False


class Page(Generic[RowT]):
    """Rows fetched together (None for a heading, or where a row went away), and their columns put into words.

    A column is put into words for the whole page when one of its cells is first shown: of many columns few are in
    sight, and rows in one go take half as long as one by one between the strokes of the painter.
    """

    __slots__ = ("cells", "rows")

    def __init__(self, rows: list[RowT | None], columns: int) -> None:
        self.rows = rows
        self.cells: list[list[Cell] | None] = [None] * columns

    def cells_of(self, number: int, column: Column[RowT]) -> list[Cell]:
        cells = self.cells[number]
        if cells is None:
            say = column.cell
            cells = self.cells[number] = [say(row) if row is not None else EMPTY for row in self.rows]
        return cells


class TableModel(QAbstractTableModel, Generic[RowT]):
    """Asks `fetch(ids)` for a page when one of its rows is first shown."""

    def __init__(self, columns: Sequence[Column[RowT]], fetch: Callable[[Sequence[int]], Mapping[int, RowT]]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.fetch = fetch
        self.ids: array[int] = array("q")
        self.headings: Sequence[Heading] = ()
        self.pages: dict[int, Page[RowT]] = {}
        look.changed.connect(self.say_again)

    def take_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Other columns over the same rows."""
        self.beginResetModel()
        self.columns = list(columns)
        self.forget()
        self.endResetModel()

    def show_ids(self, ids: Iterable[int], headings: Sequence[Heading] = ()) -> None:
        """Another order or another choice of rows. The heading number n stands where the ids hold -1 - n."""
        self.beginResetModel()
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self.headings = headings
        self.forget()
        self.endResetModel()

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """What was fetched is asked for again: these rows, or all."""
        if ids is None:
            self.pages.clear()
            return
        for key in ids:
            if (place := self.place_of(key)) is not None:
                self.pages.pop(place // PAGE, None)

    def reload(self, ids: Iterable[int] | None = None) -> None:
        """Paints again with fresh rows; order and selection stay."""
        self.forget(ids)
        if self.ids:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def say_again(self) -> None:
        if self.ids:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.reload()

    def place_of(self, key: int) -> int | None:
        try:
            return self.ids.index(key)  # of a million ids 10 ms; a mapping of them would take 100 to make
        except ValueError:
            return None

    def id_at(self, place: int) -> int | None:
        return self.ids[place] if 0 <= place < len(self.ids) else None

    def heading_at(self, place: int) -> Heading | None:
        if not self.headings:
            return None
        key = self.ids[place]
        return self.headings[-1 - key] if key < 0 else None

    def row_at(self, place: int) -> RowT | None:
        """The row, fetched with its page; None where it went away in between."""
        return self.page_at(place).rows[place % PAGE]

    def cell(self, place: int, column: int) -> Cell:
        return self.page_at(place).cells_of(column, self.columns[column])[place % PAGE]

    def page_at(self, place: int) -> Page[RowT]:
        number = place // PAGE
        page = self.pages.get(number)
        if page is None:
            if len(self.pages) >= PAGES_KEPT:
                self.pages.pop(next(iter(self.pages)))
            keys = self.ids[number * PAGE : (number + 1) * PAGE]
            rows = self.fetch([key for key in keys if key > 0] if self.headings else keys)
            page = self.pages[number] = Page([rows.get(key) for key in keys], len(self.columns))
        return page

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if (heading := self.heading_at(index.row())) is not None:
            spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and not index.column()
            return f"{heading.title} {heading.count}" if spoken else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(index.row(), index.column()).flag_text or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell = self.cell(index.row(), index.column())
            return " ".join(part for part in (cell.text, cell.second, cell.flag_text) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return look.say(self.columns[section].label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.heading_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags  # the keyboard goes over it
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        return flags | Qt.ItemFlag.ItemIsEditable if column.edit or column.options else flags
