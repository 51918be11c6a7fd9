"""Views are kept, renamed, put in order and undone; groups, sums and counts open to the rows that they count."""

import json
from datetime import date
from fractions import Fraction

import pytest

from crm.partners.commands import (
    AddCustomField,
    AddFitCriterion,
    AddPartner,
    AddView,
    BinPartners,
    EditView,
    MarkFit,
    NewRole,
    RemoveCustomField,
    RemoveView,
    ReorderViews,
    SetCustomValue,
    TagRecords,
)
from crm.partners.filters import Filter, read_filter, written
from crm.partners.queries import (
    PartnerGroups,
    PartnerOrder,
    PartnerPage,
    PartnerRows,
    PartnerSums,
    SavedViews,
    ViewCounts,
    ViewNamed,
)
from crm.partners.queries.groups import group_keys
from crm.partners.queries.view import SavedViewRow
from crm.values import Refused
from crm.values.enums import Language, PartnerRole, Stage, ViewLayout
from crm.values.ids import CustomFieldId, FitCriterionId, PartnerId, SavedViewId
from tests.partners.conftest import TODAY, Town


def kept(town: Town, **values: object) -> SavedViewId:
    return SavedViewId(town.book.execute(AddView({"name": "Mine", **values})).first("saved_view"))


def only(town: Town) -> SavedViewRow:
    (view,) = town.book.query(SavedViews())
    return view


def own(town: Town, **values: object) -> CustomFieldId:
    return CustomFieldId(town.book.execute(AddCustomField(values)).first("custom_field"))


def found(town: Town, asked: Filter) -> list[str]:
    return [row.title_en for row in town.book.query(PartnerRows(TODAY, asked, me=town.book.user))]


def test_a_view_keeps_the_look_in_words_that_last(town: Town) -> None:
    kept(
        town,
        filter="阶段:潜在 排序:-契合度",
        columns='["名称", "tier", "Roles and stages"]',
        group_by="role",
        layout="board",
    )

    view = only(town)
    assert view.text == "stage:prospect"
    assert (view.filter.sort, view.filter.descending) == ("fit", True)
    assert view.columns == ("name", "tier", "roles")
    assert (view.group_by, view.layout, view.problems) == ("role", ViewLayout.BOARD, ())
    assert found(town, view.filter) == ["Renhe Hospital Data"]


def test_a_view_is_found_by_name_whatever_its_case_and_width(town: Town) -> None:
    kept(town, name="Ｍy view")

    assert town.book.query(ViewNamed("my  VIEW")) == only(town)
    assert town.book.query(ViewNamed("other")) is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "mine"}, "view-exists"),
        ({"name": " "}, "field-required"),
        ({"name": "B", "filter": "stag:active"}, "filter-key-unknown"),
        ({"name": "B", "columns": '["nane"]'}, "column-unknown"),
        ({"name": "B", "columns": "name"}, "view-columns-wrong"),
        ({"name": "B", "group_by": "description"}, "view-group-wrong"),
        ({"name": "B", "group_by": "nothing"}, "filter-field-gone"),
        ({"name": "B", "sort": "contact"}, "filter-value-un"),
        ({"name": "B", "layout": "map"}, "field-unknown-choice"),
    ],
)
def test_a_view_that_means_nothing_is_refused(values: dict[str, object], code: str, town: Town) -> None:
    kept(town)

    (problem,) = town.book.check(AddView(values))

    assert problem.code.startswith(code)


def test_one_step_changes_the_whole_look_and_is_undone(town: Town) -> None:
    key = kept(town, filter="tier:strategic")
    before = only(town)

    town.book.execute(EditView(key, {"filter": "tier:preferred sort:-name", "columns": '["name"]'}, before.version))
    assert (only(town).text, only(town).filter.descending) == ("tier:preferred", True)

    town.book.undo()
    assert (only(town).text, only(town).columns) == (before.text, before.columns)


def test_views_are_put_in_order_and_taken_away(town: Town) -> None:
    first, second = kept(town), kept(town, name="Other")

    town.book.execute(ReorderViews((second, first)))
    assert [view.id for view in town.book.query(SavedViews())] == [second, first]
    (problem,) = town.book.check(ReorderViews((second,)))
    assert problem.code == "view-order-wrong"

    town.book.execute(RemoveView(second))
    assert only(town).id == first
    town.book.undo()
    assert [view.id for view in town.book.query(SavedViews())] == [second, first]


def test_a_view_whose_own_field_is_gone_says_so_and_still_opens(town: Town) -> None:
    field = own(town, name="GPU hours", kind="number")
    columns = json.dumps(["name", "gpu-hours"])
    kept(town, filter='tier:strategic "GPU hours">5', columns=columns, sort="GPU hours")
    assert only(town).problems == ()

    town.book.execute(RemoveCustomField(field))

    view = only(town)
    assert {problem.values["given"] for problem in view.problems} == {"gpu-hours"}
    assert (view.columns, view.filter.sort) == (("name",), "")
    assert found(town, view.filter) == ["Renhe Hospital Data"]


def test_counts_come_apart_from_the_views(town: Town) -> None:
    strategic, mine = kept(town, filter="tier:strategic"), kept(town, name="Of me", filter="owner:me")

    counts = town.book.query(ViewCounts(TODAY, me=town.book.user))
    assert [(count.id, count.partners, count.more) for count in counts] == [(strategic, 1, False), (mine, 1, False)]
    assert [count.id for count in town.book.query(ViewCounts(TODAY))] == [strategic]  # nobody is me


