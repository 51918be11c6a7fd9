"""`FIELD=VALUE` into the fields of a command or query, by their types. What is wrong comes back as Problems."""

import base64
import dataclasses
import difflib
import json
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crm.faces.registry import fields_of
from crm.values import Command, Problem, Query, Refused
from crm.values.enums import Choice

Made = typing.TypeVar("Made", bound=Command | Query[Any])
TRUE, FALSE = ("1", "true", "yes", "y", "是"), ("0", "false", "no", "n", "否")
KEY_BITS = 63
"""No number in a book is longer."""

LISTS = (tuple, list, Sequence, Iterable, frozenset, set)


def make(kind: type[Made], given: Iterable[str], known: Mapping[str, object]) -> Made:
    """The command or query that the words describe; `known` fills fields that were not given, such as today."""
    fields = {field.name: field for field in fields_of(kind)}
    values: dict[str, Any] = {}
    mapping = getattr(kind, "fields", None)
    problems: list[Problem] = []
    tried: set[str] = set()
    for word in given:
        name, mark, text = word.partition("=")
        try:
            if not mark:
                raise Refused(Problem("cli.field-without-value", field=name, values={"given": word}))
            if name in fields:
                tried.add(name)
                values[name] = value_of(text, fields[name].type, name)
            elif mapping is not None and "values" in fields:
                values.setdefault("values", {})[name] = text
            else:
                raise Refused(unknown_field(name, list(fields)))
        except Refused as refused:
            problems += refused.problems
    values = {name: known[name] for name in fields if name in known} | values
    problems += [
        Problem("cli.field-not-given", field=field.name, values={"field": field.name, "command": kind.__name__})
        for field in fields.values()
        if field.required and field.name not in values.keys() | tried
    ]
    if problems:
        raise Refused(problems)
    return kind(**values)


def unknown_field(name: str, fields: Sequence[str]) -> Problem:
    near = difflib.get_close_matches(name, fields, n=1)
    return Problem("cli.field-unknown", field=name, values={"given": name, "known": near or list(fields)})


def value_of(text: str, kind: Any, name: str) -> Any:
    """The text in the type that a field has. A list is words between commas, or JSON; mappings and records are JSON."""
    try:
        return converted(text, kind)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(Problem("cli.value-wrong", field=name, values={"field": name, "given": text})) from error


def converted(given: Any, kind: Any) -> Any:
    """`given` is text as typed, or a value out of JSON."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return one_of(given, arguments)
    if kind is Any or kind is object:
        return given
    if isinstance(kind, type) and issubclass(kind, Choice):
        return kind(given)
    if kind in PLAIN:
        return PLAIN[kind](given)
    is_list = origin in LISTS or kind in LISTS
    if isinstance(given, str):
        given = json.loads(given) if not is_list or given.startswith("[") else words_of(given)
    if is_list:
        return listed(given, origin or kind, arguments)
    if origin in (dict, Mapping) or kind in (dict, Mapping):
        return dict(given)
    if dataclasses.is_dataclass(kind):
        return record(given, kind)
    raise TypeError(kind)


def one_of(given: Any, kinds: tuple[Any, ...]) -> Any:
    """The first of a union's types that takes it; empty is None where None is allowed."""
    if type(None) in kinds and given in ("", None):
        return None
    for kind in kinds:
        if kind is type(None):
            continue
        try:
            return converted(given, kind)
        except (ValueError, TypeError, KeyError):
            continue
    raise ValueError(given)


def words_of(text: str) -> list[str]:
    """A list as people type it: 3,4 or data,算力."""
    return [word.strip() for word in text.split(",") if word.strip()]


def listed(given: Any, origin: Any, arguments: tuple[Any, ...]) -> Any:
    if not isinstance(given, list):
        raise TypeError(given)
    many = [part for part in arguments if part is not Ellipsis] or [Any]
    fixed = origin is tuple and Ellipsis not in arguments and len(many) == len(given)
    parts = [converted(part, many[at] if fixed else many[0]) for at, part in enumerate(given)]
    return origin(parts) if origin in (list, frozenset, set) else tuple(parts)


def record(given: Mapping[str, Any], kind: Any) -> Any:
    hints = {field.name: field.type for field in fields_of(kind)}
    return kind(**{name: converted(value, hints[name]) for name, value in given.items()})


def whole(given: Any) -> int:
    if isinstance(given, bool):
        raise TypeError(given)
    number = int(given)
    if number.bit_length() > KEY_BITS:
        raise ValueError(given)
    return number


def from_base64(given: Any) -> bytes:
    """As answers print bytes (`crm.faces.plain`), so that what one call says another takes."""
    return base64.b64decode(given, validate=True)


def yes_or_no(given: Any) -> bool:
    word = str(given).casefold()
    if word not in TRUE + FALSE:
        raise ValueError(given)
    return word in TRUE


PLAIN: dict[Any, Any] = {
    str: str,
    int: whole,
    float: float,
    bool: yes_or_no,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Path: Path,
    bytes: from_base64,
}
