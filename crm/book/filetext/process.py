"""The process in which files are read: a question on its standard input, pieces of text on its standard output.

A question is a line of JSON (kind, size) and the bytes; an answer is lines of JSON: {"text": …} any number of times,
then {"end": ""} or {"end": why}. A file that makes it crash, hang or eat memory takes this process with it, no more.
"""

import json
import sys
from typing import BinaryIO

from crm.book.filetext.formats import Unreadable, read
from crm.book.filetext.kinds import MOST_TEXT

MOST_MEMORY = 200_000_000
"""Bytes of data of the whole process, where the system can limit them."""

WORD = "--read-files"
"""What a built program is called with to be this process."""


def main() -> None:
    limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    tell(outgoing, {"ready": True})
    while line := incoming.readline():
        asked = json.loads(line)
        answer(outgoing, asked["kind"], incoming.read(asked["size"]))


def limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(outgoing: BinaryIO, kind: str, content: bytes) -> None:
    left = MOST_TEXT
    try:
        for piece in read(kind, content):
            tell(outgoing, {"text": piece[:left]})
            left -= len(piece)
            if left <= 0:
                break
        end = ""
    except Unreadable as fault:
        end = str(fault)
    except MemoryError:
        end = "hostile"
    tell(outgoing, {"end": end})


def tell(outgoing: BinaryIO, what: dict[str, object]) -> None:
    outgoing.write(json.dumps(what).encode() + b"\n")
    outgoing.flush()


if __name__ == "__main__":
    main()
