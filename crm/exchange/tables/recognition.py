"""What a file is by its first bytes, so that a picture, a PDF or a login page is called by its name."""

import json
import re

from crm.values import Problem, Refused

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_TABLES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "table-is-pdf"),
    (b"\x89PNG", "table-is-picture"),
    (b"\xff\xd8\xff", "table-is-picture"),
    (b"GIF8", "table-is-picture"),
    (b"BM", "table-is-picture"),
    (b"II*\0", "table-is-picture"),
    (b"MM\0*", "table-is-picture"),
    (b"SQLite format 3\0", "table-is-book"),
    (b"\x1f\x8b", "table-is-archive"),
    (b"Rar!", "table-is-archive"),
    (b"7z\xbc\xaf", "table-is-archive"),
    (b"{\\rtf", "table-is-document"),
    (b"BEGIN:VC", "table-is-cards"),
)
PAGE = re.compile(rb"\s*(<!doctype html|<html|<\?xml|<head|<script|<body)", re.IGNORECASE)
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_CONTROL = 0.02


def refuse_what_is_no_table(content: bytes, file: str) -> None:
    """Refused by what the file is. A workbook (ZIP, OLE) and any text pass."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(Problem("table-empty", values={"file": file}))
    if PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:512]):
        raise Refused(Problem("table-is-web-page", values={"file": file}))
    for magic, code in NOT_TABLES:
        if content.startswith(magic) and not (magic == b"BM" and is_plain(content)):
            raise Refused(Problem(code, values={"file": file}))


def refuse_json(content: bytes, file: str) -> None:
    """JSON of a program that is not known here: its brackets would be read as the headers of a table."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return
    raise Refused(Problem("table-is-json", values={"file": file}))


def is_plain(content: bytes) -> bool:
    """A table may begin with the letters BM; a bitmap holds NULs within its header."""
    return b"\0" not in content[:64]


def refuse_what_is_no_text(text: str, file: str) -> None:
    """Bytes of a program or a recording decode into something, too: it is full of control characters."""
    sample = text[:20_000]
    lone = sum("\udc80" <= sign <= "\udcff" for sign in sample)
    if len(CONTROL.findall(sample)) + sample.count("\0") / 4 + lone / 8 > MOST_CONTROL * len(sample):
        raise Refused(Problem("table-not-text", values={"file": file}))
