"""What a partner report may say, out of the book. Confidential: internal things, things of other partners, the bin.

A partner sees of a meeting only what it took part in and what is neither internal nor for another participant
(DOMAIN.md, Meeting). So each statement below begins from what the partner may see, never from everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection, Row

from crm.documents.cells import HOME, day_of, name_of, owner_of
from crm.documents.partner_agreed import AgreedWith
from crm.documents.partner_content import Identity, Meeting, OwnValue, Person, Promise, Report, Role
from crm.documents.period import Period
from crm.documents.promises import judge
from crm.documents.speech import Name
from crm.documents.titles import names_another
from crm.partners.custom_values import shown_value
from crm.partners.queries.custom_field import CustomValueRow, CustomValuesOf
from crm.values import Query, quiet
from crm.values.enums import ActionItemState, DecisionRole, InteractionKind, Language, PartnerRole, Stage, Tier
from crm.values.ids import PartnerId

MOST = 12_001
"""Characters read of one text: one more than is printed, so that a cut one shows (paragraphs.LONGEST)."""

PARTNER = """
SELECT p.id, p.name, p.name_en, p.name_zh, p.legal_name, p.tier, p.country, p.city, p.website, p.version,
       c.name AS owner, c.name_en AS owner_en, c.name_zh AS owner_zh
FROM partner p LEFT JOIN contact c ON c.id = p.owner_id AND c.binned_at IS NULL
WHERE p.id = :partner AND p.binned_at IS NULL"""

ROLES = """
SELECT role, stage, stage_since, version FROM partner_role WHERE partner_id = :partner"""

VISIBLE = """
    interaction i JOIN interaction_partner ip
      ON ip.interaction_id = i.id AND ip.partner_id = :partner AND ip.took_part
    WHERE i.binned_at IS NULL AND NOT i.internal AND i.held_on <= :until"""

MEETINGS = f"SELECT i.id, i.held_on, i.kind, i.title, i.version FROM {VISIBLE} ORDER BY i.held_on, i.id"

DECISIONS = f"""
SELECT d.interaction_id, substr(d.text, 1, :most) AS text, d.version
FROM decision d JOIN (SELECT i.id FROM {VISIBLE} AND i.held_on >= :since) seen ON seen.id = d.interaction_id
WHERE NOT d.internal AND (d.partner_id IS NULL OR d.partner_id = :partner)
ORDER BY d.interaction_id, d.position, d.id"""

# Minutes cannot be told apart by partner: they are shown of meetings that no other partner is linked to.
MINUTES = f"""
SELECT i.id, substr(i.notes, 1, :most) AS notes
FROM {VISIBLE} AND i.held_on >= :since AND i.notes <> '' AND NOT EXISTS (
    SELECT 1 FROM interaction_partner o JOIN partner p ON p.id = o.partner_id
    WHERE o.interaction_id = i.id AND o.partner_id <> :partner AND NOT p.is_home)"""

# An owner who works only for a third party is not named.
PROMISES = f"""
SELECT a.text, a.debtor_id, a.promised_on, a.due_on, a.done_on, a.state, a.interaction_id, a.version,
       c.name AS owner, c.name_en AS owner_en, c.name_zh AS owner_zh,
       EXISTS (SELECT 1 FROM affiliation f WHERE f.contact_id = a.owner_id AND f.partner_id = :partner) AS owner_theirs
FROM action_item a
LEFT JOIN contact c ON c.id = a.owner_id AND c.binned_at IS NULL AND (
    NOT EXISTS (SELECT 1 FROM affiliation f WHERE f.contact_id = c.id)
    OR EXISTS (SELECT 1 FROM affiliation f WHERE f.contact_id = c.id AND f.partner_id IN (:partner, :home)))
WHERE a.partner_id = :partner AND a.binned_at IS NULL AND NOT a.internal AND a.promised_on <= :until
  AND (a.debtor_id IS NULL OR a.debtor_id IN (:partner, :home))
  AND (a.interaction_id IS NULL OR a.interaction_id IN (SELECT i.id FROM {VISIBLE}))
ORDER BY a.due_on IS NULL, a.due_on, a.promised_on, a.id"""

PEOPLE = f"""
SELECT c.id, c.name, c.name_en, c.name_zh, c.decision_role, f.title, c.version,
       (SELECT max(seen.held_on) FROM (SELECT i.id, i.held_on FROM {VISIBLE}) seen
        JOIN interaction_contact ic ON ic.interaction_id = seen.id AND ic.present
        WHERE ic.contact_id = c.id) AS last_contact
