"""The restrictions watch: every overlap is found, none is invented."""

from datetime import date, timedelta
from random import Random

import pytest

from crm.agreements.commands import (
    AddRestriction,
    AmendAgreement,
    DraftAgreement,
    EditRestriction,
    NewMark,
    RemoveRestriction,
    SignAgreement,
)
from crm.agreements.overlaps import Promise, overlaps
from crm.agreements.queries import AgreementText, Overlapping
from crm.agreements.queries.overlapping import OverlapRow
from crm.agreements.scopes import in_words, territory, use_field
from crm.values.enums import MarkKind, RestrictionType
from crm.values.ids import AgreementId, PartnerId
from tests.agreements.town import CLAUSES, SCAN, TERMS, TODAY, Town, after, signed

EVERY_ATOM = frozenset({"CN-44", "CN-31", "CN rest", "HK", "SG", "ASEAN rest", "US-CA", "US rest", "elsewhere"})
LANDS = {
    "": EVERY_ATOM,
    "World": EVERY_ATOM,
    "CN": frozenset({"CN-44", "CN-31", "CN rest"}),
    "广东省": frozenset({"CN-44"}),
    "Shanghai、香港": frozenset({"CN-31", "HK"}),
    "大中华区": frozenset({"CN-44", "CN-31", "CN rest", "HK"}),
    "ASEAN": frozenset({"SG", "ASEAN rest"}),
    "新加坡, US": frozenset({"SG", "US-CA", "US rest"}),
    "US-CA": frozenset({"US-CA"}),
    "Worldwide except China": EVERY_ATOM - {"CN-44", "CN-31", "CN rest"},
    "中国（广东除外）": frozenset({"CN-31", "CN rest"}),
    "Asia, excluding Hong Kong and Singapore": frozenset({"CN-44", "CN-31", "CN rest", "ASEAN rest"}),
    "广东和新加坡": frozenset({"CN-44", "SG"}),
}
EVERY_FIELD = frozenset({"imaging", "rest of health", "finance", "other"})
FIELDS = {
    "": EVERY_FIELD,
    "health": frozenset({"imaging", "rest of health"}),
    "医疗/imaging": frozenset({"imaging"}),
    "Finance": frozenset({"finance"}),
    "金融, health / imaging": frozenset({"finance", "imaging"}),
    "medical imaging": frozenset({"imaging"}),
    "医疗和金融": frozenset({"imaging", "rest of health", "finance"}),
}
FIRST = date(2026, 10, 1)
WORLD_OF_DAYS = [FIRST + timedelta(day) for day in range(-2, 14)]
BREAKABLE = ("exclusivity", "territory", "non-compete")


def drawn(luck: Random, key: int) -> Promise:
    parties = frozenset(luck.sample(range(5), luck.choice((2, 2, 3))))
    bound = parties if luck.random() < 0.2 else frozenset({luck.choice(sorted(parties))})
    free = sorted(parties - bound)
    holders = frozenset({luck.choice(free)}) if free and luck.random() < 0.5 else parties - bound or parties
    start = FIRST + timedelta(luck.randrange(8))
    return Promise(
        key=key,
        agreement=luck.randrange(12),
        kind=luck.choice(list(RestrictionType)),
        bound=bound,
        holders=holders,
        parties=parties,
        territory=luck.choice(list(LANDS)),
        use_field=luck.choice(list(FIELDS)),
        first=None if luck.random() < 0.2 else start,
        last=None if luck.random() < 0.2 else start + timedelta(luck.randrange(5)),
    )


def breaks(promise: Promise, other: Promise) -> bool:
    """Someone who promised takes part in the other agreement with a stranger to the promise."""
    for member in other.parties:
        if member in promise.bound:
            for stranger in other.parties:
                if stranger not in promise.bound and stranger not in promise.holders:
                    return promise.kind.value in BREAKABLE
    return False


