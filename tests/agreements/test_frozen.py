"""What no order of acts can change: a signed version, and a number that was given."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from sqlite3 import Connection

from hypothesis import given, settings
from hypothesis import strategies as some

from crm.acts.merging import MergePartners
from crm.agreements.commands import (
    AddClause,
    AddDataRight,
    AddGoal,
    AddObligation,
    AddParagraph,
    AddParty,
    AddRestriction,
    AmendAgreement,
    AttachToAgreement,
    BinAgreements,
    DraftAgreement,
    EditAgreement,
    EditAmendment,
    EditClause,
    EditDataRight,
    EditGoal,
    EditObligation,
    EditParagraph,
    EditParty,
    EditRestriction,
    EditTerms,
    FillPlaceholder,
    GiveNumber,
    MoveClause,
    MoveParagraph,
    MoveParty,
    NewMark,
    NewParagraph,
    NewParty,
    RecordMark,
    RecordProgress,
    RecordSigned,
    RemoveAmendment,
    RemoveClause,
    RemoveDataRight,
    RemoveGoal,
    RemoveMark,
    RemoveObligation,
    RemoveParagraph,
    RemoveParty,
    RemoveRestriction,
    RenewByConsent,
    RestoreAgreements,
    SendToReview,
    SetNumberSeries,
    SetParagraphKind,
    SetParty,
    SettleObligation,
    SignAgreement,
    TriggerObligation,
    VoidAgreement,
)
from crm.book import Book, FixedClock
from crm.partners.commands import DetachFile, EditContact, EditPartner, EmptyBin, SetHomeParty
from crm.partners.queries import ContactDetail
from crm.values import Command, Query, Refused
from crm.values.enums import AgreementType, Language, MarkKind, ObligationState, ParagraphKind
from crm.values.ids import (
    AgreementId,
    AgreementPartyId,
    AgreementVersionId,
    AttachmentId,
    ClauseId,
    ContactId,
    DataRightId,
    GoalId,
    ObligationId,
    ParagraphId,
    PartnerId,
    RestrictionId,
)
from tests.agreements.town import CLAUSES, SCAN, TERMS, TODAY, Town, build
from tests.conftest import NOON

NDA = {"type": "nda", "title_en": "NDA"}
GOAL = {"text_en": "Records", "target": "5"}
DUE = {"text_en": "Deliver", "due_on": date(2026, 11, 2)}
TRIGGERED = {"text_en": "Report", "form": "triggered", "within": "30d", "event": "the release"}
SCOPE = {"kind": "exclusivity"}
RIGHT = {"data_set": "Batch 8", "use": "train", "answer": "no"}


@dataclass(frozen=True, slots=True)
class Column(Query[list[object]]):
    """One column of a table by id, all rows or one."""

    table: str
    name: str = "id"
    id: int | None = None

    def run(self, connection: Connection) -> list[object]:
        sql = f"SELECT {self.name} FROM {self.table} WHERE :id IS NULL OR id = :id ORDER BY id"
        return [value for (value,) in connection.execute(sql, {"id": self.id})]


OF_VERSION = "WHERE version_id = :id ORDER BY id"
SIGNED = "SELECT id, agreement_id FROM agreement_version WHERE sha256 <> ''"
SAYS = (
    f"SELECT id, line, standard, position, heading_en, heading_zh FROM clause {OF_VERSION}",
    "SELECT id, clause_id, line, position, kind, text_en, text_zh FROM paragraph "
    f"WHERE clause_id IN (SELECT id FROM clause {OF_VERSION}) ORDER BY id",
    f"SELECT id, name, text_en, text_zh FROM placeholder_value {OF_VERSION}",
    f"SELECT id, uid, position, line, text_en, text_zh, unit, baseline, target, due_on FROM goal {OF_VERSION}",
    "SELECT id, uid, position, line, debtor_id, creditor_id, text_en, text_zh, form, due_on, rule, within, event, "
    f"day_roll, acceptance FROM obligation {OF_VERSION}",
    "SELECT id, kind, bound_id, holder_id, territory, use_field, from_on, until_on, line FROM restriction "
    + OF_VERSION,
    f"SELECT id, data_set, model, use, answer, until_on, line FROM data_right {OF_VERSION}",
    f"SELECT id, party_id, kind, marked_on FROM agreement_mark {OF_VERSION}",
    "SELECT id, sha256, name FROM attachment WHERE version_id = :id AND is_signed_copy ORDER BY id LIMIT 1",
    "SELECT p.id, p.rank, p.name_en, p.name_zh, p.code, p.signatory_en, p.signatory_zh, p.party_role, p.capacity, "
    "p.address, p.share FROM agreement_party AS p JOIN agreement_version AS v ON v.agreement_id = p.agreement_id "
    "WHERE v.id = :id ORDER BY p.id",
    "SELECT a.id, a.number, a.type, a.title_en, a.title_zh, a.languages, a.prevailing, a.requires, a.originals, "
    "a.condition, a.binned_at FROM agreement AS a JOIN agreement_version AS v ON v.agreement_id = a.id "
    "WHERE v.id = :id",
)


@dataclass(frozen=True, slots=True)
class SignedVersions(Query[dict[int, object]]):
    """Everything that the signed versions say, by version."""

    def run(self, connection: Connection) -> dict[int, object]:
        found = {}
        for key, _ in connection.execute(SIGNED).fetchall():
            cursor = connection.execute("SELECT * FROM agreement_version WHERE id = :id", {"id": key})
            names = [column[0] for column in cursor.description]
            own = [(name, value) for name, value in zip(names, cursor.fetchone(), strict=True) if name != "version"]
            found[key] = [own, *(connection.execute(sql, {"id": key}).fetchall() for sql in SAYS)]
        return found


@dataclass
class Walk:
    """A town in which anything is tried. `luck` chooses among what there is."""

    town: Town
    luck: int = 0
    recorded: set[int] = field(default_factory=set)
    """Versions that were taken over: undoing that takes them out again, whole."""

    def one(self, table: str) -> int:
        keys = [int(str(key)) for key in self.town.book.query(Column(table))]
        return keys[self.luck % len(keys)] if keys else 1

    def seen(self, table: str, name: str) -> object:
        found = self.town.book.query(Column(table, name, self.one(table)))
        return found[0] if found else ""

    @property
    def agreement(self) -> AgreementId:
        return AgreementId(self.one("agreement"))

    @property
    def version(self) -> AgreementVersionId:
        return AgreementVersionId(self.one("agreement_version"))

    @property
    def party(self) -> AgreementPartyId:
        return AgreementPartyId(self.one("agreement_party"))

    @property
    def clause(self) -> ClauseId:
        return ClauseId(self.one("clause"))

    @property
    def paragraph(self) -> ParagraphId:
        return ParagraphId(self.one("paragraph"))

    def sign(self) -> Command:
        """Whatever version it is, by all parties of its agreement."""
        found = self.town.book.query(Column("agreement_version", "agreement_id", self.version))
        parties = self.town.agreement(AgreementId(int(str(found[0])))).parties if found else ()
        marks = tuple(NewMark(party.id, MarkKind.SEAL, TODAY) for party in parties)
        return SignAgreement(self.version, marks, SCAN)

    def record(self) -> Command:
        parties = (NewParty(self.town.home), NewParty(self.town.renhe))
        return RecordSigned(NDA, TERMS, parties, TODAY, number=f"OLD-{self.luck}", copy_reason="in the safe")


TRIED: tuple[Callable[[Walk], Command], ...] = (
    lambda at: DraftAgreement(NDA, TERMS, (at.town.home, at.town.lab), CLAUSES),
    lambda at: EditAgreement(at.agreement, "title_en", at.seen("agreement", "title_en"), f"Title {at.luck}"),
    lambda at: EditTerms(at.version, "notice", at.seen("agreement_version", "notice"), "30d"),
    lambda at: AddParty(at.agreement, at.town.lab),
    lambda at: EditParty(at.party, "address", at.seen("agreement_party", "address"), f"Street {at.luck}"),
    lambda at: SetParty(at.party, {}, {"address": f"Road {at.luck}", "share": f"{at.luck}%"}),
    lambda at: MoveParty(at.party, at.luck % 3),
    lambda at: RemoveParty(at.party),
    lambda at: SendToReview(at.agreement),
    lambda at: BinAgreements((at.agreement,)),
    lambda at: RestoreAgreements((at.agreement,)),
    lambda at: EmptyBin(agreement_ids=(at.agreement,)),
    lambda at: AddClause(at.version, CLAUSES[0], 0),
    lambda at: EditClause(at.clause, Language.ENGLISH, str(at.seen("clause", "heading_en")), f"Heading {at.luck}"),
    lambda at: MoveClause(at.clause, 0),
    lambda at: RemoveClause(at.clause),
    lambda at: AddParagraph(at.clause, NewParagraph(text_en="More"), 0),
    lambda at: EditParagraph(at.paragraph, Language.CHINESE, str(at.seen("paragraph", "text_zh")), f"第{at.luck}款"),
    lambda at: SetParagraphKind(at.paragraph, ParagraphKind.TABLE),
    lambda at: MoveParagraph(at.paragraph, 0, at.clause),
    lambda at: RemoveParagraph(at.paragraph),
    lambda at: FillPlaceholder(at.version, "data_set", f"batch {at.luck}"),
    lambda at: RecordMark(at.version, at.party, MarkKind.SIGNATURE),
    lambda at: RemoveMark(at.version, at.party, MarkKind.SIGNATURE),
    Walk.sign,
    Walk.record,
    lambda at: AttachToAgreement(at.version, SCAN),
    lambda at: DetachFile(AttachmentId(at.one("attachment"))),
    lambda at: SetNumberSeries(AgreementType.NDA, ("N-{n}", "NDA-{year}-{n:3}", "N-{year}-{n}")[at.luck % 3]),
    lambda at: SetNumberSeries(AgreementType.NDA, "NDA-{year}-{n:3}", at.luck),
    lambda at: SetNumberSeries(AgreementType.DATA_LICENCE, "N-{n}"),
    lambda at: GiveNumber(at.agreement),
    lambda at: GiveNumber(at.agreement, f"N-{at.luck}"),
    lambda at: AmendAgreement(at.agreement, "more", date(2026, 12, 1), terms={"notice": "60d"}),
    lambda at: RemoveAmendment(at.version),
    lambda at: EditAmendment(at.version, "other", date(2027, 1, 1)),
    lambda at: RenewByConsent(at.agreement, "12m"),
    lambda at: VoidAgreement(at.agreement, "withdrawn"),
    lambda at: AddGoal(at.version, GOAL),
    lambda at: EditGoal(GoalId(at.one("goal")), "target", at.seen("goal", "target"), str(at.luck)),
    lambda at: RemoveGoal(GoalId(at.one("goal"))),
    lambda at: RecordProgress(GoalId(at.one("goal")), str(at.luck)),
    lambda at: AddObligation(at.version, at.party, (DUE, TRIGGERED)[at.luck % 2]),
    lambda at: EditObligation(ObligationId(at.one("obligation")), "text_en", at.seen("obligation", "text_en"), "Other"),
    lambda at: RemoveObligation(ObligationId(at.one("obligation"))),
    lambda at: TriggerObligation(ObligationId(at.one("obligation")), TODAY),
    lambda at: SettleObligation(ObligationId(at.one("obligation")), ObligationState.MET, reason="seen", file=SCAN),
    lambda at: AddRestriction(at.version, SCOPE, at.party),
    lambda at: EditRestriction(RestrictionId(at.one("restriction")), "territory", "", "CN"),
    lambda at: RemoveRestriction(RestrictionId(at.one("restriction"))),
    lambda at: AddDataRight(at.version, RIGHT),
    lambda at: EditDataRight(DataRightId(at.one("data_right")), "answer", "no", "yes"),
    lambda at: RemoveDataRight(DataRightId(at.one("data_right"))),
    lambda at: EditPartner(PartnerId(at.one("partner")), "name_en", at.seen("partner", "name_en"), f"Firm {at.luck}"),
    lambda at: EditPartner(
        PartnerId(at.one("partner")), "credit_code", at.seen("partner", "credit_code"), "91110108551385082Q"
    ),
    lambda at: EditContact(ContactId(at.one("contact")), "name", at.seen("contact", "name"), f"Person {at.luck}"),
    lambda at: MergePartners(at.town.renhe, at.town.lab),
)
UNDO, REDO = len(TRIED), len(TRIED) + 1
SIGN = TRIED.index(Walk.sign)
steps = some.lists(
    some.tuples(some.integers(0, len(TRIED) - 1) | some.sampled_from((UNDO, UNDO, REDO, SIGN)), some.integers(0, 7)),
    min_size=5,
    max_size=40,
)


def founded(folder: str) -> Town:
    book = Book.create(Path(folder) / "walk.liaison", clock=FixedClock(NOON))
    changes = book.execute(SetHomeParty(company="Mingyuan AI", person="Lin Yue"))
    book.user = book.query(ContactDetail(changes.first("contact"))).uid
    return build(book)


def take(walk: Walk, step: int) -> None:
    """One act; what is refused has changed nothing."""
    book = walk.town.book
    try:
        if step == UNDO:
            book.undo()
        elif step == REDO:
            book.redo()
        else:
            changes = book.execute(TRIED[step](walk))
            if TRIED[step] is Walk.record:
                walk.recorded |= set(changes.ids["agreement_version"])
    except Refused:
        pass


@settings(deadline=None, max_examples=12, derandomize=True)
@given(steps)
def test_a_signed_version_changes_in_no_field_and_a_number_stays_where_it_was_given(
    acts: list[tuple[int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(founded(folder))
        signed: dict[int, object] = {}
        try:
            for step, walk.luck in acts:
                take(walk, step)

                now = walk.town.book.query(SignedVersions())
                gone = signed.keys() - now.keys()
                assert gone <= walk.recorded
                assert {key: now[key] for key in signed.keys() - gone} == {
                    key: signed[key] for key in signed.keys() - gone
                }
                signed = now
            assert walk.town.book.inspect() == []
        finally:
            walk.town.book.close()


numbering = some.lists(some.tuples(some.sampled_from("dsgvubcpe"), some.integers(0, 5)), min_size=5, max_size=40)


@settings(deadline=None, max_examples=12, derandomize=True)
@given(numbering)
def test_no_number_is_given_twice_or_taken_back(acts: list[tuple[str, int]]) -> None:
    doing = {
        "d": TRIED[0],
        "s": Walk.sign,
        "g": lambda at: GiveNumber(at.agreement),
        "v": lambda at: VoidAgreement(at.agreement, "withdrawn"),
        "b": lambda at: BinAgreements((at.agreement,)),
        "c": lambda at: EmptyBin(agreement_ids=(at.agreement,)),
        "p": lambda at: SetNumberSeries(AgreementType.NDA, ("N-{n}", "NDA-{year}-{n:3}")[at.luck % 2]),
        "e": lambda at: GiveNumber(at.agreement, f"NDA-2026-00{at.luck}"),
    }
    with tempfile.TemporaryDirectory() as folder:
        walk, given_so_far = Walk(founded(folder)), dict[object, object]()
        book = walk.town.book
        try:
            for act, walk.luck in acts:
                try:
                    if act == "u":
                        book.undo()
                    else:
                        book.execute(doing[act](walk))
                except Refused:
                    pass

                rows = zip(book.query(Column("agreement")), book.query(Column("agreement", "number")), strict=True)
                now = {number: key for key, number in rows if number is not None}
                assert given_so_far.items() <= now.items()
                given_so_far = now
        finally:
            book.close()
