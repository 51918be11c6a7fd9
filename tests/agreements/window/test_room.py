"""The room of agreements as its user has it: typed and clicked, in the window, on the sample book."""

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtGui import QPixmap

from crm.agreements.commands import AddParagraph
from crm.agreements.queries import AgreementLine, AgreementText
from crm.agreements.queries.rows import TextRow
from crm.book import Book
from crm.values.enums import AgreementStatus, AgreementType, Language
from tests.agreements.window.driving import LICENCE, form, named, opened, record, room_of
from tests.window.driver import Window
from ui.agreements import exporting
from ui.agreements.bars import bar_of
from ui.agreements.gantt import Gantt
from ui.agreements.room import AgreementsRoom
from ui.kit.look import look
from ui.window.hits import Hit

TODAY = date(2026, 9, 22)


def numbers(room: AgreementsRoom) -> list[str]:
    return [room.model.cell(place, 0).text for place in range(room.model.rowCount())]


def text_of(window: Window, text: str) -> TextRow:
    return window.book.query(AgreementText(record(window, text).versions[-1].id))  # type: ignore[no-any-return]


# The list


def test_the_list_begins_with_what_has_to_be_done_next(room: AgreementsRoom) -> None:
    assert numbers(room)[:2] == ["CS-2024-0003", LICENCE]
    assert room.side.shown is not None
    assert room.side.shown.row.number == "CS-2024-0003"


def test_groups_types_and_words_narrow_the_list(room: AgreementsRoom, filled: Window) -> None:
    room.filter_bar.tabs.pick("notice")
    assert set(numbers(room)) == {"CS-2024-0003", LICENCE, "RE-2025-0002"}

    room.filter_bar.type.pick(AgreementType.DATA_LICENCE)
    assert numbers(room) == [LICENCE]

    room.clear_filter()
    filled.press("Ctrl+F")
    filled.compose("仁禾")
    assert len(numbers(room)) == 8  # nothing is looked for while it is being composed
    filled.commit("仁禾")
    filled.until(lambda: numbers(room) == [LICENCE], "the licence")


def test_a_header_sorts_and_what_has_nothing_there_comes_last(room: AgreementsRoom) -> None:
    room.table.sort_by_section(0)
    ascending = numbers(room)
    room.table.sort_by_section(0)

    assert ascending[:2] == ["CM-2025-0004", "CS-2024-0003"]
    assert ascending[-2:] == numbers(room)[-2:] == ["No number", "No number"]


def test_an_empty_room_offers_the_first_step(book: Book, bare_window: Window) -> None:
    book.close()
    window = bare_window.open(book.path)
    shown = room_of(window)

    window.click("Draft one")

    assert window.focus() is shown.new_page.fields["type"]


# The timeline


def test_the_timeline_is_walked_by_keys_and_enter_opens_the_record(room: AgreementsRoom, filled: Window) -> None:
    filled.press("Ctrl+B")
    assert filled.focus() is room.gantt

    filled.press("Home")
    filled.press("Down")
    zoom = room.gantt.zoom
    filled.press("+")
    filled.press("Return")

    assert room.gantt.zoom == zoom + 1
    assert room.record.shown is not None
    assert room.record.shown.row.number == LICENCE


def test_a_click_on_a_bar_opens_its_record_and_esc_comes_back(room: AgreementsRoom, filled: Window) -> None:
    filled.press("Ctrl+B")
    box = room.gantt.row_box(1)

    filled.click(room.gantt.viewport(), box.center())
    assert room.record.shown is not None
    assert room.record.shown.row.number == LICENCE

    filled.press("Esc")
    assert not room.in_record()
    assert room.gantt.current_id() == named(filled, LICENCE)


def test_the_bar_of_an_agreement_shows_its_notice_days(filled: Window, room: AgreementsRoom) -> None:
    line = next(one for one in room.every if one.row.number == LICENCE)
    bar = bar_of(line, TODAY)

    assert bar is not None
    assert (bar.first, bar.last) == (date(2025, 3, 1), date(2027, 2, 28))
    assert (bar.window, bar.safe, bar.notice) == (date(2026, 9, 1), date(2026, 11, 23), date(2026, 11, 30))
    assert bar.ahead[0].last == date(2028, 2, 29)


