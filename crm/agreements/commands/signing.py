"""Marks and signing: what a version says stands still from then on, its parties with it. And void 作废."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.agreements.commands.copies import NewFile, copy_problems, keep_copy
from crm.agreements.commands.number import (
    frozen_series,
    give_number,
    number_problems,
)
from crm.agreements.commands.records import (
    draft_version,
    fields_with,
    living,
    parties,
    party_name,
    party_problems,
    plain,
    reason_problems,
    title_of,
    title_without_number,
    versions,
)
from crm.agreements.contradictions import contradictions
from crm.agreements.digest import digest_of
from crm.agreements.marks import day_of_party, day_of_signing
from crm.agreements.queries import AgreementDetail, AgreementPromises, AgreementText
from crm.book.records import future_problems, matching, row_id
from crm.values import Command, CommandKind, Frozen, Message, Problem, Read, Transaction, Values
from crm.values.enums import MarkKind, MarksRequired
from crm.values.ids import AgreementId, AgreementPartyId, AgreementVersionId

if TYPE_CHECKING:
    from crm.model import AgreementVersion

OF_VERSION: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("clause", (("paragraph", "clause_id"),)),
    ("placeholder_value", ()),
    ("goal", ()),
    ("obligation", ()),
    ("restriction", ()),
    ("data_right", ()),
    ("agreement_mark", ()),
)
"""What one version says, by table; and what hangs on that."""


@dataclass(frozen=True, slots=True)
class NewMark:
    """A party's signature or seal and the day that it bears."""

    party_id: AgreementPartyId
    mark: MarkKind
    on: date


@dataclass(frozen=True, slots=True)
class Made:
    """A mark as `crm.agreements.marks` reads it."""

    party_id: int
    kind: MarkKind
    marked_on: date


def marks_of(read: Read, version_id: int, new: Sequence[NewMark] = ()) -> list[Made]:
    stored = matching(read, model.AgreementMark, version_id=version_id)
    made = [Made(row.party_id, row.kind, row.marked_on) for row in stored]
    return made + [Made(mark.party_id, mark.mark, mark.on) for mark in new]


def mark_problems(read: Read, version: "AgreementVersion", new: Sequence[NewMark]) -> list[Problem]:
    """Of a party of this agreement, not in the future, each kind once."""
    problems = []
    made = {(mark.party_id, mark.kind): mark.marked_on for mark in marks_of(read, row_id(version))}
    for mark in new:
        problems += party_problems(read, version.agreement_id, mark.party_id, "party_id")
        problems += future_problems(read, mark.on, "on")
        key = (mark.party_id, mark.mark)
        if key in made:
            party = party_name(read, read.fetch(model.AgreementParty, mark.party_id))
            problems.append(Problem("mark-twice", "party_id", {"party": party, "mark": mark.mark, "on": made[key]}))
        made[key] = mark.on
    return problems


def missing_marks(read: Read, agreement_id: int, marks: Sequence[Made], requires: MarksRequired) -> list[str | Message]:
    """The parties that have not yet marked it as they must."""
    return [
        party_name(read, party)
        for party in parties(read, agreement_id)
        if day_of_party([mark for mark in marks if mark.party_id == party.id], requires) is None
    ]


def add_marks(tx: Transaction, version_id: int, new: Sequence[NewMark]) -> None:
    for mark in new:
        tx.add(model.AgreementMark(version_id=version_id, party_id=mark.party_id, kind=mark.mark, marked_on=mark.on))


def signed_day(read: Read, version: "AgreementVersion", marks: Sequence[Made]) -> date | None:
    """The day of the last mark that is needed, once none is missing."""
    keys = [row_id(party) for party in parties(read, version.agreement_id)]
    requires = read.fetch(model.Agreement, version.agreement_id).requires
    return day_of_signing(keys, marks, requires, read.today)


