"""The start: a window with its first list before anything heavy is loaded (SPEED.md, Start)."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm.acts.sample import create_sample
from crm.book import Book, FixedClock
from crm.language.catalogue import translations
from crm.values.enums import Language
from tests.conftest import NOON

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from ui.window import start

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "pypypinyin", "pypinyin", "reportlab", "openpyxl", "babel", "pypdfium2",
         "PySide6.QtNetwork", "PySide6.QtPrintSupport")

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.parent().office is not None:
            QApplication.instance().removeEventFilter(self)
            print("ROOM", self.parent().office.room.name, flush=True)
            print("LOADED", [name for name in HEAVY if name in sys.modules], flush=True)
            QTimer.singleShot(0, self.parent().close)
        return False

def shown(window):
    QApplication.instance().installEventFilter(FirstPaint(window))

sys.exit(start.run(Path(sys.argv[1]), shown=shown))
"""


@pytest.mark.parametrize("room", ["", "agreements"])
def test_the_first_paint_needs_neither_tables_nor_documents(room: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.liaison"
    create_sample(path, FixedClock(NOON))
    config = tmp_path / "config"
    config.mkdir()
    if room:
        with closing(Book.open(path)) as book:
            remembered = {"books": {book.id: {"room": room, "rooms": {room: {"current": 1}}}}}
        (config / "settings.json").write_text(json.dumps(remembered))
    for language in Language:
        translations(language)  # the texts of a checkout are compiled at its first start, which needs babel
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LIAISON_CONFIG": str(config),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }

    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert f"ROOM {room or 'today'}" in told.stdout, told.stdout + told.stderr
    assert "LOADED []" in told.stdout, told.stdout + told.stderr
    assert told.returncode == 0, told.stderr


def test_the_window_is_made_without_what_agreements_need() -> None:
    """A worker may load it meanwhile; the thread that paints does not wait for it."""
    script = "import sys, ui.window.main; print([name for name in sys.modules if name in sys.argv])"

    told = subprocess.run(
        [sys.executable, "-c", script, "crm.agreements.queries", "holidays", "dateutil"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[]"
