"""What Today lists: who is late with what, in which order, and why."""

from datetime import date, timedelta

import pytest

from crm.book import Book
from crm.communication.commands import (
    AddActionItem,
    CompleteActionItem,
    LogMeeting,
    SetQuietDays,
    SnoozeActionItem,
    SnoozeQuiet,
)
from crm.language import say
from crm.partners.commands import AddContact, AddPartner, ChangeStage, EditPartner, NewRole
from crm.partners.queries import Owners
from crm.today.agenda import AgendaGroup, group_of
from crm.today.queries import Agenda, QuietPartners
from crm.today.quiet import days_over, quiet_days
from crm.values.enums import Language, PartnerRole, Stage, Tier
from crm.values.ids import ActionItemId, ContactId, PartnerId, PartnerRoleId

TODAY = date(2026, 9, 22)


def partner(book: Book, name: str, tier: Tier | None = None, owner: ContactId | None = None) -> PartnerId:
    return PartnerId(book.execute(AddPartner({"name": name, "tier": tier, "owner_id": owner})).first("partner"))


def met(book: Book, partner_id: PartnerId, on: date) -> None:
    book.execute(LogMeeting({"kind": "call", "held_on": on}, (partner_id,)))


def item(book: Book, text: str, due: date | None, partner_id: PartnerId | None = None, **more: object) -> ActionItemId:
    command = AddActionItem(text, partner_id, due_on=due, **more)  # type: ignore[arg-type]  # owner by name
    return ActionItemId(book.execute(command).first("action_item"))


def texts(book: Book, **asked: object) -> list[str]:
    return [row.text for row in book.query(Agenda(TODAY, **asked)).rows]  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-1, AgendaGroup.OVERDUE),
        (0, AgendaGroup.TODAY),
        (1, AgendaGroup.TOMORROW),
        (5, AgendaGroup.WEEK),
        (6, AgendaGroup.COMING),
        (14, AgendaGroup.COMING),
        (15, None),
    ],
)
def test_a_day_falls_into_its_group(days: int, group: AgendaGroup | None) -> None:
    assert group_of(TODAY + timedelta(days), TODAY) is group


def test_overdue_items_are_ranked_by_tier_then_by_days(book: Book) -> None:
    small, great = partner(book, "Small"), partner(book, "Great", Tier.STRATEGIC)
    met(book, great, TODAY)
    item(book, "old and small", date(2026, 8, 1), small)
    item(book, "late for the great", date(2026, 9, 20), great)
    item(book, "later for the great", date(2026, 9, 10), great)
    item(book, "far ahead", date(2026, 12, 1), great)
    item(book, "today", TODAY, small)
    item(book, "some day", None, small)

    assert texts(book) == ["later for the great", "late for the great", "old and small", "today", "some day"]
    assert book.query(Agenda(TODAY)).overdue == 3


def test_what_is_put_off_comes_back_on_its_day(book: Book) -> None:
    late = item(book, "late", date(2026, 9, 18))
    book.execute(SnoozeActionItem((late,), date(2026, 9, 28)))

    assert texts(book) == []
    assert [row.text for row in book.query(Agenda(date(2026, 9, 28))).rows] == ["late"]


def test_what_is_done_is_gone_until_it_is_undone(book: Book) -> None:
    late = item(book, "late", date(2026, 9, 18))
    book.execute(CompleteActionItem((late,)))
    assert texts(book) == []

    book.undo()

    assert texts(book) == ["late"]


def test_mine_is_what_i_own_and_what_my_partners_owe(book: Book) -> None:
    me = book.query(Owners())[0].id
    mine, other = partner(book, "Mine", owner=me), partner(book, "Other")
    theirs = ContactId(book.execute(AddContact({"name": "Fang"}, partner_id=mine)).first("contact"))
    strangers = ContactId(book.execute(AddContact({"name": "Gao"}, partner_id=other)).first("contact"))
    item(book, "I send", TODAY, other, owner_id=me)
    item(book, "my partner sends", TODAY, mine, owner_id=theirs)
    item(book, "another partner sends", TODAY, other, owner_id=strangers)
    item(book, "nobody's", TODAY, other)

    assert sorted(texts(book, me=me, only_mine=True)) == ["I send", "my partner sends"]
    answer = book.query(Agenda(TODAY, me))
    assert (answer.mine, answer.everyone) == (2, 4)


