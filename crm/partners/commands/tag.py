"""Tags themselves: called otherwise, coloured, taken away, on all records that bear them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.book.filing import tag_named
from crm.book.records import matching, row_id
from crm.book.text import folded
from crm.partners.commands.tagging import tag_name_problems
from crm.partners.commands.view_terms import reword_views
from crm.partners.queries.tags import TagUses
from crm.values import Command, Problem, Read, Transaction, Values
from crm.values.enums import TagColor
from crm.values.ids import TagId, Version

if TYPE_CHECKING:
    from crm.model import Tag, Tagging

RECORDS = ("partner_id", "contact_id", "interaction_id")
GONE = "removed tag"
"""Under which a step remembers the tag that it took away, for its name in the undo menu."""


@dataclass(frozen=True, slots=True)
class RenameTag(Command):
    """Calls a tag otherwise, on all records and in saved views.

    Where another tag is called so already, `merge` makes one of the two.
    """

    label: ClassVar[str] = "undo.rename-tag"
    tag_id: TagId
    was: str
    now: str
    merge: bool = False

    def check(self, read: Read) -> list[Problem]:
        tag = read.fetch(model.Tag, self.tag_id)
        if problems := tag_name_problems([self.now], "now"):
            return problems
        if tag.name != self.was:
            return [tag_changed(read, tag, self.was)]
        other = tag_named(read, self.now.strip())
        if other is None or other.id == tag.id or self.merge:
            return []
        uses = read.query(TagUses(TagId(row_id(other))))
        values = {"given": self.was, "name": other.name, "n": uses}
        return [Problem("tag-exists-merge", field="now", values=values)]

    def apply(self, tx: Transaction) -> None:
        tag = tx.fetch(model.Tag, self.tag_id)
        name = self.now.strip()
        reword_views(tx, "tag", {tag.name: name})
        other = tag_named(tx, name)
        if other is not None and other.id != tag.id:
            merge_into(tx, tag, other)
        else:
            tag.name, tag.folded = name, folded(name)

    def label_values(self, tx: Transaction) -> Values:
        return {"was": self.was, "now": self.now.strip()}


@dataclass(frozen=True, slots=True)
class ColorTag(Command):
    """Gives a tag one of the colours of the house, everywhere."""

    label: ClassVar[str] = "undo.color-tag"
    tag_id: TagId
    color: TagColor
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.Tag, self.tag_id)
        return []

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Tag, self.tag_id, self.seen).color = self.color

    def label_values(self, tx: Transaction) -> Values:
        return {"tag": tx.fetch(model.Tag, self.tag_id).name, "color": self.color}


@dataclass(frozen=True, slots=True)
class RemoveTag(Command):
    """Takes a tag off all records that bear it, and out of the book."""

    label: ClassVar[str] = "undo.remove-tag"
    tag_id: TagId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.Tag, self.tag_id)
        return []

    def apply(self, tx: Transaction) -> None:
        from sqlmodel import col, delete

        tag = tx.fetch(model.Tag, self.tag_id, self.seen)
        tx.session.info[GONE] = {"tag": tag.name, "n": tx.query(TagUses(self.tag_id))}
        tx.session.execute(delete(model.Tagging).where(col(model.Tagging.tag_id) == self.tag_id))
        tx.remove(tag)

    def label_values(self, tx: Transaction) -> Values:
        return dict(tx.session.info[GONE])


def merge_into(tx: Transaction, tag: "Tag", other: "Tag") -> None:
    """Every record that bears the one bears the other, once."""
    there = {record_of(row) for row in matching(tx, model.Tagging, tag_id=other.id)}
    for row in matching(tx, model.Tagging, tag_id=tag.id):
        if record_of(row) in there:
            tx.session.delete(row)
        else:
            row.tag_id = row_id(other)
    tx.session.flush()
    tx.remove(tag)


def record_of(row: "Tagging") -> tuple[int | None, ...]:
    return tuple(getattr(row, column) for column in RECORDS)


def tag_changed(read: Read, tag: "Tag", was: str) -> Problem:
    from crm.book.edits import Writer

    values = {**read.query(Writer(tag.version)), "theirs": tag.name, "was": was}
    return Problem("field-changed", field="now", values=values)
