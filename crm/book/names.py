"""The index of names: each name, its pinyin and its initials, from every place where a person may begin to type."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from sqlite3 import Connection
from typing import Any

from crm.book.text import IS_HAN, RUNS, folded, readings
from crm.values import Query

LONGEST = 64
"""Signs of a suffix that are kept; a longer question is checked against the name itself."""

PLACES = 40
"""Places of one name from which it is found."""

READ = 600
"""Signs of one name that are read, twice what a name may have: a text pasted among the other names costs no minute."""

LEGAL_FORM = re.compile("(?:股份|有限|责任|集团|公司)+$")

Entry = tuple[str, str, int]
"""Suffix, form (name, pinyin, initials), place in the name."""


def entries(names: Iterable[str], reading: str = "") -> set[Entry]:
    """Everything under which a record with these names is found; `reading` is the pinyin that a person gave.

    仁禾医疗 gives 仁禾医疗, 禾医疗, 医疗, 疗; renheyiliao, heyiliao, …; rhyl, hyl, yl, l.
    """
    found = set(chain.from_iterable(chain(plain(name[:READ]), pinyin(name[:READ])) for name in names if name.strip()))
    return found | set(syllabic(tuple(folded(reading).split())))


def plain(name: str) -> Iterator[Entry]:
    text = " ".join(folded(name).split())
    starts = [run.start() for run in RUNS.finditer(text) if run.group(2)]
    starts += [sign.start() for sign in IS_HAN.finditer(text)]
    end = len(text) - legal_signs(text)
    for place in sorted({0, *starts})[:PLACES]:
        if place < end:
            yield text[place : place + LONGEST], "name", place


def legal_signs(text: str) -> int:
    """Signs at the end of a company's name that say its form only. Nobody begins to type there."""
    found = LEGAL_FORM.search(text)
    return len(found[0]) if found is not None and found.start() else 0


def pinyin(name: str) -> Iterator[Entry]:
    likely: tuple[str, ...] = ()
    text = folded(name)
    legal = legal_signs(text)
    for syllables in spellings(text):
        yield from syllabic(syllables, min(differing(likely, syllables), len(syllables) - legal))
        likely = likely or syllables


def differing(likely: tuple[str, ...], other: tuple[str, ...]) -> int:
    """From how many places another reading is read otherwise; behind them its entries are those of the likeliest."""
    if len(likely) != len(other):
        return len(other)
    return next((place for place in range(len(other), 0, -1) if likely[place - 1] != other[place - 1]), 0)


def syllabic(syllables: tuple[str, ...], places: int = PLACES) -> Iterator[Entry]:
    whole, initials = "".join(syllables), "".join(part[0] for part in syllables)
    at = 0
    for place, part in enumerate(syllables[: min(places, PLACES)]):
        yield whole[at : at + LONGEST], "pinyin", place
        yield initials[place : place + LONGEST], "initials", place
        at += len(part)


def spellings(text: str) -> list[tuple[str, ...]]:
    """The syllables of a name that holds Han; its Latin words are kept whole between them."""
    whole: list[tuple[str, ...]] = [()]
    if not IS_HAN.search(text):
        return []
    for run in RUNS.finditer(text):
        options: tuple[tuple[str, ...], ...] = ((run.group(0),),)
        if run.group(1):
            options = readings(run.group(1)) or options
        if len(whole) > 1:
            options = options[:1]
        whole = [(*start, *option) for start in whole for option in options]
    return whole


NAMED = {
    "partner": "id, pinyin, other_names, name, name_en, name_zh, legal_name",
    "contact": "id, pinyin, '', name, name_en, name_zh",
}
"""What is indexed of each kind: key, given reading, further names one a line, names."""

FORESEEN = "CREATE TEMP TABLE foreseen_{kind} (id INTEGER PRIMARY KEY)"
"""Records whose entries a step has copied from its stage."""


def prepare(connection: Connection) -> None:
    for kind in NAMED:
        connection.execute(FORESEEN.format(kind=kind))


def foresee(stage: Connection, kind: str) -> None:
    """Works out the entries of rows on a stage, before the step that loads them locks the book."""
    stage.execute(f"CREATE TABLE suffix_of_{kind} (suffix, kind, record_id, form, start)")
    found = stage.execute(f"SELECT {NAMED[kind]} FROM {kind}").fetchall()
    stage.execute("BEGIN")
    stage.executemany(f"INSERT INTO suffix_of_{kind} VALUES (?, ?, ?, ?, ?)", entry_rows(kind, found))
    stage.execute("COMMIT")


INSERT = "INSERT INTO name_suffix (suffix, kind, record_id, form, start)"


