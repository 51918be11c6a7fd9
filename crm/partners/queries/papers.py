"""Which partner a file is about, by the names within its name. A proposal: a person says whether it is so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from sqlite3 import Connection

from crm.book.text import RUNS, folded
from crm.partners.duplicates.keys import stem_of
from crm.values import Query
from crm.values.ids import PartnerId

NAMES = """
SELECT p.id, s.title_en, s.title_zh, p.name, p.name_en, p.name_zh, p.legal_name, p.other_names
FROM partner AS p JOIN partner_summary AS s ON s.partner_id = p.id
WHERE p.binned_at IS NULL AND NOT p.is_home ORDER BY p.id
"""
SHORTEST = 2
"""Signs of a name that is looked for: one alone stands in every other file."""

LONGEST = 200
"""Parts of a file name that are looked at."""


@dataclass(frozen=True, slots=True)
class PossiblePartner:
    """A partner with its titles, as the lists show it."""

    id: PartnerId
    title_en: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A file's name and the partners that bear the longest name found in it: none, one, or several of one name."""

    file: str
    found: tuple[PossiblePartner, ...] = ()

    @property
    def proposed(self) -> PossiblePartner | None:
        """Nobody where several have the name."""
        return self.found[0] if len(self.found) == 1 else None


@dataclass(frozen=True, slots=True)
class PartnersInFileNames(Query[tuple[PaperRow, ...]]):
    """Proposes a partner for each file by the longest name, in either language, that its own name holds."""

    files: tuple[str, ...]

    def run(self, connection: Connection) -> tuple[PaperRow, ...]:
        known = names_of_partners(connection)
        return tuple(PaperRow(file, longest_found(file, known)) for file in self.files)


Known = Mapping[str, tuple[PossiblePartner, ...]]
"""Partners by the signs of a name, without blanks and legal form."""


def names_of_partners(connection: Connection) -> Known:
    """Whoever is called so in full goes before those whose name without its legal form it is."""
    full: dict[str, tuple[PossiblePartner, ...]] = {}
    bare: dict[str, tuple[PossiblePartner, ...]] = {}
    for key, title_en, title_zh, *names in connection.execute(NAMES):
        partner = PossiblePartner(PartnerId(key), title_en, title_zh)
        every = [line for name in names if name for line in name.splitlines()]
        enter(full, partner, every)
        enter(bare, partner, map(stem_of, every))
    return {**bare, **full}


def enter(known: dict[str, tuple[PossiblePartner, ...]], partner: PossiblePartner, names: Iterable[str]) -> None:
    for signs in {signs_of(name) for name in names}:
        if len(signs) >= SHORTEST:
            known[signs] = (*known.get(signs, ()), partner)


def signs_of(name: str) -> str:
    return "".join(parts_of(name))


def parts_of(text: str) -> list[str]:
    """Each Han sign and each word: a name begins and ends only between two of them."""
    parts: list[str] = []
    for run in RUNS.finditer(folded(text)):
        parts += run.group(1) or [run.group(2)]
    return parts


def longest_found(file: str, known: Known) -> tuple[PossiblePartner, ...]:
    """The first of the longest."""
    signs = max((window for window in windows(PurePath(file).stem) if window in known), key=len, default="")
    return known.get(signs, ())


def windows(text: str) -> Iterator[str]:
    parts = parts_of(text)[:LONGEST]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield "".join(parts[start:end])
