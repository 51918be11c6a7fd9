"""Tags are called and coloured once, for every record that bears them."""

from crm.book.search import FoundTexts
from crm.partners.commands import AddView, ColorTag, RemoveTag, RenameTag, TagRecords
from crm.partners.queries import PartnerDetail, TagNames, TagRow
from crm.partners.queries.view import SavedViews
from crm.values.enums import TagColor
from tests.partners.conftest import TODAY, Town


def tags_of(town: Town, partner: int | None = None) -> tuple[str, ...]:
    return town.book.query(PartnerDetail(partner or town.renhe, TODAY)).tags


def tag(town: Town, name: str) -> TagRow:
    return next(row for row in town.book.query(TagNames()) if row.name == name)


def tagged(town: Town) -> None:
    town.book.execute(TagRecords(("pilot",), (town.renhe, town.stratus), (town.shen,)))
    town.book.execute(TagRecords(("试点",), (town.renhe, town.lanting)))


def test_a_tag_that_is_renamed_is_called_so_everywhere_and_found_so(town: Town) -> None:
    tagged(town)

    town.book.execute(RenameTag(tag(town, "pilot").id, "pilot", " Pilotprojekt "))

    assert tags_of(town) == ("Pilotprojekt", "试点")
    assert tags_of(town, town.stratus) == ("Pilotprojekt",)
    assert {hit.record_id for hit in town.book.query(FoundTexts("pilotprojekt"))} >= {town.renhe, town.stratus}


def test_a_change_of_case_alone_is_no_merge(town: Town) -> None:
    tagged(town)

    assert town.book.check(RenameTag(tag(town, "pilot").id, "pilot", "PILOT")) == []


def test_two_tags_become_one_only_when_it_was_asked_for(town: Town) -> None:
    tagged(town)
    pilot = tag(town, "pilot")

    (problem,) = town.book.check(RenameTag(pilot.id, "pilot", "试点"))
    town.book.execute(RenameTag(pilot.id, "pilot", "试点", merge=True))

    assert (problem.code, problem.values["n"]) == ("tag-exists-merge", 2)
    assert [(row.name, row.uses) for row in town.book.query(TagNames())] == [("试点", 4)]
    town.book.undo()
    assert [(row.name, row.uses) for row in town.book.query(TagNames())] == [("pilot", 3), ("试点", 2)]


def test_a_colour_is_the_tags_own(town: Town) -> None:
    tagged(town)

    town.book.execute(ColorTag(tag(town, "试点").id, TagColor.GREEN))

    detail = town.book.query(PartnerDetail(town.renhe, TODAY))
    assert dict(zip(detail.tags, detail.tag_colors, strict=True)) == {
        "pilot": TagColor.NEUTRAL,
        "试点": TagColor.GREEN,
    }


def test_a_tag_that_is_removed_says_from_how_many_and_comes_back(town: Town) -> None:
    tagged(town)

    changes = town.book.execute(RemoveTag(tag(town, "pilot").id))
    assert changes.named.values == {"tag": "pilot", "n": 3}
    assert tags_of(town) == ("试点",)

    town.book.undo()
    assert tags_of(town) == ("pilot", "试点")


def test_a_saved_view_follows_the_new_name_of_a_tag(town: Town) -> None:
    tagged(town)
    town.book.execute(AddView({"name": "Pilots", "filter": "-tag:PILOT,other tier:strategic"}))

    town.book.execute(RenameTag(tag(town, "pilot").id, "pilot", "first try"))

    (view,) = town.book.query(SavedViews())
    assert view.text == '-tag:"first try",other tier:strategic'