def seal_version(tx: Transaction, version_id: int) -> None:
    """Freezes names, codes and signatories of the parties with the first version, and the digest of each."""
    tx.session.flush()
    version = tx.fetch(model.AgreementVersion, version_id)
    if version.number == 1:
        freeze_parties(tx, version.agreement_id)
        tx.session.flush()
    key = AgreementId(version.agreement_id)
    row = tx.query(AgreementDetail(key))
    seen = next(each for each in row.versions if each.id == version_id)
    text = tx.query(AgreementText(AgreementVersionId(version_id)))
    version.sha256 = digest_of(row, seen, text, tx.query(AgreementPromises(key)))


def freeze_parties(tx: Transaction, agreement_id: int) -> None:
    for row in tx.query(AgreementDetail(AgreementId(agreement_id))).parties:
        party = tx.fetch(model.AgreementParty, row.id)
        party.name_en, party.name_zh, party.code = row.name_en, row.name_zh, row.code
        party.signatory_en, party.signatory_zh = row.signatory_en, row.signatory_zh


def frozen_rows(version_ids: Sequence[int], agreement_id: int) -> list[Frozen]:
    """What no undo of an earlier step may change any more."""
    rows = [Frozen("agreement", "id", agreement_id), Frozen("agreement_party", "agreement_id", agreement_id)]
    for key in version_ids:
        rows.append(Frozen("agreement_version", "id", key))
        rows += [Frozen(table, "version_id", key, parts) for table, parts in OF_VERSION]
    return rows


@dataclass(frozen=True, slots=True)
class RecordMark(Command):
    """Says that a party has signed or sealed a version, and on which day. `on` empty: today."""

    label: ClassVar[str] = "undo.record-mark"
    version_id: AgreementVersionId
    party_id: AgreementPartyId
    mark: MarkKind
    on: date | None = None

    def _mark(self, read: Read) -> NewMark:
        return NewMark(self.party_id, self.mark, self.on or read.today)

    def check(self, read: Read) -> list[Problem]:
        version = draft_version(read, self.version_id)
        return mark_problems(read, version, [self._mark(read)])

    def apply(self, tx: Transaction) -> None:
        add_marks(tx, self.version_id, [self._mark(tx)])

    def label_values(self, tx: Transaction) -> Values:
        return {"mark": self.mark, "party": party_name(tx, tx.fetch(model.AgreementParty, self.party_id))}


@dataclass(frozen=True, slots=True)
class RemoveMark(Command):
    """Takes back a signature or seal that was recorded by mistake, while the version is not signed."""

    label: ClassVar[str] = "undo.remove-mark"
    version_id: AgreementVersionId
    party_id: AgreementPartyId
    mark: MarkKind

    def _keys(self) -> dict[str, object]:
        return {"version_id": self.version_id, "party_id": self.party_id, "kind": self.mark}

    def check(self, read: Read) -> list[Problem]:
        draft_version(read, self.version_id)
        party = party_name(read, read.fetch(model.AgreementParty, self.party_id))
        if matching(read, model.AgreementMark, **self._keys()):
            return []
        return [Problem("mark-missing", "party_id", {"party": party, "mark": self.mark})]

    def apply(self, tx: Transaction) -> None:
        for row in matching(tx, model.AgreementMark, **self._keys()):
            tx.remove(row)

    def label_values(self, tx: Transaction) -> Values:
        return {"mark": self.mark, "party": party_name(tx, tx.fetch(model.AgreementParty, self.party_id))}