def copy_foreseen(connection: Connection, kind: str) -> None:
    """Within the step that loads the rows: their entries are written and need not be worked out again."""
    connection.execute(f"{INSERT} SELECT * FROM stage.suffix_of_{kind}")
    connection.execute(f"INSERT INTO foreseen_{kind} SELECT id FROM stage.{kind}")


def refresh(connection: Connection, kinds: Set[str]) -> None:
    """Writes the index of the partners and contacts in the temporary tables `touched_…` anew."""
    for kind in kinds & NAMED.keys():
        asked = f"IN (SELECT id FROM touched_{kind} EXCEPT SELECT id FROM foreseen_{kind})"
        connection.execute(f"DELETE FROM name_suffix WHERE kind = '{kind}' AND record_id {asked}")
        found = connection.execute(f"SELECT {NAMED[kind]} FROM main.{kind} WHERE id {asked}")
        connection.executemany(f"{INSERT} VALUES (?, ?, ?, ?, ?)", entry_rows(kind, found))
        connection.execute(f"DELETE FROM foreseen_{kind}")


def entry_rows(kind: str, found: Iterable[Sequence[Any]]) -> Iterator[tuple[object, ...]]:
    for key, reading, others, *names in found:
        for suffix, form, place in entries([*names, *others.splitlines()], reading):
            yield suffix, kind, key, form, place


@dataclass(frozen=True, slots=True)
class NameHit:
    """A partner or contact whose name holds what was typed. `form`: by which spelling; `start`: from which place."""

    kind: str
    record_id: int
    title_en: str
    title_zh: str
    form: str
    start: int
    about: str
    """The stages of a partner's roles as `role:stage:since`, or the partner where a contact works, in English."""
    about_zh: str
    """The same, the partner in Chinese."""


SPARE = 4
"""Times as many as asked for are ranked before they get their titles: those in the bin fall out then."""

NEAREST = "kind <> 'partner', start > 0, form <> 'name', length(suffix), record_id"

TITLES = f"""
SELECT hit.kind, hit.record_id, coalesce(p.title_en, nullif(c.name_en, ''), c.name),
       coalesce(p.title_zh, nullif(c.name_zh, ''), c.name), hit.form, hit.start,
       coalesce(p.roles, works_at.title_en, ''), coalesce(p.roles, works_at.title_zh, '')
FROM hit
LEFT JOIN partner_summary AS p ON hit.kind = 'partner' AND p.partner_id = hit.record_id
LEFT JOIN contact AS c ON hit.kind = 'contact' AND c.id = hit.record_id
LEFT JOIN partner_summary AS works_at ON works_at.partner_id = (
    SELECT a.partner_id FROM affiliation AS a WHERE a.contact_id = c.id AND a.until IS NULL ORDER BY a.id DESC LIMIT 1)
LEFT JOIN partner AS bin ON hit.kind = 'partner' AND bin.id = hit.record_id
WHERE coalesce(bin.binned_at, c.binned_at) IS NULL
ORDER BY {NEAREST} LIMIT :limit
"""

BY_PREFIX = f"""
WITH hit AS (
    SELECT kind, record_id, form, min(start) AS start, min(suffix) AS suffix FROM (
        SELECT * FROM name_suffix WHERE suffix >= :low AND suffix < :high LIMIT 5000)
    WHERE (:kind = '' OR kind = :kind) GROUP BY kind, record_id
    ORDER BY {NEAREST} LIMIT :limit * {SPARE})
{TITLES}
"""

INSIDE = f"""
WITH hit AS (
    SELECT kind, record_id, form, 1 AS start, suffix FROM name_suffix INDEXED BY name_suffix_whole
    WHERE form = 'name' AND start = 0 AND instr(suffix, :low) > 0 AND (:kind = '' OR kind = :kind)
    GROUP BY kind, record_id)
{TITLES}
"""


@dataclass(frozen=True, slots=True)
class FoundNames(Query[list[NameHit]]):
    """Partners and contacts by any part of a name in either script, by pinyin and by initials; the nearest first."""

    text: str
    limit: int = 9
    kind: str = ""

    def run(self, connection: Connection) -> list[NameHit]:
        text = " ".join(folded(self.text).split())
        if not text:
            return []
        found: dict[tuple[str, int], NameHit] = {}
        for sql, low in ((BY_PREFIX, text), (BY_PREFIX, text.replace(" ", "")), (INSIDE, text)):
            if len(found) >= self.limit:
                break
            low = low[:LONGEST]
            values = {"low": low, "high": low + "\U0010ffff", "kind": self.kind, "limit": self.limit}
            for row in connection.execute(sql, values):
                hit = NameHit(*row)
                found.setdefault((hit.kind, hit.record_id), hit)
        return list(found.values())[: self.limit]
