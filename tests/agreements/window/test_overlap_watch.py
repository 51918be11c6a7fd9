"""The restrictions watch as its user has it: beside the draft, right after the save, on the command line."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from crm.agreements.commands import (
    AddRestriction,
    AmendAgreement,
    EditRestriction,
    NewMark,
    RemoveRestriction,
    SignAgreement,
)
from crm.agreements.queries import AgreementDetail, AgreementNamed, AgreementPromises, AgreementText
from crm.book import Book
from crm.values import Command
from crm.values.enums import Language, MarkKind
from crm.values.ids import AgreementId, Version
from tests.agreements.test_overlaps import EXCLUSIVE, RESALE, other_draft, restricting
from tests.agreements.town import SCAN, TODAY, Town, after, signed
from tests.agreements.window.driving import LICENCE, room_of
from tests.faces.conftest import Liaison
from tests.window.driver import Window
from ui.agreements.overlap_rows import OverlapLine
from ui.agreements.room import AgreementsRoom
from ui.kit.look import look

DRAFT = "Judgments corpus licence"
EVERYWHERE = {"kind": "exclusivity", "territory": "CN, SG", "use_field": "clinical dialogue"}


@pytest.fixture
def room(window: Window) -> AgreementsRoom:
    return room_of(window, DRAFT)


def key_of(window: Window, name: str) -> AgreementId:
    return window.book.query(AgreementNamed(name))


def promised(book: Book, values: dict[str, object]) -> AddRestriction:
    """We promise somebody of the draft the same that the licence promises another."""
    row = book.query(AgreementDetail(book.query(AgreementNamed(DRAFT))))
    version = row.versions[-1]
    line = book.query(AgreementText(version.id)).clauses[2].line
    home = next(party for party in row.parties if party.is_home)
    return AddRestriction(version.id, values, home.id, line=line)


def do(window: Window, command: Command) -> None:
    window.office.execute(command)
    window.settle()


def lines(room: AgreementsRoom) -> list[OverlapLine]:
    return room.side.checks.overlaps.findChildren(OverlapLine)


def test_a_clean_draft_says_with_how_many_restrictions_it_was_compared(room: AgreementsRoom, window: Window) -> None:
    assert window.shows("It states no restriction that could overlap with others")

    do(window, promised(window.book, {**EVERYWHERE, "territory": "FR"}))

    assert window.shows("No overlap with 1 restriction in force")
    assert not window.office.body.notice.isVisible()


def test_a_save_that_overlaps_is_told_at_once_with_both_clauses(room: AgreementsRoom, window: Window) -> None:
    do(window, promised(window.book, EVERYWHERE))

    assert window.shows("Exclusivity here meets “Exclusivity” of DL-2025-0007 Clinical dialogue data licence")
    assert window.shows("; China; clinical dialogue")
    assert window.office.body.notice.isVisible()
    assert window.shows("This overlaps with another agreement: Exclusivity here meets")

    window.click("Look at it")
    assert window.focus() in room.side.checks.overlaps.findChildren(type(window.focus()))


def test_the_same_overlap_is_not_told_again_and_goes_when_it_is_narrowed(room: AgreementsRoom, window: Window) -> None:
    do(window, promised(window.book, EVERYWHERE))
    window.office.body.notice.hide()

    row = window.book.query(AgreementPromises(key_of(window, DRAFT))).restrictions[-1]
    do(window, EditRestriction(row.id, "note", "", "as agreed by phone"))
    assert len(lines(room)) == 1
    assert not window.office.body.notice.isVisible()

    do(window, RemoveRestriction(row.id, Version(row.version + 1)))
    assert not lines(room)


def test_the_other_agreement_is_one_press_away_at_its_clause(room: AgreementsRoom, window: Window) -> None:
    do(window, promised(window.book, EVERYWHERE))

    window.click(LICENCE)

    assert room.record.shown is not None
    assert room.record.shown.row.number == LICENCE
    restriction = window.book.query(AgreementPromises(room.record.shown.id)).restrictions[0]
    clause = room.record.shown.clause_of(restriction.line)
    assert clause is not None
    assert room.record.text.clause == clause


def test_in_chinese_places_are_chinese(room: AgreementsRoom, window: Window) -> None:
    do(window, promised(window.book, {**EVERYWHERE, "territory": "广东"}))

    look.set(language=Language.CHINESE)
    room.retranslate()
    window.settle()
    assert window.shows("；广东；clinical dialogue")

    look.set(language=Language.ENGLISH)


def test_an_amendment_is_watched_from_its_first_save_on(town: Town, bare_window: Window) -> None:
    signed(town, restricting(town, EXCLUSIVE, bound=0))
    later = other_draft(town, town.lab)
    after(town, restricting(town, {**RESALE, "from_on": date(2028, 1, 1)}, 1, later))
    parties = town.agreement(later).parties
    signatures = tuple(NewMark(party.id, MarkKind.SIGNATURE, TODAY) for party in parties)
    after(town, SignAgreement(town.version(later).id, signatures, SCAN))
    town.book.close()
    window = bare_window.open(town.book.path)
    window.office.go("agreements", "agreement", later)
    window.settle()

    do(window, AmendAgreement(later, "Earlier", date(2026, 12, 1)))
    assert not window.office.body.notice.isVisible()
    row = window.book.query(AgreementPromises(later)).restrictions[-1]
    do(window, EditRestriction(row.id, "from_on", date(2028, 1, 1), None))

    assert window.shows("This overlaps with another agreement: Territory here meets “Exclusivity” of")


def test_the_command_line_tells_overlaps_and_what_to_do(liaison: Liaison, copied: Path) -> None:
    clean = liaison("agreement", "check", DRAFT, "--book", str(copied))
    assert "It states no restriction that could overlap with others" in clean.err

    with closing(Book.open(copied)) as book:
        book.execute(promised(book, EVERYWHERE))
    told = liaison("agreement", "check", DRAFT, "--book", str(copied))
    rows = liaison("agreement", "check", DRAFT, "--book", str(copied), "--json").rows

    assert "Exclusivity here meets “Exclusivity” of DL-2025-0007 Clinical dialogue data licence" in told.out
    assert "agree with the partner who was promised it" in told.err
    (met,) = [row for row in rows if row["code"] == "overlap"]
    assert (met["severity"], met["places"], met["agreement"]["number"]) == ("doubtful", ["CN"], LICENCE)
    assert (met["own_clause"], met["other_clause"]) != ("", "")
