"""The landscape of 472 projects of the AI ecosystem, as it lies in the shared data."""

import csv
from pathlib import Path
from sqlite3 import Connection

import pytest

from crm.acts.importing import ImportPlan, ImportRows
from crm.book import Book
from crm.exchange.importing import finished, prepare_import
from crm.partners.duplicates.keys import slug_of
from crm.values import Query

ROWS = 472
NEW_ORGANIZATIONS = 169
"""213 slugs, of which 44 are the name of a row."""


class Ask(Query[list[tuple[object, ...]]]):
    """Any SQL, for looking at what was written."""

    def __init__(self, sql: str, *values: object) -> None:
        self.sql, self.values = sql, values

    def run(self, connection: Connection) -> list[tuple[object, ...]]:
        return connection.execute(self.sql, self.values).fetchall()


@pytest.fixture
def landscape(data: Path) -> Path:
    return data / "lfai_landscape.csv"


def prepared(book: Book, path: Path) -> ImportPlan:
    return finished(prepare_import(book, path)).plan


def test_every_row_becomes_a_partner_and_every_slug_one_too(book: Book, landscape: Path) -> None:
    plan = prepared(book, landscape)
    book.execute(ImportRows(plan))

    assert (plan.counts.read, plan.counts.new, plan.counts.problems) == (ROWS, ROWS, 0)
    assert plan.counts.organizations == NEW_ORGANIZATIONS
    with landscape.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stored = {str(row[0]): row for row in book.query(Ask(
        "SELECT name, website, repository, twitter, maturity, description FROM partner"
        " WHERE is_home = 0 ORDER BY id DESC"
    ))}  # fmt: skip
    assert len(stored) == ROWS + NEW_ORGANIZATIONS
    for row in rows:
        wanted = ("name", "homepage", "repository", "twitter", "stage", "description")
        assert stored[row["name"].strip()] == tuple(row[column].strip() for column in wanted)
    assert book.query(Ask("SELECT count(*) FROM partner_role")) == [(0,)]


def test_a_slug_becomes_its_organization_and_is_kept(book: Book, landscape: Path) -> None:
    book.execute(ImportRows(prepared(book, landscape)))
    joined = """
        SELECT a.name, b.name, b.slug FROM relationship AS r
        JOIN partner AS a ON a.id = r.from_partner_id JOIN partner AS b ON b.id = r.to_partner_id
        WHERE r.kind = 'maintained-by'"""
    edges = {row[0]: row[1:] for row in book.query(Ask(joined))}

    assert edges["Candle"] == ("Hugging Face", "hugging-face")
    assert edges["Data-Prep-Kit"] == ("IBM", "ibm")
    assert edges["OAAX"][1] == "network-optix"
    assert edges["DMetaSoul (hosting)"] == ("DMetaSoul", "dmetasoul")
    assert "OpenCV" not in edges, "a project whose slug is its own name is not joined to itself"
    assert "Université Libre de Tunis" not in edges
    with landscape.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    slugs = {slug_of(row["organization"]) for row in rows} - {""}
    assert {slug_of(str(row[0])) for row in book.query(Ask("SELECT slug FROM partner WHERE slug <> ''"))} == slugs
    alone = sum(not row["organization"] or slug_of(row["organization"]) == slug_of(row["name"]) for row in rows)
    assert len(book.query(Ask(joined))) == ROWS - alone


def test_a_second_import_changes_nothing(book: Book, landscape: Path) -> None:
    book.execute(ImportRows(prepared(book, landscape)))
    again = prepared(book, landscape)

    assert again.changes_nothing
    assert again.counts.same == ROWS


def test_one_undo_takes_all_of_it_back(book: Book, landscape: Path) -> None:
    book.execute(ImportRows(prepared(book, landscape)))
    book.undo()
    assert book.query(Ask("SELECT count(*) FROM partner")) == [(1,)]
    assert book.query(Ask("SELECT count(*) FROM tag")) == [(0,)]
    book.redo()
    assert prepared(book, landscape).changes_nothing


def test_a_project_in_the_book_is_filled_and_not_doubled(book: Book, landscape: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("name,city,website\nhugging face,Paris,https://huggingface.co\nMilvus,,https://milvus.io/\n")
    book.execute(ImportRows(prepared(book, mine)))
    book.execute(ImportRows(prepared(book, landscape)))

    assert book.query(Ask("SELECT city, slug FROM partner WHERE name = 'hugging face'")) == [("Paris", "hugging-face")]
    assert book.query(Ask("SELECT count(*) FROM partner WHERE name = 'Hugging Face'")) == [(0,)]
