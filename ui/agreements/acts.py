"""What can be done to an agreement, as forms: each a few fields and the command that comes of them."""

from datetime import date
from typing import Any

from crm.agreements.commands import (
    AmendAgreement,
    GiveNumber,
    LiftOverride,
    MeetCondition,
    NewMark,
    OverrideStatus,
    RecordMark,
    RecordNotice,
    RenewByConsent,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.marks import day_of_party
from crm.agreements.queries.rows import OverrideRow
from crm.values import Message
from crm.values.enums import AgreementStatus, MarkKind, MarksRequired, NoticeType
from ui.agreements.act_form import Act, Values
from ui.agreements.file_field import FileField
from ui.agreements.shown import Shown
from ui.agreements.wording import party_name
from ui.kit.choices import ChoiceField
from ui.kit.dates import DateField
from ui.kit.fields import LineField, TextField
from ui.kit.look import Plain, Text
from ui.kit.room import Desk

MARK = "mark-"


def date_field(desk: Desk, name: str, value: date | None = None) -> DateField:
    field = DateField(desk.book.clock.today, f"field.{name}")
    field.show_date(value)
    return field


def party_options(shown: Shown, *, nobody: Text = "") -> list[tuple[Any, Text]]:
    first: list[tuple[Any, Text]] = [(None, nobody)] if nobody else []
    return [*first, *((party.id, Plain(party_name(party))) for party in shown.row.parties)]


def amend(desk: Desk, shown: Shown) -> Act:
    """Proposed from today, or from the first day of an agreement that has not begun."""
    first = max(desk.book.clock.today(), shown.version.terms.effective_on or date.min)

    def command(values: Values) -> AmendAgreement:
        on = values["effective_on"] or first
        return AmendAgreement(shown.id, values["reason"], on)

    fields = [
        ("reason", "agreements.what-for", TextField("agreements.what-for", least=2)),
        ("effective_on", "field.effective_on", date_field(desk, "effective_on", first)),
    ]
    return Act("agreements.amend", "agreements.begin-amendment", fields, command, sentence="agreements.amend-why")


def renew(_desk: Desk, shown: Shown) -> Act:
    fields = [
        ("length", "field.renewal_term", LineField("field.renewal_term", Plain(shown.version.terms.renewal_term))),
        ("reason", "agreements.what-for", LineField("agreements.what-for")),
    ]
    return Act(
        "agreements.renew", "agreements.renew", fields,
        lambda values: RenewByConsent(shown.id, values["length"], values["reason"]),
        sentence="agreements.renew-why",
    )  # fmt: skip


def notice(desk: Desk, shown: Shown) -> Act:
    """Given or received: what counts is when it arrived."""

    def command(values: Values) -> RecordNotice:
        told = {name: value for name, value in values.items() if value not in (None, "") and name != "from_party_id"}
        return RecordNotice(shown.id, told, values["from_party_id"])

    today = desk.book.clock.today()
    fields = [
        (
            "kind",
            "agreements.notice-kind",
            ChoiceField([(kind, kind) for kind in NoticeType], "agreements.notice-kind"),
        ),
        ("from_party_id", "agreements.notice-from", ChoiceField(party_options(shown), "agreements.notice-from")),
        ("sent_on", "field.sent_on", date_field(desk, "sent_on", today)),
        ("received_on", "field.received_on", date_field(desk, "received_on")),
        ("cure", "field.cure", LineField("field.cure", "agreements.span-hint")),
        ("note", "field.note", TextField("field.note", least=2)),
    ]
    sentence: Text = ""
    if shown.life.notice is not None:
        days = {"end": shown.life.notice.end, "notice": shown.life.notice.day}
        sentence = Message("agreements.notice-in-time", days)
    return Act("agreements.give-notice", "agreements.record-notice", fields, command, sentence=sentence)


def override(desk: Desk, shown: Shown) -> Act:
    options = [(status, status) for status in AgreementStatus if status is not AgreementStatus.VOID]
    fields = [
        ("status", "agreements.status", ChoiceField(options, "agreements.status")),
        ("on", "agreements.since-day", date_field(desk, "on", desk.book.clock.today())),
        ("reason", "field.reason", TextField("field.reason", least=2)),
    ]
    return Act(
        "agreements.set-status", "agreements.set-status", fields,
        lambda values: OverrideStatus(shown.id, values["status"], values["reason"], values["on"]),
        sentence=Message("agreements.set-status-why", {"status": shown.life.status}),
    )  # fmt: skip


def lift(desk: Desk, held: OverrideRow) -> Act:
    fields = [("on", "agreements.since-day", date_field(desk, "on", desk.book.clock.today()))]
    return Act("agreements.lift-status", "agreements.lift-status", fields, lambda v: LiftOverride(held.id, v["on"]))


def void(desk: Desk, shown: Shown) -> Act:
    fields = [
        ("on", "agreements.since-day", date_field(desk, "on", desk.book.clock.today())),
        ("reason", "field.reason", TextField("field.reason", least=2)),
    ]
    return Act(
        "agreements.void", "agreements.void", fields,
        lambda values: VoidAgreement(shown.id, values["reason"], values["on"]), sentence="agreements.void-why",
    )  # fmt: skip


def number(_desk: Desk, shown: Shown) -> Act:
    fields = [("number", "field.number", LineField("field.number", "agreements.number-hint"))]
    return Act(
        "agreements.give-number", "agreements.give-number", fields, lambda v: GiveNumber(shown.id, v["number"]),
        sentence="agreements.give-number-why",
    )  # fmt: skip


def condition(desk: Desk, shown: Shown) -> Act:
    fields = [("on", "field.condition_met_on", date_field(desk, "condition_met_on", desk.book.clock.today()))]
    return Act(
        "agreements.meet-condition", "agreements.meet-condition", fields, lambda v: MeetCondition(shown.id, v["on"]),
        sentence=Plain(shown.row.condition),
    )  # fmt: skip


def mark(desk: Desk, shown: Shown) -> Act:
    fields = [
        ("party_id", "agreements.party", ChoiceField(party_options(shown), "agreements.party")),
        ("mark", "agreements.mark", ChoiceField([(kind, kind) for kind in MarkKind], "agreements.mark")),
        ("on", "agreements.marked-on", date_field(desk, "on", desk.book.clock.today())),
    ]
    return Act(
        "agreements.record-mark", "agreements.record-mark", fields,
        lambda v: RecordMark(shown.version.id, v["party_id"], v["mark"], v["on"]),
    )  # fmt: skip


def kinds_of(requires: MarksRequired) -> list[MarkKind]:
    if requires is MarksRequired.BOTH:
        return [MarkKind.SIGNATURE, MarkKind.SEAL]
    return [MarkKind.SEAL] if requires is MarksRequired.SEAL else [MarkKind.SIGNATURE]


def missing(shown: Shown) -> list[tuple[Any, MarkKind]]:
    """The marks that are still to be made: party and kind."""
    row, made = shown.row, shown.version.marks
    there = {(mark.party_id, mark.kind) for mark in made}
    open_parties = [
        party for party in row.parties
        if day_of_party([mark for mark in made if mark.party_id == party.id], row.requires) is None
    ]  # fmt: skip
    return [(p, kind) for p in open_parties for kind in kinds_of(row.requires) if (p.id, kind) not in there]


def sign(desk: Desk, shown: Shown) -> Act:
    """A day for each mark that is missing, the scan or a reason, and the number."""
    wanted = missing(shown)
    fields: list[tuple[str, Text, Any]] = []
    for party, kind in wanted:
        label = Message("agreements.mark-of", {"party": party_name(party), "mark": kind})
        fields.append((f"{MARK}{party.id}-{kind.value}", label, date_field(desk, "on")))
    fields += [
        ("signed_copy", "agreements.signed-copy", FileField("agreements.signed-copy")),
        ("copy_reason", "field.copy_reason", LineField("field.copy_reason")),
    ]
    if not shown.row.number:
        fields.append(("number", "field.number", LineField("field.number", "agreements.number-hint")))

    def command(values: Values) -> SignAgreement:
        marks = [
            NewMark(party.id, kind, on)
            for party, kind in wanted
            if (on := values[f"{MARK}{party.id}-{kind.value}"]) is not None
        ]
        number = values.get("number", "")
        return SignAgreement(shown.version.id, marks, values["signed_copy"], values["copy_reason"], number)

    return Act("agreements.sign", "agreements.sign", fields, command, sentence="agreements.sign-why")
