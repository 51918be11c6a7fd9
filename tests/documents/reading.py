"""Reads produced PDFs back: what a person would copy out of them, which fonts lie in them, what follows what."""

import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest


@dataclass(frozen=True)
class Word:
    text: str
    page: int
    top: float


def pages_of(content: bytes) -> list[str]:
    """The text of each page, as a reader copies it out."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def text_of(content: bytes) -> str:
    return "\n".join(pages_of(content))


def plain(content: bytes) -> str:
    """The text without line ends and spaces: for words that may have been broken over lines."""
    return "".join(text_of(content).split())


def fonts_of(content: bytes) -> dict[str, bool]:
    """Every font that the file names, and whether it is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                descriptor = item.get("/FontDescriptor")
                found[str(item["/BaseFont"])] = bool(descriptor is not None and "/FontFile2" in descriptor)
    return found


def outline_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [item.get_title() for item in document.get_toc()]
    finally:
        document.close()


def poppler(tool: str, content: bytes, folder: Path, *options: str) -> str:
    """What one of poppler's tools says of the file: a second reader beside pdfium."""
    if shutil.which(tool) is None:
        pytest.skip(f"left out: {tool} is not installed (Debian: poppler-utils)")
    path = folder / "read.pdf"
    path.write_bytes(content)
    output = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *options, str(path), *output], capture_output=True, text=True, check=True).stdout


@dataclass(frozen=True)
class Patch:
    """A line of text on a page, or what a reader takes for one. Points from the lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Patch") -> bool:
        """Whether they share more than a hair: descenders may touch the line below."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return self.page == other.page and wide > 1.5 and high > 2.5


def patches_of(content: bytes) -> list[Patch]:
    found = []
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            for at in range(text.count_rects()):
                box = text.get_rect(at)
                found.append(Patch(text.get_text_bounded(*box).strip(), number, *box))
    finally:
        document.close()
    return [patch for patch in found if patch.text]
