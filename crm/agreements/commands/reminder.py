"""Reminders of Today: put off, seen, and how long before the last safe day they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from crm import model
from crm.agreements.commands.records import living, title_of
from crm.book.records import put_setting, snooze_problems
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AgreementId, ObligationId

LONGEST_AHEAD = 3650
MOST_REMINDERS = 12


@dataclass(frozen=True, slots=True)
class PutOffNotice(Command):
    """Today does not remind of an agreement's notice before a day; on its last safe day it does all the same."""

    label: ClassVar[str] = "undo.put-off-notice"
    id: AgreementId
    until: date

    def check(self, read: Read) -> list[Problem]:
        living(read, self.id)
        return snooze_problems(read, self.until)

    def apply(self, tx: Transaction) -> None:
        put_setting(tx, f"notice-until.{tx.fetch(model.Agreement, self.id).uid}", self.until.isoformat())

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_of(tx.fetch(model.Agreement, self.id)), "until": self.until}


@dataclass(frozen=True, slots=True)
class PutOffDuty(Command):
    """Today does not list one instance of an obligation, named by its unmoved date, before a day."""

    label: ClassVar[str] = "undo.put-off-duty"
    id: ObligationId
    unmoved: date
    until: date

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.Obligation, self.id)
        return snooze_problems(read, self.until)

    def apply(self, tx: Transaction) -> None:
        owed = tx.fetch(model.Obligation, self.id)
        put_setting(tx, f"duty-until.{owed.uid}.{self.unmoved}", self.until.isoformat())

    def label_values(self, tx: Transaction) -> Values:
        owed = tx.fetch(model.Obligation, self.id)
        return {"name": owed.text_en or owed.text_zh, "until": self.until}


@dataclass(frozen=True, slots=True)
class SetNoticeReminders(Command):
    """Says how many days before the last safe day Today reminds of a notice. On that day it always does."""

    label: ClassVar[str] = "undo.set-notice-reminders"
    days: Sequence[int]

    def check(self, read: Read) -> list[Problem]:
        field = Message("field.reminder_days")
        if len(self.days) > MOST_REMINDERS:
            return [Problem("reminders-too-many", "days", {"most": MOST_REMINDERS})]
        return [
            Problem("field-out-of-range", "days", {"field": field, "given": given, "least": 1, "most": LONGEST_AHEAD})
            for given in self.days
            if not 1 <= given <= LONGEST_AHEAD
        ]

    def apply(self, tx: Transaction) -> None:
        ordered = sorted(set(self.days), reverse=True)
        put_setting(tx, "notice.reminders", " ".join(map(str, ordered)) or "none")

    def label_values(self, tx: Transaction) -> Values:
        return {"days": [str(given) for given in sorted(set(self.days), reverse=True)] or [Message("cli.none")]}
