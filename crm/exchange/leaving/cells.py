"""What a column holds of one partner, typed: a text, a whole number, a decimal, a day."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from crm.language import say
from crm.partners.custom_values import DECIMALS, plain, shown_value
from crm.partners.custom_values import written as written_value
from crm.partners.fit import rounded
from crm.partners.queries.custom_field import CustomValueRow
from crm.partners.queries.leaving import TEXTS, LeavingRow
from crm.partners.verticals import label
from crm.values.currencies import decimals_of
from crm.values.enums import CustomKind, Language

Cell = str | int | Decimal | date | None
Told = Callable[[LeavingRow, Language], Cell]

BETWEEN = {Language.ENGLISH: "; ", Language.CHINESE: "；"}
OF = {Language.ENGLISH: ": ", Language.CHINESE: "："}


def cells_of(row: LeavingRow, columns: Sequence[str], language: Language) -> list[Cell]:
    """The cells of a line. The name is the one of the language, unless the names stand in columns of their own."""
    names_apart = {"name_en", "name_zh"} & set(columns)
    return [
        title_of(row, language) if key == "name" and not names_apart else cell_of(row, key, language) for key in columns
    ]


def cell_of(row: LeavingRow, key: str, language: Language) -> Cell:
    if key in COLUMNS:
        return COLUMNS[key](row, language)
    if key in TEXTS:
        return "; ".join(row.texts[key].splitlines()) if key == "other_names" else row.texts[key]
    value = row.own.get(key)
    return own_cell(value, language) if value is not None else None


def own_cell(value: CustomValueRow, language: Language) -> Cell:
    """Exact: a number in millionths, money in minor units. Money bears its code where the column is not of one."""
    kind, scaled = value.field.kind, value.scaled
    if kind is CustomKind.NUMBER and scaled is not None:
        return Decimal(plain(scaled, DECIMALS))
    if kind is CustomKind.MONEY and scaled is not None and value.currency == value.field.currency:
        return Decimal(plain(scaled, decimals_of(value.currency), fixed=True))
    if kind is CustomKind.DATE and value.text:
        return date.fromisoformat(value.text)
    return shown_value(value, language) if kind is CustomKind.LINK else written_value(value.field, value)


def title_of(row: LeavingRow, language: Language) -> str:
    return row.title_en if language is Language.ENGLISH else row.title_zh


def roles_cell(row: LeavingRow, language: Language) -> Cell:
    """Data provider: Active; Distributor: Prospect. The import reads it back, each role in its stage."""
    roles = (f"{say(held.role, language)}{OF[language]}{say(held.stage, language)}" for held in row.roles)
    return BETWEEN[language].join(roles)


def fit_cell(row: LeavingRow, _language: Language) -> Cell:
    if row.fit_points is None or not row.fit_weight:
        return None
    return Decimal(rounded(Fraction(row.fit_points, row.fit_weight), 2))


def vertical_words(row: LeavingRow, language: Language) -> Cell:
    words = ((vertical, label(vertical)) for vertical in row.verticals)
    return BETWEEN[language].join(say(word, language) if word is not None else own for own, word in words)


COLUMNS: dict[str, Told] = {
    "roles": roles_cell,
    "tier": lambda row, language: say(row.tier, language) if row.tier is not None else "",
    "owner": lambda row, language: row.owner_en if language is Language.ENGLISH else row.owner_zh,
    "vertical": vertical_words,
    "tag": lambda row, language: BETWEEN[language].join(row.tags),
    "last": lambda row, _language: row.last_contact_on,
    "next": lambda row, _language: row.next_due_on,
    "rhythm": lambda row, _language: row.quiet_by,
    "open": lambda row, _language: row.open_items,
    "people": lambda row, _language: row.people,
    "fit": fit_cell,
    "created": lambda row, _language: row.created_on,
}
"""Columns that are more than a text of the partner."""
