"""What the room shows is what the book holds: order, filters, quiet partners, the pane, the timeline, the bin."""

from datetime import date, timedelta

import pytest

from crm import model
from crm.book import Book
from crm.partners.commands import (
    AddContact,
    AddPartner,
    AddRelationship,
    AttachFile,
    BinContacts,
    BinPartners,
    ChangeStage,
    EditPartner,
    EmptyBin,
    MoveContact,
    NewRole,
    TagRecords,
)
from crm.partners.filters import FIELDS, Filter, read_filter
from crm.partners.filters.fields import SORTS_AS
from crm.partners.queries import (
    AttachmentBytes,
    BinRows,
    ContactDetail,
    ContactNamed,
    ContactRows,
    EntryKind,
    HomeParty,
    Owners,
    PartnerDetail,
    PartnerNamed,
    PartnerOrder,
    PartnerPage,
    PartnerRows,
    PartnersRestingOnOne,
    PartnerTimeline,
    TagNames,
)
from crm.partners.queries import contact as contact_queries
from crm.partners.queries import detail as detail_queries
from crm.values import Query, Refused
from crm.values.enums import Language, PartnerRole, Stage, Tier
from crm.values.ids import AffiliationId, ContactId, PartnerId, PartnerRoleId
from crm.values.quiet import quiet_by
from tests.partners.conftest import TODAY, Town

SORTS = [*(field.key for field in FIELDS if field.order), *SORTS_AS]
EVERY: list[Query[object]] = [
    *(PartnerOrder(TODAY, Filter("a b"), sort, way, tongue)
      for sort in SORTS for way in (False, True) for tongue in Language),
    PartnerOrder(TODAY, read_filter("is:quiet stage:active role:platform tier:strategic").filter),
    PartnerRows(TODAY),
    ContactRows("lin"),
    PartnersRestingOnOne(),
    BinRows(TODAY),
    TagNames(),
    HomeParty(),
    Owners(),
    PartnerTimeline(PartnerId(1)),
]  # fmt: skip


@pytest.mark.parametrize("question", EVERY, ids=lambda question: type(question).__name__)
def test_every_question_is_answered_by_an_empty_book(question: Query[object], empty_book: Book) -> None:
    empty_book.query(question)


def names(town: Town, text: str = "") -> list[str]:
    reading = read_filter(text)
    assert reading.problems == ()
    return [row.title_en for row in town.book.query(PartnerRows(TODAY, reading.filter, me=town.book.user))]


def order(town: Town, sort: str, *, descending: bool = False, language: Language = Language.ENGLISH) -> list[str]:
    ids = town.book.query(PartnerOrder(TODAY, Filter(), sort, descending, language))
    return [row.title_en for row in town.book.query(PartnerPage(ids, TODAY))]


def test_the_list_is_in_the_order_of_the_language(town: Town) -> None:
    assert order(town, "name") == ["Lanting Bank", "Renhe Hospital Data", "Stratus Peak Cloud"]
    chinese = order(town, "name", language=Language.CHINESE)
    assert chinese == ["Lanting Bank", "Renhe Hospital Data", "Stratus Peak Cloud"]  # lan, ren, yun
    assert order(town, "name", descending=True)[0] == "Stratus Peak Cloud"


def test_what_has_no_value_comes_last_whichever_way_the_list_runs(town: Town) -> None:
    assert order(town, "tier")[-1] == "Lanting Bank"
    assert order(town, "tier", descending=True) == ["Stratus Peak Cloud", "Renhe Hospital Data", "Lanting Bank"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("renhe", ["Renhe Hospital Data"]),
        ("rhyl", ["Renhe Hospital Data"]),
        ("医疗", ["Renhe Hospital Data"]),
        ("杭州 ren", ["Renhe Hospital Data"]),
        ("ospit", ["Renhe Hospital Data"]),
        ("health", ["Renhe Hospital Data"]),
        ("lin", ["Renhe Hospital Data"]),  # Lin Yue owns it
        ("ＳＴＲＡＴＵＳ", ["Stratus Peak Cloud"]),
        ("pilot", ["Lanting Bank"]),
        ("nobody", []),
        ("'; DROP TABLE partner --", []),
    ],
)
def test_a_word_is_found_in_names_places_verticals_tags_and_owners(words: str, found: list[str], town: Town) -> None:
    town.book.execute(TagRecords(("Pilot",), (town.lanting,)))

    assert names(town, words) == found


