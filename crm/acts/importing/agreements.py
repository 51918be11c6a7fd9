"""Plans the agreements of a register: which are in the book, who their parties are, where their copies lie."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crm.acts.importing.drafts import AgreementDraft
from crm.acts.importing.partners import PartnerBook
from crm.acts.importing.plan import Outcome, PlannedAgreement, PlannedRow, Ref, Writes
from crm.acts.importing.queries import TOLD, AgreementKeys, Known
from crm.book.text import folded
from crm.partners.duplicates.keys import name_key
from crm.values import Message, Problem

OURS = re.compile(r"我方|我司|我公司|本公司|本方|本单位|us|we|our company", re.IGNORECASE)
LONGEST_NAME = 255
NEAR = 70
"""Of 100, as rapidfuzz likens names."""


@dataclass(frozen=True, slots=True)
class Taking:
    """How a register is taken over: whether unknown parties become partners, and where its files lie."""

    new_parties: bool = False
    folder: Path | None = None


class AgreementBook:
    """Agreements by number, and by title with their parties: those of the book, and those that this plan makes."""

    def __init__(self, known: Known, partners: PartnerBook, writes: Writes, taking: Taking) -> None:
        self.partners = partners
        self.writes = writes
        self.taking = taking
        self.by_number: dict[str, AgreementKeys | None] = {}
        self.by_title: dict[tuple[str, frozenset[Ref]], AgreementKeys | None] = {}
        for keys in known.agreements:
            if keys.number:
                self.by_number[folded(keys.number)] = keys
            for title in (keys.title_en, keys.title_zh):
                if title:
                    self.by_title.setdefault((folded(title), keys.parties), keys)

    def take(self, draft: AgreementDraft, row: PlannedRow, warnings: list[Message], file: str) -> None:
        parties, problems = self.parties_of(draft)
        if problems:
            row.outcome, row.because = Outcome.PROBLEM, None
            row.problems = tuple(placed(file, row.number, problem) for problem in problems)
            return
        number, title = folded(draft.number), (folded(draft.title), frozenset(parties))
        known = number in self.by_number if number else title in self.by_title
        held = self.by_number.get(number) if number else self.by_title.get(title)
        if known:
            row.because = Message("import.row.same-agreement", {"name": draft.number or draft.title})
            warnings[:] = differences(draft, held) if held is not None else []
            return
        if number:
            self.by_number[number] = None
        self.by_title.setdefault(title, None)
        row.outcome, row.because = Outcome.NEW, Message("import.row.new-agreement", {"n": len(parties)})
        row.made = next((ref for ref in parties if ref < 0), None)
        found = self.found_file(draft, warnings)
        self.writes.agreements.append(
            PlannedAgreement(draft.number, draft.values, draft.terms, parties, draft.signed_on, found, draft.reason)
        )

    def parties_of(self, draft: AgreementDraft) -> tuple[tuple[Ref, ...], list[Problem]]:
        """Those that the row names, by rank; where it names one only, ours before it."""
        found = [(name, self.party(name)) for name in draft.parties]
        problems = (
            []
            if self.taking.new_parties
            else [self.unknown(name, draft.parties[name]) for name, ref in found if ref is None]
        )
        known = [ref for _, ref in found if ref is not None]
        if len(set(known)) < len(known):
            twice = next(self.partners.name(ref) for ref in known if known.count(ref) > 1)
            problems.append(Problem("party-twice", "agreement.party_1", {"name": twice}))
        alone = len(found) == 1
        if alone and (self.partners.home is None or known == [self.partners.home]):
            problems.append(Problem("agreement-needs-two-parties", "agreement.party_1"))
        too_long = next((name for name, _ in found if len(name) > LONGEST_NAME), None)
        if too_long is not None:
            values = {"field": Message(f"import.field.{draft.parties[too_long]}"), "most": LONGEST_NAME}
            problems.append(Problem("field-too-long", draft.parties[too_long], values))
        if problems:
            return (), problems
        refs = [self.partners.add({"name": name}) if ref is None else ref for name, ref in found]
        return (self.partners.home, *refs) if alone and self.partners.home is not None else tuple(refs), []

    def party(self, name: str) -> Ref | None:
        if OURS.fullmatch(name.strip()):
            return self.partners.home
        return self.partners.of_name(name)

    def unknown(self, name: str, field: str) -> Problem:
        """With the partner of the most similar name, where there is one."""
        from rapidfuzz import fuzz, process

        names = {name_key(own[0]): own[0] for own in self.partners.names_of.values()}
        near = process.extractOne(name_key(name), list(names), scorer=fuzz.WRatio, score_cutoff=NEAR)
        if near is None:
            return Problem("row-party-unknown", field, {"given": name[:LONGEST_NAME]})
        values: Mapping[str, object] = {"given": name[:LONGEST_NAME], "nearest": names[near[0]]}
        return Problem("row-party-near", field, values)

    def found_file(self, draft: AgreementDraft, warnings: list[Message]) -> Path | None:
        """The signed copy in the folder. A name is no path: nothing outside the folder is read (TRUST E3)."""
        if not draft.file:
            return None
        path = self.taking.folder / draft.file if self.taking.folder is not None else None
        is_plain = Path(draft.file).name == draft.file
        if path is None or not is_plain or path.is_symlink() or not path.is_file():
            warnings.append(Message("import.warning.file-missing", {"file": draft.file}))
            return None
        return path


def differences(draft: AgreementDraft, held: AgreementKeys) -> list[Message]:
    """A signed agreement changes in no field: what the register says otherwise is told, and is an amendment."""
    told = []
    for field, book in zip(TOLD, held.held, strict=True):
        said = as_text(draft.terms.get(field))
        if said and said != as_text(book):
            values = {"field": Message(f"import.field.agreement.{field}"), "file": said, "book": as_text(book) or "–"}
            told.append(Message("import.warning.agreement-differs", values))
    return told


def as_text(value: object) -> str:
    return "" if value is None else str(value)


def placed(file: str, row: int, problem: Problem) -> Problem:
    return Problem("row-problem", field=problem.field, values={"file": file, "row": row, "problem": problem})
