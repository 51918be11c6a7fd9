"""What a record that is being typed may be already: the likeliest of the book, within what a keystroke allows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from crm.book.documents import KINDS
from crm.book.text import IS_HAN, folded, match_expression
from crm.partners.contact_points import Point, normal, normal_points
from crm.partners.duplicates import contacts, partners
from crm.partners.duplicates.contacts import ContactFace
from crm.partners.duplicates.forms import form_of
from crm.partners.duplicates.keys import name_key
from crm.partners.duplicates.kinds import PartyKind
from crm.partners.duplicates.partners import PartnerFace
from crm.partners.duplicates.people import words_of
from crm.partners.duplicates.readings import likely_sound
from crm.partners.duplicates.sites import registered, site_of
from crm.partners.duplicates.verdict import LIKELY, Verdict
from crm.partners.duplicates.words import Weight
from crm.partners.queries.duplicates import DuplicateRow, contact_faces, known_pairs, partner_faces
from crm.values import Query
from crm.values.enums import ContactPointKind

NEAR = 40
"""Records of one beginning that are compared while somebody types."""

SHOWN = 5

BY_NAME = """
SELECT DISTINCT record_id FROM name_suffix WHERE suffix >= ? AND suffix < ? AND kind = ? LIMIT ?
"""
BY_TEXT = """
SELECT record_id FROM search_document
WHERE id IN (SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?) AND kind = ?
"""
BY_POINT = "SELECT contact_id FROM contact_point WHERE value = ? LIMIT ?"
EMPLOYERS = """
SELECT DISTINCT partner_id FROM affiliation WHERE until IS NULL AND contact_id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class PossibleDuplicates(Query[list[DuplicateRow]]):
    """Partners that the one being typed may be, the likeliest first. `own_id`: the record itself, being edited.

    The import asks the same for one row of a file; for many it compares with `PartnerFaces` by `partners.compare`.
    """

    name: str
    website: str = ""
    credit_code: str = ""
    phone: str = ""
    country: str = ""
    own_id: int = 0

    def run(self, connection: Connection) -> list[DuplicateRow]:
        phones = frozenset(self._phones())
        face = PartnerFace(self.own_id, (self.name,), self.website, self.credit_code, self.country, phones=phones)
        near = set(named_like(connection, "partner", self.name)) | set(self.reached(connection))
        found = partner_faces(connection, near - {self.own_id})
        known = known_pairs(connection, PartyKind.PARTNER) if self.own_id else frozenset()
        verdicts = [(other, partners.compare(face, other)) for other in found if pair(face, other) not in known]
        return shown(PartyKind.PARTNER, self.own_id, self.name, ((o.id, o.names[0], v) for o, v in verdicts))

    def _phones(self) -> Iterator[str]:
        if self.phone:
            point = normal(Point(ContactPointKind.PHONE, self.phone), self.country or "CN")
            if isinstance(point, Point):
                yield point.value

    def reached(self, connection: Connection) -> Iterator[int]:
        if site := site_of(self.website):
            yield from worded(connection, "partner", registered(site))
            yield from employers(connection, worded(connection, "contact", registered(site)))
        if self.credit_code:
            yield from worded(connection, "partner", self.credit_code)
        for phone in self._phones():
            yield from employers(connection, (key for (key,) in connection.execute(BY_POINT, (phone, NEAR))))


@dataclass(frozen=True, slots=True)
class LikePartner(Query[list[DuplicateRow]]):
    """What a partner of the book looks like beside itself, the likeliest first; what is known to differ apart."""

    id: int

    def run(self, connection: Connection) -> list[DuplicateRow]:
        found = partner_faces(connection, (self.id,))
        if not found:
            return []
        (face,) = found
        asked = PossibleDuplicates(face.names[0], face.website, face.credit_code, own_id=self.id)
        near = {key for name in face.names for key in named_like(connection, "partner", name)}
        near |= set(asked.reached(connection))
        known = known_pairs(connection, PartyKind.PARTNER)
        others = partner_faces(connection, near - {self.id})
        verdicts = [(other, partners.compare(face, other)) for other in others if pair(face, other) not in known]
        return shown(PartyKind.PARTNER, self.id, face.names[0], ((o.id, o.names[0], v) for o, v in verdicts))