def test_what_was_ended_by_notice_is_not_drawn_as_renewed(room: AgreementsRoom) -> None:
    line = next(one for one in room.every if one.row.number == "RF-2026-0005")
    bar = bar_of(line, TODAY)

    assert bar is not None
    assert bar.ahead == ()


@pytest.mark.usefixtures("app")
def test_five_hundred_agreements_paint_in_a_frame(room: AgreementsRoom) -> None:
    lines: list[AgreementLine] = list(room.every) * 63
    gantt = Gantt()
    gantt.resize(1200, 800)
    gantt.show_lines(lines[:500], TODAY)
    picture = QPixmap(1200, 800)
    gantt.render(picture)

    began = perf_counter()
    for _ in range(5):
        gantt.viewport().render(picture)
    took = (perf_counter() - began) / 5

    assert took < 0.05, f"{took * 1000:.1f} ms"  # 16 on a machine of its own, shared ones are slower


# The record


def test_a_date_opens_to_its_arithmetic(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, LICENCE)

    line = next(name for name in filled.names() if name.startswith("End of term"))
    assert line == "End of term, 1 Mar 2025 + 24 months, 28 Feb 2027"
    filled.click(line)

    assert filled.shows("1 Mar 2025 + 24 months = 28 Feb 2027")


def test_from_a_line_to_its_clause_and_back_takes_two_keys(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, LICENCE)
    duty = room.record.duties.duty_lines[0]
    duty.setFocus()

    filled.press("C")
    assert room.record.clauses.current() is not None
    assert room.record.text.number.whole == "5"
    assert filled.focus() is room.record.clauses

    filled.press("O")
    assert filled.focus() in room.record.duties.duty_lines


def test_evidence_settles_what_was_late(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, LICENCE)
    late = room.record.duties.duty_lines[0]
    assert late.state == "late 4 d"
    late.setFocus()
    filled.press("Return")

    filled.click(form(room).do)
    assert "reason" in form(room).rows["reason"].sentence.whole.lower()

    field = form(room).rows["reason"].field
    field.setFocus()
    filled.type("Sent by email, 方薇 confirmed", field)
    filled.click(form(room).do)

    assert all(line.state != "late 4 d" for line in room.record.duties.duty_lines)


def test_versions_are_read_beside_each_other_with_the_changed_words_marked(
    room: AgreementsRoom, filled: Window
) -> None:
    opened(room, filled, LICENCE)
    clause = next(one for one in text_of(filled, LICENCE).clauses if one.standard == "termination")
    room.record.go_to_line(clause.line)
    room.record.text.tools.mode.pick("changes")
    filled.settle()

    changes = {change for line in room.record.text.by_line.values() for _, change in line.cells[0].paint.runs}
    assert changes == {"", "added", "removed"}

    room.record.show_version(2)
    assert room.record.shown is not None
    assert not room.record.shown.is_draft


# Writing


def test_a_paragraph_is_written_in_chinese_through_the_input_method(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "Reseller agreement, Nordics")
    line = next(iter(room.record.text.by_line.values()))
    cell = next(cell for cell in line.cells if cell.language is Language.CHINESE)
    editor = cell.write()
    filled.press("Ctrl+End", editor)

    filled.compose("bu chong", editor)
    filled.press("Return", editor)
    assert cell.editor is editor
    filled.commit("补充约定。", editor)
    room.record.finish()
    filled.settle()

    first = next(one for one in text_of(filled, "Reseller agreement, Nordics").clauses if one.standard == "definitions")
    assert first.paragraphs[0].text_zh.endswith("补充约定。")
    assert editor.below_asked is not None


