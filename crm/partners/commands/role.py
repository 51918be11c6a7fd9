"""The roles that a partner plays, each with its own stage and dated history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.book.records import called, future_problems, matching, present, row_id
from crm.partners.commands.records import owner_problems
from crm.partners.stages import corrected_ids, current, stage_on
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.enums import PartnerRole, Stage
from crm.values.ids import ContactId, PartnerId, PartnerRoleId, StageChangeId, Version

if TYPE_CHECKING:
    from crm.model import PartnerRoleRow, StageChange


@dataclass(frozen=True, slots=True)
class NewRole:
    """A role with the stage in which it begins. `on` empty: today."""

    role: PartnerRole
    stage: Stage = Stage.PROSPECT
    on: date | None = None
    owner_id: ContactId | None = None
    reason: str = ""


def new_role_problems(read: Read, roles: Sequence[NewRole], taken: Sequence[PartnerRole] = ()) -> list[Problem]:
    """Each role once, begun by today, owned by one of ours."""
    problems: list[Problem] = []
    seen = list(taken)
    for new in roles:
        if new.role in seen:
            problems.append(Problem("partner-role-exists", field="role", values={"role": new.role}))
        seen.append(new.role)
        problems += future_problems(read, new.on or read.today, "on")
        problems += owner_problems(read, new.owner_id)
    return problems


def add_role(tx: Transaction, partner_id: int, new: NewRole) -> None:
    on = new.on or tx.today
    role = tx.add(
        model.PartnerRoleRow(
            partner_id=partner_id, role=new.role, stage=new.stage, stage_since=on, owner_id=new.owner_id
        )
    )
    tx.add(
        model.StageChange(
            partner_role_id=row_id(role), stage=new.stage, effective_on=on, known_on=tx.today, reason=new.reason
        )
    )


@dataclass(frozen=True, slots=True)
class AddPartnerRole(Command):
    """Gives a partner a role, in a stage since a day. `on` empty: today."""

    label: ClassVar[str] = "undo.add-partner-role"
    partner_id: PartnerId
    role: PartnerRole
    stage: Stage = Stage.PROSPECT
    on: date | None = None
    owner_id: ContactId | None = None
    reason: str = ""

    def _new(self) -> NewRole:
        return NewRole(self.role, self.stage, self.on, self.owner_id, self.reason)

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Partner, self.partner_id, "partner_id")
        taken = [row.role for row in matching(read, model.PartnerRoleRow, partner_id=self.partner_id)]
        return new_role_problems(read, [self._new()], taken)

    def apply(self, tx: Transaction) -> None:
        add_role(tx, self.partner_id, self._new())

    def label_values(self, tx: Transaction) -> Values:
        return {"role": self.role, "name": called(tx.fetch(model.Partner, self.partner_id))}


@dataclass(frozen=True, slots=True)
class ChangeStage(Command):
    """Moves a role to another stage since a day. `on` empty: today. An earlier day goes into the history there."""

    label: ClassVar[str] = "undo.change-stage"
    partner_role_id: PartnerRoleId
    stage: Stage
    on: date | None = None
    reason: str = ""
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        role = role_present(read, self.partner_role_id)
        on = self.on or read.today
        problems = future_problems(read, on, "on")
        if stage_on(matching(read, model.StageChange, partner_role_id=role.id), on) is self.stage:
            problems.append(Problem("stage-unchanged", field="stage", values={"stage": self.stage, "on": on}))
        return problems

    def apply(self, tx: Transaction) -> None:
        role = tx.fetch(model.PartnerRoleRow, self.partner_role_id, self.seen)
        tx.add(
            model.StageChange(
                partner_role_id=self.partner_role_id,
                stage=self.stage,
                effective_on=self.on or tx.today,
                known_on=tx.today,
                reason=self.reason,
            )
        )
        settle_stage(tx, role)

    def label_values(self, tx: Transaction) -> Values:
        return role_label(tx, self.partner_role_id)


@dataclass(frozen=True, slots=True)
class CorrectStage(Command):
    """Puts an entry of the history right, by a later row that stands in its place. The wrong one stays readable."""

    label: ClassVar[str] = "undo.correct-stage"
    stage_change_id: StageChangeId
    stage: Stage
    on: date
    reason: str = ""

    def check(self, read: Read) -> list[Problem]:
        wrong = read.fetch(model.StageChange, self.stage_change_id)
        role_present(read, wrong.partner_role_id)
        problems = future_problems(read, self.on, "on")
        if wrong.id in corrected_ids(matching(read, model.StageChange, partner_role_id=wrong.partner_role_id)):
            problems.append(Problem("stage-corrected-before", field="stage_change_id"))
        if (wrong.stage, wrong.effective_on, wrong.reason) == (self.stage, self.on, self.reason):
            problems.append(Problem("stage-unchanged", field="stage", values={"stage": self.stage, "on": self.on}))
        return problems

    def apply(self, tx: Transaction) -> None:
        wrong = tx.fetch(model.StageChange, self.stage_change_id)
        tx.add(
            model.StageChange(
                partner_role_id=wrong.partner_role_id,
                stage=self.stage,
                effective_on=self.on,
                known_on=tx.today,
                reason=self.reason,
                corrects_id=self.stage_change_id,
            )
        )
        settle_stage(tx, tx.fetch(model.PartnerRoleRow, wrong.partner_role_id))

    def label_values(self, tx: Transaction) -> Values:
        return role_label(tx, tx.fetch(model.StageChange, self.stage_change_id).partner_role_id)


@dataclass(frozen=True, slots=True)
class AssignPartnerRole(Command):
    """Says who of ours looks after a role; nobody where `owner_id` is empty."""

    label: ClassVar[str] = "undo.assign-partner-role"
    partner_role_id: PartnerRoleId
    owner_id: ContactId | None
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        role_present(read, self.partner_role_id)
        return owner_problems(read, self.owner_id)

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.PartnerRoleRow, self.partner_role_id, self.seen).owner_id = self.owner_id

    def label_values(self, tx: Transaction) -> Values:
        return role_label(tx, self.partner_role_id)


@dataclass(frozen=True, slots=True)
class RemovePartnerRole(Command):
    """Takes a role that was given by mistake away, with its history. A role that is over gets the stage *ended*."""

    label: ClassVar[str] = "undo.remove-partner-role"
    partner_role_id: PartnerRoleId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        role_present(read, self.partner_role_id)
        return []

    def apply(self, tx: Transaction) -> None:
        role = tx.fetch(model.PartnerRoleRow, self.partner_role_id, self.seen)
        remove_role(tx, role)

    def label_values(self, tx: Transaction) -> Values:
        return {}


def role_present(read: Read, key: int) -> "PartnerRoleRow":
    """The role of a partner that is not in the bin."""
    role = read.fetch(model.PartnerRoleRow, key)
    present(read, model.Partner, role.partner_id, "partner_role_id")
    return role


def remove_role(tx: Transaction, role: "PartnerRoleRow") -> None:
    """Newest entries first: a correction names the older row that it corrects."""
    for change in reversed(matching(tx, model.StageChange, partner_role_id=role.id)):
        tx.remove(change)
        tx.session.flush()
    tx.remove(role)


def settle_stage(tx: Transaction, role: "PartnerRoleRow") -> None:
    """Keeps the stored stage of the role what its history says."""
    changes: list[StageChange] = matching(tx, model.StageChange, partner_role_id=role.id)
    role.stage, role.stage_since = current(changes)


def role_label(tx: Transaction, key: int) -> Values:
    role = tx.fetch(model.PartnerRoleRow, key)
    return {"role": role.role, "stage": role.stage, "name": called(tx.fetch(model.Partner, role.partner_id))}
