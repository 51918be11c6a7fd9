"""Every command and every query of the core by name, with its fields: what `liaison commands`, `do` and `ask` offer.

Nothing registers itself: what stands in a module called `commands` or `queries` is found there, so a new one is on
the command line the moment it is written.
"""

import dataclasses
import pkgutil
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from crm.values import Command, Query

KINDS: dict[type, str] = {Command: "commands", Query: "queries"}
FLOORS = ("acts", "agreements", "book", "communication", "partners", "today")
"""Where commands and queries live; the other floors hold none."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a command or query: its type, and whether it must be given."""

    name: str
    type: Any
    required: bool


@cache
def commands() -> dict[str, type[Command]]:
    """By name, in alphabetical order."""
    return {found.__name__: found for found in sorted(classes(Command), key=by_name)}


@cache
def queries() -> dict[str, type[Query[Any]]]:
    return {found.__name__: found for found in sorted(classes(Query), key=by_name)}


def by_name(found: type) -> str:
    return found.__name__


def classes(kind: type) -> set[type]:
    """The frozen dataclasses of that kind: what is not one is a base that others share."""
    return {
        found
        for module in modules(KINDS[kind])
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, kind) and dataclasses.is_dataclass(found)
    }


def modules(named: str) -> Iterator[types.ModuleType]:
    """`crm.partners.commands`, and `crm.partners.commands.stage` where a package was split by topic."""
    for floor in FLOORS:
        package = import_module(f"crm.{floor}")
        yield package
        for entry in pkgutil.walk_packages(package.__path__, f"crm.{floor}."):
            if named in entry.name.split(".") or floor in ("acts", "book"):
                yield import_module(entry.name)


def fields_of(found: Any) -> tuple[Field, ...]:
    hints = typing.get_type_hints(found)
    return tuple(
        Field(
            field.name,
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(found)
    )


def type_words(kind: Any) -> str:
    """How a type is shown to a person: `PartnerId`, `date`, `Stage | None`, `active|dormant`."""
    if kind is type(None):
        return "empty"
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is not None and arguments:
        if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
            return " | ".join(type_words(part) for part in arguments)
        inner = ", ".join(type_words(part) for part in arguments if part is not Ellipsis)
        return f"{typing.get_origin(kind).__name__}[{inner}]"
    return getattr(kind, "__name__", str(kind))
