"""A meeting is logged from anywhere, by keys alone, in English and in Chinese; nothing typed is lost."""

import json
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from crm.communication.queries import ActionItemRows, Meeting, MeetingDetail, MeetingRows
from crm.values.enums import ActionItemState, InteractionKind, Language
from tests.communication.town import Town
from tests.window.driver import Window
from ui.communication.head import read_time
from ui.communication.pane import MeetingPane
from ui.kit.look import look


def pane(window: Window) -> MeetingPane:
    """The pane of this window, also while it is put away."""
    made = [part for part in QApplication.allWidgets() if isinstance(part, MeetingPane)]
    return next(part for part in made if part.desk is window.office.desk)


def newest(window: Window) -> Meeting:
    return window.book.query(MeetingDetail(window.book.query(MeetingRows())[0].id))


def offered(window: Window) -> list[str]:
    popup = pane(window).notes.popup
    return [row.text for row in popup.model.rows] if popup is not None and popup.isVisible() else []


def shown(window: Window) -> str:
    """Everything that the list beside the text says."""
    from PySide6.QtWidgets import QWidget

    names = [part.accessibleName() for part in pane(window).saved.findChildren(QWidget) if part.isVisible()]
    return "\n".join(name for name in names if name)


def rested(window: Window) -> None:
    window.until(lambda: not pane(window).rest.isActive(), "the list made anew")


def test_a_meeting_with_two_people_and_an_action_item_takes_at_most_twelve_keys_besides_the_text(
    window: Window,
) -> None:
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        window.press(key)

    press("Ctrl+L")
    window.type("Pilot agreed with @Shen")
    press("Return")
    window.type("and @fangw")
    press("Return")
    press("Return")
    window.type("Send the samples due Friday")
    press("Ctrl+Return")

    meeting = newest(window)
    assert meeting.notes == "Pilot agreed with @Shen Ruolan and @Fang Wei \nSend the samples due Friday"
    assert [person.en for person in meeting.people] == ["Lin Yue", "Shen Ruolan", "Fang Wei"]
    assert [(item.text, item.due_on) for item in meeting.items] == [("Send the samples", date(2026, 9, 25))]
    assert not pane(window).isVisible()
    assert keys <= 12


def test_the_same_in_chinese_through_an_input_method(window: Window) -> None:
    look.set(language=Language.CHINESE)
    window.press("Ctrl+L")
    notes = pane(window).notes

    window.type("与＠")
    window.compose("shen", notes)
    assert offered(window) == []
    window.commit("沈", notes)
    assert offered(window)[0] == "沈若兰"
    window.press("Return")
    window.type("通话，周五前发样例")
    window.compose("le", notes)
    QApplication.sendEvent(
        notes, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    )
    assert pane(window).isVisible(), "Enter belongs to what is being composed"
    window.commit("了", notes)
    window.press("Ctrl+Return")

    meeting = newest(window)
    assert meeting.notes == "与@沈若兰通话，周五前发样例了"
    assert [person.zh for person in meeting.people] == ["Lin Yue", "沈若兰"]
    assert [item.due_on for item in meeting.items] == [date(2026, 9, 25)]


def test_in_chinese_pinyin_puts_in_the_chinese_name_and_enter_then_ends_the_line(window: Window) -> None:
    look.set(language=Language.CHINESE)
    window.press("Ctrl+L")

    window.type("@shen")
    window.press("Return")
    window.press("Return")
    window.type("@fang")
    window.press("Return")

    assert pane(window).notes.text() == "@沈若兰\n@方薇"


