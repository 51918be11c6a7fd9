"""The bin: what comes back has all it had, what goes takes what hangs on it along, and nothing goes unasked."""

import sqlite3
from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.partners.commands import (
    AddCustomField,
    AttachFile,
    BinContacts,
    BinPartners,
    DetachFile,
    EmptyBin,
    MarkFit,
    RestorePartners,
    SetCustomValue,
    TagRecords,
)
from crm.partners.queries import BinRows, PartnerDetail, PartnerTimeline
from crm.values.ids import AttachmentId, CustomFieldId, FitCriterionId
from tests.book.acts import dump
from tests.partners.conftest import TODAY, Town


def furnished(town: Town) -> None:
    """Everything that can hang on a partner, on the one that will go."""
    book, key = town.book, town.lanting
    book.execute(TagRecords(("pilot",), (key,)))
    book.execute(AttachFile("plan.txt", b"the plan", key))
    book.execute(MarkFit(key, FitCriterionId(1), 4, "asked", TODAY))
    seats = book.execute(AddCustomField({"name": "Seats", "kind": "number"})).first("custom_field")
    book.execute(SetCustomValue(CustomFieldId(seats), "", "12", key))
    resold = book.execute(AddCustomField({"name": "Resold by", "kind": "link", "links_to": "partner"}))
    book.execute(SetCustomValue(CustomFieldId(resold.first("custom_field")), "", f"#{key}", town.renhe))


def contents(book: Book) -> list[bytes]:
    with sqlite3.connect(book.path) as connection:
        return [content for (content,) in connection.execute("SELECT content FROM attachment_content")]


def test_a_partner_comes_back_with_all_it_had(town: Town) -> None:
    furnished(town)
    before = town.book.query(PartnerDetail(town.lanting, TODAY))

    town.book.execute(BinPartners((town.lanting,)))
    town.book.execute(RestorePartners((town.lanting,)))

    after = town.book.query(PartnerDetail(town.lanting, TODAY))
    assert (after.tags, after.attachments, after.fields) == (before.tags, before.attachments, before.fields)
    assert len(dump(str(town.book.path))["custom_value"]) == 2
    assert town.book.query(PartnerTimeline(town.lanting)).total > 0


def test_what_hangs_on_a_partner_goes_with_it_and_nothing_is_left_pointing_there(town: Town) -> None:
    furnished(town)
    town.book.execute(BinPartners((town.lanting,)))

    town.book.execute(EmptyBin((town.lanting,)))

    left = dump(str(town.book.path))
    assert left["custom_value"] == left["fit_mark"] == left["attachment"] == []
    assert town.book.inspect() == []
    assert contents(town.book) == []


def test_two_that_are_bound_to_each_other_go_together(town: Town) -> None:
    field = town.book.execute(AddCustomField({"name": "Sister", "kind": "link"})).first("custom_field")
    town.book.execute(SetCustomValue(CustomFieldId(field), "", f"#{town.lanting}", town.lanting))
    town.book.execute(BinPartners((town.lanting, town.stratus)))

    town.book.execute(EmptyBin((town.lanting, town.stratus)))

    assert dump(str(town.book.path))["custom_value"] == []


def test_bytes_stay_while_a_step_may_bring_them_back(town: Town) -> None:
    kept = town.book.execute(AttachFile("a.txt", b"of Renhe", town.renhe)).first("attachment")
    town.book.execute(AttachFile("b.txt", b"of Lanting", town.lanting))
    town.book.execute(DetachFile(AttachmentId(kept)))
    town.book.execute(BinPartners((town.lanting,)))

    town.book.execute(EmptyBin((town.lanting,)))

    assert contents(town.book) == [b"of Renhe"]
    while town.book.undoable() is not None and not town.book.query(PartnerDetail(town.renhe, TODAY)).attachments:
        town.book.undo()
    assert [row.name for row in town.book.query(PartnerDetail(town.renhe, TODAY)).attachments] == ["a.txt"]
    assert town.book.inspect() == []


def test_equal_bytes_of_another_record_stay(town: Town) -> None:
    for partner in (town.renhe, town.lanting):
        town.book.execute(AttachFile("nda.pdf", b"%PDF one and the same", partner))
    town.book.execute(BinPartners((town.lanting,)))

    town.book.execute(EmptyBin((town.lanting,)))
    town.book.mend()

    assert contents(town.book) == [b"%PDF one and the same"]


@pytest.mark.parametrize(("passed", "due"), [(29, False), (30, True), (400, True)])
def test_after_thirty_days_it_is_due_and_still_there(town: Town, passed: int, due: bool) -> None:
    town.book.execute(BinContacts((town.fang,)))
    town.book.execute(BinPartners((town.lanting,)))
    later: date = TODAY + timedelta(days=passed)

    rows = town.book.query(BinRows(later))

    assert [row.goes_on for row in rows] == [date(2026, 10, 22)] * 2
    assert [row.is_due for row in rows] == [due] * 2
