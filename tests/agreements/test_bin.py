"""Drafts in the bin, and what an agreement keeps out of it."""

from datetime import date

from crm.agreements.commands import BinAgreements, EditParty, LinkMeeting, SettleObligation
from crm.communication.commands import BinInteractions
from crm.partners.commands import AttachFile, BinContacts, BinPartners, EmptyBin
from crm.partners.queries import BinRows
from crm.values.enums import ObligationState
from crm.values.ids import AttachmentId
from tests.agreements.town import TODAY, Town, after, obligation, owing, signed
from tests.book import promises
from tests.book.acts import dump


def test_a_draft_lies_in_the_bin_by_its_title_and_goes_for_good_with_all_that_it_says(town: Town) -> None:
    town.book.execute(LinkMeeting(town.draft, town.meeting))
    town.book.execute(BinAgreements((town.draft,)))
    (row,) = town.book.query(BinRows(TODAY))
    assert (row.kind, row.title, row.needed) == ("agreement", "Data licence", ())

    town.book.execute(EmptyBin(agreement_ids=(town.draft,)))

    left = dump(str(town.book.path))
    tables = ("agreement", "agreement_version", "agreement_party", "agreement_interaction", "clause", "paragraph")
    assert all(left[table] == [] for table in tables)
    assert town.book.inspect() == []


def test_what_proves_that_an_obligation_was_met_stays_in_the_bin(town: Town) -> None:
    due = owing(town, {"text_en": "Deliver", "due_on": date(2026, 11, 2)})
    after(town, AttachFile("proof.txt", b"delivered", interaction_id=town.meeting))
    signed(town, due)
    met = SettleObligation(obligation(town), ObligationState.MET, attachment_id=AttachmentId(1))
    after(town, met, BinInteractions((town.meeting,)))

    promises.is_refused_and_changes_nothing(town.book, EmptyBin(interaction_ids=(town.meeting,)), "bin-needed")


def test_whoever_an_agreement_names_stays_in_the_bin(town: Town) -> None:
    town.book.execute(EditParty(town.party(1), "signatory_id", None, town.shen))
    town.book.execute(LinkMeeting(town.draft, town.meeting))
    town.book.execute(BinPartners((town.renhe,)))
    town.book.execute(BinContacts((town.shen,)))
    town.book.execute(BinInteractions((town.meeting,)))

    for emptied in (
        EmptyBin((town.renhe,)),
        EmptyBin(contact_ids=(town.shen,)),
        EmptyBin(interaction_ids=(town.meeting,)),
    ):
        promises.is_refused_and_changes_nothing(town.book, emptied, "bin-needed")