def with_two_roles(town: Town) -> None:
    roles = (
        NewRole(PartnerRole.COMPUTE_PROVIDER, Stage.ACTIVE, TODAY),
        NewRole(PartnerRole.DISTRIBUTOR, Stage.PROSPECT, TODAY),
    )
    both = town.book.execute(
        AddPartner({"name": "Both", "city": "HANGZHOU 杭州", "maturity": "Graduated"}, roles=roles, verticals=("法律",))
    ).first("partner")
    town.book.execute(TagRecords(("Pilot", "llm"), (PartnerId(both), town.lanting)))


def test_a_partner_of_two_roles_is_in_two_groups_and_counts_once(town: Town) -> None:
    with_two_roles(town)

    answer = town.book.query(PartnerGroups(TODAY, group_by="role"))

    assert [(group.title_en, group.partners) for group in answer.groups] == [
        ("Data provider", 1),
        ("Compute provider", 1),
        ("Distributor", 1),
        ("Without", 2),
    ]
    assert (answer.partners, answer.memberships) == (4, 5)


@pytest.mark.parametrize(
    "text", ["", "stage:prospect", "role:distributor,compute-provider", "-stage:active", "tag:llm"]
)
@pytest.mark.parametrize("key", group_keys())
def test_each_group_opens_to_as_many_rows_as_it_says(key: str, text: str, town: Town) -> None:
    with_two_roles(town)
    asked = read_filter(text).filter

    answer = town.book.query(PartnerGroups(TODAY, asked, key))

    assert answer.partners == len(found(town, asked))
    for group in answer.groups:
        narrowed = asked.narrowed(group.term)
        assert len(found(town, narrowed)) == group.partners, group
        assert read_filter(written(narrowed, Language.CHINESE)).filter == narrowed


def test_own_fields_are_filtered_sorted_grouped_and_summed_exactly(town: Town) -> None:
    hours, money, cloud = (
        own(town, name="GPU hours", kind="number"),
        own(town, name="预算", kind="money"),
        own(town, name="Cloud", kind="choice", options="Private\n公有云"),
    )
    for partner, number, amount, choice in (
        (town.renhe, "0.1", "CNY 100.10", "公有云"),
        (town.stratus, "0.2", "USD 7", "Private"),
        (town.lanting, "-3", "CNY 0.20", "公有云"),
    ):
        town.book.execute(SetCustomValue(hours, "", number, partner))
        town.book.execute(SetCustomValue(money, "", amount, partner))
        town.book.execute(SetCustomValue(cloud, "", choice, partner))

    sums = town.book.query(PartnerSums(TODAY))
    assert [(each.value, each.rows) for each in sums.of("gpu-hours")] == [(Fraction(-27, 10), 3)]
    assert [(each.currency, each.value) for each in sums.of("yu-suan")] == [("CNY", Fraction(1003, 10)), ("USD", 7)]
    groups = town.book.query(PartnerGroups(TODAY, group_by="cloud")).groups
    assert [(group.title_en, group.partners) for group in groups] == [("Private", 1), ("公有云", 2)]

    def order(sort: str, descending: bool = False) -> list[int]:
        return town.book.query(PartnerOrder(TODAY, sort=sort, descending=descending)).tolist()

    assert order("gpu-hours") == [town.lanting, town.renhe, town.stratus]
    assert order("yu-suan", True) == [town.renhe, town.lanting, town.stratus]  # dollars after yuan, never between


def test_fit_is_compared_exactly_and_its_mean_is_a_fraction(town: Town) -> None:
    """11/3 is more than 3.6666 and no 3.6667; who has no mark comes last both ways and is in no mean."""
    first, second = (
        FitCriterionId(town.book.execute(AddFitCriterion(name, weight)).first("fit_criterion"))
        for name, weight in (("Heavy", 20), ("Light", 10))
    )
    for partner, marks in ((town.renhe, (4, 3)), (town.stratus, (5, 5))):
        for criterion, mark in zip((first, second), marks, strict=True):
            town.book.execute(MarkFit(partner, criterion, mark, "seen", date(2026, 9, 1)))

    assert found(town, read_filter("fit>3.6666").filter) == ["Renhe Hospital Data", "Stratus Peak Cloud"]
    assert found(town, read_filter("fit>3.6667").filter) == ["Stratus Peak Cloud"]
    assert found(town, read_filter("契合度:5").filter) == ["Stratus Peak Cloud"]
    orders = [town.book.query(PartnerOrder(TODAY, sort="fit", descending=way)).tolist() for way in (False, True)]
    assert orders == [[town.renhe, town.stratus, town.lanting], [town.stratus, town.renhe, town.lanting]]
    (mean,) = town.book.query(PartnerSums(TODAY)).of("fit")
    assert (mean.value, mean.rows, mean.mean) == (Fraction(13, 3), 2, True)


def test_sums_count_what_the_filter_shows(town: Town) -> None:
    town.book.execute(BinPartners((town.lanting,)))

    sums = town.book.query(PartnerSums(TODAY, read_filter("tier:strategic").filter))

    assert (sums.partners, [each.value for each in sums.of("people")]) == (1, [2])


def test_owner_me_is_refused_where_nobody_is_me(town: Town) -> None:
    with pytest.raises(Refused) as refusal:
        town.book.query(PartnerRows(TODAY, read_filter("owner:me").filter))

    assert refusal.value.problems[0].code == "filter-me-unknown"


def test_a_page_holds_the_rows_that_were_asked_for(town: Town) -> None:
    assert [row.id for row in town.book.query(PartnerPage([town.stratus, town.renhe], TODAY))] == [
        town.stratus,
        town.renhe,
    ]
