"""Two records made one: what moves, what is refused, and that undo leaves every table as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.acts.merging import MergeContacts, MergePartners, MergePreview
from crm.acts.merging.everything import CONTACT_MOVERS, PARTNER_MOVERS
from crm.acts.merging.moving import Mover
from crm.acts.merging.pointers import pointers_to
from crm.agreements.commands import DraftAgreement, EditParty, LinkContact
from crm.book import Book, FixedClock
from crm.communication.commands import LogMeeting, NewActionItem, NewDecision, SnoozeQuiet
from crm.partners.commands import (
    AddContact,
    AddCustomField,
    AddPartner,
    AddRelationship,
    Affiliate,
    AttachFile,
    BinPartners,
    ChangeStage,
    EditPartner,
    MarkFit,
    MarkNotSame,
    NewRole,
    SetCustomValue,
    SetHomeParty,
    TagRecords,
)
from crm.partners.contact_points import Point
from crm.partners.duplicates.kinds import PartyKind
from crm.partners.queries import Owners, PartnerDetail
from crm.partners.queries.detail import PartnerDetailRow
from crm.values import Command, Problem, Refused
from crm.values.enums import ContactPointKind, PartnerRole, Stage
from crm.values.ids import (
    AgreementId,
    AgreementPartyId,
    ContactId,
    CustomFieldId,
    FitCriterionId,
    PartnerId,
    PartnerRoleId,
    Version,
)
from tests.book import promises
from tests.book.acts import dump
from tests.conftest import NOON

TODAY = NOON.date()
ACTIVE_SINCE = date(2025, 4, 1)


@dataclass
class Pair:
    """Two records of one hospital, two of one doctor, and a bank, with everything that can hang on them."""

    book: Book
    me: ContactId
    keep: PartnerId
    lose: PartnerId
    bank: PartnerId
    doctor: ContactId
    again: ContactId

    def detail(self, key: PartnerId) -> PartnerDetailRow:
        return self.book.query(PartnerDetail(key, TODAY))


@pytest.fixture
def pair(book: Book) -> Pair:
    return laden(book)


def laden(book: Book) -> Pair:
    me = book.query(Owners())[0].id

    def partner(values: dict[str, object], *roles: NewRole, verticals: tuple[str, ...] = ()) -> PartnerId:
        return PartnerId(book.execute(AddPartner(values, verticals, roles)).first("partner"))

    def person(values: dict[str, object], at: PartnerId, title: str, *points: Point) -> ContactId:
        return ContactId(book.execute(AddContact(values, points, at, title)).first("contact"))

    data = NewRole(PartnerRole.DATA_PROVIDER, Stage.NEGOTIATING, date(2025, 1, 10), me)
    keep = partner({"name": "仁禾医疗", "city": "杭州", "description": "Hospital data."}, data, verticals=("Health",))
    lose = partner(
        {
            "name": "杭州仁禾医疗科技有限公司",
            "name_en": "Renhe Medical",
            "city": "上海",
            "owner_id": me,
            "website": "renhe.cn",
            "other_names": "仁禾",
            "description": "From the fair.",
        },
        NewRole(PartnerRole.DATA_PROVIDER, Stage.PROSPECT, date(2026, 9, 1)),
        NewRole(PartnerRole.PLATFORM, Stage.ACTIVE, date(2026, 1, 1)),
        verticals=("Health", "Finance"),
    )
    bank = partner({"name": "澜亭银行"})
    book.execute(ChangeStage(PartnerRoleId(1), Stage.ACTIVE, ACTIVE_SINCE))
    phone = Point(ContactPointKind.PHONE, "138 0013 8000")
    doctor = person({"name": "沈若兰"}, keep, "CDO", phone)
    again = person({"name": "Shen Ruolan"}, lose, "Chief data officer", phone, Point(ContactPointKind.WECHAT, "ruolan"))
    town = Pair(book, me, keep, lose, bank, doctor, again)
    for act in dealings(town):
        book.execute(act)
    field = CustomFieldId(book.execute(AddCustomField({"name": "Beds", "kind": "number"})).first("custom_field"))
    link = book.execute(AddCustomField({"name": "Parent", "kind": "link", "links_to": "partner"}))
    for key, beds in ((keep, "200"), (lose, "300")):
        book.execute(SetCustomValue(field, "", beds, key))
    book.execute(SetCustomValue(CustomFieldId(link.first("custom_field")), "", "杭州仁禾医疗科技有限公司", bank))
    return town


def dealings(pair: Pair) -> list[Command]:
    """Meetings with one, the other and both; edges; tags; files; marks; what is not the same."""
    keep, lose, bank = pair.keep, pair.lose, pair.bank
    held = {"kind": "call", "held_on": date(2026, 9, 1), "notes": "Samples."}
    item, decision = NewActionItem("Send samples", due_on=TODAY), NewDecision("Pilot in October", lose)
    everybody = (pair.doctor, pair.again)
    return [
        LogMeeting(held, (keep,), present_ids=(pair.doctor,)),
        LogMeeting(held, (keep,), (lose,), present_ids=everybody),
        LogMeeting(held, (lose, bank), (), (pair.again,), decisions=(decision,), action_items=(item,)),
        AddRelationship({"kind": "supplies", "since": "2025-03-01", "note": "short"}, keep, bank),
        AddRelationship({"kind": "supplies", "since": "2025-01-01", "note": "long"}, lose, bank),
        AddRelationship({"kind": "integrates-with"}, bank, lose),
        AddRelationship({"kind": "subsidiary-of"}, lose, keep),
        AddRelationship({"kind": "knows", "strength": 2}, None, None, pair.doctor, pair.again),
        AddRelationship({"kind": "knows", "strength": 3}, None, None, pair.again, pair.me),
        TagRecords(("pilot",), (keep, lose), everybody),
        TagRecords(("fair",), (lose,)),
        AttachFile("plan.txt", b"plan", keep),
        AttachFile("plan.txt", b"plan", lose),
        AttachFile("other.txt", b"other", lose),
        MarkFit(lose, FitCriterionId(1), 4, "batch 8", TODAY),
        MarkNotSame(bank, lose),
        Affiliate(pair.doctor, lose, "Adviser", date(2026, 1, 1)),
        SnoozeQuiet(lose, TODAY + timedelta(days=9)),
        DraftAgreement({"type": "nda", "title_en": "NDA"}, {}, (lose, bank)),
        EditParty(AgreementPartyId(1), "signatory_id", None, pair.again),
        LinkContact(AgreementId(1), pair.doctor),
        LinkContact(AgreementId(1), pair.again),
    ]


MERGES: dict[str, Callable[[Pair], Command]] = {
    "partners": lambda pair: MergePartners(pair.keep, pair.lose),
    "partners the other way": lambda pair: MergePartners(pair.lose, pair.keep, {"role.data-provider": "lose"}),
    "contacts": lambda pair: MergeContacts(pair.doctor, pair.again),
    "contacts the other way": lambda pair: MergeContacts(pair.again, pair.doctor, {"name": "沈若兰 Shen"}),
}


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_is_done_undone_and_done_again(pair: Pair, name: str) -> None:
    promises.is_done_undone_and_done_again(pair.book, MERGES[name](pair))
    assert pair.book.inspect() == []


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_that_fails_half_way_leaves_nothing(pair: Pair, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    promises.leaves_nothing_when_it_fails_half_way(pair.book, MERGES[name](pair), monkeypatch)


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_is_undone_after_the_book_was_closed(pair: Pair, name: str, clock: FixedClock) -> None:
    book = pair.book
    before = promises.state(book)
    book.execute(MERGES[name](pair))
    book.close()

    opened = Book.open(book.path, clock=clock, user=book.user)
    opened.undo()

    assert promises.state(opened) == before
    opened.close()


@pytest.mark.parametrize(("table", "movers"), [("partner", PARTNER_MOVERS), ("contact", CONTACT_MOVERS)])
def test_every_column_that_points_at_the_record_has_its_mover(table: str, movers: tuple[Mover, ...]) -> None:
    handled = [pointer for mover in movers for pointer in mover.pointers]

    assert set(handled) == pointers_to(table)
    assert len(handled) == len(set(handled))


@pytest.mark.parametrize("name", MERGES)
def test_nothing_points_at_the_record_that_went(pair: Pair, name: str) -> None:
    merge = MERGES[name](pair)
    assert isinstance(merge, MergePartners | MergeContacts)
    table = "partner" if isinstance(merge, MergePartners) else "contact"

    pair.book.execute(merge)

    for pointing, column in pointers_to(table):
        left = rows(pair.book, f"SELECT count(*) FROM {pointing} WHERE {column} = {merge.lose_id}")
        assert left == [(0,)], (pointing, column)
    assert rows(pair.book, f"SELECT count(*) FROM {table} WHERE id = {merge.lose_id}") == [(0,)]


def rows(book: Book, sql: str) -> list[tuple[object, ...]]:
    import sqlite3

    with sqlite3.connect(f"file:{book.path}?mode=ro", uri=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_record_that_stays_has_what_either_had(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose, {"city": "lose"}))

    fields = pair.detail(pair.keep).fields
    assert (fields["name"], fields["name_en"], fields["city"]) == ("仁禾医疗", "Renhe Medical", "上海")
    assert str(fields["other_names"]).splitlines() == ["仁禾", "杭州仁禾医疗科技有限公司"]
    assert fields["description"] == "Hospital data.\n\nFrom the fair."
    assert fields["owner_id"] == pair.me
    assert rows(pair.book, "SELECT text FROM custom_value WHERE partner_id = 2") == [("200",)]
    assert rows(pair.book, "SELECT vertical FROM partner_vertical WHERE partner_id = 2 ORDER BY 1") == [
        ("finance",),
        ("health",),
    ]


def test_a_meeting_of_both_is_one_and_they_took_part(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose))

    assert rows(pair.book, "SELECT interaction_id, took_part FROM interaction_partner WHERE partner_id = 2") == [
        (1, 1),
        (2, 1),
        (3, 1),
    ]


def test_edges_are_there_once_and_lead_to_somebody_else(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose))

    edges = "SELECT kind, from_partner_id, to_partner_id, since, note FROM relationship WHERE from_partner_id > 0"
    assert rows(pair.book, f"{edges} ORDER BY id") == [
        ("supplies", 2, 4, "2025-01-01", "short\n\nlong"),
        ("integrates-with", 4, 2, None, ""),
    ]


def test_two_posts_of_one_person_at_one_partner_become_one(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose))

    posts = f"SELECT title, since, until FROM affiliation WHERE contact_id = {pair.doctor}"
    assert rows(pair.book, posts) == [("CDO / Adviser", "2026-01-01", None)]


def test_a_stale_row_of_a_list_does_not_throw_an_active_partner_back(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose))

    found = {role.role: (role.stage, role.since) for role in pair.detail(pair.keep).roles}
    assert found[PartnerRole.DATA_PROVIDER] == (Stage.ACTIVE, ACTIVE_SINCE)
    assert found[PartnerRole.PLATFORM] == (Stage.ACTIVE, date(2026, 1, 1))
    assert rows(pair.book, "SELECT count(*) FROM stage_change WHERE stage = 'prospect'") == [(1,)]


def test_the_stage_of_the_other_is_taken_where_it_is_chosen(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose, {"role.data-provider": "lose"}))

    role = next(role for role in pair.detail(pair.keep).roles if role.role is PartnerRole.DATA_PROVIDER)
    assert (role.stage, role.since) == (Stage.PROSPECT, date(2026, 9, 1))


def test_own_fields_and_links_follow_the_choice(pair: Pair) -> None:
    pair.book.execute(MergePartners(pair.keep, pair.lose, {"custom.beds": "lose"}))

    assert rows(pair.book, "SELECT text FROM custom_value WHERE partner_id = 2") == [("300",)]
    assert rows(pair.book, "SELECT to_partner_id FROM custom_value WHERE partner_id = 4") == [(2,)]


def test_the_people_of_one_record_know_nobody_as_themselves(pair: Pair) -> None:
    pair.book.execute(MergeContacts(pair.doctor, pair.again))

    edges = "SELECT from_contact_id, to_contact_id, strength FROM relationship WHERE from_contact_id > 0"
    assert rows(pair.book, edges) == [(pair.doctor, pair.me, 3)]
    points = f"SELECT kind, value FROM contact_point WHERE contact_id = {pair.doctor} ORDER BY id"
    assert rows(pair.book, points) == [("phone", "+8613800138000"), ("wechat", "ruolan")]


def test_the_preview_says_what_differs_and_what_moves(pair: Pair) -> None:
    found = pair.book.query(MergePreview(pair.keep, pair.lose))

    assert {field.field for field in found.fields if field.differs} == {"name", "city", "description"}
    assert {field.field: field.default for field in found.fields}["website"] == "lose"
    assert [(role.kept, role.lost) for role in found.roles] == [(Stage.ACTIVE, Stage.PROSPECT)]
    assert [(own.field, own.kept, own.lost) for own in found.own] == [("beds", "200", "300")]
    assert {row.table: row.count for row in found.moved}["interaction_partner"] == 2


def binned(pair: Pair) -> PartnerId:
    pair.book.execute(BinPartners((pair.bank,)))
    return pair.bank


def edited_since(pair: Pair) -> Command:
    seen = Version(pair.book.query(MergePreview(pair.keep, pair.lose)).lose.version)
    pair.book.execute(EditPartner(pair.lose, "city", "上海", "北京"))
    return MergePartners(pair.keep, pair.lose, lose_seen=seen)


HOME = PartnerId(1)
REFUSED: dict[str, tuple[Callable[[Pair], Command], str]] = {
    "itself": (lambda pair: MergePartners(pair.keep, pair.keep), "merge-with-itself"),
    "home stays": (lambda pair: MergePartners(HOME, pair.keep), "merge-home-party"),
    "home goes": (lambda pair: MergePartners(pair.keep, HOME), "merge-home-party"),
    "in the bin": (lambda pair: MergePartners(pair.keep, binned(pair)), "record-in-bin"),
    "gone": (lambda pair: MergePartners(pair.keep, PartnerId(99)), "record-missing"),
    "one agreement": (lambda pair: MergePartners(pair.bank, pair.lose), "merge-same-agreement"),
    "field": (lambda pair: MergePartners(pair.keep, pair.lose, {"colour": "keep"}), "field-unknown"),
    "value": (lambda pair: MergePartners(pair.keep, pair.lose, {"country": "C1"}), "country-wrong"),
    "nameless": (lambda pair: MergePartners(pair.keep, pair.lose, {"name": ""}), "field-required"),
    "role": (lambda pair: MergePartners(pair.keep, pair.lose, {"role.platform": "active"}), "merge-choice-wrong"),
    "contact itself": (lambda pair: MergeContacts(pair.doctor, pair.doctor), "merge-with-itself"),
    "contact me": (lambda pair: MergeContacts(pair.doctor, pair.me), "merge-writer-stays"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_merged_is_refused(pair: Pair, name: str) -> None:
    act, code = REFUSED[name]
    promises.is_refused_and_changes_nothing(pair.book, act(pair), code)


def test_a_record_that_changed_since_it_was_seen_is_not_merged(pair: Pair) -> None:
    command = edited_since(pair)
    before = dump(str(pair.book.path))

    with pytest.raises(Refused) as refusal:
        pair.book.execute(command)

    assert [problem.code for problem in refusal.value.problems] == ["record-changed"]
    assert dump(str(pair.book.path)) == before


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(luck=st.randoms(use_true_random=False), steps=st.integers(3, 8))
def test_a_walk_of_merges_undone_leaves_every_table_equal(luck: object, steps: int, tmp_path_factory: object) -> None:
    """Merges of any two in any order, with choices by chance; then all of them undone."""
    from random import Random

    assert isinstance(luck, Random) and isinstance(tmp_path_factory, pytest.TempPathFactory)
    book = new_book(tmp_path_factory.mktemp("walk"))
    laden(book)
    before = promises.state(book)
    done = 0
    for _ in range(steps):
        try:
            book.execute(any_merge(luck, book))
            done += 1
        except Refused:
            continue
    assert book.inspect() == []
    for _ in range(done):
        book.undo()

    assert promises.state(book) == before
    book.close()


def new_book(folder: Path) -> Book:
    book = Book.create(folder / "walk.liaison", clock=FixedClock(NOON))
    book.execute(SetHomeParty("Mingyuan AI", "Lin Yue"))
    return book


def any_merge(luck: object, book: Book) -> Command:
    from random import Random

    assert isinstance(luck, Random)
    sides = ("keep", "lose")
    if luck.random() < 0.4:
        keys = [int(str(key)) for (key,) in rows(book, "SELECT id FROM contact")]
        return MergeContacts(ContactId(luck.choice(keys)), ContactId(luck.choice(keys)), {"name": luck.choice(sides)})
    keys = [int(str(key)) for (key,) in rows(book, "SELECT id FROM partner")]
    choices = {"role.data-provider": luck.choice(sides), "custom.beds": luck.choice(sides), "city": luck.choice(sides)}
    return MergePartners(PartnerId(luck.choice(keys)), PartnerId(luck.choice(keys)), choices)


def test_what_is_not_the_same_is_said_once(pair: Pair) -> None:
    promises.is_done_undone_and_done_again(pair.book, MarkNotSame(pair.doctor, pair.again, PartyKind.CONTACT))

    refused: list[Problem] = pair.book.check(MarkNotSame(pair.lose, pair.bank))
    assert [problem.code for problem in refused] == ["pair-known"]
