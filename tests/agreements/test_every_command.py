"""Every command of the room: done, undone to the row, done again; and what each refuses."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.agreements import commands
from crm.agreements.commands import (
    AddClause,
    AddClauses,
    AddParagraph,
    AddParty,
    BinAgreements,
    DraftAgreement,
    EditAgreement,
    EditClause,
    EditParagraph,
    EditParty,
    EditTerms,
    FillPlaceholder,
    LinkContact,
    LinkMeeting,
    MoveClause,
    MoveParagraph,
    MoveParty,
    NewClause,
    NewParagraph,
    PasteText,
    RemoveClause,
    RemoveParagraph,
    RemoveParty,
    RestoreAgreements,
    SendToReview,
    SetParagraphKind,
    SetParty,
    SetTerms,
    TakeStandard,
    UnlinkContact,
    UnlinkMeeting,
)
from crm.partners.commands import BinPartners
from crm.values import Command, CommandKind
from crm.values.enums import Language, ParagraphKind
from crm.values.ids import AgreementId, AgreementPartyId, AgreementVersionId, ClauseId, ParagraphId, PartnerId
from tests.agreements import test_every_promise as promised
from tests.agreements import test_every_signature as signs
from tests.agreements.town import CLAUSES, TERMS, TODAY, Town, after
from tests.book import promises

Act = Callable[[Town], Command]
VALUES = {"type": "nda", "title_en": "Mutual NDA", "languages": "en"}
BRINGS = {"NewClause", "NewFile", "NewMark", "NewParagraph", "NewParty"}
PASTE = "x" * 10_000_000


def drafted(town: Town, *partner_ids: PartnerId, **terms: object) -> DraftAgreement:
    return DraftAgreement(VALUES, terms, partner_ids or (town.home, town.lab))


def clause(town: Town, at: int) -> ClauseId:
    return town.text().clauses[at].id


def paragraph(town: Town, at: int = 0) -> ParagraphId:
    return town.text().clauses[1].paragraphs[at].id


def three(town: Town) -> Town:
    return after(town, AddParty(town.draft, town.lab))


DONE: dict[str, Act] = {
    "DraftAgreement": lambda town: DraftAgreement(VALUES, TERMS, (town.home, town.renhe, town.lab), CLAUSES),
    "EditAgreement": lambda town: EditAgreement(town.draft, "title_zh", "数据许可协议", "数据协议"),
    "EditTerms": lambda town: EditTerms(town.version().id, "notice", "90d", "3m"),
    "SetTerms": lambda town: SetTerms(town.version().id, {"term": "12m"}, {"term": "", "last_day": date(2027, 12, 31)}),
    "AddParty": lambda town: AddParty(town.draft, town.lab, {"party_role": "researcher"}),
    "EditParty": lambda town: EditParty(town.party(1), "signatory_id", None, town.shen),
    "SetParty": lambda town: SetParty(
        town.party(1), {"signatory_id": None, "address": ""}, {"signatory_id": town.shen, "address": "杭州"}
    ),
    "MoveParty": lambda town: MoveParty(town.party(1), 0),
    "RemoveParty": lambda town: RemoveParty(three(town).party(2)),
    "SendToReview": lambda town: SendToReview(town.draft),
    "BinAgreements": lambda town: BinAgreements((town.draft,)),
    "RestoreAgreements": lambda town: RestoreAgreements((after(town, BinAgreements((town.draft,))).draft,)),
    "LinkMeeting": lambda town: LinkMeeting(town.draft, town.meeting),
    "UnlinkMeeting": lambda town: UnlinkMeeting(after(town, LinkMeeting(town.draft, town.meeting)).draft, town.meeting),
    "LinkContact": lambda town: LinkContact(town.draft, town.shen),
    "UnlinkContact": lambda town: UnlinkContact(after(town, LinkContact(town.draft, town.shen)).draft, town.shen),
    "AddClauses": lambda town: AddClauses(town.version().id, CLAUSES, 1),
    "AddClause": lambda town: AddClause(town.version().id, CLAUSES[1], 0),
    "EditClause": lambda town: EditClause(clause(town, 0), Language.CHINESE, "目的", "合作目的"),
    "MoveClause": lambda town: MoveClause(clause(town, 2), 0),
    "RemoveClause": lambda town: RemoveClause(clause(town, 1)),
    "AddParagraph": lambda town: AddParagraph(clause(town, 1), NewParagraph(text_en="More"), 1),
    "EditParagraph": lambda town: EditParagraph(paragraph(town, 1), Language.ENGLISH, "each month", "each **week**"),
    "PasteText": lambda town: PasteText(paragraph(town, 1), Language.ENGLISH, "each month", 5, 10, CLAUSES),
    "TakeStandard": lambda town: TakeStandard(
        clause(after(town, AddClause(town.version().id, NewClause("termination", "The end", "终止"), 0)), 0)
    ),
    "SetParagraphKind": lambda town: SetParagraphKind(paragraph(town), ParagraphKind.ITEM),
    "MoveParagraph": lambda town: MoveParagraph(paragraph(town), 0, clause(town, 2)),
    "RemoveParagraph": lambda town: RemoveParagraph(paragraph(town)),
    "FillPlaceholder": lambda town: FillPlaceholder(town.version().id, "data_set", "batch 8", "第八批"),
}

REFUSED: dict[str, tuple[Act, str]] = {
    "DraftAgreement alone": (lambda town: drafted(town, town.home), "agreement-needs-two-parties"),
    "DraftAgreement twice": (lambda town: drafted(town, town.home, town.lab, town.lab), "party-twice"),
    "DraftAgreement nowhere": (lambda town: drafted(town, town.home, PartnerId(99)), "record-missing"),
    "DraftAgreement in bin": (
        lambda town: drafted(town, town.home, after(town, BinPartners((town.lab,))).lab),
        "record-in-bin",
    ),
    "DraftAgreement untitled": (
        lambda town: DraftAgreement({"type": "nda"}, {}, (town.home, town.lab)),
        "agreement-without-title",
    ),
    "DraftAgreement type": (
        lambda town: DraftAgreement({**VALUES, "type": "treaty"}, {}, (town.home, town.lab)),
        "field-unknown-choice",
    ),
    "DraftAgreement span": (lambda town: drafted(town, term="a year"), "span-wrong"),
    "DraftAgreement clause": (
        lambda town: DraftAgreement(
            VALUES, {}, (town.home, town.lab), (NewClause(paragraphs=(NewParagraph(text_en=PASTE),)),)
        ),
        "field-too-long",
    ),
    "DraftAgreement term twice": (
        lambda town: drafted(town, term="12m", last_day=date(2027, 9, 30)),
        "term-and-last-day",
    ),
    "DraftAgreement backwards": (
        lambda town: drafted(town, effective_on="2026-10-01", last_day="2026-09-30"),
        "term-ends-before-start",
    ),
    "DraftAgreement working days": (lambda town: drafted(town, term="5wd"), "term-in-working-days"),
    "EditAgreement stale": (lambda town: EditAgreement(town.draft, "title_en", "Other", "x"), "field-changed"),
    "EditAgreement untitled": (
        lambda town: EditAgreement(
            after(town, EditAgreement(town.draft, "title_zh", "数据许可协议", "")).draft, "title_en", "Data licence", ""
        ),
        "agreement-without-title",
    ),
    "DraftAgreement ahead": (
        lambda town: DraftAgreement({**VALUES, "in_review_on": "2026-09-23"}, {}, (town.home, town.lab)),
        "day-in-future",
    ),
    "EditAgreement paste": (lambda town: EditAgreement(town.draft, "note", "", PASTE), "field-too-long"),
    "EditAgreement ahead": (
        lambda town: EditAgreement(town.draft, "in_review_on", None, date(2026, 9, 23)),
        "day-in-future",
    ),
    "EditTerms stale": (lambda town: EditTerms(town.version().id, "notice", "30d", "60d"), "field-changed"),
    "EditTerms unknown": (lambda town: EditTerms(town.version().id, "amends_on", None, TODAY), "field-unknown"),
    "EditTerms notice": (lambda town: EditTerms(town.version().id, "notice", "90d", "13m"), "notice-longer-than-term"),
    "EditTerms renewal": (
        lambda town: EditTerms(
            after(town, EditTerms(town.version().id, "renewal_term", "12m", "")).version().id,
            "renewal",
            "none",
            "automatic",
        ),
        "renewal-empty",
    ),
    "EditTerms calendar": (lambda town: EditTerms(town.version().id, "places", "CN", "ZZ"), "calendar-unknown"),
    "EditTerms zone": (lambda town: EditTerms(town.version().id, "zone", "Asia/Shanghai", "Mars"), "zone-unknown"),
    "EditTerms renewal in working days": (
        lambda town: EditTerms(town.version().id, "renewal_term", "12m", "20wd"),
        "renewal-in-working-days",
    ),
    "SetTerms": (
        lambda town: SetTerms(town.version().id, {}, {"term": "", "last_day": "2026-09-01"}),
        "term-ends-before-start",
    ),
    "AddParty": (lambda town: AddParty(town.draft, town.renhe), "party-twice"),
    "EditParty": (lambda town: EditParty(town.party(1), "capacity", None, "king"), "field-unknown-choice"),
    "EditParty nobody": (lambda town: EditParty(town.party(1), "signatory_id", None, 99), "record-missing"),
    "SetParty": (lambda town: SetParty(town.party(1), {}, {}), "nothing-changed"),
    "SetParty nobody": (
        lambda town: SetParty(town.party(1), {}, {"address": "杭州", "signatory_id": 99}),
        "record-missing",
    ),
    "SetParty stale": (lambda town: SetParty(town.party(1), {"share": "?"}, {"share": "50%"}), "field-changed"),
    "MoveParty": (lambda town: MoveParty(AgreementPartyId(99), 0), "record-missing"),
    "RemoveParty": (lambda town: RemoveParty(town.party(1)), "agreement-needs-two-parties"),
    "SendToReview": (
        lambda town: SendToReview(after(town, SendToReview(town.draft)).draft),
        "agreement-in-review",
    ),
    "SendToReview ahead": (lambda town: SendToReview(town.draft, date(2027, 1, 1)), "day-in-future"),
    "BinAgreements": (lambda town: BinAgreements(()), "nothing-chosen"),
    "RestoreAgreements": (lambda town: RestoreAgreements((town.draft,)), "not-in-bin"),
    "LinkMeeting": (
        lambda town: LinkMeeting(after(town, LinkMeeting(town.draft, town.meeting)).draft, town.meeting),
        "linked-already",
    ),
    "UnlinkMeeting": (lambda town: UnlinkMeeting(town.draft, town.meeting), "not-linked"),
    "LinkContact": (lambda town: LinkContact(AgreementId(99), town.shen), "record-missing"),
    "UnlinkContact": (lambda town: UnlinkContact(town.draft, town.shen), "not-linked"),
    "AddClause": (lambda town: AddClause(town.version().id, NewClause(heading_en="x" * 301)), "field-too-long"),
    "AddClause nowhere": (lambda town: AddClause(town.version().id, NewClause(), -1), "field-not-a-number"),
    "AddClause in bin": (
        lambda town: AddClause(after(town, BinAgreements((town.draft,))).version().id),
        "record-in-bin",
    ),
    "AddClauses": (lambda town: AddClauses(town.version().id, ()), "nothing-chosen"),
    "AddClauses too many": (lambda town: AddClauses(town.version().id, CLAUSES * 100), "clauses-too-many"),
    "EditClause": (lambda town: EditClause(clause(town, 0), Language.ENGLISH, "Other", "x"), "field-changed"),
    "MoveClause": (lambda town: MoveClause(ClauseId(99), 0), "record-missing"),
    "RemoveClause": (lambda town: RemoveClause(ClauseId(99)), "record-missing"),
    "AddParagraph": (lambda town: AddParagraph(clause(town, 0), NewParagraph(text_zh="\ud800")), "field-not-text"),
    "EditParagraph paste": (
        lambda town: EditParagraph(paragraph(town, 1), Language.ENGLISH, "each month", PASTE),
        "field-too-long",
    ),
    "EditParagraph": (lambda town: EditParagraph(paragraph(town), Language.ENGLISH, "x", "y"), "field-changed"),
    "PasteText": (
        lambda town: PasteText(paragraph(town), Language.ENGLISH, "Other", 0, 0, CLAUSES),
        "field-changed",
    ),
    "PasteText nothing": (
        lambda town: PasteText(paragraph(town, 1), Language.ENGLISH, "each month", 0, 0, ()),
        "nothing-chosen",
    ),
    "PasteText too many": (
        lambda town: PasteText(paragraph(town, 1), Language.ENGLISH, "each month", 0, 0, CLAUSES * 100),
        "clauses-too-many",
    ),
    "TakeStandard": (
        lambda town: TakeStandard(
            after(town, AddClause(town.version().id, NewClause("", "Own"), 0)).text().clauses[0].id
        ),
        "clause-without-standard",
    ),
    "SetParagraphKind": (lambda town: SetParagraphKind(ParagraphId(99), ParagraphKind.ITEM), "record-missing"),
    "MoveParagraph": (
        lambda town: MoveParagraph(
            paragraph(after(town, drafted(town), AddClause(AgreementVersionId(2)))), 0, ClauseId(4)
        ),
        "clause-of-another",
    ),
    "RemoveParagraph": (lambda town: RemoveParagraph(ParagraphId(99)), "record-missing"),
    "FillPlaceholder": (lambda town: FillPlaceholder(town.version().id, "no name", "x"), "placeholder-name-wrong"),
}


ELSEWHERE = "crm.agreements.commands.reminder"
"""What Today puts off is tried with the reminders that it shows."""


def test_every_command_of_the_room_is_tried_here() -> None:
    named = {name for name in commands.__all__ if getattr(commands, name).__module__ != ELSEWHERE} - BRINGS

    assert named == set(DONE) | set(promised.DONE) | set(signs.DONE) | set(signs.ANSWERED)
    assert named == {name.split()[0] for name in (*REFUSED, *promised.REFUSED, *signs.REFUSED)}


@pytest.mark.parametrize("name", DONE)
def test_it_is_done_undone_and_done_again(name: str, town: Town) -> None:
    promises.is_done_undone_and_done_again(town.book, DONE[name](town))


@pytest.mark.parametrize("name", DONE)
def test_a_failure_in_the_middle_leaves_nothing(name: str, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    promises.leaves_nothing_when_it_fails_half_way(town.book, DONE[name](town), monkeypatch)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_and_changes_nothing(name: str, town: Town) -> None:
    act, code = REFUSED[name]
    promises.is_refused_and_changes_nothing(town.book, act(town), code)


def test_only_what_gives_a_number_signs_or_voids_is_not_undone() -> None:
    kinds = {name: getattr(commands, name).kind for name in set(commands.__all__) - BRINGS}

    assert {name for name, kind in kinds.items() if kind is not CommandKind.UNDOABLE} == set(signs.ANSWERED)
