"""What the words mean before the grammar is built: `ui/__main__.py` asks here before anything costly is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from crm.language.system import system_language
from crm.values.enums import Language

SUBCOMMANDS = (
    "new",
    "check",
    "backup",
    "restore",
    "import",
    "attach",
    "partners",
    "contacts",
    "agreements",
    "agreement",
    "rights",
    "show",
    "view",
    "export",
    "fit",
    "duplicates",
    "merge",
    "meetings",
    "agenda",
    "log",
    "search",
    "report",
    "handover",
    "undo",
    "redo",
    "history",
    "commands",
    "do",
    "ask",
)

LANGUAGES = {member.value: member for member in Language}


@dataclass(frozen=True, slots=True)
class WindowWish:
    """What the window was asked for. Empty: the book of last time, the language of the settings."""

    book: Path | None = None
    sample: bool = False
    language: Language | None = None


def window_wish(arguments: Sequence[str]) -> WindowWish | None:
    """None where the words hold more than options of the window: a subcommand, a question for help, a mistake."""
    book: Path | None = None
    sample = False
    language: Language | None = None
    rest = iter(arguments)
    for word in rest:
        name, mark, value = word.partition("=")
        if word == "--sample":
            sample = True
            continue
        value = value if mark else next(rest, "")
        if name == "--book" and value:
            book = Path(value).expanduser()
        elif name == "--language" and value in LANGUAGES:
            language = LANGUAGES[value]
        else:
            return None
    return WindowWish(book, sample, language)


def language_of(arguments: Sequence[str]) -> Language:
    """Asked before parsing, because the parser already speaks it. The last one given counts, as in the parser."""
    spoken = system_language()
    for word, after in pairwise([*arguments, ""]):
        name, mark, value = word.partition("=")
        if name == "--language":
            spoken = LANGUAGES.get(value if mark else after, spoken)
    return spoken
