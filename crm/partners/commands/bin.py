"""The bin: records lie there for 30 days, then they may go for good, unless another record needs them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from crm import model
from crm.book.records import matching, name_of
from crm.partners.commands.role import remove_role
from crm.partners.queries.bin import Needed, NeededBy
from crm.values import Command, CommandKind, Message, Problem, Read, Transaction
from crm.values.ids import ActionItemId, AgreementId, ContactId, InteractionId, PartnerId


@dataclass(frozen=True, slots=True)
class EmptyBin(Command):
    """Deletes records that lie in the bin, for good. `BinRows` says which may go, and which have lain long enough.

    Nothing goes by itself after the 30 days: the bin says what may go and asks. Bytes of files that nothing names any
    more go with it (`crm.book.contents`).
    """

    label: ClassVar[str] = "undo.empty-bin"
    kind: ClassVar[CommandKind] = CommandKind.FINAL
    partner_ids: Sequence[PartnerId] = ()
    contact_ids: Sequence[ContactId] = ()
    interaction_ids: Sequence[InteractionId] = ()
    action_item_ids: Sequence[ActionItemId] = ()
    agreement_ids: Sequence[AgreementId] = ()

    def _named(self) -> Iterator[tuple[str, type[Any], int]]:
        """What goes, in the order in which it may: what points at others first."""
        yield from (("agreement", model.Agreement, key) for key in self.agreement_ids)
        yield from (("action_item", model.ActionItem, key) for key in self.action_item_ids)
        yield from (("interaction", model.Interaction, key) for key in self.interaction_ids)
        yield from (("contact", model.Contact, key) for key in self.contact_ids)
        yield from (("partner", model.Partner, key) for key in self.partner_ids)

    def check(self, read: Read) -> list[Problem]:
        problems = [] if any(self._named()) else [Problem("nothing-chosen", field="partner_ids")]
        going = {(kind, key) for kind, _, key in self._named()}
        for kind, record, key in self._named():
            row = read.fetch(record, key)
            if row.binned_at is None:
                problems.append(Problem("not-in-bin", field=f"{kind}_ids", values={"name": name_of(row)}))
            needed = read.query(NeededBy(kind, key, frozenset(going)))
            if needed:
                problems.append(Problem("bin-needed", f"{kind}_ids", needed_values(name_of(row), needed)))
        return problems

    def apply(self, tx: Transaction) -> None:
        for kind, record, key in self._named():
            if kind == "agreement":
                remove_agreement(tx, key)
            for row in {id(row): row for row in belongings(tx, kind, key)}.values():
                tx.remove(row)
            if kind == "partner":
                for role in matching(tx, model.PartnerRoleRow, partner_id=key):
                    remove_role(tx, role)
            tx.remove(tx.fetch(record, key))

    def named(self, tx: Transaction) -> Message:
        return Message(self.label, {"n": sum(1 for _ in self._named())})


def belongings(tx: Transaction, kind: str, key: int) -> Iterator[object]:
    """The rows that say something of the record only, and go with it. Who took part in what keeps a record needed."""
    column = {f"{kind}_id": key}
    if kind in ("partner", "contact"):
        yield from matching(tx, model.Affiliation, **column)
        yield from matching(tx, model.Relationship, **{f"from_{kind}_id": key})
        yield from matching(tx, model.Relationship, **{f"to_{kind}_id": key})
        yield from matching(tx, model.CustomValue, **{f"to_{kind}_id": key})
        yield from matching(tx, model.DistinctPair, **{f"first_{kind}_id": key})
        yield from matching(tx, model.DistinctPair, **{f"second_{kind}_id": key})
    if kind == "partner":
        yield from matching(tx, model.PartnerVertical, **column)
        yield from matching(tx, model.FitMark, **column)
    if kind == "contact":
        yield from matching(tx, model.ContactPoint, **column)
    if kind == "interaction":
        yield from matching(tx, model.InteractionPartner, **column)
        yield from matching(tx, model.InteractionContact, **column)
        yield from matching(tx, model.Decision, **column)
    if kind in ("partner", "contact", "interaction"):
        yield from matching(tx, model.Tagging, **column)
        yield from matching(tx, model.CustomValue, **column)
        yield from matching(tx, model.Attachment, **column)


def remove_agreement(tx: Transaction, key: int) -> None:
    """A draft with everything that it says, what points at others first."""
    for version in matching(tx, model.AgreementVersion, agreement_id=key):
        for record, of in PROMISES:
            for promise in matching(tx, getattr(model, record), version_id=version.id):
                for part, column in of:
                    remove_matching(tx, getattr(model, part), column, promise.id)
                tx.remove(promise)
        tx.remove(version)
    for record in ("AgreementNotice", "StatusOverride", "AgreementInteraction", "AgreementContact", "AgreementParty"):
        remove_matching(tx, getattr(model, record), "agreement_id", key)


PROMISES = (
    ("Clause", (("Paragraph", "clause_id"),)),
    ("PlaceholderValue", ()),
    ("Goal", (("GoalProgress", "goal_id"),)),
    ("Obligation", (("ObligationOutcome", "obligation_id"),)),
    ("Restriction", ()),
    ("DataRight", ()),
    ("AgreementMark", ()),
    ("Attachment", ()),
)
"""What one version says, and what hangs on that."""


def remove_matching(tx: Transaction, record: type[Any], column: str, key: int | None) -> None:
    for row in matching(tx, record, **{column: key}):
        tx.remove(row)


def needed_values(name: str, needed: Sequence[Needed]) -> dict[str, object]:
    return {"name": name, "by": [Message(f"bin-needed.{need.by}", {"n": need.n}) for need in needed]}