def test_role_and_stage_must_meet_in_one_role(town: Town) -> None:
    roles = (
        NewRole(PartnerRole.COMPUTE_PROVIDER, Stage.ACTIVE, TODAY),
        NewRole(PartnerRole.DISTRIBUTOR, Stage.PROSPECT, TODAY),
    )
    town.book.execute(AddPartner({"name": "Both"}, roles=roles))

    assert names(town, "role:distributor stage:active") == []
    assert names(town, "role:distributor stage:prospect") == ["Both"]
    assert names(town, "role:compute-provider -stage:ended") == ["Both"]
    assert names(town, "role:compute-provider -stage:prospect") == []
    assert names(town, "role:compute-provider -role:distributor") == []
    assert names(town, "stage:active stage:prospect") == ["Both"]
    assert names(town, "stage:prospect") == ["Both", "Renhe Hospital Data"]
    assert names(town, "-stage:active") == ["Lanting Bank", "Renhe Hospital Data", "Stratus Peak Cloud"]
    assert names(town, "tier:preferred") == ["Stratus Peak Cloud"]


def test_neither_the_home_party_nor_the_bin_is_in_the_list(town: Town) -> None:
    town.book.execute(BinPartners((town.lanting,)))

    assert names(town) == ["Renhe Hospital Data", "Stratus Peak Cloud"]


def test_the_columns_of_the_pane_are_the_fields_of_the_model() -> None:
    assert set(detail_queries.FIELDS) == set(model.PartnerFields.model_fields)
    assert set(contact_queries.FIELDS) == set(model.ContactFields.model_fields)


def test_quiet_counts_from_the_last_contact_by_tier() -> None:
    days = {"strategic": 30, "preferred": 60, "registered": 90}

    assert quiet_by(TODAY - timedelta(days=33), Tier.STRATEGIC, days, TODAY) == 3
    assert quiet_by(TODAY - timedelta(days=33), Tier.PREFERRED, days, TODAY) == -27
    assert quiet_by(TODAY - timedelta(days=91), None, days, TODAY) == 1
    assert quiet_by(None, Tier.STRATEGIC, days, TODAY) is None


def test_a_partner_nobody_met_is_quiet_only_while_something_is_going_on(town: Town) -> None:
    later = TODAY + timedelta(days=31)
    quiet = read_filter("is:quiet").filter
    assert town.book.query(PartnerOrder(later, quiet)).tolist() == []

    town.book.execute(ChangeStage(PartnerRoleId(1), Stage.NEGOTIATING, TODAY))
    assert town.book.query(PartnerOrder(later, quiet)).tolist() == [town.renhe]
    assert town.book.query(PartnerDetail(town.renhe, later)).quiet_by == 1
    assert town.book.query(PartnerOrder(later - timedelta(days=1), quiet)).tolist() == []


def test_the_pane_reads_a_relationship_from_both_ends(town: Town) -> None:
    town.book.execute(AddRelationship({"kind": "supplies", "since": "2025-05-01"}, town.stratus, town.renhe))

    (from_here,) = town.book.query(PartnerDetail(town.stratus, TODAY)).links
    (from_there,) = town.book.query(PartnerDetail(town.renhe, TODAY)).links
    assert (from_here.outgoing, from_here.other_en) == (True, "Renhe Hospital Data")
    assert (from_there.outgoing, from_there.other_en) == (False, "Stratus Peak Cloud")


def test_a_move_ends_the_old_post_keeps_the_history_and_names_who_rests_on_one(town: Town) -> None:
    town.book.execute(MoveContact(AffiliationId(2), town.stratus, date(2026, 9, 1), "CDO"))

    renhe, stratus = (town.book.query(PartnerDetail(key, TODAY)) for key in (town.renhe, town.stratus))
    assert [(person.name_zh, person.until) for person in renhe.former] == [("沈若兰", date(2026, 8, 31))]
    assert [(person.name_zh, person.since) for person in stratus.people] == [("沈若兰", date(2026, 9, 1))]
    resting = town.book.query(PartnersRestingOnOne((town.renhe, town.stratus)))
    assert [(row.title_zh, row.contact_zh) for row in resting] == [("仁禾医疗数据", "方薇"), ("云岫算力", "沈若兰")]
    assert [post.rests_on_one for post in town.book.query(ContactDetail(town.shen)).posts] == [True, False]


