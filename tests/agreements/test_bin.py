"""Drafts in the bin, and what an agreement keeps out of it."""

from crm.agreements.commands import BinAgreements, EditParty, LinkMeeting
from crm.communication.commands import BinInteractions
from crm.partners.commands import BinContacts, BinPartners, EmptyBin
from crm.partners.queries import BinRows
from tests.agreements.town import TODAY, Town
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