@dataclass(frozen=True, slots=True)
class PossibleContacts(Query[list[DuplicateRow]]):
    """Contacts that the one being typed may be, the likeliest first. `own_id`: the record itself, being edited."""

    name: str
    points: tuple[Point, ...] = ()
    partner_id: int | None = None
    own_id: int = 0

    def run(self, connection: Connection) -> list[DuplicateRow]:
        points = normal_points(self.points)[0]
        near = set(named_like(connection, "contact", self.name))
        for point in points:
            near |= {key for (key,) in connection.execute(BY_POINT, (point.value, NEAR))}
        emails, phones, wechats = (
            frozenset(value_of(point) for point in points if point.kind is kind) for kind in KIND_ORDER
        )
        face = ContactFace(
            self.own_id,
            (self.name,),
            emails,
            phones,
            wechats,
            partners=frozenset(() if self.partner_id is None else (self.partner_id,)),
        )
        known = known_pairs(connection, PartyKind.CONTACT) if self.own_id else frozenset()
        found = contact_faces(connection, near - {self.own_id})
        verdicts = [(other, contacts.compare(face, other)) for other in found if pair(face, other) not in known]
        return shown(PartyKind.CONTACT, self.own_id, self.name, ((o.id, o.names[0], v) for o, v in verdicts))


@dataclass(frozen=True, slots=True)
class LikeContact(Query[list[DuplicateRow]]):
    """What a contact of the book looks like beside themselves, the likeliest first; what is known to differ apart."""

    id: int

    def run(self, connection: Connection) -> list[DuplicateRow]:
        found = contact_faces(connection, (self.id,))
        if not found:
            return []
        (face,) = found
        near = {key for name in face.names for key in named_like(connection, "contact", name)}
        for value in face.emails | face.phones | face.wechats:
            near |= {key for (key,) in connection.execute(BY_POINT, (value, NEAR))}
        known = known_pairs(connection, PartyKind.CONTACT)
        others = contact_faces(connection, near - {self.id})
        verdicts = [(other, contacts.compare(face, other)) for other in others if pair(face, other) not in known]
        return shown(PartyKind.CONTACT, self.id, face.names[0], ((o.id, o.names[0], v) for o, v in verdicts))


KIND_ORDER = (ContactPointKind.EMAIL, ContactPointKind.PHONE, ContactPointKind.WECHAT)


def value_of(point: Point) -> str:
    return point.value if point.kind is ContactPointKind.PHONE else folded(point.value)


def pair(one: PartnerFace | ContactFace, other: PartnerFace | ContactFace) -> tuple[int, int]:
    return min(one.id, other.id), max(one.id, other.id)


def shown(kind: PartyKind, own: int, name: str, found: Iterable[tuple[int, str, Verdict]]) -> list[DuplicateRow]:
    likely = sorted((entry for entry in found if entry[2].score >= LIKELY), key=lambda entry: -entry[2].score)
    return [
        DuplicateRow(kind, own, key, name, other, verdict.score, verdict.reasons)
        for key, other, verdict in likely[:SHOWN]
    ]


def named_like(connection: Connection, kind: str, name: str) -> Iterator[int]:
    """Records whose names, or their pinyin, begin somewhere with a telling word of this one."""
    for begin in beginnings(kind, name):
        for (key,) in connection.execute(BY_NAME, (begin, begin + "\U0010ffff", kind, NEAR)):
            yield key


def beginnings(kind: str, name: str) -> set[str]:
    """The whole name, its telling words, the core as it sounds, and half of it: the other half may be misspelt."""
    whole = name_key(name)
    if kind == "contact":
        words = words_of(name)
        found = {whole, *words, "".join(words), "".join(reversed(words)), likely_sound("".join(words))}
    else:
        form = form_of(name)
        found = {whole, form.core, form.han, *(part.text for part in form.parts if part.weight is Weight.CORE)}
        found |= {likely_sound(form.core), half(form.core)}
    return {begin for begin in found if len(begin) > (0 if IS_HAN.search(begin) else 1)}


def half(core: str) -> str:
    return core[: max(2 if IS_HAN.search(core) else 4, len(core) // 2)]


def worded(connection: Connection, kind: str, text: str) -> Iterator[int]:
    """Records whose fields hold the words, by the index of the search."""
    expression = match_expression(folded(text))
    if expression:
        match = f'({expression}) AND "{KINDS[kind].sign}"'
        yield from (key for (key,) in connection.execute(BY_TEXT, (match, NEAR, kind)))


def employers(connection: Connection, people: Iterable[int]) -> Iterator[int]:
    yield from (key for (key,) in connection.execute(EMPLOYERS, (dumps(list(people)),)))