def common(one: Promise, two: Promise) -> set[tuple[date, str, str]]:
    """Day by day, place by place and field by field, what both promise at once."""
    if one.agreement == two.agreement or "most-favoured" in (one.kind.value, two.kind.value):
        return set()
    if not breaks(one, two) and not breaks(two, one):
        return set()
    found = set()
    for day in WORLD_OF_DAYS:
        for promise in (one, two):
            if (promise.first and day < promise.first) or (promise.last and day > promise.last):
                break
        else:
            for place in LANDS[one.territory] & LANDS[two.territory]:
                found |= {(day, place, field) for field in FIELDS[one.use_field] & FIELDS[two.use_field]}
    return found


def test_of_1000_generated_pairs_all_overlaps_are_found_and_none_invented() -> None:
    luck, met = Random(1000), 0
    for at in range(1000):
        one, two = drawn(luck, 2 * at), drawn(luck, 2 * at + 1)

        found = overlaps([one], [two])

        said = common(one, two)
        assert bool(found) == bool(said), (one, two)
        met += len(found)
        if found:
            days = [day for day, *_ in said]
            assert found[0].first == (None if min(days) == WORLD_OF_DAYS[0] else min(days))
            assert found[0].last == (None if max(days) == WORLD_OF_DAYS[-1] else max(days))
    assert 100 < met < 900


def test_many_at_once_are_the_same_as_each_pair() -> None:
    luck = Random(2)
    own, others = [drawn(luck, at) for at in range(30)], [drawn(luck, 100 + at) for at in range(60)]

    found = {(met.own.key, met.other.key) for met in overlaps(own, others)}

    assert found == {(one.key, two.key) for one in own for two in others if common(one, two)}


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        ("Worldwide", "中国", ("CN",)),
        ("中国大陆", "Guangdong, SG", ("CN-44",)),
        ("广东省", "cn-gd", ("CN-44",)),
        ("大中华区", "Hong Kong; 台湾", ("HK", "TW")),
        ("EU", "Germany, CH", ("DE",)),
        ("环渤海", "全球", ("环渤海",)),
        ("the territory of the PRC", "深圳市", ("CN-44-深圳",)),
        ("中国境内", "长三角", ("CN-31", "CN-32", "CN-33", "CN-34")),
        ("香港特别行政区", "China and Hong Kong SAR", ("HK",)),
        ("欧洲", "Germany & Japan", ("DE",)),
        ("Trinidad and Tobago", "World", ("TT",)),
    ],
)
def test_a_place_lies_in_what_is_wider(one: str, two: str, shared: tuple[str, ...]) -> None:
    assert in_words(territory(one).shared(territory(two))) == shared


@pytest.mark.parametrize(("one", "two"), [("中国", "香港"), ("CN-44", "CN-31"), ("US", "MX"), ("环渤海", "天津")])
def test_places_apart_do_not_meet(one: str, two: str) -> None:
    assert not territory(one).meets(territory(two))


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("World except CN, HK", "SG", "HK"),
        ("全球（不含港澳台）", "中国", "台湾"),
        ("除中国以外的全球", "DE", "CN-44"),
        ("outside China", "US-CA", "上海"),
        ("海外市场", "SG", "中国"),
        ("中国，不含广东", "杭州", "深圳"),
        ("EU except Germany", "DACH", "DE"),
        ("PRC (excluding Hong Kong, Macao and Taiwan)", "CN", "Macau"),
    ],
)
def test_what_is_taken_out_of_a_place_does_not_meet(text: str, inside: str, outside: str) -> None:
    assert territory(text).meets(territory(inside))
    assert not territory(text).meets(territory(outside))
    assert territory(text).unread == ()


def test_an_exception_holds_for_its_own_place_alone_and_one_that_is_not_known_takes_nothing_out() -> None:
    assert territory("World except CN; 广东").meets(territory("深圳"))
    assert territory("World except Atlantis").meets(territory("CN"))
    assert territory("World except Atlantis").unread == ("Atlantis",)


def test_a_field_is_the_same_in_both_languages() -> None:
    assert use_field("医疗").meets(use_field("Health/imaging"))
    assert not use_field("health/imaging").meets(use_field("health/genomics"))
    assert use_field("金融行业").meets(use_field("finance sector"))
    assert not use_field("research and development").meets(use_field("education, city services"))


