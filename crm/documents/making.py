"""What every report is made with: the finished file, its identity, and what its reader should know about it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from crm.documents.page import Masthead
from crm.documents.runs import missing_signs, named
from crm.documents.speech import Name, Speech, said
from crm.values import Message
from crm.values.enums import Language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Clock(Protocol):
    def today(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report, and what its reader should know about it."""

    content: bytes
    title: str
    warnings: tuple[Message, ...]


def digest(content: "DataclassInstance", options: Mapping[str, object]) -> str:
    """SHA-256 of the canonical content: its values as JSON with sorted keys, and the options that choose among them.

    Header and footer are not part of it: a text cannot quote its own hash.
    """
    values = {"report": asdict(content), "options": dict(options)}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(str(plain(part)) for part in value)
    return str(value.value) if isinstance(value, Enum) else str(value)


def masthead_of(speech: Speech, title: str, home: Name, on: date, identity: Message) -> Masthead:
    # The page number of a bilingual document stands in both languages, Chinese first (DOCUMENTS.md, Header).
    numbering = Speech(tuple(reversed(speech.languages)))
    return Masthead(
        title=title,
        issuer=speech.inline(home, " "),
        date=speech.inline(Message("report.date", {"on": on})),
        book=said(home, speech.languages[0]),
        identity=said(identity, speech.languages[0]),
        page_of=lambda number, total: numbering.inline(Message("report.page", {"page": number, "total": total}), " / "),
    )


def absent_signs(content: "DataclassInstance") -> list[Message]:
    """Names the characters that no font here has: on paper they are □, and this says what they were."""
    found = sorted({sign for text in texts_of(asdict(content)) for sign in missing_signs(text)})
    return [Message("report.signs-missing", {"n": len(found), "signs": tuple(map(named, found))})] if found else []


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in texts_of(part))
    elif isinstance(value, tuple | list):
        yield from (text for part in value for text in texts_of(part))


def unnamed(names: Sequence[Name], speech: Speech) -> list[Message]:
    """Where a party has no name in a language of the report, its plain name stands in."""
    codes = {Language.ENGLISH: "report.no-english-name", Language.CHINESE: "report.no-chinese-name"}
    return [
        Message(codes[language], {"name": name.plain})
        for name in names
        for language in speech.languages
        if name.plain and not name.speaks(language)
    ]
