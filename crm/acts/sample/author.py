"""Plays the script day by day through commands, on a clock that walks from two years ago to today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import resources
from crm.acts.sample import script
from crm.acts.sample.agreements import Drafter
from crm.acts.sample.script import HOME, ME, Meeting, Promise, Story
from crm.book import Book, Clock, SystemClock
from crm.book.backup import make_private_folder
from crm.book.journal import History
from crm.book.origins import SAMPLE
from crm.communication.commands import CompleteActionItem, LogMeeting, NewActionItem, NewDecision, NewFile
from crm.partners.commands import (
    AddContact,
    AddPartner,
    AddPartnerRole,
    AddRelationship,
    Affiliate,
    ChangeStage,
    EndAffiliation,
    MarkFit,
    SetHomeParty,
    TagRecords,
)
from crm.partners.contact_points import Point
from crm.partners.queries import FitCriteria, HomeParty, Owners
from crm.values import Problem, WorldFault
from crm.values.enums import ContactPointKind, PartnerRole, Stage
from crm.values.ids import ActionItemId, AffiliationId, ContactId, PartnerId, PartnerRoleId

BEGAN = 725
"""Days ago on which the book was begun."""

MORNING = time(1, tzinfo=UTC)
SATURDAY = 5
PARTNER_FIELDS = (
    "name_en",
    "name_zh",
    "legal_name",
    "credit_code",
    "country",
    "city",
    "tier",
    "website",
    "description",
)
POINTS = {kind.value: kind for kind in ContactPointKind}


@dataclass(slots=True)
class WalkingClock:
    """Stands at a morning, one minute on with each look, so that the journal's steps follow each other."""

    at: datetime

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def today(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened so many days ago; of one day the lower rank comes first."""

    days: int
    rank: int
    done: Callable[[], None]


def create_sample(path: Path | str, clock: Clock | None = None) -> None:
    """Makes the sample book at `path`, whole or not at all. Its dates count back from the clock's today."""
    path = Path(path).absolute()
    if path.exists():
        raise WorldFault(Problem("book-exists", values={"file": str(path)}))
    today = (clock or SystemClock()).today()
    walking = WalkingClock(datetime.combine(today - timedelta(days=BEGAN), MORNING))
    make_private_folder(path.parent)
    with TemporaryDirectory(prefix=".sample-", dir=path.parent) as folder:
        made = Path(folder) / path.name
        with closing(Book.create(made, clock=walking)) as book:
            book.origin = SAMPLE
            Author(book, walking, today).write()
        made.replace(path)


def is_outdated(path: Path, today: date) -> bool:
    """Whether the sample book is from another day and nobody has changed it: then it may be made anew.

    A book that cannot be read is left to who opens it: they say what is wrong with it.
    """
    try:
        with closing(Book.open(path, read_only=True)) as book:
            newest, first = book.history(1), book.query(History(1, before=2))
    except WorldFault:
        return False
    if not newest or not first or newest[0].origin != SAMPLE:
        return False
    return datetime.fromisoformat(first[0].at).date() != today - timedelta(days=BEGAN)


@dataclass(slots=True)
class Author:
    """Keeps who is who while the book is written."""

    book: Book
    clock: WalkingClock
    today: date
    partners: dict[str, PartnerId] = field(default_factory=dict)
    contacts: dict[str, ContactId] = field(default_factory=dict)
    roles: dict[tuple[str, str], PartnerRoleId] = field(default_factory=dict)
    posts: dict[str, AffiliationId] = field(default_factory=dict)
    closing: list[Act] = field(default_factory=list)

    def write(self) -> None:
        self.begin()
        acts = sorted(self.acts(), key=lambda act: (-act.days, act.rank))
        while acts:
            act = acts.pop(0)
            self.clock.at = max(self.clock.at, datetime.combine(self.day(act.days), MORNING))
            act.done()
            if self.closing:  # a promise made by this act is kept on a later day
                acts = sorted([*acts, *self.closing], key=lambda act: (-act.days, act.rank))
                self.closing.clear()

    def acts(self) -> Iterator[Act]:
        partners, people, links = script.read("partners"), script.read("people"), script.read("links")
        met = {HOME: BEGAN} | {story["name_en"]: story["since"] for story in partners}
        for story in partners:
            yield Act(story["since"], 2, partial(self.add_partner, story))
            yield from self.stages(story)
        for person in people:
            yield from self.posts_of(person, met)
        for link in links["partners"]:
            known = min(link["since"], met[link["from"]], met[link["to"]])
            yield Act(known, 5, partial(self.join_partners, link))
        for link in links["people"]:
            yield Act(30, 5, partial(self.join_people, link))
        for judged in script.read("fit"):
            yield Act(min(judged["days"], met[judged["partner"]]), 8, partial(self.mark, judged))
        for told in script.read("agreements"):
            drafter = Drafter(self.book, self.today, told, self.partners, self.contacts)
            yield from (Act(days, rank, done) for days, rank, done in drafter.acts())
        for meeting in script.meetings(partners, attendants(partners, people)):
            yield Act(meeting.days, 6, partial(self.log, meeting))

    def day(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def begin(self) -> None:
        self.book.execute(
            SetHomeParty(
                company="明远智能",
                company_en=HOME,
                company_zh="明远智能",
                country="CN",
                person="林悦",
                person_en=ME,
                person_zh="林悦",
                title="商务拓展总监",
                language="zh",
            )
        )
        (me,), home = self.book.query(Owners()), self.book.query(HomeParty())
        self.book.user = me.uid
        self.contacts[ME] = me.id
        if home is not None:
            self.partners[HOME] = home.id

    def add_partner(self, story: Story) -> None:
        own = "name_zh" if story["country"] in script.NAMED_IN_CHINESE else "name_en"
        values = {name: story[name] for name in PARTNER_FIELDS if story.get(name)}
        values |= {"name": story[own], "owner_id": self.contacts[story["owner"]]}
        made = self.book.execute(AddPartner(values, verticals=story["verticals"]))
        key = PartnerId(made.first("partner"))
        self.partners[story["name_en"]] = key
        if story["tags"]:
            self.book.execute(TagRecords(story["tags"], partner_ids=[key]))

    def stages(self, story: Story) -> Iterator[Act]:
        for role in story["roles"]:
            (first, since), *later = role["stages"]
            yield Act(since, 3, partial(self.add_role, story["name_en"], role["role"], first))
            for stage, days in later:
                yield Act(days, 3, partial(self.change_stage, story["name_en"], role["role"], stage))

    def add_role(self, partner: str, role: str, stage: str) -> None:
        made = self.book.execute(AddPartnerRole(self.partners[partner], PartnerRole(role), Stage(stage)))
        self.roles[partner, role] = PartnerRoleId(made.first("partner_role"))

    def change_stage(self, partner: str, role: str, stage: str) -> None:
        self.book.execute(ChangeStage(self.roles[partner, role], Stage(stage)))

    def posts_of(self, person: Story, met: Mapping[str, int]) -> Iterator[Act]:
        """Who was there before we met the partner is met with it."""
        first, *later = person["posts"]
        rank = 1 if first["partner"] == HOME else 4
        known = min(first["since"], met[first["partner"]])
        yield Act(known, rank, partial(self.add_person, person, first))
        if first["until"] is not None:
            yield Act(first["until"], rank, partial(self.leave, person["name_en"]))
        for post in later:
            yield Act(post["since"], rank, partial(self.move, person["name_en"], post))

    def add_person(self, person: Story, post: Story) -> None:
        values = {name: person[name] for name in ("name_en", "name_zh", "decision_role")}
        values["name"] = person["name_zh"] or person["name_en"]
        points = [Point(kind, person[name]) for name, kind in POINTS.items() if person[name]]
        made = self.book.execute(
            AddContact(
                values, points, self.partners[post["partner"]], title=post["title"], since=self.day(post["since"])
            )
        )
        self.contacts[person["name_en"]] = ContactId(made.first("contact"))
        self.posts[person["name_en"]] = AffiliationId(made.first("affiliation"))

    def leave(self, person: str) -> None:
        self.book.execute(EndAffiliation(self.posts[person]))

    def move(self, person: str, post: Story) -> None:
        since = self.day(post["since"])
        self.book.execute(Affiliate(self.contacts[person], self.partners[post["partner"]], post["title"], since))

    def join_partners(self, link: Story) -> None:
        values = {"kind": link["kind"], "since": self.day(link["since"])}
        first, second = self.partners[link["from"]], self.partners[link["to"]]
        self.book.execute(AddRelationship(values, from_partner_id=first, to_partner_id=second))

    def join_people(self, link: Story) -> None:
        values = {"kind": "knows", "strength": link["strength"]}
        first, second = self.contacts[link["from"]], self.contacts[link["to"]]
        self.book.execute(AddRelationship(values, from_contact_id=first, to_contact_id=second))

    def mark(self, judged: Story) -> None:
        keys = {row.key: row.id for row in self.book.query(FitCriteria())}
        evidence = judged.get("evidence", {})
        for criterion, mark in judged["marks"].items():
            self.book.execute(
                MarkFit(self.partners[judged["partner"]], keys[criterion], mark, evidence.get(criterion, ""))
            )

    def log(self, meeting: Meeting) -> None:
        present = [self.contacts[name] for name in meeting.people if name in self.contacts]
        files = [NewFile(name, resources.path(f"sample/{name}").read_bytes()) for name in meeting.files]
        made = self.book.execute(
            LogMeeting(
                {**meeting.fields, "held_on": self.working_day(meeting.days)},
                partner_ids=[self.partners[meeting.partner]],
                about_ids=[self.partners[name] for name in meeting.about],
                present_ids=present,
                decisions=[NewDecision(str(d["text"]), internal=bool(d.get("internal"))) for d in meeting.decisions],
                action_items=[self.item(promise) for promise in meeting.promises],
                tags=meeting.tags,
                attachments=files,
            )
        )
        for key, promise in zip(made.made.get("action_item", ()), meeting.promises, strict=True):
            if promise.done is not None:
                done = partial(self.complete, ActionItemId(key))
                self.closing.append(Act(min(-promise.done, meeting.days), 7, done))

    def item(self, promise: Promise) -> NewActionItem:
        due = None if promise.due is None else self.working_day(-promise.due)
        return NewActionItem(promise.text, owner_id=self.contacts.get(promise.owner, self.contacts[ME]), due_on=due)

    def complete(self, item: ActionItemId) -> None:
        self.book.execute(CompleteActionItem([item]))

    def working_day(self, days: int) -> date:
        """Nobody meets or promises for a weekend here: the Friday before."""
        on = self.day(days)
        return on - timedelta(days=max(0, on.weekday() - SATURDAY + 1))


def attendants(partners: Sequence[Story], people: Sequence[Story]) -> dict[str, list[str]]:
    """Who comes to the ordinary meetings of each partner: our owner, then up to two of theirs."""
    theirs: dict[str, list[str]] = {}
    for person in people:
        theirs.setdefault(person["posts"][-1]["partner"], []).append(person["name_en"])
    return {story["name_en"]: [story["owner"], *theirs.get(story["name_en"], [])[:2]] for story in partners}
