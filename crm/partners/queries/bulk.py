"""What many partners or contacts hold now, and what changes would do to each of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from crm.partners.bulk import BulkChange, Edited, Outcome, Slot, chosen_concept, outcomes
from crm.partners.custom_values import CustomDraft
from crm.values import Message, Problem, Query, Refused
from crm.values.enums import CustomConcept, Language, Stage
from crm.values.ids import ContactId, PartnerId

if TYPE_CHECKING:
    from crm.partners.bulk_words import Vocabulary

PARTNERS = """
SELECT p.id, s.title_en, s.title_zh, p.binned_at IS NOT NULL, p.tier, p.owner_id AS owner, p.country, p.city, p.maturity
FROM json_each(:ids) AS wanted JOIN partner AS p ON p.id = wanted.value
JOIN partner_summary AS s ON s.partner_id = p.id ORDER BY wanted.key
"""
CONTACTS = """
SELECT c.id, coalesce(nullif(c.name_en, ''), c.name), coalesce(nullif(c.name_zh, ''), c.name), c.binned_at IS NOT NULL,
       c.decision_role, c.language
FROM json_each(:ids) AS wanted JOIN contact AS c ON c.id = wanted.value ORDER BY wanted.key
"""
RECORDS = {CustomConcept.PARTNER: PARTNERS, CustomConcept.CONTACT: CONTACTS}
"""Id, titles, whether it lies in the bin, then the columns that may be changed, by their names in a `BulkChange`."""

ROLES = "SELECT partner_id, role, stage FROM partner_role WHERE partner_id IN ({wanted}) ORDER BY id"
VERTICALS = "SELECT partner_id, vertical FROM partner_vertical WHERE partner_id IN ({wanted})"
TAGS = """
SELECT g.{record}, t.folded, t.name FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.{record} IN ({wanted})
"""
OWN = """
SELECT {record}, field_id, text, scaled, currency, to_partner_id, to_contact_id FROM custom_value
WHERE {record} IN ({wanted})
"""
WANTED = "SELECT value FROM json_each(:ids)"


@dataclass(frozen=True, slots=True)
class BulkRecords(Query[tuple[Edited, ...]]):
    """Partners or contacts and everything of them that may be changed in bulk, in the order given."""

    ids: Sequence[int]
    concept: CustomConcept = CustomConcept.PARTNER

    def run(self, connection: Connection) -> tuple[Edited, ...]:
        held = self._held(connection)
        found = connection.execute(RECORDS[self.concept], self._wanted())
        names = [column[0] for column in found.description][4:]
        return tuple(
            Edited(key, en, zh, bool(binned), {**fields_of(names, values), **held[key]})
            for key, en, zh, binned, *values in found
        )

    def _wanted(self) -> dict[str, str]:
        return {"ids": dumps(list(dict.fromkeys(self.ids)))}

    def _rows(self, connection: Connection, sql: str) -> Iterable[Sequence[Any]]:
        return connection.execute(sql.format(record=f"{self.concept.value}_id", wanted=WANTED), self._wanted())

    def _held(self, connection: Connection) -> defaultdict[int, dict[Slot, object]]:
        """What stands in tables of its own, by record."""
        held: defaultdict[int, dict[Slot, object]] = defaultdict(dict)
        for key, folded, name in self._rows(connection, TAGS):
            held[key][Slot("tag", folded)] = name
        for key, field, *cells in self._rows(connection, OWN):
            held[key][Slot("own", str(field))] = CustomDraft(*cells)
        if self.concept is CustomConcept.PARTNER:
            for key, role, stage in self._rows(connection, ROLES):
                held[key][Slot("role", role)] = Stage(stage)
            for key, vertical in self._rows(connection, VERTICALS):
                held[key][Slot("vertical", vertical)] = vertical
        return held


def fields_of(names: Sequence[str], values: Sequence[object]) -> dict[Slot, object]:
    return {Slot("field", name): value or None for name, value in zip(names, values, strict=True)}


@dataclass(frozen=True, slots=True)
class BulkCell:
    """What changes in one record, in words: empty is nothing."""

    label: Message
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A record that changes, or one that refuses, with the reason."""

    record_id: int
    title_en: str
    title_zh: str
    cells: tuple[BulkCell, ...]
    refused: Problem | None


@dataclass(frozen=True, slots=True)
class BulkPreviewRow:
    """`problems`: what is wrong with the changes themselves; then there is nothing else."""

    rows: tuple[BulkRow, ...] = ()
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkPreview(Query[BulkPreviewRow]):
    """What changes would do to these partners, or to these contacts.

    Old and new of each that changes, then who refuses; the rest is counted.
    """

    partner_ids: Sequence[PartnerId] = ()
    changes: Sequence[BulkChange] = ()
    language: Language = Language.ENGLISH
    contact_ids: Sequence[ContactId] = ()

    def run(self, connection: Connection) -> BulkPreviewRow:
        from crm.partners.bulk_words import Vocabulary

        try:
            concept = chosen_concept(self.partner_ids, self.contact_ids)
        except Refused as refusal:
            return BulkPreviewRow(problems=refusal.problems)
        words = Vocabulary(lambda query: query.run(connection), concept, self.language)
        changes, problems = words.understood(self.changes)
        if problems:
            return BulkPreviewRow(problems=tuple(problems))
        found = list(outcomes(BulkRecords(self.partner_ids or self.contact_ids, concept).run(connection), changes))
        refused = sum(each.refused is not None for each in found)
        changed = sum(bool(each.steps) for each in found)
        shown = [row_of(each, words) for each in found if each.steps]
        shown += [row_of(each, words) for each in found if each.refused]
        return BulkPreviewRow(tuple(shown), changed, len(found) - changed - refused, refused)


def row_of(found: Outcome, words: "Vocabulary") -> BulkRow:
    cells = tuple(
        BulkCell(step.label, words.said(step.slot, step.old), words.said(step.slot, step.new)) for step in found.steps
    )
    return BulkRow(found.record.id, found.record.title_en, found.record.title_zh, cells, found.refused)
