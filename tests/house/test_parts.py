"""The parts: pinned, licensed, without a host, and the one Qt that does not lose None."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
DENIED = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
ALLOWED = re.compile(r"\bLGPL|Lesser General Public|GPL-2\.0-or-later WITH Bootloader-exception", re.IGNORECASE)
QT_PARTS = ("pyside6-essentials", "shiboken6")
"""Qt offers LGPL, GPL or a commercial licence; Liaison takes the first, and keeps GPL-only add-ons out (test_build)."""
BUILD_ONLY = ("pyinstaller", "pyinstaller-hooks-contrib")
"""GPL with the exception for built programs; nothing of it is imported by Liaison."""

LOSES_NONE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for _ in range(10_000):
    label.setText("x")
assert sys.getrefcount(None) > before - 100, sys.getrefcount(None) - before
"""


def pins(name: str, root: Path) -> Iterator[tuple[str, str]]:
    for line in (root / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)==([^ ]+)", line):
            yield match[1], match[2]


def licence(found: Distribution) -> str:
    metadata = found.metadata
    said = [metadata.get("License-Expression") or "", *(metadata.get_all("Classifier") or [])]
    said = [text for text in said if "License" in text or text == said[0]]
    return " ".join(text for text in said if text) or (metadata.get("License") or "")[:200]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_no_host_and_no_place_stands_in_the_pins(name: str, root: Path) -> None:
    text = (root / name).read_text(encoding="utf-8")

    assert not re.search(r"https?:|file:/|--(extra-)?index-url|--find-links|--trusted-host|@ ", text)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_pin_has_its_hashes(name: str, root: Path) -> None:
    text = (root / name).read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9._-]+==.*(?:\n    .*)*", text, re.MULTILINE)

    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_is_installed_is_what_is_pinned(root: Path) -> None:
    wanted = dict(pins("requirements.txt", root))

    assert {name: distribution(name).version for name in wanted} == wanted


@pytest.mark.parametrize("requirements", REQUIREMENTS)
def test_no_part_brings_the_gpl(requirements: str, root: Path) -> None:
    told = {name: licence(distribution(name)) for name, _ in pins(requirements, root)}
    freed = {*QT_PARTS, *BUILD_ONLY}

    assert [name for name, text in told.items() if not text] == []
    assert {n: t for n, t in told.items() if DENIED.search(t) and not ALLOWED.search(t) and n not in freed} == {}
    assert all("LGPL" in told[name] for name in QT_PARTS if name in told)


def test_qt_keeps_the_references_to_none() -> None:
    """6.12 loses one with each call on Python 3.11, and the program dies of it after some thousand (PARTS.md)."""
    version = distribution("pyside6-essentials").version
    done = subprocess.run([sys.executable, "-c", LOSES_NONE], capture_output=True, text=True, check=False)

    assert version.startswith("6.11.")
    assert done.returncode == 0, done.stderr
