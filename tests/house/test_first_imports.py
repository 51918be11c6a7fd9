"""Whoever needs one module may ask for it first: no module depends on another of its room having been loaded before.

Rooms do not import each other in a circle (import-linter), so each is tried by itself, with all others loaded.
"""

import subprocess
import sys
from pathlib import Path

EACH_FIRST = """
import importlib, sys

names = sys.argv[1:]
for name in names:
    importlib.import_module(name)  # every room is there
for name in names:
    room = ".".join(name.split(".")[:2])
    for loaded in [one for one in sys.modules if one == room or one.startswith(room + ".")]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(f"{name}: {error}")
"""
TABLES = "crm.model"
"""Its classes are tables of one registry and are made once."""


def test_every_module_of_a_room_may_be_the_first(root: Path) -> None:
    paths = (path.relative_to(root).with_suffix("") for path in sorted((root / "crm").rglob("*.py")))
    names = [".".join(path.parts).removesuffix(".__init__") for path in paths if path.name != "__main__"]
    tried = [name for name in names if name.count(".") and not name.startswith(TABLES)]

    told = subprocess.run(
        [sys.executable, "-c", EACH_FIRST, *tried], cwd=root, capture_output=True, text=True, check=True
    )

    assert told.stdout == ""
