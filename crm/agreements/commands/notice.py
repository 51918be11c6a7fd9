"""What happens to a signed agreement: notices, conditions that are met, and a status that is set by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.records import (
    earlier_problems,
    fields_with,
    living,
    party_problems,
    plain,
    reason_problems,
    signed,
    title_of,
)
from crm.book.records import future_problems
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import AgreementStatus, NoticeType
from crm.values.ids import AgreementId, AgreementNoticeId, AgreementPartyId, StatusOverrideId, Version

if TYPE_CHECKING:
    from crm.model import NoticeFields

HAPPENED = ("sent_on", "received_on", "known_on", "cured_on")


def notice_problems(read: Read, notice: "NoticeFields") -> list[Problem]:
    """Sent, then received, then known; none of it in the future; and what its kind needs."""
    problems = []
    for name in HAPPENED:
        day = getattr(notice, name)
        if day is not None:
            problems += future_problems(read, day, name)
    problems += earlier_problems(notice.received_on, notice.sent_on, "received_on")
    problems += earlier_problems(notice.known_on, notice.received_on, "known_on")
    problems += earlier_problems(notice.cured_on, notice.received_on, "cured_on")
    problems += earlier_problems(notice.last_day, notice.received_on, "last_day")
    if notice.sent_on is None and notice.received_on is None:
        problems.append(Problem("notice-without-day", "received_on"))
    if notice.kind is NoticeType.BREACH and not notice.cure:
        problems.append(Problem("breach-without-cure", "cure"))
    return problems


@dataclass(frozen=True, slots=True)
class RecordNotice(Command):
    """Writes down a notice: its kind, when it was sent, received and known. What counts is when it was received."""

    label: ClassVar[str] = "undo.record-notice"
    fields: ClassVar[str | None] = "NoticeFields"
    agreement_id: AgreementId
    values: Mapping[str, object]
    from_party_id: AgreementPartyId | None = None

    def check(self, read: Read) -> list[Problem]:
        signed(read, self.agreement_id, "agreement_id")
        problems = party_problems(read, self.agreement_id, self.from_party_id, "from_party_id")
        wrong = model.problems_of(model.NoticeFields, self.values)
        return problems + (wrong or notice_problems(read, model.NoticeFields.model_validate(dict(self.values))))

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        values = checked(model.NoticeFields, self.values)
        tx.add(model.AgreementNotice(agreement_id=self.agreement_id, from_party_id=self.from_party_id, **values))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_of(tx.fetch(model.Agreement, self.agreement_id))}


@dataclass(frozen=True, slots=True)
class EditNotice(Command):
    """Corrects one field of a notice, if it still is what was seen: the day of its receipt, when a breach was cured."""

    label: ClassVar[str] = "undo.edit-notice"
    id: AgreementNoticeId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        notice = read.fetch(model.AgreementNotice, self.id)
        living(read, notice.agreement_id)
        problems = edit_problems(read, model.NoticeFields, notice, self.field, self.was, self.now)
        if problems:
            return problems
        now = kept(model.NoticeFields, self.field, self.now)
        return notice_problems(read, fields_with(notice, model.NoticeFields, **{self.field: now}))

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.AgreementNotice, self.id), self.field, kept(model.NoticeFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        notice = tx.fetch(model.AgreementNotice, self.id)
        name = title_of(tx.fetch(model.Agreement, notice.agreement_id))
        return {"field": Message(f"field.{self.field}"), "name": name}

    def merges_as(self) -> str | None:
        return f"notice.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class RemoveNotice(Command):
    """Takes out a notice that was written down by mistake."""

    label: ClassVar[str] = "undo.remove-notice"
    id: AgreementNoticeId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        living(read, read.fetch(model.AgreementNotice, self.id).agreement_id)
        return []

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.AgreementNotice, self.id, self.seen))


@dataclass(frozen=True, slots=True)
class MeetCondition(Command):
    """Says that the condition on which an agreement takes effect is met, and since when. `on` empty: today."""

    label: ClassVar[str] = "undo.meet-condition"
    id: AgreementId
    on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        agreement = living(read, self.id)
        name = title_of(agreement)
        problems = future_problems(read, self.on or read.today, "on")
        if not agreement.condition.strip():
            problems.append(Problem("condition-none", "id", {"name": name}))
        elif agreement.condition_met_on is not None:
            problems.append(Problem("condition-met", "id", {"name": name, "on": agreement.condition_met_on}))
        return problems

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Agreement, self.id).condition_met_on = self.on or tx.today

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_of(tx.fetch(model.Agreement, self.id))}


@dataclass(frozen=True, slots=True)
class OverrideStatus(Command):
    """Sets the status by hand from a day on, with a reason. The computed one stays beside it. `on` empty: today."""

    label: ClassVar[str] = "undo.override-status"
    agreement_id: AgreementId
    status: AgreementStatus
    reason: str
    on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        living(read, self.agreement_id, "agreement_id")
        problems = reason_problems(self.reason)
        if self.status is AgreementStatus.VOID:
            problems.append(Problem("override-to-void", "status"))
        return problems

    def apply(self, tx: Transaction) -> None:
        tx.add(
            model.StatusOverride(
                agreement_id=self.agreement_id,
                status=self.status,
                set_on=self.on or tx.today,
                reason=plain(self.reason),
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"status": self.status, "name": title_of(tx.fetch(model.Agreement, self.agreement_id))}


@dataclass(frozen=True, slots=True)
class LiftOverride(Command):
    """Withdraws a status that was set by hand: from that day on the computed one holds again. `on` empty: today."""

    label: ClassVar[str] = "undo.lift-override"
    id: StatusOverrideId
    on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        override = read.fetch(model.StatusOverride, self.id)
        living(read, override.agreement_id)
        if override.lifted_on is not None:
            return [Problem("override-lifted", "id", {"on": override.lifted_on})]
        return earlier_problems(self.on or max(read.today, override.set_on), override.set_on, "on")

    def apply(self, tx: Transaction) -> None:
        override = tx.fetch(model.StatusOverride, self.id)
        override.lifted_on = self.on or max(tx.today, override.set_on)

    def label_values(self, tx: Transaction) -> Values:
        override = tx.fetch(model.StatusOverride, self.id)
        return {"status": override.status, "name": title_of(tx.fetch(model.Agreement, override.agreement_id))}
