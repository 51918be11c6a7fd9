"""Today by keys alone: done, put off, logged, handed over; each can be taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm.communication.commands import SetQuietDays
from crm.communication.queries import ActionItemRow, ActionItemRows
from crm.partners.commands import AddPartner
from crm.values.enums import ActionItemState, Language, Tier
from tests.communication.town import Town
from tests.communication.window.test_log_pane import pane
from tests.window.driver import Window
from ui.kit.look import look
from ui.kit.rows import HeadingRow, TwoLineRow
from ui.today.room import TodayRoom


@pytest.fixture
def today(window: Window) -> TodayRoom:
    room = window.office.show_room("today")
    assert isinstance(room, TodayRoom)
    window.settle()
    return room


def titles(room: TodayRoom) -> list[str]:
    return [row.title for row in room.list.rows.rows if isinstance(row, TwoLineRow)]


def item(window: Window, key: int) -> ActionItemRow:
    return next(one for one in window.book.query(ActionItemRows(state=None)) if one.id == key)


def offered(room: TodayRoom) -> list[str]:
    popup = room.list.choices
    return [row.text for row in popup.model.rows] if popup is not None and popup.isVisible() else []


def test_each_row_stands_in_its_group_with_its_reason(today: TodayRoom) -> None:
    rows = list(today.list.rows.rows)

    assert [row.title for row in rows if isinstance(row, HeadingRow)] == ["Overdue", "Next 14 days"]
    late = rows[1]
    assert isinstance(late, TwoLineRow)
    assert (late.title, late.name, late.tail) == (
        "Send 200 de-identified samples",
        "Renhe Hospital Data",
        "4 days late",
    )
    assert late.reason == "Promised at the meeting of 8 Sep, due 18 Sep"


def test_d_is_done_and_undo_brings_the_row_back(window: Window, today: TodayRoom, town: Town) -> None:
    window.press("D")
    window.until(lambda: "Send 200 de-identified samples" not in titles(today), "the row gone")
    assert item(window, town.samples).state is ActionItemState.DONE
    assert window.shows("Done: Send 200 de-identified samples")

    window.press("Ctrl+Z")
    window.until(lambda: "Send 200 de-identified samples" in titles(today), "the row back")

    assert item(window, town.samples).state is ActionItemState.OPEN


def test_s_puts_it_off_until_the_day_that_is_chosen(window: Window, today: TodayRoom, town: Town) -> None:
    window.press("S")
    assert offered(today) == ["Tomorrow", "Next Monday", "In two weeks", "Choose a day…"]

    window.press("Down")
    window.press("Return")
    window.until(lambda: len(titles(today)) == 1, "the row gone")

    assert item(window, town.samples).snoozed_until == date(2026, 9, 28)


def test_s_also_takes_any_day_of_a_month(window: Window, today: TodayRoom, town: Town) -> None:
    window.press("S")
    window.press("Up")
    window.press("Return")
    window.press("Down")
    window.press("Right")
    window.press("Return")

    window.until(lambda: item(window, town.samples).snoozed_until == date(2026, 9, 30), "the day")


def test_a_hands_it_over(window: Window, today: TodayRoom, town: Town) -> None:
    window.press("A")
    assert offered(today) == ["Lin Yue", "Chen Mo"]
    window.press("Down")
    window.press("Return")

    owner = item(window, town.samples).owner
    assert owner is not None
    assert owner.en == "Chen Mo"


def test_l_logs_about_its_partner(window: Window, today: TodayRoom, town: Town) -> None:
    window.press("L")

    assert pane(window).isVisible()
    assert pane(window).draft.partner_ids == (town.renhe,)


def test_a_quiet_partner_rests_or_is_logged(window: Window, today: TodayRoom, town: Town) -> None:
    window.book.execute(SetQuietDays(Tier.STRATEGIC, 7))
    window.until(lambda: "Renhe Hospital Data: 14 days without contact" in titles(today), "the quiet partner")
    today.list.choose(("quiet", town.renhe))

    window.press("S")
    window.press("Return")

    window.until(lambda: len(titles(today)) == 2, "the row gone")


def test_mine_and_everyone_are_counted_and_switched(window: Window, today: TodayRoom) -> None:
    assert (today.answer and today.answer.mine, today.answer and today.answer.everyone) == (2, 2)
    window.press("Ctrl+M")
    window.settle()

    assert today.whose.choice() == "mine"
    assert today.state()["whose"] == "mine"


def test_what_another_wrote_is_seen(window: Window, today: TodayRoom, town: Town) -> None:
    from crm.communication.commands import AddActionItem

    window.book.execute(AddActionItem("Bring the contract", town.renhe, due_on=date(2026, 9, 22)))

    window.until(lambda: "Bring the contract" in titles(today), "the new row")


def test_a_recent_meeting_opens_for_correction(window: Window, today: TodayRoom, town: Town) -> None:
    today.recent.list.setFocus()
    window.press("Return", today.recent.list)

    shown = pane(window).meeting
    assert shown is not None
    assert shown.id == town.meeting


def test_the_list_takes_letters_as_keys_also_under_an_input_method(today: TodayRoom) -> None:
    assert not today.list.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_language_switches_while_it_is_open(window: Window, today: TodayRoom) -> None:
    look.set(language=Language.CHINESE)
    window.settle()

    late = today.list.rows.rows[1]
    assert isinstance(late, TwoLineRow)
    assert (late.name, late.tail) == ("仁禾医疗数据", "迟 4 天")
    assert late.reason == "9月8日会议上答应，期限 9月18日"


def test_when_nothing_is_due_it_says_so(window: Window, today: TodayRoom, town: Town) -> None:
    window.press("D")
    window.until(lambda: len(titles(today)) == 1, "one left")
    window.press("D")
    window.until(lambda: not titles(today), "none left")

    assert window.shows("Nothing is due")


def test_markup_in_a_name_is_plain_text(window: Window, today: TodayRoom) -> None:
    from crm.communication.commands import AddActionItem

    made = window.book.execute(AddPartner({"name": "<b>Acme</b>"})).first("partner")
    window.book.execute(AddActionItem("<i>x</i> & y", made, due_on=date(2026, 9, 1)))  # type: ignore[arg-type]  # an id

    window.until(lambda: "<i>x</i> & y" in titles(today), "the row as typed")


def test_a_row_that_is_done_folds_away_and_the_next_is_asked_for_then(window: Window, today: TodayRoom) -> None:
    look.reduce_motion = False

    QTest.keyClick(today.list, Qt.Key.Key_D)

    assert today.list.folding_row >= 0
    assert "Send 200 de-identified samples" in titles(today)
    window.until(lambda: "Send 200 de-identified samples" not in titles(today), "the row gone")
    assert (today.list.folding_row, today.list.left_of_row) == (-1, 1.0)
