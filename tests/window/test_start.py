"""The start: a window with its first list before anything heavy is loaded (SPEED.md, Start)."""

import os
import subprocess
import sys
from pathlib import Path

from crm.book import Book

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from ui.window import start

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "pypypinyin", "pypinyin", "reportlab", "openpyxl", "babel", "pypdfium2",
         "PySide6.QtNetwork", "PySide6.QtPrintSupport", "crm.agreements.queries", "holidays")

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.parent().office is not None:
            QApplication.instance().removeEventFilter(self)
            print("LOADED", [name for name in HEAVY if name in sys.modules], flush=True)
            QTimer.singleShot(0, self.parent().close)
        return False

def shown(window):
    QApplication.instance().installEventFilter(FirstPaint(window))

sys.exit(start.run(Path(sys.argv[1]), shown=shown))
"""


def test_the_first_paint_needs_neither_tables_nor_documents(book: Book, tmp_path: Path) -> None:
    book.close()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LIAISON_CONFIG": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }

    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(book.path)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "LOADED []" in told.stdout, told.stdout + told.stderr
    assert told.returncode == 0, told.stderr
