"""Fields that the book adds come in from columns of their name, exact, and go with the import's undo."""

import pytest

from crm.acts.importing import Duplicates, ImportPlan, ImportRows
from crm.book import Book
from crm.exchange.importing import Choices, finished, prepare_import
from crm.partners.commands import AddCustomField
from tests.acts.test_landscape import Ask
from tests.book.acts import dump

TEXT = (
    "公司,优先级,预算,合同日,座席数,介绍方,姓名,生日\n"
    '仁禾,高,"CNY 1,200.50",2026年9月1日,1.5万,Mingyuan AI,沈若兰,1990-05-01\n'
    "云岫,低,,,,,,\n"
)
VALUES = """
SELECT f.name, v.text, v.scaled, v.currency, v.to_partner_id
FROM custom_value v JOIN custom_field f ON f.id = v.field_id
ORDER BY f.id, v.id
"""


@pytest.fixture
def fielded(book: Book) -> Book:
    for values in (
        {"name": "优先级", "kind": "choice", "options": "高\n中\n低"},
        {"name": "预算", "kind": "money", "currency": "CNY"},
        {"name": "合同日", "kind": "date"},
        {"name": "座席数", "kind": "number"},
        {"name": "介绍方", "kind": "link", "links_to": "partner"},
        {"name": "生日", "kind": "date", "concept": "contact"},
    ):
        book.execute(AddCustomField(values))
    return book


def planned(book: Book, text: str = TEXT, **choices: object) -> ImportPlan:
    return finished(prepare_import(book, text.encode(), Choices(**choices))).plan  # type: ignore[arg-type]


def test_own_fields_come_in_exactly_and_one_undo_takes_them_back(fielded: Book) -> None:
    before = dump(str(fielded.path))

    fielded.execute(ImportRows(planned(fielded)))

    assert fielded.query(Ask(VALUES)) == [
        ("优先级", "高", None, "", None),
        ("优先级", "低", None, "", None),
        ("预算", "", 120050, "CNY", None),
        ("合同日", "2026-09-01", None, "", None),
        ("座席数", "15000", 15_000_000_000, "", None),
        ("介绍方", "", None, "", 1),
        ("生日", "1990-05-01", None, "", None),
    ]
    assert planned(fielded).changes_nothing
    fielded.undo()
    assert dump(str(fielded.path)) == before


def test_a_value_that_is_other_is_kept_or_updated_as_was_chosen(fielded: Book) -> None:
    fielded.execute(ImportRows(planned(fielded)))
    other = "公司,优先级\n仁禾,中\n"

    assert planned(fielded, other).changes_nothing
    fielded.execute(ImportRows(planned(fielded, other, duplicates=Duplicates.UPDATE)))

    assert fielded.query(Ask(VALUES))[0] == ("优先级", "中", None, "", None)


def test_what_is_no_value_of_the_field_is_a_problem_of_its_row(fielded: Book) -> None:
    plan = planned(fielded, "公司,优先级,预算\n仁禾,最高,12 apples\n")

    inner = [problem.values["problem"].code for problem in plan.problems]  # type: ignore[attr-defined]
    assert len(inner) == 2
    assert plan.counts.problems == 1


def test_a_column_of_another_name_is_mapped_by_the_name_or_the_key(fielded: Book) -> None:
    fielded.execute(ImportRows(planned(fielded, "公司,重要性\n仁禾,高\n", named=(("优先级", "重要性"),))))

    assert fielded.query(Ask(VALUES)) == [("优先级", "高", None, "", None)]
