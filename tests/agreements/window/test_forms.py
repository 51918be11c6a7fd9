"""The forms about an agreement: files are read off the window's thread, and what a form asks is one act or none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from crm.agreements.commands import AttachToAgreement, EditParty, NewFile, NewParty, RecordSigned
from crm.agreements.queries.rows import PartyRow
from crm.values.ids import PartnerId
from tests.agreements.window.driving import DRAFT, LICENCE, form, opened, record
from tests.window.driver import Window
from tests.window.test_attachments_outside import alter
from ui.agreements import exporting, file_field
from ui.agreements.acts import amend
from ui.agreements.file_field import FileField
from ui.agreements.room import AgreementsRoom
from ui.kit import outside
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.look import Plain


def kept(window: Window) -> list[str]:
    return [file.name for version in record(window, LICENCE).versions for file in version.files]


def attaching(room: AgreementsRoom, window: Window) -> FileField:
    """The form that asks for a file to keep with the licence."""
    opened(room, window, LICENCE)
    room.side.files.attach()
    window.settle()
    field = form(room).rows["file"].field
    assert isinstance(field, FileField)
    return field


def gone(folder: Path) -> Path:
    return folder / "gone.pdf"


def a_folder(folder: Path) -> Path:
    (folder / "scans").mkdir()
    return folder / "scans"


def an_empty_one(folder: Path) -> Path:
    (folder / "empty.pdf").touch()
    return folder / "empty.pdf"


def a_huge_one(folder: Path) -> Path:
    with (folder / "huge.pdf").open("wb") as file:
        file.truncate(300_000_000)
    return folder / "huge.pdf"


UNREADABLE: list[tuple[Callable[[Path], Path], str]] = [
    (gone, "“gone.pdf” could not be read"),
    (a_folder, "“scans” is no file"),
    (an_empty_one, "empty.pdf is empty"),
    (a_huge_one, "“huge.pdf” has 300 MB"),
]


@pytest.mark.parametrize(("make", "said"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_at_its_field_and_nothing_is_changed(
    room: AgreementsRoom, filled: Window, tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    field, before = attaching(room, filled), kept(filled)
    field.take(str(make(tmp_path)))

    filled.click(form(room).do)
    filled.settle()

    assert said in form(room).rows["file"].sentence.whole
    assert form(room).isVisible()
    assert form(room).do.isEnabled()
    assert kept(filled) == before


def test_while_a_file_is_read_the_window_lives_and_the_act_waits(
    room: AgreementsRoom, filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, read = Event(), file_field.read_file
    monkeypatch.setattr(file_field, "read_file", lambda *given: slow.wait(10) and read(*given))
    (tmp_path / "annex.pdf").write_bytes(b"%PDF-1.7 annex")
    attaching(room, filled).take(str(tmp_path / "annex.pdf"))

    form(room).do.click()
    QApplication.processEvents()
    assert not form(room).do.isEnabled()
    assert "annex.pdf" not in kept(filled)

    slow.set()
    filled.until(lambda: "annex.pdf" in kept(filled), "the file")
    assert not form(room).isVisible()


def test_a_file_is_linked_to_a_page_of_it(room: AgreementsRoom, filled: Window, tmp_path: Path) -> None:
    (tmp_path / "annex.pdf").write_bytes(b"%PDF-1.7 annex")
    attaching(room, filled).take(str(tmp_path / "annex.pdf"))
    page = form(room).rows["page"]

    page.field.setText("two")
    filled.click(form(room).do)
    filled.until(lambda: page.sentence.isVisible(), "the sentence")
    assert "annex.pdf" not in kept(filled)

    page.field.setText("3")
    filled.click(form(room).do)
    filled.until(lambda: "annex.pdf" in kept(filled), "the file")
    assert filled.shows("page 3")


def test_a_form_that_is_given_up_while_its_file_is_read_keeps_nothing(
    room: AgreementsRoom, filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, read = Event(), file_field.read_file
    monkeypatch.setattr(file_field, "read_file", lambda *given: slow.wait(10) and read(*given))
    (tmp_path / "annex.pdf").write_bytes(b"%PDF-1.7 annex")
    attaching(room, filled).take(str(tmp_path / "annex.pdf"))
    before = kept(filled)

    form(room).do.click()
    form(room).cancel.click()
    slow.set()
    filled.settle()

    assert kept(filled) == before
    assert form(room).do.isEnabled()


def test_a_signed_agreement_is_not_recorded_with_a_scan_that_is_gone(
    room: AgreementsRoom, filled: Window, tmp_path: Path
) -> None:
    room.begin_signed()
    filled.settle()
    room.new_page.fields["signed_copy"].take(str(tmp_path / "gone.pdf"))

    filled.click(room.new_page.do)
    filled.settle()

    assert "could not be read" in room.new_page.rows["signed_copy"].sentence.whole
    assert room.new_page.do.isEnabled()


# Out of the book


def with_a_scan(room: AgreementsRoom, window: Window) -> None:
    opened(room, window, LICENCE)
    version = record(window, LICENCE).versions[-1]
    window.book.execute(AttachToAgreement(version.id, NewFile("scan.pdf", b"%PDF-1.7 signed")))
    window.settle()


def saving(room: AgreementsRoom, window: Window) -> None:
    file = next(file for version in record(window, LICENCE).versions for file in version.files)
    room.side.files.save(file)
    window.settle()


def test_a_file_of_an_agreement_is_saved_and_shown_in_its_folder_but_never_opened(
    room: AgreementsRoom, filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(outside.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "out.pdf"), ""))
    with_a_scan(room, filled)

    saving(room, filled)

    assert (tmp_path / "out.pdf").exists()
    assert shown == []
    filled.office.body.notice.button.click()
    assert shown == [str(tmp_path)]


def test_a_file_of_an_agreement_that_was_altered_is_not_saved(
    room: AgreementsRoom, filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "out.pdf"), ""))
    with_a_scan(room, filled)
    alter(filled.book)

    saving(room, filled)

    assert not (tmp_path / "out.pdf").exists()
    assert filled.shows("are not those that were attached")


# A party


def second(window: Window) -> PartyRow:
    return record(window, DRAFT).parties[1]


def write(room: AgreementsRoom, name: str, text: str) -> None:
    field = form(room).rows[name].field
    assert isinstance(field, LineField)
    field.setText(text)


def test_the_fields_of_a_party_are_one_step_that_is_undone_at_once(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, DRAFT)
    before = second(filled)
    room.side.parties.edit(before)
    write(room, "address", "Hämeentie 1, Helsinki")
    write(room, "share", "40%")

    filled.click(form(room).do)
    assert (second(filled).address, second(filled).share) == ("Hämeentie 1, Helsinki", "40%")

    filled.press("Ctrl+Z", room.record.clauses)
    assert (second(filled).address, second(filled).share) == (before.address, before.share)


def test_who_signs_is_chosen_among_the_people_of_the_party(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, DRAFT)
    room.side.parties.edit(second(filled))
    field = form(room).rows["signatory_id"].field
    assert isinstance(field, ChoiceField)
    key, name = field.options[-1]
    assert isinstance(name, Plain)
    field.pick(key)

    filled.click(form(room).do)

    assert key is not None
    assert second(filled).signatory_id == key
    assert second(filled).signatory_en == name.text


def test_where_one_field_of_a_party_is_refused_no_other_is_saved(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, DRAFT)
    before = second(filled)
    room.side.parties.edit(before)
    write(room, "address", "Hämeentie 1, Helsinki")
    write(room, "share", "40%")
    filled.book.execute(EditParty(before.id, "share", before.share, "35%"))
    filled.settle()

    filled.click(form(room).do)

    assert (second(filled).address, second(filled).share) == (before.address, "35%")
    assert "35%" in form(room).rows["share"].sentence.whole


def test_a_party_that_is_kept_unchanged_is_told_so(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, DRAFT)
    room.side.parties.edit(second(filled))

    filled.click(form(room).do)

    assert "Nothing was changed" in form(room).wrong.whole


# Export


def test_the_check_before_an_export_does_not_hold_the_window(
    room: AgreementsRoom, filled: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, check = Event(), exporting.check
    asked: list[str] = []
    monkeypatch.setattr(exporting, "check", lambda *given: slow.wait(10) and check(*given))
    monkeypatch.setattr(exporting.dialogs, "path", lambda *_given: asked.append("where"))
    opened(room, filled, DRAFT)

    room.export("pdf")
    QApplication.processEvents()
    assert filled.shows("Checking the text")
    assert asked == []

    slow.set()
    filled.until(lambda: room.exporting.job is None, "the end of the check")
    assert not filled.shows("Checking the text")
    assert asked == ["where"]


# Amendments


def test_an_amendment_of_what_has_not_begun_is_proposed_from_its_first_day(
    room: AgreementsRoom, filled: Window
) -> None:
    parties = [NewParty(PartnerId(party.partner_id)) for party in record(filled, LICENCE).parties]
    terms = {"effective_on": date(2026, 12, 1), "term": "12m"}
    values = {"type": "nda", "title_en": "Later"}
    filled.book.execute(
        RecordSigned(values, terms, parties, date(2026, 9, 1), number="NDA-LATER", copy_reason="in the safe")
    )
    filled.settle()
    opened(room, filled, "NDA-LATER")

    room.record.begin(amend)
    filled.type("Two more people", form(room).rows["reason"].field)
    filled.click(form(room).do)

    assert record(filled, "NDA-LATER").versions[-1].amends_on == date(2026, 12, 1)
