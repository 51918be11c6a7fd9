"""Own fields of a book as fields of the filter."""

from crm.partners.filters.fields import PARTNERS, PEOPLE, Field, Kind, OwnField, exactly, texts
from crm.values.enums import CustomConcept, CustomKind

MILLIONTHS = 1_000_000
"""In what an own number is kept."""

KINDS = {
    CustomKind.TEXT: Kind.TEXT,
    CustomKind.NUMBER: Kind.NUMBER,
    CustomKind.MONEY: Kind.MONEY,
    CustomKind.DATE: Kind.DAY,
    CustomKind.CHOICE: Kind.CHOICE,
    CustomKind.LINK: Kind.NAME,
}
COMPARED = {
    CustomKind.TEXT: texts("w.text"),
    CustomKind.NUMBER: "w.scaled",
    CustomKind.MONEY: "w.scaled",
    CustomKind.DATE: "w.text",
    CustomKind.CHOICE: "w.text",
}
ORDERED = {CustomKind.NUMBER: "w.scaled", CustomKind.MONEY: "w.scaled"}
LINKED_NAME = """(SELECT coalesce((SELECT t.sort_en FROM partner_summary AS t WHERE t.partner_id = w.to_partner_id),
    (SELECT lower(t.name) FROM contact AS t WHERE t.id = w.to_contact_id)))"""


def field_of(own: OwnField) -> Field:
    """What is compared stands in custom_value `w`. Money is ordered by currency first: amounts of two never compare."""
    chosen = f"w.field_id = {int(own.id)}"
    of_partner = f"FROM custom_value AS w WHERE {chosen} AND w.partner_id = p.id"
    with_one = f"p.id IN (SELECT w.partner_id FROM custom_value AS w WHERE {chosen} AND w.partner_id IS NOT NULL"
    return Field(
        own.key,
        (own.name,),
        (own.name,),
        KINDS[own.kind],
        linked(own) if own.kind is CustomKind.LINK else COMPARED[own.kind],
        f"EXISTS (SELECT 1 {of_partner})",
        order=f"(SELECT {ordered(own)} {of_partner})",
        order_before=f"(SELECT w.currency {of_partner})" if own.kind is CustomKind.MONEY else "",
        exact=exactly("w.text") if own.kind is CustomKind.TEXT else "",
        by_id=f"{link_column(own)} = {{v}}" if own.kind is CustomKind.LINK else "",
        within=with_one + " AND ({condition}))",
        scale=MILLIONTHS if own.kind is CustomKind.NUMBER else 1,
        options=own.options if own.kind is CustomKind.CHOICE else (),
        currency=own.currency,
        own=own,
    )


def link_column(own: OwnField) -> str:
    return "w.to_contact_id" if own.links_to is CustomConcept.CONTACT else "w.to_partner_id"


def linked(own: OwnField) -> str:
    return f"{link_column(own)} IN {PEOPLE if own.links_to is CustomConcept.CONTACT else PARTNERS}"


def ordered(own: OwnField) -> str:
    if own.kind is CustomKind.LINK:
        return LINKED_NAME
    return ORDERED.get(own.kind, "nullif(w.text, '')")
