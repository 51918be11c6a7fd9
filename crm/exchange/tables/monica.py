"""The account export of Monica (JSON, version 4) as a table of its contacts; nothing else of it is read."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from crm.exchange.tables.sheet import Sheet
from crm.values import Problem, Refused

HEADERS = ("monica first_name", "monica last_name", "company", "job", "email", "phone", "notes", "tags")
"""The first two bear the program's name, so that the shape is told by them."""

BEGINS = b"{"
MOST_DEPTH = 12


def is_export(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == BEGINS and b'"contact"' in content and b'"account"' in content


def read_export(content: bytes, file: str) -> Sheet:
    """Refused with `table-damaged-json` where it is cut or no JSON."""
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused(Problem("table-damaged-json", values={"file": file})) from None
    kinds = dict(field_kinds(whole))
    rows = [row_of(contact, kinds) for contact in contacts_in(whole, MOST_DEPTH)]
    if not rows:
        raise Refused(Problem("table-without-rows", values={"file": file}))
    return Sheet(file, HEADERS, rows, list(range(1, len(rows) + 1)))


def contacts_in(part: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every value of a group `{"type": "contact", "values": […]}`."""
    if depth == 0:
        return
    if isinstance(part, dict):
        if part.get("type") == "contact" and isinstance(part.get("values"), list):
            yield from (value for value in part["values"] if isinstance(value, dict))
            return
        for inner in part.values():
            yield from contacts_in(inner, depth - 1)
    elif isinstance(part, list):
        for inner in part:
            yield from contacts_in(inner, depth - 1)


def field_kinds(whole: Any) -> Iterator[tuple[str, str]]:
    """Which contact field types are addresses and which are phones: by the account's own list."""
    account = part_of(whole, "account")
    for entry in parts_of(part_of(account, "properties"), "contact_field_types"):
        own = part_of(entry, "properties")
        yield text(entry, "uuid"), (text(own, "type") or text(own, "name")).casefold()


def row_of(contact: Mapping[str, Any], kinds: Mapping[str, str]) -> list[str]:
    own = part_of(contact, "properties")
    reached: dict[str, list[str]] = {"email": [], "phone": []}
    notes = [text(own, "description")]
    for group in parts_of(contact, "data"):
        for value in parts_of(group, "values"):
            properties = part_of(value, "properties")
            if group.get("type") == "contact_field":
                said, kind = text(properties, "data"), kinds.get(text(properties, "type"), "")
                place = "email" if kind == "email" or "@" in said else "phone" if kind == "phone" else ""
                (reached[place] if place else notes).append(said)
            elif group.get("type") == "note":
                notes.append(text(properties, "body"))
    tags = own.get("tags")
    return [
        text(own, "first_name"),
        text(own, "last_name"),
        text(own, "company"),
        text(own, "job"),
        ", ".join(reached["email"]),
        ", ".join(reached["phone"]),
        "\n".join(note for note in notes if note),
        ", ".join(map(str, tags)) if isinstance(tags, list) else "",
    ]


def part_of(whole: Any, name: str) -> Mapping[str, Any]:
    """The object under the name; an empty one where a file made by hand has something else there."""
    part = whole.get(name) if isinstance(whole, dict) else None
    return part if isinstance(part, dict) else {}


def parts_of(whole: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    parts = whole.get(name)
    yield from (part for part in parts if isinstance(part, dict)) if isinstance(parts, list) else ()


def text(properties: Mapping[str, Any], name: str) -> str:
    said = properties.get(name)
    return str(said) if isinstance(said, str | int) and said else ""
