"""HTML as a flat run of events, in one pass over the text, however it was broken.

The parser of the standard library takes quadratic time over `<!--<!--…` or `<a b='<a b='…` (100 kB: more than 5 s on
Python 3.11), and what comes over the clipboard is anybody's. Nothing is looked up, loaded or run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:]*)")
ATTRIBUTE = re.compile(
    r"""(?<![\w:-])(class|style|colspan|rowspan|aria-level)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""", re.IGNORECASE
)
RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
LONGEST_ATTRIBUTES = 20_000
FURTHER = 4_096
"""How far behind its first `>` a tag with an open quote may end."""


@dataclass(frozen=True, slots=True)
class Start:
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    tag: str


@dataclass(frozen=True, slots=True)
class Text:
    text: str


Event = Start | End | Text


def events(html: str) -> Iterator[Event]:
    """Tags in lower case, text with its entities decoded. Comments, declarations and scripts are left out."""
    at = 0
    while at < len(html):
        opened = html.find("<", at)
        if opened < 0:
            yield Text(unescape(html[at:]))
            return
        if opened > at:
            yield Text(unescape(html[at:opened]))
        if html.startswith("<!--", opened):
            at = behind(html, "-->", opened + 4)
        elif html[opened + 1 : opened + 2] in ("!", "?"):
            at = behind(html, ">", opened)
        elif name := NAME.match(html, opened + 1):
            at = end_of_tag(html, name.end())
            yield from tag(name, html[name.end() : at])
            at = behind_raw(html, name, at)
        else:
            yield Text("<")
            at = opened + 1


def behind(html: str, closing: str, at: int) -> int:
    found = html.find(closing, at)
    return len(html) if found < 0 else found + len(closing)


def end_of_tag(html: str, at: int) -> int:
    """Behind the `>` that closes the tag: one in quotes does not, unless the quotes themselves never close."""
    first = html.find(">", at)
    if first < 0:
        return len(html)
    end = first
    while quote := open_quote(html[at:end]):
        closed = html.find(quote, end, first + FURTHER)
        end = html.find(">", closed, first + FURTHER) if closed >= 0 else -1
        if end < 0:
            return first + 1
    return end + 1


def open_quote(said: str) -> str:
    quote = ""
    for sign in re.findall(r"""["']""", said):
        quote = "" if sign == quote else quote or sign
    return quote


def tag(name: re.Match[str], said: str) -> Iterator[Event]:
    word = name[2].lower()
    if name[1]:
        yield End(word)
        return
    found: dict[str, str] = {}
    for attribute in ATTRIBUTE.finditer(said, 0, LONGEST_ATTRIBUTES):
        found.setdefault(attribute[1].lower(), unescape(attribute[2].strip("\"'")).lower())
    yield Start(word, found)
    if said.endswith("/>"):
        yield End(word)


def behind_raw(html: str, name: re.Match[str], at: int) -> int:
    """Behind the text of a script or a style, which is no text."""
    closing = RAW.get(name[2].lower())
    if closing is None or name[1]:
        return at
    found = closing.search(html, at)
    return len(html) if found is None else found.start()
