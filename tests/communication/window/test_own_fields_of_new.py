"""Own fields of a meeting are filled while it is written, and saved with it in one step."""

import pytest
from PySide6.QtWidgets import QWidget

from crm.acts.logging import LogMeetingWithFields, OwnText
from crm.communication.queries import MeetingRows
from crm.partners.commands import AddCustomField
from crm.partners.queries import CustomValuesOf
from crm.values.ids import CustomFieldId, InteractionId
from tests.book import promises
from tests.communication.town import Town
from tests.communication.window.test_log_pane import newest, pane
from tests.window.driver import Window
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.pickers import PickField

FIELDS = (
    {"name": "Recording", "concept": "interaction", "kind": "text"},
    {"name": "Cost", "concept": "interaction", "kind": "number"},
    {"name": "Room", "concept": "interaction", "kind": "choice", "options": "Big\nSmall"},
    {"name": "Host", "concept": "interaction", "kind": "link", "links_to": "partner"},
)


@pytest.fixture
def keys(window: Window) -> list[CustomFieldId]:
    return [CustomFieldId(window.book.execute(AddCustomField(values)).first("custom_field")) for values in FIELDS]


def begun(window: Window) -> None:
    window.press("Ctrl+L")
    window.type("@Renhe")
    window.press("Return")
    window.type("talked about the price")


def fill(window: Window, editor: QWidget, text: str) -> None:
    editor.setFocus()
    window.type(text)
    window.press("Tab")


def values_of(window: Window, meeting: int) -> dict[str, object]:
    rows = window.book.query(CustomValuesOf(interaction_id=InteractionId(meeting)))
    return {row.field.name: row.text or row.scaled or row.to_partner_id for row in rows}


def test_fields_are_saved_with_the_meeting_and_undone_with_it(
    window: Window, keys: list[CustomFieldId], town: Town
) -> None:
    begun(window)
    rows = {row.own.name: row.editor for row in pane(window).own.rows}
    assert list(rows) == ["Recording", "Cost", "Room", "Host"] and pane(window).own.isVisible()
    assert isinstance(rows["Room"], ChoiceField) and isinstance(rows["Host"], PickField)
    fill(window, rows["Recording"], "tape 7")
    rows["Room"].pick("Small")
    fill(window, rows["Host"], "Renhe")
    before = len(window.book.query(MeetingRows()))
    window.press("Ctrl+Return", pane(window).notes)
    window.settle()

    assert values_of(window, newest(window).id) == {
        "Recording": "tape 7",
        "Cost": None,
        "Room": "Small",
        "Host": town.renhe,
    }
    window.office.registry.run("undo")
    window.settle()
    assert len(window.book.query(MeetingRows())) == before

    window.press("Ctrl+L")
    assert pane(window).own.rows[0].seen == ""


def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_saved(
    window: Window, keys: list[CustomFieldId]
) -> None:
    begun(window)
    before = len(window.book.query(MeetingRows()))
    cost = pane(window).own.rows[1]
    fill(window, cost.editor, "many")
    assert cost.sentence.isVisible() and "many" in cost.sentence.whole

    window.press("Ctrl+Return", pane(window).notes)
    assert len(window.book.query(MeetingRows())) == before


def test_what_was_typed_in_a_field_is_there_again_with_the_draft(window: Window, keys: list[CustomFieldId]) -> None:
    begun(window)
    fill(window, pane(window).own.rows[0].editor, "tape 8")
    window.press("Escape", pane(window).notes)
    window.press("Ctrl+L")

    editor = pane(window).own.rows[0].editor
    assert isinstance(editor, LineField) and editor.text() == "tape 8"


def test_the_command_keeps_its_promises(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    field = CustomFieldId(town.book.execute(AddCustomField(FIELDS[0])).first("custom_field"))
    act = LogMeetingWithFields(
        {"kind": "call", "held_on": town.book.clock.today()}, (town.renhe,), own=(OwnText(field, "tape 9"),)
    )
    promises.is_done_undone_and_done_again(town.book, act)
    town.book.undo()
    promises.leaves_nothing_when_it_fails_half_way(town.book, act, monkeypatch)
