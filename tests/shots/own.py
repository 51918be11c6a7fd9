"""What the book calls its own, on pictures: fields, tags, bulk edit, the brief of a handing over."""

from crm.book.search import FoundNames
from crm.communication.queries import MeetingRows
from crm.partners.bulk import BulkChange
from crm.partners.commands import AddCustomField, BulkEdit, ColorTag, HandOver, SetCustomValue, TagRecords
from crm.partners.queries import Owners, TagNames
from crm.values.enums import TagColor
from crm.values.ids import ContactId, CustomFieldId, PartnerId
from tests.window.driver import Window
from ui.kit.segments import Tabs
from ui.partners.bulk_page import BulkPage
from ui.partners.room import PartnersRoom


def found(window: Window, name: str, kind: str = "partner") -> int:
    return window.book.query(FoundNames(name, 1, kind))[0].record_id


def fill(window: Window) -> PartnerId:
    """One field of each kind with what Renhe has in it, one of contacts."""
    renhe = PartnerId(found(window, "Renhe"))
    for values, text in (
        ({"name": "GPU hours", "kind": "number", "unit": "h"}, "12,500"),
        ({"name": "年度预算", "kind": "money", "currency": "CNY"}, "120万"),
        ({"name": "Security review", "kind": "date"}, "2026-10-15"),
        ({"name": "Region", "kind": "choice", "options": "East\nNorth\n华南"}, "East"),
        ({"name": "Introduced by", "kind": "link", "links_to": "contact"}, f"#{found(window, 'Fang', 'contact')}"),
        ({"name": "Remarks", "kind": "text"}, ""),
    ):
        key = CustomFieldId(window.book.execute(AddCustomField(values)).first("custom_field"))
        if text:
            window.book.execute(SetCustomValue(key, "", text, renhe))
    birthday = AddCustomField({"name": "Birthday", "concept": "contact", "kind": "date"})
    window.book.execute(birthday)
    return renhe


def fields_filled(window: Window) -> None:
    fill(window)
    window.office.go("fields")
    window.settle()


def own_fields_of_partner(window: Window) -> None:
    renhe = fill(window)
    window.office.go("partners", "partner", renhe)
    window.settle()
    for tabs in window.office.findChildren(Tabs):
        if tabs.isVisible() and "details" in tabs.segments:
            tabs.pick("details")
    window.settle()
    pane = window.office.room.pane  # type: ignore[union-attr]  # the partners' room
    pane.pages.currentWidget().verticalScrollBar().setValue(10_000)
    window.settle()


def own_fields_of_contact(window: Window) -> None:
    fill(window)
    person = ContactId(found(window, "Fang", "contact"))
    window.book.execute(TagRecords(("speaker", "早期用户"), contact_ids=(person,)))
    paint(window)
    window.office.go("partners", "contact", person)
    window.settle()


def paint(window: Window) -> None:
    """Each tag in the next colour."""
    colors = list(TagColor)
    for place, tag in enumerate(window.book.query(TagNames()), 1):
        window.book.execute(ColorTag(tag.id, colors[place % len(colors)]))


def tags_filled(window: Window) -> None:
    renhe = PartnerId(found(window, "Renhe"))
    window.book.execute(TagRecords(("pilot", "重点客户", "Chinese text"), (renhe,)))
    paint(window)
    window.office.go("tags")
    window.settle()


def bulk_begun(window: Window) -> BulkPage:
    """All that the list shows, to be edited."""
    fill(window)
    window.office.go("partners")
    window.settle()
    window.press("Ctrl+E")
    window.settle()
    return window.office.findChildren(BulkPage)[0]


def bulk_edit(window: Window) -> None:
    page = bulk_begun(window)
    page.lines[0].editor.lists[0].pick("preferred")  # type: ignore[attr-defined]  # of the tier
    page.add_line()
    page.lines[1].field.pick("tag")
    page.lines[1].editor.line.setText("重点客户")  # type: ignore[attr-defined]  # of a tag
    window.settle()
    window.until(lambda: page.preview.changed > 0, "the preview")


def bulk_refused(window: Window) -> None:
    page = bulk_begun(window)
    page.lines[0].field.pick("stage")
    page.lines[0].editor.lists[0].pick("data-provider")  # type: ignore[attr-defined]  # of the role
    page.lines[0].editor.lists[1].pick("active")  # type: ignore[attr-defined]  # of the stage
    window.until(lambda: page.preview.refused > 0, "the preview")


def handing_over(window: Window) -> None:
    window.office.go("partners", "partner", found(window, "Renhe"))
    window.settle()
    window.office.findChildren(PartnersRoom)[0].chosen.hand_over()
    window.settle()


def tags_in_table(window: Window) -> None:
    """The column of tags, each in its colour."""
    window.book.execute(TagRecords(("pilot", "重点客户"), (PartnerId(found(window, "Renhe")),)))
    paint(window)
    window.office.go("partners")
    window.settle()
    table = window.office.findChildren(PartnersRoom)[0].table
    table.arrange({**table.arrangement(), "shown": ["name", "roles", "tag", "tier", "last"]})
    table.model_of_rows.reload()
    window.settle()


def own_fields_of_meeting(window: Window) -> None:
    """A meeting that is corrected, with a field of its own."""
    window.book.execute(AddCustomField({"name": "Recording", "concept": "interaction", "kind": "text"}))
    window.office.go("partners", "partner", found(window, "Renhe"))
    window.settle()
    window.office.open_log(interaction_id=window.book.query(MeetingRows(None, limit=1))[0].id)
    window.settle()


def own_fields_of_new_meeting(window: Window) -> None:
    """A new meeting, with fields of its own to be filled before it is saved."""
    for values in ({"name": "Recording", "kind": "text"}, {"name": "Room", "kind": "choice", "options": "Big\nSmall"}):
        window.book.execute(AddCustomField(values | {"concept": "interaction"}))
    window.office.go("partners", "partner", found(window, "Renhe"))
    window.settle()
    window.press("Ctrl+L")
    window.settle()


def tag_bar(window: Window) -> None:
    """Tags are completed, each in its colour."""
    tags_filled(window)
    window.office.go("partners")
    window.settle()
    window.press("Ctrl+A")
    window.press("Ctrl+T")
    window.type("e")
    window.settle()


def changed_with_many(window: Window) -> None:
    """The timeline of a partner that was edited, and handed over, with others."""
    renhe = fill(window)
    others = (renhe, PartnerId(found(window, "Stratus")))
    window.book.execute(BulkEdit(others, (BulkChange("maturity", "graduated"), BulkChange("tag", "pilot"))))
    owners = [row.id for row in window.book.query(Owners())]
    window.book.execute(HandOver(owners[0], owners[1], others))
    window.office.go("partners", "partner", renhe)
    window.settle()
