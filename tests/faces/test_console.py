"""A console is sent nothing that harms it, as much as its encoding takes, and a sentence where it takes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faces.conftest import Liaison

PROGRAM = (sys.executable, "-m", "ui", "--language=en")
ODD = "\x1b[2Jcleared \u202eturned 😀"


def test_a_name_neither_moves_the_cursor_nor_turns_the_line_about(liaison: Liaison, copy: str) -> None:
    made = liaison("do", "AddPartner", "values=" + json.dumps({"name": ODD}), "--book", copy)
    shown = liaison("partners", "cleared", "--book", copy)

    assert "\N{REPLACEMENT CHARACTER}[2Jcleared \N{REPLACEMENT CHARACTER}turned 😀" in shown.out
    assert not {"\x1b", "\u202e"} & set(made.err + shown.out)
    assert liaison("partners", "cleared", "--json", "--book", copy).rows[0]["title_en"] == ODD


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_a_console_of_another_encoding_shows_what_it_can(copy: str, encoding: str) -> None:
    words = ("partners", "--book", copy)
    lists, rows = (run_in(encoding, *words), run_in(encoding, *words, "--json"))

    assert lists.returncode == rows.returncode == 0, lists.stderr + rows.stderr
    assert b"Renhe" in lists.stdout
    assert "\u4ec1\u79be" in "".join(row["title_zh"] for row in json.loads(rows.stdout.decode(encoding)))


def test_a_full_disk_behind_the_output_is_said(copy: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run([*PROGRAM, "partners", "--book", copy], stdout=full, stderr=subprocess.PIPE, check=False)

    assert told.returncode == 1
    assert b"make room" in told.stderr and b"Traceback" not in told.stderr


def run_in(encoding: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run([*PROGRAM, *words], capture_output=True, check=False, env=environment)
