"""A second import of one file changes nothing, whatever its rows say of one partner or one person.

Partners and people are found here by their names. Rows that tie two names together by a website or a legal name that
only a later row brings may still be read otherwise the second time.
"""

import csv
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.acts.importing import Duplicates, ImportRows
from crm.book import Book
from crm.exchange.importing import Choices
from tests.acts.test_importing import prepare

COLUMNS: dict[str, list[str]] = {
    "name": ["Acme", "Acme", "ACME", "仁禾", "Blue"],
    "country": ["", "NO", "SE"],
    "role": ["", "investor", "platform"],
    "stage": ["", "active", "negotiating"],
    "tier": ["", "strategic", "preferred"],
    "city": ["", "Oslo", "Bergen"],
    "tags": ["", "x", "y"],
    "contact": ["", "Ada Lovelace", "Alan Turing"],
    "email": ["", "ada@acme.example", "info@acme.example"],
    "title": ["", "CEO", "CTO"],
}
rows = st.lists(st.tuples(*(st.sampled_from(words) for words in COLUMNS.values())), min_size=2, max_size=5)


def table(lines: list[tuple[str, ...]]) -> str:
    out = StringIO()
    csv.writer(out).writerows([tuple(COLUMNS), *lines])
    return out.getvalue()


@pytest.mark.parametrize("mode", [Duplicates.FILL, Duplicates.UPDATE])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=rows)
def test_a_second_import_changes_nothing(book: Book, mode: Duplicates, lines: list[tuple[str, ...]]) -> None:
    choices = Choices(duplicates=mode)
    plan = prepare(book, table(lines), choices).plan
    book.execute(ImportRows(plan, skip_bad=True))

    again = prepare(book, table(lines), choices).plan
    book.undo()
    assert again.changes_nothing, again.writes
