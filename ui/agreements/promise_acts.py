"""What can be done about promises: added to a draft, measured, settled with their evidence, or taken out."""

from typing import Any

from crm.agreements.commands import (
    AddDataRight,
    AddGoal,
    AddObligation,
    AddRestriction,
    RecordProgress,
    SettleObligation,
    TriggerObligation,
)
from crm.agreements.owed import Duty
from crm.agreements.queries.rows import GoalRow
from crm.communication.queries import MeetingRows
from crm.values.enums import DataAnswer, DataUse, ObligationForm, ObligationState, RestrictionType
from crm.values.ids import PartnerId
from ui.agreements.act_form import Act, Values
from ui.agreements.acts import date_field, party_options
from ui.agreements.file_field import FileField
from ui.agreements.shown import Shown
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField, TextField
from ui.kit.look import Plain, Text
from ui.kit.room import Desk
from ui.partners.wording import day_text, in_language

MEETINGS = 12
RULES: list[tuple[str, Text]] = [
    ("FREQ=MONTHLY", "agreements.monthly"),
    ("FREQ=MONTHLY;INTERVAL=3", "agreements.quarterly"),
    ("FREQ=MONTHLY;INTERVAL=6", "agreements.half-yearly"),
    ("FREQ=YEARLY", "agreements.yearly"),
]


def clause_field(shown: Shown) -> ChoiceField:
    options: list[tuple[str, Text]] = [("", "agreements.no-clause")]
    for clause in shown.laid:
        heading = in_language(clause.heading_en, clause.heading_zh) or clause.heading_en or clause.heading_zh
        options.append((clause.line, Plain(f"{clause.number} {heading}".strip())))
    return ChoiceField(options, "agreements.clause")


def both_texts() -> list[tuple[str, Text, Any]]:
    return [
        ("text_en", "field.text_en", LineField("field.text_en")),
        ("text_zh", "field.text_zh", LineField("field.text_zh")),
    ]


def kept(values: Values, *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if values[name] not in (None, "")}


def add_goal(desk: Desk, shown: Shown) -> Act:
    fields = [
        *both_texts(),
        ("unit", "field.unit", LineField("field.unit")),
        ("baseline", "field.baseline", LineField("field.baseline")),
        ("target", "field.target", LineField("field.target")),
        ("due_on", "field.due_on", date_field(desk, "due_on")),
        ("line", "agreements.clause", clause_field(shown)),
    ]
    names = ("text_en", "text_zh", "unit", "baseline", "target", "due_on")
    return Act(
        "agreements.add-goal", "agreements.add", fields,
        lambda v: AddGoal(shown.version.id, kept(v, *names), v["line"]),
    )  # fmt: skip


def measure(desk: Desk, goal: GoalRow) -> Act:
    fields = [
        ("value", "field.value", LineField("field.value")),
        ("on", "agreements.measured-on", date_field(desk, "on", desk.book.clock.today())),
        ("note", "field.note", LineField("field.note")),
    ]
    return Act(
        "agreements.record-progress", "agreements.record-progress", fields,
        lambda v: RecordProgress(goal.id, v["value"], v["on"], v["note"]),
        sentence=Plain(in_language(goal.text_en, goal.text_zh) or goal.text_en or goal.text_zh),
    )  # fmt: skip


def add_obligation(desk: Desk, shown: Shown) -> Act:
    fields = [
        ("debtor_id", "agreements.debtor", ChoiceField(party_options(shown), "agreements.debtor")),
        (
            "creditor_id",
            "agreements.creditor",
            ChoiceField(party_options(shown, nobody="agreements.all-others"), "agreements.creditor"),
        ),
        *both_texts(),
        ("form", "field.form", ChoiceField([(form, form) for form in ObligationForm], "field.form")),
        ("due_on", "field.due_on", date_field(desk, "due_on")),
        ("rule", "agreements.how-often", ChoiceField(RULES, "agreements.how-often")),
        ("within", "field.within", LineField("field.within", "agreements.span-hint")),
        ("event", "field.event", LineField("field.event")),
        ("acceptance", "field.acceptance", LineField("field.acceptance")),
        ("line", "agreements.clause", clause_field(shown)),
    ]

    def command(values: Values) -> AddObligation:
        form = values["form"]
        names = ["text_en", "text_zh", "form", "acceptance"]
        names += ["within", "event"] if form is ObligationForm.TRIGGERED else ["due_on"]
        names += ["rule"] if form is ObligationForm.RECURRING else []
        told = kept(values, *names)
        return AddObligation(shown.version.id, values["debtor_id"], told, values["creditor_id"], values["line"])

    return Act("agreements.add-obligation", "agreements.add", fields, command)