FROM affiliation f JOIN contact c ON c.id = f.contact_id
WHERE f.partner_id = :partner AND c.binned_at IS NULL
  AND (f.since IS NULL OR f.since <= :until) AND (f.until IS NULL OR f.until >= :until)
ORDER BY c.name, c.id, f.id"""

VERSIONS_OF = "SELECT v.id FROM agreement_version AS v JOIN with_partner AS w ON w.agreement_id = v.agreement_id"
AGREED = f"""
WITH with_partner AS (SELECT agreement_id FROM agreement_party WHERE partner_id = :partner)
SELECT coalesce(max(version), 0) AS version FROM (
    SELECT version FROM agreement WHERE id IN (SELECT agreement_id FROM with_partner)
    UNION ALL SELECT version FROM agreement_version WHERE id IN ({VERSIONS_OF})
    UNION ALL SELECT version FROM agreement_mark WHERE version_id IN ({VERSIONS_OF})
    UNION ALL SELECT version FROM agreement_notice WHERE agreement_id IN (SELECT agreement_id FROM with_partner)
    UNION ALL SELECT version FROM goal WHERE version_id IN ({VERSIONS_OF})
    UNION ALL SELECT p.version FROM goal_progress AS p JOIN goal AS g ON g.id = p.goal_id
              WHERE g.version_id IN ({VERSIONS_OF})
    UNION ALL SELECT version FROM obligation WHERE version_id IN ({VERSIONS_OF})
    UNION ALL SELECT s.version FROM obligation_outcome AS s JOIN obligation AS o ON o.id = s.obligation_id
              WHERE o.version_id IN ({VERSIONS_OF}))"""

OTHERS = """
SELECT name, name_en, name_zh, legal_name, other_names FROM partner WHERE id <> :partner AND NOT is_home"""


@dataclass(frozen=True, slots=True)
class PartnerReport(Query[Report | None]):
    """The content of a report on one partner; None where there is no such partner. `on`: the day it is judged by."""

    partner_id: int
    since: date
    until: date
    on: date

    def run(self, connection: Connection) -> Report | None:
        return Reading(connection, self).report()


class Reading:
    """One reading of the book for one report. Notes the newest version among all rows that it uses."""

    def __init__(self, connection: Connection, asked: PartnerReport) -> None:
        self.asked = asked
        self.connection = connection
        self.cursor = connection.cursor()
        self.cursor.row_factory = Row
        self.version = 0
        home = self.rows(HOME, {})
        self.home_id = int(home[0]["id"]) if home else 0
        self.home = name_of(home[0]) if home else Name("")
        self.parameters = {
            "partner": asked.partner_id,
            "home": self.home_id,
            "since": asked.since.isoformat(),
            "until": asked.until.isoformat(),
            "most": MOST,
        }

    def rows(self, statement: str, parameters: dict[str, object]) -> list[Row]:
        found: list[Row] = self.cursor.execute(statement, parameters).fetchall()
        for row in found:
            if "version" in row.keys():  # noqa: SIM118 a Row's `in` looks at its values
                self.version = max(self.version, row["version"])
        return found

    def ask(self, statement: str) -> list[Row]:
        return self.rows(statement, self.parameters)

    def report(self) -> Report | None:
        partners = self.ask(PARTNER)
        if not partners:
            return None
        partner = identity_of(partners[0])
        parts = {
            "roles": self.roles(),
            "people": self.people(),
            "meetings": self.meetings(partner.name),
            "promises": self.promises(),
            "own": self.own(),
            **self.agreements(partner.name),
        }
        return Report(
            home=self.home,
            partner=partner,
            period=Period(self.asked.since, self.asked.until),
            on=self.asked.on,
            version=self.version,
            quiet_after=quiet.days_of(self.connection)[partner.tier.value if partner.tier else quiet.WITHOUT_TIER],
            **parts,  # type: ignore[arg-type] # each is of its field's type; read before `version` is known
        )

    def roles(self) -> tuple[Role, ...]:
        order = list(PartnerRole)
        found = [
            Role(PartnerRole(row["role"]), Stage(row["stage"]), date.fromisoformat(row["stage_since"]))
            for row in self.ask(ROLES)
        ]
        return tuple(sorted(found, key=lambda role: order.index(role.role)))

    def agreements(self, partner: Name) -> dict[str, object]:
        """Signed agreements of which the partner is a party, with their goals and obligations."""
        self.ask(AGREED)
        asked = AgreedWith(self.connection, self.asked, {self.asked.partner_id: partner, self.home_id: self.home})
        return {"agreed": asked.agreed(), "owed": asked.owed(), "aims": asked.aims()}

    def own(self) -> tuple[OwnValue, ...]:
        """Own fields, but links to other partners, which are named to nobody."""
        found = CustomValuesOf(PartnerId(self.asked.partner_id)).run(self.connection)
        told = [value for value in found if not value.is_empty and value.to_partner_id is None]
        self.version = max([self.version, *(value.version for value in told)])
        return tuple(own_value(value) for value in told)

    def meetings(self, partner: Name) -> tuple[Meeting, ...]:
        decisions: dict[int, list[str]] = {}
        for row in self.ask(DECISIONS):
            decisions.setdefault(row["interaction_id"], []).append(row["text"])
        minutes = {row["id"]: row["notes"] for row in self.ask(MINUTES)}
        found = self.ask(MEETINGS)
        hidden = self.naming_another([*(row["title"] for row in found), *minutes.values()], partner)
        return tuple(
            Meeting(
                id=row["id"],
                held_on=date.fromisoformat(row["held_on"]),
                kind=InteractionKind(row["kind"]),
                title=shown(row["title"], hidden),
                decisions=tuple(decisions.get(row["id"], ())),
                minutes=shown(minutes.get(row["id"], ""), hidden),
            )
            for row in found
        )

    def naming_another(self, texts: Iterable[str], partner: Name) -> frozenset[str]:
        """The titles and minutes that name another partner."""
        own = [self.home, partner]
        allowed = [text for name in own for text in (name.plain, name.english, name.chinese) if text]
        others = [text for row in self.ask(OTHERS) for cell in row for text in cell.splitlines() if text]
        return names_another(texts, others, allowed)

    def promises(self) -> tuple[Promise, ...]:
        return tuple(self.promise_of(row) for row in self.ask(PROMISES))

    def promise_of(self, row: Row) -> Promise:
        due, done = day_of(row["due_on"]), day_of(row["done_on"])
        by_home = row["debtor_id"] == self.home_id if row["debtor_id"] is not None else not row["owner_theirs"]
        return Promise(
            text=row["text"],
            by_home=by_home,
            owner=owner_of(row),
            promised_on=date.fromisoformat(row["promised_on"]),
            due_on=due,
            done_on=done,
            kept=judge(ActionItemState(row["state"]), due, done, self.asked.on),
            meeting_id=row["interaction_id"],
        )

    def people(self) -> tuple[Person, ...]:
        found: dict[int, Person] = {}
        for row in self.ask(PEOPLE):
            titles = [found[row["id"]].title] if row["id"] in found else []
            titles += [row["title"]] if row["title"] and row["title"] not in titles else []
            found[row["id"]] = Person(
                name_of(row),
                ", ".join(title for title in titles if title),
                DecisionRole(row["decision_role"]) if row["decision_role"] else None,
                day_of(row["last_contact"]),
            )
        return tuple(sorted(found.values(), key=standing))


def own_value(value: CustomValueRow) -> OwnValue:
    english, chinese = (shown_value(value, language) for language in (Language.ENGLISH, Language.CHINESE))
    return OwnValue(value.field.name, Name(english, english, chinese))


def shown(text: str, hidden: frozenset[str]) -> str:
    return "" if text in hidden else text


def standing(person: Person) -> tuple[int, int]:
    """Who decides comes first, then who was spoken with last. Equal ones keep the order of their names."""
    order = (DecisionRole.DECISION_MAKER, DecisionRole.CHAMPION, DecisionRole.GATEKEEPER, DecisionRole.USER)
    rank = order.index(person.decision_role) if person.decision_role else len(order)
    return rank, -(person.last_contact.toordinal() if person.last_contact else 0)


def identity_of(row: Row) -> Identity:
    return Identity(
        id=row["id"],
        name=name_of(row),
        legal_name=row["legal_name"],
        tier=Tier(row["tier"]) if row["tier"] else None,
        place=", ".join(part for part in (row["city"], row["country"]) if part),
        website=row["website"],
        owner=owner_of(row),
    )