def test_what_will_be_saved_stands_beside_the_text_while_one_types(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type(
        "@Shen Ruolan agreed. #pilot\nDecided: start in October\nSend the plan by 30 Feb\nCall @Wang Wu due 9 Oct"
    )
    rested(window)

    told = shown(window)
    for part in ("Renhe Hospital Data", "Lin Yue", "Shen Ruolan", "pilot", "Start in October", "Call Wang Wu"):
        assert part in told
    assert "Fri 9 Oct" in told
    assert "“by 30 Feb”: there is no such day. It is left as text." in told
    assert "Wang Wu: add as a contact" in told
    assert "4 changes, one undo step" in told


def test_a_name_that_nobody_has_becomes_a_contact_in_the_same_step(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("@Wang Wu")
    assert offered(window) == ["New contact Wang Wu at Renhe Hospital Data"]

    window.press("Return")
    window.type("joins")
    window.press("Ctrl+Return")

    people = {person.en: person.partner_id for person in newest(window).people}
    assert people["Wang Wu"] == town.renhe
    window.office.undo()
    window.settle()
    assert window.book.query(MeetingRows())[0].id == town.meeting


def test_what_a_meeting_closes_is_done_by_one_key(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("Samples handed over")
    window.press("Ctrl+D")
    window.press("Ctrl+Return")

    done = window.book.query(ActionItemRows(ActionItemState.DONE))
    assert [item.id for item in done] == [town.samples]


def test_esc_closes_first_the_popup_then_the_pane_and_keeps_the_draft(window: Window) -> None:
    window.press("Ctrl+L")
    window.type("About @Sh")
    assert offered(window)
    window.press("Escape")
    assert offered(window) == []
    assert pane(window).isVisible()

    window.press("Escape")
    assert not pane(window).isVisible()
    window.press("Ctrl+L")

    assert pane(window).notes.text() == "About @Sh"


def test_what_was_typed_is_kept_within_a_second_and_offered_after_a_crash(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("Half a sentence")
    drafts = window.office.draft_file
    window.until(lambda: drafts.path.exists() and "Half a sentence" in drafts.path.read_text(), "the draft on disk")

    kept = json.loads(json.loads(drafts.path.read_text())["log"])
    assert kept["last"] == f"partner/{town.renhe}"
    pane(window).start_over()
    window.office.go_on("log")
    window.settle()

    assert pane(window).notes.text() == "Half a sentence"
    assert pane(window).draft.partner_ids == (town.renhe,)


def test_a_saved_meeting_leaves_no_draft(window: Window) -> None:
    window.press("Ctrl+L")
    window.type("With @Shen Ruolan all is well")
    window.press("Ctrl+Return")

    assert window.office.draft_file.kept("log") == ""


def test_without_a_partner_it_says_what_is_missing_and_saves_nothing(window: Window, town: Town) -> None:
    window.press("Ctrl+L")
    window.type("Nobody is named")
    window.press("Ctrl+Return")

    assert pane(window).isVisible()
    assert window.book.query(MeetingRows())[0].id == town.meeting
    assert window.shows("No partner took part. Name at least one, with @ in the notes or in the field “Add a partner”.")


def test_kind_time_face_and_secrecy_are_one_press_each(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("Short call")
    window.press("Down", pane(window).kind)
    window.click("Good")
    window.click("Internal")
    pane(window).time.setFocus()
    window.type("15:00, 45 min", pane(window).time)
    window.press("Ctrl+Return", pane(window).notes)

    meeting = newest(window)
    assert meeting.kind is InteractionKind.CALL
    assert (meeting.sentiment, meeting.internal, meeting.starts_at, meeting.lasts) == (1, True, "15:00", 45)


def test_a_logged_meeting_is_corrected_in_the_same_pane(window: Window, town: Town) -> None:
    window.office.open_log(interaction_id=town.meeting)
    assert pane(window).notes.text() == "Batch 8 is released for training"

    window.type("\nCall @Shen Ruolan due tomorrow")
    window.press("Ctrl+Return")

    meeting = window.book.query(MeetingDetail(town.meeting))
    assert [item.text for item in meeting.items if item.due_on == date(2026, 9, 9)] == ["Call Shen Ruolan"]
    assert len(meeting.items) == 3
    assert len(meeting.decisions) == 2


def test_a_tag_and_a_day_are_completed_and_a_whole_one_lets_enter_end_the_line(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("About #da")
    assert offered(window) == ["data-rights"]
    window.press("Return")
    window.type("send it due Fr")
    assert offered(window) == ["Friday"]
    window.press("Tab")
    assert pane(window).notes.text() == "About #data-rights send it due Friday "

    window.type("\nnext")

    assert pane(window).notes.text().endswith("due Friday \nnext")


def test_an_emoji_before_a_name_does_not_shift_its_colour(window: Window) -> None:
    window.press("Ctrl+L")
    pane(window).notes.put_text("😀😀 @Fang Wei said")
    pane(window).on_typed()
    pane(window).read_anew()

    (first,) = [
        (part.start, part.length)
        for part in pane(window).notes.document().firstBlock().layout().formats()
        if part.format.background().style() != Qt.BrushStyle.NoBrush
    ]
    assert first == (5, 9)


def test_markup_is_plain_text(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("<b>bold</b> & <img src=x>\nDecided: <i>no</i>")
    window.press("Ctrl+Return")

    meeting = newest(window)
    assert meeting.notes == "<b>bold</b> & <img src=x>\nDecided: <i>no</i>"
    assert meeting.decisions[0].text == "<i>no</i>"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("15:00", ("15:00", None)),
        ("9:30, 45 min", ("09:30", 45)),
        ("1500 90", ("15:00", 90)),
        ("15:00-15:45", ("15:00", 45)),
        ("23:30–0:15", ("23:30", 45)),
        ("15：00，2 小时", ("15:00", 120)),
        ("", ("", None)),
        ("25:00", None),
        ("soon", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, time: tuple[str, int | None] | None) -> None:
    assert read_time(text) == time


def test_a_correction_shows_what_stays_and_what_goes(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.type("Two things\nDecided: ship it\nSend the plan due Friday")
    window.press("Ctrl+Return")
    key = newest(window).id
    window.office.open_log(interaction_id=key)

    pane(window).notes.put_text("Two things\nDecided: ship it")
    pane(window).on_typed()
    rested(window)

    assert "Send the plan\ngoes" in shown(window)
    window.press("Ctrl+Return", pane(window).notes)
    assert newest(window).items == ()


def test_a_meeting_opened_and_saved_unchanged_writes_nothing(window: Window, town: Town) -> None:
    steps = len(window.book.history(100))
    window.office.open_log(interaction_id=town.meeting)
    window.press("Ctrl+Return")

    assert not pane(window).isVisible()
    assert len(window.book.history(100)) == steps


def test_in_a_narrow_window_it_lies_over_the_room_with_all_its_parts(window: Window, town: Town) -> None:
    window.office.open_log(partner_id=town.renhe)
    window.press("Escape")
    window.main.resize(1100, 800)
    window.settle()

    window.press("Ctrl+L")

    assert pane(window).isVisible()
    assert pane(window).notes.isVisible()
    assert pane(window).saved.isVisible()
    window.press("Escape")
    assert not pane(window).isVisible()
