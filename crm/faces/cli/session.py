"""What a subcommand works with: the book, the language, and where rows and sentences go."""

import codecs
import contextlib
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO, TypeVar

from crm.book import Book
from crm.book.book import default_path
from crm.book.origins import COMMAND_LINE
from crm.faces.plain import plain
from crm.language import say
from crm.language.sentences import Sayable
from crm.values import Problem, Refused, WorldFault
from crm.values.enums import Choice, Language

GAP = "  "
MOST_ROWS = 100_000
UNSHOWN = "\N{REPLACEMENT CHARACTER}"
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""Signs that turn the direction of what stands around them."""

Chosen = TypeVar("Chosen", bound=Choice)


class Misused(Refused):
    """The words ask for something that there is not: exit code 2, not 1."""


@dataclass(slots=True)
class Session:
    """One call of the command line. Rows go to `out`, everything that is said to `err`."""

    language: Language
    book_file: Path | None
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    @property
    def book_path(self) -> Path:
        return (self.book_file or default_path()).expanduser()

    @contextlib.contextmanager
    def book(self, *, read_only: bool = False) -> Iterator[Book]:
        """The book, as *me*: steps of the command line and of the window are one person's, and so is their undo."""
        from crm.faces.me import me_in

        book = Book.open(self.book_path, read_only=read_only)
        try:
            book.origin = COMMAND_LINE
            if me := me_in(book):
                book.user = me.uid
            yield book
            book.read_attachments()
        finally:
            book.close()

    def said(self, what: Sayable, /, **values: object) -> str:
        return say(what, self.language, **values)

    def named(self, *choices: Choice) -> str:
        """Several labels as one word of a table: `Data provider · Active`."""
        return " · ".join(self.said(choice) for choice in choices)

    def tell(self, what: Sayable, /, **values: object) -> None:
        print(harmless(self.said(what, **values)), file=self.err)

    def refuse(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self.tell(problem)

    def rows(self, heads: Sequence[str], rows: Sequence[Sequence[object]], records: Sequence[object]) -> None:
        """Prints the rows under their heads (codes), or with --json the records behind them."""
        if self.as_json:
            self.json([plain(record, self.language) for record in records])
            return
        self.table([say(head, self.language) for head in heads], rows)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Prints the rows under heads that are words already."""
        lines = [[self.cell(head) for head in heads], *([self.cell(value) for value in row] for row in rows)]
        widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
        self.print("\n".join(GAP.join(map(padded, line, widths)).rstrip() for line in lines))

    def cell(self, value: object) -> str:
        """One line: a note with breaks would tear the table."""
        return "" if value is None else harmless(" ".join(say_value(value, self.language).split()))

    def json(self, value: object) -> None:
        self.print(json.dumps(value, ensure_ascii=not takes_everything(self.out), indent=2))

    def print(self, text: str) -> None:
        """What was asked for. A console of another encoding shows a question mark for what it lacks."""
        if not takes_everything(self.out):
            text = text.encode(self.out.encoding, "replace").decode(self.out.encoding)
        try:
            print(text, file=self.out, flush=True)
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise WorldFault(Problem("cli.not-printed", values={"why": fault.strerror or str(fault)})) from fault


def takes_everything(stream: TextIO) -> bool:
    return not stream.encoding or codecs.lookup(stream.encoding).name.startswith("utf")


def harmless(text: str) -> str:
    """A name may hold what moves a terminal's cursor or turns its line about; it is shown as a sign, never sent."""
    return "".join(UNSHOWN if sign not in "\n\t" and odd(sign) else sign for sign in text)


def odd(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in TURNING


def at_most(text: str) -> int:
    """The number of rows of --limit."""
    if not text.isdecimal() or not 1 <= int(text[:9]) <= MOST_ROWS or len(text) > 9:
        raise Misused(Problem("cli.limit-wrong", field="limit", values={"given": text, "most": MOST_ROWS}))
    return int(text)


def day_of(text: str, option: str) -> date:
    """The date of an option, ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Misused(Problem("cli.date-wrong", field=option, values={"option": option, "given": text})) from error


def one_of(kind: type[Chosen], word: str, option: str) -> Chosen:
    """The member of a closed list whose stored word was given."""
    known = [member.value for member in kind]
    if word not in known:
        raise Misused(
            Problem("cli.choice-wrong", field=option, values={"option": option, "given": word, "known": known})
        )
    return kind(word)


def say_value(value: object, language: Language) -> str:
    from crm.language.sentences import Words

    return Words(language).format_field(value, "")


def width(text: str) -> int:
    """Columns of a terminal: a Han sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, most: int) -> str:
    return text + " " * (most - width(text))
