"""Relationships from both ends, who knows whom, introductions in two steps, and partners that rest on one person."""

from datetime import date

from crm.communication.commands import LogMeeting
from crm.language import say
from crm.partners.commands import (
    AddContact,
    AddRelationship,
    EditRelationship,
    EndAffiliation,
    EndRelationship,
    MoveContact,
)
from crm.partners.links import link_text
from crm.partners.queries import ContactDetail, KnownRow, PartnerDetail, PartnersRestingOnOne, WhoKnowsWhom
from crm.values import Message
from crm.values.enums import Language, RelationshipType
from crm.values.ids import ContactId, PartnerId, RelationshipId
from tests.faces.conftest import Liaison, liaison
from tests.partners.conftest import TODAY, Town

__all__ = ["liaison"]


def known(town: Town, partner: PartnerId) -> KnownRow:
    return town.book.query(WhoKnowsWhom(partner, TODAY))


def knows(town: Town, one: ContactId, other: ContactId, strength: int | None = None) -> RelationshipId:
    act = AddRelationship({"kind": "knows", "strength": strength}, from_contact_id=one, to_contact_id=other)
    return RelationshipId(town.book.execute(act).first("relationship"))


def met(town: Town, partner: PartnerId, *people: ContactId, on: date = TODAY) -> None:
    town.book.execute(LogMeeting({"kind": "call", "held_on": on}, partner_ids=[partner], present_ids=people))


def person_at(town: Town, partner: PartnerId, name: str) -> ContactId:
    return ContactId(town.book.execute(AddContact({"name": name}, partner_id=partner)).first("contact"))


def names(row: KnownRow) -> list[tuple[str, str]]:
    return [(tie.near.name_zh, tie.far.name_zh) for tie in row.ties]


def test_every_relationship_reads_from_both_ends_in_both_languages() -> None:
    said = {
        say(link_text(kind, "Acme", outgoing=way), language)
        for kind in RelationshipType
        for way in (True, False)
        for language in Language
    }

    assert {"supplies Acme", "is supplied by Acme", "maintains Acme", "is maintained by Acme"} <= said
    assert len(said) == 2 * (2 * len(RelationshipType) - 3)  # three of them read the same from either end


def test_an_edge_is_seen_at_both_partners(town: Town) -> None:
    town.book.execute(AddRelationship({"kind": "supplies", "since": "2026-01-01"}, town.renhe, town.stratus))

    there = town.book.query(PartnerDetail(town.renhe, TODAY)).links
    back = town.book.query(PartnerDetail(town.stratus, TODAY)).links

    assert [(link.outgoing, link.other_id) for link in there] == [(True, town.stratus)]
    assert [(link.outgoing, link.other_id) for link in back] == [(False, town.renhe)]
    assert say(link_text(back[0].kind, back[0].other_en, outgoing=False), Language.ENGLISH).startswith("is supplied by")


def test_an_acquaintance_is_seen_by_both_with_strength_and_place_of_work(town: Town) -> None:
    finch = person_at(town, town.stratus, "Oliver Finch")
    key = knows(town, town.shen, finch, 4)

    (there,) = town.book.query(ContactDetail(town.shen)).acquaintances
    (back,) = town.book.query(ContactDetail(finch)).acquaintances

    assert (there.other_id, there.strength, there.partner_id) == (finch, 4, town.stratus)
    assert (back.other_id, back.strength, back.partner_id) == (town.shen, 4, town.renhe)
    town.book.execute(EditRelationship(key, "strength", 4, 2))
    assert town.book.query(ContactDetail(finch)).acquaintances[0].strength == 2


def test_who_knows_whom_takes_relationships_and_meetings_together(town: Town) -> None:
    knows(town, town.me, town.shen, 5)
    met(town, town.renhe, town.me, town.shen)
    met(town, town.renhe, town.me, town.shen, town.fang, on=date(2026, 9, 1))

    found = known(town, town.renhe)

    assert names(found) == [("Lin Yue", "沈若兰"), ("Lin Yue", "方薇")]
    assert [(tie.strength, tie.meetings) for tie in found.ties] == [(5, 2), (0, 1)]
    assert found.ties[0].last_met_on == TODAY


