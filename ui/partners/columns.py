"""The columns of the list of partners, and what an edit in one of them changes."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from crm.language import say
from crm.partners.fit import fit_text
from crm.partners.queries import OwnerRow, PartnerRow
from crm.values.enums import Choice, Language, PartnerRole, Stage, Tier
from ui.kit.look import Plain, Text, look
from ui.kit.marks import ROLE_ICONS
from ui.kit.table import Cell, Column
from ui.partners.wording import day_text, in_language, role_tint, second_title_of, title_of

NOTHING = Cell("–", tint="text-3")
KEPT = 4096
"""Cells of one kind that are kept in their words, as tiers, roles and days come again from row to row."""

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
    title, other = title_of(row), second_title_of(row)
    tint = role_tint(row.roles[0].role) if row.roles else ""
    if row.people != 1:
        return Cell(title, other, letters=title, letters_tint=tint)
    resting = look.say("partners.resting-flag")
    return Cell(title, other, letters=title, letters_tint=tint, flag="user", flag_text=resting)


def roles_cell(row: PartnerRow) -> Cell:
    return pairs_cell(tuple([(held.role, held.stage) for held in row.roles]), look.language)


@lru_cache(KEPT)
def pairs_cell(roles: tuple[tuple[PartnerRole, Stage], ...], language: Language) -> Cell:
    if not roles:
        return Cell(said("partner-role.unclassified", language), tint="text-3")
    words = ", ".join(f"{said(role, language)} {said(stage, language)}" for role, stage in roles)
    return Cell(words, marks=tuple((ROLE_ICONS[role.value], role_tint(role), stage.value) for role, stage in roles))


def tier_cell(row: PartnerRow) -> Cell:
    return Cell(said(row.tier, look.language), tint="text-2") if row.tier is not None else NOTHING


def owner_cell(row: PartnerRow) -> Cell:
    name = in_language(row.owner_en, row.owner_zh)
    return Cell(name, tint="text-2") if name else NOTHING


def country_cell(row: PartnerRow) -> Cell:
    return Cell(row.country, tint="text-2") if row.country else NOTHING


def day_cell(on: date | None, today: date) -> Cell:
    return dated_cell(on, today, look.language) if on is not None else NOTHING


@lru_cache(KEPT)
def dated_cell(on: date, today: date, _language: Language) -> Cell:
    return Cell(day_text(on, today=today), tint="text-2")


def next_cell(row: PartnerRow, today: date) -> Cell:
    if row.next_due_on is None:
        return NOTHING
    return Cell(day_text(row.next_due_on, today=today), tint="red" if row.next_due_on < today else "text")


def rhythm_cell(row: PartnerRow, today: date) -> Cell:
    """Gone quiet by how many days, late by how many, or on time."""
    if row.quiet_by is not None and row.quiet_by > 0:
        return late_cell("partners.quiet", "amber", row.quiet_by, look.language)
    if row.next_due_on is not None and row.next_due_on < today:
        return late_cell("partners.rhythm-late", "red", (today - row.next_due_on).days, look.language)
    if row.quiet_by is None and row.next_due_on is None:
        return NOTHING
    return Cell(said("partners.on-time", look.language), tint="text-2", dot="green")


@lru_cache(KEPT)
def late_cell(code: str, tint: str, days: int, language: Language) -> Cell:
    return Cell(say(code, language, days=days), tint=tint, dot=tint)


@cache
def said(what: Choice | str, language: Language) -> str:
    return say(what, language)


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
