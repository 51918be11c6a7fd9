"""What agreements bring to a partner's timeline: what happened, and the days that are still to come."""

from datetime import date

from crm.agreements.commands import AmendAgreement, NewFile, RecordNotice, SettleObligation, SignAgreement
from crm.agreements.queries import ComingDays, DayKind
from crm.partners.queries import EntryKind, PartnerTimeline
from crm.values.enums import ObligationState
from tests.agreements.town import TODAY, Town, after, marks, obligation, owing, signed

AGREED = (EntryKind.SIGNED, EntryKind.AMENDED, EntryKind.NOTICE, EntryKind.SETTLED)
QUARTERLY = {"text_en": "Access log", "form": "recurring", "due_on": date(2026, 9, 10), "rule": "FREQ=MONTHLY"}


def test_signing_amending_notices_and_settled_obligations_stand_in_the_timeline_of_each_party(town: Town) -> None:
    assert town.book.query(PartnerTimeline(town.renhe, kinds=AGREED)).total == 0
    after(town, owing(town, QUARTERLY))
    signed(town)
    settled = SettleObligation(obligation(town), ObligationState.MET, date(2026, 9, 10), reason="sent")
    after(town, settled, RecordNotice(town.draft, {"kind": "breach", "received_on": TODAY, "cure": "30d"}))
    after(town, AmendAgreement(town.draft, "more", date(2026, 11, 1)))
    after(town, SignAgreement(town.version().id, marks(town), NewFile("amended.pdf", b"%PDF-1.7")))

    for partner in (town.renhe, town.home):
        page = town.book.query(PartnerTimeline(partner, kinds=AGREED))
        number = town.agreement().number
        assert [(entry.kind, entry.on, entry.note) for entry in page.entries] == [
            (EntryKind.SETTLED, TODAY, number),
            (EntryKind.NOTICE, TODAY, number),
            (EntryKind.AMENDED, TODAY, number),
            (EntryKind.SIGNED, TODAY, number),
        ]
    assert town.book.query(PartnerTimeline(town.lab, kinds=AGREED)).total == 0


def test_a_draft_has_not_happened(town: Town) -> None:
    assert town.book.query(PartnerTimeline(town.renhe, kinds=AGREED)).total == 0


def test_the_days_to_come_are_those_of_notice_of_the_end_and_of_what_is_owed(town: Town) -> None:
    after(town, owing(town, QUARTERLY))
    signed(town)

    days = town.book.query(ComingDays(TODAY, date(2027, 12, 31), town.renhe))

    assert [(day.kind, day.on) for day in days if day.kind is not DayKind.DUTY] == [(DayKind.END, date(2027, 9, 30))]
    assert [day.on for day in days if day.kind is DayKind.DUTY][:2] == [date(2026, 9, 10), date(2026, 10, 10)]
    assert town.book.query(ComingDays(TODAY, date(2027, 12, 31), town.lab)) == ()
