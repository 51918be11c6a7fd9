"""The room of reports, used as its user does."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from crm.communication.commands import LogMeeting
from crm.values.enums import Language
from tests.documents.conftest import day
from tests.documents.reading import pages_of, plain, text_of
from tests.reports.conftest import Reports
from ui.kit.choices import CheckField
from ui.kit.look import look
from ui.reports import leaving
from ui.reports.wanted import Span


def test_the_partner_one_spoke_with_last_is_shown_at_once(reports: Reports) -> None:
    assert "Lanyu Data" in pages_of(reports.made())[0]
    assert reports.window.shows("1 of ")
    assert reports.room.preview.view.drawn


def test_a_box_that_is_cleared_takes_its_section_out_of_the_preview(reports: Reports) -> None:
    assert "For decisions" in text_of(reports.made())

    people = reports.window.named("People", CheckField)
    people.click()

    assert "For decisions" not in text_of(reports.made())


def test_the_language_of_the_report_is_chosen_apart_from_the_window(reports: Reports) -> None:
    reports.window.click("中文")

    assert "承诺与兑现" in plain(reports.made())
    assert look.language is Language.ENGLISH


def test_a_partner_is_found_by_pinyin_while_typing(reports: Reports) -> None:
    from crm.partners.commands import AddPartner

    reports.window.book.execute(AddPartner({"name": "仁禾医疗数据"}))
    field = reports.room.scope.partner
    field.setFocus()
    field.selectAll()
    reports.window.type("rhyl", field)
    reports.window.press("Return", field)

    assert "仁禾医疗数据" in text_of(reports.made())


def test_own_dates_are_asked_for_and_a_backward_period_is_said(reports: Reports) -> None:
    scope = reports.room.scope
    before = reports.made()
    scope.span.pick(Span.DATES)
    scope.until.pick(day("04-01"))
    scope.since.pick(day("05-01"))

    assert reports.made() == before
    assert reports.window.shows("before it begins")

    scope.since.pick(day("03-01"))
    assert "1 March 2026 to 1 April 2026" in text_of(reports.made())


def test_what_is_logged_elsewhere_appears_in_the_preview(reports: Reports) -> None:
    reports.made()
    lanyu = reports.room.scope.partner.key

    reports.window.book.execute(
        LogMeeting({"kind": "visit", "held_on": day("10-19"), "title": "Visit to Fuzhou"}, partner_ids=(lanyu,))
    )
    reports.window.settle()

    assert "Visit to Fuzhou" in text_of(reports.made())


def test_the_report_is_saved_as_it_is_shown(reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = reports.made()
    proposed: list[Path] = []
    monkeypatch.setattr(
        leaving.dialogs, "path", lambda window, path: proposed.append(path) or tmp_path / "out.pdf", raising=True
    )

    reports.window.press("Ctrl+S")
    reports.window.settle()

    assert (tmp_path / "out.pdf").read_bytes() == shown
    assert proposed[0].name.startswith("Partnership report Lanyu Data, 1 May 2026 to 20 October 2026")


def test_a_folder_that_cannot_be_written_is_told_in_the_banner(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports.made()
    monkeypatch.setattr(leaving.dialogs, "path", lambda window, path: tmp_path / "no" / "out.pdf")

    reports.window.click("Save PDF")

    assert reports.window.shows("could not be written")


def test_the_report_is_printed_page_by_page(reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = len(pages_of(reports.made()))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(leaving.dialogs, "printer", lambda window, title: printer)

    reports.window.press("Ctrl+P")
    reports.window.until(lambda: reports.window.shows("Sent to the printer"), "the end of printing")

    assert len(pages_of((tmp_path / "printed.pdf").read_bytes())) == pages


def test_pages_turn_and_zoom_by_keys_and_stay_crisp(reports: Reports) -> None:
    reports.made()
    view = reports.room.preview.view
    view.setFocus()

    reports.window.press("PgDown", view)
    assert view.number == 2
    assert reports.window.shows("2 of ")

    before = view.shown_zoom
    QTest.keyClicks(view, "+")
    reports.window.settle()
    assert view.shown_zoom > before
    assert view.drawn[view.number - 1].scale == view.scale


def test_an_older_answer_never_overwrites_a_newer_one(reports: Reports) -> None:
    room = reports.room
    for span in (Span.YEAR, Span.QUARTER, Span.LAST_QUARTER):
        room.scope.show_span(span)
        room.make()
    reports.window.settle()

    assert room.shown is not None and room.shown.wanted.period == Span.LAST_QUARTER.period(day("10-20"))


def test_the_choices_are_there_again_at_the_next_start(reports: Reports) -> None:
    reports.window.click("Both")
    reports.made()
    state = reports.room.state()
    assert state["language"] == "both"

    reports.room.restore({"language": "zh", "span": "year", "sections": ["people"], "paper": "LETTER", "partner": 999})

    assert "人员" in text_of(reports.made()) and "会议与决议" not in text_of(reports.made())
    reports.room.restore({"language": 7, "span": None, "sections": "x", "paper": [], "partner": "y"})
    reports.room.restore(state)
    assert reports.room.state() == state


def test_every_control_has_a_name_in_both_languages(reports: Reports) -> None:
    reports.made()
    for language in Language:
        look.set(language=language)
        reports.window.settle()
        nameless = [part for part in reports.window.main.findChildren(CheckField) if not part.accessibleName()]
        assert not nameless
        assert reports.room.preview.view.accessibleName()
