"""Partners and contacts that look alike: over the whole book, and for one that is being typed.

The whole book is compared without the database: `PartnerFaces` or `ContactFaces` reads it, `searching` compares and
says how far it is. `DuplicatePartners` and `DuplicateContacts` are both in one, for the command line.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection
from typing import Any, Generic, TypeVar

from crm.book.text import folded
from crm.partners.duplicates import blocking, contacts, partners
from crm.partners.duplicates.contacts import ContactFace
from crm.partners.duplicates.kinds import PartyKind
from crm.partners.duplicates.partners import PartnerFace
from crm.partners.duplicates.sites import site_of_email
from crm.partners.duplicates.verdict import SURE, Verdict
from crm.values import Message, Query
from crm.values.collecting import uncollected

PARTNERS = """
SELECT p.id, p.name, p.name_en, p.name_zh, p.legal_name, p.other_names, p.website, p.credit_code, p.country, p.city,
       p.slug, p.repository, p.twitter
FROM partner AS p WHERE p.binned_at IS NULL AND NOT p.is_home {only} ORDER BY p.id
"""
REACHED = """
SELECT a.partner_id, v.kind, v.value FROM affiliation AS a JOIN contact AS c ON c.id = a.contact_id
JOIN contact_point AS v ON v.contact_id = c.id
WHERE a.until IS NULL AND c.binned_at IS NULL AND v.kind IN ('email', 'phone') {only}
"""
CONTACTS = """
SELECT c.id, c.name, c.name_en, c.name_zh FROM contact AS c WHERE c.binned_at IS NULL {only} ORDER BY c.id
"""
POINTS = "SELECT v.contact_id, v.kind, v.value FROM contact_point AS v {only}"
POSTS = """
SELECT a.contact_id, a.partner_id, p.name, a.title FROM affiliation AS a JOIN partner AS p ON p.id = a.partner_id
WHERE a.until IS NULL {only}
"""
KNOWN = """
SELECT first_{kind}_id, second_{kind}_id FROM distinct_pair WHERE first_{kind}_id IS NOT NULL
"""
AMONG = "AND {column} IN (SELECT value FROM json_each(?))"

Known = frozenset[tuple[int, int]]
Seen = TypeVar("Seen")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Faces(Generic[Seen]):
    """What a search compares, and the pairs that a person said are not the same."""

    faces: list[Seen]
    known: Known


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two records that look alike. `reasons` for and against, the weightiest first; the book holds both still."""

    kind: PartyKind
    first_id: int
    second_id: int
    first: str
    second: str
    score: float
    reasons: tuple[Message, ...]

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


@dataclass(frozen=True, slots=True)
class PartnerFaces(Query[Faces[PartnerFace]]):
    """Every partner as it is recognised; the home party and what lies in the bin apart."""

    def run(self, connection: Connection) -> Faces[PartnerFace]:
        return Faces(partner_faces(connection), known_pairs(connection, PartyKind.PARTNER))


@dataclass(frozen=True, slots=True)
class ContactFaces(Query[Faces[ContactFace]]):
    """Every contact as they are recognised; what lies in the bin apart."""

    def run(self, connection: Connection) -> Faces[ContactFace]:
        return Faces(contact_faces(connection), known_pairs(connection, PartyKind.CONTACT))


@dataclass(frozen=True, slots=True)
class DuplicatePartners(Query[list[DuplicateRow]]):
    """Partners that are likely one organisation, the surest first, with reasons. Seconds for 100,000."""

    def run(self, connection: Connection) -> list[DuplicateRow]:
        return finished(partners_alike(PartnerFaces().run(connection)))


@dataclass(frozen=True, slots=True)
class DuplicateContacts(Query[list[DuplicateRow]]):
    """Contacts that are likely one person, the surest first, with reasons."""

    def run(self, connection: Connection) -> list[DuplicateRow]:
        return finished(contacts_alike(ContactFaces().run(connection)))


Search = Generator[tuple[int, int], None, list[DuplicateRow]]
"""Yields how far it is: done, of how many. Closing it cancels."""


