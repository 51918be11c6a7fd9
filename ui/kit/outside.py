"""Files that leave the book: written whole, and opened by nobody here. What the program offers is their folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm.book.outside import mark_of_the_web, write_whole
from crm.values import Message, Problem, Refused, WorldFault
from ui.kit.room import Desk


def put_outside(desk: Desk, path: Path, content: Callable[[], bytes]) -> bool:
    """Asks for the bytes and writes them. Refused where they are not those that were kept, or the disk says no.

    A file from a book may come from anybody: it is not opened; its folder is shown on demand (TRUST.md, attachments).
    """
    try:
        write_whole(path, content())
    except Refused as refusal:
        desk.problems(refusal.problems)
        return False
    except WorldFault as fault:
        desk.problems(fault.problem)
        return False
    mark_of_the_web(path)
    saved = Message("window.file-saved", {"name": path.name})
    desk.notice(saved, "window.show-in-folder", lambda: show_folder(desk, path))
    return True


def show_folder(desk: Desk, path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
        desk.problems(Problem("folder-not-shown", values={"folder": str(path.parent)}))
