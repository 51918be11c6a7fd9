"""Any command and any query by name: `commands`, `do`, `ask`. Tests, scripts and an assistant use this door."""

import difflib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from crm.faces import registry
from crm.faces.cli.session import Misused, Session
from crm.faces.conversion import make
from crm.faces.plain import plain
from crm.values import Changes, Problem, Refused

Told = Callable[[str], str]
Found = TypeVar("Found")


def add_commands(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=commands)


def commands(session: Session, given: Namespace) -> None:
    """All commands and queries with their fields; a field in brackets may be left out."""
    kinds: tuple[tuple[str, Mapping[str, type]], ...] = (("do", registry.commands()), ("ask", registry.queries()))
    found = [(verb, name, kind) for verb, kinds_named in kinds for name, kind in kinds_named.items()]
    rows = [(verb, name, " ".join(field_words(kind))) for verb, name, kind in found]
    records = [
        {"use": verb, "name": name, "about": (kind.__doc__ or "").strip(), "fields": field_words(kind)}
        for verb, name, kind in found
    ]
    session.rows(("cli.head-use", "cli.head-name", "cli.head-fields"), rows, records)


def field_words(kind: type) -> list[str]:
    shown = []
    for field in registry.fields_of(kind):
        words = f"{field.name}={registry.type_words(field.type)}"
        shown.append(words if field.required else f"[{words}]")
    return shown


def add_do(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("name", metavar="COMMAND", help=told("cli.help-do-name"))
    parser.add_argument("fields", metavar="FIELD=VALUE", nargs="*", help=told("cli.help-fields"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=do)


def do(session: Session, given: Namespace) -> None:
    kind = named(given.name, registry.commands())
    with session.book() as book:
        changes = book.execute(made(kind, given.fields, {}))
    if session.as_json:
        session.json(plain(told_changes(changes), session.language))
    session.tell("cli.done", step=changes.named)


def told_changes(changes: Changes) -> dict[str, object]:
    """Without who asked: an object of this process."""
    return {
        "step": changes.step,
        "named": changes.named,
        "made": {table: list(keys) for table, keys in changes.made.items()},
        "changed": {table: sorted(keys) for table, keys in changes.ids.items()},
    }


def add_ask(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("name", metavar="QUERY", help=told("cli.help-ask-name"))
    parser.add_argument("fields", metavar="FIELD=VALUE", nargs="*", help=told("cli.help-fields"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=ask)


def ask(session: Session, given: Namespace) -> None:
    """Answers have too many shapes for one table, so JSON it is, with --json and without."""
    kind = named(given.name, registry.queries())
    with session.book(read_only=True) as book:
        answer = book.query(made(kind, given.fields, {"today": book.clock.today()}))
    session.json(plain(answer, session.language))


def named(name: str, known: Mapping[str, Found]) -> Found:
    if name not in known:
        near = near_names(name, known)
        raise Misused(Problem("cli.name-not-known", values={"given": name, "near": near}))
    return known[name]


def near_names(name: str, known: Collection[str]) -> list[str]:
    folded = {word.casefold(): word for word in known}
    return [folded[word] for word in difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.4)]


def made(kind: Any, words: list[str], known: Mapping[str, object]) -> Any:
    """A field that cannot be read is wrong usage, not a refusal by the data."""
    try:
        return make(kind, words, known)
    except Refused as refused:
        raise Misused(refused.problems) from refused


BUILDERS = {"commands": add_commands, "do": add_do, "ask": add_ask}
