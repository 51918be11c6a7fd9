"""Handing over: what one of ours looks after goes to another in one step, and is one line in each timeline."""

from datetime import date

import pytest

from crm.communication.commands import AddActionItem, CompleteActionItem
from crm.language import say
from crm.partners.commands import AddContact, AssignPartnerRole, BinPartners, EditPartner, HandOver
from crm.partners.queries import HeldBy, PartnerDetail, PartnerTimeline
from crm.partners.queries.timeline import EntryKind
from crm.values.enums import Language
from crm.values.ids import ActionItemId, ContactId, PartnerId, PartnerRoleId
from tests.book import promises
from tests.partners.conftest import TODAY, Town


@pytest.fixture
def zhou(town: Town) -> ContactId:
    """A colleague; Lin Yue looks after Renhe, its role, and two action items there, one of them done."""
    key = town.book.execute(AddContact({"name": "周晴", "name_en": "Zhou Qing"}, partner_id=PartnerId(1)))
    town.book.execute(AssignPartnerRole(PartnerRoleId(1), town.me))
    town.book.execute(AddActionItem("Send the samples", town.renhe, town.me, date(2026, 9, 25)))
    done = town.book.execute(AddActionItem("Book the room", town.renhe, town.me)).first("action_item")
    town.book.execute(CompleteActionItem((ActionItemId(done),)))
    return ContactId(key.first("contact"))


def owners(town: Town, partner: PartnerId) -> tuple[object, ...]:
    detail = town.book.query(PartnerDetail(partner, TODAY))
    roles = tuple(role.owner_id for role in detail.roles)
    return (detail.fields["owner_id"], *roles, *(item.owner_en for item in detail.open_items))


def test_partners_roles_and_open_items_go_to_the_other(town: Town, zhou: ContactId) -> None:
    changes = town.book.execute(HandOver(town.me, zhou))

    assert owners(town, town.renhe) == (zhou, zhou, "Zhou Qing")
    assert changes.named.code == "undo.hand-over"
    assert [changes.named.values["was"], say(changes.named.values["now"], Language.CHINESE)] == ["Lin Yue", "周晴"]  # type: ignore[arg-type] # a name
    assert town.book.query(HeldBy(town.me)).partner_ids == ()


def test_open_items_may_stay(town: Town, zhou: ContactId) -> None:
    town.book.execute(HandOver(town.me, zhou, items=False))

    assert owners(town, town.renhe) == (zhou, zhou, "Lin Yue")


def test_only_the_partners_that_are_named_change_hands(town: Town, zhou: ContactId) -> None:
    town.book.execute(EditPartner(town.stratus, "owner_id", None, town.me))

    town.book.execute(HandOver(town.me, zhou, (town.stratus,)))

    assert owners(town, town.renhe) == (town.me, town.me, "Lin Yue")
    assert owners(town, town.stratus) == (zhou,)


def test_what_lies_in_the_bin_keeps_its_owner(town: Town, zhou: ContactId) -> None:
    town.book.execute(BinPartners((town.renhe,)))

    assert town.book.query(HeldBy(town.me)).partner_ids == ()


def test_it_is_one_step_and_one_line_in_the_timeline_while_it_stands(town: Town, zhou: ContactId) -> None:
    def lines() -> list[EntryKind]:
        entries = town.book.query(PartnerTimeline(town.renhe)).entries
        return [entry.kind for entry in entries if entry.kind is EntryKind.HANDED]

    town.book.execute(HandOver(town.me, zhou))
    assert lines() == [EntryKind.HANDED]

    town.book.undo()
    assert lines() == []
    assert owners(town, town.renhe) == (town.me, town.me, "Lin Yue")
    town.book.redo()
    assert lines() == [EntryKind.HANDED]


def test_it_is_done_undone_and_done_again(town: Town, zhou: ContactId) -> None:
    promises.is_done_undone_and_done_again(town.book, HandOver(town.me, zhou))


def test_who_takes_over_works_for_us(town: Town, zhou: ContactId) -> None:
    (problem,) = town.book.check(HandOver(town.me, town.shen))
    assert problem.code == "owner-not-ours"
    (problem,) = town.book.check(HandOver(town.me, town.me))
    assert problem.code == "handover-to-oneself"
    (problem,) = town.book.check(HandOver(zhou, town.me))
    assert problem.code == "handover-nothing"
