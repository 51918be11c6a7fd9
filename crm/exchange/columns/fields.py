"""The fields that a column may fill, named as `--map FIELD=COLUMN` names them."""

from collections.abc import Sequence

from crm.acts.importing.kinds import SheetKind
from crm.exchange.columns.register import AGREEMENT
from crm.partners.queries.custom_field import CustomFieldRow

PARTNER = (
    "partner.name",
    "partner.name_en",
    "partner.name_zh",
    "partner.legal_name",
    "partner.other_names",
    "partner.credit_code",
    "partner.slug",
    "partner.role",
    "partner.stage",
    "partner.last_contact",
    "partner.tier",
    "partner.owner",
    "partner.country",
    "partner.city",
    "partner.website",
    "partner.repository",
    "partner.twitter",
    "partner.maturity",
    "partner.verticals",
    "partner.tags",
    "partner.organization",
    "partner.description",
)
CONTACT = (
    "contact.name",
    "contact.first_name",
    "contact.last_name",
    "contact.name_en",
    "contact.name_zh",
    "contact.title",
    "contact.phone",
    "contact.phone_code",
    "contact.email",
    "contact.wechat",
    "contact.decision_role",
    "contact.language",
    "contact.tags",
    "contact.notes",
)
INTERACTION = (
    "interaction.held_on",
    "interaction.kind",
    "interaction.title",
    "interaction.notes",
    "interaction.people",
    "interaction.actions",
    "interaction.starts_at",
    "interaction.place",
)
FIELDS = PARTNER + CONTACT + INTERACTION + AGREEMENT

REPEATED = frozenset(
    (
        *("partner.tags", "partner.verticals", "partner.role", "partner.other_names", "partner.website"),
        *("contact.phone", "contact.email", "contact.tags", "contact.notes"),
        *("agreement.parties", "agreement.other_party"),
    )
)
"""Fields that several columns may fill: 手机 and 座机 are both phones."""

PERSON = ("contact.name", "contact.first_name", "contact.last_name", "contact.name_en", "contact.name_zh")
PARTNER_NAMES = ("partner.name", "partner.legal_name", "partner.name_zh", "partner.name_en")


OWN = ("own.partner.", "own.contact.")


def own_field(field: CustomFieldRow) -> str:
    """How a field that the book adds is named as the target of a column: `own.partner.priority`."""
    return f"own.{field.concept.value}.{field.key}"


def fields_of(kind: SheetKind, own: Sequence[CustomFieldRow] = ()) -> tuple[str, ...]:
    """The fields that a table of this kind may fill, those that the book adds last."""
    if kind is SheetKind.INTERACTIONS:
        return PARTNER_NAMES + INTERACTION
    if kind is SheetKind.AGREEMENTS:
        return AGREEMENT
    added = tuple(name for field in own if (name := own_field(field)).startswith(OWN))
    return PARTNER + CONTACT + added


def qualified(field: str, kind: SheetKind, own: Sequence[CustomFieldRow] = ()) -> str | None:
    """The field with its record: `phone` is `contact.phone`, `name` belongs to what the table lists."""
    added = {word: own_field(row) for row in reversed(own) for word in (row.name, row.key, own_field(row))}
    if field in FIELDS or field in added:
        return field if field in FIELDS else added[field]
    first = {
        SheetKind.PARTNERS: PARTNER,
        SheetKind.CONTACTS: CONTACT,
        SheetKind.INTERACTIONS: INTERACTION,
        SheetKind.AGREEMENTS: AGREEMENT,
    }[kind]
    wanted = {"company": "partner.name", "partner": "partner.name", "date": "interaction.held_on"}.get(field)
    found = [name for name in (*first, *FIELDS) if name.partition(".")[2] == field]
    return found[0] if found else wanted
