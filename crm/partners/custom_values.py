"""Reads and writes what stands in own fields: exact numbers, money in minor units, days, choices, links.

Pure: values in, values out. Who is meant by a name is asked of `linked`, which the caller brings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from unicodedata import normalize

from crm.language import day as day_words
from crm.values import Problem
from crm.values.currencies import currency_of, decimals_of
from crm.values.days import Cell, DayOrder, day_of
from crm.values.enums import CustomConcept, CustomKind, Language
from crm.values.ids import ContactId, PartnerId
from crm.values.message import shown as repeated

if TYPE_CHECKING:  # queries ask this module
    from crm.partners.queries.custom_field import CustomFieldRow, CustomValueRow

DECIMALS = 6
"""A number is kept in millionths."""

MOST = 10**12
"""The largest number and the largest amount: its millionths still fit 64 bits."""

LONGEST_TEXT = 10_000
LONGEST_NUMBER = 60
NUMBER = re.compile(r"([+-]?)\s*(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?:\.(\d+))?\s*([万亿]?)")
MONEY = re.compile(r"([+-]?)\s*([^\d\s.,+-][^\d.,+-]*?)?\s*([+-]?[\d.][\d., ]*[万亿]?)\s*([^\d\s.,+-]*)")
TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}
BY_ID = re.compile(r"#(\d{1,18})")


@dataclass(frozen=True, slots=True)
class CustomDraft:
    """What a `CustomValue` will hold. Empty: there will be none."""

    text: str = ""
    scaled: int | None = None
    currency: str = ""
    to_partner_id: PartnerId | None = None
    to_contact_id: ContactId | None = None

    @property
    def is_empty(self) -> bool:
        return self == EMPTY


EMPTY = CustomDraft()
Linked = Callable[[CustomConcept, str], int | Problem]
"""The id of the partner or contact that a text names, or why it names none."""


def value_of(
    field: CustomFieldRow, text: Cell, linked: Linked | None = None, order: DayOrder = DayOrder.UNKNOWN
) -> CustomDraft | Problem:
    """What a person typed, or a cell of a file. Its Problem names the field, what was given, and how to write it.

    A number 1,234.5, １２３ or 1.5万; money CNY 1,200.50 or 1,200.50 in the field's currency; a day as lists write it.
    """
    if field.kind is CustomKind.DATE:
        return day_draft(field, text, order)
    words = str(text).strip()
    if not words:
        return EMPTY
    return READERS[field.kind](field, words) if field.kind is not CustomKind.LINK else link_draft(field, words, linked)


def text_draft(field: CustomFieldRow, words: str) -> CustomDraft | Problem:
    if len(words) > LONGEST_TEXT:
        return wrong("field-too-long", field, words, most=LONGEST_TEXT)
    return CustomDraft(words)


def number_draft(field: CustomFieldRow, words: str) -> CustomDraft | Problem:
    bare = normalize("NFKC", words)
    unit = normalize("NFKC", field.unit)
    if unit and bare.casefold().endswith(unit.casefold()):
        bare = bare[: -len(unit)]
    number = exact(bare)
    if number is None:
        return wrong("custom-number-unknown", field, words)
    if abs(number) > MOST:
        return wrong("custom-number-too-large", field, words, most=MOST)
    scaled = minor(number, DECIMALS)
    if scaled is None:
        return wrong("custom-number-too-fine", field, words, n=DECIMALS)
    return CustomDraft(plain(scaled, DECIMALS), scaled)


def money_draft(field: CustomFieldRow, words: str) -> CustomDraft | Problem:
    found = money(words, field.currency)
    if isinstance(found, Problem):
        return wrong(found.code, field, words, **found.values)
    return CustomDraft("", *found)


def money(words: str, usual: str) -> tuple[int, str] | Problem:
    """Minor units and currency of `CNY 1,200.50`, `120万元`; `usual` is the currency where none is said."""
    parts = MONEY.fullmatch(normalize("NFKC", words).replace("\N{MINUS SIGN}", "-").strip())
    number = exact(parts[1] + parts[3]) if parts else None
    if parts is None or number is None:
        return Problem("custom-money-unknown")
    before, after = (parts[2] or "").strip(), parts[4].strip()
    currency = currency_of(before or after, usual)
    if currency is None or (before and after and currency_of(after) != currency):
        code = "custom-currency-unknown" if before or after else "custom-currency-missing"
        return Problem(code, values={"currency": before or after})
    if abs(number) > MOST:
        return Problem("custom-number-too-large", values={"most": MOST})
    scaled = minor(number, decimals_of(currency))
    if scaled is None:
        return Problem("custom-money-too-fine", values={"currency": currency, "n": decimals_of(currency)})
    return scaled, currency


def day_draft(field: CustomFieldRow, cell: Cell, order: DayOrder) -> CustomDraft | Problem:
    if isinstance(cell, str) and not cell.strip():
        return EMPTY
    found = day_of(cell, order)
    if not isinstance(found, Problem):
        return CustomDraft(found.isoformat())
    code = "custom-date-ambiguous" if found.code == "row-date-ambiguous" else found.code
    return wrong(code, field, str(cell))


def choice_draft(field: CustomFieldRow, words: str) -> CustomDraft | Problem:
    wanted = same(words)
    for option in field.options:
        if same(option) == wanted:
            return CustomDraft(option)
    return wrong("custom-choice-unknown", field, words, options=list(field.options))


def link_draft(field: CustomFieldRow, words: str, linked: Linked | None) -> CustomDraft | Problem:
    """`#12` is a record by its id; anything else is a name."""
    concept = field.links_to or CustomConcept.PARTNER
    if linked is None:
        return wrong("custom-link-unknown", field, words)
    found = linked(concept, normalize("NFKC", words))
    if isinstance(found, Problem):
        return found
    if concept is CustomConcept.CONTACT:
        return CustomDraft(to_contact_id=ContactId(found))
    return CustomDraft(to_partner_id=PartnerId(found))


READERS: dict[CustomKind, Callable[[CustomFieldRow, str], CustomDraft | Problem]] = {
    CustomKind.TEXT: text_draft,
    CustomKind.NUMBER: number_draft,
    CustomKind.MONEY: money_draft,
    CustomKind.CHOICE: choice_draft,
}


def wrong(code: str, field: CustomFieldRow, given: str, **values: object) -> Problem:
    return Problem(code, field="now", values={"field": field.name, "given": repeated(given), **values})


def id_of(words: str) -> int | None:
    """The id in `#12`."""
    found = BY_ID.fullmatch(words.strip())
    return int(found[1]) if found else None


def same(words: str) -> str:
    return " ".join(normalize("NFKC", words).casefold().split())


def exact(text: str) -> Fraction | None:
    """The number as it stands there: thousands by comma or space, a decimal point, 万 and 亿. Never a float.

    exact("1.5万") is 15000; 1,23 and 1.234,5 are none, because nobody can tell what they mean.
    """
    found = NUMBER.fullmatch(normalize("NFKC", text).replace("\N{MINUS SIGN}", "-").strip())
    if found is None or not (found[2] or found[3]) or len(text) > LONGEST_NUMBER:
        return None
    sign, whole, decimals, times = found.groups()
    bare = (whole or "0").replace(",", "").replace(" ", "")
    return Fraction(f"{sign}{bare}.{decimals or 0}") * TIMES[times]


def minor(number: Fraction, decimals: int) -> int | None:
    """The number in units of its last decimal; None where it is finer than that."""
    scaled = number * 10**decimals
    return scaled.numerator if scaled.denominator == 1 else None


def plain(scaled: int, decimals: int, *, fixed: bool = False, commas: bool = False) -> str:
    """1234500000 with 6 decimals is 1234.5; `fixed` keeps the noughts of an amount."""
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**decimals)
    digits = f"{rest:0{decimals}}" if decimals else ""
    digits = digits if fixed else digits.rstrip("0")
    return f"{sign}{whole:{',' if commas else ''}}" + (f".{digits}" if digits else "")


def draft_of(value: CustomValueRow) -> CustomDraft:
    """What a row holds, to compare it with what was seen."""
    return CustomDraft(value.text, value.scaled, value.currency, value.to_partner_id, value.to_contact_id)


def written(field: CustomFieldRow, value: CustomDraft | CustomValueRow) -> str:
    """As `value_of` reads it back: 1234.5, CNY 1200.50, 2026-09-22, #12."""
    link = value.to_partner_id or value.to_contact_id
    if link is not None:
        return f"#{link}"
    if field.kind is CustomKind.MONEY and value.scaled is not None:
        return f"{value.currency} {plain(value.scaled, decimals_of(value.currency), fixed=True)}"
    return value.text


