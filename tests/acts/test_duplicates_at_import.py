"""What becomes of rows that the book knows: skipped, filled, overwritten, or decided one by one; one undo for all."""

import pytest

from crm.acts.importing import Duplicates, ImportPlan, ImportRows, Outcome
from crm.book import Book
from crm.exchange.importing import Choices, finished, prepare_import
from tests.acts.test_landscape import Ask
from tests.book.acts import dump

FIRST = (
    "公司,城市,级别,合作类型,进展,官网,姓名,职务\n仁禾,杭州,优选,数据提供方,洽谈,https://renhe.example,沈若兰,主任\n"
)
SECOND = (
    "公司,城市,级别,合作类型,进展,官网,国家,姓名,职务\n"
    "仁禾,上海,战略,数据提供方,合作中,https://renhe.example,中国,沈若兰,首席数据官\n"
    "云岫,合肥,,算力提供方,潜在,https://yunxiu.example,中国,,\n"
)
HELD = "SELECT p.city, p.tier, p.country, r.stage FROM partner p JOIN partner_role r ON r.partner_id = p.id"


@pytest.fixture
def known(book: Book) -> Book:
    book.execute(ImportRows(finished(prepare_import(book, FIRST.encode())).plan))
    return book


def planned(book: Book, **choices: object) -> ImportPlan:
    return finished(prepare_import(book, SECOND.encode(), Choices(**choices))).plan  # type: ignore[arg-type]


def renhe(book: Book) -> tuple[object, ...]:
    return book.query(Ask(f"{HELD} WHERE p.name = '仁禾'"))[0]


@pytest.mark.parametrize(
    ("mode", "held", "title"),
    [
        (Duplicates.SKIP, ("杭州", "preferred", "", "negotiating"), "主任"),
        (Duplicates.FILL, ("杭州", "preferred", "CN", "negotiating"), "主任"),
        (Duplicates.UPDATE, ("上海", "strategic", "CN", "active"), "首席数据官"),
    ],
)
def test_a_row_that_the_book_knows_is_skipped_filled_or_updated_and_one_undo_takes_it_back(
    known: Book, mode: Duplicates, held: tuple[str, ...], title: str
) -> None:
    before = dump(str(known.path))
    plan = planned(known, duplicates=mode)

    known.execute(ImportRows(plan))

    assert renhe(known) == held
    assert known.query(Ask("SELECT title FROM affiliation WHERE title <> ''")) == [(title,)]
    counts = plan.counts
    assert counts.read == counts.new + counts.filled + counts.same + counts.problems == 2
    known.undo()
    assert dump(str(known.path)) == before


def test_a_stage_that_is_updated_keeps_its_history(known: Book) -> None:
    known.execute(ImportRows(planned(known, duplicates=Duplicates.UPDATE)))

    stages = "SELECT c.stage FROM stage_change c JOIN partner_role r ON r.id = c.partner_role_id"
    partner = "JOIN partner p ON p.id = r.partner_id WHERE p.name = '仁禾' ORDER BY c.id"
    assert known.query(Ask(f"{stages} {partner}")) == [("negotiating",), ("active",)]


def test_the_plan_says_where_book_and_file_contradict_each_other(known: Book) -> None:
    row = planned(known).rows[0]

    assert row.outcome is Outcome.FILLED
    assert [(conflict.field, conflict.book, conflict.file) for conflict in row.conflicts] == [
        ("tier", "preferred", "strategic"),
        ("city", "杭州", "上海"),
        ("stage", "negotiating", "active"),
    ]


def test_what_was_decided_for_one_row_goes_before_what_was_chosen_for_all(known: Book) -> None:
    decided = {2: {"city": "file", "tier": "book", "stage": "book"}}

    known.execute(ImportRows(planned(known, duplicates=Duplicates.SKIP, decisions=decided)))

    assert renhe(known) == ("上海", "preferred", "CN", "negotiating")


def test_the_same_file_again_updates_nothing(known: Book) -> None:
    known.execute(ImportRows(planned(known, duplicates=Duplicates.UPDATE)))

    assert planned(known, duplicates=Duplicates.UPDATE).changes_nothing


LISTED = "公司,最近联系\n仁禾,2026/9/8\n云岫,2026年8月1日\n"
LAST = "SELECT p.name, s.last_contact_on FROM partner_summary s JOIN partner p ON p.id = s.partner_id ORDER BY p.id"


def test_the_last_contact_of_a_list_is_kept_where_it_is_later_than_what_the_book_knows(book: Book) -> None:
    book.execute(ImportRows(finished(prepare_import(book, LISTED.encode())).plan))
    assert book.query(Ask(LAST))[1:] == [("仁禾", "2026-09-08"), ("云岫", "2026-08-01")]

    earlier = "公司,最近联系\n仁禾,2026-07-01\n云岫,2026-09-01\n"
    plan = finished(prepare_import(book, earlier.encode())).plan
    book.execute(ImportRows(plan))

    assert plan.counts.same == 1
    assert book.query(Ask(LAST))[1:] == [("仁禾", "2026-09-08"), ("云岫", "2026-09-01")]


def test_a_last_contact_that_does_not_exist_is_a_problem_and_is_never_rolled_over(book: Book) -> None:
    plan = finished(prepare_import(book, "公司,最近联系\n仁禾,2026-13-02\n云岫,2026-02-30\n".encode())).plan

    assert plan.counts.problems == 2


def test_a_new_partner_that_looks_like_another_is_told_and_comes_in_by_itself(known: Book) -> None:
    text = "公司,官网\n杭州仁禾有限公司,https://renhe-data.example\n云岫算力,\n云岫算力有限公司,\n毫不相干,\n"

    plan = finished(prepare_import(known, text.encode())).plan

    assert plan.counts.new == 4
    told = {row.number: [warning.code for warning in row.warnings] for row in plan.rows}
    assert told == {
        2: ["import.warning.looks-like"],
        3: [],
        4: ["import.warning.looks-like-row"],
        5: [],
    }
    known.execute(ImportRows(plan))
    assert known.query(Ask("SELECT count(*) FROM partner WHERE name LIKE '%仁禾%'")) == [(2,)]
