"""A window on the sample book, by whichever name a test calls it, and its room of agreements."""

import pytest

from tests.agreements.window.driving import room_of
from tests.faces.conftest import liaison
from tests.window.conftest import app, bare_window, copied, filled, nothing_flashes, qt_is_clean
from tests.window.conftest import filled as window
from tests.window.driver import Window
from ui.agreements.room import AgreementsRoom

__all__ = ["app", "bare_window", "copied", "filled", "liaison", "nothing_flashes", "qt_is_clean", "window"]


@pytest.fixture
def room(filled: Window) -> AgreementsRoom:
    return room_of(filled)