def test_ctrl_enter_adds_a_paragraph_below_and_undo_takes_it_out(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "Reseller agreement, Nordics")
    before = len(room.record.text.clause.paragraphs) if room.record.text.clause else 0
    editor = next(iter(room.record.text.by_line.values())).cells[0].write()
    filled.press("Ctrl+Return", editor)

    assert room.record.text.clause is not None
    assert len(room.record.text.clause.paragraphs) == before + 1
    assert filled.focus() is room.record.text.editor()
    assert AddParagraph.label == "undo.add-paragraph"


def test_markup_in_a_clause_is_text(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "Reseller agreement, Nordics")
    cell = next(iter(room.record.text.by_line.values())).cells[0]
    editor = cell.write()
    editor.setPlainText("<b>Acme</b> <script>alert(1)</script>")
    room.record.finish()
    filled.settle()

    assert "<script>alert(1)</script>" in next(iter(room.record.text.by_line.values())).cells[0].paint.accessibleName()


def test_clauses_are_put_in_order_by_keys(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "Reseller agreement, Nordics")
    order = [clause.standard for clause in text_of(filled, "Reseller agreement, Nordics").clauses]
    room.record.clauses.setFocus()

    filled.press("Alt+Down")

    now = [clause.standard for clause in text_of(filled, "Reseller agreement, Nordics").clauses]
    assert now == [order[0], order[2], order[1], *order[3:]]
    assert room.record.clauses.current() is not None


# Acts


def test_a_draft_is_begun_from_a_template_with_three_parties(room: AgreementsRoom, filled: Window) -> None:
    filled.press("Ctrl+N")
    page = room.new_page
    filled.click(page.do)
    assert page.rows["title_en"].sentence.whole.startswith("The agreement has no title")

    page.fields["title_en"].setText("Nurse-line pilot")
    for party, typed in zip(page.parties[1:], ("renhe", "jiangwan"), strict=True):
        party.field.setFocus()
        filled.type(typed, party.field)
        filled.press("Return", party.field)
    page.fields["term"].setText("12m")
    filled.click(page.do)

    row = record(filled, "Nurse-line pilot")
    assert row.parties[0].name_en == "Mingyuan AI"
    assert len(row.parties) == 3
    assert room.in_record()
    assert len(text_of(filled, "Nurse-line pilot").clauses) > 10


def test_a_draft_is_signed_and_takes_the_next_number(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "Reseller agreement, Nordics")
    filled.click("Sign")
    shown = form(room)
    filled.click(shown.do)
    assert shown.rows["copy_reason"].sentence.whole.startswith("No signed copy")

    for name, row in shown.rows.items():
        if name.startswith("mark-"):
            row.field.setFocus()
            filled.type("2026-09-21", row.field)
    filled.type("Originals are with counsel", shown.rows["copy_reason"].field)
    filled.click(shown.do)

    signed = record(filled, "Reseller agreement, Nordics")
    assert signed.number == "RS-2026-001"
    assert room.record.shown is not None
    assert room.record.shown.life.status is AgreementStatus.SIGNED


def test_notice_in_time_ends_the_agreement_with_its_term(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "CS-2024-0003")
    filled.click("Give notice")
    shown = form(room)
    assert "2 Oct 2026" in shown.sentence.whole
    filled.type("2026-09-21", shown.rows["received_on"].field)
    shown.rows["sent_on"].field.show_date(None)  # type: ignore[attr-defined]  # a date field
    filled.click(shown.do)

    assert room.record.shown is not None
    life = room.record.shown.life
    assert (life.last_day, life.shown) == (date(2026, 12, 31), AgreementStatus.ACTIVE)


def test_a_status_set_by_hand_stands_beside_the_computed_one(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, "RF-2026-0005")
    room.desk.actions.run("agreement-status")
    filled.settle()
    shown = form(room)
    shown.rows["status"].field.pick(AgreementStatus.TERMINATED)  # type: ignore[attr-defined]  # a choice
    filled.click(shown.do)
    assert not shown.rows["reason"].sentence.isHidden()

    filled.type("Haitang stopped the campaign", shown.rows["reason"].field)
    filled.click(shown.do)

    assert filled.shows("computed: Active")


