"""Every command about what an agreement promises and allows: done, undone to the row, done again; and refused."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.agreements.commands import (
    AddDataRight,
    AddGoal,
    AddObligation,
    AddRestriction,
    AmendAgreement,
    EditDataRight,
    EditGoal,
    EditObligation,
    EditRestriction,
    RecordProgress,
    RemoveDataRight,
    RemoveGoal,
    RemoveObligation,
    RemoveProgress,
    RemoveRestriction,
    ReopenObligation,
    SetObligation,
    SettleObligation,
    TriggerObligation,
)
from crm.values import Command
from crm.values.enums import ObligationState
from crm.values.ids import DataRightId, GoalId, RestrictionId
from tests.agreements.town import RELEASE, SCAN, TODAY, YEARLY, Town, after, obligation, owing, signed
from tests.book import promises

Act = Callable[[Town], Command]
GOAL = {"text_en": "Records delivered", "unit": "million", "baseline": "0", "target": "12.5", "due_on": "2027-03-31"}
ONCE = {"text_en": "Deliver batch 8", "text_zh": "交付第八批", "due_on": date(2026, 11, 2), "acceptance": "QA report"}
SCOPE = {"kind": "exclusivity", "territory": "CN, SG", "use_field": "health", "until_on": date(2027, 9, 30)}
RIGHT = {"data_set": "Batch 8", "model": "any", "use": "fine-tune", "answer": "yes"}
FAR = date(2027, 12, 1)


def line(town: Town) -> str:
    return town.text().clauses[1].paragraphs[0].line


def with_goal(town: Town) -> Town:
    return after(town, AddGoal(town.version().id, GOAL, line(town)))


def goal(town: Town) -> GoalId:
    return town.promises().goals[0].id


def with_scope(town: Town) -> Town:
    return after(town, AddRestriction(town.version().id, SCOPE, town.party(1), town.party(0)))


def scope(town: Town) -> RestrictionId:
    return town.promises().restrictions[0].id


def with_right(town: Town) -> Town:
    return after(town, AddDataRight(town.version().id, RIGHT, line(town)))


def right(town: Town) -> DataRightId:
    return town.promises().data_rights[0].id


def owed(town: Town, values: dict[str, object] = ONCE) -> Town:
    return after(town, owing(town, values))


def due(town: Town, values: dict[str, object] = ONCE) -> Town:
    """The same in a signed agreement."""
    return signed(town, owing(town, values))


def met(town: Town, **fields: object) -> SettleObligation:
    return SettleObligation(obligation(town), ObligationState.MET, **fields)  # type: ignore[arg-type]  # whatever is tried


DONE: dict[str, Act] = {
    "AddGoal": lambda town: AddGoal(town.version().id, GOAL, line(town)),
    "EditGoal": lambda town: EditGoal(goal(with_goal(town)), "target", "12.5", "15"),
    "RemoveGoal": lambda town: RemoveGoal(goal(with_goal(town))),
    "RecordProgress": lambda town: RecordProgress(goal(with_goal(town)), "3.25", TODAY, "first delivery"),
    "RemoveProgress": lambda town: RemoveProgress(goal(after(with_goal(town), RecordProgress(goal(town), "3"))), TODAY),
    "AddObligation": lambda town: AddObligation(
        town.version().id, town.party(1), ONCE, town.party(0), town.text().clauses[0].line
    ),
    "EditObligation": lambda town: EditObligation(obligation(owed(town)), "creditor_id", town.party(0), None),
    "SetObligation": lambda town: SetObligation(obligation(owed(town)), ONCE, {**YEARLY, "acceptance": ""}),
    "RemoveObligation": lambda town: RemoveObligation(obligation(owed(town))),
    "TriggerObligation": lambda town: TriggerObligation(obligation(due(town, RELEASE)), date(2026, 9, 1)),
    "SettleObligation": lambda town: met(due(town), file=SCAN, interaction_id=town.meeting, reason="batch 8"),
    "ReopenObligation": lambda town: ReopenObligation(
        obligation(after(due(town), met(town, reason="seen"))), date(2026, 11, 2)
    ),
    "AddRestriction": lambda town: AddRestriction(town.version().id, SCOPE, town.party(1), town.party(0), line(town)),
    "EditRestriction": lambda town: EditRestriction(scope(with_scope(town)), "bound_id", town.party(1), None),
    "RemoveRestriction": lambda town: RemoveRestriction(scope(with_scope(town))),
    "AddDataRight": lambda town: AddDataRight(town.version().id, RIGHT, line(town)),
    "EditDataRight": lambda town: EditDataRight(right(with_right(town)), "answer", "yes", "silent"),
    "RemoveDataRight": lambda town: RemoveDataRight(right(with_right(town))),
}

REFUSED: dict[str, tuple[Act, str]] = {
    "AddGoal": (lambda town: AddGoal(town.version().id, {"target": "5"}), "promise-without-text"),
    "AddGoal number": (lambda town: AddGoal(town.version().id, {**GOAL, "target": "much"}), "field-not-a-number"),
    "AddGoal elsewhere": (lambda town: AddGoal(town.version().id, GOAL, "01ELSEWHERE"), "clause-of-another"),
    "AddGoal signed": (lambda town: AddGoal(signed(town).version().id, GOAL), "version-signed"),
    "EditGoal": (lambda town: EditGoal(goal(with_goal(town)), "target", "1", "2"), "field-changed"),
    "EditGoal signed": (
        lambda town: EditGoal(goal(signed(with_goal(town))), "target", "12.5", "2"),
        "version-signed",
    ),
    "RemoveGoal": (lambda town: RemoveGoal(goal(signed(with_goal(town)))), "version-signed"),
    "RecordProgress": (lambda town: RecordProgress(goal(with_goal(town)), "a lot"), "field-not-a-number"),
    "RecordProgress ahead": (lambda town: RecordProgress(goal(with_goal(town)), "1", FAR), "day-in-future"),
    "RemoveProgress": (lambda town: RemoveProgress(goal(with_goal(town)), TODAY), "progress-missing"),
    "AddObligation": (
        lambda town: AddObligation(town.version().id, town.party(1), ONCE, town.party(1)),
        "debtor-is-creditor",
    ),
    "AddObligation due": (lambda town: owing(town, {"text_en": "x"}), "obligation-without-due"),
    "AddObligation paste": (
        lambda town: owing(town, {**ONCE, "acceptance": "x" * 10_000_000}),
        "field-too-long",
    ),
    "AddObligation rule": (lambda town: owing(town, {**YEARLY, "rule": ""}), "obligation-without-rule"),
    "AddObligation hanging": (
        lambda town: owing(town, {**YEARLY, "rule": "FREQ=SECONDLY"}),
        "recurrence-not-portable",
    ),
    "AddObligation start": (
        lambda town: owing(town, {**YEARLY, "rule": "FREQ=MONTHLY;BYMONTHDAY=15"}),
        "recurrence-start-no-instance",
    ),
    "AddObligation trigger": (lambda town: owing(town, {**RELEASE, "within": ""}), "obligation-without-trigger"),
    "AddObligation signed": (lambda town: owing(signed(town), ONCE), "version-signed"),
    "EditObligation": (lambda town: EditObligation(obligation(owed(town)), "rule", "x", ""), "field-changed"),
    "EditObligation self": (
        lambda town: EditObligation(obligation(owed(town)), "creditor_id", town.party(0), town.party(1)),
        "debtor-is-creditor",
    ),
    "EditObligation nobody": (
        lambda town: EditObligation(obligation(owed(town)), "debtor_id", town.party(1), None),
        "field-required",
    ),
    "EditObligation form": (
        lambda town: EditObligation(obligation(owed(town)), "form", "once", "triggered"),
        "obligation-without-trigger",
    ),
    "SetObligation": (lambda town: SetObligation(obligation(owed(town)), {}, {}), "nothing-changed"),
    "SetObligation stale": (
        lambda town: SetObligation(obligation(owed(town)), {"text_en": "?"}, {"text_en": "x"}),
        "field-changed",
    ),
    "RemoveObligation": (lambda town: RemoveObligation(obligation(due(town))), "version-signed"),
    "TriggerObligation": (lambda town: TriggerObligation(obligation(due(town)), TODAY), "obligation-not-triggered"),
    "TriggerObligation draft": (
        lambda town: TriggerObligation(obligation(owed(town, RELEASE)), TODAY),
        "agreement-not-signed",
    ),
    "SettleObligation": (lambda town: met(due(town)), "met-without-evidence"),
    "SettleObligation draft": (lambda town: met(owed(town), reason="x"), "agreement-not-signed"),
    "SettleObligation amendment": (
        lambda town: met(owed(after(signed(town), AmendAgreement(town.draft, "more", date(2027, 1, 1)))), reason="x"),
        "agreement-not-signed",
    ),
    "SettleObligation waived": (
        lambda town: SettleObligation(obligation(due(town)), ObligationState.WAIVED, file=SCAN),
        "settled-without-reason",
    ),
    "SettleObligation untriggered": (lambda town: met(due(town, RELEASE), reason="x"), "obligation-untriggered"),
    "SettleObligation which": (lambda town: met(due(town, YEARLY), reason="x"), "obligation-instance-needed"),
    "SettleObligation never": (
        lambda town: met(due(town, YEARLY), reason="x", unmoved=TODAY),
        "obligation-no-instance",
    ),
    "SettleObligation ahead": (lambda town: met(due(town), reason="x", on=FAR), "day-in-future"),
    "ReopenObligation": (lambda town: ReopenObligation(obligation(due(town)), TODAY), "obligation-open"),
    "AddRestriction": (
        lambda town: AddRestriction(town.version().id, SCOPE, town.party(1), town.party(1)),
        "bound-is-holder",
    ),
    "AddRestriction backwards": (
        lambda town: AddRestriction(town.version().id, {**SCOPE, "from_on": FAR}),
        "ends-before-start",
    ),
    "EditRestriction": (lambda town: EditRestriction(scope(with_scope(town)), "use_field", "x", "y"), "field-changed"),
    "RemoveRestriction": (lambda town: RemoveRestriction(scope(signed(with_scope(town)))), "version-signed"),
    "AddDataRight": (lambda town: AddDataRight(with_right(town).version().id, RIGHT), "data-right-twice"),
    "AddDataRight answer": (
        lambda town: AddDataRight(town.version().id, {**RIGHT, "answer": "perhaps"}),
        "field-unknown-choice",
    ),
    "EditDataRight": (lambda town: EditDataRight(right(with_right(town)), "answer", "no", "yes"), "field-changed"),
    "RemoveDataRight": (lambda town: RemoveDataRight(right(signed(with_right(town)))), "version-signed"),
}


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
