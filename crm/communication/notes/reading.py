"""From a text to what it says, line by line: a line is all that its reading needs, so colouring stays quick."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from crm.communication.notes.days import FoundDay, find_days
from crm.communication.notes.marks import (
    DECISION,
    INTERNAL,
    INTERNAL_DECISION,
    TASK,
    in_order,
    marks_end,
    meets,
    mention_kind,
    mentions_of,
    plain_text,
    tags_of,
    within,
)
from crm.communication.notes.names import NamedKind, Names
from crm.communication.notes.spans import Mention, NotedDecision, NotedItem, Notes, Span, SpanKind, TagUse

SENTENCE_END = re.compile(r"[。！？；]|(?<=[a-z\d)]{4})[.!?;](?=[ ])|(?<=[a-z\d)]{4});(?=[ ])")
ONTO = re.compile(r"(?:(?<![A-Za-z])(?:to|with|for|from|at|of|and|via)[ ]|[给向与跟和同对找问、&][ ]?)$", re.IGNORECASE)
"""Words after which a person is spoken to, not the one who acts: "send it to @Shen"; 发给＠沈若兰."""
ASKED = re.compile(r"(?:(?:请|由|麻烦|by[ ])[ ]?)?$", re.IGNORECASE)
TITLE_LENGTH = 120


def read_notes(text: str, day: date, names: Names) -> Notes:
    """All that a text says, its days counted from the meeting's day."""
    parts = [shifted(read_line(line, day, names), start) for start, line in lines_of(text)]
    return Notes(
        spans=tuple(span for part in parts for span in part.spans),
        mentions=tuple(mention for part in parts for mention in part.mentions),
        tags=tuple(tag for part in parts for tag in part.tags),
        decisions=tuple(decision for part in parts for decision in part.decisions),
        items=tuple(item for part in parts for item in part.items),
        impossible=tuple(span for part in parts for span in part.impossible),
    )


def read_line(line: str, day: date, names: Names) -> Notes:
    """What one line says; positions count from its beginning."""
    return Line(line, day, names).notes()


def title_of(text: str, names: Names) -> str:
    """The first line that says something and is not internal, without its marks: a title where none was given."""
    for line in without_internal(text).split("\n"):
        start = marks_end(line)
        mentions = mentions_of(line, names)
        plain = plain_text(line, start, len(line), mentions, tags_of(line, mentions), ())
        if plain:
            return plain if len(plain) <= TITLE_LENGTH else plain[: TITLE_LENGTH - 1].rstrip() + "…"
    return ""


def without_internal(text: str) -> str:
    """The text without its internal lines: what a partner may read."""
    return "\n".join(line for line in text.split("\n") if not is_internal(line))


def is_internal(line: str) -> bool:
    return INTERNAL.match(line) is not None or INTERNAL_DECISION.search(line) is not None


