"""The door of the import for window and command line: reads a file, guesses, checks and matches. Writes nothing.

preparation = finished(prepare_import(book, Path("伙伴名录.xlsx")))
book.execute(ImportRows(preparation.plan))
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as a_field
from pathlib import Path
from typing import Protocol, TypeVar

from crm.acts.importing import Decisions, Duplicates, ImportPlan, KnownRecords, Matching, SheetKind
from crm.acts.importing.agreements import Taking
from crm.acts.importing.alike import MOST_COMPARED, told_alike
from crm.acts.importing.drafts import RowDraft
from crm.book.clock import Clock
from crm.exchange.columns import Columns, chosen_columns, guess_columns, is_known_header
from crm.exchange.columns.fields import PARTNER_NAMES, PERSON
from crm.exchange.rows import RowReader, Words
from crm.exchange.rows.agreements import PARTY_COLUMNS
from crm.exchange.tables import Sheet, reading
from crm.exchange.tables.files import finished
from crm.partners.custom_values import Linked
from crm.partners.queries import ContactNamed, PartnerNamed
from crm.partners.queries.custom_field import CustomFields
from crm.partners.queries.duplicates import PartnerFaces
from crm.values import Message, Problem, Query, Refused
from crm.values.collecting import uncollected
from crm.values.days import DayOrder
from crm.values.enums import CustomConcept

EVERY = 250
Answer = TypeVar("Answer")

__all__ = ["Choices", "ImportProgress", "Preparation", "finished", "prepare_import", "prepare_sheet", "read_sheet"]


class Asked(Protocol):
    """What is needed of a book."""

    @property
    def clock(self) -> Clock: ...

    def query(self, query: Query[Answer]) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person said where the guess was wrong.

    `columns`: field (or None, kept out) by column index; `named`: FIELD=COLUMN pairs as the command line takes them;
    `words`: what strange words of closed lists mean; `order`: whether 3/4/2026 is in April or in March;
    `duplicates` and `decisions`: what becomes of rows that the book knows, all of them and one by one. Of a register
    `new_parties` makes partners of parties that the book does not know, `folder` is where its files lie.
    """

    kind: SheetKind | None = None
    columns: Mapping[int, str | None] = a_field(default_factory=dict)
    named: Sequence[tuple[str, str]] = ()
    words: Words = a_field(default_factory=dict)
    order: DayOrder | None = None
    encoding: str | None = None
    sheet: str | None = None
    duplicates: Duplicates = Duplicates.FILL
    decisions: Decisions = a_field(default_factory=dict)
    new_parties: bool = False
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far: `done` of `total` rows (0: not known yet), in which phase."""

    done: int
    total: int
    phase: Message


@dataclass(frozen=True, slots=True)
class Preparation:
    """A file understood: its table, its columns, and what would become of each row."""

    sheet: Sheet
    columns: Columns
    plan: ImportPlan


Preparing = Generator[ImportProgress, None, Preparation]


def prepare_import(book: Asked, path: Path | bytes, choices: Choices | None = None, file: str = "") -> Preparing:
    """Reads the file, then `prepare_sheet`. Closing the generator cancels; nothing is left behind."""
    choices = choices or Choices()
    sheet = yield from read_sheet(path, choices, file)
    return (yield from prepare_sheet(book, sheet, choices))


def read_sheet(path: Path | bytes, choices: Choices, file: str = "") -> Generator[ImportProgress, None, Sheet]:
    """The table of the file, in the encoding and from the sheet chosen."""
    steps = reading(path, file=file, encoding=choices.encoding, sheet=choices.sheet, is_header=is_known_header)
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            sheet: Sheet = end.value
            return sheet
        yield ImportProgress(done, 0, Message("import.phase.reading"))


def prepare_sheet(book: Asked, sheet: Sheet, choices: Choices) -> Preparing:
    """Guesses the columns, checks every row, matches it with the book. For a sheet read before, while a person maps."""
    own = book.query(CustomFields())
    chosen = {**chosen_columns(sheet, choices.named, choices.kind, own), **choices.columns}
    columns = guess_columns(sheet, choices.kind, chosen, own)
    refuse_unmapped(sheet, columns)
    with uncollected():
        return (yield from match_sheet(book, sheet, columns, choices))


def match_sheet(book: Asked, sheet: Sheet, columns: Columns, choices: Choices) -> Preparing:
    total = len(sheet.rows)
    drafts: list[RowDraft] = []
    for draft in RowReader(sheet, columns, book.clock.today(), choices.words, choices.order, named_in(book)):
        drafts.append(draft)
        if len(drafts) % EVERY == 0:
            yield ImportProgress(len(drafts), total, Message("import.phase.checking"))
    kind = columns.kind
    known = book.query(KnownRecords(kind is SheetKind.INTERACTIONS, kind is SheetKind.AGREEMENTS))
    taking = Taking(choices.new_parties, choices.folder)
    matching = Matching(sheet.file, kind, drafts, known, choices.duplicates, choices.decisions, taking)
    plan = yield from told(matching.run(), total, "import.phase.matching")
    if len(known.partners) + len(plan.writes.partners) <= MOST_COMPARED:
        plan = yield from told(told_alike(plan, book.query(PartnerFaces())), total, "import.phase.comparing")
    return Preparation(sheet, columns, plan)


def told(
    steps: Generator[int, None, ImportPlan], total: int, phase: str
) -> Generator[ImportProgress, None, ImportPlan]:
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            plan: ImportPlan = end.value
            return plan
        yield ImportProgress(min(done, total), total, Message(phase))


def named_in(book: Asked) -> Linked:
    """Finds the record that a cell links to by its name, which must be one record's only."""

    def found(concept: CustomConcept, words: str) -> int | Problem:
        try:
            return book.query(ContactNamed(words) if concept is CustomConcept.CONTACT else PartnerNamed(words)).id
        except Refused as refused:
            return refused.problems[0]

    return found


def refuse_unmapped(sheet: Sheet, columns: Columns) -> None:
    """A table in which nobody is named cannot be imported: said once, not for each row."""
    if columns.kind is SheetKind.AGREEMENTS:
        refuse_unmapped_register(sheet, columns)
        return
    needed = PARTNER_NAMES if columns.kind is not SheetKind.CONTACTS else (*PARTNER_NAMES, *PERSON)
    if not columns.has(*needed, "partner.other_names"):
        raise Refused(Problem("import-no-names", values={"file": sheet.file, "columns": list(sheet.headers)}))
    if columns.kind is SheetKind.INTERACTIONS and not columns.has("interaction.held_on"):
        raise Refused(Problem("import-no-days", values={"file": sheet.file, "columns": list(sheet.headers)}))


def refuse_unmapped_register(sheet: Sheet, columns: Columns) -> None:
    values = {"file": sheet.file, "columns": list(sheet.headers)}
    if not columns.has(*PARTY_COLUMNS):
        raise Refused(Problem("import-no-parties", values=values))
    if not columns.has("agreement.signed_on", "agreement.effective_on"):
        raise Refused(Problem("import-no-agreement-days", values=values))
