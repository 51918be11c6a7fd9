"""What the window remembers: plain values in one JSON file, checked by type when it is read (TRUST.md, settings)."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ui.window.folders import config_folder, read_json, write_private

FILE = "settings.json"
MOST_RECENT = 10
THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "en", "zh")


@dataclass
class Settings:
    """`books` holds, by the book's id, the window's size, the room and what each room remembers."""

    theme: str = "system"
    language: str = "system"
    text: int = 100
    reduce_motion: bool = False
    recent: list[str] = field(default_factory=list)
    books: dict[str, dict[str, Any]] = field(default_factory=dict)
    folder: Path = field(default_factory=config_folder)
    set_aside: Path | None = None
    """Where a settings file that could not be read was put by this start."""

    def of_book(self, book: str) -> dict[str, Any]:
        return self.books.setdefault(book, {})

    def remember_recent(self, path: Path) -> None:
        given = str(path)
        self.recent = [given, *(known for known in self.recent if known != given)][:MOST_RECENT]

    def save(self) -> None:
        """Another window may have written meanwhile: its books are kept, ours win."""
        with suppress(ValueError):
            self.books = {**checked(read_json(self.folder / FILE))["books"], **self.books}
        write_private(
            self.folder / FILE,
            {
                "theme": self.theme,
                "language": self.language,
                "text": self.text,
                "reduce_motion": self.reduce_motion,
                "recent": self.recent,
                "books": self.books,
            },
        )


def load_settings(folder: Path | None = None, today: date | None = None) -> Settings:
    """The settings; a file that is none is set aside as settings.bad-DATE.json, and all begins as at first."""
    folder = folder or config_folder()
    path = folder / FILE
    try:
        return Settings(**checked(read_json(path)), folder=folder)
    except ValueError:
        aside = folder / f"settings.bad-{today or date.today():%Y-%m-%d}.json"  # noqa: DTZ011 - names a file
        with suppress(OSError):
            path.replace(aside)
        return Settings(folder=folder, set_aside=aside)


def checked(content: Any) -> dict[str, Any]:
    """The known settings out of what was read, each of its own type. ValueError where one is not."""
    content = {} if content is None else content
    if not isinstance(content, dict):
        raise ValueError("not an object")
    plain = Settings()
    known = {
        "theme": one_of(content.get("theme", plain.theme), THEMES),
        "language": one_of(content.get("language", plain.language), LANGUAGES),
        "text": number(content.get("text", plain.text), 100, 200),
        "reduce_motion": content.get("reduce_motion", False) is True,
        "recent": texts(content.get("recent", [])),
        "books": books(content.get("books", {})),
    }
    return known


def one_of(value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ValueError(f"{value!r} is none of {choices}")
    return str(value)


def number(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{value!r} is not between {least} and {most}")
    return value


def texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("not a list of texts")
    return value[:MOST_RECENT]


def books(value: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(state, dict) for state in value.values()):
        raise ValueError("not a mapping of books")
    return value
