"""The shapes in which people leave other programs: each export comes in whole, and a second time changes nothing."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from crm.acts.importing import ImportPlan, ImportRows, SheetKind
from crm.book import Book
from crm.exchange.columns.shapes import SHAPES
from crm.exchange.importing import Preparation, finished, prepare_import
from crm.language.catalogue import is_known
from crm.values.enums import Language
from tests.acts.test_landscape import Ask

SHAPES_FOLDER = Path(__file__).parent / "shapes"
FILES = sorted(path for path in SHAPES_FOLDER.iterdir() if path.suffix in (".csv", ".json"))


@dataclass(frozen=True)
class Expected:
    shape: str
    partners: int
    contacts: int
    points: int


EXPECTED = {
    "espocrm-accounts.csv": Expected("espocrm-accounts", 1, 0, 0),
    "espocrm-contacts.csv": Expected("espocrm-contacts", 1, 1, 2),
    "fxiaoke-contacts.csv": Expected("fxiaoke-contacts", 1, 1, 2),
    "fxiaoke-customers.csv": Expected("fxiaoke-customers", 2, 0, 0),
    "google-old.csv": Expected("google-old", 1, 1, 2),
    "google.csv": Expected("google", 2, 3, 7),
    "hubspot-companies.csv": Expected("hubspot-companies", 2, 0, 0),
    "hubspot-contacts.csv": Expected("hubspot-contacts", 2, 2, 3),
    "linkedin.csv": Expected("linkedin", 2, 3, 1),
    "monica.json": Expected("monica", 2, 2, 2),
    "outlook-zh.csv": Expected("outlook", 1, 1, 3),
    "outlook.csv": Expected("outlook", 2, 2, 6),
    "salesforce-accounts.csv": Expected("salesforce-accounts", 2, 0, 0),
    "salesforce-contacts.csv": Expected("salesforce-contacts", 1, 1, 2),
    "salesforce-leads.csv": Expected("salesforce-leads", 1, 1, 2),
    "twenty-companies.csv": Expected("twenty-companies", 2, 0, 0),
    "twenty-people.csv": Expected("twenty-people", 2, 2, 4),
    "wecom-customers.csv": Expected("wecom-customers", 1, 1, 1),
    "wecom-members.csv": Expected("wecom-members", 0, 2, 4),
}


def prepared(book: Book, name: str) -> Preparation:
    return finished(prepare_import(book, SHAPES_FOLDER / name))


def taken(book: Book, name: str) -> ImportPlan:
    plan = prepared(book, name).plan
    book.execute(ImportRows(plan))
    return plan


def test_there_is_a_file_of_every_shape_and_every_shape_has_a_name() -> None:
    assert {path.name for path in FILES} == set(EXPECTED)
    assert {expected.shape for expected in EXPECTED.values()} == {shape.name for shape in SHAPES}
    for shape in SHAPES:
        assert all(is_known(f"import.shape.{shape.name}", language) for language in Language)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_export_comes_in_whole_and_a_second_time_changes_nothing(book: Book, name: str) -> None:
    expected = EXPECTED[name]

    preparation = prepared(book, name)
    plan = preparation.plan
    book.execute(ImportRows(plan))

    assert preparation.columns.shape == expected.shape
    assert (plan.counts.partners, plan.counts.contacts, len(plan.writes.points)) == (
        expected.partners,
        expected.contacts,
        expected.points,
    )
    again = prepared(book, name).plan
    assert again.changes_nothing
    assert again.counts.same == again.counts.read == plan.counts.read


def test_a_google_contact_brings_every_address_its_label_and_its_note(book: Book) -> None:
    taken(book, "google.csv")

    assert [value for (value,) in book.query(Ask("SELECT value FROM contact_point ORDER BY id LIMIT 5"))] == [
        "+442079460018",
        "+442079460019",
        "ann@harbour.example",
        "ann.lee@harbour.example",
        "ann@home.example",
    ]
    notes = 'Met in Bath,\nlikes "maps"'
    assert book.query(Ask("SELECT notes FROM contact WHERE name = 'Ann Lee'")) == [(notes,)]
    tags = "SELECT t.name FROM tagging g JOIN tag t ON t.id = g.tag_id JOIN contact c ON c.id = g.contact_id"
    assert book.query(Ask(f"{tags} WHERE c.name = 'Ann Lee'")) == [("Partners",)]


def test_a_chinese_name_in_parts_is_put_together_family_name_first(book: Book) -> None:
    taken(book, "linkedin.csv")

    assert book.query(Ask("SELECT count(*) FROM contact WHERE name = '林悦'")) == [(1,)]


def test_a_customer_of_fxiaoke_keeps_its_tier_role_and_number(book: Book) -> None:
    taken(book, "fxiaoke-customers.csv")

    told = "SELECT p.tier, p.slug, p.city, r.role FROM partner p JOIN partner_role r ON r.partner_id = p.id"
    assert book.query(Ask(f"{told} WHERE p.name = '杭州仁禾医疗数据有限公司'")) == [
        ("preferred", "C20260001", "杭州市", "data-provider")
    ]


def test_a_list_of_twenty_is_taken_apart_and_its_phone_gets_its_calling_code(book: Book) -> None:
    taken(book, "twenty-people.csv")

    points = {value for (value,) in book.query(Ask("SELECT value FROM contact_point"))}
    assert points == {"+442079460018", "ann@harbour.example", "ben@saltmarsh.example", "ben@home.example"}


def test_the_same_shape_with_its_columns_in_another_order_is_told_too(book: Book) -> None:
    text = (
        "Position,Company,Last Name,First Name,Connected On,Email Address\n"
        "Head of Data,Harbour Trading,Close,Ada,22 Sep 2026,ada@harbour.example\n"
    )

    preparation = finished(prepare_import(book, text.encode(), file="connections.csv"))

    assert (preparation.columns.shape, preparation.columns.kind) == ("linkedin", SheetKind.CONTACTS)
    assert preparation.plan.counts.contacts == 1
