"""Settings and drafts: checked when read, private, and never in the way."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.window.driver import Window
from ui.window.drafts import DraftFile
from ui.window.settings import Settings, load_settings


def test_settings_come_back_and_belong_to_their_owner_only(tmp_path: Path) -> None:
    settings = Settings(theme="dark", language="zh", text=150, folder=tmp_path / "liaison")
    settings.of_book("B1")["room"] = "partners"

    settings.save()
    again = load_settings(tmp_path / "liaison")

    assert (again.theme, again.language, again.text) == ("dark", "zh", 150)
    assert again.books["B1"]["room"] == "partners"
    assert stat.S_IMODE((tmp_path / "liaison" / "settings.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "liaison").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["{", "[]", '{"text": "big"}', '{"text": 900}', '{"theme": 1}', '{"books": [1]}'])
def test_a_settings_file_that_is_none_is_set_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content)

    settings = load_settings(tmp_path, date(2026, 9, 22))

    assert settings.text == 100
    assert settings.set_aside == tmp_path / "settings.bad-2026-09-22.json"
    assert settings.set_aside.read_text() == content


def test_two_windows_keep_what_each_remembers_of_its_book(tmp_path: Path) -> None:
    first, second = load_settings(tmp_path), load_settings(tmp_path)
    first.of_book("A")["room"] = "today"
    second.of_book("B")["room"] = "reports"

    first.save()
    second.save()

    assert json.loads((tmp_path / "settings.json").read_text())["books"].keys() == {"A", "B"}


def test_what_is_typed_lies_on_the_disk_within_a_second(tmp_path: Path, window: Window) -> None:
    drafts = DraftFile("B1", tmp_path)

    drafts.keep("log/text", "Batch 8 is")
    QTest.qWait(1200)

    assert DraftFile("B1", tmp_path).left_over == {"log/text": "Batch 8 is"}
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
    drafts.forget("log/text")
    assert not drafts.path.exists()


def test_what_a_killed_program_left_is_offered_again(window: Window) -> None:
    window.office.draft_file.keep("settings/x/1/name", "Acm")
    window.office.draft_file.write()

    window.reopen()

    assert window.office.draft_file.kept("settings/x/1/name") == "Acm"
    assert window.shows("is still here")


def test_size_and_room_come_back_with_the_book(window: Window) -> None:
    window.main.resize(1200, 800)
    window.office.go("settings")

    window.reopen()

    assert window.office.room is not None
    assert window.office.room.name == "settings"
    assert (window.main.width(), window.main.height()) == (1200, 800)