def shown_value(value: CustomValueRow, language: Language) -> str:
    """As a person reads it: 1,234.5 PB, CNY 1,200.50, 22 Sep 2026, a name; empty where there is nothing."""
    if value.to_partner_id is not None or value.to_contact_id is not None:
        return value.linked_en if language is Language.ENGLISH else value.linked_zh
    if value.scaled is not None:
        text = shown_scaled(value.field.kind, value.scaled, value.currency, language)
        return f"{text} {value.field.unit}".strip() if value.field.kind is CustomKind.NUMBER else text
    if value.field.kind is CustomKind.DATE and value.text:
        found = day_of(value.text, DayOrder.UNKNOWN)
        return value.text if isinstance(found, Problem) else day_words(found, language)
    return value.text


def shown_scaled(kind: CustomKind, scaled: int, currency: str, language: Language) -> str:
    """A number or an amount with its thousands and a true minus; RMB in Chinese is ¥."""
    if kind is not CustomKind.MONEY:
        return plain(scaled, DECIMALS, commas=True).replace("-", "\N{MINUS SIGN}")
    amount = plain(scaled, decimals_of(currency), fixed=True, commas=True).replace("-", "\N{MINUS SIGN}")
    if currency == "CNY" and language is Language.CHINESE:
        return f"\N{MINUS SIGN}¥{amount[1:]}" if scaled < 0 else f"¥{amount}"
    return f"{currency} {amount}"
