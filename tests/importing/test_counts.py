"""Totals that add up: rows read = new + updated + same + with problems, whatever the table and whatever is chosen."""

import csv
import io
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.acts.importing import Duplicates, ImportPlan, ImportRows, Outcome
from crm.book import Book, FixedClock
from crm.exchange.importing import Choices, finished, prepare_import
from crm.exchange.tables import Sheet
from crm.values import Refused
from tests.book.acts import dump
from tests.conftest import NOON

SHAPES = Path(__file__).parents[1] / "exchange" / "shapes"
FILES = sorted(path.name for path in SHAPES.iterdir() if path.suffix in (".csv", ".json"))

CELLS: dict[str, list[str]] = {
    "公司": ["", "仁禾医疗", "仁禾医疗有限公司", "Acme", "ACME Ltd", "acme", "北灯（深圳）", "\u200bAcme", "=A1"],
    "统一社会信用代码": ["", "91330106MA2KD1QX3X", "1", "无"],
    "官网": ["", "https://acme.example", "www.acme.example/about", "renhe.example", "no address"],
    "合作类型": ["", "数据", "银行", "数据、算力", "Distributor: Active", "孵化器"],
    "进展": ["", "洽谈", "合作中", "somewhere"],
    "级别": ["", "A", "战略", "best"],
    "国家": ["", "中国", "GB", "ZZ"],
    "联系人": ["", "杜衡", "Ann Lee", "ann lee"],
    "电话": ["", "13800138000", "+44 20 7946 0018", "call me"],
    "邮箱": ["", "ann@acme.example", "info@acme.example", "not@"],
    "最近联系": ["", "2026-09-03", "2026-13-02", "3/4/2026", "2027-01-01"],
    "标签": ["", "ai", "AI; LLM"],
}
BAD = frozenset(("1", "no address", "孵化器", "somewhere", "best", "ZZ", "not@", "2026-13-02", "2027-01-01"))


def cell(cells: list[str]) -> st.SearchStrategy[str]:
    """One with a problem in one of ten rows or so: the others are to be matched with each other."""
    good = [text for text in cells if text not in BAD]
    return st.sampled_from(good * (100 // len(good)) + cells)


ROW = st.fixed_dictionaries({header: cell(cells) for header, cells in CELLS.items()})
TABLES = st.lists(ROW, min_size=1, max_size=12)
MODES = st.sampled_from(list(Duplicates))


def as_csv(rows: Iterable[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(CELLS))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def planned(book: Book, source: bytes | Path, mode: Duplicates = Duplicates.FILL) -> ImportPlan:
    return finished(prepare_import(book, source, Choices(duplicates=mode), "table.csv"))  .plan


def adds_up(plan: ImportPlan) -> bool:
    counts = plan.counts
    whole = counts.read == counts.new + counts.filled + counts.same + counts.problems
    return whole and all((row.outcome is Outcome.PROBLEM) == bool(row.problems) for row in plan.rows)


def take(book: Book, plan: ImportPlan) -> None:
    if not plan.changes_nothing:
        book.execute(ImportRows(plan, skip_bad=True))


@pytest.mark.parametrize("mode", Duplicates)
@pytest.mark.parametrize("name", FILES)
def test_the_totals_of_every_export_add_up_in_every_mode(book: Book, name: str, mode: Duplicates) -> None:
    first = planned(book, SHAPES / name, mode)
    take(book, first)
    second = planned(book, SHAPES / name, mode)

    assert adds_up(first) and adds_up(second)
    assert second.changes_nothing and second.counts.read == first.counts.read


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, TABLES, MODES)
def test_the_totals_of_any_table_add_up_and_one_undo_takes_it_back(
    before: list[dict[str, str]], table: list[dict[str, str]], mode: Duplicates
) -> None:
    with TemporaryDirectory() as folder, closing(Book.create(Path(folder) / "b.liaison", clock=FixedClock(NOON))) as book:
        try:
            take(book, planned(book, as_csv(before)))
            held = dump(str(book.path))
            plan = planned(book, as_csv(table), mode)
        except Refused:
            return
        assert adds_up(plan) and plan.counts.read <= len(table)
        if plan.changes_nothing:
            return
        book.execute(ImportRows(plan, skip_bad=True))
        again = planned(book, as_csv(table), mode)
        assert adds_up(again)
        if mode is not Duplicates.UPDATE:
            assert again.changes_nothing
        book.undo()
        assert dump(str(book.path)) == held
