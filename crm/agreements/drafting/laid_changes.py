"""Two versions of a text as one that is laid out: each run with what became of it, filled blanks included.

The comparison itself is `compared`; here its marks become what a reader of either version would see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crm.agreements.drafting.comparison import ComparedClause, ComparedParagraph, compared
from crm.agreements.drafting.laid import Hand, LaidRun, hands_of
from crm.agreements.drafting.marking import Change, Mark, Marks, is_reworded
from crm.agreements.queries.rows import AgreementRow, TextRow, VersionRow
from crm.values.enums import Language, ParagraphKind, ReportLanguage

ChangedRun = tuple[LaidRun, Change]
ChangedRuns = tuple[ChangedRun, ...]
ChangedCells = tuple[tuple[ChangedRuns, ...], ...]
Hands = Mapping[Language, Hand]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph of either version. Of a table the runs are empty and the cells are set."""

    compared: ComparedParagraph
    runs: Mapping[Language, ChangedRuns]
    cells: Mapping[Language, ChangedCells]

    @property
    def line(self) -> str:
        row = self.compared.now or self.compared.was
        return row.line if row is not None else ""

    @property
    def is_changed(self) -> bool:
        """Also where a blank is filled with something else: the term of the record, say."""
        runs = [run for said in self.runs.values() for run in said]
        runs += [run for table in self.cells.values() for row in table for cell in row for run in cell]
        return self.compared.is_changed or any(change is not Change.KEPT for _, change in runs)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of a clause, with its paragraphs in reading order."""

    compared: ComparedClause
    paragraphs: tuple[ParagraphChange, ...]

    @property
    def line(self) -> str:
        row = self.compared.now or self.compared.was
        return row.line if row is not None else ""

    @property
    def how(self) -> str:
        """added, removed, changed (moved or not), moved, or nothing."""
        if self.compared.was is None:
            return "added"
        if self.compared.now is None:
            return "removed"
        headings = is_reworded((*self.compared.heading_en, *self.compared.heading_zh))
        if headings or any(paragraph.is_changed for paragraph in self.paragraphs):
            return "changed"
        return "moved" if self.compared.moved else ""


def laid_changes(
    row: AgreementRow, was: tuple[VersionRow, TextRow], now: tuple[VersionRow, TextRow], language: ReportLanguage
) -> tuple[ClauseChange, ...]:
    """All clauses of both versions, changed or not, in the order of the later one."""
    old, new = hands_of(row, *was, language), hands_of(row, *now, language)
    return tuple(
        ClauseChange(clause, tuple(paragraph_change(each, old, new) for each in clause.paragraphs))
        for clause in compared(was[1], now[1])
    )


def paragraph_change(paragraph: ComparedParagraph, old: Hands, new: Hands) -> ParagraphChange:
    marks = {Language.ENGLISH: paragraph.english, Language.CHINESE: paragraph.chinese}
    row = paragraph.now or paragraph.was
    if row is not None and row.kind is ParagraphKind.TABLE:
        tables = {each: table(marks[each], old[each], new[each]) for each in new}
        return ParagraphChange(paragraph, {}, tables)
    return ParagraphChange(paragraph, {each: tuple(runs(marks[each], old[each], new[each])) for each in new}, {})


def runs(marks: Marks, old: Hand, new: Hand) -> Iterator[ChangedRun]:
    """Bold is open or closed in each version on its own."""
    was_bold = now_bold = False
    for mark in marks:
        for number, part in enumerate(mark.text.split("**")):
            if number:
                was_bold ^= mark.change is not Change.ADDED
                now_bold ^= mark.change is not Change.REMOVED
            if mark.change is Change.REMOVED:
                yield from told(old, part, was_bold, Change.REMOVED)
            elif mark.change is Change.ADDED:
                yield from told(new, part, now_bold, Change.ADDED)
            else:
                yield from kept(part, old, new, now_bold)


def told(hand: Hand, text: str, bold: bool, change: Change) -> Iterator[ChangedRun]:
    yield from ((replace(run, bold=bold), change) for run in hand.runs(text))


def kept(text: str, old: Hand, new: Hand, bold: bool) -> Iterator[ChangedRun]:
    """The same text; what fills its blanks may be another."""
    for was, now in zip(old.runs(text), new.runs(text), strict=True):
        if was.text.casefold() != now.text.casefold() and was.key and not now.key.startswith("@"):
            yield replace(was, bold=bold), Change.REMOVED
            yield replace(now, bold=bold), Change.ADDED
        else:
            yield replace(now, bold=bold), Change.KEPT


def table(marks: Marks, old: Hand, new: Hand) -> ChangedCells:
    """By the lines and bars of the later text; of the earlier where there is no later one."""
    gone = all(mark.change is Change.REMOVED for mark in marks)
    rows: list[list[list[Mark]]] = [[[]]]
    for mark in marks:
        if mark.change is Change.REMOVED and not gone:
            rows[-1][-1].append(replace(mark, text=mark.text.replace("|", " ").replace("\n", " ")))
            continue
        for number, line in enumerate(mark.text.split("\n")):
            if number:
                rows.append([[]])
            for place, cell in enumerate(line.split("|")):
                if place:
                    rows[-1].append([])
                rows[-1][-1].append(replace(mark, text=cell))
    tidy = [without_edges(row) for row in rows if len(row) > 1 or any(mark.text.strip() for mark in row[0])]
    wide = max((len(row) for row in tidy), default=0)
    whole = [[*row, *[[]] * (wide - len(row))] for row in tidy]
    return tuple(tuple(tuple(runs(tuple(cell), old, new)) for cell in row) for row in whole)


def without_edges(row: Sequence[list[Mark]]) -> list[list[Mark]]:
    """A bar at the edge of a line parts no cells."""
    cells = [stripped(cell) for cell in row]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1]:
        cells = cells[:-1]
    return cells


def stripped(cell: Sequence[Mark]) -> list[Mark]:
    marks = [mark for mark in cell if mark.text]
    if marks:
        marks[0] = replace(marks[0], text=marks[0].text.lstrip())
        marks[-1] = replace(marks[-1], text=marks[-1].text.rstrip())
    return [mark for mark in marks if mark.text]
