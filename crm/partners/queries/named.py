"""Finds the one partner or contact that a name means, for the command line and reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection
from unicodedata import normalize

from crm.values import Problem, Query, Refused

PARTNER_NAMES = """
SELECT p.id, p.uid, p.name, p.name, p.name_en, p.name_zh, p.legal_name, p.slug, p.credit_code, p.other_names
FROM partner AS p WHERE p.binned_at IS NULL ORDER BY p.id
"""
CONTACT_NAMES = """
SELECT c.id, c.uid, c.name, c.name, c.name_en, c.name_zh,
       (SELECT group_concat(v.value, char(10)) FROM contact_point AS v WHERE v.contact_id = c.id)
FROM contact AS c WHERE c.binned_at IS NULL ORDER BY c.id
"""

NEAREST = 3
"""How many names are offered where none fits."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What is said where a name means several records, none, or nothing like any."""

    ambiguous: str
    unknown: str
    unlike_any: str


PARTNER_CODES = Codes("partner-name-ambiguous", "partner-name-unknown", "partner-name-unlike-any")
CONTACT_CODES = Codes("contact-name-ambiguous", "contact-name-unknown", "contact-name-unlike-any")


@dataclass(frozen=True, slots=True)
class Named:
    """The record that a name means."""

    id: int
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class PartnerNamed(Query[Named]):
    """The partner with this name, in any language, or this uid, slug or credit code; or the only one that begins so.

    Raises Refused: `partner-name-ambiguous` names those that share it, `partner-name-unknown` the nearest ones.
    """

    text: str

    def run(self, connection: Connection) -> Named:
        return only_one(connection, PARTNER_NAMES, self.text, PARTNER_CODES)


@dataclass(frozen=True, slots=True)
class ContactNamed(Query[Named]):
    """The contact with this name, in any language, or this uid or address. Raises Refused like `PartnerNamed`."""

    text: str

    def run(self, connection: Connection) -> Named:
        return only_one(connection, CONTACT_NAMES, self.text, CONTACT_CODES)


def only_one(connection: Connection, sql: str, text: str, codes: Codes) -> Named:
    wanted = key_of(text)
    names = list(every_name(connection, sql))
    found = {record.id: record for record, name in names if name == wanted}
    begun = {record.id: record for record, name in names if wanted and name.startswith(wanted)}
    if len(found or begun) == 1:
        return next(iter((found or begun).values()))
    if found:
        candidates = [f"{record.name} ({record.uid})" for record in found.values()]
        raise Refused(Problem(codes.ambiguous, field="name", values={"given": text, "candidates": candidates}))
    near = nearest(wanted, names)
    code = codes.unknown if near else codes.unlike_any
    raise Refused(Problem(code, field="name", values={"given": text, "nearest": near}))


def every_name(connection: Connection, sql: str) -> Iterator[tuple[Named, str]]:
    for key, uid, name, *others in connection.execute(sql):
        record = Named(key, uid, name)
        for other in (uid, *(line for text in others if text for line in text.splitlines())):
            yield record, key_of(other)


def key_of(name: str) -> str:
    """NFKC, casefold, single spaces: what counts as the same name."""
    return " ".join(normalize("NFKC", name).casefold().split())


def nearest(wanted: str, names: list[tuple[Named, str]]) -> list[str]:
    """The likeliest names, each record once. rapidfuzz costs 20 ms to import, so only here."""
    from rapidfuzz import fuzz, process

    likely = process.extract(
        wanted, [name for _, name in names], scorer=fuzz.WRatio, limit=4 * NEAREST, score_cutoff=60
    )
    return list(dict.fromkeys(names[place][0].name for _, _, place in likely))[:NEAREST]