def settle(desk: Desk, shown: Shown, duty: Duty) -> Act:
    """Met with a file, a meeting or a reason; waived or disputed with a reason."""
    meetings: list[tuple[Any, Text]] = [(None, "agreements.no-meeting")]
    for party in shown.row.parties:
        if not party.is_home:
            for met in desk.book.query(MeetingRows(PartnerId(party.partner_id), limit=MEETINGS)):
                meetings.append((met.id, Plain(f"{day_text(met.held_on, 'medium')} {met.title}")))
    fields = [
        ("state", "agreements.outcome", ChoiceField([(s, s) for s in ObligationState], "agreements.outcome")),
        ("on", "agreements.settled-on", date_field(desk, "on", desk.book.clock.today())),
        ("file", "agreements.evidence", FileField("agreements.evidence")),
        ("interaction_id", "agreements.meeting", ChoiceField(meetings, "agreements.meeting")),
        ("reason", "field.reason", TextField("field.reason", least=2)),
    ]

    def command(values: Values) -> SettleObligation:
        unmoved = duty.due.unmoved if duty.due is not None else None
        return SettleObligation(
            duty.obligation.id, values["state"], unmoved, values["on"], values["reason"], values["file"],
            interaction_id=values["interaction_id"],
        )  # fmt: skip

    text = in_language(duty.obligation.text_en, duty.obligation.text_zh) or duty.obligation.text_en
    return Act("agreements.settle", "agreements.settle", fields, command, sentence=Plain(text))


def trigger(desk: Desk, duty: Duty) -> Act:
    fields = [("on", "field.event_on", date_field(desk, "event_on", desk.book.clock.today()))]
    return Act(
        "agreements.trigger", "agreements.trigger", fields,
        lambda v: TriggerObligation(duty.obligation.id, v["on"]), sentence=Plain(duty.obligation.event),
    )  # fmt: skip


def add_restriction(desk: Desk, shown: Shown) -> Act:
    fields = [
        (
            "kind",
            "agreements.restriction-kind",
            ChoiceField([(k, k) for k in RestrictionType], "agreements.restriction-kind"),
        ),
        (
            "bound_id",
            "agreements.bound",
            ChoiceField(party_options(shown, nobody="agreements.all-parties"), "agreements.bound"),
        ),
        (
            "holder_id",
            "agreements.holder",
            ChoiceField(party_options(shown, nobody="agreements.all-others"), "agreements.holder"),
        ),
        ("territory", "field.territory", LineField("field.territory")),
        ("use_field", "field.use_field", LineField("field.use_field")),
        ("from_on", "field.from_on", date_field(desk, "from_on")),
        ("until_on", "field.until_on", date_field(desk, "until_on")),
        ("line", "agreements.clause", clause_field(shown)),
    ]
    names = ("kind", "territory", "use_field", "from_on", "until_on")
    return Act(
        "agreements.add-restriction", "agreements.add", fields,
        lambda v: AddRestriction(shown.version.id, kept(v, *names), v["bound_id"], v["holder_id"], v["line"]),
    )  # fmt: skip


def add_right(desk: Desk, shown: Shown) -> Act:
    fields = [
        ("data_set", "field.data_set", LineField("field.data_set")),
        ("model", "field.model", LineField("field.model", "agreements.any-model")),
        ("use", "field.use", ChoiceField([(use, use) for use in DataUse], "field.use")),
        ("answer", "field.answer", ChoiceField([(answer, answer) for answer in DataAnswer], "field.answer")),
        ("until_on", "field.until_on", date_field(desk, "until_on")),
        ("line", "agreements.clause", clause_field(shown)),
    ]
    names = ("data_set", "model", "use", "answer", "until_on")
    return Act(
        "agreements.add-right", "agreements.add", fields,
        lambda v: AddDataRight(shown.version.id, kept(v, *names), v["line"]),
    )  # fmt: skip
