"""The restrictions watch: which promises of other agreements a draft, an amendment or an agreement meets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from sqlite3 import Connection

from crm.agreements.drafting.numbering import full_number, places
from crm.agreements.life import Life, life_of
from crm.agreements.overlaps import Meeting, Promise, day_or_none, overlaps
from crm.agreements.queries.clauses import AgreementName, SaidBy, name_of, said_by
from crm.agreements.queries.detail import AgreementDetail, records
from crm.agreements.queries.in_force import Whole, known_of, whole, works_from
from crm.agreements.queries.rows import AgreementRow, RestrictionRow
from crm.agreements.scopes import in_words, territory
from crm.values import Query
from crm.values.enums import AgreementStatus, Renewal
from crm.values.ids import AgreementId
from crm.values.span import add_days

OTHERS = """
SELECT id FROM agreement WHERE binned_at IS NULL AND void_on IS NULL AND id <> :id AND id IN (
    SELECT v.agreement_id FROM restriction AS r JOIN agreement_version AS v ON v.id = r.version_id
) ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """Two promises that meet, from `first` to `last` (None: without an end), each with its agreement and clause.

    `places` and `fields` in codes; empty: everywhere, in every field. The numbers are the clauses' as printed.
    """

    own: RestrictionRow
    own_clause: SaidBy | None
    other: RestrictionRow
    other_clause: SaidBy | None
    agreement: AgreementName
    first: date | None
    last: date | None
    places: tuple[str, ...]
    fields: tuple[str, ...]
    own_number: str = ""
    other_number: str = ""


@dataclass(frozen=True, slots=True)
class OverlapsRow:
    """`unread`: places in a territory, own or of others, that no list knows; they were compared by their words.

    `own`: how many restrictions it states itself; without any nothing is read of others. `compared`: how many of
    other agreements, not over yet, they were held against.
    """

    overlaps: tuple[OverlapRow, ...]
    unread: tuple[str, ...]
    own: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Overlapping(Query[OverlapsRow]):
    """What of other signed agreements this one meets as known on `on`, its draft or open amendment taken as signed.

    An exclusivity, a territory or a non-compete is met by a promise of another agreement that shares a day, a place
    and a field with it, if someone whom it binds is a party there beside a stranger to it. What an agreement does
    not state as a restriction cannot be compared. Raises Refused `agreement-missing`.
    """

    id: AgreementId
    on: date

    def run(self, connection: Connection) -> OverlapsRow:
        asking = AgreementDetail(self.id).run(connection)
        own = list(pieces(whole(connection, asking), self.on, with_draft=True))
        others: list[Piece] = []
        keys = [key for (key,) in connection.execute(OTHERS, {"id": self.id}).fetchall()] if own else []
        for row in records(connection, keys):
            if knows(row, self.on):
                others += pieces(whole(connection, row), self.on, with_draft=False)
        numbered = [replace(piece.promise, key=at) for at, piece in enumerate(others)]
        mine = [replace(piece.promise, key=at) for at, piece in enumerate(own)]
        found = tuple(told(met, own[met.own.key], others[met.other.key]) for met in overlaps(mine, numbered))
        unknown = [territory(piece.row.territory).unread for piece in (*own, *others)]
        still = {piece.row.id for piece in others if piece.promise.last is None or piece.promise.last >= self.on}
        unread = tuple(sorted({place for words in unknown for place in words}))
        return OverlapsRow(found, unread, len({piece.row.id for piece in own}), len(still))


@dataclass(frozen=True, slots=True)
class Piece:
    """A restriction as it stands unchanged through some versions, and where it is said."""

    row: RestrictionRow
    clause: SaidBy | None
    agreement: AgreementName
    promise: Promise
    number: str


def knows(row: AgreementRow, on: date) -> bool:
    known = known_of(row.versions[0])
    return known is not None and known <= on


def pieces(agreement: Whole, on: date, *, with_draft: bool) -> Iterator[Piece]:
    if with_draft and agreement.row.draft is not None and agreement.row.draft.number > 1:
        agreement = replace(agreement, row=signed_today(agreement.row, on))
    life = life_of(agreement.row, on)
    if life.status is AgreementStatus.VOID:
        return
    for row, first, last in stretches(agreement, on, with_draft):
        text = next(text for text in agreement.texts if text.version_id == row.version_id)
        promise = promise_of(agreement.row, life, row, first, last)
        place = places(text).get(row.line)
        number = full_number(place) if place else ""
        yield Piece(row, said_by(text, row.line), name_of(agreement.row, life.status), promise, number)


def signed_today(row: AgreementRow, on: date) -> AgreementRow:
    *earlier, last = row.versions
    return replace(row, versions=(*earlier, replace(last, signed_on=on, known_on=last.known_on or on)))


def stretches(agreement: Whole, on: date, with_draft: bool) -> Iterator[tuple[RestrictionRow, date, date]]:
    """Each restriction with the days through which it stands as it is, between the amendments."""
    known = {version.number: known_of(version) for version in agreement.row.versions}
    seen = [
        version
        for version in agreement.row.versions
        if ((since := known[version.number]) is not None and since <= on) or (with_draft and version.number == 1)
    ]
    days = sorted({works_from(version) for version in seen})
    running: dict[str, tuple[RestrictionRow, date]] = {}
    for day in days:
        numbers = [version.number for version in seen if works_from(version) <= day]
        rows = {agreement.uids["restriction"][row.id]: row for row in agreement.said(numbers).restrictions}
        for uid, (row, first) in list(running.items()):
            if uid not in rows or said(rows[uid]) != said(row):
                yield row, first, add_days(day, -1)
                del running[uid]
        for uid, row in rows.items():
            running.setdefault(uid, (row, day))
    for row, first in running.values():
        yield row, first, date.max


def said(row: RestrictionRow) -> RestrictionRow:
    """Without what is the book's own in each version."""
    return replace(row, id=type(row.id)(0), version=0, version_id=type(row.version_id)(0))


def promise_of(row: AgreementRow, life: Life, said: RestrictionRow, first: date, last: date) -> Promise:
    """Over its own days, else those of the agreement: from its start, to its end if anything ends it."""
    partners = {party.id: int(party.partner_id) for party in row.parties}
    everyone = frozenset(partners.values())
    bound = frozenset({partners[said.bound_id]}) if said.bound_id in partners else everyone
    holders = frozenset({partners[said.holder_id]}) if said.holder_id in partners else everyone - bound or everyone
    start, end = said.from_on or life.start or date.min, said.until_on or end_of(row, life) or date.max
    return Promise(
        said.id, row.id, said.kind, bound, holders, everyone, said.territory, said.use_field,
        day_or_none(max(first, start)), day_or_none(min(last, end)),
    )  # fmt: skip


def end_of(row: AgreementRow, life: Life) -> date | None:
    """What renews by itself has no end before a notice was received."""
    if life.standing is not None and life.standing.last_day is not None:
        return life.standing.last_day
    if row.versions[0].terms.renewal is Renewal.AUTOMATIC:
        return None
    return life.end.last if life.end else None


def told(met: Meeting, own: Piece, other: Piece) -> OverlapRow:
    return OverlapRow(
        own.row, own.clause, other.row, other.clause, other.agreement, met.first, met.last,
        in_words(met.places), in_words(met.fields), own.number, other.number,
    )  # fmt: skip
