"""The life of an agreement: template, three parties, clauses, check, PDF, signed by scan, amended, renewed, noticed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm.agreements.commands import (
    AddDataRight,
    AddGoal,
    AddObligation,
    AmendAgreement,
    DraftAgreement,
    EditAgreement,
    EditParty,
    FillPlaceholder,
    NewFile,
    NewMark,
    RecordNotice,
    SignAgreement,
)
from crm.agreements.composing import composed
from crm.agreements.drafting.finding import Finding, Severity
from crm.agreements.life import life_of
from crm.agreements.queries import AgreementDetail, AgreementFindings
from crm.agreements.queries.rows import AgreementRow
from crm.book import Book, FixedClock
from crm.documents.agreement_query import write_agreement
from crm.language import say
from crm.partners.commands import AddContact, AddPartner
from crm.partners.queries import HomeParty, Owners
from crm.today.queries import Agenda
from crm.values import Refused
from crm.values.enums import AgreementStatus, AgreementType, Language, MarkKind, ReportLanguage
from crm.values.ids import AgreementId, ContactId, PartnerId
from tests.documents.reading import fonts_of, poppler, text_of

TERMS = {
    "effective_on": date(2026, 10, 1), "term": "12m", "renewal": "automatic", "renewal_term": "12m", "notice": "90d",
    "currency": "CNY", "payment_days": 30,
}  # fmt: skip
TITLES = {"type": "data-licence", "title_en": "Clinical dialogue data licence", "title_zh": "临床对话数据许可协议"}
SCAN = NewFile("signed.pdf", b"%PDF-1.7 the scan", page=1)


def at(on: date) -> datetime:
    """Noon of the day in Shanghai."""
    return datetime(on.year, on.month, on.day, 4, tzinfo=UTC)


@dataclass
class Life:
    """The book, its clock, and the one agreement in it."""

    book: Book
    clock: FixedClock
    id: AgreementId

    @property
    def row(self) -> AgreementRow:
        return self.book.query(AgreementDetail(self.id))

    def status(self, on: date) -> AgreementStatus:
        return life_of(self.row, on).status

    def check(self) -> Sequence[Finding]:
        return self.book.query(AgreementFindings(self.id, self.book.clock.today()))

    def missing(self) -> list[str]:
        return [finding.code for finding in self.check() if finding.severity is Severity.MISSING]

    def sign(self, on: date) -> None:
        self.clock.at = at(on)
        marks = tuple(NewMark(party.id, MarkKind.SEAL, on) for party in self.row.parties)
        self.book.execute(SignAgreement(self.row.versions[-1].id, marks, SCAN))

    def agenda(self, on: date) -> list[str]:
        rows = self.book.query(Agenda(on)).rows
        return [
            say(row.title, Language.ENGLISH) for row in rows if row.title is not None and row.agreement_id == self.id
        ]


@pytest.fixture
def life(book: Book, clock: FixedClock) -> Life:
    """Drafted from the template with three parties; nothing of what only people know is filled in."""
    home = book.query(HomeParty())
    assert home is not None
    names = (
        {"name": "仁禾医疗数据", "name_en": "Renhe Hospital Data"},
        {"name": "江湾大学", "name_en": "Jiangwan University"},
    )
    others = [PartnerId(book.execute(AddPartner(each)).first("partner")) for each in names]
    clauses = composed(AgreementType.DATA_LICENCE, TERMS, 3)
    made = book.execute(DraftAgreement(TITLES, TERMS, (PartnerId(home.id), *others), clauses))
    return Life(book, clock, AgreementId(made.first("agreement")))


@pytest.fixture
def ready(life: Life) -> Life:
    """Signatories and the prevailing language chosen, promises agreed, each empty placeholder filled."""
    me = life.book.query(Owners())[0].id
    shen = ContactId(life.book.execute(AddContact({"name": "沈若兰", "name_en": "Shen Ruolan"})).first("contact"))
    for party, person in zip(life.row.parties, (me, shen, shen), strict=True):
        for field, now in (("signatory_id", person), ("capacity", "authorised"), ("address", "杭州市西湖区 1 号")):
            life.book.execute(EditParty(party.id, field, None if field != "address" else "", now))
    roles = ("licensee", "licensor", "reviewer")
    for party, role in zip(life.row.parties, roles, strict=True):
        life.book.execute(EditParty(party.id, "party_role", None, role))
    life.book.execute(EditAgreement(life.id, "prevailing", None, "zh"))
    life.book.execute(EditAgreement(life.id, "originals", None, 3))
    version, home = life.row.versions[-1], life.row.parties[0]
    goal = {"text_en": "Dialogues delivered", "text_zh": "交付的对话", "baseline": "0", "target": "600000"}
    batch = {"text_en": "Quarterly batch", "text_zh": "季度批次", "form": "once", "due_on": date(2026, 12, 15)}
    life.book.execute(AddGoal(version.id, goal))
    life.book.execute(AddObligation(version.id, life.row.parties[1].id, batch, home.id))
    life.book.execute(AddDataRight(version.id, {"data_set": "Renhe dialogues", "use": "train", "answer": "yes"}))
    for finding in life.check():
        if finding.code == "draft-placeholder-empty":
            name = str(finding.values["name"]) if "name" in finding.values else ""
            life.book.execute(FillPlaceholder(life.row.versions[-1].id, name, "as agreed", "依约定"))
    return life


@pytest.fixture
def running(ready: Life) -> Life:
    """Signed on the day of the drawings."""
    ready.sign(date(2026, 9, 22))
    return ready


def test_a_draft_says_what_it_lacks_and_is_not_handed_out_without_a_prevailing_text(life: Life, tmp_path: Path) -> None:
    assert {"draft-prevailing-missing", "draft-placeholder-empty"} <= set(life.missing())
    with pytest.raises(Refused, match="agreement-no-prevailing"):
        write_agreement(life.book, life.id, tmp_path / "draft.pdf", ReportLanguage.BOTH)
    assert list(tmp_path.glob("*.pdf")) == []


def test_what_is_filled_is_no_longer_missed(ready: Life) -> None:
    assert ready.missing() == []


@pytest.mark.parametrize("language", ReportLanguage)
def test_its_pdf_is_read_back_by_other_programs(ready: Life, tmp_path: Path, language: ReportLanguage) -> None:
    path = tmp_path / "draft.pdf"
    write_agreement(ready.book, ready.id, path, language)
    content = path.read_bytes()

    told = poppler("pdftotext", content, tmp_path)
    words = {"en": ["Clinical dialogue data licence"], "zh": ["临床对话数据许可协议"]}
    for word in words.get(language.value, [*words["en"], *words["zh"]]):
        assert word in " ".join(told.split()) or word in "".join(told.split())
    assert all(fonts_of(content).values())
    assert "no" not in [line.split()[-5] for line in poppler("pdffonts", content, tmp_path).splitlines()[2:]]
    checked = poppler("qpdf", content, tmp_path, "--check")
    assert "No syntax or stream encoding errors found" in checked


def test_signed_by_scan_it_has_its_number_and_changes_no_more(running: Life, tmp_path: Path) -> None:
    row = running.row
    (file,) = row.versions[0].files

    write_agreement(running.book, running.id, tmp_path / "signed.pdf")

    assert row.number
    assert (row.versions[0].signed_on, file.is_signed_copy, file.page) == (date(2026, 9, 22), True, 1)
    assert row.number in text_of((tmp_path / "signed.pdf").read_bytes())
    assert (running.status(date(2026, 9, 30)), running.status(date(2026, 10, 1))) == (
        AgreementStatus.SIGNED,
        AgreementStatus.ACTIVE,
    )
    with pytest.raises(Refused, match="agreement-signed"):
        running.book.execute(EditAgreement(running.id, "title_en", row.title_en, "Another"))


def test_amended_it_keeps_what_was_and_renews_by_itself(running: Life) -> None:
    running.clock.at = at(date(2027, 1, 4))
    running.book.execute(AmendAgreement(running.id, "longer to pay", date(2027, 2, 1), terms={"payment_days": 60}))
    running.sign(date(2027, 1, 11))

    first, second = running.row.versions
    renewed = life_of(running.row, date(2027, 10, 1))
    assert (first.terms.payment_days, second.terms.payment_days, second.amends_on) == (30, 60, date(2027, 2, 1))
    assert renewed.present is not None
    assert (renewed.status, renewed.present.number, renewed.last_day) == (
        AgreementStatus.ACTIVE,
        1,
        date(2028, 9, 30),
    )


@pytest.mark.parametrize(
    ("received", "last_day", "after"),
    [
        (date(2027, 7, 2), date(2027, 9, 30), AgreementStatus.EXPIRED),
        (date(2027, 7, 3), date(2028, 9, 30), AgreementStatus.ACTIVE),
    ],
    ids=["in time", "one day late"],
)
def test_a_notice_in_time_ends_it_and_one_day_late_it_renews(
    running: Life, received: date, last_day: date, after: AgreementStatus
) -> None:
    """Ends 30 September 2027, 90 days: 2 July; five working days before it 25 June."""
    number = running.row.number
    assert f"Last safe day for notice on {number}" in running.agenda(date(2027, 6, 25))
    assert f"Notice on {number} must be received by 2 Jul" in running.agenda(date(2027, 7, 2))

    running.clock.at = at(received)
    running.book.execute(RecordNotice(running.id, {"kind": "non-renewal", "received_on": received}))

    found = life_of(running.row, received)
    assert found.last_day == (last_day if after is AgreementStatus.EXPIRED else date(2027, 9, 30))
    assert life_of(running.row, date(2027, 10, 1)).last_day == last_day
    assert running.status(date(2027, 10, 1)) is after
