"""Posts and edges of two records that become one: two that hold on one day and say the same are joined."""

from datetime import date
from typing import Any

from crm import model
from crm.acts.merging.choices import joined
from crm.acts.merging.moving import Merge, Mover
from crm.book.records import matching
from crm.partners.links import BOTH_WAYS
from crm.values import Transaction

LONGEST_TITLE = 200


def posts(own: str, other: str) -> Mover:
    """Where people work. Two posts at one partner that overlap are one, with both titles and the whole time."""

    def move(tx: Transaction, merge: Merge) -> None:
        kept = matching(tx, model.Affiliation, **{own: merge.keep})
        for row in matching(tx, model.Affiliation, **{own: merge.lose}):
            twins = [post for post in kept if getattr(post, other) == getattr(row, other) and overlap(post, row)]
            if twins:
                join_posts(twins[0], row)
                tx.remove(row)
            else:
                setattr(row, own, merge.keep)
                kept.append(row)
        tx.session.flush()

    return Mover(frozenset({("affiliation", own)}), move)


def overlap(first: Any, second: Any) -> bool:
    """Whether both hold on one day. An open date reaches as far as there is time."""
    begins = max(first.since or date.min, second.since or date.min)
    return begins <= min(first.until or date.max, second.until or date.max)


def join_posts(kept: Any, lost: Any) -> None:
    kept.since, kept.until = whole_time(kept, lost)
    titles = dict.fromkeys(title for title in (kept.title, lost.title) if title)
    if len(both := " / ".join(titles)) <= LONGEST_TITLE:
        kept.title = both


def whole_time(kept: Any, lost: Any) -> tuple[date | None, date | None]:
    """From the earlier begin that is known to the later end; a post that goes on goes on."""
    begins = [row.since for row in (kept, lost) if row.since is not None]
    ends = [row.until for row in (kept, lost)]
    return min(begins, default=None), None if None in ends else max(ends)


def edges(kind: str) -> Mover:
    """Relationships. None leads from a record to itself, none is there twice at one time."""
    start, end = f"from_{kind}_id", f"to_{kind}_id"

    def move(tx: Transaction, merge: Merge) -> None:
        kept, lost = (touching(tx, key, (start, end)) for key in (merge.keep, merge.lose))
        for row in lost:
            ends = tuple(turned(getattr(row, column), merge) for column in (start, end))
            twin = next((edge for edge in kept if same_edge(edge, row, ends, (start, end))), None)
            if twin is not None:
                join_edges(twin, row)
            if twin is not None or ends[0] == ends[1]:
                tx.remove(row)
                continue
            setattr(row, start, ends[0])
            setattr(row, end, ends[1])
            kept.append(row)
        tx.session.flush()

    return Mover(frozenset({("relationship", start), ("relationship", end)}), move)


def touching(tx: Transaction, key: int, columns: tuple[str, str]) -> list[Any]:
    """The edges that begin or end at the record."""
    return [row for column in columns for row in matching(tx, model.Relationship, **{column: key})]


def turned(key: int, merge: Merge) -> int:
    return merge.keep if key == merge.lose else key


def same_edge(edge: Any, row: Any, ends: tuple[int, ...], columns: tuple[str, str]) -> bool:
    there = tuple(getattr(edge, column) for column in columns)
    alike = there == ends or (row.kind in BOTH_WAYS and there[::-1] == ends)
    return edge.kind is row.kind and alike and overlap(edge, row)


def join_edges(kept: Any, lost: Any) -> None:
    kept.since, kept.until = whole_time(kept, lost)
    kept.strength = max((row.strength for row in (kept, lost) if row.strength is not None), default=None)
    kept.note = joined(kept.note, lost.note)