def test_what_ended_or_has_not_begun_does_not_count(town: Town) -> None:
    key = knows(town, town.me, town.shen, 5)
    town.book.execute(EndRelationship(key, date(2026, 9, 1)))

    assert known(town, town.renhe).ties == ()


def test_an_introduction_takes_two_steps_over_somebody_elsewhere(town: Town) -> None:
    finch = person_at(town, town.stratus, "Oliver Finch")
    nair = person_at(town, town.lanting, "Priya Nair")
    knows(town, town.me, finch, 5)
    knows(town, finch, town.shen, 3)
    knows(town, town.me, nair, 2)
    knows(town, nair, town.shen, 5)

    (path,) = known(town, town.renhe).introductions

    assert (path.ours.near.id, path.ours.far.id, path.theirs.far.id) == (town.me, finch, town.shen)
    assert path.ours.far.partner_id == town.stratus


def test_nobody_is_introduced_to_whom_one_of_ours_knows(town: Town) -> None:
    finch = person_at(town, town.stratus, "Oliver Finch")
    knows(town, town.me, finch)
    knows(town, finch, town.shen)
    met(town, town.renhe, town.me, town.shen)

    assert known(town, town.renhe).introductions == ()


def test_a_partner_rests_on_one_person_when_the_other_has_left(town: Town) -> None:
    detail = town.book.query(PartnerDetail(town.renhe, TODAY))
    assert not detail.rests_on_one
    fang = next(person for person in detail.people if person.contact_id == town.fang)

    town.book.execute(EndAffiliation(fang.affiliation_id))

    assert town.book.query(PartnerDetail(town.renhe, TODAY)).rests_on_one
    assert [row.contact_id for row in town.book.query(PartnersRestingOnOne())] == [town.shen]


def test_a_move_keeps_the_history_and_both_partners_may_rest_on_one(town: Town) -> None:
    fang = next(
        person for person in town.book.query(PartnerDetail(town.renhe, TODAY)).people if person.contact_id == town.fang
    )

    town.book.execute(MoveContact(fang.affiliation_id, town.stratus, TODAY, "VP"))

    posts = town.book.query(ContactDetail(town.fang)).posts
    assert [(post.partner_id, post.until) for post in posts] == [
        (town.stratus, None),
        (town.renhe, date(2026, 9, 21)),
    ]
    resting = town.book.query(PartnersRestingOnOne((town.renhe, town.stratus)))
    assert {row.partner_id for row in resting} == {town.renhe, town.stratus}


def test_the_command_line_shows_a_partner_from_both_sides(town: Town, liaison: Liaison) -> None:
    knows(town, town.me, town.shen, 5)
    book = ("--book", str(town.book.path))
    town.book.close()

    added = liaison(
        "do",
        "AddRelationship",
        "kind=supplies",
        f"from_partner_id={town.renhe}",
        f"to_partner_id={town.stratus}",
        *book,
    )
    there, back = liaison("show", "Renhe", *book), liaison("show", "Stratus", *book)
    record = liaison("show", "Stratus", "--json", *book).rows

    assert added.code == 0
    assert "supplies Stratus Peak Cloud" in there.out
    assert "Lin Yue knows Shen Ruolan: strength 5 of 5" in there.out
    assert "is supplied by Renhe Hospital Data" in back.out
    assert [(link["kind"], link["outgoing"]) for link in record["links"]] == [("supplies", False)]
    assert record["fit"]["score"] is None


def test_the_command_line_refuses_the_same_edge_twice(town: Town, liaison: Liaison) -> None:
    book = ("--book", str(town.book.path))
    ends = (f"from_partner_id={town.renhe}", f"to_partner_id={town.stratus}")
    turned = (f"from_partner_id={town.stratus}", f"to_partner_id={town.renhe}")
    town.book.close()
    assert liaison("do", "AddRelationship", "kind=competes-with", *ends, *book).code == 0

    again = liaison("do", "AddRelationship", "kind=competes-with", *turned, *book)

    assert again.code == 1
    assert "already" in again.err


def test_a_resting_partner_is_told_by_its_person_in_both_languages(town: Town) -> None:
    said = Message("partners.rests-on", {"name": "沈若兰"})

    assert all("沈若兰" in say(said, language) for language in Language)
