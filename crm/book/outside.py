"""Files that leave the book: whole or not at all (TRUST A5, A10), for their owner only, under a name that is safe."""

import errno
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from crm.values import Problem, WorldFault

LONGEST_NAME = 120
"""Bytes of a file name, so that every file system takes it (TRUST E3)."""

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{device}{n}" for device in ("COM", "LPT") for n in range(1, 10))}


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the name, fsyncs, then renames: a kill or a full disk leaves the old file as it was."""
    part = path.parent / f"{path.name}.part"
    try:
        write_synced(part, content)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as fault:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise WorldFault(
            Problem("file-not-written", values={"file": str(path), "why": fault.strerror or str(fault)})
        ) from fault


@contextmanager
def whole_file(path: Path, *, replace: bool = True) -> Iterator[BinaryIO]:
    """A file to write piece by piece. It bears its name when the block ends well; any other end leaves nothing."""
    part = path.parent / f"{path.name}.part"
    try:
        with part_file(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not replace and path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        part.replace(path)
        sync_folder(path.parent)
    except OSError as fault:
        raise WorldFault(
            Problem("file-not-written", values={"file": str(path), "why": fault.strerror or str(fault)})
        ) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def part_file(part: Path) -> BinaryIO:
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    part.chmod(0o600)  # a left-over .part keeps its old rights
    return os.fdopen(handle, "w+b")


def write_synced(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        path.chmod(0o600)  # a left-over .part keeps its old rights
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The rename itself is on the disk. Windows opens no folders and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_name(text: str, suffix: str) -> str:
    """A file name out of data: no path, no control or bidi sign, nothing that Windows keeps for itself.

    safe_name("Q3: R&D/plan", ".pdf") gives "Q3 R&D plan.pdf".
    """
    text, suffix = spelled(text).strip(". "), spelled(suffix).rstrip(". ")
    while len((text + suffix).encode()) > LONGEST_NAME:
        text = text[:-1].rstrip(". ")
    if not text or text.split(".")[0].upper() in RESERVED:
        text = f"_{text}"
    return text + suffix


def spelled(text: str) -> str:
    """The text with a space for each sign that no file name may hold, or that hides what it is."""
    signs = (
        " " if sign in '/\\:*?"<>|' or unicodedata.category(sign)[0] == "C" else sign
        for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(signs).split())


WEB_ZONE = b"[ZoneTransfer]\r\nZoneId=3\r\n"
"""The zone of the internet, in the stream by which Windows warns before it opens a file of others."""


def mark_of_the_web(path: Path) -> None:
    """A file that came in from somebody else leaves with Windows' mark; elsewhere there is none (TRUST.md)."""
    if os.name == "nt":
        with suppress(OSError):  # a file system without streams keeps no mark
            path.with_name(f"{path.name}:Zone.Identifier").write_bytes(WEB_ZONE)
