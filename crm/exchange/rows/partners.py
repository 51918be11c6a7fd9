"""The partner of a row."""

from datetime import date, timedelta

from crm.acts.importing.drafts import PartnerDraft
from crm.exchange.rows.cells import RowCells, plain
from crm.exchange.rows.checking import checked_values
from crm.language.countries import country_of, nearest_country
from crm.partners.verticals import key_of
from crm.values.enums import PartnerRole, Stage, Tier

LINES = ("name_en", "name_zh", "legal_name", "city", "maturity")
PLAIN_LINES = ("credit_code", "slug", "website", "repository", "twitter")
FALLBACKS = ("legal_name", "name_zh", "name_en")
LONGEST_VERTICAL = 60
LONGEST_TAG = 60


def partner_draft(cells: RowCells, today: date) -> PartnerDraft | None:
    """None where the row names no partner in any language."""
    values: dict[str, object] = {}
    for field in LINES:
        if text := " ".join(cells.text(f"partner.{field}").split()):
            values[field] = text
    for field in PLAIN_LINES:
        if text := cells.line(f"partner.{field}"):
            values[field] = text
    if text := cells.text("partner.description"):
        values["description"] = text
    others = cells.several("partner.other_names")
    if others:
        values["other_names"] = "\n".join(others)
    name = " ".join(cells.text("partner.name").split()) or fallback(values, others)
    if not name:
        return None
    values["name"] = name
    add_country(cells, values)
    if tier := cells.word("partner.tier", Tier):
        values["tier"] = tier
    return PartnerDraft(
        checked_values("PartnerFields", "partner", values, cells),
        roles=roles_of(cells),
        verticals=[key_of(word) for word in short(cells, "partner.verticals", LONGEST_VERTICAL)],
        tags=short(cells, "partner.tags", LONGEST_TAG),
        owner=cells.line("partner.owner"),
        organization=cells.line("partner.organization"),
        last_contact=last_contact(cells, today),
        stage_given=bool(cells.line("partner.stage")),
    )


def last_contact(cells: RowCells, today: date) -> tuple[date, str] | None:
    day = cells.day("partner.last_contact")
    if day is None:
        return None
    if day > today + timedelta(1):
        cells.refuse("day-in-future", "partner.last_contact", on=day)
    return day, cells.headers.get("partner.last_contact", "")


def fallback(values: dict[str, object], others: list[str]) -> str:
    """A list of legal or English names only still names its partners."""
    for field in FALLBACKS:
        if field in values:
            return str(values.pop(field) if field != "legal_name" else values[field])
    if others:
        values.pop("other_names")
        return others[0]
    return ""


def add_country(cells: RowCells, values: dict[str, object]) -> None:
    text = cells.line("partner.country")
    if not text:
        return
    code = country_of(text)
    if code:
        values["country"] = code
    elif near := nearest_country(text):
        cells.refuse("row-country-near", "partner.country", given=text, nearest=near)
    else:
        cells.refuse("row-country-unknown", "partner.country", given=text)


def roles_of(cells: RowCells) -> list[tuple[PartnerRole, Stage]]:
    """Each role in its own stage (`Distributor: Active`), else in the row's, a prospect where it says none.

    A stage without a role belongs to nothing.
    """
    stage = cells.word("partner.stage", Stage)
    found = [staged(cells, word) for word in cells.several("partner.role")]
    roles = {role: own or stage for role, own in found if role is not None}
    if stage is not None and not roles and not cells.problems:
        cells.warn("import.warning.stage-without-role", stage=stage)
    return [(role, own or Stage.PROSPECT) for role, own in roles.items()]


def staged(cells: RowCells, word: str) -> tuple[PartnerRole | None, Stage | None]:
    """A role and its stage, as an exported list has them in one cell."""
    role, mark, stage = plain(word).partition(":")
    if not mark:
        return cells.meant("partner.role", PartnerRole, word), None
    return cells.meant("partner.role", PartnerRole, role.strip()), cells.meant("partner.stage", Stage, stage.strip())


def short(cells: RowCells, field: str, most: int) -> list[str]:
    words = cells.several(field)
    for word in words:
        if len(word) > most:
            cells.refuse("field-too-long", field, most=most)
    return words
