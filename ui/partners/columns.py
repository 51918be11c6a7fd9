"""The columns of the list of partners, and what an edit in one of them changes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from crm.partners.fit import fit_text
from crm.partners.queries import OwnerRow, PartnerRow
from crm.values.enums import Language, Tier
from ui.kit.look import Plain, Text, look
from ui.kit.marks import ROLE_ICONS
from ui.kit.table import Cell, Column
from ui.partners.wording import day_text, in_language, role_tint, second_title_of, title_of

NOTHING = Cell("–", tint="text-3")
Owners = Callable[[], Sequence[OwnerRow]]


def columns(today: Callable[[], date], owners: Owners) -> list[Column[PartnerRow]]:
    """Names as the filter sorts by them, so that a click on a header is a sort."""

    def owner_options() -> list[tuple[Any, Text]]:
        people = [(owner.id, Plain(in_language(owner.title_en, owner.title_zh))) for owner in owners()]
        return [(None, Plain("–")), *people]

    return [
        Column("name", "partners.partner", 220, name_cell, stretch=True, strong=True, edit=edited_name),
        Column("roles", "partners.roles", 128, roles_cell),
        Column("tier", "field.tier", 88, tier_cell, edit=edited_tier, options=tier_options, least=440),
        Column("owner", "field.owner_id", 104, owner_cell, edit=edited_owner, options=owner_options, least=980),
        Column("country", "partners.country", 64, country_cell, edit=lambda row: row.country, least=1060),
        Column("last", "partners.last", 72, lambda row: day_cell(row.last_contact_on, today()), right=True, least=510),
        Column("next", "partners.next", 76, lambda row: next_cell(row, today()), right=True, least=590),
        Column("rhythm", "partners.rhythm", 116, lambda row: rhythm_cell(row, today()), least=760),
        Column("open", "partners.open", 56, open_cell, right=True, least=650),
        Column("fit", "partners.fit", 56, fit_cell, right=True, least=810),
    ]


def name_cell(row: PartnerRow) -> Cell:
    tint = role_tint(row.roles[0].role) if row.roles else ""
    cell = Cell(title_of(row), second_title_of(row), letters=title_of(row), letters_tint=tint)
    return cell if row.people != 1 else replace(cell, flag="user", flag_text=look.say("partners.resting-flag"))


def roles_cell(row: PartnerRow) -> Cell:
    if not row.roles:
        return Cell(look.say("partner-role.unclassified"), tint="text-3")
    words = ", ".join(f"{look.say(held.role)} {look.say(held.stage)}" for held in row.roles)
    pairs = tuple((ROLE_ICONS[held.role.value], role_tint(held.role), held.stage.value) for held in row.roles)
    return Cell(words, marks=pairs)


def tier_cell(row: PartnerRow) -> Cell:
    return Cell(look.say(row.tier), tint="text-2") if row.tier is not None else NOTHING


def owner_cell(row: PartnerRow) -> Cell:
    name = in_language(row.owner_en, row.owner_zh)
    return Cell(name, tint="text-2") if name else NOTHING


def country_cell(row: PartnerRow) -> Cell:
    return Cell(row.country, tint="text-2") if row.country else NOTHING


def day_cell(on: date | None, today: date) -> Cell:
    return Cell(day_text(on, today=today), tint="text-2") if on is not None else NOTHING


def next_cell(row: PartnerRow, today: date) -> Cell:
    if row.next_due_on is None:
        return NOTHING
    return Cell(day_text(row.next_due_on, today=today), tint="red" if row.next_due_on < today else "text")


def rhythm_cell(row: PartnerRow, today: date) -> Cell:
    """Gone quiet by how many days, late by how many, or on time."""
    if row.quiet_by is not None and row.quiet_by > 0:
        return Cell(look.say("partners.quiet", days=row.quiet_by), tint="amber", dot="amber")
    if row.next_due_on is not None and row.next_due_on < today:
        return Cell(look.say("partners.rhythm-late", days=(today - row.next_due_on).days), tint="red", dot="red")
    if row.quiet_by is None and row.next_due_on is None:
        return NOTHING
    return Cell(look.say("partners.on-time"), tint="text-2", dot="green")


def fit_cell(row: PartnerRow) -> Cell:
    text = fit_text(row.fit_points, row.fit_weight)
    return Cell(text) if text else NOTHING


def open_cell(row: PartnerRow) -> Cell:
    return Cell(str(row.open_items)) if row.open_items else NOTHING


def name_field(row: PartnerRow) -> str:
    """Which of the names the list shows, and so edits."""
    other = "name_en" if look.language is Language.ENGLISH else "name_zh"
    return other if getattr(row, other) else "name"


def edited_name(row: PartnerRow) -> str:
    return str(getattr(row, name_field(row)))


def edited_tier(row: PartnerRow) -> str:
    return row.tier.value if row.tier is not None else "None"


def tier_options() -> list[tuple[Any, Text]]:
    return [(None, Plain("–")), *((tier, tier) for tier in Tier)]


def edited_owner(row: PartnerRow) -> str:
    return str(row.owner_id)


def edit_of(row: PartnerRow, column: str) -> tuple[str, object]:
    """The field of the partner that a column edits, and its value as the list shows it."""
    if column == "name":
        return name_field(row), getattr(row, name_field(row))
    field = {"owner": "owner_id"}.get(column, column)
    return field, getattr(row, field)
