"""The paragraphs of a clause as the pane shows them: as they are, or with what changed since the version before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm.agreements.drafting.laid import LaidRow, LaidRun
from crm.agreements.drafting.laid_changes import ChangedRuns, ParagraphChange
from crm.agreements.drafting.marking import Change
from crm.agreements.queries.rows import ParagraphRow
from crm.values.enums import Language, ParagraphKind
from ui.agreements.runs import ADDED, REMOVED, Marked, unmarked
from ui.agreements.shown import Shown
from ui.agreements.text_cell import Rows

MARKS = {Change.ADDED: ADDED, Change.REMOVED: REMOVED, Change.KEPT: ""}


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph in both languages. `key` is its line; `removed`: only the version before has it."""

    key: str
    number: str
    kind: ParagraphKind
    raw: Mapping[Language, str]
    runs: Mapping[Language, Sequence[Marked]]
    rows: Mapping[Language, Rows]
    removed: bool = False

    def of(self, language: Language) -> tuple[str, Sequence[Marked], Rows]:
        return self.raw[language], self.runs[language], self.rows[language]


def laid_pairs(shown: Shown, line: str, *, changes: bool) -> list[Pair]:
    """Of the clause of that line, which with `changes` may be one that the version has no more."""
    now = next((one for one in shown.laid if one.line == line), None)
    rows = {row.line: row for row in now.rows} if now is not None else {}
    change = shown.change_of(line) if changes else None
    if change is not None:
        return [changed_pair(paragraph, rows.get(paragraph.line)) for paragraph in change.paragraphs]
    clause = shown.clause_of(line)
    raw = {paragraph.line: paragraph for paragraph in clause.paragraphs} if clause is not None else {}
    return [pair_of(row, raw.get(row.line)) for row in rows.values()]


def pair_of(row: LaidRow, raw: ParagraphRow | None) -> Pair:
    runs = {Language.ENGLISH: unmarked(row.runs_en), Language.CHINESE: unmarked(row.runs_zh)}
    cells = {Language.ENGLISH: row.cells_en, Language.CHINESE: row.cells_zh}
    rows = {language: [[unmarked(cell) for cell in line] for line in table] for language, table in cells.items()}
    return Pair(row.line, row.number, row.kind, raw_of(raw), runs, rows)


def changed_pair(change: ParagraphChange, laid: LaidRow | None) -> Pair:
    now = change.compared.now
    row = now or change.compared.was
    assert row is not None, "a paragraph stands in one version at least"
    runs = {language: marked(change.runs.get(language, ())) for language in Language}
    rows = {
        language: [[marked(cell) for cell in line] for line in change.cells.get(language, ())] for language in Language
    }
    number = laid.number if laid is not None and now is not None else ""
    return Pair(row.line, number, row.kind, raw_of(now), runs, rows, removed=now is None)


def marked(runs: ChangedRuns) -> list[tuple[LaidRun, str]]:
    return [(run, MARKS[change]) for run, change in runs]


def raw_of(paragraph: ParagraphRow | None) -> Mapping[Language, str]:
    if paragraph is None:
        return {Language.ENGLISH: "", Language.CHINESE: ""}
    return {Language.ENGLISH: paragraph.text_en, Language.CHINESE: paragraph.text_zh}
