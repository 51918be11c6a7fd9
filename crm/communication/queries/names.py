"""Who may be meant: completions while a name is typed after @, and whose name a text holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from crm.book.text import folded
from crm.communication.notes import Named, NamedKind
from crm.communication.queries.rows import first_role
from crm.values import Query
from crm.values.enums import PartnerRole
from crm.values.ids import ContactId, PartnerId

LONGEST_INDEXED = 64
"""Characters of a name that the index keeps (crm.book.names)."""
MOST_RUNS = 500

PEOPLE = """
SELECT 'contact', c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name),
       c.name || char(10) || c.name_en || char(10) || c.name_zh,
       coalesce((SELECT group_concat(f.partner_id) FROM affiliation AS f
                 WHERE f.contact_id = c.id AND f.until IS NULL), ''),
       '', EXISTS (SELECT 1 FROM affiliation AS f JOIN partner AS p ON p.id = f.partner_id
                   WHERE f.contact_id = c.id AND f.until IS NULL AND p.is_home)
FROM contact AS c WHERE c.binned_at IS NULL AND c.id IN (SELECT value FROM json_each(?))
"""
PARTNERS = """
SELECT 'partner', p.id, s.title_en, s.title_zh,
       p.name || char(10) || p.name_en || char(10) || p.name_zh || char(10) || p.legal_name || char(10)
           || p.other_names,
       '', s.roles, p.is_home
FROM partner AS p JOIN partner_summary AS s ON s.partner_id = p.id
WHERE p.binned_at IS NULL AND p.id IN (SELECT value FROM json_each(?))
"""
BY_NAME = """
SELECT DISTINCT kind, record_id FROM name_suffix
WHERE form = 'name' AND start = 0 AND suffix IN (SELECT value FROM json_each(?))
"""
BY_PREFIX = """
SELECT kind, record_id, min((start > 0) * 2 + (form <> 'name')) AS rank, min(length(suffix)) AS size FROM (
    SELECT * FROM name_suffix WHERE suffix >= :low AND suffix < :high LIMIT 2000)
GROUP BY kind, record_id ORDER BY rank, size, record_id LIMIT 200
"""
OWN_PEOPLE = """
SELECT 'contact', f.contact_id FROM affiliation AS f JOIN partner AS p ON p.id = f.partner_id
WHERE f.until IS NULL AND (f.partner_id IN (SELECT value FROM json_each(:ids)) OR p.is_home)
ORDER BY p.is_home, f.id LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A contact or partner that notes may name. `partner_ids`: where the contact works today."""

    kind: NamedKind
    id: int
    en: str
    zh: str
    spellings: tuple[str, ...]
    partner_ids: tuple[PartnerId, ...]
    role: PartnerRole | None
    is_ours: bool

    def named(self) -> Named:
        return Named(self.kind, self.id, self.en, (self.zh, *self.spellings))


Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Candidates(Query[list[KnownName]]):
    """People and partners whose name, pinyin or initials begin as typed; those of `partner_ids` first, then ours."""

    typed: str
    partner_ids: Sequence[PartnerId] = ()
    limit: int = 8

    def run(self, connection: Connection) -> list[KnownName]:
        typed = " ".join(folded(self.typed).split())
        keys: dict[Key, None] = {}
        if not typed:
            keys = dict.fromkeys(connection.execute(OWN_PEOPLE, {"ids": dumps([*self.partner_ids])}))
        for low in dict.fromkeys((typed, typed.replace(" ", ""))):
            if low:
                rows = connection.execute(BY_PREFIX, {"low": low[:LONGEST_INDEXED], "high": low + "\U0010ffff"})
                keys |= {(kind, key): None for kind, key, *_ in rows}
        return own_first(known_names(connection, list(keys)), self.partner_ids)[: self.limit]


@dataclass(frozen=True, slots=True)
class NamesIn(Query[list[KnownName]]):
    """Whose names the runs after @ may begin with (`crm.communication.notes.name_runs`); own people first."""

    runs: Sequence[str]
    partner_ids: Sequence[PartnerId] = ()

    def run(self, connection: Connection) -> list[KnownName]:
        beginnings = {start for run in self.runs[:MOST_RUNS] for start in beginnings_of(run)}
        keys = connection.execute(BY_NAME, (dumps(sorted(beginnings)),)).fetchall()
        return own_first(known_names(connection, keys), self.partner_ids)


@dataclass(frozen=True, slots=True)
class KnownNames(Query[list[KnownName]]):
    """Partners and contacts by their ids, in this order."""

    partner_ids: Sequence[int] = ()
    contact_ids: Sequence[int] = ()

    def run(self, connection: Connection) -> list[KnownName]:
        keys = [("partner", key) for key in self.partner_ids] + [("contact", key) for key in self.contact_ids]
        return known_names(connection, keys)


@dataclass(frozen=True, slots=True)
class ContactOf(Query[ContactId | None]):
    """The contact of a uid: whom the book calls *me*."""

    uid: str

    def run(self, connection: Connection) -> ContactId | None:
        row = connection.execute("SELECT id FROM contact WHERE uid = ? AND uid <> ''", (self.uid,)).fetchone()
        return ContactId(row[0]) if row else None


def beginnings_of(run: str) -> Iterator[str]:
    """Every beginning of a run that may be a whole name, folded as the index folds."""
    text = " ".join(folded(run).split())[:LONGEST_INDEXED]
    return (text[:end] for end in range(1, len(text) + 1) if not text[end - 1].isspace())


def known_names(connection: Connection, keys: Sequence[Key]) -> list[KnownName]:
    """The records of the keys, in their order; those in the bin are left out."""
    found: dict[Key, KnownName] = {}
    for kind, sql in (("contact", PEOPLE), ("partner", PARTNERS)):
        ids = dumps([key for of, key in keys if of == kind])
        for _, key, en, zh, names, employers, roles, ours in connection.execute(sql, (ids,)):
            spellings = tuple(dict.fromkeys(line.strip() for line in names.splitlines() if line.strip()))
            works_at = tuple(PartnerId(int(part)) for part in employers.split(",") if part)
            found[kind, key] = KnownName(
                NamedKind(kind), key, en, zh, spellings, works_at, first_role(roles), bool(ours)
            )
    return [found[key] for key in map(tuple, keys) if key in found]


def own_first(names: list[KnownName], partner_ids: Sequence[int]) -> list[KnownName]:
    own = set(partner_ids)

    def distance(name: KnownName) -> int:
        if name.kind is NamedKind.CONTACT and own & set(name.partner_ids):
            return 0
        return 1 if name.kind is NamedKind.PARTNER and name.id in own else 2

    return sorted(names, key=distance)
