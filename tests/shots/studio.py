"""A window on the sample book under a clock that stands still, ready to be looked at in any look."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crm.book import Book, FixedClock
from crm.values.enums import Language
from tests.window.driver import Window
from ui.kit.look import ThemeChoice, look

NOON = datetime(2026, 9, 22, 6, 6, tzinfo=UTC)
"""14:06 in Shanghai on Tuesday, 22 September 2026, the day of the drawings."""

ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Look:
    """One of the eight ways in which everything must look right."""

    language: Language
    theme: ThemeChoice
    percent: int

    @property
    def name(self) -> str:
        return f"{self.theme.value}-{self.language.value}-{self.percent}"

    def put_on(self) -> None:
        look.spoken_by = self.language.value
        look.set(theme=self.theme, percent=self.percent, language=self.language)


LOOKS = [
    Look(language, theme, percent)
    for percent, theme, language in product((100, 200), (ThemeChoice.LIGHT, ThemeChoice.DARK), Language)
]


def set_zone() -> None:
    """Wall times as the drawings have them, wherever this runs."""
    os.environ["TZ"] = ZONE
    time.tzset()


def make_sample(folder: Path) -> Path:
    """The sample book, once for all pictures."""
    from crm.acts.sample import create_sample

    path = folder / "mingyuan.liaison"
    if not path.exists():
        create_sample(path, FixedClock(NOON))
    return path


def make_fresh(folder: Path) -> Path:
    """A book that has only just been begun."""
    from crm.partners.commands import SetHomeParty

    path = folder / "fresh.liaison"
    if not path.exists():
        book = Book.create(path, clock=FixedClock(NOON))
        book.execute(SetHomeParty(company="Mingyuan AI", person="Lin Yue", company_zh="明远智能", person_zh="林悦"))
        book.close()
    return path


@contextmanager
def studio(book: Path | None, place: Path) -> Iterator[Window]:
    """A window on a copy of the book, so that one picture never changes the next."""
    window = Window(FixedClock(NOON))
    try:
        if book is not None:
            copy = place / book.name
            shutil.copy(book, copy)
            window.open(copy)
        yield window
    finally:
        window.faults.clear()
        window.main.close()
        window.main.deleteLater()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
