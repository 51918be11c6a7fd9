"""Reads the text of PDF and office files, piece by piece. Runs in the process of `crm.book.filetext.process` only."""

import io
import re
import zipfile
from collections.abc import Iterator
from time import monotonic

MOST_PARTS, MOST_BYTES, MOST_RATIO, SMALL = 2_000, 200_000_000, 100, 1_000_000
"""What an office file may hold (TRUST.md D5)."""

LARGEST_PART = 50_000_000
PART = re.compile(
    r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"
    r"|xl/(sharedStrings|worksheets/[^/]+)\.xml|ppt/(slides|notesSlides)/[^/]+\.xml"
)
BREAKS = {"p", "br", "tr", "si", "row"}
TEXTS = {"t", "delText"}
BATCH = 0.25
"""Seconds after which what was read so far is handed over."""


class Unreadable(Exception):
    """The file is encrypted, broken or hostile. The argument says which."""


def read(kind: str, content: bytes) -> Iterator[str]:
    """The text of a file in pieces; joined they are the whole."""
    return batched(pdf_text(content) if kind == "pdf" else office_text(content))


def batched(pieces: Iterator[str]) -> Iterator[str]:
    held: list[str] = []
    begun = monotonic()
    for piece in pieces:
        held.append(piece)
        if monotonic() - begun > BATCH:
            yield "".join(held)
            held, begun = [], monotonic()
    yield "".join(held)


def pdf_text(content: bytes) -> Iterator[str]:
    import pypdfium2  # type: ignore[import-untyped] # it ships no types

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted" if "password" in str(error).lower() else "broken") from error
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # one page that is broken hides no other
        yield text.get_text_range(errors="ignore").replace("\r", "") + "\n"
        text.close()
        page.close()


def office_text(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_hostile(archive.infolist())
            for part in archive.infolist():
                if PART.fullmatch(part.filename):
                    yield from part_text(archive, part)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("broken") from error


def refuse_hostile(parts: list[zipfile.ZipInfo]) -> None:
    """Refused by its directory alone: too many parts, too large, or too tightly packed."""
    tight = any(part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts)
    if tight or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unreadable("hostile")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("encrypted")


def part_text(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[str]:
    """The texts of one XML part. Entities and document types are refused, a part cut short gives what it has."""
    import zlib
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped] # it ships no types
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped] # it ships no types

    try:
        with archive.open(part) as stream:
            whole = io.BytesIO(stream.read(LARGEST_PART))
        for _, element in iterparse(whole, forbid_dtd=True):
            name = str(element.tag).rpartition("}")[2]
            if name in TEXTS and element.text:
                yield element.text
            elif name == "tab":
                yield "\t"
            elif name in BREAKS:
                yield "\n"
            if name not in TEXTS:
                element.clear()
    except DefusedXmlException as error:
        raise Unreadable("hostile") from error
    except (ParseError, zlib.error):
        yield "\n"
