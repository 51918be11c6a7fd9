"""The paragraphs of a clause as the pane shows them: as they are, or with what changed since the version before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from crm.agreements.drafting.laid import LaidRow, LaidRun, laid
from crm.agreements.queries.rows import ClauseRow, ParagraphRow
from crm.values.enums import Language, ParagraphKind
from ui.agreements.runs import ADDED, REMOVED, Marked, unmarked
from ui.agreements.shown import Shown
from ui.agreements.text_cell import Rows

PART = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|\s+|.", re.DOTALL)
"""A Chinese sign, a Latin word, white space, or a mark."""


class Comparison(Enum):
    NONE = "none"
    MARKED = "marked"


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


def laid_pairs(shown: Shown, clause: ClauseRow, comparison: Comparison) -> list[Pair]:
    now = next(one for one in shown.laid if one.line == clause.line)
    raw = {paragraph.line: paragraph for paragraph in clause.paragraphs}
    if comparison is Comparison.NONE or shown.before is None:
        return [pair_of(row, raw.get(row.line)) for row in now.rows]
    earlier = next((one for one in shown.row.versions if one.number == shown.version.number - 1), shown.version)
    before = laid(shown.row, earlier, shown.before, shown.row.languages)
    was = next((one for one in before if one.line == clause.line), None)
    old = {row.line: row for row in was.rows} if was is not None else {}
    pairs = [marked_pair(row, old.get(row.line), raw.get(row.line)) for row in now.rows]
    order = [row.line for row in now.rows]
    for row in was.rows if was is not None else ():
        if row.line not in order:
            pairs.append(removed_pair(row))
    return pairs


def pair_of(row: LaidRow, raw: ParagraphRow | None) -> Pair:
    runs = {language: unmarked(runs_of(row, language)) for language in Language}
    return Pair(row.line, row.number, row.kind, raw_of(raw), runs, rows_of(row, ""))


def marked_pair(row: LaidRow, old: LaidRow | None, raw: ParagraphRow | None) -> Pair:
    if old is None:
        runs = {language: [(run, ADDED) for run in runs_of(row, language)] for language in Language}
        return Pair(row.line, row.number, row.kind, raw_of(raw), runs, rows_of(row, ADDED))
    runs = {language: list(marked(runs_of(old, language), runs_of(row, language))) for language in Language}
    return Pair(row.line, row.number, row.kind, raw_of(raw), runs, rows_of(row, ""))


def removed_pair(row: LaidRow) -> Pair:
    runs = {language: [(run, REMOVED) for run in runs_of(row, language)] for language in Language}
    return Pair(row.line, "", row.kind, raw_of(None), runs, rows_of(row, REMOVED), removed=True)


def runs_of(row: LaidRow, language: Language) -> Sequence[LaidRun]:
    return row.runs_en if language is Language.ENGLISH else row.runs_zh


def rows_of(row: LaidRow, change: str) -> Mapping[Language, Rows]:
    cells = {Language.ENGLISH: row.cells_en, Language.CHINESE: row.cells_zh}
    return {
        language: [[[(run, change) for run in cell] for cell in line] for line in table]
        for language, table in cells.items()
    }


def raw_of(paragraph: ParagraphRow | None) -> Mapping[Language, str]:
    if paragraph is None:
        return {Language.ENGLISH: "", Language.CHINESE: ""}
    return {Language.ENGLISH: paragraph.text_en, Language.CHINESE: paragraph.text_zh}


def marked(old: Sequence[LaidRun], new: Sequence[LaidRun]) -> Iterator[Marked]:
    """Word by word; in Chinese sign by sign. A blank counts as one word."""
    was, now = parts(old), parts(new)
    matcher = SequenceMatcher(None, [run.text for run in was], [run.text for run in now], autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        if what in ("delete", "replace"):
            yield from ((run, REMOVED) for run in was[start:end])
        if what in ("insert", "replace"):
            yield from ((run, ADDED) for run in now[first:last])
        if what == "equal":
            yield from unmarked(now[first:last])


def parts(runs: Sequence[LaidRun]) -> list[LaidRun]:
    found: list[LaidRun] = []
    for run in runs:
        if run.key:
            found.append(run)
        else:
            found += [LaidRun(part, run.bold, run.state, run.key) for part in PART.findall(run.text)]
    return found
