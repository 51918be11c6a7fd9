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
from crm.values import Refused
from tests.book.acts import dump
from tests.conftest import NOON

SHAPES = Path(__file__).parents[1] / "exchange" / "shapes"
FILES = sorted(path.name for path in SHAPES.iterdir() if path.suffix in (".csv", ".json"))

PARTNERS = [
    {"公司": "仁禾医疗", "统一社会信用代码": "91330106MA2KD1QX3X", "官网": "https://renhe.example"},
    {"公司": "仁禾医疗有限公司", "统一社会信用代码": "91330106MA2KD1QX3X", "官网": "renhe.example"},
    {"公司": "Acme", "统一社会信用代码": "无", "官网": "https://acme.example"},
    {"公司": "ACME Ltd", "统一社会信用代码": "", "官网": "www.acme.example/about"},
    {"公司": "=A1", "统一社会信用代码": "", "官网": "acme.example"},
    {"公司": "北灯（深圳）", "统一社会信用代码": "", "官网": ""},
    {"公司": "", "统一社会信用代码": "1", "官网": "no address"},
]
PEOPLE = [
    {"联系人": "杜衡", "电话": "13800138000", "邮箱": ""},
    {"联系人": "Ann Lee", "电话": "+44 20 7946 0018", "邮箱": "ann@acme.example"},
    {"联系人": "", "电话": "", "邮箱": ""},
    {"联系人": "Ben Ash", "电话": "call me", "邮箱": "not@"},
]
CELLS: dict[str, list[str]] = {
    "合作类型": ["", "数据", "数据、算力", "Distributor: Active", "孵化器"],
    "进展": ["", "洽谈", "合作中", "洽谈", "合作中", "somewhere"],
    "级别": ["", "A", "战略", "A", "战略", "best"],
    "国家": ["", "中国", "GB", "中国", "GB", "ZZ"],
    "最近联系": ["", "2026-09-03", "2026-08-04", "2026-13-02"],
    "标签": ["", "ai", "AI; LLM"],
}
"""The last word of some is a problem. Partners and people are whole: a table of which each row contradicts the others
about who is who has no right answer the second time."""

OTHERS = st.fixed_dictionaries({header: st.sampled_from(cells) for header, cells in CELLS.items()})
ROW = st.builds(
    lambda *parts: {header: text for part in parts for header, text in part.items()},
    st.sampled_from(PARTNERS),
    st.sampled_from(PEOPLE),
    OTHERS,
)
TABLES = st.lists(ROW, min_size=1, max_size=12)
MODES = st.sampled_from(list(Duplicates))


def as_csv(rows: Iterable[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*PARTNERS[0], *PEOPLE[0], *CELLS])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def planned(book: Book, source: bytes | Path, mode: Duplicates = Duplicates.FILL) -> ImportPlan:
    return finished(prepare_import(book, source, Choices(duplicates=mode), "table.csv")).plan


def created(folder: str) -> Book:
    return Book.create(Path(folder) / "b.liaison", clock=FixedClock(NOON))


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


def test_companies_that_share_a_website_are_told_apart_the_second_time_too(book: Book) -> None:
    table = b"name,website\nAcme,acme.example\nACME Ltd,acme.example\nHarbour,acme.example\n"
    first = planned(book, table)
    take(book, first)

    assert [row.outcome for row in first.rows] == [Outcome.NEW, Outcome.FILLED, Outcome.NEW]
    assert planned(book, table).changes_nothing


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, TABLES, MODES)
def test_the_totals_of_any_table_add_up_and_one_undo_takes_it_back(
    before: list[dict[str, str]], table: list[dict[str, str]], mode: Duplicates
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(Book.create(Path(folder) / "b.liaison", clock=FixedClock(NOON))) as book,
    ):
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
