"""Whether the cells of a workbook lie close enough together for calamine, which reserves the whole rectangle.

Used cells far apart make it abort the process (tafia/calamine#693), so each part is looked through first, as bytes.
Whatever is spelled in an unusual way counts as far apart: such a workbook is read by openpyxl, slowly.
"""

import re
import zipfile
from collections.abc import Iterator

SPARSE = 20
"""Places of the rectangle for each used cell, at most (PARTS.md)."""

ALWAYS = 1_000_000
"""Places that any file may take, however few of them are used: 16 MB."""

PIECE = 16 * 1024 * 1024
OVERLAP = 64
"""Longer than any reference with its quotes; one that is cut by the end of a piece is seen in the next one."""

REFERENCE = re.compile(rb"[ \t\r\n]r=[\"'][A-Za-z]{1,3}\d")
WIDE = re.compile(rb"r=[\"']([A-Za-z]{2,3})\d")
UNUSUAL = re.compile(rb"r=(?:[ \t\r\n]|[\"'][^\"'&]{0,20}&)")
SPACED = re.compile(rb"r[ \t\r\n]+=")


def is_dense(archive: zipfile.ZipFile) -> bool:
    """Of every part that may hold cells."""
    return all(part_is_dense(archive, name) for name in archive.namelist() if name.endswith(".xml"))


def part_is_dense(archive: zipfile.ZipFile, name: str) -> bool:
    """The rectangle is bounded from above: by the widest column, and by a first digit of the row that no cell has."""
    if not any(b"sheetData" in piece or b"\0" in piece for piece, _ in pieces(archive, name)):
        return True
    cells, columns = 0, 26
    for piece, start in pieces(archive, name):
        if b"\0" in piece or UNUSUAL.search(piece) or SPACED.search(piece):
            return False
        cells += piece.count(b"<c ", start)
        columns = max(columns, *(number_of(letters) for letters in set(WIDE.findall(piece))), 0)
    far = beyond(max(SPARSE * cells, ALWAYS) // columns)
    return not any(far.search(piece) or (not cells and REFERENCE.search(piece)) for piece, _ in pieces(archive, name))


def beyond(row: int) -> re.Pattern[bytes]:
    """Finds every reference below that row, and some above it: those whose row begins with the same digit."""
    digits = str(row)
    return re.compile(
        rb"r=[\"'][A-Za-z]{0,3}(?:\d{%d,}|[%s-9]\d{%d})[\"']" % (len(digits) + 1, digits[:1].encode(), len(digits) - 1)
    )


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, int]]:
    """The part in pieces that overlap, each with the place from which it is new."""
    with archive.open(name) as part:
        tail = b""
        while piece := part.read(PIECE):
            yield tail + piece, len(tail)
            tail = piece[-OVERLAP:]


def number_of(letters: bytes) -> int:
    """AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
