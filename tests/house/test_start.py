"""Starting: one command each, and a sentence instead of an abort where no window can open."""

import os
import re
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ui import screen

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def started(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in SCREENS} | {"LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-m", "ui", *words]
    return subprocess.run(
        command,
        cwd=root,
        env={**bare, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("screens", [{}, {"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "wayland-4711"}])
def test_without_a_screen_one_sentence_says_how_to_go_on(root: Path, screens: dict[str, str]) -> None:
    done = started(root, **screens)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--help" in done.stderr


def test_it_says_so_in_chinese_too(root: Path) -> None:
    assert "屏幕" in started(root, "--language", "zh").stderr


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})

    reason = screen.why_no_window({"QT_QPA_PLATFORM": "offscreen"})

    assert reason is not None
    assert reason.values == {"packages": "libnowhere9"}


def test_a_screen_that_answers_is_believed(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        listening.listen()

        assert screen.wayland_answers("wayland-0", {"XDG_RUNTIME_DIR": str(tmp_path)})


def test_a_subcommand_needs_no_screen(root: Path) -> None:
    assert started(root, "commands").returncode == 0


def test_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 start\.py.*$", readme, re.MULTILINE)

    assert len(commands) >= 2
    assert (
        (root / ".ci" / "run")
        .read_text(encoding="utf-8")
        .rstrip()
        .endswith(f"exec {commands[1].split('#')[0].strip()}")
    )


def test_the_start_needs_nothing_that_is_not_installed(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import runpy; runpy.run_path('start.py', run_name='start')"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_a_first_start_that_was_broken_off_goes_on_where_it_stopped(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is there, the stamp that all is installed is not: it installs, and says nothing of the disk."""
    start = runpy.run_path(str(root / "start.py"), run_name="start")
    there = tmp_path / ".venv" / "bin" / "python"
    there.parent.mkdir(parents=True)
    there.touch()
    run: list[list[str]] = []
    scope = start["prepare"].__globals__
    monkeypatch.setitem(scope, "VENV", tmp_path / ".venv")
    monkeypatch.setitem(scope, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setitem(scope, "PYTHON", there)
    monkeypatch.setitem(scope, "pip_of_venv", lambda: ["pip"])
    monkeypatch.setattr(
        subprocess, "run", lambda words, **_named: run.append(words) or subprocess.CompletedProcess(words, 0)
    )

    start["prepare"](["requirements.txt"])
    start["prepare"](["requirements.txt"])

    assert len(run) == 1
