"""The tools that hold the house: each is a test, so that one command runs them all."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = {
    "no finding of ruff": ["ruff", "check", "."],
    "every file formatted": ["ruff", "format", "--check", "."],
    "every type checked": ["mypy"],
    "the start too": ["mypy", "--strict", "start.py"],
    "a floor imports only from those below": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("promise", TOOLS)
def test_the_tools_find_nothing(promise: str, root: Path) -> None:
    name, *arguments = TOOLS[promise]
    tool = Path(sys.executable).with_name(name)

    done = subprocess.run([tool, *arguments], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
