"""Walks through the scenes in one look and draws each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tests.shots.scenes import SCENES, Scene
from tests.shots.studio import Look, make_fresh, make_sample, set_zone, studio
from ui.kit.look import look
from ui.kit.wardrobe import wear
from ui.window.rooms import is_built


def ready() -> QApplication:
    set_zone()
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([])
    wear(app)
    look.reduce_motion = True
    return app


def scenes(only: str = "") -> list[Scene]:
    return [scene for scene in SCENES if only in scene.name and (not scene.needs or is_built(scene.needs))]


@contextmanager
def staged(scene: Scene, look_of: Look, place: Path) -> Iterator[QWidget]:
    """The scene, standing."""
    place.mkdir(parents=True, exist_ok=True)
    books = {"sample": make_sample, "fresh": make_fresh}
    book = books[scene.book](place) if scene.book else None
    rooms = place / look_of.name / scene.name
    rooms.mkdir(parents=True, exist_ok=True)
    os.environ["LIAISON_CONFIG"] = str(rooms / "config")  # what one picture leaves behind is not in the next
    look_of.put_on()
    with studio(book, rooms) as window:
        shown = scene.go(window) or window.main
        if not shown.isVisible():
            shown.show()
        QApplication.processEvents()
        window.settle()
        yield shown
        if shown is not window.main:
            shown.close()


def draw(look_of: Look, only: str, place: Path) -> Iterator[tuple[str, QPixmap]]:
    for scene in scenes(only):
        with staged(scene, look_of, place) as shown:
            yield scene.name, shown.grab()