def test_a_partner_goes_quiet_after_the_days_of_its_tier(book: Book) -> None:
    for tier, days in ((Tier.STRATEGIC, 30), (Tier.PREFERRED, 60), (Tier.REGISTERED, 90)):
        met(book, partner(book, f"{tier.value} at its limit", tier), TODAY - timedelta(days))
        met(book, partner(book, f"{tier.value} over it", tier), TODAY - timedelta(days + 1))
    met(book, partner(book, "of no tier"), date(2020, 1, 1))

    rows = book.query(QuietPartners(TODAY))

    assert [row.partner and row.partner.en for row in rows] == [
        "strategic over it",
        "preferred over it",
        "registered over it",
    ]
    assert [row.days for row in rows] == [1, 1, 1]


def test_the_book_may_allow_other_days_and_the_reason_says_so(book: Book) -> None:
    met(book, partner(book, "Papertown Media", Tier.PREFERRED), date(2026, 7, 24))
    assert book.query(QuietPartners(TODAY)) == []

    book.execute(SetQuietDays(Tier.PREFERRED, 45))

    (row,) = book.query(QuietPartners(TODAY))
    assert (row.silent_days, row.days) == (60, 15)
    assert say(row.reason, Language.ENGLISH) == "Preferred partners: at most 45 days. Last contact 24 Jul"
    assert say(row.reason, Language.CHINESE) == "优选伙伴最长 45 天；上次联络 7月24日"


def test_a_quiet_partner_rests_until_its_day_and_a_contact_ends_its_silence(book: Book) -> None:
    quiet = partner(book, "Tallow Creek", Tier.STRATEGIC)
    met(book, quiet, date(2026, 6, 8))
    book.execute(SnoozeQuiet(quiet, date(2026, 10, 1)))
    assert book.query(QuietPartners(TODAY)) == []
    assert len(book.query(QuietPartners(date(2026, 10, 1)))) == 1

    met(book, quiet, TODAY)

    assert book.query(QuietPartners(date(2026, 10, 1))) == []


def test_a_partnership_that_ended_may_be_silent(book: Book) -> None:
    made = book.execute(AddPartner({"name": "Gone", "tier": "strategic"}, roles=(NewRole(PartnerRole.PLATFORM),)))
    met(book, PartnerId(made.first("partner")), date(2026, 1, 1))
    assert len(book.query(QuietPartners(TODAY))) == 1

    book.execute(ChangeStage(PartnerRoleId(made.first("partner_role")), Stage.ENDED, TODAY))

    assert book.query(QuietPartners(TODAY)) == []


def test_a_partner_never_contacted_is_counted_from_the_day_it_was_added(book: Book) -> None:
    partner(book, "New", Tier.STRATEGIC)

    (row,) = book.query(QuietPartners(date(2026, 10, 30)))

    assert say(row.reason, Language.ENGLISH) == "Strategic partners: at most 30 days. Added 22 Sep, never contacted"


def test_the_owner_of_a_quiet_partner_sees_it_among_theirs(book: Book) -> None:
    me = book.query(Owners())[0].id
    quiet = partner(book, "Tallow Creek", Tier.STRATEGIC)
    met(book, quiet, date(2026, 6, 8))
    assert book.query(Agenda(TODAY, me, only_mine=True)).rows == ()

    book.execute(EditPartner(quiet, "owner_id", None, me))

    assert len(book.query(Agenda(TODAY, me, only_mine=True)).rows) == 1


@pytest.mark.parametrize("language", list(Language))
def test_every_row_says_why_it_is_there(book: Book, language: Language) -> None:
    other = partner(book, "Other")
    theirs = ContactId(book.execute(AddContact({"name": "Gao"}, partner_id=other)).first("contact"))
    item(book, "ours", date(2026, 9, 18))
    item(book, "theirs", None, other, owner_id=theirs)

    reasons = [say(row.reason, language) for row in book.query(Agenda(TODAY)).rows]

    expected = {
        Language.ENGLISH: ["Noted on 22 Sep, due 18 Sep", "Owed to us since 22 Sep, no date set"],
        Language.CHINESE: ["9月22日记下，期限 9月18日", "对方9月22日答应，未定期限"],
    }
    assert reasons == expected[language]


def test_a_setting_that_is_no_number_counts_as_none() -> None:
    assert quiet_days({"quiet.strategic": "soon", "quiet.preferred": "45"}) == {
        Tier.STRATEGIC: 30,
        Tier.PREFERRED: 45,
        Tier.REGISTERED: 90,
    }
    assert days_over(date(2026, 7, 24), TODAY, 45) == 15
