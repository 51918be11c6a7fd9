"""What one of ours looks after and what is open there, out of the book, for whoever takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from sqlite3 import Connection, Row

from crm.documents.cells import HOME, day_of, name_of, owner_of
from crm.documents.handover_content import Brief, Decided, KeptFile, LastContact, Part
from crm.documents.partner_content import OwnValue, Person, Promise, Role
from crm.documents.partner_query import identity_of, own_value, standing
from crm.documents.promises import judge
from crm.documents.speech import Name
from crm.partners.queries.custom_field import CustomValuesOf
from crm.partners.queries.handover import HeldBy
from crm.values import Message, Problem, Query, Refused, quiet
from crm.values.cells import local_day
from crm.values.enums import ActionItemState, DecisionRole, InteractionKind, PartnerRole, Stage
from crm.values.ids import ContactId, PartnerId

DECISIONS_TOLD, FILES_TOLD = 5, 6
MOST = 2_001
"""Characters read of one text."""

CONTACT = "SELECT id, name, name_en, name_zh, version FROM contact WHERE id = :contact"
PARTNERS = f"""
SELECT p.id, p.name, p.name_en, p.name_zh, p.legal_name, p.tier, p.country, p.city, p.website, p.version,
       c.name AS owner, c.name_en AS owner_en, c.name_zh AS owner_zh, {quiet.SILENT_SINCE} AS silent_since
FROM json_each(:ids) AS wanted JOIN partner AS p ON p.id = wanted.value
JOIN partner_summary AS s ON s.partner_id = p.id
LEFT JOIN contact AS c ON c.id = p.owner_id ORDER BY s.next_due_on IS NULL, s.next_due_on, s.sort_en, p.id"""
ROLES = "SELECT role, stage, stage_since, version FROM partner_role WHERE partner_id = :partner ORDER BY id"
LAST = """
SELECT i.held_on, i.kind, i.title, i.version FROM interaction_partner AS l
JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
WHERE l.partner_id = :partner AND l.took_part AND i.held_on <= :on ORDER BY i.held_on DESC, i.id DESC LIMIT 1"""
DECIDED = """
SELECT i.held_on, substr(d.text, 1, :most) AS text, d.version FROM interaction_partner AS l
JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
JOIN decision AS d ON d.interaction_id = i.id AND (d.partner_id IS NULL OR d.partner_id = :partner)
WHERE l.partner_id = :partner AND l.took_part ORDER BY i.held_on DESC, i.id DESC, d.position LIMIT :told"""
OPEN = """
SELECT substr(a.text, 1, :most) AS text, a.debtor_id, a.promised_on, a.due_on, a.done_on, a.state, a.interaction_id,
       a.version, c.name AS owner, c.name_en AS owner_en, c.name_zh AS owner_zh
FROM action_item AS a LEFT JOIN contact AS c ON c.id = a.owner_id
WHERE a.partner_id = :partner AND a.state = 'open' AND a.binned_at IS NULL
ORDER BY a.due_on IS NULL, a.due_on, a.promised_on, a.id"""
PEOPLE = """
SELECT c.id, c.name, c.name_en, c.name_zh, c.decision_role, f.title, c.version,
       (SELECT max(i.held_on) FROM interaction_contact AS l
        JOIN interaction AS i ON i.id = l.interaction_id AND i.binned_at IS NULL
        WHERE l.contact_id = c.id AND l.present) AS last_contact
