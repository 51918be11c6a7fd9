"""The journal: undo, redo, history."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime

from crm.faces.cli.session import Session, at_most
from crm.values import Message

Told = Callable[[str], str]


def add_undo(parser: ArgumentParser, told: Told) -> None:
    parser.set_defaults(run=undo)


def undo(session: Session, given: Namespace) -> None:
    with session.book() as book:
        named = book.undoable()
        book.undo()
        session.tell("cli.undone", step=named)


def add_redo(parser: ArgumentParser, told: Told) -> None:
    parser.set_defaults(run=redo)


def redo(session: Session, given: Namespace) -> None:
    with session.book() as book:
        named = book.redoable()
        book.redo()
        session.tell("cli.redone", step=named)


def add_history(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--limit", default="20", metavar="N", help=told("cli.help-limit"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=history)


def history(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        steps = book.history(at_most(given.limit))
    rows = [(step.id, moment(step.at), step.named, Message(f"cli.origin.{step.origin}")) for step in steps]
    session.rows(("cli.head-step", "cli.head-made", "cli.head-what", "cli.head-from"), rows, steps)


def moment(at: str) -> str:
    """A UTC instant as the wall time here."""
    return f"{datetime.fromisoformat(at.replace('Z', '+00:00')).astimezone():%Y-%m-%d %H:%M}"


BUILDERS = {"undo": add_undo, "redo": add_redo, "history": add_history}
