"""Partners: added, edited field by field, moved to the bin and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from crm import model
from crm.book.records import binned_now, called, called_by, chosen_problems, matching, present, restore_problems, row_id
from crm.partners.commands.records import owner_problems
from crm.partners.commands.role import NewRole, add_role, new_role_problems
from crm.partners.verticals import key_of
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import PartnerId

LONGEST_VERTICAL = 60


@dataclass(frozen=True, slots=True)
class AddPartner(Command):
    """Adds an organisation, with its verticals and roles where they are known."""

    label: ClassVar[str] = "undo.add-partner"
    fields: ClassVar[str | None] = "PartnerFields"
    values: Mapping[str, object]
    verticals: Sequence[str] = ()
    roles: Sequence[NewRole] = ()

    def check(self, read: Read) -> list[Problem]:
        problems = model.problems_of(model.PartnerFields, self.values)
        if problems:
            return problems
        fields = checked_values(self.values)
        problems += owner_problems(read, fields.get("owner_id"))
        problems += credit_code_problems(read, str(fields.get("credit_code", "")))
        problems += vertical_problems(self.verticals)
        return problems + new_role_problems(read, self.roles)

    def apply(self, tx: Transaction) -> None:
        partner = tx.add(model.Partner(**checked_values(self.values)))
        for vertical in keys(self.verticals):
            tx.add(model.PartnerVertical(partner_id=row_id(partner), vertical=vertical))
        for role in self.roles:
            add_role(tx, row_id(partner), role)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called_by(self.values)}


@dataclass(frozen=True, slots=True)
class EditPartner(Command):
    """Sets one field of a partner, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-partner"
    id: PartnerId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        partner = present(read, model.Partner, self.id, "id")
        problems = edit_problems(read, model.PartnerFields, partner, self.field, self.was, self.now)
        if not problems and self.field == "owner_id":
            problems += owner_problems(read, kept(model.PartnerFields, "owner_id", self.now))
        if not problems and self.field == "credit_code":
            problems += credit_code_problems(read, kept(model.PartnerFields, "credit_code", self.now), self.id)
        return problems

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.Partner, self.id), self.field, kept(model.PartnerFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": called(tx.fetch(model.Partner, self.id))}

    def merges_as(self) -> str | None:
        return f"partner.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class SetVerticals(Command):
    """Says which verticals a partner serves. Replaces those that were set."""

    label: ClassVar[str] = "undo.set-verticals"
    partner_id: PartnerId
    verticals: Sequence[str]
    was: Sequence[str] | None = None

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import Writer

        present(read, model.Partner, self.partner_id, "partner_id")
        problems = vertical_problems(self.verticals)
        rows = matching(read, model.PartnerVertical, partner_id=self.partner_id)
        if self.was is not None and set(self.was) != {row.vertical for row in rows}:
            newest = max((row.version for row in rows), default=0)
            problems.append(Problem("record-changed", field="verticals", values=read.query(Writer(newest))))
        return problems

    def apply(self, tx: Transaction) -> None:
        wanted = keys(self.verticals)
        rows = matching(tx, model.PartnerVertical, partner_id=self.partner_id)
        for row in rows:
            if row.vertical not in wanted:
                tx.remove(row)
        for vertical in wanted:
            if all(row.vertical != vertical for row in rows):
                tx.add(model.PartnerVertical(partner_id=self.partner_id, vertical=vertical))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": called(tx.fetch(model.Partner, self.partner_id))}


@dataclass(frozen=True, slots=True)
class BinPartners(Command):
    """Moves partners to the bin, where they stay for 30 days. Their people stay in the book."""

    label: ClassVar[str] = "undo.bin-partners"
    ids: Sequence[PartnerId]

    def check(self, read: Read) -> list[Problem]:
        problems = chosen_problems(self.ids)
        for key in self.ids:
            if present(read, model.Partner, key, "ids").is_home:
                problems.append(Problem("home-party-stays", field="ids"))
        return problems

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Partner, key).binned_at = binned_now(tx)

    def named(self, tx: Transaction) -> Message:
        return counted("undo.bin-partner", self.label, [called(tx.fetch(model.Partner, key)) for key in self.ids])


@dataclass(frozen=True, slots=True)
class RestorePartners(Command):
    """Takes partners out of the bin again."""

    label: ClassVar[str] = "undo.restore-partners"
    ids: Sequence[PartnerId]

    def check(self, read: Read) -> list[Problem]:
        problems = chosen_problems(self.ids)
        for key in self.ids:
            partner = read.fetch(model.Partner, key)
            problems += restore_problems([partner])
            problems += credit_code_problems(read, partner.credit_code, key)
        return problems

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Partner, key).binned_at = None

    def named(self, tx: Transaction) -> Message:
        return counted("undo.restore-partner", self.label, [called(tx.fetch(model.Partner, key)) for key in self.ids])


def checked_values(values: Mapping[str, object]) -> dict[str, Any]:
    from crm.model.rules import checked

    return checked(model.PartnerFields, values)


def credit_code_problems(read: Read, code: str, own: int | None = None) -> list[Problem]:
    """One organisation, one credit code."""
    if not code:
        return []
    others = matching(read, model.Partner, credit_code=code, binned_at=None)
    return [
        Problem("credit-code-taken", field="credit_code", values={"given": code, "name": other.name})
        for other in others
        if other.id != own
    ]


def vertical_problems(verticals: Sequence[str]) -> list[Problem]:
    return [
        Problem(
            "field-too-long",
            field="verticals",
            values={"field": Message("field.verticals"), "given": vertical, "most": LONGEST_VERTICAL},
        )
        for vertical in cleaned(verticals)
        if len(vertical) > LONGEST_VERTICAL
    ]


def keys(verticals: Sequence[str]) -> list[str]:
    """The verticals as the book keeps them, each once."""
    return list(dict.fromkeys(key_of(vertical) for vertical in cleaned(verticals)))


def cleaned(words: Sequence[str]) -> list[str]:
    """Stripped, none empty, each once, in the order given."""
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def counted(one: str, several: str, names: Sequence[str | Message]) -> Message:
    """The menu names one record, and counts several."""
    return Message(one, {"name": names[0]}) if len(names) == 1 else Message(several, {"n": len(names)})
