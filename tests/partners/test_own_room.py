"""Own fields, tags, bulk edit, handing over and the bin, in the window, as their user has them."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.book import FixedClock
from crm.partners.commands import AddContact, AddCustomField, BinPartners, SetCustomValue, TagRecords
from crm.partners.queries import BinRows, ContactDetail, CustomFields, CustomValuesOf, PartnerDetail, TagNames
from crm.values.enums import CustomKind, DecisionRole, TagColor, Tier
from crm.values.ids import CustomFieldId, PartnerId
from tests.conftest import NOON
from tests.partners.conftest import TODAY, Town
from tests.window.conftest import app, bare_window, qt_is_clean
from tests.window.driver import Window
from ui.partners.bulk_page import BulkPage
from ui.partners.fields_room import Room as FieldsRoom
from ui.partners.own_fields import OwnFieldRow
from ui.partners.room import PartnersRoom
from ui.partners.tags_room import Room as TagsRoom
from ui.window.bin_room import Room as BinRoom

__all__ = ["app", "bare_window", "qt_is_clean"]


@pytest.fixture
def window(town: Town, bare_window: Window) -> Window:
    """The town, with a number at Renhe, tags, and a colleague."""
    book = town.book
    key = book.execute(AddCustomField({"name": "GPU hours", "kind": "number", "unit": "h"})).first("custom_field")
    book.execute(SetCustomValue(CustomFieldId(key), "", "12500", town.renhe))
    book.execute(TagRecords(("pilot",), (town.renhe, town.stratus)))
    book.execute(TagRecords(("试点",), (town.lanting,)))
    book.execute(AddContact({"name": "周晴", "name_en": "Zhou Qing"}, partner_id=PartnerId(1)))
    book.close()
    return bare_window.open(book.path)


def room(window: Window, name: str) -> QWidget:
    shown = window.office.show_room(name)
    window.settle()
    assert shown is not None
    return shown


def agree(window: Window) -> None:
    window.click(window.office.question.sheet_of.act)
    window.settle()


def value_row(window: Window, town: Town) -> OwnFieldRow:
    shown = room(window, "partners")
    assert isinstance(shown, PartnersRoom)
    shown.open_record("partner", town.renhe)
    shown.pane.show_tab("details")
    window.settle()
    return shown.pane.details.own.rows[0]


def test_a_value_is_typed_on_the_pane_and_kept_exactly(window: Window, town: Town) -> None:
    row = value_row(window, town)
    assert row.editor.text() == "12,500 h"

    row.editor.setFocus()
    row.editor.selectAll()
    window.type("1.5万\t")
    window.until(lambda: window.book.query(CustomValuesOf(town.renhe))[0].scaled == 15_000_000_000, "the value")

    window.until(lambda: row.editor.text() == "15,000 h", "the value as it is shown")


def test_what_is_no_number_is_said_beside_the_field(window: Window, town: Town) -> None:
    row = value_row(window, town)

    row.editor.setFocus()
    row.editor.selectAll()
    window.type("many\t")

    window.until(lambda: row.sentence.isVisible(), "the sentence")
    assert window.book.query(CustomValuesOf(town.renhe))[0].scaled == 12_500_000_000


def test_a_field_is_made_renamed_and_removed_with_its_values(window: Window, town: Town) -> None:
    shown = room(window, "fields")
    assert isinstance(shown, FieldsRoom)
    shown.new.kind.pick(CustomKind.MONEY)
    shown.new.needs.currency.setText("cny")
    shown.new.name.setFocus()
    window.type("年度预算\n")
    window.until(lambda: len(shown.rows) == 2, "the new field")
    assert [field.key for field in window.book.query(CustomFields())] == ["gpu-hours", "nian-du-yu-suan"]

    shown.rows[0].name.setFocus()
    shown.rows[0].name.selectAll()
    window.type("显卡小时\t")
    window.until(lambda: window.book.query(CustomFields())[0].name == "显卡小时", "the name")

    window.click(shown.rows[0].cross)
    agree(window)
    window.until(lambda: len(shown.rows) == 1, "one field less")
    window.press("Ctrl+Z")
    window.until(lambda: len(shown.rows) == 2, "the field again")
    assert window.book.query(CustomValuesOf(town.renhe))[0].scaled == 12_500_000_000


def test_a_kind_that_would_lose_values_is_refused_in_its_row(window: Window) -> None:
    shown = room(window, "fields")
    assert isinstance(shown, FieldsRoom)

    shown.rows[0].kind.pick(CustomKind.DATE)

    assert shown.rows[0].wrong.isVisible()
    assert shown.rows[0].kind.value is CustomKind.NUMBER


def test_a_tag_is_coloured_and_its_colour_is_on_the_head_of_the_pane(window: Window, town: Town) -> None:
    shown = room(window, "tags")
    assert isinstance(shown, TagsRoom)

    window.click(shown.rows[0].swatches.dots[3])
    window.until(lambda: shown.rows[0].tag.color is TagColor.AMBER, "the colour")

    partners = room(window, "partners")
    assert isinstance(partners, PartnersRoom)
    partners.open_record("partner", town.renhe)
    window.settle()
    assert partners.pane.header.tags.shown[-1][2] == "amber"


def test_a_rename_onto_another_tag_asks_first(window: Window) -> None:
    shown = room(window, "tags")
    assert isinstance(shown, TagsRoom)
    shown.rows[0].name.setFocus()
    shown.rows[0].name.selectAll()

    window.type("试点\t")
    window.until(lambda: window.office.question.isVisible(), "the question")
    assert len(window.book.query(TagNames())) == 2
    agree(window)

    window.until(lambda: [tag.uses for tag in window.book.query(TagNames())] == [3], "one tag")


def test_many_are_edited_with_a_preview_and_undone_by_one_key(window: Window, town: Town) -> None:
    shown = room(window, "partners")
    assert isinstance(shown, PartnersRoom)
    window.press("Ctrl+A", shown.table)
    assert window.shows("3 of 3 selected")
    window.press("Ctrl+E")
    (page,) = window.office.findChildren(BulkPage)
    assert not page.apply.isEnabled()

    tier = page.lines[0].editor.lists[0]  # type: ignore[attr-defined]  # of the tier
    tier.pick("registered")
    tier.setFocus()
    window.until(lambda: page.preview.changed == 3, "the preview")
    old_and_new = [(line.title, line.old, line.new) for line in page.found]
    assert ("Renhe Hospital Data", "Strategic", "Registered") in old_and_new
    window.press("Ctrl+Return", tier)

    window.until(lambda: not page.is_open, "the list again")
    tiers = [window.book.query(PartnerDetail(key, TODAY)).fields["tier"] for key in (town.renhe, town.lanting)]
    assert tiers == [Tier.REGISTERED, Tier.REGISTERED]
    window.press("Ctrl+Z")
    window.until(lambda: window.book.query(PartnerDetail(town.renhe, TODAY)).fields["tier"] is Tier.STRATEGIC)


def test_the_people_of_a_partner_are_edited_with_a_preview_from_their_tab(window: Window, town: Town) -> None:
    shown = room(window, "partners")
    assert isinstance(shown, PartnersRoom)
    shown.open_record("partner", town.renhe)
    window.settle()
    shown.pane.show_tab("people")
    window.click("Edit their people at once")
    page = shown.bulk
    window.until(lambda: page.is_open, "the edit of many")
    assert window.shows("Edit 2 contacts")

    page.lines[0].editor.lists[0].pick("champion")  # type: ignore[attr-defined]  # of the decision role
    window.until(lambda: page.preview.changed == 2, "the preview")
    found = sorted((line.label, line.old, line.new) for line in page.found)
    assert found == [("Decision role", "", "Champion"), ("Decision role", "Decision maker", "Champion")]
    window.click(page.apply)

    window.until(lambda: not page.is_open, "the list again")
    people = (town.shen, town.fang)
    roles = [window.book.query(ContactDetail(key)).fields["decision_role"] for key in people]
    assert roles == [DecisionRole.CHAMPION] * 2
    shown.open_record("contact", town.shen)
    window.until(lambda: window.shows("Edited in bulk, 2 contacts: Decision role"), "the timeline")
    window.press("Ctrl+Z")
    window.until(lambda: not window.shows("Edited in bulk"), "the undo")


def test_the_edit_of_many_is_put_away_by_esc(window: Window) -> None:
    room(window, "partners")
    window.press("Ctrl+E")
    (page,) = window.office.findChildren(BulkPage)

    window.press("Esc")

    assert not page.is_open
    assert window.office.findChildren(PartnersRoom)[0].table.isVisible()


def test_partners_are_handed_over_with_a_brief(
    window: Window, town: Town, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = room(window, "partners")
    assert isinstance(shown, PartnersRoom)
    shown.open_record("partner", town.renhe)
    window.settle()
    shown.chosen.hand_over()
    bar = shown.handover_bar
    file = f"{tmp_path}/brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (file, ""))

    window.click(bar.brief)
    window.until(lambda: bar.brief.isEnabled(), "the brief")
    window.click(bar.go)

    window.until(lambda: window.book.query(PartnerDetail(town.renhe, TODAY)).owner_en == "Zhou Qing", "the new owner")
    with open(file, "rb") as brief:  # noqa: PTH123 - a name, not a path
        assert brief.read(5) == b"%PDF-"


def test_what_has_lain_in_the_bin_for_thirty_days_goes_only_when_a_person_says_so(
    window: Window, town: Town, clock: FixedClock
) -> None:
    window.book.execute(BinPartners((town.lanting,)))
    clock.at = NOON + timedelta(days=31)
    shown = room(window, "bin")
    assert isinstance(shown, BinRoom)
    shown.reload()

    assert shown.due.isVisible()
    assert len(window.book.query(BinRows(clock.today()))) == 1
    window.click(shown.due.button)
    agree(window)

    window.until(lambda: window.book.query(BinRows(clock.today())) == [], "the empty bin")
    assert not shown.due.isVisible()