def test_an_agreement_leaves_as_pdf_and_as_word(
    room: AgreementsRoom, filled: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(room, filled, LICENCE)
    for kind, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        path = tmp_path / f"licence.{kind}"
        monkeypatch.setattr(exporting.dialogs, "path", lambda *_given, path=path: path)
        room.export(kind)
        filled.until(path.exists, kind)
        filled.until(lambda: room.exporting.job is None, "the end of the job")

        assert path.read_bytes().startswith(head)


def test_an_existing_agreement_is_taken_over_as_signed(room: AgreementsRoom, filled: Window) -> None:
    room.begin_signed()
    page = room.new_page
    page.fields["title_zh"].setText("历史数据许可协议")
    page.parties[1].field.setFocus()
    filled.type("heron", page.parties[1].field)
    filled.press("Return", page.parties[1].field)
    page.fields["number"].setText("旧-2023-08")
    page.fields["signed_on"].show_date(date(2023, 8, 1))
    page.fields["copy_reason"].setText("扫描件在档案室")
    page.fields["term"].setText("36m")
    filled.click(page.do)

    assert record(filled, "旧-2023-08").is_signed


# Elsewhere in the window


def test_the_partner_shows_its_agreements_and_leads_to_them(room: AgreementsRoom, filled: Window) -> None:
    renhe = next(party for party in record(filled, LICENCE).parties if party.rank == 1).partner_id
    filled.office.go("partners", "partner", renhe)
    filled.settle()

    filled.click(next(name for name in filled.names() if name.startswith(LICENCE)))

    assert room.record.shown is not None
    assert room.record.shown.row.number == LICENCE


def test_the_palette_finds_an_agreement_by_its_number(room: AgreementsRoom, filled: Window) -> None:
    filled.press("Ctrl+K")
    filled.type("DL-2025-0007")
    palette = filled.office.finder.palette_sheet
    filled.until(lambda: any(isinstance(one, Hit) for one in palette.hits.hits.lines), "a hit")
    filled.press("Return")

    assert room.record.shown is not None
    assert room.record.shown.row.number == LICENCE


def test_a_draft_goes_to_the_bin_and_comes_back(room: AgreementsRoom, filled: Window) -> None:
    key = named(filled, "Judgments corpus licence")
    room.table.choose(key)
    room.table.setFocus()
    filled.press("Delete")
    assert len(numbers(room)) == 7

    filled.press("Ctrl+Z")
    filled.until(lambda: len(numbers(room)) == 8, "the draft")


def test_the_pattern_of_a_series_is_set_and_nonsense_is_said(filled: Window) -> None:
    from ui.window.series_rows import SeriesRows

    filled.office.show_room("settings")
    filled.settle()
    rows = filled.office.findChildren(SeriesRows)[0]
    field = rows.fields[AgreementType.RESELLER]

    rows.set_pattern(AgreementType.RESELLER, "no counter")
    assert not rows.rows[AgreementType.RESELLER].sentence.isHidden()

    field.setText("MY-RS-{year}-{n:4}")
    field.commits.commit()
    filled.settle()
    assert rows.next[AgreementType.RESELLER].whole == "next: MY-RS-2026-0001"


@pytest.mark.parametrize("language", Language)
def test_a_heading_stands_above_the_column_of_its_language(
    room: AgreementsRoom, filled: Window, language: Language
) -> None:
    look.set(language=language)
    opened(room, filled, "CS-2024-0003")
    text = room.record.text

    assert (text.heading.text(), text.second.text()) == ("Definitions", "定义")
    assert not text.legend.words["agreements.legend-empty"].isVisible()  # it is signed: nothing is to be filled


def test_everything_is_said_again_in_chinese(room: AgreementsRoom, filled: Window) -> None:
    opened(room, filled, LICENCE)

    look.set(language=Language.CHINESE)
    filled.settle()

    assert filled.shows("临床对话数据许可协议")
    assert filled.shows("各方义务")
