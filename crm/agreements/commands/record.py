"""The record of an agreement: drafted, edited field by field, sent to review, put into the bin and taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from crm import model
from crm.agreements.commands.party import NewParty, add_parties, new_party_problems
from crm.agreements.commands.records import (
    draft_version,
    fields_with,
    living,
    name_of_version,
    title_of,
    unsigned,
    versions,
)
from crm.agreements.commands.text import NewClause, add_clause, clause_problems
from crm.agreements.contradictions import contradictions
from crm.book.records import (
    binned_now,
    called_as,
    chosen_problems,
    future_problems,
    present,
    restore_problems,
    row_id,
)
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import AgreementId, AgreementVersionId, PartnerId

OURS = frozenset({"note", "condition_met_on"})
"""What a signed agreement does not say, but what we note and what came to pass: it may still be written."""


HAPPENED = ("in_review_on", "condition_met_on")
"""Days of what has come to pass; the others are agreed for days to come."""


@dataclass(frozen=True, slots=True)
class DraftAgreement(Command):
    """Begins an agreement: its parties by rank (the first is 甲方), the terms of its first version, its clauses."""

    label: ClassVar[str] = "undo.draft-agreement"
    fields: ClassVar[str | None] = "AgreementFields"
    values: Mapping[str, object]
    terms: Mapping[str, object] = field(default_factory=dict)
    partner_ids: Sequence[PartnerId] = ()
    clauses: Sequence[NewClause] = ()

    def _parties(self) -> list[NewParty]:
        return [NewParty(key) for key in self.partner_ids]

    def check(self, read: Read) -> list[Problem]:
        problems = record_problems(self.values, self.terms) + happened_problems(read, self.values)
        return problems + new_party_problems(read, self._parties()) + clause_problems(self.clauses)

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        agreement = tx.add(model.Agreement(**checked(model.AgreementFields, self.values)))
        version = tx.add(
            model.AgreementVersion(agreement_id=row_id(agreement), **checked(model.TermFields, self.terms))
        )
        add_parties(tx, row_id(agreement), self._parties())
        for position, clause in enumerate(self.clauses):
            add_clause(tx, row_id(version), clause, position)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_in(self.values)}


@dataclass(frozen=True, slots=True)
class EditAgreement(Command):
    """Sets one field of an agreement, if it still is what was seen. Once it is signed, only what it does not say."""

    label: ClassVar[str] = "undo.edit-agreement"
    id: AgreementId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, kept

        agreement = living(read, self.id) if self.field in OURS else unsigned(read, self.id)
        problems = edit_problems(read, model.AgreementFields, agreement, self.field, self.was, self.now)
        if problems:
            return problems
        now = kept(model.AgreementFields, self.field, self.now)
        if self.field in HAPPENED and now is not None:
            problems += future_problems(read, now, self.field)
        return problems + title_problems(fields_with(agreement, model.AgreementFields, **{self.field: now}))

    def apply(self, tx: Transaction) -> None:
        from crm.book.edits import kept

        setattr(tx.fetch(model.Agreement, self.id), self.field, kept(model.AgreementFields, self.field, self.now))

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": title_of(tx.fetch(model.Agreement, self.id))}

    def merges_as(self) -> str | None:
        return f"agreement.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class EditTerms(Command):
    """Sets one term of a draft, if it still is what was seen and contradicts no other."""

    label: ClassVar[str] = "undo.edit-agreement"
    version_id: AgreementVersionId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        return terms_problems(read, self.version_id, {self.field: self.was}, {self.field: self.now})

    def apply(self, tx: Transaction) -> None:
        write_terms(tx, self.version_id, {self.field: self.now})

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": name_of_version(tx, self.version_id)}

    def merges_as(self) -> str | None:
        return f"terms.{self.version_id}.{self.field}"


@dataclass(frozen=True, slots=True)
class SetTerms(Command):
    """Sets several terms of a draft at once, such as a last day in the place of a term. `was`: what was seen."""

    label: ClassVar[str] = "undo.set-terms"
    version_id: AgreementVersionId
    was: Mapping[str, object]
    now: Mapping[str, object]

    def check(self, read: Read) -> list[Problem]:
        if not self.now:
            return [Problem("nothing-changed", field="now")]
        return terms_problems(read, self.version_id, self.was, self.now)

    def apply(self, tx: Transaction) -> None:
        write_terms(tx, self.version_id, self.now)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": name_of_version(tx, self.version_id)}


@dataclass(frozen=True, slots=True)
class SendToReview(Command):
    """Says that a draft is with the other side since a day. `on` empty: today."""

    label: ClassVar[str] = "undo.send-to-review"
    id: AgreementId
    on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        agreement = unsigned(read, self.id)
        if agreement.in_review_on is not None:
            values = {"name": title_of(agreement), "on": agreement.in_review_on}
            return [Problem("agreement-in-review", "id", values)]
        return future_problems(read, self.on or read.today, "on")

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.Agreement, self.id).in_review_on = self.on or tx.today

    def label_values(self, tx: Transaction) -> Values:
        return {"name": title_of(tx.fetch(model.Agreement, self.id))}


@dataclass(frozen=True, slots=True)
class BinAgreements(Command):
    """Moves drafts to the bin. What has a number, or is signed, stays: it can be void, but it was."""

    label: ClassVar[str] = "undo.bin-agreements"
    ids: Sequence[AgreementId]

    def check(self, read: Read) -> list[Problem]:
        problems = chosen_problems(self.ids)
        for key in self.ids:
            agreement = present(read, model.Agreement, key, "ids")
            if agreement.number is not None or versions(read, key)[0].sha256:
                problems.append(Problem("agreement-stays", "ids", {"name": title_of(agreement)}))
        return problems

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Agreement, key).binned_at = binned_now(tx)

    def named(self, tx: Transaction) -> Message:
        return counted("undo.bin-agreement", self.label, [title_of(tx.fetch(model.Agreement, key)) for key in self.ids])


@dataclass(frozen=True, slots=True)
class RestoreAgreements(Command):
    """Takes drafts out of the bin again."""

    label: ClassVar[str] = "undo.restore-agreements"
    ids: Sequence[AgreementId]

    def check(self, read: Read) -> list[Problem]:
        rows = [read.fetch(model.Agreement, key) for key in self.ids]
        return chosen_problems(self.ids) + restore_problems(rows)

    def apply(self, tx: Transaction) -> None:
        for key in self.ids:
            tx.fetch(model.Agreement, key).binned_at = None

    def named(self, tx: Transaction) -> Message:
        titles = [title_of(tx.fetch(model.Agreement, key)) for key in self.ids]
        return counted("undo.restore-agreement", self.label, titles)


def title_in(values: Mapping[str, object]) -> str | Message:
    """The title of an agreement that is being made."""
    english, chinese = (str(values.get(name) or "") for name in ("title_en", "title_zh"))
    return called_as("", english or chinese, chinese or english)


def record_problems(values: Mapping[str, object], terms: Mapping[str, object]) -> list[Problem]:
    """The fields by their rules, a title, and terms that hold together."""
    problems: list[Problem] = model.problems_of(model.AgreementFields, values)
    wrong: list[Problem] = model.problems_of(model.TermFields, terms)
    if not problems:
        problems += title_problems(model.AgreementFields.model_validate(dict(values)))
    return problems + (wrong or contradictions(model.TermFields.model_validate(dict(terms))))


def happened_problems(read: Read, values: Mapping[str, object]) -> list[Problem]:
    """What is said to have happened has."""
    if model.problems_of(model.AgreementFields, values):
        return []
    fields = model.AgreementFields.model_validate(dict(values))
    days = [(name, getattr(fields, name)) for name in HAPPENED]
    return [problem for name, day in days if day is not None for problem in future_problems(read, day, name)]


def title_problems(fields: "model.AgreementFields") -> list[Problem]:
    return [] if fields.title_en or fields.title_zh else [Problem("agreement-without-title", "title_en")]


def terms_problems(read: Read, version_id: int, was: Mapping[str, object], now: Mapping[str, object]) -> list[Problem]:
    from crm.book.edits import edit_problems, kept

    version = draft_version(read, version_id)
    problems: list[Problem] = []
    for name, value in now.items():
        seen = was.get(name, getattr(version, name, None))
        problems += edit_problems(read, model.TermFields, version, name, seen, value)
    if problems:
        return problems
    set_now = {name: kept(model.TermFields, name, value) for name, value in now.items()}
    return contradictions(fields_with(version, model.TermFields, **set_now))


def write_terms(tx: Transaction, version_id: int, now: Mapping[str, object]) -> None:
    from crm.book.edits import kept

    version = tx.fetch(model.AgreementVersion, version_id)
    for name, value in now.items():
        setattr(version, name, kept(model.TermFields, name, value))


def counted(one: str, several: str, names: Sequence[str | Message]) -> Message:
    """The menu names one record, and counts several."""
    return Message(one, {"name": names[0]}) if len(names) == 1 else Message(several, {"n": len(names)})
