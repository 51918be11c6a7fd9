"""What many partners hold now, and what changes would do to each of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection
from typing import TYPE_CHECKING

from crm.partners.bulk import BulkChange, Outcome, Partner, Slot, outcomes
from crm.partners.custom_values import CustomDraft
from crm.values import Message, Problem, Query
from crm.values.enums import Language, Stage
from crm.values.ids import PartnerId

if TYPE_CHECKING:
    from crm.partners.bulk_words import Vocabulary

PARTNERS = """
SELECT p.id, s.title_en, s.title_zh, p.binned_at IS NOT NULL, p.tier, p.owner_id, p.country, p.city, p.maturity
FROM json_each(:ids) AS wanted JOIN partner AS p ON p.id = wanted.value
JOIN partner_summary AS s ON s.partner_id = p.id ORDER BY wanted.key
"""
WANTED = "partner_id IN (SELECT value FROM json_each(:ids))"
ROLES = f"SELECT partner_id, role, stage FROM partner_role WHERE {WANTED} ORDER BY id"
TAGS = f"SELECT g.partner_id, t.folded, t.name FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.{WANTED}"
VERTICALS = f"SELECT partner_id, vertical FROM partner_vertical WHERE {WANTED}"
OWN = f"""
SELECT partner_id, field_id, text, scaled, currency, to_partner_id, to_contact_id FROM custom_value WHERE {WANTED}
"""


@dataclass(frozen=True, slots=True)
class BulkPartners(Query[tuple[Partner, ...]]):
    """The partners and everything of them that may be changed in bulk, in the order given."""

    ids: Sequence[PartnerId]

    def run(self, connection: Connection) -> tuple[Partner, ...]:
        values = {"ids": dumps(list(dict.fromkeys(self.ids)))}
        held: defaultdict[int, dict[Slot, object]] = defaultdict(dict)
        for key, role, stage in connection.execute(ROLES, values):
            held[key][Slot("role", role)] = Stage(stage)
        for key, folded, name in connection.execute(TAGS, values):
            held[key][Slot("tag", folded)] = name
        for key, vertical in connection.execute(VERTICALS, values):
            held[key][Slot("vertical", vertical)] = vertical
        for key, field, *cells in connection.execute(OWN, values):
            held[key][Slot("own", str(field))] = CustomDraft(*cells)
        found = []
        for key, en, zh, binned, tier, owner, country, city, maturity in connection.execute(PARTNERS, values):
            columns = {"tier": tier, "owner": owner, "country": country, "city": city, "maturity": maturity}
            fields = {Slot("field", name): value or None for name, value in columns.items()}
            found.append(Partner(key, en, zh, bool(binned), {**fields, **held[key]}))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class BulkCell:
    """What changes in one partner, in words: empty is nothing."""

    label: Message
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A partner that changes, or one that refuses, with the reason."""

    partner_id: PartnerId
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
    """What changes would do to these partners: old and new of each that changes, then who refuses; the rest counted."""

    partner_ids: Sequence[PartnerId]
    changes: Sequence[BulkChange] = ()
    language: Language = Language.ENGLISH

    def run(self, connection: Connection) -> BulkPreviewRow:
        from crm.partners.bulk_words import Vocabulary

        words = Vocabulary(lambda query: query.run(connection), self.language)
        changes, problems = words.understood(self.changes)
        if problems:
            return BulkPreviewRow(problems=tuple(problems))
        found = list(outcomes(BulkPartners(self.partner_ids).run(connection), changes))
        refused = sum(each.refused is not None for each in found)
        changed = sum(bool(each.steps) for each in found)
        shown = [row_of(each, words) for each in found if each.steps]
        shown += [row_of(each, words) for each in found if each.refused]
        return BulkPreviewRow(tuple(shown), changed, len(found) - changed - refused, refused)


def row_of(found: Outcome, words: "Vocabulary") -> BulkRow:
    cells = tuple(
        BulkCell(step.label, words.said(step.slot, step.old), words.said(step.slot, step.new)) for step in found.steps
    )
    return BulkRow(found.partner.id, found.partner.title_en, found.partner.title_zh, cells, found.refused)
