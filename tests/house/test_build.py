"""The one-folder program: built once, then used as a person without Python uses it."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from tests.house.x11 import shown_windows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

GPL_ONLY = re.compile(
    r"QuickTimeline|Lottie|Bodymovin|WaylandCompositor|VirtualKeyboard|Qt6?Charts|Qt6?Graphs", re.IGNORECASE
)
NOT_OURS = re.compile(r"Qt6?Qml|Qt6?Quick|libgtk|libgdk", re.IGNORECASE)
LARGEST = 340_000_000
"""Bytes. The two weights of the serif that Chinese agreements are set in take 30 million of them."""

PATIENCE = 60


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """dist/liaison, built outside the checkout."""
    folder = tmp_path_factory.mktemp("build")
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, "build.spec"]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    yield folder / "dist" / "liaison"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment of somebody who never started Liaison, and whose PATH has no Python."""
    folder = str(tmp_path_factory.mktemp("home"))
    kept = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY") if name in os.environ}
    return {**kept, "HOME": folder, "LIAISON_CONFIG": folder, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}


def liaison(program: Path, home: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program / "liaison", *words], env=home, capture_output=True, text=True, check=False)


def test_it_makes_a_report_of_the_sample_book(program: Path, home: dict[str, str], tmp_path: Path) -> None:
    book, report = tmp_path / "sample.liaison", tmp_path / "report.pdf"

    made = liaison(program, home, "new", str(book), "--sample")
    about = ("partner", "Renhe Hospital Data", "--language", "both")
    written = liaison(program, home, "report", *about, "--book", str(book), "--out", str(report))

    assert (made.returncode, written.returncode) == (0, 0), made.stderr + written.stderr
    assert report.read_bytes().startswith(b"%PDF-")


def test_it_offers_the_same_commands_as_the_sources(program: Path, home: dict[str, str]) -> None:
    from crm.faces import registry

    told = set(liaison(program, home, "commands").stdout.split())

    assert [name for name in (*registry.commands(), *registry.queries()) if name not in told] == []


def new_windows(process: subprocess.Popen[str], before: Collection[int]) -> list[tuple[int, int]]:
    """Sizes of the windows that came since, as soon as there is one, or when the process ended or took too long."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if new := {key: size for key, size in shown_windows().items() if key not in before}:
            return list(new.values())
        time.sleep(0.2)
    return []


def test_it_opens_the_window_on_the_sample_book(program: Path, home: dict[str, str], tmp_path: Path) -> None:
    if "DISPLAY" not in os.environ:
        pytest.skip("left out: no screen; `python3 start.py --test` brings one")
    book = tmp_path / "sample.liaison"
    liaison(program, home, "new", str(book), "--sample")
    before = shown_windows()

    command = [program / "liaison-window", "--book", str(book)]
    window = subprocess.Popen(command, env=home, stderr=subprocess.PIPE, text=True)
    try:
        sizes = new_windows(window, before)
    finally:
        window.terminate()
        _, complaints = window.communicate(timeout=20)

    assert any(width > 600 and height > 400 for width, height in sizes), complaints
    assert "Traceback" not in complaints


def test_nothing_that_qt_licenses_as_gpl_only_is_inside(program: Path) -> None:
    names = [path.relative_to(program).as_posix() for path in program.rglob("*")]

    assert [name for name in names if GPL_ONLY.search(name)] == []
    assert [name for name in names if NOT_OURS.search(name)] == []


def test_fonts_texts_icons_and_qts_chinese_are_inside(program: Path) -> None:
    inside = program / "_internal"

    assert (inside / "resources" / "fonts" / "NotoSansSC-Regular.ttf").exists()
    assert sorted(path.name for path in (inside / "resources" / "catalogue").iterdir()) == ["en.mo", "zh_CN.mo"]
    assert (inside / "resources" / "icons" / "handshake.svg").exists()
    assert list(inside.rglob("qtbase_zh_CN.qm"))


def test_it_stays_within_its_size(program: Path) -> None:
    assert sum(path.stat().st_size for path in program.rglob("*") if path.is_file() and not path.is_symlink()) < LARGEST
