"""The roles of two partners that become one: by role, with one history of stages.

Both played a role, and each record has a history of it. All entries stay. Where they contradict, the side that was
chosen tells: an entry of the other that would change its stage later is put right by a correction that names it, so
that a stale row of a list cannot throw an active partner back to prospect, and what was believed stays readable.
"""

from typing import TYPE_CHECKING

from crm import model
from crm.acts.merging.moving import Merge, Mover
from crm.book.records import matching, row_id
from crm.partners.commands.role import settle_stage
from crm.partners.stages import stage_on, standing
from crm.values import Transaction

if TYPE_CHECKING:
    from crm.model import PartnerRoleRow, StageChange


def move_roles(tx: Transaction, merge: Merge) -> None:
    kept = {row.role: row for row in matching(tx, model.PartnerRoleRow, partner_id=merge.keep)}
    for row in matching(tx, model.PartnerRoleRow, partner_id=merge.lose):
        if row.role in kept:
            join_roles(tx, kept[row.role], row, takes=merge.takes(f"role.{row.role.value}"))
        else:
            row.partner_id = merge.keep
            tx.session.flush()


def join_roles(tx: Transaction, kept: "PartnerRoleRow", lost: "PartnerRoleRow", *, takes: bool) -> None:
    """One row with both histories; `takes`: what the record that goes says of the stage counts."""
    own, other = (history(tx, role) for role in (kept, lost))
    truth, doubted = (other, own) if takes else (own, other)
    for change in other:
        change.partner_role_id = row_id(kept)
    tx.session.flush()
    put_right(tx, truth, doubted)
    kept.owner_id = lost.owner_id if takes and lost.owner_id else kept.owner_id or lost.owner_id
    settle_stage(tx, kept)
    tx.remove(lost)


def history(tx: Transaction, role: "PartnerRoleRow") -> list["StageChange"]:
    return matching(tx, model.StageChange, partner_role_id=role.id)


def put_right(tx: Transaction, truth: list["StageChange"], doubted: list["StageChange"]) -> None:
    """Entries that say another stage than the truth of their day are corrected; those from before it began stay."""
    for change in standing(doubted):
        stage = stage_on(truth, change.effective_on)
        if stage is not None and stage is not change.stage:
            tx.add(
                model.StageChange(
                    partner_role_id=change.partner_role_id,
                    stage=stage,
                    effective_on=change.effective_on,
                    known_on=tx.today,
                    reason=change.reason,
                    corrects_id=change.id,
                )
            )


ROLES = Mover(frozenset({("partner_role", "partner_id")}), move_roles)
