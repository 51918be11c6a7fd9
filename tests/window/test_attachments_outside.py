"""A file leaves the book as it came in, is opened by nobody, and what was altered is noticed."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from crm.book import Book
from crm.book.inspection import BookHarm
from crm.partners.commands import AddPartner, AttachFile
from crm.partners.queries import AttachmentBytes, PartnerDetail
from crm.values import Refused
from crm.values.ids import PartnerId
from tests.window.driver import Window
from ui.kit import outside
from ui.window.weekly import CHECKED, WeeklyCheck, is_due

TODAY = date(2026, 9, 22)


def kept(book: Book) -> tuple[PartnerId, int]:
    partner = PartnerId(book.execute(AddPartner({"name": "Renhe"})).first("partner"))
    return partner, book.execute(AttachFile("scan.pdf", b"%PDF-1.7 signed", partner)).first("attachment")


def alter(book: Book) -> None:
    """Somebody writes into the file with another program."""
    with closing(sqlite3.connect(book.path)) as connection, connection:
        connection.execute("UPDATE attachment_content SET content = ?", (b"%PDF-1.7 forged",))


def test_bytes_that_are_not_what_was_attached_are_refused(book: Book) -> None:
    _, file = kept(book)
    assert book.query(AttachmentBytes(file)) == ("scan.pdf", b"%PDF-1.7 signed")
    assert book.query(BookHarm()) == ()

    alter(book)

    with pytest.raises(Refused, match="attachment-altered"):
        book.query(AttachmentBytes(file))
    assert [problem.code for problem in book.query(BookHarm())] == ["check-attachment"]


def test_a_saved_file_is_offered_in_its_folder_and_never_opened(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(outside.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    partner, _ = kept(window.book)
    (file,) = window.book.query(PartnerDetail(partner, TODAY)).attachments

    done = outside.put_outside(
        window.office.desk, tmp_path / "out.pdf", lambda: window.book.query(AttachmentBytes(file.id))[1]
    )

    assert done
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.7 signed"
    assert shown == []
    window.office.body.notice.button.click()
    assert shown == [str(tmp_path)]


def test_an_altered_file_is_not_written(window: Window, tmp_path: Path) -> None:
    _, file = kept(window.book)
    alter(window.book)

    done = outside.put_outside(
        window.office.desk, tmp_path / "out.pdf", lambda: window.book.query(AttachmentBytes(file))[1]
    )

    assert not done
    assert list(tmp_path.glob("out*")) == []
    assert window.shows("The bytes of “scan.pdf” are not those that were attached")


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        ("soon", True),
        ("2026-09-15", True),
        ("2026-09-16", False),
        ("2026-09-22", False),
        ("2026-09-23", True),
    ],
)
def test_the_book_is_read_through_once_a_week(last: object, due: bool) -> None:
    assert is_due(last, TODAY) is due


def test_the_weekly_check_remembers_a_sound_book_and_names_what_is_altered(window: Window) -> None:
    kept(window.book)
    remembered: dict[str, object] = {}
    check = WeeklyCheck(window.office.desk, remembered, window.office)

    assert check.begin(TODAY) is not None
    window.until(lambda: CHECKED in remembered, "the book read through")
    assert check.begin(TODAY) is None

    alter(window.book)
    assert check.begin(date(2026, 9, 29)) is not None
    window.until(lambda: window.shows("scan.pdf"), "the file named")
