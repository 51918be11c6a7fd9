"""Rooms: the same names on every floor, and a start that pays for nothing it does not show."""

import subprocess
import sys
from pathlib import Path

import pytest

from crm import SLICES

COSTLY = ("sqlalchemy", "sqlmodel", "pydantic", "networkx", "reportlab", "openpyxl", "babel")
FLOORS = {"values", "language", "model", "book", "acts", "documents", "exchange", "faces"}
LIGHT = (
    "crm.partners.queries",
    "crm.communication.queries",
    "crm.today.queries",
    "crm.book",
    "crm.partners.commands",
    "crm.communication.commands",
    "crm.faces.cli.words",
)


WITHOUT_QT = """
import sys
from crm.faces.cli.entry import main
main(["commands"])
assert not [name for name in sys.modules if "PySide" in name]
"""


def folders(path: Path) -> set[str]:
    return {entry.name for entry in path.iterdir() if entry.is_dir() and any(entry.rglob("*.py"))}


def test_each_slice_has_its_room_on_each_floor_and_no_other_room_is_there(root: Path) -> None:
    assert folders(root / "crm") == {*SLICES, *FLOORS}
    assert set(SLICES) <= folders(root / "tests")


def test_the_rail_shows_slices_and_reports_only() -> None:
    from ui.window.rooms import RAIL_ROOMS

    assert set(RAIL_ROOMS) <= {*SLICES, "reports"}


@pytest.mark.parametrize("module", LIGHT)
def test_the_first_list_needs_no_costly_import(module: str, root: Path) -> None:
    code = f"import sys, {module}; print([name for name in {COSTLY!r} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_core_runs_without_qt(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_QT], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
