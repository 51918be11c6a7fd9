"""Numbers of clauses, paragraphs and items, and how a reference names them in each language.

Both or English: 1, 1.1, (a). Chinese alone: 第一条, 1.1, （1）. Recitals and closing words stand outside the numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.values.enums import Language, ParagraphKind, ReportLanguage

if TYPE_CHECKING:
    from crm.agreements.queries.rows import ClauseRow, TextRow

UNNUMBERED = frozenset(("recitals", "signatures"))
"""Standards whose words have no number and no printed heading."""

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, counted from 1; 0 where it has no paragraph or item."""

    clause: int
    paragraph: int = 0
    item: int = 0


def places(text: "TextRow") -> dict[str, Place]:
    """The place of each line. A standard's key, whole or up to its point, leads to the first clause made from it."""
    clauses = list(numbered(text))
    found: dict[str, Place] = {}
    for place, clause in clauses:
        found[clause.line] = place
        found.update(paragraph_places(place, clause))
    for place, clause in clauses:
        if clause.standard:
            found.setdefault(clause.standard, place)
            found.setdefault(clause.standard.partition(".")[0], place)
    return found


def numbered(text: "TextRow") -> Iterator[tuple[Place, "ClauseRow"]]:
    counted = [clause for clause in text.clauses if clause.standard not in UNNUMBERED]
    yield from ((Place(number), clause) for number, clause in enumerate(counted, 1))


def paragraph_places(place: Place, clause: "ClauseRow") -> dict[str, Place]:
    """An item belongs to the paragraph before it, or to the clause; a table takes the place of what it follows."""
    found: dict[str, Place] = {}
    paragraph = item = 0
    for row in clause.paragraphs:
        if row.kind is ParagraphKind.TEXT:
            paragraph, item = paragraph + 1, 0
        elif row.kind is ParagraphKind.ITEM:
            item += 1
        found[row.line] = Place(place.clause, paragraph, item if row.kind is ParagraphKind.ITEM else 0)
    return found


def clause_number(place: Place, language: ReportLanguage) -> str:
    return f"第{han(place.clause)}条" if language is ReportLanguage.CHINESE else str(place.clause)


def row_number(place: Place, language: ReportLanguage) -> str:
    """What hangs beside a paragraph: its own part of the number, `1.1` or `(a)`."""
    if place.item:
        return f"（{place.item}）" if language is ReportLanguage.CHINESE else f"({letters(place.item)})"
    return f"{place.clause}.{place.paragraph}" if place.paragraph else ""


def full_number(place: Place) -> str:
    """`2.1(c)`, as a reference and a list of findings name it."""
    number = f"{place.clause}.{place.paragraph}" if place.paragraph else str(place.clause)
    return f"{number}({letters(place.item)})" if place.item else number


def reference(place: Place, language: Language, document: ReportLanguage) -> str:
    """clause 2.1(c); 第2.1(c)条; in a Chinese document 第二条, 第2.1条, 第2.1条第（3）项."""
    if language is Language.ENGLISH:
        return f"clause {full_number(place)}"
    if document is not ReportLanguage.CHINESE:
        return f"第{full_number(place)}条"
    above = f"第{place.clause}.{place.paragraph}条" if place.paragraph else clause_number(place, document)
    return f"{above}第（{place.item}）项" if place.item else above


def number_of(line: str, known: Mapping[str, Place]) -> str:
    """The number of a line, or nothing where it has none."""
    return full_number(known[line]) if line in known else ""


def letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    word = ""
    while number:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def han(number: int) -> str:
    """一, 十, 十一, 二十, 一百零一; for numbers below a thousand."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    word = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        word += f"{'' if tens == 1 and not hundreds else DIGITS[tens]}十"
    elif hundreds and ones:
        word += "零"
    return word + (DIGITS[ones] if ones or not number else "")
