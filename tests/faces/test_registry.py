"""What `commands`, `do` and `ask` offer: everything that is there, and each of it alive."""

from datetime import date
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest

from crm.book import Book, FixedClock
from crm.faces import registry
from crm.faces.conversion import converted, make
from crm.partners.commands import AddPartner, NewRole
from crm.values import Command, Refused
from crm.values.enums import PartnerRole, Stage, Tier
from tests.conftest import NOON
from tests.house.sources import ROOT

VALUES: dict[str, object] = {
    "today": NOON.date(),
    "since": date(2026, 1, 1),
    "until": NOON.date(),
    "on": NOON.date(),
    "words": "",
    "text": "护士",
    "typed": "f",
    "files": ("仁禾 NDA.pdf",),
    "shape": "0" * 64,
    "runs": ("Fang Wei",),
    "shown": ("Fang Wei",),
    "partner_ids": (2,),
    "owner": 2,
    "ids": (2, 3),
    "id": 2,
    "partner_id": 2,
    "version_id": 1,
    "kind": "partner",
    "going": frozenset(),
    "version": 2,
    "keep_id": 2,
    "lose_id": 3,
    "name": "Acme",
    "uid": "nobody",
    "was": 1,
    "now": 1,
    "sha256": "0" * 64,
    "weights": {1: 20, 2: 0},
    "year": 2026,
}
REFUSING = {
    *("AgreementDetail", "AgreementFindings", "AgreementNamed", "ContactNamed", "LaidAgreement", "MergePreview"),
    *("InForce", "Overlapping", "PartnerNamed", "StandardDifferences", "VersionChanges"),
}
"""Queries that refuse a name that nobody has."""


def asked(name: str) -> Any:
    kind = registry.queries()[name]
    return kind(**{field.name: of_its_type(field) for field in registry.fields_of(kind) if field.required})


def of_its_type(field: registry.Field) -> object:
    value = VALUES[field.name]
    return field.type(value) if isinstance(field.type, EnumType) else value


@pytest.mark.parametrize("name", registry.queries())
def test_every_query_answers_on_the_sample_book_and_on_an_empty_one(name: str, sample: Path, empty_book: Book) -> None:
    book = Book.open(sample, clock=FixedClock(NOON), read_only=True)
    try:
        for each in (book, empty_book):
            try:
                each.query(asked(name))
            except Refused:
                assert name in REFUSING or each is empty_book
    finally:
        book.close()


def test_commands_are_found_wherever_they_stand() -> None:
    found = registry.commands()

    assert {"AddPartner", "LogMeeting", "SetHomeParty", "ImportRows", "SnoozeQuiet"} <= set(found)
    assert all(issubclass(kind, Command) and kind.label.startswith("undo.") for kind in found.values())


def test_every_command_and_query_says_in_a_sentence_what_it_is() -> None:
    silent = [
        name
        for name, kind in {**registry.commands(), **registry.queries()}.items()
        if not kind.__doc__ or kind.__doc__.startswith(f"{name}(")
    ]

    assert silent == []


def test_words_become_fields_by_their_types() -> None:
    made = make(AddPartner, ["name=Foo", "tier=strategic", 'roles=[{"role": "investor", "stage": "active"}]'], {})

    assert made.values == {"name": "Foo", "tier": "strategic"}
    assert made.roles == (NewRole(PartnerRole.INVESTOR, Stage.ACTIVE),)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("7", int, 7),
        ("是", bool, True),
        ("no", bool, False),
        ("2026-09-22", date, NOON.date()),
        ("", date | None, None),
        ("strategic", Tier, Tier.STRATEGIC),
        ("[1, 2]", tuple[int, ...], (1, 2)),
    ],
)
def test_each_type_is_read(text: str, kind: Any, value: object) -> None:
    assert converted(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind"), [("x", int), ("maybe", bool), ("32 May", date), ("gold", Tier), ("1,x", tuple[int, ...])]
)
def test_what_is_not_of_the_type_is_refused(text: str, kind: Any) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        converted(text, kind)


def test_every_command_is_tried_by_some_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert [name for name in registry.commands() if f"{name}(" not in tests] == []


def test_a_list_is_typed_as_words_between_commas() -> None:
    from crm.faces.conversion import value_of

    assert value_of("3, 4", tuple[int, ...], "ids") == (3, 4)
    assert value_of("[3, 4]", tuple[int, ...], "ids") == (3, 4)
    assert value_of("data,算力", tuple[str, ...], "tags") == ("data", "算力")
