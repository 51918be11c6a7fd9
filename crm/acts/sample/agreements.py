"""The agreements of the sample book: drafted, filled, signed, amended and kept through commands, day by day."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from crm.acts.sample.script import Story
from crm.agreements.commands import (
    AddDataRight,
    AddGoal,
    AddObligation,
    AddParagraph,
    AddRestriction,
    AmendAgreement,
    DraftAgreement,
    EditParagraph,
    EditParty,
    FillPlaceholder,
    LinkMeeting,
    NewMark,
    NewParagraph,
    RecordNotice,
    RecordProgress,
    SendToReview,
    SettleObligation,
    SignAgreement,
)
from crm.agreements.composing import composed
from crm.agreements.drafting.pieces import PieceKind, marks_in
from crm.agreements.library import suggestions
from crm.agreements.queries import AgreementDetail, AgreementText, Duties
from crm.agreements.queries.rows import ClauseRow
from crm.book import Book
from crm.communication.queries import MeetingRows
from crm.values.enums import AgreementType, Language, MarkKind, ObligationState
from crm.values.ids import AgreementId, AgreementVersionId, ContactId, GoalId, ObligationId, PartnerId

RECORD = ("type", "title_en", "title_zh", "languages", "prevailing", "originals")
PARTY = ("party_role", "signatory_id", "capacity", "address")
OBLIGATION = ("text_en", "text_zh", "form", "rule", "within", "event", "acceptance")
GOAL = ("text_en", "text_zh", "unit", "baseline", "target")
LAST_RANK = 9

Scheduled = tuple[int, int, Callable[[], None]]
"""Days ago, rank within the day, what is done."""


def month_day(today: date, months: int, day: int) -> date:
    """A day of the month that is so many months from this one, its last where it has fewer."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def family_of(clause: ClauseRow) -> str:
    """`term` of `term.automatic`."""
    return clause.standard.partition(".")[0]


