"""Agreements, on pictures: list, timeline, record, editor, checks, a new one, signing, an existing one taken over."""

from datetime import date

from crm.agreements.commands import (
    AddDataRight,
    DraftAgreement,
    NewClause,
    NewFile,
    NewMark,
    NewParagraph,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.queries import AgreementDetail, AgreementNamed, AgreementText
from crm.partners.commands import AttachFile
from crm.partners.queries import PartnerNamed
from crm.values.enums import Language, MarkKind
from crm.values.ids import AgreementId
from tests.window.driver import Window
from ui.agreements.record_acts import sign
from ui.agreements.room import AgreementsRoom
from ui.kit.look import look
from ui.kit.panels import Scroller
from ui.partners.file_signatures import SignedFile

LICENCE, DRAFT = "DL-2025-0007", "Reseller agreement, Nordics"


SAID_OTHERWISE = (
    ("Renhe dialogues", "", "train", "no"),
    ("Triage calls 2026", "", "train", "no"),
    ("Triage calls 2026", "Qwen2.5", "train", "yes"),
    ("Triage calls 2026", "Qwen2.5", "evaluate", "yes"),
)


def room(window: Window) -> AgreementsRoom:
    window.office.go("agreements")
    window.settle()
    shown = window.office.room
    assert isinstance(shown, AgreementsRoom)
    return shown


def listed(window: Window) -> None:
    room(window)


def timeline(window: Window) -> None:
    room(window)
    window.press("Ctrl+B")


def opened(window: Window, name: str) -> AgreementsRoom:
    shown = room(window)
    shown.open_agreement(window.book.query(AgreementNamed(name)))
    window.settle()
    return shown


def changes(window: Window) -> None:
    """The drawing: the clause on the end of the agreement, with what amendment 2 changes."""
    shown = opened(window, LICENCE)
    record = shown.record.shown
    assert record is not None
    clause = next(one for one in record.clauses if one.standard == "termination")
    shown.record.go_to_line(clause.line)
    shown.record.text.tools.mode.pick("changes")
    window.settle()


def in_force(window: Window) -> None:
    opened(window, "CS-2024-0003")


def writing(window: Window) -> None:
    """A paragraph of a draft being written."""
    shown = opened(window, DRAFT)
    line = list(shown.record.text.by_line.values())[1]
    line.cells[0].write()
    window.settle()


def checks(window: Window) -> None:
    shown = opened(window, "Judgments corpus licence")
    shown.side.checks.all = True
    shown.record.again()
    window.settle()


def filling(window: Window) -> None:
    """A blank that the check found."""
    from ui.agreements.mending import fill

    shown = opened(window, DRAFT)
    assert shown.record.shown is not None
    fill(shown.side, shown.record.shown, "deal-protection")
    window.settle()


def beginning(window: Window) -> None:
    room(window).begin_new()
    window.settle()


def refused(window: Window) -> None:
    shown = room(window)
    shown.begin_new()
    shown.new_page.draft()
    window.settle()


def taking_over(window: Window) -> None:
    room(window).begin_signed()
    window.settle()


def signing(window: Window) -> None:
    sign(opened(window, DRAFT).record)
    window.settle()


def settling(window: Window) -> None:
    shown = opened(window, LICENCE)
    shown.record.settle(shown.record.duties.duty_lines[0].duty)
    window.settle()


def say_otherwise(window: Window) -> None:
    """A second agreement with Renhe forbids what the licence allows; and one more data set with two models."""
    book = window.book
    licence = book.query(AgreementDetail(book.query(AgreementNamed(LICENCE))))
    values = {"type": "data-licence", "title_en": "Pilot of the triage model", "prevailing": "zh"}
    clause = NewClause("", "Use", "使用范围", (NewParagraph(text_en="For the pilot only.", text_zh="仅限试点使用。"),))
    terms = {"effective_on": date(2026, 3, 1), "term": "24m"}
    parties = tuple(party.partner_id for party in licence.parties)
    key = AgreementId(book.execute(DraftAgreement(values, terms, parties, (clause,))).first("agreement"))
    row = book.query(AgreementDetail(key))
    version = row.versions[-1].id
    line = book.query(AgreementText(version)).clauses[0].line
    for data, model, use, answer in SAID_OTHERWISE:
        right = {"data_set": data, "model": model, "use": use, "answer": answer}
        book.execute(AddDataRight(version, right, line=line))
    marks = tuple(NewMark(party.id, MarkKind.SIGNATURE, date(2026, 2, 20)) for party in row.parties)
    book.execute(SignAgreement(version, marks, NewFile("signed.pdf", b"%PDF-1.7 a scan")))
    window.settle()


def rights(window: Window) -> None:
    """The matrix, with a cell in which two agreements contradict each other."""
    say_otherwise(window)
    room(window).show_layout("rights")
    window.settle()
    window.press("Down")
    window.settle()


def may_we(window: Window) -> None:
    say_otherwise(window)
    question = (
        "能否用仁禾对话数据训练千问？" if look.language is Language.CHINESE else "May we train Qwen on Renhe dialogues?"
    )
    room(window).ask_rights(question)
    window.settle()


def nothing_says(window: Window) -> None:
    chinese = look.language is Language.CHINESE
    room(window).ask_rights("能否留存仁禾对话数据？" if chinese else "May we retain Renhe dialogues?")
    window.settle()


def no_rights(window: Window) -> None:
    shown = room(window)
    shown.open_agreement(window.book.query(AgreementNamed(LICENCE)))
    window.book.execute(
        VoidAgreement(window.book.query(AgreementNamed(LICENCE)), "Signed twice", window.book.clock.today())
    )
    shown.show_layout("rights")
    window.settle()


def pdf_signing(window: Window) -> None:
    """A certificate that is none, said at its field."""
    from pathlib import Path
    from tempfile import mkdtemp

    shown = opened(window, LICENCE)
    window.office.registry.run("agreement-sign-pdf")
    window.until(lambda: "certificate" in shown.side.form.rows, "the form")
    photo = Path(mkdtemp()) / "photo.p12"
    photo.write_bytes(b"PNG")
    shown.side.form.rows["certificate"].field.take(str(photo))  # type: ignore[attr-defined]  # a file field
    shown.side.form.perform()
    window.until(lambda: shown.exporting.job is None, "the end of the job")
    window.settle()


def signed_file(window: Window) -> None:
    """A kept PDF whose signature was broken after it was made."""
    from time_machine import travel

    from crm.documents.agreement_pdf import make_agreement_pdf
    from crm.documents.agreement_query import AgreementPaperOf
    from crm.documents.signing import Key, sign_pdf
    from tests.documents.keys import PASSWORD, packed

    book, today = window.book, window.book.clock.today()
    paper = book.query(AgreementPaperOf(book.query(AgreementNamed(LICENCE)), today))
    with travel(book.clock.now(), tick=False):  # pyHanko signs by the computer's clock
        whole = sign_pdf(make_agreement_pdf(paper).content, Key("zhou.p12", packed("周明哲"), PASSWORD), today)
    at = whole.index(b"/Producer") + 12
    altered = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    renhe = book.query(PartnerNamed("Renhe Hospital Data")).id
    for name, content in (("DL-2025-0007 signed.pdf", whole), ("DL-2025-0007 altered.pdf", altered)):
        book.execute(AttachFile(name, content, renhe))
    window.office.go("partners", "partner", renhe)
    window.settle()
    part = window.main.findChildren(SignedFile)[-1]
    for scroller in window.main.findChildren(Scroller):
        if scroller.isAncestorOf(part):
            scroller.ensureWidgetVisible(part)
    window.settle()


def question_in_palette(window: Window) -> None:
    window.office.finder.open_palette(
        "能否用仁禾数据训练" if look.language is Language.CHINESE else "may we train on Renhe"
    )
    window.settle()


AGREED = {
    "agreements": listed,
    "agreements-timeline": timeline,
    "agreement-changes": changes,
    "agreement-in-force": in_force,
    "agreement-writing": writing,
    "agreement-checks": checks,
    "agreement-filling": filling,
    "agreement-new": beginning,
    "agreement-refused": refused,
    "agreement-taken-over": taking_over,
    "agreement-signing": signing,
    "agreement-settling": settling,
    "agreement-pdf-signing": pdf_signing,
    "signed-file": signed_file,
    "rights": rights,
    "rights-may-we": may_we,
    "rights-nothing-says": nothing_says,
    "rights-none": no_rights,
    "rights-in-palette": question_in_palette,
}
