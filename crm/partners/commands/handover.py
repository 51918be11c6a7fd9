"""Handing over: what one of ours looks after is looked after by another, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from crm import model
from crm.book.records import called
from crm.partners.commands.bulk import CHUNK, mark_written
from crm.partners.commands.records import owner_problems
from crm.partners.queries.handover import HeldBy, HeldByRow
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.ids import ContactId, PartnerId

if TYPE_CHECKING:
    from crm.model import Contact


@dataclass(frozen=True, slots=True)
class HandOver(Command):
    """Makes another of ours the owner of partners and roles, and with `items` of the open action items too.

    `partner_ids` empty: everything that `from_owner` holds. The one who hands over may have left us; who takes over
    works for us. What is open is told by the brief (`crm.documents.handover_report`), made before.
    """

    label: ClassVar[str] = "undo.hand-over"
    from_owner: ContactId
    to_owner: ContactId
    partner_ids: Sequence[PartnerId] = ()
    items: bool = True

    def check(self, read: Read) -> list[Problem]:
        giver = read.fetch(model.Contact, self.from_owner)
        if self.from_owner == self.to_owner:
            return [Problem("handover-to-oneself", field="to_owner", values={"name": giver.name})]
        if problems := owner_problems(read, self.to_owner, "to_owner"):
            return problems
        held = self._held(read)
        if held.partner_ids or (self.items and held.item_ids):
            return []
        return [Problem("handover-nothing", field="from_owner", values={"name": giver.name})]

    def _held(self, read: Read) -> HeldByRow:
        return read.query(HeldBy(self.from_owner, tuple(self.partner_ids)))

    def apply(self, tx: Transaction) -> None:
        held = self._held(tx)
        give(tx, model.Partner, held.owned_ids, self.to_owner)
        give(tx, model.PartnerRoleRow, held.role_ids, self.to_owner)
        if self.items:
            give(tx, model.ActionItem, held.item_ids, self.to_owner)
        mark_written(tx, held.partner_ids)

    def label_values(self, tx: Transaction) -> Values:
        giver: Contact = tx.fetch(model.Contact, self.from_owner)
        return {"was": called(giver), "now": called(tx.fetch(model.Contact, self.to_owner))}


def give(tx: Transaction, record: type[Any], keys: Sequence[int], owner: int) -> None:
    """Their owner is another one now."""
    from sqlmodel import select

    for at in range(0, len(keys), CHUNK):
        chosen = record.id.in_(keys[at : at + CHUNK])
        for row in tx.session.exec(select(record).where(chosen)):
            row.owner_id = owner
        tx.session.flush()
