"""Which files can be read, told by their first bytes and, of plain text, by their name. Pure."""

import codecs
from pathlib import PurePath

MOST_TEXT = 1_000_000
"""Characters of one file that are kept for the search; what stands behind them is not found."""

LARGEST = 64_000_000
"""Bytes of a file that is still read."""

TEXT_ENDINGS = {".txt", ".md", ".markdown", ".csv", ".tsv", ".log", ".json", ".yaml", ".yml", ".ics", ".vcf", ".srt"}
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
PDF, ZIP = b"%PDF-", b"PK\x03\x04"
HEAD = 1024


def kind_of(name: str, content: bytes) -> str:
    """`pdf`, `office`, `text`, or empty for what holds nothing to read."""
    if len(content) > LARGEST:
        return ""
    if PDF in content[:HEAD]:
        return "pdf"
    if content.startswith(ZIP):
        return "office"
    return "text" if PurePath(name.lower()).suffix in TEXT_ENDINGS else ""


def decoded(content: bytes) -> str:
    """Plain text in the encoding of its mark, in UTF-8, in GB18030; what is none of these with gaps."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")[:MOST_TEXT]
    content = content[: MOST_TEXT * 4]
    for encoding in ("utf-8", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(content)[:MOST_TEXT]
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")[:MOST_TEXT]