@dataclass(frozen=True, slots=True)
class SignAgreement(Command):
    """Signs a version: every party's marks, with the scan or the signed PDF, or a reason why there is none. For good.

    `marks` are those not recorded before; `copy_reason` stands for the copy. The number is the next of the series, or
    the one that is named. `known_on` is when we came to know it; empty, today.
    """

    label: ClassVar[str] = "undo.sign-agreement"
    kind: ClassVar[CommandKind] = CommandKind.ANSWERED
    version_id: AgreementVersionId
    marks: Sequence[NewMark] = ()
    signed_copy: NewFile | None = None
    copy_reason: str = ""
    number: str = ""
    known_on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        version = draft_version(read, self.version_id)
        problems = mark_problems(read, version, self.marks) + copy_problems(self.signed_copy, self.copy_reason)
        problems += self._number_problems(read, version)
        if self.known_on is not None:
            problems += future_problems(read, self.known_on, "known_on")
        return problems or self._signing_problems(read, version)

    def _number_problems(self, read: Read, version: "AgreementVersion") -> list[Problem]:
        agreement = read.fetch(model.Agreement, version.agreement_id)
        if not self.number.strip() or self.number.strip() == agreement.number:
            return []
        if agreement.number is not None:
            return [
                Problem("number-given", "number", {"name": title_without_number(agreement), "number": agreement.number})
            ]
        return number_problems(read, self.number.strip())

    def _signing_problems(self, read: Read, version: "AgreementVersion") -> list[Problem]:
        marks = marks_of(read, self.version_id, self.marks)
        agreement = read.fetch(model.Agreement, version.agreement_id)
        signed = signed_day(read, version, marks)
        if signed is None:
            missing = missing_marks(read, version.agreement_id, marks, agreement.requires)
            values = {"names": missing, "requires": agreement.requires, "name": title_of(agreement)}
            return [Problem("marks-missing", "marks", values)]
        # Without a day of its own it takes effect when it is signed: only now can the last day lie before it.
        starts = version.effective_on or signed
        return contradictions(fields_with(version, model.TermFields, effective_on=starts))

    def apply(self, tx: Transaction) -> None:
        version = tx.fetch(model.AgreementVersion, self.version_id)
        agreement = tx.fetch(model.Agreement, version.agreement_id)
        add_marks(tx, self.version_id, self.marks)
        keep_copy(tx, self.version_id, self.signed_copy)
        version.copy_on, version.copy_reason = tx.today, plain(self.copy_reason)
        version.known_on = self.known_on or version.known_on or tx.today
        if agreement.number is None:
            signed = signed_day(tx, version, marks_of(tx, self.version_id))
            give_number(tx, agreement, self.number, signed or tx.today)
        seal_version(tx, self.version_id)

    def freezes(self, tx: Transaction) -> Sequence[Frozen]:
        key = tx.fetch(model.AgreementVersion, self.version_id).agreement_id
        series = frozen_series(tx, tx.fetch(model.Agreement, key).type)
        return (*frozen_rows([self.version_id], key), *series)

    def label_values(self, tx: Transaction) -> Values:
        version = tx.fetch(model.AgreementVersion, self.version_id)
        return {"name": title_of(tx.fetch(model.Agreement, version.agreement_id)), "number": version.number}


@dataclass(frozen=True, slots=True)
class VoidAgreement(Command):
    """Declares an agreement void 作废 from a day on, with a reason. It keeps its number, and stays readable."""

    label: ClassVar[str] = "undo.void-agreement"
    kind: ClassVar[CommandKind] = CommandKind.ANSWERED
    id: AgreementId
    reason: str
    on: date | None = None

    def check(self, read: Read) -> list[Problem]:
        living(read, self.id)
        return reason_problems(self.reason) + future_problems(read, self.on or read.today, "on")

    def apply(self, tx: Transaction) -> None:
        agreement = tx.fetch(model.Agreement, self.id)
        agreement.void_on, agreement.void_reason = self.on or tx.today, plain(self.reason)

    def freezes(self, tx: Transaction) -> Sequence[Frozen]:
        return frozen_rows([row_id(version) for version in versions(tx, self.id)], self.id)

    def named(self, tx: Transaction) -> Message:
        return Message(self.label, {"name": title_of(tx.fetch(model.Agreement, self.id))})