@dataclass(slots=True)
class Drafter:
    """Plays one agreement of the script."""

    book: Book
    today: date
    story: Story
    partners: Mapping[str, PartnerId]
    contacts: Mapping[str, ContactId]
    id: AgreementId = field(default=AgreementId(0))
    settled: dict[ObligationId, Story] = field(default_factory=dict)

    def acts(self) -> Iterator[Scheduled]:
        story = self.story
        yield story["drafted"], LAST_RANK, self.draft
        if story.get("review") is not None:
            yield story["review"], LAST_RANK, partial(self.run, lambda: SendToReview(self.id))
        if story["signed"] is not None:
            yield story["signed"], LAST_RANK, self.sign
        for goal, told in enumerate(story["goals"]):
            for days, value in told["progress"]:
                yield days, LAST_RANK, partial(self.measure, goal, value)
        for change in story["amendments"]:
            yield change["begun"], LAST_RANK, partial(self.amend, change)
            if change["signed"] is not None:
                yield change["signed"], LAST_RANK, self.sign
        for notice in story.get("notices", ()):
            yield notice["received"], LAST_RANK, partial(self.note_notice, notice)
        yield 0, LAST_RANK, self.keep

    def run(self, command: Callable[[], Any]) -> None:
        self.book.execute(command())

    def day(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def due(self, told: Story) -> date | None:
        return month_day(self.today, *told["due"]) if told.get("due") else None

    @property
    def row(self) -> Any:
        return self.book.query(AgreementDetail(self.id))

    @property
    def newest(self) -> AgreementVersionId:
        return AgreementVersionId(self.row.versions[-1].id)

    # Drafting

    def draft(self) -> None:
        story = self.story
        values = {name: story[name] for name in RECORD if story[name] not in ("", None)}
        terms = {**story["terms"], "effective_on": month_day(self.today, *story["starts"])}
        parties = [self.partners[party[0]] for party in story["parties"]]
        kind = AgreementType(story["type"])
        clauses = composed(kind, terms, len(parties), added=story.get("added", ()))
        made = self.book.execute(DraftAgreement(values, terms, parties, clauses))
        self.id = AgreementId(made.first("agreement"))
        self.name_parties()
        self.fill_blanks()
        self.promise()
        partner, most = story["meetings"]
        for meeting in self.book.query(MeetingRows(self.partners[partner], limit=most)):
            self.book.execute(LinkMeeting(self.id, meeting.id))

    def name_parties(self) -> None:
        for party, (_, role, signatory, capacity, address) in zip(self.row.parties, self.story["parties"], strict=True):
            values = (role, self.contacts.get(signatory), capacity, address)
            for name, value in zip(PARTY, values, strict=True):
                if value:
                    was = "" if name == "address" else None
                    self.book.execute(EditParty(party.id, name, was, value))

    def fill_blanks(self) -> None:
        """What the story says; of what is going to be signed all the rest, as it is usual."""
        fills = dict(self.story["fill"])
        if self.story["signed"] is not None:
            text = self.book.query(AgreementText(self.newest))
            named = {name for each in Language for name in marks_in(text, each, PieceKind.PLACEHOLDER)}
            fills |= {name: texts for name, texts in suggestions().items() if name in named and name not in fills}
        for name, (english, chinese) in fills.items():
            self.book.execute(FillPlaceholder(self.newest, name, english, chinese))

    def line_of(self, family: str) -> str:
        """The clause of that family where the text has one."""
        clauses = self.book.query(AgreementText(self.newest)).clauses
        return next((clause.line for clause in clauses if family_of(clause) == family), "")

    def promise(self) -> None:
        story, version, parties = self.story, self.newest, [party.id for party in self.row.parties]
        for told in story["goals"]:
            values = {name: told[name] for name in GOAL} | {"due_on": self.due(told)}
            self.book.execute(AddGoal(version, values, self.line_of(told["clause"])))
        for told in story["obligations"]:
            values = {name: told[name] for name in OBLIGATION if told.get(name)} | {"due_on": self.due(told)}
            creditor = parties[told["creditor"]] if "creditor" in told else None
            line = self.line_of(told["clause"])
            made = self.book.execute(AddObligation(version, parties[told["debtor"]], values, creditor, line))
            self.settled[ObligationId(made.first("obligation"))] = told
        for told in story["restrictions"]:
            values = {name: told[name] for name in ("kind", "territory", "use_field")}
            bound, holder = parties[told["bound"]], parties[told["holder"]]
            self.book.execute(AddRestriction(version, values, bound, holder, self.line_of(told["clause"])))
        for data_set, model, use, answer, clause in story["rights"]:
            values = {"data_set": data_set, "model": model, "use": use, "answer": answer}
            self.book.execute(AddDataRight(version, values, self.line_of(clause)))

    # What happens to it

    def sign(self) -> None:
        """Every party signs on the day; the scan lies with the lawyer."""
        row, on = self.row, self.book.clock.today()
        marks = [NewMark(party.id, MarkKind.SIGNATURE, on) for party in row.parties]
        number = "" if row.number else self.story["number"].format(year=on.year)
        self.book.execute(SignAgreement(row.versions[-1].id, marks, None, "原件由法务保管", number))

    def amend(self, change: Story) -> None:
        effective = month_day(self.today, *change["effective"])
        self.book.execute(AmendAgreement(self.id, change["reason"], effective, terms=change["terms"]))
        text = self.book.query(AgreementText(self.newest))
        clauses = {family_of(clause): clause for clause in text.clauses}
        for edit in change.get("edits", ()):
            paragraph = clauses[edit["clause"]].paragraphs[0]
            for language, was in ((Language.ENGLISH, paragraph.text_en), (Language.CHINESE, paragraph.text_zh)):
                now = edit[language.value][1]
                self.book.execute(EditParagraph(paragraph.id, language, was, now))
        for added in change.get("adds", ()):
            new = NewParagraph(text_en=added["en"], text_zh=added["zh"])
            self.book.execute(AddParagraph(clauses[added["clause"]].id, new))

    def measure(self, goal: int, value: str) -> None:
        from crm.agreements.queries import AgreementPromises

        newest = self.newest
        goals = [one for one in self.book.query(AgreementPromises(self.id)).goals if one.version_id == newest]
        self.book.execute(RecordProgress(GoalId(goals[goal].id), value))

    def note_notice(self, notice: Story) -> None:
        party = self.row.parties[notice["from"]].id
        values = {
            "kind": notice["kind"],
            "sent_on": self.day(notice["sent"]),
            "received_on": self.day(notice["received"]),
        }
        self.book.execute(RecordNotice(self.id, values, party))

    def keep(self) -> None:
        """Whatever fell due was kept on its day, apart from what the story leaves open."""
        done: dict[str, int] = {}
        duties = [duty for duty in self.book.query(Duties(self.today, self.today, self.id)) if duty.due is not None]
        for duty in duties:
            told = next(one for one in self.story["obligations"] if one["text_en"] == duty.obligation.text_en)
            last = duty is [one for one in duties if one.obligation.text_en == told["text_en"]][-1]
            if not told.get("meets") or duty.due is None or (told.get("but_last") and last):
                continue
            done[told["text_en"]] = done.get(told["text_en"], 0) + 1
            reason = told["reason"].format(n=done[told["text_en"]])
            key, on = ObligationId(duty.obligation.id), min(duty.due.due, self.today)
            self.book.execute(SettleObligation(key, ObligationState.MET, duty.due.unmoved, on, reason))
