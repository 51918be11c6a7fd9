"""Partners gone quiet: how long is too long, and which ones need no reminder for a while."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from crm import model
from crm.book.records import called, present, put_setting, snooze_problems
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import Tier
from crm.values.ids import PartnerId

LONGEST_QUIET = 3650


@dataclass(frozen=True, slots=True)
class SnoozeQuiet(Command):
    """Lets a quiet partner rest until a day: Today does not show it before. A contact ends the rest by itself."""

    label: ClassVar[str] = "undo.snooze-quiet"
    partner_id: PartnerId
    until: date

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Partner, self.partner_id, "partner_id")
        return snooze_problems(read, self.until)

    def apply(self, tx: Transaction) -> None:
        put_setting(tx, f"quiet-until.{tx.fetch(model.Partner, self.partner_id).uid}", self.until.isoformat())

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called(tx.fetch(model.Partner, self.partner_id)), "until": self.until}


@dataclass(frozen=True, slots=True)
class SetQuietDays(Command):
    """Says after how many days without contact a partner of a tier has gone quiet."""

    label: ClassVar[str] = "undo.set-quiet-days"
    tier: Tier
    days: int

    def check(self, read: Read) -> list[Problem]:
        if 1 <= self.days <= LONGEST_QUIET:
            return []
        values = {"field": Message("field.quiet_days"), "given": self.days, "least": 1, "most": LONGEST_QUIET}
        return [Problem("field-out-of-range", field="days", values=values)]

    def apply(self, tx: Transaction) -> None:
        put_setting(tx, f"quiet.{self.tier.value}", str(self.days))

    def label_values(self, tx: Transaction) -> Values:
        return {"tier": self.tier, "days": self.days}
