"""What must never be handed out: internal things, things of other partners, the bin."""

import pytest

from crm.communication.commands import (
    AddActionItem,
    BinActionItems,
    BinInteractions,
    NewActionItem,
    NewDecision,
)
from crm.documents.partner_report import make_partner_report, partner_report_of
from crm.documents.partner_telling import Section
from crm.documents.titles import names_another
from crm.partners.commands import AddContact, AddPartner, BinContacts
from crm.values.enums import ReportLanguage
from tests.documents.conftest import TO_THE_DAY, Lanyu, day
from tests.documents.reading import plain

EVERYTHING = frozenset(Section)


def told(lanyu: Lanyu, partner: int | None = None) -> str:
    report = partner_report_of(lanyu.book, partner or lanyu.partner, TO_THE_DAY)
    return plain(make_partner_report(report, ReportLanguage.ENGLISH, sections=EVERYTHING).content)


@pytest.fixture
def renhe(bare: Lanyu) -> int:
    """Another partner, which took part in some of the meetings."""
    return bare.book.execute(AddPartner({"name": "Renhe Hospital", "name_zh": "仁禾医疗"})).first("partner")


def test_an_internal_meeting_leaves_no_trace(bare: Lanyu) -> None:
    before = told(bare)

    bare.log(
        "08-01",
        "meeting",
        "Their weak points",
        values={"internal": True, "notes": "They need the money"},
        decisions=(NewDecision("Press on the price"),),
        action_items=(NewActionItem("Find another supplier"),),
        present_ids=(bare.tan,),
    )

    after = told(bare)
    assert before.split("SHA-256")[0].split("version")[0] == after.split("SHA-256")[0].split("version")[0]
    for secret in ("weakpoints", "needthemoney", "Pressontheprice", "anothersupplier", "2026-08-01"):
        assert secret not in after


def test_internal_decisions_and_items_of_a_shown_meeting_are_left_out(bare: Lanyu) -> None:
    bare.log(
        "08-01",
        "meeting",
        "Review",
        decisions=(NewDecision("We go on"), NewDecision("We would pay more", internal=True)),
        action_items=(NewActionItem("Send the plan"), NewActionItem("Ask legal first", internal=True)),
    )

    text = told(bare)
    assert "Wegoon" in text and "Sendtheplan" in text
    assert "paymore" not in text and "Asklegal" not in text


def test_what_is_for_another_participant_is_left_out(bare: Lanyu, renhe: int) -> None:
    bare.log(
        "08-01",
        "meeting",
        "Three-way review",
        partner_ids=(bare.partner, renhe),
        values={"notes": "Minutes of the three"},
        decisions=(NewDecision("All go on"), NewDecision("The hospital pays less", partner_id=renhe)),
        action_items=(
            NewActionItem("Send the plan to all", partner_id=bare.partner),
            NewActionItem("Send the rebate", partner_id=renhe),
        ),
    )

    lanyu, hospital = told(bare), told(bare, renhe)
    assert "Allgoon" in lanyu and "Allgoon" in hospital
    assert "payless" not in lanyu and "paysless" not in lanyu and "rebate" not in lanyu
    assert "paysless" in hospital and "rebate" in hospital and "plantoall" not in hospital
    assert "Minutesofthethree" not in lanyu + hospital


def test_a_partner_who_was_only_spoken_about_sees_nothing(bare: Lanyu, renhe: int) -> None:
    bare.log(
        "08-01",
        "meeting",
        "About the market",
        about_ids=(renhe,),
        decisions=(NewDecision("Wait for them"),),
        action_items=(NewActionItem("Ask around about them", partner_id=renhe),),
    )

    text = told(bare, renhe)
    assert "Aboutthemarket" not in text and "Waitforthem" not in text and "Askaround" not in text


@pytest.mark.parametrize("title", ["Review with RENHE HOSPITAL", "与仁禾医疗的季度回顾", "ＲＥＮＨＥ Hospital"])
def test_a_title_that_names_another_partner_is_replaced_by_its_kind(bare: Lanyu, renhe: int, title: str) -> None:
    bare.log("08-01", "review", title, action_items=(NewActionItem("Send it"),))

    text = told(bare)
    assert "".join(title.split()) not in text and "仁禾" not in text and "RENHE" not in text.upper()
    assert "Review,1August2026" in text


def test_the_minutes_of_a_meeting_of_ours_are_shown_only_when_asked_for(bare: Lanyu) -> None:
    bare.log("08-01", "meeting", "Review", values={"notes": "We spoke about batches."})
    report = partner_report_of(bare.book, bare.partner, TO_THE_DAY)

    assert "Wespokeaboutbatches." in told(bare)
    assert "spokeabout" not in plain(make_partner_report(report, ReportLanguage.ENGLISH).content)


def test_minutes_that_name_another_partner_are_left_out(bare: Lanyu, renhe: int) -> None:
    bare.log("08-01", "meeting", "Review", values={"notes": "They asked about Renhe Hospital."})

    assert "Theyaskedabout" not in told(bare)


def test_what_lies_in_the_bin_is_left_out(bare: Lanyu) -> None:
    made = bare.log(
        "08-01", "meeting", "Binned review", decisions=(NewDecision("Binned decision"),), present_ids=(bare.tan,)
    )
    bare.book.execute(BinInteractions(made["interaction"]))
    item = bare.book.execute(AddActionItem("Binned item", partner_id=bare.partner)).first("action_item")
    bare.book.execute(BinActionItems((item,)))
    bare.book.execute(BinContacts((bare.arjun,)))

    text = told(bare)
    assert "Binned" not in text and "Arjun" not in text and "2026-08-01" not in text


def test_private_notes_on_a_contact_are_left_out(bare: Lanyu) -> None:
    bare.book.execute(
        AddContact({"name": "Lee Ann", "notes": "Wants to leave"}, partner_id=bare.partner, title="Buyer")
    )

    text = told(bare)
    assert "LeeAnn" in text and "Wantstoleave" not in text


def test_an_owner_who_works_only_for_another_partner_is_not_named(bare: Lanyu, renhe: int) -> None:
    nurse = bare.book.execute(AddContact({"name": "Fang Wei"}, partner_id=renhe)).first("contact")
    bare.book.execute(
        AddActionItem("Send samples", partner_id=bare.partner, owner_id=nurse, due_on=day("11-01"), debtor_id=bare.home)
    )

    text = told(bare)
    assert "Sendsamples" in text and "FangWei" not in text


@pytest.mark.parametrize(
    ("title", "hidden"),
    [
        ("Review with Arm", True),
        ("Alarm procedures", False),
        ("Lanyu Data, review", False),
        ("Data review", True),
        ("ARM与我们", True),
        ("算力平台上线", True),
    ],
)
def test_a_latin_name_counts_as_a_word_and_a_chinese_one_anywhere(title: str, hidden: bool) -> None:
    assert bool(names_another([title], ["Arm", "Data", "力平", "X"], ["Lanyu Data"])) is hidden
