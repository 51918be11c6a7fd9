"""The figures live, clicked as a person does: each opens to exactly the rows that it counts, as in the reports."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm.book import FixedClock
from crm.communication.commands import LogMeeting
from crm.documents.portfolio_content import ContactLine
from crm.documents.portfolio_counts import Count, Cut
from crm.documents.portfolio_report import make_portfolio_report
from crm.documents.portfolio_sections import shown
from crm.documents.portfolio_workbook import make_portfolio_workbook
from crm.partners.commands import AddPartner
from crm.values.enums import Language, PartnerRole, ReportLanguage, Stage
from tests.conftest import NOON
from tests.documents.reading import plain, poppler
from tests.reports.conftest import Reports
from tests.window.driver import Window
from ui.kit.look import look
from ui.reports.bars import BarChart
from ui.reports.counted import CountedPane
from ui.reports.dashboard import Dashboard
from ui.reports.gallery import LIVE, PARTNER, PORTFOLIO
from ui.reports.leaving import dialogs
from ui.reports.wanted import Span


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Reports]:
    """The sample book, at the dashboard."""
    from crm.acts.sample import create_sample

    path = tmp_path / "sample.liaison"
    create_sample(path, FixedClock(NOON))
    window = Window(FixedClock(NOON)).open(path)
    reports = Reports(window)
    window.click("Figures live")
    yield reports
    window.close()


def dashboard(reports: Reports) -> Dashboard:
    return reports.room.live.dashboard


def counted(reports: Reports) -> CountedPane:
    return reports.room.live.counted


def rows_shown(reports: Reports) -> int:
    """The rows of the list that is open; its heading says the same number."""
    pane = counted(reports)
    assert pane.isVisible()
    number = pane.table.model_of_lines.rowCount()
    assert pane.count.whole == (f"{number:,} rows" if number != 1 else "1 row")
    return number


def back(reports: Reports) -> None:
    reports.window.press("Esc", counted(reports).table)
    assert dashboard(reports).isVisible()


def test_every_figure_opens_to_as_many_rows_as_it_says(played: Reports) -> None:
    page, window = dashboard(played), played.window
    assert page.live is not None
    clicked = set()
    for part in (*page.singles, *page.cells):
        window.click(part)
        assert rows_shown(played) == page.live.figures[part.cut].count, part.cut
        clicked.add(part.cut)
        back(played)
    for chart in page.charts.values():
        for at, bar in enumerate(chart.bars):
            QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(at).center().toPoint())
            window.settle()
            assert rows_shown(played) == bar.count, bar.cut
            clicked.add(bar.cut)
            back(played)

    assert clicked == set(page.live.figures)


@pytest.mark.parametrize("language", [ReportLanguage.ENGLISH, ReportLanguage.CHINESE])
def test_the_screen_the_pdf_and_the_workbook_say_one_number(
    played: Reports, language: ReportLanguage, tmp_path: Path
) -> None:
    live = dashboard(played).live
    assert live is not None
    text = "".join(
        poppler("pdftotext", make_portfolio_report(live.content, language).content, tmp_path, "-layout").split()
    )
    sheets = openpyxl.load_workbook(BytesIO(make_portfolio_workbook(live.content, language))).worksheets
    table = {row[0].value: [cell.value for cell in row[1:]] for row in sheets[2].iter_rows(min_row=2)}

    for role in PartnerRole:
        figures = [live.figures[Cut(Count.CELL, role=role, stage=stage)] for stage in (*Stage, None)]
        name = look.say(role) if language is ReportLanguage.ENGLISH else said_in_chinese(role)
        assert table[name] == [figure.count for figure in figures]
        printed = "".join(shown(figure) if figure.count else "·" for figure in figures)
        assert name.replace(" ", "") + printed in text


def test_a_past_quarter_is_one_number_on_the_screen_in_the_pdf_and_in_the_workbook(
    played: Reports, tmp_path: Path
) -> None:
    before = dashboard(played).live
    played.room.scope.span.pick(Span.LAST_QUARTER)
    played.window.until(lambda: dashboard(played).live is not before, "the last quarter")
    live = dashboard(played).live
    assert live is not None and live.content.scope.stand == live.content.scope.period.until

    assert played.window.shows("as on 30 June 2026")
    assert played.window.shows("Owners, next dates, open action items")
    text = "".join(
        poppler(
            "pdftotext", make_portfolio_report(live.content, ReportLanguage.ENGLISH).content, tmp_path, "-layout"
        ).split()
    )
    sheets = openpyxl.load_workbook(BytesIO(make_portfolio_workbook(live.content, ReportLanguage.ENGLISH))).worksheets
    table = {row[0].value: [cell.value for cell in row[1:]] for row in sheets[2].iter_rows(min_row=2)}
    shown_cells = {cell.cut: cell.number() for cell in dashboard(played).cells}
    for role in PartnerRole:
        figures = [live.figures[Cut(Count.CELL, role=role, stage=stage)] for stage in (*Stage, None)]
        assert table[look.say(role)] == [figure.count for figure in figures]
        assert [shown_cells[figure.cut] for figure in figures] == [shown(figure) for figure in figures]
        printed = "".join(shown(figure) if figure.count else "·" for figure in figures[:-1]) + shown(figures[-1])
        assert look.say(role).replace(" ", "") + printed in text

    played.window.click(dashboard(played).tiles[1])
    assert rows_shown(played) == live.figures[Cut(Count.ROLES)].count


def said_in_chinese(role: PartnerRole) -> str:
    from crm.language import say

    return say(role, Language.CHINESE)


def test_a_filter_narrows_the_figures_and_nonsense_is_said_beside_it(played: Reports) -> None:
    line = played.room.scope.line
    line.setFocus()
    played.window.type("tier:strategic\r", line)
    played.window.until(lambda: dashboard(played).tiles[0].number() == "5", "the five strategic ones")

    played.window.type(" tyer:x\r", line)
    assert played.window.shows("tyer")
    played.window.until(lambda: not played.room.resting.isActive(), "the rest")
    assert dashboard(played).tiles[0].number() == "5"


def test_another_period_counts_what_happened_in_it(played: Reports) -> None:
    before = dashboard(played).live
    played.room.scope.span.pick(Span.QUARTER)
    played.window.until(lambda: dashboard(played).live is not before, "the quarter's figures")

    live = dashboard(played).live
    assert live is not None
    assert all(line.held_on.month >= 7 for line in live.content.contacts)


def test_what_is_written_elsewhere_changes_the_figures_and_the_open_rows(played: Reports) -> None:
    page = dashboard(played)
    played.window.click(page.tiles[0])
    number = rows_shown(played)

    played.window.book.execute(AddPartner({"name": "<b>New & newer</b>"}))
    played.window.until(lambda: rows_shown(played) == number + 1, "one row more")

    assert page.tiles[0].number() == str(number + 1)


def test_the_keyboard_opens_a_figure_a_row_and_comes_back(played: Reports) -> None:
    tile = dashboard(played).tiles[0]
    tile.setFocus()
    played.window.press("Return", tile)
    assert played.window.focus() is counted(played).table

    played.window.press("Esc")
    assert played.window.focus() is tile

    played.window.press("Return", tile)
    played.window.press("Return", counted(played).table)
    assert played.window.office.room is not None and played.window.office.room.name == "partners"


def test_a_meeting_opens_beside_its_partner(played: Reports) -> None:
    part = next(part for part in dashboard(played).singles if part.cut.count is Count.CONTACTS)
    played.window.click(part)
    assert isinstance(counted(played).table.lines[0], ContactLine)

    table = counted(played).table
    point = table.visualRect(table.rows.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))
    played.window.settle()

    assert played.window.office.room is not None and played.window.office.room.name == "partners"
    assert played.window.office.log.is_docked()


def test_arrows_go_from_bar_to_bar_and_say_which(played: Reports) -> None:
    chart: BarChart = next(iter(dashboard(played).charts.values()))
    chart.setFocus()
    first = chart.accessibleName()
    played.window.press("Right", chart)

    assert chart.accessibleName() != first
    played.window.press("Return", chart)
    assert rows_shown(played) == chart.bars[1].count


def test_language_and_theme_switch_while_the_dashboard_stands(played: Reports) -> None:
    look.set(language=Language.CHINESE)
    played.window.settle()
    try:
        assert dashboard(played).tiles[0].words() == "组织"
        assert dashboard(played).unit.whole == "每月联络，按伙伴类型"
        assert all(part.accessibleName() for part in dashboard(played).singles)
    finally:
        look.set(language=Language.ENGLISH)


def test_the_portfolio_is_shown_and_saved_with_its_spreadsheet_beside_it(
    played: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played.window.click("Portfolio report")
    made = played.made()
    assert "PartnershipsofMingyuanAI" in plain(made)
    (tmp_path / "out.xlsx").write_bytes(b"another one")
    monkeypatch.setattr(dialogs, "path", lambda window, path: tmp_path / "out.pdf")

    played.window.press("Ctrl+S")
    played.window.settle()

    assert (tmp_path / "out.pdf").read_bytes() == made
    assert (tmp_path / "out.xlsx").read_bytes() == b"another one"
    assert openpyxl.load_workbook(tmp_path / "out (2).xlsx").worksheets[1].max_row == 50


def test_without_the_tick_only_the_pdf_is_saved(
    played: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played.window.click("Portfolio report")
    played.room.scope.workbook.click()
    played.made()
    monkeypatch.setattr(dialogs, "path", lambda window, path: tmp_path / "only.pdf")

    played.window.press("Ctrl+S")
    played.window.settle()

    assert [path.name for path in tmp_path.glob("only*")] == ["only.pdf"]


def test_reports_follows_the_partner_that_is_chosen_in_partners(played: Reports) -> None:
    found = played.window.book.query(names("Lanting"))[0].record_id
    played.window.office.go("partners", "partner", found)
    played.window.settle()
    played.window.office.go("reports")
    played.window.settle()

    assert played.room.scope.partner.key == found
    assert played.room.kind is LIVE

    played.window.click("Partner report")
    assert "LantingBank" in plain(played.made())


def names(text: str) -> object:
    from crm.book.search import FoundNames

    return FoundNames(text, 1, "partner")


def test_a_report_asked_for_from_a_partner_is_the_partner_report(played: Reports) -> None:
    found = played.window.book.query(names("Renhe"))[0].record_id
    played.window.office.desk.open_report(found)
    played.window.settle()

    assert played.room.kind is PARTNER


def test_kind_and_filter_are_there_again_at_the_next_start(played: Reports) -> None:
    played.window.click("Portfolio report")
    played.room.scope.show_filter("stage:active")
    played.window.until(lambda: not played.room.resting.isActive(), "the rest")
    state = played.room.state()
    assert (state["kind"], state["filter"]) == ("portfolio", "stage:active")

    played.room.restore({"kind": "live", "filter": 7})
    assert played.room.kind is LIVE
    played.room.restore(state)
    played.window.settle()
    assert played.room.kind is PORTFOLIO


def test_a_meeting_logged_while_rows_are_open_is_among_them(played: Reports) -> None:
    part = next(part for part in dashboard(played).singles if part.cut.count is Count.MEETINGS)
    played.window.click(part)
    number = rows_shown(played)
    partner = played.window.book.query(names("Renhe"))[0].record_id

    values = {"kind": "meeting", "held_on": NOON.date(), "title": "Just now"}
    played.window.book.execute(LogMeeting(values, partner_ids=(partner,)))

    played.window.until(lambda: rows_shown(played) == number + 1, "the new meeting")


def test_in_a_narrow_window_the_report_is_chosen_in_the_scope(played: Reports) -> None:
    assert not played.room.scope.kinds.isVisible()
    look.set(percent=200)
    played.window.settle()
    try:
        assert played.room.gallery.isHidden() and played.room.scope.kinds.isVisible()
        played.room.scope.kinds.pick(PORTFOLIO)
        assert "PartnershipsofMingyuanAI" in plain(played.made())
    finally:
        look.set(percent=100)
