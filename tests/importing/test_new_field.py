"""A column for which the book has no field makes one, of the kind that its cells are of."""

from pathlib import Path

import pytest

from crm.acts.importing import SheetKind
from crm.exchange.columns.new_field import field_of_column
from crm.partners.queries.custom_field import CustomFields
from tests.acts.test_landscape import Ask
from tests.importing.test_arriving import opened, room, tried
from tests.window.driver import Window
from ui.importing.columns_pane import NEW_FIELD
from ui.importing.room import ImportRoom

__all__ = ["room"]

RATED = "公司,内部评级\n" + "".join(f"公司{row},{'高中低'[row % 3]}\n" for row in range(9))


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["高", "中", "高", "低", "高", "中"], "choice"),
        (["1,200", "1.5万", "12"], "number"),
        ([12, 13], "number"),
        (["2026/9/1", "2026年9月2日"], "date"),
        (["13/4/2026", "2026-09-01"], "date"),
        (["老客户", "新客户"], "text"),
        (["a" * 50] * 4, "text"),
        ([], "text"),
    ],
)
def test_the_kind_is_told_by_the_cells(cells: list[str | int], kind: str) -> None:
    assert field_of_column("X", cells, SheetKind.PARTNERS)["kind"] == kind


def test_a_column_makes_a_field_and_comes_in_with_it(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    opened(window, room, tmp_path / "rated.csv", RATED)
    column = next(column for column in room.trial.columns.columns if column.header == "内部评级")  # type: ignore[union-attr]

    room.columns.fields[column.index].pick(NEW_FIELD)
    window.until(lambda: room.trial.columns.has("own.partner.nei-bu-ping-ji"), "the field")  # type: ignore[union-attr]
    tried(window, room)

    (made,) = window.book.query(CustomFields())
    assert (made.name, made.kind.value, made.options) == ("内部评级", "choice", ("高", "中", "低"))
    window.click(room.totals.go)
    kept = Ask("SELECT text, count(*) FROM custom_value GROUP BY text ORDER BY text")
    window.until(lambda: sum(count for _, count in window.book.query(kept)) == 9, "the values")  # type: ignore[misc]
    assert window.office.room is not None
