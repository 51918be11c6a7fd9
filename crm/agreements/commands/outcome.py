"""What becomes of obligations: their event happens, an instance is met, waived or disputed. Late follows from the day.

Under an amendment an obligation keeps its uid; what became of it is written once, with the version that has it first.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.copies import NewFile, new_file_problems
from crm.agreements.commands.records import plain, signed, text_problems
from crm.agreements.commands.undertakings import label_of, twins
from crm.agreements.duties import once_due, unmoved_days
from crm.book.filing import keep_file
from crm.book.records import future_problems, matching, present, row_id
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.calendars import working_days_of
from crm.values.enums import ObligationForm, ObligationState
from crm.values.ids import AttachmentId, InteractionId, ObligationId
from crm.values.workdays import Places

if TYPE_CHECKING:
    from crm.model import Obligation, ObligationOutcome

LONGEST_REASON = 5_000


def owed(read: Read, key: int) -> "Obligation":
    """The obligation of an agreement that is signed and not void."""
    row = read.fetch(model.Obligation, key)
    signed(read, read.fetch(model.AgreementVersion, row.version_id).agreement_id)
    return row


def places_of(read: Read, row: "Obligation") -> Places:
    terms = read.fetch(model.AgreementVersion, row.version_id)
    return tuple(working_days_of(place) for place in terms.places.split())


def instance_of(read: Read, row: "Obligation", unmoved: date | None) -> date | None:
    """The unmoved date that is meant, if it is one of the obligation's."""
    if unmoved is None:
        return None if row.form is ObligationForm.RECURRING else once_due(row, places_of(read, row))
    return unmoved if unmoved in unmoved_days(row, unmoved, places_of(read, row)) else None


def outcome_of(read: Read, row: "Obligation", unmoved: date) -> "ObligationOutcome | None":
    for twin in twins(read, row):
        found = matching(read, model.ObligationOutcome, obligation_id=row_id(twin), unmoved=unmoved)
        if found:
            return found[0]
    return None


@dataclass(frozen=True, slots=True)
class TriggerObligation(Command):
    """Says on which day the event came from which an obligation counts; none: it has not come yet."""

    label: ClassVar[str] = "undo.trigger-obligation"
    id: ObligationId
    on: date | None

    def check(self, read: Read) -> list[Problem]:
        row = owed(read, self.id)
        if row.form is not ObligationForm.TRIGGERED:
            return [Problem("obligation-not-triggered", "id")]
        settled = [each for twin in twins(read, row) for each in outcomes(read, twin)]
        if settled:
            return [Problem("obligation-settled", "id", {"state": settled[0].state, "on": settled[0].on_day})]
        return [] if self.on is None else future_problems(read, self.on, "on")

    def apply(self, tx: Transaction) -> None:
        for twin in twins(tx, tx.fetch(model.Obligation, self.id)):
            twin.event_on = self.on

    def label_values(self, tx: Transaction) -> Values:
        return label_of(tx, tx.fetch(model.Obligation, self.id))


def outcomes(read: Read, row: "Obligation") -> list["ObligationOutcome"]:
    return matching(read, model.ObligationOutcome, obligation_id=row_id(row))


@dataclass(frozen=True, slots=True)
class SettleObligation(Command):
    """Says what became of an instance: met, with evidence or a reason; waived or disputed, with a reason.

    `unmoved` is its date before any day off moved it; of what is due once it need not be given. Evidence is a new
    file, one that the book has, or a meeting. Said again, it replaces what was said before. `on` empty: today.
    """

    label: ClassVar[str] = "undo.settle-obligation"
    obligation_id: ObligationId
    state: ObligationState
    unmoved: date | None = None
    on: date | None = None
    reason: str = ""
    file: NewFile | None = None
    attachment_id: AttachmentId | None = None
    interaction_id: InteractionId | None = None

    def check(self, read: Read) -> list[Problem]:
        row = owed(read, self.obligation_id)
        problems = future_problems(read, self.on or read.today, "on") + self._evidence_problems(read)
        if instance_of(read, row, self.unmoved) is None:
            problems.append(self._no_instance(row))
        return problems

    def _no_instance(self, row: "Obligation") -> Problem:
        if row.form is ObligationForm.TRIGGERED and row.event_on is None:
            return Problem("obligation-untriggered", "unmoved", {"event": row.event})
        if self.unmoved is None:
            return Problem("obligation-instance-needed", "unmoved")
        return Problem("obligation-no-instance", "unmoved", {"on": self.unmoved})

    def _evidence_problems(self, read: Read) -> list[Problem]:
        problems = new_file_problems(self.file) + text_problems("reason", self.reason, LONGEST_REASON)
        if self.attachment_id is not None:
            read.fetch(model.Attachment, self.attachment_id)
        if self.interaction_id is not None:
            present(read, model.Interaction, self.interaction_id, "interaction_id")
        shown = self.file or self.attachment_id is not None or self.interaction_id is not None
        if self.reason.strip() or (shown and self.state is ObligationState.MET):
            return problems
        code = "met-without-evidence" if self.state is ObligationState.MET else "settled-without-reason"
        return [*problems, Problem(code, "reason", {"state": self.state})]

    def apply(self, tx: Transaction) -> None:
        row = tx.fetch(model.Obligation, self.obligation_id)
        unmoved = instance_of(tx, row, self.unmoved)
        assert unmoved is not None, "the check found it"
        outcome = outcome_of(tx, row, unmoved)
        if outcome is None:
            first = row_id(twins(tx, row)[0])
            new = model.ObligationOutcome(obligation_id=first, unmoved=unmoved, state=self.state, on_day=tx.today)
            outcome = tx.add(new)
        outcome.state, outcome.on_day = self.state, self.on or tx.today
        outcome.reason, outcome.interaction_id = plain(self.reason), self.interaction_id
        outcome.attachment_id = self._file(tx, row)

    def _file(self, tx: Transaction, row: "Obligation") -> int | None:
        if self.file is None:
            return self.attachment_id
        kept = keep_file(tx, self.file.name, self.file.content, version_id=row.version_id, page=self.file.page)
        return row_id(kept)

    def label_values(self, tx: Transaction) -> Values:
        return {"state": self.state, **label_of(tx, tx.fetch(model.Obligation, self.obligation_id))}


@dataclass(frozen=True, slots=True)
class ReopenObligation(Command):
    """Takes back what was said of an instance: it is due again, or late."""

    label: ClassVar[str] = "undo.reopen-obligation"
    obligation_id: ObligationId
    unmoved: date

    def check(self, read: Read) -> list[Problem]:
        if outcome_of(read, owed(read, self.obligation_id), self.unmoved) is None:
            return [Problem("obligation-open", "unmoved", {"on": self.unmoved})]
        return []

    def apply(self, tx: Transaction) -> None:
        tx.remove(outcome_of(tx, tx.fetch(model.Obligation, self.obligation_id), self.unmoved))

    def label_values(self, tx: Transaction) -> Values:
        return {"on": self.unmoved, **label_of(tx, tx.fetch(model.Obligation, self.obligation_id))}
