"""The fields that a book adds to partners, contacts and meetings, and what one record has in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from crm.values import Query
from crm.values.cells import chosen
from crm.values.enums import CustomConcept, CustomKind
from crm.values.ids import ContactId, CustomFieldId, InteractionId, PartnerId

COLUMNS = "f.id, f.version, f.key, f.name, f.concept, f.kind, f.options, f.unit, f.currency, f.links_to, f.position"
FIELDS = f"""
SELECT {COLUMNS}, (SELECT count(*) FROM custom_value AS v WHERE v.field_id = f.id) FROM custom_field AS f
WHERE :concept IS NULL OR f.concept = :concept
ORDER BY CASE f.concept WHEN 'partner' THEN 1 WHEN 'contact' THEN 2 ELSE 3 END, f.position, f.id
"""
VALUES = f"""
SELECT {COLUMNS}, 0, coalesce(v.version, 0), coalesce(v.text, ''), v.scaled, coalesce(v.currency, ''),
       v.to_partner_id, v.to_contact_id,
       coalesce(s.title_en, nullif(c.name_en, ''), c.name, ''), coalesce(s.title_zh, nullif(c.name_zh, ''), c.name, '')
FROM custom_field AS f
LEFT JOIN custom_value AS v ON v.field_id = f.id AND v.{{concept}}_id = :id
LEFT JOIN partner_summary AS s ON s.partner_id = v.to_partner_id
LEFT JOIN contact AS c ON c.id = v.to_contact_id
WHERE f.concept = :concept ORDER BY f.position, f.id
"""
DEFINED = 11
"""How many of the columns tell of the field itself; its uses follow."""


@dataclass(frozen=True, slots=True)
class CustomFieldRow:
    """A field of one's own. `key` names it in filters, imports and the command line; `uses` counts its values."""

    id: CustomFieldId
    version: int
    key: str
    name: str
    concept: CustomConcept
    kind: CustomKind
    options: tuple[str, ...]
    unit: str
    currency: str
    links_to: CustomConcept | None
    position: int
    uses: int = 0


@dataclass(frozen=True, slots=True)
class CustomValueRow:
    """What a record has in a field. `version` 0: nothing. `text`, `scaled`, `currency` as `CustomValue` keeps them."""

    field: CustomFieldRow
    version: int = 0
    text: str = ""
    scaled: int | None = None
    currency: str = ""
    to_partner_id: PartnerId | None = None
    to_contact_id: ContactId | None = None
    linked_en: str = ""
    linked_zh: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.version


@dataclass(frozen=True, slots=True)
class CustomFields(Query[tuple[CustomFieldRow, ...]]):
    """The fields that the book adds to one concept, or to all, in the order that their person gave them."""

    concept: CustomConcept | None = None

    def run(self, connection: Connection) -> tuple[CustomFieldRow, ...]:
        concept = self.concept and self.concept.value
        return tuple(field_of(row) for row in connection.execute(FIELDS, {"concept": concept}))


@dataclass(frozen=True, slots=True)
class CustomValuesOf(Query[tuple[CustomValueRow, ...]]):
    """Every own field of one record, with what it holds or empty. Name exactly one of the three."""

    partner_id: PartnerId | None = None
    contact_id: ContactId | None = None
    interaction_id: InteractionId | None = None

    def run(self, connection: Connection) -> tuple[CustomValueRow, ...]:
        concept, key = self._record()
        rows = connection.execute(VALUES.format(concept=concept.value), {"concept": concept.value, "id": key})
        return tuple(value_of(row) for row in rows)

    def _record(self) -> tuple[CustomConcept, int | None]:
        if self.contact_id is not None:
            return CustomConcept.CONTACT, self.contact_id
        if self.interaction_id is not None:
            return CustomConcept.INTERACTION, self.interaction_id
        return CustomConcept.PARTNER, self.partner_id


def field_of(row: Sequence[Any]) -> CustomFieldRow:
    key, version, name, label, concept, kind, options, unit, currency, links_to, position, uses = row
    return CustomFieldRow(
        CustomFieldId(key),
        version,
        name,
        label,
        CustomConcept(concept),
        CustomKind(kind),
        tuple(options.splitlines()),
        unit,
        currency,
        chosen(CustomConcept, links_to),
        position,
        uses,
    )


def value_of(row: Sequence[Any]) -> CustomValueRow:
    return CustomValueRow(field_of(row[: DEFINED + 1]), *row[DEFINED + 1 :])
