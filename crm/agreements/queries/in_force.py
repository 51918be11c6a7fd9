"""The terms, the text and the promises in force on a day as known on a day: what all versions say together."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from sqlite3 import Connection
from typing import Any, TypeVar

from crm.agreements.consolidation import Stage, consolidated
from crm.agreements.life import Life, life_of
from crm.agreements.queries.detail import AgreementDetail
from crm.agreements.queries.promises import AgreementPromises
from crm.agreements.queries.rows import (
    AgreementRow,
    ClauseRow,
    ParagraphRow,
    PromisesRow,
    TermsRow,
    TextRow,
    VersionRow,
)
from crm.agreements.queries.text import AgreementText
from crm.values import Query
from crm.values.enums import AgreementStatus
from crm.values.ids import AgreementId

RowType = TypeVar("RowType")
RUNNING = frozenset((AgreementStatus.ACTIVE, AgreementStatus.IN_NOTICE_WINDOW))
ENDED = frozenset((AgreementStatus.EXPIRED, AgreementStatus.TERMINATED))
OF_CLAUSE = ("standard", "heading_en", "heading_zh")
OF_PARAGRAPH = ("kind", "text_en", "text_zh")
OF_TERMS = tuple(field.name for field in fields(TermsRow))
NEVER_SAID = frozenset(("id", "version", "version_id", "progress", "outcomes"))
"""Of a promise: what is the book's own, or was learned later."""

PROMISES = (
    ("goal", "goals"),
    ("obligation", "obligations"),
    ("restriction", "restrictions"),
    ("data_right", "data_rights"),
)
UIDS = """
SELECT o.id, o.uid FROM {table} AS o JOIN agreement_version AS v ON v.id = o.version_id WHERE v.agreement_id = :id
"""


@dataclass(frozen=True, slots=True)
class InForceRow:
    """What applies on `on` as known on `known`. `versions`: the numbers of those whose changes work.

    None of terms, text and promises while no version works: unsigned, not yet in force, or void. After the end they
    are what applied last, and `in_force` is False. `sources`: of each clause by its line the number of the working
    version that changed it last.
    """

    on: date
    known: date
    status: AgreementStatus
    in_force: bool
    versions: tuple[int, ...]
    terms: TermsRow | None
    text: TextRow | None
    promises: PromisesRow | None
    sources: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class InForce(Query[InForceRow]):
    """The terms in force on day `on` as known on day `known` (none: as known on that day).

    Each amendment counts by what it changed, from the day it works, once the book knew it. Raises Refused
    `agreement-missing`.
    """

    id: AgreementId
    on: date
    known: date | None = None

    def run(self, connection: Connection) -> InForceRow:
        return whole(connection, AgreementDetail(self.id).run(connection)).on(self.on, self.known)


@dataclass(frozen=True, slots=True)
class Whole:
    """An agreement with the text and the promises of all its versions, to be asked for many days."""

    row: AgreementRow
    texts: tuple[TextRow, ...]
    promises: PromisesRow
    uids: Mapping[str, Mapping[int, str]]

    def on(self, day: date, known: date | None = None) -> InForceRow:
        seen = day if known is None else known
        life = life_of(self.row, day, seen)
        numbers = working(self.row, life, day, seen)
        if not numbers:
            return InForceRow(day, seen, life.status, False, (), None, None, None)
        running = life.status in RUNNING
        return InForceRow(
            day, seen, life.status, running, numbers,
            self.terms(numbers), self.text(numbers), self.said(numbers), self.sources(numbers),
        )  # fmt: skip

    def sources(self, numbers: Collection[int]) -> tuple[tuple[str, int], ...]:
        """As the text is put together: by the day each version works, then by the day it was known."""
        found: dict[str, int] = {}
        for stage in sorted((stage_of(self.row.versions[number - 1], {}) for number in numbers), key=rank_of):
            before = by_line(self.texts[stage.number - 2].clauses) if stage.number > 1 else {}
            for line, clause in by_line(self.texts[stage.number - 1].clauses).items():
                if line not in before or words_of(before[line]) != words_of(clause):
                    found[line] = stage.number
        return tuple(sorted(found.items()))

    def terms(self, numbers: Collection[int]) -> TermsRow:
        items = [{"terms": said_by(version.terms, OF_TERMS)} for version in self.row.versions]
        return replace(self.row.versions[0].terms, **self.together(items, numbers)["terms"])  # type: ignore[arg-type]  # the fields of a TermsRow

    def text(self, numbers: Collection[int]) -> TextRow:
        """Paragraphs stand where the last version that moved them put them; without their clause they are gone."""
        clauses = merged(self, [by_line(text.clauses) for text in self.texts], OF_CLAUSE, numbers)
        found: dict[str, list[ParagraphRow]] = {clause.line: [] for clause in clauses}
        flat: list[dict[str, ParagraphRow]] = []
        items: list[dict[Hashable, Mapping[str, object]]] = []
        for text in self.texts:
            flat.append({row.line: row for clause in text.clauses for row in clause.paragraphs})
            items.append({
                row.line: {**said_by(row, OF_PARAGRAPH), "clause": clause.line}
                for clause in text.clauses
                for row in clause.paragraphs
            })  # fmt: skip
        for key, values in self.together(items, numbers).items():
            clause = str(values.pop("clause"))
            if clause in found:
                found[clause].append(replace(newest(flat, numbers, key), **values))  # type: ignore[arg-type]  # as above
        whole_clauses = tuple(replace(clause, paragraphs=tuple(found[clause.line])) for clause in clauses)
        return TextRow(self.row.versions[max(numbers) - 1].id, whole_clauses, self.filled(numbers))

    def filled(self, numbers: Collection[int]) -> tuple[tuple[str, str, str], ...]:
        items: list[dict[Hashable, Mapping[str, object]]] = [
            {name: {"en": english, "zh": chinese} for name, english, chinese in text.filled} for text in self.texts
        ]
        found = self.together(items, numbers)
        return tuple(sorted((str(name), str(said["en"]), str(said["zh"])) for name, said in found.items()))

    def said(self, numbers: Collection[int]) -> PromisesRow:
        """Each promise under the id that it has in the newest version that works."""
        return PromisesRow(*(self.promised(table, name, numbers) for table, name in PROMISES))

    def promised(self, table: str, name: str, numbers: Collection[int]) -> tuple[Any, ...]:
        rows: Sequence[Any] = getattr(self.promises, name)
        names = [field.name for field in fields(rows[0]) if field.name not in NEVER_SAID] if rows else []
        by_version = [
            {self.uids[table][row.id]: row for row in rows if row.version_id == version.id}
            for version in self.row.versions
        ]
        return tuple(merged(self, by_version, names, numbers))

    def together(
        self, items: Sequence[Mapping[Hashable, Mapping[str, object]]], numbers: Collection[int]
    ) -> dict[Hashable, dict[str, object]]:
        versions = zip(self.row.versions, items, strict=True)
        return consolidated([stage_of(version, said) for version, said in versions], numbers)


