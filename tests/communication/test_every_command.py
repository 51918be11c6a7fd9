"""Every command of the room: done, undone to the row, done again; and what each refuses."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.communication import commands
from crm.communication.commands import (
    AddActionItem,
    AssignActionItem,
    BinActionItems,
    BinInteractions,
    CompleteActionItem,
    DropActionItem,
    EditActionItem,
    EditInteraction,
    EditMinutes,
    ItemChange,
    LogMeeting,
    NewActionItem,
    NewContact,
    NewDecision,
    NewFile,
    ReopenActionItem,
    RestoreActionItems,
    RestoreInteractions,
    SetInteractionContacts,
    SetInteractionPartners,
    SetQuietDays,
    SnoozeActionItem,
    SnoozeQuiet,
)
from crm.communication.queries import ActionItemRows, MeetingDetail
from crm.partners.commands import BinPartners
from crm.values import Command
from crm.values.enums import ActionItemState, Tier
from crm.values.ids import ActionItemId, DecisionId, InteractionId, PartnerId
from tests.book import promises
from tests.communication.town import TODAY, Town

Act = Callable[[Town], Command]
VALUES = {"kind": "video", "held_on": TODAY, "starts_at": "15:00", "lasts": 45, "notes": "One\ntwo", "sentiment": 1}
BRINGS = {"NewActionItem", "NewContact", "NewDecision", "NewFile", "ItemChange"}


def after(town: Town, *commands: Command) -> Town:
    for command in commands:
        town.book.execute(command)
    return town


DONE: dict[str, Act] = {
    "LogMeeting": lambda town: LogMeeting(
        VALUES,
        partner_ids=(town.renhe,),
        about_ids=(town.lab,),
        present_ids=(town.me, town.shen),
        mentioned_ids=(town.qiu,),
        new_contacts=(NewContact("Wang Wu", town.renhe),),
        decisions=(NewDecision("Usage log per batch"), NewDecision("For them", town.renhe)),
        action_items=(
            NewActionItem("Send access log", town.me, due_on=date(2026, 10, 9)),
            NewActionItem("Draft the clause", owner_name="Wang Wu", due_on=date(2026, 9, 25)),
        ),
        tags=("data-rights", "compliance"),
        attachments=(NewFile("log.csv", b"a,b"),),
        closes=(town.samples,),
    ),
    "EditInteraction": lambda town: EditInteraction(town.meeting, "sentiment", None, 2),
    "EditMinutes": lambda town: EditMinutes(
        town.meeting,
        was={"notes": "Batch 8 is released for training"},
        now={"notes": "Batch 8 is held back"},
        partner_ids=(town.lab,),
        about_ids=(town.renhe,),
        present_ids=(town.qiu,),
        new_contacts=(NewContact("Wang Wu", town.lab, present=False),),
        decisions=(NewDecision("Batch 8 is held back"),),
        decisions_gone=(DecisionId(1),),
        action_items=(NewActionItem("Look at batch 8 again"),),
        items_gone=(town.samples,),
        items_changed=(ItemChange(town.theirs, "Name two data officers", town.shen, date(2026, 10, 1)),),
        tags=("compliance",),
    ),
    "SetInteractionPartners": lambda town: SetInteractionPartners(town.meeting, (town.lab,), (town.renhe,)),
    "SetInteractionContacts": lambda town: SetInteractionContacts(town.meeting, (town.fang,), (town.shen,)),
    "BinInteractions": lambda town: BinInteractions((town.meeting,)),
    "RestoreInteractions": lambda town: RestoreInteractions((after(town, BinInteractions((town.meeting,))).meeting,)),
    "AddActionItem": lambda town: AddActionItem("Call Shen", town.renhe, town.me, date(2026, 10, 1)),
    "EditActionItem": lambda town: EditActionItem(town.samples, "due_on", date(2026, 9, 18), "2026-09-30"),
    "CompleteActionItem": lambda town: CompleteActionItem((town.samples, town.theirs), TODAY),
    "ReopenActionItem": lambda town: ReopenActionItem((after(town, DropActionItem((town.samples,))).samples,)),
    "SnoozeActionItem": lambda town: SnoozeActionItem((town.samples,), date(2026, 9, 29)),
    "AssignActionItem": lambda town: AssignActionItem((town.samples,), town.shen),
    "DropActionItem": lambda town: DropActionItem((town.theirs,)),
    "BinActionItems": lambda town: BinActionItems((town.samples,)),
    "RestoreActionItems": lambda town: RestoreActionItems((after(town, BinActionItems((town.samples,))).samples,)),
    "SnoozeQuiet": lambda town: SnoozeQuiet(town.renhe, date(2026, 10, 22)),
    "SetQuietDays": lambda town: SetQuietDays(Tier.PREFERRED, 45),
}

REFUSED: dict[str, tuple[Act, str]] = {
    "LogMeeting alone": (lambda town: LogMeeting(VALUES, ()), "meeting-without-partner"),
    "LogMeeting with us": (lambda town: LogMeeting(VALUES, (town.home,)), "meeting-with-ourselves"),
    "LogMeeting kind": (lambda town: LogMeeting({**VALUES, "kind": "seance"}, (town.renhe,)), "field-unknown-choice"),
    "LogMeeting hour": (lambda town: LogMeeting({**VALUES, "starts_at": "25:00"}, (town.renhe,)), "wall-time-wrong"),
    "LogMeeting ahead": (
        lambda town: LogMeeting({**VALUES, "held_on": date(2026, 10, 22)}, (town.renhe,)),
        "day-in-future",
    ),
    "LogMeeting nowhere": (lambda town: LogMeeting(VALUES, (PartnerId(99),)), "record-missing"),
    "LogMeeting binned": (
        lambda town: LogMeeting(VALUES, (after(town, BinPartners((town.lab,))).lab,)),
        "record-in-bin",
    ),
    "LogMeeting decision": (
        lambda town: LogMeeting(VALUES, (town.renhe,), decisions=(NewDecision("x", town.lab),)),
        "decision-not-for-participant",
    ),
    "LogMeeting empty decision": (
        lambda town: LogMeeting(VALUES, (town.renhe,), decisions=(NewDecision(" "),)),
        "field-required",
    ),
    "LogMeeting owner": (
        lambda town: LogMeeting(VALUES, (town.renhe,), action_items=(NewActionItem("x", owner_name="Nobody"),)),
        "owner-unknown",
    ),
    "LogMeeting item": (
        lambda town: LogMeeting(VALUES, (town.renhe,), action_items=(NewActionItem(""),)),
        "field-required",
    ),
    "LogMeeting tag": (lambda town: LogMeeting(VALUES, (town.renhe,), tags=("x" * 61,)), "tag-too-long"),
    "LogMeeting closes": (
        lambda town: LogMeeting(VALUES, (town.renhe,), closes=(after(town, DropActionItem((town.samples,))).samples,)),
        "action-item-closed",
    ),
    "EditInteraction stale": (lambda town: EditInteraction(town.meeting, "title", "Other", "x"), "field-changed"),
    "EditInteraction wrong": (lambda town: EditInteraction(town.meeting, "sentiment", None, 3), "field-out-of-range"),
    "EditInteraction ahead": (
        lambda town: EditInteraction(town.meeting, "held_on", date(2026, 9, 8), date(2027, 1, 1)),
        "day-in-future",
    ),
    "EditMinutes stale": (
        lambda town: EditMinutes(town.meeting, {"notes": "other"}, {"notes": "x"}, (town.renhe,)),
        "field-changed",
    ),
    "SetInteractionPartners": (lambda town: SetInteractionPartners(town.meeting, ()), "meeting-without-partner"),
    "SetInteractionContacts": (
        lambda town: SetInteractionContacts(InteractionId(99), (town.fang,)),
        "record-missing",
    ),
    "BinInteractions": (lambda town: BinInteractions(()), "nothing-chosen"),
    "RestoreInteractions": (lambda town: RestoreInteractions((town.meeting,)), "not-in-bin"),
    "AddActionItem": (lambda town: AddActionItem("  "), "field-required"),
    "EditActionItem": (lambda town: EditActionItem(town.samples, "text", "Send", "x"), "field-changed"),
    "EditActionItem day": (
        lambda town: EditActionItem(town.samples, "due_on", date(2026, 9, 18), "30 Feb"),
        "field-not-a-date",
    ),
    "CompleteActionItem": (
        lambda town: CompleteActionItem((after(town, CompleteActionItem((town.samples,))).samples,)),
        "action-item-closed",
    ),
    "CompleteActionItem ahead": (
        lambda town: CompleteActionItem((town.samples,), date(2026, 10, 1)),
        "day-in-future",
    ),
    "ReopenActionItem": (lambda town: ReopenActionItem((town.samples,)), "action-item-open"),
    "SnoozeActionItem": (lambda town: SnoozeActionItem((town.samples,), TODAY), "snooze-not-ahead"),
    "AssignActionItem": (lambda town: AssignActionItem((), town.me), "nothing-chosen"),
    "DropActionItem": (lambda town: DropActionItem((ActionItemId(99),)), "record-missing"),
    "BinActionItems": (
        lambda town: BinActionItems((after(town, BinActionItems((town.samples,))).samples,)),
        "record-in-bin",
    ),
    "RestoreActionItems": (lambda town: RestoreActionItems((town.samples,)), "not-in-bin"),
    "SnoozeQuiet": (lambda town: SnoozeQuiet(town.renhe, date(2026, 1, 1)), "snooze-not-ahead"),
    "SetQuietDays": (lambda town: SetQuietDays(Tier.STRATEGIC, 0), "field-out-of-range"),
}


def test_every_command_of_the_room_is_tried_here() -> None:
    named = set(commands.__all__) - BRINGS

    assert named == set(DONE)
    assert named == {name.split()[0] for name in REFUSED}


@pytest.mark.parametrize("name", DONE)
def test_it_is_done_undone_and_done_again(name: str, town: Town) -> None:
    promises.is_done_undone_and_done_again(town.book, DONE[name](town))


@pytest.mark.parametrize("name", DONE)
def test_a_failure_in_the_middle_leaves_nothing(name: str, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    promises.leaves_nothing_when_it_fails_half_way(town.book, DONE[name](town), monkeypatch)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_and_changes_nothing(name: str, town: Town) -> None:
    act, code = REFUSED[name]
    promises.is_refused_and_changes_nothing(town.book, act(town), code)


def test_a_meeting_takes_its_action_items_to_the_bin_and_back(town: Town) -> None:
    town.book.execute(BinActionItems((town.theirs,)))
    town.book.clock.at = town.book.clock.at.replace(minute=30)  # type: ignore[attr-defined]  # the fixed clock of the tests
    town.book.execute(BinInteractions((town.meeting,)))
    assert town.book.query(ActionItemRows(state=None)) == []

    town.book.execute(RestoreInteractions((town.meeting,)))

    assert [item.id for item in town.book.query(ActionItemRows())] == [town.samples]


def test_what_a_person_of_theirs_promised_they_owe(town: Town) -> None:
    items = {item.id: item for item in town.book.query(ActionItemRows())}
    assert items[town.samples].ours
    assert not items[town.theirs].ours

    town.book.execute(AssignActionItem((town.theirs,), town.chen))

    assert {item.id: item for item in town.book.query(ActionItemRows())}[town.theirs].ours


def test_a_decision_for_a_partner_who_was_not_there_becomes_internal(town: Town) -> None:
    logged = town.book.execute(
        LogMeeting(VALUES, (town.renhe, town.lab), decisions=(NewDecision("Only for the lab", town.lab),))
    )
    meeting = InteractionId(logged.first("interaction"))

    town.book.execute(SetInteractionPartners(meeting, (town.renhe,)))

    (decision,) = town.book.query(MeetingDetail(meeting)).decisions
    assert (decision.partner_id, decision.internal) == (None, True)


def test_a_meeting_closes_what_it_settled_on_its_own_day(town: Town) -> None:
    town.book.execute(LogMeeting({**VALUES, "held_on": date(2026, 9, 21)}, (town.renhe,), closes=(town.samples,)))

    done = {item.id: item for item in town.book.query(ActionItemRows(state=ActionItemState.DONE))}
    assert done[town.samples].done_on == date(2026, 9, 21)
