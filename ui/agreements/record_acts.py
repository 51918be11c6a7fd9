"""What can be done to the agreement that is shown: the next step on the primary button, the rest in the menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from crm.agreements.commands import BinAgreements, SendToReview
from crm.values import Message
from crm.values.enums import AgreementStatus, Renewal
from ui.agreements import acts
from ui.agreements.mending import edit_record, edit_terms
from ui.agreements.record_head import Entries
from ui.kit.look import Text
from ui.partners.wording import title_of

if TYPE_CHECKING:
    from ui.agreements.record_page import RecordPage


SIGNED_PDF = "signed-pdf"
"""The kind of an export: a PDF that a certificate signs."""


def next_act(page: "RecordPage") -> tuple[Text, Callable[[], None]] | None:
    """Send to review, then sign; then what the day asks for."""
    shown = page.shown
    assert shown is not None
    row, life = shown.row, shown.life
    if row.void_on is not None:
        return None
    newest = row.versions[-1]
    if newest.signed_on is None:
        if newest.number == 1 and row.in_review_on is None:
            return "agreements.send-to-review", lambda: send(page)
        return "agreements.sign", lambda: sign(page)
    if life.standing is not None and life.shown is AgreementStatus.IN_NOTICE_WINDOW:
        return "agreements.give-notice", lambda: page.begin(acts.notice)
    if life.shown in (AgreementStatus.ACTIVE, AgreementStatus.SIGNED):
        return "agreements.amend", lambda: page.begin(acts.amend)
    return None


def send(page: "RecordPage") -> None:
    if page.shown is not None:
        page.finish()
        said = Message("agreements.sent", {"name": title_of(page.shown.row)})
        page.desk.execute(SendToReview(page.shown.id), toast=said)


def sign(page: "RecordPage") -> None:
    """The newest version is what is signed, whichever is read."""
    if page.shown is not None:
        page.show_version(page.shown.row.versions[-1].number)
        page.begin(acts.sign)


def entries_of(page: "RecordPage") -> Entries:
    shown = page.shown
    assert shown is not None
    row, drafts = shown.row, shown.row.draft is not None
    entries: Entries = [
        ("agreements.export", "file-down", lambda: page.export_asked.emit("pdf")),
        ("signature.sign", "shield-check", lambda: page.export_asked.emit(SIGNED_PDF)),
        ("agreements.export-docx", "file-text", lambda: page.export_asked.emit("docx")),
        ("agreements.text-on-a-day", "calendar", page.day_asked.emit),
        None,
    ]
    if not row.is_signed and row.void_on is None:
        entries += record_entries(page)
    if drafts and row.void_on is None:
        entries += [
            ("agreements.terms", "calendar-clock", lambda: edit_terms(page.side, shown)),
            ("agreements.record-mark", "stamp", lambda: page.begin(acts.mark)),
            ("agreements.sign", "signature", lambda: sign(page)),
        ]
    if row.is_signed and row.void_on is None:
        entries += signed_entries(page)
    if row.number == "" and row.void_on is None:
        entries.append(("agreements.give-number", "hash", lambda: page.begin(acts.number)))
    entries += end_entries(page)
    return entries


def record_entries(page: "RecordPage") -> Entries:
    shown = page.shown
    assert shown is not None
    fields = ("title_en", "title_zh", "prevailing", "originals", "condition")
    entries: Entries = []
    for name in fields:
        entries.append((f"field.{name}", "pencil", partial(edit_record, page.side, shown, name)))
    return entries


def signed_entries(page: "RecordPage") -> Entries:
    shown = page.shown
    assert shown is not None
    entries: Entries = []
    if shown.row.draft is None:
        entries.append(("agreements.amend", "file-plus", lambda: page.begin(acts.amend)))
        if shown.version.terms.renewal is Renewal.CONSENT:
            entries.append(("agreements.renew", "refresh-cw", lambda: page.begin(acts.renew)))
    entries.append(("agreements.give-notice", "bell", lambda: page.begin(acts.notice)))
    if shown.row.condition and shown.row.condition_met_on is None:
        entries.append(("agreements.meet-condition", "check", lambda: page.begin(acts.condition)))
    return entries


def end_entries(page: "RecordPage") -> Entries:
    shown = page.shown
    assert shown is not None
    if shown.row.void_on is not None:
        return []
    held = shown.life.override
    entries: Entries = [None, ("agreements.set-status", "flag", lambda: page.begin(acts.override))]
    if held is not None:
        entries.append(("agreements.lift-status", "undo-2", lambda: page.side.begin(acts.lift(page.desk, held))))
    entries.append(("agreements.void", "ban", lambda: page.begin(acts.void)))
    if not shown.row.number and not shown.row.is_signed:
        entries.append(("partners.to-bin", "trash-2", lambda: bin_it(page)))
    return entries


def bin_it(page: "RecordPage") -> None:
    if page.shown is not None:
        said = Message("agreements.binned", {"name": title_of(page.shown.row)})
        page.desk.execute(BinAgreements((page.shown.id,)), toast=said)