EXCLUSIVE = {"kind": "exclusivity", "territory": "CN", "use_field": "health"}
RESALE = {"kind": "territory", "territory": "广东", "use_field": "医疗"}


def restricting(town: Town, values: dict[str, object], bound: int, key: AgreementId | None = None) -> AddRestriction:
    line = town.text(key).clauses[1].paragraphs[0].line
    return AddRestriction(town.version(key).id, values, town.party(bound, key), line=line)


def other_draft(town: Town, *partners: PartnerId) -> AgreementId:
    values = {"type": "reseller", "title_en": "Resale"}
    made = town.book.execute(DraftAgreement(values, TERMS, (town.home, *partners), CLAUSES))
    return AgreementId(made.first("agreement"))


def asked(town: Town, key: AgreementId) -> tuple[OverlapRow, ...]:
    return town.book.query(Overlapping(key, TODAY)).overlaps


def test_a_draft_for_another_partner_meets_the_exclusivity_and_both_clauses_are_told(town: Town) -> None:
    signed(town, restricting(town, EXCLUSIVE, bound=0))
    draft = other_draft(town, town.lab)
    after(town, restricting(town, RESALE, 1, draft))

    (found,) = asked(town, draft)

    assert (found.own.kind.value, found.other.kind.value) == ("territory", "exclusivity")
    assert (found.places, found.fields) == (("CN-44",), ("health",))
    assert (found.first, found.last) == (date(2026, 10, 1), date(2027, 9, 30))
    assert found.agreement.id == town.draft
    assert found.own_clause is not None
    assert found.own_clause.paragraph == town.text(draft).clauses[1].paragraphs[0]
    assert found.other_clause is not None
    assert found.other_clause.clause.heading_zh == "数据"


def test_a_second_agreement_with_the_one_who_holds_the_promise_is_no_breach(town: Town) -> None:
    signed(town, restricting(town, EXCLUSIVE, bound=0))
    draft = other_draft(town, town.renhe)
    after(town, restricting(town, RESALE, 1, draft))

    assert asked(town, draft) == ()


def test_a_draft_of_another_is_no_promise_yet(town: Town) -> None:
    after(town, restricting(town, EXCLUSIVE, bound=0))
    draft = other_draft(town, town.lab)
    after(town, restricting(town, RESALE, 1, draft))

    assert asked(town, draft) == ()


def test_an_amendment_is_asked_as_if_it_were_signed_and_from_its_day(town: Town) -> None:
    signed(town, restricting(town, {**EXCLUSIVE, "territory": "SG"}, bound=0))
    draft = other_draft(town, town.lab)
    after(town, restricting(town, RESALE, 1, draft))
    parties = town.agreement(draft).parties
    marks = tuple(NewMark(party.id, MarkKind.SIGNATURE, TODAY) for party in parties)
    after(town, SignAgreement(town.version(draft).id, marks, SCAN))
    assert asked(town, town.draft) == ()

    after(town, AmendAgreement(town.draft, "Wider", date(2027, 1, 1)))
    restriction = town.promises().restrictions[-1]
    after(town, EditRestriction(restriction.id, "territory", "SG", "World"))

    (found,) = asked(town, town.draft)
    assert (found.first, found.last, found.places) == (date(2027, 1, 1), date(2027, 9, 30), ("CN-44",))
    assert found.own_clause is not None
    assert found.own_clause.clause in town.book.query(AgreementText(town.version().id)).clauses
    assert asked(town, draft) == ()  # what is not signed binds nobody

    after(town, RemoveRestriction(restriction.id))
    assert asked(town, town.draft) == ()


def test_a_place_that_no_list_knows_is_named(town: Town) -> None:
    after(town, restricting(town, {**EXCLUSIVE, "territory": "CN, 环渤海"}, bound=0))

    assert town.book.query(Overlapping(town.draft, TODAY)).unread == ("环渤海",)
