"""Has files read by a process of its own, and ends it when it takes too long."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import IO

from crm.book.filetext.kinds import decoded, kind_of
from crm.book.filetext.process import WORD

ROOT = Path(__file__).resolve().parents[3]
START = 20.0
"""Seconds that the process may take to begin: a cold disk, a busy machine."""

PATIENCE = 2.0
"""Seconds for one batch of pages, and one more for each 10 MB, which have to be taken in first."""

MOST_SECONDS = 60.0
"""Seconds for a whole file; what was read until then is kept."""


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file says, and what read it: `pdf`, `office`, `text`; with `-cut`, `-broken`, `-encrypted`, `-hostile`
    where it could not be read to its end, `none` where there is nothing to read."""

    text: str
    reader: str


class FileReader:
    """Reads one file after the other. The process is started for the first that needs it; close ends it."""

    def __init__(self, stopped: Callable[[], bool] = lambda: False) -> None:
        self.stopped = stopped
        self.process: subprocess.Popen[bytes] | None = None
        self.answers: Queue[dict[str, object] | None] = Queue()

    def __enter__(self) -> "FileReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, name: str, content: bytes) -> FileText:
        kind = kind_of(name, content)
        if not kind:
            return FileText("", "none")
        if kind == "text":
            return FileText(harmless(decoded(content)), kind)
        text, end = self._ask(kind, content)
        return FileText(harmless(text), f"{kind}-{end}" if end else kind)

    def _ask(self, kind: str, content: bytes) -> tuple[str, str]:
        """The text as far as it came, and why it ended early."""
        texts: list[str] = []
        deadline = monotonic() + MOST_SECONDS
        try:
            incoming = self._incoming()
            incoming.write(json.dumps({"kind": kind, "size": len(content)}).encode() + b"\n" + content)
            incoming.flush()
            patience = PATIENCE + len(content) / 10_000_000
            while monotonic() < deadline and not self.stopped():
                told = self.answers.get(timeout=patience)
                if told is None:
                    break
                if "end" in told:
                    return "".join(texts), str(told["end"])
                texts.append(str(told["text"]))
        except (OSError, Empty):
            pass
        self.close()
        return "".join(texts), "cut" if texts else "hostile"

    def _incoming(self) -> IO[bytes]:
        """Where questions go; the process is started where there is none."""
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.answers = Queue()
            self.process = subprocess.Popen(  # noqa: S603 - this very program, and nothing of the file on its line
                command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
            )
            Thread(target=pump, args=(self.process, self.answers), daemon=True).start()
            if self.answers.get(timeout=START) is None:
                raise OSError("the process ended at once")
        assert self.process.stdin is not None
        return self.process.stdin

    def close(self) -> None:
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self.process = None


def command() -> list[str]:
    """How the process is started. A built program is its own Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    return [sys.executable, "-m", "crm.book.filetext.process"]


def pump(process: subprocess.Popen[bytes], answers: "Queue[dict[str, object] | None]") -> None:
    assert process.stdout is not None
    with suppress(OSError, ValueError):
        for line in process.stdout:
            answers.put(json.loads(line))
    answers.put(None)


def harmless(text: str) -> str:
    """Without what no text column takes: lone surrogates and NUL."""
    return text.encode("utf-8", "ignore").decode().replace("\x00", " ")