def test_the_timeline_tells_everything_and_goes_on_where_it_stopped(town: Town) -> None:
    book = town.book
    book.execute(ChangeStage(PartnerRoleId(1), Stage.ACTIVE, date(2025, 3, 1), "signed"))
    book.execute(MoveContact(AffiliationId(2), town.stratus, date(2026, 9, 1)))
    book.execute(AddRelationship({"kind": "supplies", "since": "2025-05-01"}, town.stratus, town.renhe))
    book.execute(AttachFile("plan.txt", b"plan", town.renhe))

    whole = book.query(PartnerTimeline(town.renhe))
    assert {entry.kind for entry in whole.entries} == {
        EntryKind.STAGE,
        EntryKind.JOINED,
        EntryKind.LEFT,
        EntryKind.LINKED,
        EntryKind.FILE,
        EntryKind.MADE,
    }
    assert [entry.on for entry in whole.entries] == sorted((entry.on for entry in whole.entries), reverse=True)

    pages, before = [], None
    while True:
        page = book.query(PartnerTimeline(town.renhe, 2, before))
        pages.extend(page.entries)
        before = page.next
        if before is None:
            break
    assert tuple(pages) == whole.entries
    assert whole.total == len(pages)
    assert [entry.kind for entry in book.query(PartnerTimeline(town.renhe, kinds=(EntryKind.FILE,))).entries] == [
        EntryKind.FILE
    ]


def test_equal_bytes_are_kept_once_and_come_back_as_they_were(town: Town) -> None:
    content = bytes(range(256))
    keys = [town.book.execute(AttachFile(name, content, town.renhe)).first("attachment") for name in ("a", "b.bin")]

    assert [town.book.query(AttachmentBytes(key)) for key in keys] == [("a", content), ("b.bin", content)]


@pytest.mark.parametrize("text", ["仁禾医疗数据", "renhe hospital  data", "ＲＥＮＨＥ Hospital Data", "Renhe Ltd."])
def test_a_partner_is_named_in_any_language(text: str, town: Town) -> None:
    town.book.execute(EditPartner(town.renhe, "legal_name", "", "Renhe Ltd."))

    assert town.book.query(PartnerNamed(text)).id == town.renhe


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Renhe Hospitl Data", "partner-name-unknown"),
        ("qqqq", "partner-name-unlike-any"),
        ("同名", "partner-name-ambiguous"),
    ],
)
def test_a_name_that_is_unclear_is_refused_with_what_it_may_mean(text: str, code: str, town: Town) -> None:
    for _ in range(2):
        town.book.execute(AddPartner({"name": "同名"}))

    with pytest.raises(Refused) as refusal:
        town.book.query(PartnerNamed(text))

    (problem,) = refusal.value.problems
    assert problem.code == code
    if code == "partner-name-unknown":
        assert problem.values["nearest"] == ["仁禾医疗数据"]


def test_contacts_are_listed_and_named_with_their_addresses(town: Town) -> None:
    (row,) = town.book.query(ContactRows("ruolan"))

    assert (row.name_zh, row.partner_zh, row.post) == ("沈若兰", "仁禾医疗数据", "首席数据官")
    assert ("+8613800138000") in [value for _, value in row.points]
    assert len(town.book.query(ContactRows(partner_id=town.renhe))) == 2
    assert town.book.query(ContactNamed("shen ruolan")).id == town.shen


def test_the_bin_says_how_long_and_what_is_still_needed(town: Town) -> None:
    town.book.execute(BinPartners((town.lanting,)))
    town.book.execute(BinContacts((town.fang,)))

    rows = {row.title: row for row in town.book.query(BinRows(TODAY + timedelta(days=10)))}
    assert (rows["澜亭银行"].days_left, rows["澜亭银行"].needed) == (20, ())

    town.book.execute(EmptyBin((town.lanting,), (town.fang,)))
    assert town.book.query(BinRows(TODAY)) == []

    town.book.undo()  # of something older: what is gone for good stays gone
    assert town.book.query(BinRows(TODAY)) == []
    with pytest.raises(Refused):
        town.book.query(PartnerDetail(town.lanting, TODAY))


def test_an_owner_in_the_bin_is_needed_until_the_partner_has_another(town: Town) -> None:
    zhou = ContactId(town.book.execute(AddContact({"name": "周一"}, partner_id=PartnerId(1))).first("contact"))
    town.book.execute(EditPartner(town.stratus, "owner_id", None, zhou))
    town.book.execute(BinContacts((zhou,)))

    (problem,) = town.book.check(EmptyBin(contact_ids=(zhou,)))
    assert problem.code == "bin-needed"

    town.book.execute(EditPartner(town.stratus, "owner_id", zhou, None))
    assert town.book.check(EmptyBin(contact_ids=(zhou,))) == []


def test_somebodys_later_value_is_shown_with_who_and_when(town: Town) -> None:
    town.book.execute(EditPartner(town.renhe, "city", "杭州", "上海"))

    (problem,) = town.book.check(EditPartner(town.renhe, "city", "杭州", "苏州"))
    assert (problem.code, problem.values["theirs"], problem.values["who"]) == ("field-changed", "上海", "Lin Yue")
    assert isinstance(problem.values["on"], date)


def test_a_beginning_that_only_one_name_has_is_enough(town: Town) -> None:
    assert town.book.query(PartnerNamed("Renhe")).id == town.renhe