FROM affiliation AS f JOIN contact AS c ON c.id = f.contact_id AND c.binned_at IS NULL
WHERE f.partner_id = :partner AND (f.until IS NULL OR f.until >= :on) GROUP BY c.id ORDER BY c.name, c.id"""
FILES = "SELECT name, created_at, version FROM attachment WHERE partner_id = :partner ORDER BY id DESC LIMIT :told"


@dataclass(frozen=True, slots=True)
class HandoverBrief(Query[Brief]):
    """The brief for what a person holds, among these partners or everywhere. Asked before the handing over is done."""

    from_owner: ContactId
    to_owner: ContactId | None
    on: date
    partner_ids: Sequence[PartnerId] = ()

    def run(self, connection: Connection) -> Brief:
        return Reading(connection, self.on).brief(self)


class Reading:
    """One reading of the book. Notes the newest version among all rows that it uses."""

    def __init__(self, connection: Connection, on: date) -> None:
        self.connection, self.on = connection, on
        self.cursor = connection.cursor()
        self.cursor.row_factory = Row
        self.version = 0
        home = self.rows(HOME)
        self.home = name_of(home[0]) if home else Name("")
        self.home_id = int(home[0]["id"]) if home else 0
        self.days = quiet.days_of(connection)

    def rows(self, statement: str, **values: object) -> list[Row]:
        found = self.cursor.execute(statement, {"on": self.on.isoformat(), "most": MOST, **values}).fetchall()
        self.version = max([self.version, *(row["version"] for row in found)])
        return found

    def brief(self, asked: HandoverBrief) -> Brief:
        held = HeldBy(asked.from_owner, asked.partner_ids).run(self.connection)
        parts = tuple(self.part(row) for row in self.rows(PARTNERS, ids=dumps(list(held.partner_ids))))
        was, now = self.person(asked.from_owner), asked.to_owner and self.person(asked.to_owner)
        return Brief(self.home, was, now or None, self.on, self.version, parts)

    def person(self, key: int) -> Name:
        found = self.rows(CONTACT, contact=key)
        if not found:
            raise Refused(Problem("record-missing", values={"record": Message("table.contact"), "id": str(key)}))
        return name_of(found[0])

    def part(self, row: Row) -> Part:
        key = row["id"]
        identity = identity_of(row)
        return Part(
            partner=identity,
            roles=tuple(
                Role(PartnerRole(role["role"]), Stage(role["stage"]), date.fromisoformat(role["stage_since"]))
                for role in self.rows(ROLES, partner=key)
            ),
            last=self.last(key),
            quiet_by=quiet.quiet_by(day_of(row["silent_since"]), identity.tier, self.days, self.on),
            people=self.people(key),
            promises=tuple(self.promise(item) for item in self.rows(OPEN, partner=key)),
            decided=tuple(
                Decided(date.fromisoformat(each["held_on"]), each["text"])
                for each in self.rows(DECIDED, partner=key, told=DECISIONS_TOLD)
            ),
            files=tuple(
                KeptFile(each["name"], local_day(each["created_at"]))
                for each in self.rows(FILES, partner=key, told=FILES_TOLD)
            ),
            own=self.own(key),
        )

    def own(self, partner: int) -> tuple[OwnValue, ...]:
        found = CustomValuesOf(PartnerId(partner)).run(self.connection)
        self.version = max([self.version, *(value.version for value in found)])
        return tuple(own_value(value) for value in found if not value.is_empty)

    def last(self, partner: int) -> LastContact | None:
        found = self.rows(LAST, partner=partner)
        if not found:
            return None
        return LastContact(
            date.fromisoformat(found[0]["held_on"]), InteractionKind(found[0]["kind"]), found[0]["title"]
        )

    def promise(self, row: Row) -> Promise:
        due = day_of(row["due_on"])
        return Promise(
            text=row["text"],
            by_home=row["debtor_id"] in (None, self.home_id),
            owner=owner_of(row),
            promised_on=date.fromisoformat(row["promised_on"]),
            due_on=due,
            done_on=None,
            kept=judge(ActionItemState(row["state"]), due, None, self.on),
            meeting_id=row["interaction_id"],
        )

    def people(self, partner: int) -> tuple[Person, ...]:
        found = [
            Person(
                name_of(row),
                row["title"],
                DecisionRole(row["decision_role"]) if row["decision_role"] else None,
                day_of(row["last_contact"]),
            )
            for row in self.rows(PEOPLE, partner=partner)
        ]
        return tuple(sorted(found, key=standing))
