"""Marks that partners are given, and the criteria and weights by which the book judges them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.book.records import called, future_problems, matching, present
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.enums import Language
from crm.values.ids import FitCriterionId, FitMarkId, PartnerId, Version
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import FitCriterion, FitMark


@dataclass(frozen=True, slots=True)
class MarkFit(Command):
    """Gives a partner a mark of a day, today where empty. The newest counts; a second of one day corrects the first.

    `evidence` empty keeps what that day's mark says already.
    """

    label: ClassVar[str] = "undo.mark-fit"
    partner_id: PartnerId
    criterion_id: FitCriterionId
    mark: int
    evidence: str | None = None
    marked_on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Partner, self.partner_id, "partner_id")
        read.fetch(model.FitCriterion, self.criterion_id)
        on = self.marked_on or read.today
        values = {"mark": self.mark, "evidence": self.evidence or "", "marked_on": on}
        return model.problems_of(model.FitMarkFields, values) + future_problems(read, on, "marked_on")

    def apply(self, tx: Transaction) -> None:
        on = self.marked_on or tx.today
        mark = mark_of(tx, self.partner_id, self.criterion_id, on)
        if mark is None:
            tx.add(
                model.FitMark(
                    partner_id=self.partner_id,
                    criterion_id=self.criterion_id,
                    mark=self.mark,
                    evidence=(self.evidence or "").strip(),
                    marked_on=on,
                )
            )
            return
        mark.mark = self.mark
        if self.evidence is not None:
            mark.evidence = self.evidence.strip()

    def label_values(self, tx: Transaction) -> Values:
        return fit_label(tx, self.partner_id, self.criterion_id)

    def merges_as(self) -> str | None:
        return f"fit_mark.{self.partner_id}.{self.criterion_id}.{self.marked_on or ''}"


@dataclass(frozen=True, slots=True)
class EditFitMark(Command):
    """Sets the mark, the evidence or the day of a mark, if it still is what was seen."""

    label: ClassVar[str] = "undo.edit-fit-mark"
    id: FitMarkId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        mark = read.fetch(model.FitMark, self.id)
        present(read, model.Partner, mark.partner_id, "id")
        problems = edit_problems(read, model.FitMarkFields, mark, self.field, self.was, self.now)
        if problems or self.field != "marked_on":
            return problems
        on = kept(model.FitMarkFields, "marked_on", self.now)
        other = mark_of(read, mark.partner_id, mark.criterion_id, on)
        if other is not None and other.id != mark.id:
            problems.append(Problem("fit-marked-that-day", field="marked_on", values={"on": on, "mark": other.mark}))
        return problems + future_problems(read, on, "marked_on")

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.FitMark, self.id), self.field, kept(model.FitMarkFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        mark = tx.fetch(model.FitMark, self.id)
        return {"field": Message(f"field.{self.field}"), **fit_label(tx, mark.partner_id, mark.criterion_id)}

    def merges_as(self) -> str | None:
        return f"fit_mark.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class RemoveFitMark(Command):
    """Takes away a mark that was given by mistake. The one before it, if any, counts again."""

    label: ClassVar[str] = "undo.remove-fit-mark"
    id: FitMarkId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        present(read, model.Partner, read.fetch(model.FitMark, self.id).partner_id, "id")
        return []

    def named(self, tx: Transaction) -> Message:
        return Message(self.label)

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.FitMark, self.id, self.seen))


@dataclass(frozen=True, slots=True)
class EditFitCriterion(Command):
    """Sets the weight or the name of a criterion, if it still is what was seen. An empty name is the shipped one."""

    label: ClassVar[str] = "undo.edit-fit-criterion"
    id: FitCriterionId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        criterion = read.fetch(model.FitCriterion, self.id)
        problems = edit_problems(read, model.FitCriterionFields, criterion, self.field, self.was, self.now)
        if problems or self.field != "name":
            return problems
        return name_problems(read, kept(model.FitCriterionFields, "name", self.now), criterion)

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        criterion = tx.fetch(model.FitCriterion, self.id)
        setattr(criterion, self.field, kept(model.FitCriterionFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        criterion = tx.fetch(model.FitCriterion, self.id)
        return {"field": Message(f"field.{self.field}"), "criterion": criterion_text(criterion)}

    def merges_as(self) -> str | None:
        return f"fit_criterion.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class NewWeight:
    """A criterion with the weight that was seen and the one that it gets."""

    id: FitCriterionId
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class WeighFit(Command):
    """Sets several weights at once, each if it still is what was seen: one step of undo for one thought."""

    label: ClassVar[str] = "undo.weigh-fit"
    weights: Sequence[NewWeight]

    def check(self, read: Read) -> list[Problem]:
        if not self.weights:
            return [Problem("nothing-chosen", field="weights")]
        return [problem for weight in self.weights for problem in self._edit(weight).check(read)]

    def apply(self, tx: Transaction) -> None:
        for weight in self.weights:
            self._edit(weight).apply(tx)

    def label_values(self, tx: Transaction) -> Values:
        return {"n": len(self.weights)}

    def _edit(self, weight: NewWeight) -> EditFitCriterion:
        return EditFitCriterion(weight.id, "weight", weight.was, weight.now)


@dataclass(frozen=True, slots=True)
class AddFitCriterion(Command):
    """Adds a criterion of the book's own, after the others."""

    label: ClassVar[str] = "undo.add-fit-criterion"
    name: str
    weight: int = 10

    def check(self, read: Read) -> list[Problem]:
        problems = model.problems_of(model.FitCriterionFields, {"name": self.name, "weight": self.weight})
        return problems or name_problems(read, self.name.strip())

    def apply(self, tx: Transaction) -> None:
        last = max((criterion.position for criterion in matching(tx, model.FitCriterion)), default=-1)
        tx.add(
            model.FitCriterion(
                key=f"own-{tx.new_uid().lower()}", name=self.name.strip(), weight=self.weight, position=last + 1
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"criterion": self.name.strip()}


@dataclass(frozen=True, slots=True)
class RemoveFitCriterion(Command):
    """Takes a criterion away that no partner is marked by. One with marks may be weighed with 0 instead."""

    label: ClassVar[str] = "undo.remove-fit-criterion"
    id: FitCriterionId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        criterion = read.fetch(model.FitCriterion, self.id)
        marks = matching(read, model.FitMark, criterion_id=self.id)
        if not marks:
            return []
        partners = {mark.partner_id for mark in marks}
        values = {"criterion": criterion_text(criterion), "marks": len(marks), "partners": len(partners)}
        return [Problem("fit-criterion-marked", field="id", values=values)]

    def apply(self, tx: Transaction) -> None:
        tx.remove(tx.fetch(model.FitCriterion, self.id, self.seen))


def mark_of(read: Read, partner: int, criterion: int, on: date) -> "FitMark | None":
    """The mark of that day."""
    found: list[FitMark] = matching(read, model.FitMark, partner_id=partner, criterion_id=criterion, marked_on=on)
    return found[0] if found else None


def criterion_text(criterion: "FitCriterion") -> str | Message:
    """The book's own name, else the label of one of the seven."""
    return criterion.name or Message(f"fit-criterion.{criterion.key}")


def fit_label(tx: Transaction, partner: int, criterion: int) -> Values:
    found = tx.fetch(model.FitCriterion, criterion)
    return {"name": called(tx.fetch(model.Partner, partner)), "criterion": criterion_text(found)}


def name_problems(read: Read, name: str, own: "FitCriterion | None" = None) -> list[Problem]:
    """A criterion of the book's own has a name, and no two are called alike in either language."""
    if not name:
        if own is not None and not own.key.startswith("own-"):
            return []
        return [Problem("field-required", field="name", values={"field": Message("field.name")})]
    from crm.book.text import folded

    for other in matching(read, model.FitCriterion):
        if (own is None or other.id != own.id) and folded(name) in {folded(each) for each in names_of(other)}:
            return [Problem("fit-criterion-exists", field="name", values={"given": shown(name)})]
    return []


def names_of(criterion: "FitCriterion") -> Iterator[str]:
    from crm.language import say

    if criterion.name:
        yield criterion.name
        return
    for language in Language:
        yield say(Message(f"fit-criterion.{criterion.key}"), language)