def whole(connection: Connection, row: AgreementRow) -> Whole:
    texts = tuple(AgreementText(version.id).run(connection) for version in row.versions)
    key = {"id": row.id}
    uids = {table: dict(connection.execute(UIDS.format(table=table), key).fetchall()) for table, _ in PROMISES}
    return Whole(row, texts, AgreementPromises(row.id).run(connection), uids)


def known_of(version: VersionRow) -> date | None:
    """When the book knew a version; None while it is not signed."""
    return None if version.signed_on is None else version.known_on or version.signed_on


def works_from(version: VersionRow) -> date:
    """An amendment without a day works from when it is known. Version 1 comes before all."""
    return date.min if version.number == 1 else version.amends_on or known_of(version) or date.max


def working(row: AgreementRow, life: Life, day: date, known: date) -> tuple[int, ...]:
    """The numbers of the versions that work; none before the agreement itself is in force.

    What takes effect after the end, with a gap, changes nothing any more (TERMS.md 7).
    """
    start = life.standing.in_force_from if life.standing else life.start
    if life.status is AgreementStatus.VOID or start is None or day < start:
        return ()
    seen = [version for version in row.versions if (since := known_of(version)) is not None and since <= known]
    until = min(day, life.last_day or day) if life.status in ENDED else day
    numbers = tuple(version.number for version in seen if works_from(version) <= until)
    return numbers if 1 in numbers else ()


def stage_of(version: VersionRow, items: Mapping[Hashable, Mapping[str, object]]) -> Stage:
    return Stage(version.number, works_from(version), known_of(version) or date.max, items)


def rank_of(stage: Stage) -> tuple[date, date, int]:
    return stage.rank


def words_of(clause: ClauseRow) -> tuple[object, ...]:
    """What a clause says, whatever rows it has in a version."""
    paragraphs = tuple((row.line, row.kind, row.text_en, row.text_zh) for row in clause.paragraphs)
    return clause.heading_en, clause.heading_zh, paragraphs


def said_by(row: object, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def by_line(rows: Iterable[ClauseRow]) -> dict[str, ClauseRow]:
    return {row.line: row for row in rows}


def merged(
    agreement: Whole, rows: Sequence[Mapping[str, RowType]], names: Sequence[str], numbers: Collection[int]
) -> list[RowType]:
    """The rows of all working versions as one, by key."""
    items: list[dict[Hashable, Mapping[str, object]]] = [
        {key: said_by(row, names) for key, row in version.items()} for version in rows
    ]
    found = agreement.together(items, numbers)
    remade: Callable[..., RowType] = replace
    return [remade(newest(rows, numbers, key), **values) for key, values in found.items()]


def newest(rows: Sequence[Mapping[str, RowType]], numbers: Collection[int], key: Hashable) -> RowType:
    return next(rows[number - 1][str(key)] for number in sorted(numbers, reverse=True) if key in rows[number - 1])
