"""The command line as a person meets it: words in, an exit code and two streams out."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm.faces.cli.entry import main

TOLD_BY = "--language=en"


@dataclass(frozen=True)
class Told:
    """What one call printed."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        return json.loads(self.out)


Liaison = Callable[..., Told]


@pytest.fixture
def liaison(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Liaison:
    """Calls the command line in English on a book of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def call(*words: str) -> Told:
        capsys.readouterr()
        code = main([TOLD_BY, *words])
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return call


@pytest.fixture
def copy(sample: Path, tmp_path: Path) -> str:
    path = tmp_path / "copy.liaison"
    with sqlite3.connect(sample) as source, sqlite3.connect(path) as target:
        source.backup(target)
    source.close()
    target.close()
    return str(path)
