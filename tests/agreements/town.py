"""A small book of agreements on the day of the drawings: a draft with clauses, which a test may have signed."""

from dataclasses import dataclass
from datetime import date

from crm.agreements.commands import (
    AddObligation,
    DraftAgreement,
    NewClause,
    NewFile,
    NewMark,
    NewParagraph,
    SignAgreement,
)
from crm.agreements.queries import AgreementDetail, AgreementPromises, AgreementText
from crm.agreements.queries.rows import AgreementRow, PromisesRow, TextRow, VersionRow
from crm.book import Book
from crm.communication.commands import LogMeeting
from crm.partners.commands import AddContact, AddPartner
from crm.partners.queries import HomeParty, Owners
from crm.values import Command
from crm.values.enums import MarkKind, ParagraphKind
from crm.values.ids import (
    AgreementId,
    AgreementPartyId,
    ContactId,
    InteractionId,
    ObligationId,
    PartnerId,
)

TODAY = date(2026, 9, 22)
TERMS = {"currency": "CNY", "effective_on": date(2026, 10, 1), "term": "12m", "notice": "90d", "renewal_term": "12m"}
CLAUSES = (
    NewClause("purpose", "Purpose", "目的", (NewParagraph(text_en="The parties agree.", text_zh="双方同意。"),)),
    NewClause(
        "data",
        "Data",
        "数据",
        (
            NewParagraph(text_en="The provider delivers {data_set}.", text_zh="提供方交付{data_set}。"),
            NewParagraph(ParagraphKind.ITEM, "each month", "每月"),
        ),
    ),
    NewClause("law", "Law", "法律"),
)


@dataclass
class Town:
    """The book and the ids in it."""

    book: Book
    home: PartnerId
    me: ContactId
    renhe: PartnerId
    lab: PartnerId
    shen: ContactId
    meeting: InteractionId
    draft: AgreementId

    def agreement(self, key: AgreementId | None = None) -> AgreementRow:
        return self.book.query(AgreementDetail(self.draft if key is None else key))

    def version(self, key: AgreementId | None = None) -> VersionRow:
        """The newest one."""
        return self.agreement(key).versions[-1]

    def text(self, key: AgreementId | None = None) -> TextRow:
        return self.book.query(AgreementText(self.version(key).id))

    def promises(self, key: AgreementId | None = None) -> PromisesRow:
        return self.book.query(AgreementPromises(self.draft if key is None else key))

    def party(self, rank: int, key: AgreementId | None = None) -> AgreementPartyId:
        return self.agreement(key).parties[rank].id


SCAN = NewFile("signed.pdf", b"%PDF-1.7 a scan")
RELEASE = {"text_en": "Hand over the report", "form": "triggered", "within": "30d", "event": "the release"}
YEARLY = {"text_zh": "年度审查", "form": "recurring", "due_on": date(2026, 12, 1), "rule": "FREQ=YEARLY"}


def marks(town: Town, on: date = TODAY) -> tuple[NewMark, ...]:
    """A signature of every party."""
    return tuple(NewMark(party.id, MarkKind.SIGNATURE, on) for party in town.agreement().parties)


def signing(town: Town, **fields: object) -> SignAgreement:
    """What signs the newest version of the draft."""
    return SignAgreement(town.version().id, marks(town), SCAN, **fields)  # type: ignore[arg-type]  # whatever is tried


def after(town: Town, *commands: Command) -> Town:
    for command in commands:
        town.book.execute(command)
    return town


def signed(town: Town, *before: Command) -> Town:
    """The draft, signed today."""
    return after(after(town, *before), signing(town))


def owing(town: Town, values: dict[str, object]) -> AddObligation:
    return AddObligation(town.version().id, town.party(1), values, town.party(0))


def obligation(town: Town, at: int = -1) -> ObligationId:
    return town.promises().obligations[at].id


def build(book: Book) -> Town:
    home = book.query(HomeParty())
    assert home is not None
    names = {"name": "仁禾医疗数据", "name_en": "Renhe Hospital Data", "legal_name": "杭州仁禾医疗数据有限公司"}
    renhe = PartnerId(book.execute(AddPartner(names)).first("partner"))
    lab = PartnerId(book.execute(AddPartner({"name": "江湾大学", "name_en": "Jiangwan University"})).first("partner"))
    shen = ContactId(
        book.execute(AddContact({"name": "Shen Ruolan", "name_zh": "沈若兰"}, partner_id=renhe)).first("contact")
    )
    held = {"kind": "meeting", "held_on": date(2026, 9, 8), "notes": "The licence"}
    meeting = InteractionId(book.execute(LogMeeting(held, (renhe,))).first("interaction"))
    values = {"type": "data-licence", "title_en": "Data licence", "title_zh": "数据许可协议", "prevailing": "zh"}
    made = book.execute(DraftAgreement(values, TERMS, (home.id, renhe), CLAUSES))
    me = book.query(Owners())[0].id
    return Town(book, home.id, me, renhe, lab, shen, meeting, AgreementId(made.first("agreement")))
