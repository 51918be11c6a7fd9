"""The small grammar of a paragraph: `**bold**`, `{placeholder}`, `{@line}`; a table has a row a line, cells by `|`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from crm.values.enums import Language

if TYPE_CHECKING:
    from crm.agreements.queries.rows import ClauseRow, TextRow

NAME = r"\w[\w-]{0,59}"
MARK = re.compile(rf"(\*\*)|\{{@([\w.-]{{1,60}})\}}|\{{({NAME})\}}")


class PieceKind(Enum):
    TEXT = "text"
    PLACEHOLDER = "placeholder"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the name of a placeholder, or the line of a reference."""

    kind: PieceKind
    text: str
    bold: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """A last `**` without its pair stands as it was typed.

    `a **{b}**` gives TEXT `a `, and PLACEHOLDER `b` in bold.
    """
    stars = text.count("**") // 2 * 2
    bold, at, plain = False, 0, ""
    for mark in MARK.finditer(text):
        if mark[1] and not stars:
            continue
        plain = text[at : mark.start()]
        at = mark.end()
        if plain:
            yield Piece(PieceKind.TEXT, plain, bold)
        if mark[1]:
            stars -= 1
            bold = not bold
        elif mark[2]:
            yield Piece(PieceKind.REFERENCE, mark[2], bold)
        else:
            yield Piece(PieceKind.PLACEHOLDER, mark[3], bold)
    if at < len(text):
        yield Piece(PieceKind.TEXT, text[at:], bold)


def cells(text: str) -> list[list[str]]:
    """The rows and cells of a table. Empty lines are no rows."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.split("\n") if line.strip()]


def texts_of(clause: "ClauseRow", language: Language) -> Iterator[tuple[str, str]]:
    """Heading and paragraphs with their lines."""
    english = language is Language.ENGLISH
    yield clause.line, clause.heading_en if english else clause.heading_zh
    for paragraph in clause.paragraphs:
        yield paragraph.line, paragraph.text_en if english else paragraph.text_zh


def marks_in(text: "TextRow", language: Language, kind: PieceKind) -> dict[str, list[str]]:
    """The placeholders (or references) of a text in their order, each with the lines in which it stands."""
    found: dict[str, list[str]] = {}
    for clause in text.clauses:
        for line, words in texts_of(clause, language):
            for piece in pieces(words):
                if piece.kind is kind and line not in found.setdefault(piece.text, []):
                    found[piece.text].append(line)
    return found