def partners_alike(found: Faces[PartnerFace]) -> Search:
    names = {face.id: face.names[0] for face in found.faces}
    pairs = yield from blocking.pairs(found.faces, blocking.partner_keys, partners.compare, found.known)
    return [row_of(PartyKind.PARTNER, names, *pair) for pair in pairs]


def contacts_alike(found: Faces[ContactFace]) -> Search:
    names = {face.id: face.names[0] for face in found.faces}
    pairs = yield from blocking.pairs(found.faces, blocking.contact_keys, contacts.compare, found.known)
    return [row_of(PartyKind.CONTACT, names, *pair) for pair in pairs]


def row_of(kind: PartyKind, names: dict[int, str], first: int, second: int, verdict: Verdict) -> DuplicateRow:
    return DuplicateRow(kind, first, second, names[first], names[second], verdict.score, verdict.reasons)


def finished(search: Generator[tuple[int, int], None, Found]) -> Found:
    with uncollected():
        while True:
            try:
                next(search)
            except StopIteration as end:
                found: Found = end.value
                return found


def partner_faces(connection: Connection, ids: Iterable[int] | None = None) -> list[PartnerFace]:
    """Those in the book, or of some ids."""
    sites, phones = reached(connection, ids)
    return [
        PartnerFace(
            id=key,
            names=given(*names, *others.split("\n")),
            website=website,
            credit_code=code,
            country=country,
            city=city,
            slug=slug,
            repository=repository,
            twitter=twitter,
            sites=frozenset(sites.get(key, ())),
            phones=frozenset(phones.get(key, ())),
        )
        for key, *names, others, website, code, country, city, slug, repository, twitter in asked(
            connection, PARTNERS, "p.id", ids
        )
    ]


def reached(connection: Connection, ids: Iterable[int] | None) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """The domains of emails and the phones of the people who work there."""
    sites: dict[int, set[str]] = defaultdict(set)
    phones: dict[int, set[str]] = defaultdict(set)
    for key, kind, value in asked(connection, REACHED, "a.partner_id", ids):
        if kind == "phone":
            phones[key].add(value)
        elif site := site_of_email(value):
            sites[key].add(site)
    return sites, phones


def contact_faces(connection: Connection, ids: Iterable[int] | None = None) -> list[ContactFace]:
    points: dict[tuple[int, str], set[str]] = defaultdict(set)
    for key, kind, value in asked(connection, POINTS, "v.contact_id", ids):
        points[key, kind].add(value if kind == "phone" else folded(value))
    posts: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for key, partner, name, title in asked(connection, POSTS, "a.contact_id", ids):
        posts[key].append((partner, name, title))
    return [
        ContactFace(
            id=key,
            names=given(*names),
            emails=frozenset(points.get((key, "email"), ())),
            phones=frozenset(points.get((key, "phone"), ())),
            wechats=frozenset(points.get((key, "wechat"), ())),
            partners=frozenset(partner for partner, _, _ in posts.get(key, ())),
            employers=tuple(name for _, name, _ in posts.get(key, ())),
            titles=tuple(title for _, _, title in posts.get(key, ()) if title),
        )
        for key, *names in asked(connection, CONTACTS, "c.id", ids)
    ]


def asked(connection: Connection, sql: str, column: str, ids: Iterable[int] | None) -> Iterable[tuple[Any, ...]]:
    if ids is None:
        return connection.execute(sql.format(only=""))
    only = AMONG.format(column=column) if "WHERE" in sql else AMONG.format(column=column).replace("AND", "WHERE", 1)
    return connection.execute(sql.format(only=only), (dumps(list(ids)),))


def given(*names: object) -> tuple[str, ...]:
    """The names that are not empty, each once."""
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name.strip()))


def known_pairs(connection: Connection, kind: PartyKind) -> Known:
    return frozenset(connection.execute(KNOWN.format(kind=kind.value)))


@dataclass(frozen=True, slots=True)
class StillThere(Query[list[int]]):
    """Those of some partners or contacts that are in the book and not in its bin."""

    kind: PartyKind
    ids: Sequence[int]

    def run(self, connection: Connection) -> list[int]:
        sql = THERE.format(kind=self.kind.value)
        return [key for (key,) in connection.execute(sql, (dumps(list(self.ids)),))]


THERE = "SELECT id FROM {kind} WHERE binned_at IS NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