class Line:
    """One line while it is read."""

    def __init__(self, line: str, day: date, names: Names) -> None:
        self.line = line
        self.mentions = mentions_of(line, names)
        self.tags = tags_of(line, self.mentions)
        self.internal = INTERNAL.match(line)
        self.days = [one for one in find_days(line, day) if not self._is_named(one)]
        self.sentences = list(self._sentences())

    def _is_named(self, day: FoundDay) -> bool:
        """A day inside a name or a tag, as in #due-friday, is none."""
        return meets(self.mentions, day.start, day.end) or meets(self.tags, day.start, day.end)

    def notes(self) -> Notes:
        decisions = tuple(self._decisions())
        items = tuple(item for sentence in self.sentences if (item := self._item(sentence)))
        impossible = tuple(Span(SpanKind.IMPOSSIBLE, one.start, one.end) for one in self.days if one.on is None)
        return Notes(self._spans(), tuple(self.mentions), tuple(self.tags), decisions, items, impossible)

    def _sentences(self) -> "Iterator[Sentence]":
        start = self.internal.end() if self.internal else 0
        ends = [match.end() for match in SENTENCE_END.finditer(self.line, start)]
        for end in [*ends, len(self.line)]:
            if end > start:
                yield Sentence(start, end, DECISION.match(self.line, start, end), TASK.match(self.line, start, end))
            start = max(start, end)

    def _decisions(self) -> Iterator[NotedDecision]:
        """A decision goes on until the line ends, another one begins, or a sentence is an action item."""
        for number, sentence in enumerate(self.sentences):
            if not sentence.decision:
                continue
            end = sentence.end
            for following in self.sentences[number + 1 :]:
                if following.decision or following.task or self._day_in(following):
                    break
                end = following.end
            text = self._plain(sentence.decision.end(), end, ())
            if text:
                mark = sentence.decision.groupdict()
                internal = bool(self.internal or mark["internal"] or mark["han_internal"])
                yield NotedDecision(sentence.start, end, text, internal)

    def _item(self, sentence: "Sentence") -> NotedItem | None:
        due = self._day_in(sentence)
        if due is None and not sentence.task:
            return None
        start = max(mark.end() if mark else sentence.start for mark in (sentence.decision, sentence.task))
        owner = self._owner(start, sentence.end)
        text = self._plain(self._after_owner(start, owner), sentence.end, (due,) if due else ())
        if not text:
            return None
        return NotedItem(sentence.start, sentence.end, text, owner, due.on if due else None, bool(self.internal))

    def _day_in(self, sentence: "Sentence") -> FoundDay | None:
        return next((one for one in within(self.days, sentence.start, sentence.end) if one.on), None)

    def _owner(self, start: int, end: int) -> Mention | None:
        for mention in within(self.mentions, start, end):
            is_partner = mention.named is not None and mention.named.kind is NamedKind.PARTNER
            if not is_partner and not ONTO.search(self.line[max(start, mention.start - 8) : mention.start]):
                return mention
        return None

    def _after_owner(self, start: int, owner: Mention | None) -> int:
        """Where the text of an item begins: after "@Chen Mo " or 请＠陈墨, if it begins with its owner."""
        if owner is None:
            return start
        before = self.line[start : owner.start].strip(" \t-*•·–　")
        return owner.end if ASKED.fullmatch(before) else start

    def _plain(self, start: int, end: int, left_out: Sequence[FoundDay]) -> str:
        return plain_text(self.line, start, end, self.mentions, self.tags, left_out)

    def _spans(self) -> tuple[Span, ...]:
        found = [Span(mention_kind(one), one.start, one.end) for one in self.mentions]
        found += [Span(SpanKind.TAG, one.start, one.end) for one in self.tags]
        found += [Span(SpanKind.DUE if one.on else SpanKind.IMPOSSIBLE, one.start, one.end) for one in self.days]
        if self.internal:
            found.append(Span(SpanKind.INTERNAL, *self.internal.span("mark")))
        for sentence in self.sentences:
            if sentence.decision:
                found.append(Span(SpanKind.DECISION, *sentence.decision.span("mark")))
            if sentence.task:
                found.append(Span(SpanKind.TASK, *sentence.task.span("mark")))
        return in_order(found)


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    decision: re.Match[str] | None
    task: re.Match[str] | None


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


Moved = TypeVar("Moved", Span, Mention, TagUse, NotedDecision, NotedItem)


def moved(found: Sequence[Moved], by: int) -> tuple[Moved, ...]:
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in found)


def shifted(notes: Notes, by: int) -> Notes:
    """The same, counted from the beginning of the text instead of the line."""
    if not by or not notes.spans:
        return notes
    return Notes(
        spans=moved(notes.spans, by),
        mentions=moved(notes.mentions, by),
        tags=moved(notes.tags, by),
        decisions=moved(notes.decisions, by),
        items=tuple(replace(item, owner=item.owner and moved((item.owner,), by)[0]) for item in moved(notes.items, by)),
        impossible=moved(notes.impossible, by),
    )
