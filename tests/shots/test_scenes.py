"""Nothing on any picture is cut, nameless, or said by Qt to be wrong."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.shots.faults import clipped, nameless, spilled
from tests.shots.scenes import SCENES, Scene
from tests.shots.studio import LOOKS, Look, set_zone
from tests.shots.walk import staged

WALKED = [look for look in LOOKS if look.name in ("light-en-100", "dark-zh-200")]
"""The two looks that differ in everything. `python -m tests.shots` draws all eight."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shots")


@pytest.fixture(autouse=True)
def in_shanghai() -> Iterator[None]:
    before = os.environ.get("TZ")
    set_zone()
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize("look", WALKED, ids=[look.name for look in WALKED])
@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_everything_on_the_picture_is_whole_and_has_a_name(
    app: QApplication, scene: Scene, look: Look, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_CONFIG", str(place / "config"))

    with staged(scene, look, place) as shown:
        cut, outside, unnamed = clipped(shown), spilled(shown), nameless(shown)

    assert not cut, f"cut: {cut}"
    assert not outside, f"outside: {outside}"
    assert not unnamed, f"nameless: {unnamed}"
