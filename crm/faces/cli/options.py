"""Options that every command takes, before its name or after it."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

Told = Callable[[str], str]
SPOKEN = ("en", "zh")
DOCUMENTS_SPEAK = (*SPOKEN, "both")


def common(parser: ArgumentParser, told: Told, default: Any, spoken: Sequence[str] = SPOKEN) -> None:
    """The book and the language; a document may speak both."""
    parser.add_argument("--book", metavar="FILE", default=default, help=told("cli.help-book"))
    parser.add_argument("--language", choices=spoken, default=default, help=told("cli.help-language"))
