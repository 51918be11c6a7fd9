"""Makes the plan: each row is new, fills empty fields, is the same, or has a problem. Nothing is written here."""

from collections.abc import Generator, Iterator, Sequence

from crm.acts.importing.agreements import AgreementBook, Taking
from crm.acts.importing.contacts import ContactBook
from crm.acts.importing.drafts import ContactDraft, PartnerDraft, RowDraft
from crm.acts.importing.kinds import SheetKind
from crm.acts.importing.meetings import MeetingBook
from crm.acts.importing.own import OwnValues
from crm.acts.importing.partners import PartnerBook, once
from crm.acts.importing.plan import (
    Conflict,
    Decisions,
    Duplicates,
    ImportPlan,
    Outcome,
    PlannedRow,
    Ref,
    Taken,
    Writes,
)
from crm.acts.importing.queries import Known
from crm.acts.importing.slugs import name_of_slug
from crm.acts.importing.survey import Survey
from crm.partners.duplicates.keys import is_slug
from crm.values import Message
from crm.values.enums import CustomConcept, PartnerRole, Stage

EVERY = 500
STAGE = "stage"


class Matching:
    """Takes the drafts of one file against what is known of the book."""

    def __init__(
        self,
        file: str,
        kind: SheetKind,
        drafts: Sequence[RowDraft],
        known: Known,
        duplicates: Duplicates = Duplicates.FILL,
        decisions: Decisions | None = None,
        taking: Taking | None = None,
    ) -> None:
        self.file = file
        self.kind = kind
        self.drafts = drafts
        self.known = known
        self.duplicates = duplicates
        self.decisions = decisions or {}
        self.writes = Writes()
        self.survey = Survey(drafts)
        self.partners = PartnerBook(known, self.survey, self.writes)
        self.contacts = ContactBook(known, self.survey, self.writes)
        self.meetings = MeetingBook(known, self.contacts, self.partners.home, self.writes)
        self.agreements = AgreementBook(known, self.partners, self.writes, taking or Taking())
        self.own = OwnValues(known.own, self.writes)
        self.roles: dict[tuple[Ref, str], tuple[int, str]] = {
            (ref, role): (key, stage) for ref, role, key, stage in known.roles
        }
        self.verticals: set[tuple[Ref, str]] = set(known.verticals)
        self.tags: set[tuple[Ref, str]] = set(known.tags)
        self.said: set[tuple[Ref, str]] = set()
        """What rows of the file said already, by partner and field: of two that differ the first counts, always."""

        self.maintainers: set[tuple[Ref, Ref]] = set(known.maintainers)
        self.maintained: list[tuple[PlannedRow, Ref, str]] = []
        self.organizations = 0

    def run(self) -> Generator[int, None, ImportPlan]:
        """Yields how many rows have been matched; closing it cancels."""
        rows: list[PlannedRow] = []
        for done, draft in enumerate(self.drafts):
            rows.append(self.take(draft))
            if done % EVERY == 0:
                yield done
        for row, ref, organization in self.maintained:
            self.join(row, ref, organization)
        return ImportPlan(self.file, self.kind, tuple(rows), self.writes, self.known.state, self.organizations)

    def take(self, draft: RowDraft) -> PlannedRow:
        if draft.problems:
            return PlannedRow(draft.number, Outcome.PROBLEM, problems=tuple(draft.problems))
        row = PlannedRow(draft.number, Outcome.SAME, Message("import.row.says-nothing"))
        self.own.row = draft.number
        warnings = list(draft.warnings)
        partner = self.take_partner(draft.partner, row, warnings) if draft.partner else None
        if draft.contact is not None and not (row.record and self.kind is SheetKind.PARTNERS and self.skips(row)):
            self.take_contact(draft.contact, partner, row)
        if draft.interaction is not None and partner is not None:
            self.take_meeting(draft, partner, row)
        if draft.agreement is not None:
            self.agreements.take(draft.agreement, row, warnings, self.file)
        row.warnings = tuple(warnings)
        if draft.partner is not None and draft.partner.organization and partner is not None:
            self.maintained.append((row, partner, draft.partner.organization))
        return row

    def take_partner(self, draft: PartnerDraft, row: PlannedRow, warnings: list[Message]) -> Ref:
        ref = self.find_or_plan(draft, row, warnings)
        self.said.update((ref, field) for field, value in draft.values.items() if value)
        if draft.stage_given:
            self.said.update((ref, f"{STAGE}.{role.value}") for role, _ in draft.roles)
        return ref

    def find_or_plan(self, draft: PartnerDraft, row: PlannedRow, warnings: list[Message]) -> Ref:
        values = dict(draft.values)
        if draft.owner:
            self.find_owner(draft.owner, values, warnings)
        found = self.partners.find(draft)
        if found is None:
            ref = self.partners.add(values)
            self.add_parts(ref, draft)
            self.own.take(CustomConcept.PARTNER, ref, draft.own, overwrite=False)
            self.take_last_contact(ref, draft)
            row.outcome, row.because, row.made = Outcome.NEW, Message("import.row.new-partner"), ref
            return ref
        ref, by = found
        if ref < 0:
            self.say_found(row, by, self.partners.name(ref), self.complete(ref, draft, values))
            return ref
        row.record = ref
        row.conflicts = (*self.partners.conflicts(ref, values), *self.stage_conflicts(ref, draft))
        if self.skips(row):
            row.because = Message("import.row.skipped", {"by": by, "name": self.partners.name(ref)})
            return ref
        count = self.complete(ref, draft, values) + self.overwrite(row, ref, draft, values)
        self.say_found(row, by, self.partners.name(ref), count)
        return ref

    def skips(self, row: PlannedRow) -> bool:
        return self.duplicates is Duplicates.SKIP and row.number not in self.decisions

    def complete(self, ref: Ref, draft: PartnerDraft, values: dict[str, object]) -> int:
        """Fills what is empty and adds what is missing; returns how many."""
        own = self.own.take(CustomConcept.PARTNER, ref, draft.own, overwrite=False)
        own += self.take_last_contact(ref, draft)
        return len(self.partners.fill(ref, values)) + self.add_parts(ref, draft) + own

    def take_last_contact(self, ref: Ref, draft: PartnerDraft) -> int:
        return self.meetings.take_last(*draft.last_contact, ref) if draft.last_contact else 0

    def overwrite(self, row: PlannedRow, ref: Ref, draft: PartnerDraft, values: dict[str, object]) -> int:
        """Puts the file's values over the book's where a person said so, for the whole file or for this row."""
        wanted = [
            conflict.field
            for conflict in row.conflicts
            if self.takes_file(row.number, conflict.field) and not self.was_said(row, ref, conflict.field)
        ]
        stages = 0
        if STAGE in wanted:
            for role, stage in draft.roles:
                key, held = self.roles[ref, role.value]
                if key and held != stage.value and not self.was_said(row, ref, f"{STAGE}.{role.value}"):
                    self.writes.stages[key] = stage
                    stages += 1
        own = self.own.take(CustomConcept.PARTNER, ref, draft.own, overwrite=self.overwrites(row))
        return len(self.partners.update(ref, values, [field for field in wanted if field != STAGE])) + stages + own

    def was_said(self, row: PlannedRow, ref: Ref, field: str) -> bool:
        """By a row before: else each import of the file would write what the rows say in turn."""
        return row.number not in self.decisions and (ref, field) in self.said

    def overwrites(self, row: PlannedRow) -> bool:
        """Whether the whole row goes over what the book has."""
        return self.duplicates is Duplicates.UPDATE and row.number not in self.decisions

    def takes_file(self, row: int, field: str) -> bool:
        chosen = self.decisions.get(row)
        if chosen is None:
            return self.duplicates is Duplicates.UPDATE
        return chosen.get(field) == Taken.FILE.value

    def stage_conflicts(self, ref: Ref, draft: PartnerDraft) -> Iterator[Conflict]:
        """Where the row says another stage of a role that the partner has; one for all its roles."""
        if not draft.stage_given:
            return
        for role, stage in draft.roles:
            key, held = self.roles.get((ref, role.value), (0, stage.value))
            if key and held != stage.value:
                yield Conflict(STAGE, held, stage.value)
                return

    def say_found(self, row: PlannedRow, by: Message, name: str, count: int) -> None:
        """For a list of contacts or interactions the partner found is no news by itself."""
        values = {"by": by, "name": name, "n": count}
        if count:
            row.outcome, row.because = Outcome.FILLED, Message("import.row.filled", values)
        else:
            row.because = Message("import.row.same", values)

    def find_owner(self, owner: str, values: dict[str, object], warnings: list[Message]) -> None:
        """An owner is one of ours. Somebody else is left out and told."""
        from crm.partners.duplicates.keys import name_key

        found = self.contacts.at.get((self.partners.home, name_key(owner)))
        if found is not None and found > 0 and self.partners.home is not None:
            values["owner_id"] = found
        else:
            warnings.append(Message("import.warning.owner-unknown", {"given": owner}))

    def add_parts(self, ref: Ref, draft: PartnerDraft) -> int:
        """Roles, verticals and tags that the partner has not; returns how many."""
        added = 0
        for role, stage in draft.roles:
            if (ref, role.value) not in self.roles:
                self.roles[ref, role.value] = (0, stage.value)
                self.writes.roles.append((ref, role, stage))
                added += 1
            elif draft.stage_given and not self.roles[ref, role.value][0]:
                self.settle_planned(ref, role, stage)
        for vertical in draft.verticals:
            if (ref, vertical) not in self.verticals:
                self.verticals.add((ref, vertical))
                self.writes.verticals.append((ref, vertical))
                added += 1
        for key, tag in once(draft.tags).items():
            if (ref, key) not in self.tags:
                self.tags.add((ref, key))
                self.writes.tags.append((ref, tag))
                added += 1
        return added

    def settle_planned(self, ref: Ref, role: PartnerRole, stage: Stage) -> None:
        """A row before named a role and no stage: the first one that says a stage settles it."""
        held = self.roles[ref, role.value][1]
        if held != stage.value and (ref, f"{STAGE}.{role.value}") not in self.said:
            self.roles[ref, role.value] = (0, stage.value)
            self.writes.roles[self.writes.roles.index((ref, role, Stage(held)))] = (ref, role, stage)

    def take_contact(self, draft: ContactDraft, partner: Ref | None, row: PlannedRow) -> None:
        found = self.contacts.find(draft, partner)
        if found is None:
            ref = self.contacts.add(draft)
            self.contacts.add_points(ref, draft.points)
            self.contacts.add_tags(ref, draft.tags)
            self.own.take(CustomConcept.CONTACT, ref, draft.own, overwrite=False)
            if partner is not None:
                self.contacts.employ(ref, partner, draft.title)
            self.say_new_contact(row, partner)
            return
        ref, by = found
        if ref > 0 and self.skips(row):
            row.because = Message("import.row.skipped", {"by": by, "name": self.contacts.names_of[ref][0]})
            return
        overwrite = self.overwrites(row)
        count = self.contacts.fill(ref, draft, overwrite=overwrite)
        count += self.own.take(CustomConcept.CONTACT, ref, draft.own, overwrite=overwrite)
        if partner is not None:
            count += self.contacts.employ(ref, partner, draft.title, overwrite=overwrite)
        if self.kind is SheetKind.CONTACTS and row.outcome is not Outcome.NEW:
            before = row.outcome
            self.say_found(row, by, self.contacts.names_of[ref][0], count)
            row.outcome = Outcome.FILLED if before is Outcome.FILLED else row.outcome
        elif count and row.outcome is Outcome.SAME:
            row.outcome = Outcome.FILLED
            row.because = Message("import.row.filled", {"by": by, "name": self.contacts.names_of[ref][0], "n": count})

    def say_new_contact(self, row: PlannedRow, partner: Ref | None) -> None:
        """The row of a list of partners keeps its own outcome; a new person there fills it."""
        new_partner = row.outcome is Outcome.NEW
        if self.kind is SheetKind.CONTACTS:
            row.outcome = Outcome.NEW
            name = self.partners.name(partner) if partner is not None else ""
            code = "import.row.new-both" if new_partner else "import.row.new-contact"
            row.because = Message(code if name else "import.row.new-person", {"name": name})
        elif not new_partner:
            row.outcome = Outcome.FILLED
            name = self.partners.name(partner) if partner is not None else ""
            row.because = Message("import.row.new-contact", {"name": name})
        else:
            row.because = Message("import.row.new-partner-contact")

    def take_meeting(self, draft: RowDraft, partner: Ref, row: PlannedRow) -> None:
        assert draft.interaction is not None
        name = self.partners.name(partner)
        if self.meetings.take(draft.interaction, partner):
            row.outcome, row.because = Outcome.NEW, Message("import.row.new-interaction", {"name": name})
        else:
            row.outcome, row.because = Outcome.SAME, Message("import.row.same-interaction", {"name": name})

    def join(self, row: PlannedRow, ref: Ref, organization: str) -> None:
        """Joins a project to the organisation that maintains it, not to itself; an unknown one becomes a partner."""
        maintainer = self.organization(organization)
        if maintainer == ref or (ref, maintainer) in self.maintainers:
            return
        self.maintainers.add((ref, maintainer))
        self.writes.maintained_by.append((ref, maintainer))
        if row.outcome is Outcome.SAME:
            row.outcome = Outcome.FILLED
            row.because = Message("import.row.joined", {"name": self.partners.name(maintainer)})

    def organization(self, text: str) -> Ref:
        if not is_slug(text):
            found = self.partners.of_name(text)
            return found if found is not None else self.new_organization({"name": text})
        found = self.partners.of_slug(text)
        name = name_of_slug(text, self.survey.spellings)
        if found is None:
            found = self.partners.of_name(name)
        if found is None:
            return self.new_organization({"name": name, "slug": text})
        self.partners.fill(found, {"slug": text})
        return found

    def new_organization(self, values: dict[str, object]) -> Ref:
        self.organizations += 1
        return self.partners.add(values)
