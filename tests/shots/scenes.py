"""The scenes: what is on the picture, and how a person gets there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crm.acts.importing.templates import KeepImportTemplate
from crm.book.search import FoundNames
from crm.communication.commands import NewFile
from crm.documents.portfolio_counts import Count, Cut
from crm.partners.commands import BinPartners
from crm.partners.commands.view import AddView
from crm.partners.filters import read_filter
from crm.values import Message, Problem
from tests.shots.agreed import AGREED
from tests.shots.doubles import duplicates_listed, duplicates_of_people, hint_shown, merge_opened
from tests.shots.own import (
    bulk_edit,
    bulk_of_people,
    bulk_refused,
    changed_with_many,
    fields_filled,
    handing_over,
    own_fields_of_contact,
    own_fields_of_meeting,
    own_fields_of_new_meeting,
    own_fields_of_partner,
    people_changed_with_many,
    tag_bar,
    tags_filled,
    tags_in_table,
)
from tests.shots.states import States
from tests.shots.watched import WATCHED
from tests.window.driver import Window
from ui.communication.pane import MeetingPane
from ui.importing.findings import ONE_BY_ONE
from ui.importing.papers_room import Room as PapersRoom
from ui.importing.room import ImportRoom
from ui.kit.chips import Chip
from ui.kit.grid import Table
from ui.kit.look import look
from ui.kit.panels import Scroller
from ui.kit.segments import Tabs
from ui.partners.board import Board
from ui.partners.duplicates_room import Room as DuplicatesRoom
from ui.partners.fit_lines import CriterionLine
from ui.partners.people import PersonCard
from ui.partners.room import PartnersRoom
from ui.reports.dashboard import Dashboard
from ui.reports.gallery import LIVE, PORTFOLIO, Kind
from ui.reports.room import ReportsRoom
from ui.reports.wanted import Span
from ui.window.results_room import Room as ResultsRoom
from ui.window.rooms import is_built

Go = Callable[[Window], QWidget | None]
"""Brings the window there; the widget to be drawn, if it is not the window."""


@dataclass(frozen=True, slots=True)
class Scene:
    """`book`: "sample", "fresh" (just begun) or "" (none yet)."""

    name: str
    go: Go
    book: str = "sample"
    needs: str = ""


def room(name: str) -> Go:
    def go(window: Window) -> None:
        window.office.go(name)
        window.settle()

    return go


def renhe(window: Window) -> int:
    """The partner of the drawings."""
    hits = window.book.query(FoundNames("Renhe", 1, "partner")) or window.book.query(FoundNames("a", 1, "partner"))
    return hits[0].record_id


def partner_chosen(window: Window) -> None:
    window.office.go("partners", "partner", renhe(window))
    window.settle()


def board(window: Window) -> None:
    """The board, with the first card current."""
    room("partners")(window)
    window.press("Ctrl+B")
    window.press("Down")


def board_dragging(window: Window) -> None:
    """A card of the first lane in the hand, over another stage."""
    board(window)
    view = window.office.findChildren(Board)[0]
    layout = view.layout_of_cards
    start = layout.card_rect(next(iter(layout.spots.values()))).center()
    over = layout.cell_rect(0, 3).center()
    for kind, at in ((QTest.mousePress, start), (QTest.mouseMove, start), (QTest.mouseMove, over)):
        if kind is QTest.mousePress:
            kind(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        else:
            kind(view.viewport(), at)
    window.settle()


FILTER = "stage:active,negotiating tier:strategic,preferred sort:next"


def filtered(window: Window) -> None:
    """The filter of the drawings, as chips and as text."""
    room("partners")(window)
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    shown.filter_bar.put(read_filter(FILTER).filter)
    window.settle()


def filter_popup(window: Window) -> None:
    """A chip opened: its values to be ticked."""
    filtered(window)
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    chip = next(one for one in shown.filter_bar.findChildren(Chip) if one.isVisible() and one.removable)
    shown.filter_bar.edit(chip, shown.filter_bar.filter.terms[0])
    window.settle()


def filter_typed(text: str) -> Go:
    def go(window: Window) -> None:
        filtered(window)
        window.press("Ctrl+F")
        window.press("End")
        window.type(text)
        QTest.qWait(300)
        window.settle()

    return go


VIEWS = (
    ("Working with", "在推进", "stage:active,negotiating tier:strategic,preferred sort:next"),
    ("Strategic", "战略伙伴", "tier:strategic"),
    ("Gone quiet", "久未联络", "is:quiet"),
    ("Compute and data", "算力与数据", "role:compute-provider,data-provider"),
)
"""Those of the drawings."""


def views_kept(window: Window) -> None:
    """Four saved views; the first one is open."""
    chinese = look.language.value == "zh"
    for english, name, asked in VIEWS:
        window.office.execute(AddView({"name": name if chinese else english, "filter": asked}))
    room("partners")(window)
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    shown.views.open(shown.views.tabs.views[0].id)
    window.settle()
    shown.table.choose(renhe(window))
    window.settle()


def columns_popup(window: Window) -> None:
    views_kept(window)
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    shown.open_columns()
    window.settle()


def grouped(window: Window) -> None:
    room("partners")(window)
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    shown.group("role")
    window.settle()


def ring(window: Window) -> None:
    """The keyboard on the button at the foot of the list."""
    room("partners")(window)
    shown = window.office.room
    assert isinstance(shown, PartnersRoom)
    shown.foot.button.setFocus(Qt.FocusReason.TabFocusReason)
    window.settle()


def report_of(kind: Kind) -> Go:
    def go(window: Window) -> None:
        room("reports")(window)
        shown = window.office.room
        assert isinstance(shown, ReportsRoom)
        shown.show_kind(kind)
        window.settle()

    return go


def of_last_quarter(kind: Kind) -> Go:
    """A period that is past: the states are those of its last day, and what is today's is said."""

    def go(window: Window) -> None:
        report_of(kind)(window)
        shown = window.office.room
        assert isinstance(shown, ReportsRoom)
        shown.scope.span.pick(Span.LAST_QUARTER)
        QTest.qWait(600)
        window.settle()

    return go


def live_lower(window: Window) -> None:
    """The foot of the dashboard: roles by stage, what fell due, who has gone quiet."""
    report_of(LIVE)(window)
    bar = window.office.findChildren(Dashboard)[0].findChildren(Scroller)[0].verticalScrollBar()
    bar.setValue(bar.maximum())


def figure_opened(cut: Cut) -> Go:
    """The rows that a figure counts."""

    def go(window: Window) -> None:
        report_of(LIVE)(window)
        window.office.findChildren(Dashboard)[0].asked.emit(cut)
        window.settle()

    return go


def partner_in_editing(window: Window) -> None:
    partner_chosen(window)
    tables = window.office.findChildren(Table)
    tables[0].setFocus()
    QTest.keyClick(tables[0], Qt.Key.Key_F2)
    window.settle()


def contact_chosen(window: Window) -> None:
    hits = window.book.query(FoundNames("Fang", 1, "contact")) or window.book.query(FoundNames("a", 1, "contact"))
    window.office.go("partners", "contact", hits[0].record_id)
    window.settle()


def tab(name: str) -> Go:
    """A tab of the partner's pane."""

    def go(window: Window) -> None:
        partner_chosen(window)
        for tabs in window.office.findChildren(Tabs):
            if tabs.isVisible() and name in tabs.segments:
                tabs.pick(name)
        window.settle()

    return go


def fit_opened(window: Window) -> None:
    """The first criterion with its evidence and its history."""
    tab("fit")(window)
    window.office.findChildren(CriterionLine)[0].click()
    window.settle()


def fit_compared(window: Window) -> None:
    partner_chosen(window)
    room = window.office.room
    assert isinstance(room, PartnersRoom)
    names = ("Renhe", "Stratus", "Saltmarsh", "Lvyin", "Ruiye")
    room.fit_pages.compare([window.book.query(FoundNames(name, 1, "partner"))[0].record_id for name in names])
    window.settle()


def fit_weighed(window: Window) -> None:
    """Another weight is typed and not applied: the ranks beside it move."""
    fit_compared(window)
    room = window.office.room
    assert isinstance(room, PartnersRoom)
    room.fit_pages.show_criteria()
    next(iter(room.fit_pages.criteria.rows.values())).weight.setText("5")
    window.settle()


def links_of(name: str) -> Go:
    """The Links tab of a partner with many links, the first one opened."""

    def go(window: Window) -> None:
        window.office.go("partners", "partner", window.book.query(FoundNames(name, 1, "partner"))[0].record_id)
        room = window.office.room
        assert isinstance(room, PartnersRoom) and room.pane.partner is not None
        room.pane.show_tab("links")
        room.pane.links.turn(room.pane.partner.links[0].id)
        window.settle()

    return go


def resting(window: Window) -> None:
    """The people of a partner that rests on one, with the form of a move below them."""
    window.office.go("partners", "partner", window.book.query(FoundNames("Heron", 1, "partner"))[0].record_id)
    room = window.office.room
    assert isinstance(room, PartnersRoom)
    room.pane.show_tab("people")
    room.pane.people_tab.findChildren(PersonCard)[0].begin_knowing()
    window.settle()


def fit_of_lvyin(window: Window) -> None:
    """A fit with a gap, the keyboard on it."""
    window.office.go("partners", "partner", window.book.query(FoundNames("Lvyin", 1, "partner"))[0].record_id)
    window.settle()
    window.office.registry.run("partner-mark-fit")
    window.settle()


def contact_editing(window: Window) -> None:
    """Somebody who moved, with the people they know and another one being added."""
    contact_chosen(window)
    room = window.office.room
    assert isinstance(room, PartnersRoom) and room.contact_pane.contact is not None
    room.contact_pane.posts.turn(room.contact_pane.contact.posts[0].id)
    room.contact_pane.known.form.begin()
    window.settle()


LIST = """单位名称,英文名,合作类型,进展,级别,联系人,手机,最近联系,内部编号
刚玉芯科技（合肥）有限公司,Korund Silicon,上游,洽谈,优选,杜衡,13800138000,2026-09-03,1
云岫算力科技有限公司,Stratus Peak Cloud,算力,合作中,战略,何见明,13800138001,2026-09-15,2
沣禾保险股份有限公司,Fenghe Insurance,金融,洽谈,优选,,,2026/8/12,3
澜亭银行,Lanting Bank,银行,洽谈,战略,孙佩瑶,,2026-08-19,4
海棠优选,Haitang Commerce,平台,合作中,优选,陶然,13800138002,2026-09-17,5
,,数据,潜在,,,,,6
"""
"""A file with a role that is not known and a row without a name, in the code page that Excel writes in China."""


def importing_filled(window: Window) -> None:
    room("importing")(window)
    page = window.office.room
    assert isinstance(page, ImportRoom)
    path = window.book.path.with_name("伙伴名录2026.csv")
    path.write_bytes(LIST.encode("gb18030"))
    page.open_file(path)
    window.until(lambda: page.trials.job is None and page.trial is not None, "the trial")


DUPLICATES = """单位名称,英文名,合作类型,进展,级别,城市,联系人,职务,电话,备注,内部编号
仁禾医疗数据,Renhe Hospital Data,数据,合作中,A,宁波,沈若兰,数据总监,13800138000,老客户,1
云岫算力,Stratus Peak Cloud,算力,洽谈,B,成都,何见明,副总裁,13800138001,,2
澜亭银行,Lanting Bank,银行,洽谈,战略,上海,孙佩瑶,,,,3
刚玉芯科技（合肥）有限公司,Korund Silicon Labs,上游,洽谈,优选,合肥,杜衡,,13800138003,,4
蓝桥孵化器,Lanqiao Incubator,孵化器,潜在,,苏州,,,,,5
,,数据,潜在,,,,,,,6
海棠优选,Haitang Commerce,平台,合作中,优选,北京,陶然,,13800138002,,7
"""
"""A file in which rows contradict what the sample book holds."""


def importing_duplicates(window: Window) -> None:
    room("importing")(window)
    page = window.office.room
    assert isinstance(page, ImportRoom)
    path = window.book.path.with_name("伙伴名录2026.csv")
    path.write_text(DUPLICATES, encoding="utf-8")
    page.open_file(path)
    window.until(lambda: page.trials.job is None and page.trial is not None, "the trial")


def importing_one_by_one(window: Window) -> None:
    """The first row that contradicts the book, its second field taken from the file."""
    importing_duplicates(window)
    page = window.office.room
    assert isinstance(page, ImportRoom)
    window.click(page.findings.modes.segments[ONE_BY_ONE])
    window.until(lambda: page.trials.job is None and bool(page.one_by_one.pairs), "the contradictions")
    window.press("Down", page.one_by_one.pairs[0])
    window.press("Right")


ALIKE = "company,city\nHuggingFace Inc.,Paris\nRenhe Hospital Data Ltd,Hangzhou\nGreen Stone,Oslo\n"


def importing_templates(window: Window) -> None:
    """Two templates that are kept, listed over the page."""
    for place, name in enumerate(("展会名录", "Resellers of the north")):
        window.office.execute(KeepImportTemplate(name, f"{place}" * 64, "{}"))
    importing_duplicates(window)
    page = window.office.room
    assert isinstance(page, ImportRoom)
    window.click(page.head.kept)


def imported_alike(window: Window) -> None:
    """After an import with possible duplicates among what arrived: the way to them."""
    room("importing")(window)
    page = window.office.room
    assert isinstance(page, ImportRoom)
    path = window.book.path.with_name("fair.csv")
    path.write_text(ALIKE, encoding="utf-8")
    page.open_file(path)
    window.until(lambda: page.trials.job is None and page.trial is not None, "the trial")
    window.click(page.totals.go)
    window.until(window.office.body.notice.isVisible, "what looks alike")


def duplicates_of_import(window: Window) -> None:
    imported_alike(window)
    window.click(window.office.body.notice.button)
    page = window.office.room
    assert isinstance(page, DuplicatesRoom)
    window.until(lambda: page.job is None and bool(page.found), "the pairs")


def papers(window: Window) -> None:
    """A folder of four papers: two proposed, two of nobody, one left out."""
    folder = window.book.path.with_name("papers")
    folder.mkdir(exist_ok=True)
    for name in (
        "仁禾医疗数据 合作备忘录.pdf",
        "Stratus Peak Cloud - SLA 2026.docx",
        "holiday.jpg",
        "澜亭银行_NDA.pdf",
    ):
        (folder / name).write_bytes(b"%PDF-1.4" * 4_000)
    (folder / ".hidden").touch()
    window.office.take_files([folder])
    page = window.office.room
    assert isinstance(page, PapersRoom)
    window.until(lambda: bool(page.lines), "the papers")


def completing(window: Window) -> None:
    """The offers under an unfinished @."""
    log_begun(window)
    window.type("@", window.focus())
    QTest.qWait(NOTES_READ)
    window.settle()


def log_begun(window: Window) -> None:
    partner_chosen(window)
    window.office.open_log(partner_id=renhe(window))
    window.settle()


NOTES_READ = 500
"""Milliseconds after which the log pane has read what was typed."""

ENGLISH_NOTE = (
    "Batch 8 is in training since Monday, no complaints from @Shen Ruolan. #data-rights\n"
    "Decided: usage log per batch, starting with batch 8.\n"
    "Send access log of batch 8 to @Shen Ruolan due 9 Oct\n"
)
CHINESE_NOTE = (
    "第 8 批自周一起用于训练，@沈若兰 没有意见。#数据权利\n"
    "决定：自第 8 批起每批提供使用日志。\n"
    "向 @沈若兰 发送第 8 批访问日志 10月9日前\n"
)


def log_typed(window: Window) -> None:
    log_begun(window)
    text = CHINESE_NOTE if look.language.value == "zh" else ENGLISH_NOTE
    window.commit(text, window.focus())
    QTest.qWait(NOTES_READ)
    window.settle()


CHAT = """林悦 2026/9/22 14:06
第 8 批可以放行吗？
沈若兰-仁禾 2026/9/22 14:08
决定：第 8 批放行
周五前给日志
[图片]
王小明 2026/9/22 14:09
收到，样例今天发"""


def log_pasted(window: Window) -> None:
    """A chat and two screenshots were pasted."""
    window.office.open_log(partner_id=renhe(window))
    window.settle()
    pane = window.office.log_pane
    assert isinstance(pane, MeetingPane)
    pane.notes.put_in(CHAT)
    for colour in ("#0b7a75", "#c2410c"):
        picture = QImage(320, 180, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        pane.attaching.attach_picture(picture)
    pane.attaching.add([NewFile("第 8 批使用日志 2026-09 final version.csv", b"a,b" * 4000)])
    window.settle()


def results(words: str, kind: str = "") -> Go:
    def go(window: Window) -> None:
        window.book.read_attachments()
        window.office.open_results(words)
        window.settle()
        if kind:
            room = window.office.room
            assert isinstance(room, ResultsRoom)
            room.filters.choose_kind(kind, on=True)
        window.settle()

    return go


def palette(text: str) -> Go:
    def go(window: Window) -> None:
        room("partners" if is_built("partners") else "settings")(window)
        window.office.open_finder()
        window.settle()
        field = window.office.finder.palette_sheet.field
        field.setText(text)
        window.office.finder.palette_sheet.look_for()
        window.settle()
        window.settle()
        window.office.finder.palette_sheet.figures.say(Message("window.hits", {"n": 9, "spent": 3}))

    return go


def shortcuts(window: Window) -> None:
    window.office.go("today")
    window.office.open_shortcuts()
    window.settle()


def bin_filled(window: Window) -> None:
    window.office.execute(BinPartners((renhe(window),)))
    window.settle()
    room("bin")(window)


def backups(window: Window) -> None:
    window.book.backup()
    room("restoring")(window)
    window.office.findChildren(Table)[0].setFocus()
    window.settle()
    window.settle()


def question(window: Window) -> None:
    bin_filled(window)
    sentence = Message("window.empty-bin-sentence", {"n": 1})
    window.office.question.ask(sentence, "window.empty-bin", lambda: None)
    window.settle()


def toast_and_banner(window: Window) -> None:
    room("today")(window)
    window.office.toast(Message("window.was-put-back", {"n": 3}), undo=True)
    window.office.problems(Problem("disk-full", values={"file": "mingyuan.liaison"}))
    window.settle()


def menu(window: Window) -> QWidget | None:
    room("today")(window)
    window.main.open_menu()
    window.settle()
    opened = window.main.menu
    assert opened is not None
    part = opened.actions()[0].menu()
    assert isinstance(part, QWidget)
    part.adjustSize()
    return part


def beginning(window: Window) -> None:
    window.main.show_beginning()
    window.settle()


def beginning_refused(window: Window) -> None:
    beginning(window)
    window.main.beginning.begin.click()
    window.main.show_sentence(Problem("book-cut", values={"file": "book.liaison", "size": 4096, "whole": 98304}))
    window.settle()


def states(window: Window) -> QWidget:
    return States()


SCENES = [
    Scene("states", states, book=""),
    Scene("beginning", beginning, book=""),
    Scene("beginning-refused", beginning_refused, book=""),
    Scene("today", room("today"), needs="today"),
    Scene("today-fresh", room("today"), book="fresh", needs="today"),
    Scene("partners", room("partners"), needs="partners"),
    Scene("partners-fresh", room("partners"), book="fresh", needs="partners"),
    Scene("partner", partner_chosen, needs="partners"),
    Scene("partner-editing", partner_in_editing, needs="partners"),
    Scene("partner-fit", tab("fit"), needs="partners"),
    Scene("partner-fit-open", fit_opened, needs="partners"),
    Scene("fit-compare", fit_compared, needs="partners"),
    Scene("duplicates", duplicates_listed, needs="partners"),
    Scene("duplicates-people", duplicates_of_people, needs="partners"),
    Scene("merge", merge_opened, needs="partners"),
    Scene("new-partner-hint", hint_shown, needs="partners"),
    Scene("fit-criteria", fit_weighed, needs="partners"),
    Scene("partner-details", tab("details"), needs="partners"),
    Scene("partner-people", tab("people"), needs="partners"),
    Scene("partner-links", tab("links"), needs="partners"),
    Scene("board", board, needs="partners"),
    Scene("board-dragging", board_dragging, needs="partners"),
    Scene("filter", filtered, needs="partners"),
    Scene("filter-popup", filter_popup, needs="partners"),
    Scene("filter-completing", filter_typed(" own"), needs="partners"),
    Scene("filter-nonsense", filter_typed(" stge:active "), needs="partners"),
    Scene("partners-views", views_kept, needs="partners"),
    Scene("partners-columns", columns_popup, needs="partners"),
    Scene("partners-grouped", grouped, needs="partners"),
    Scene("partners-ring", ring, needs="partners"),
    Scene("partner-links-stratus", links_of("Stratus"), needs="partners"),
    Scene("partner-resting", resting, needs="partners"),
    Scene("partner-fit-gap", fit_of_lvyin, needs="partners"),
    Scene("contact-knows", contact_editing, needs="partners"),
    Scene("contact", contact_chosen, needs="partners"),
    Scene("log", log_begun, needs="communication"),
    Scene("log-typed", log_typed, needs="communication"),
    Scene("log-completing", completing, needs="communication"),
    Scene("log-pasted", log_pasted, needs="communication"),
    Scene("palette", palette("rhyl")),
    Scene("palette-actions", palette(">")),
    Scene("palette-none", palette("qqqqq")),
    Scene("palette-texts", palette("日志")),
    Scene("results", results("数据")),
    Scene("results-narrowed", results("batch 8", kind="interaction")),
    Scene("results-none", results("qqqqq")),
    Scene("reports", room("reports"), needs="reports"),
    Scene("reports-portfolio", report_of(PORTFOLIO), needs="reports"),
    Scene("reports-live", report_of(LIVE), needs="reports"),
    Scene("reports-past", of_last_quarter(LIVE), needs="reports"),
    Scene("reports-past-portfolio", of_last_quarter(PORTFOLIO), needs="reports"),
    Scene("reports-live-lower", live_lower, needs="reports"),
    Scene("reports-figure", figure_opened(Cut(Count.QUIET)), needs="reports"),
    Scene("reports-figure-items", figure_opened(Cut(Count.OURS_KEPT)), needs="reports"),
    Scene("importing", room("importing"), needs="importing"),
    Scene("importing-filled", importing_filled, needs="importing"),
    Scene("importing-duplicates", importing_duplicates, needs="importing"),
    Scene("importing-one-by-one", importing_one_by_one, needs="importing"),
    Scene("importing-templates", importing_templates, needs="importing"),
    Scene("imported-alike", imported_alike, needs="importing"),
    Scene("imported-duplicates", duplicates_of_import, needs="importing"),
    Scene("papers", papers, needs="importing"),
    Scene("papers-empty", room("papers"), needs="importing"),
    *(Scene(name, go, needs="agreements") for name, go in {**AGREED, **WATCHED}.items()),
    Scene("agreements-none", room("agreements"), book="fresh", needs="agreements"),
    Scene("bin", bin_filled),
    Scene("bin-empty", room("bin"), book="fresh"),
    Scene("fields", fields_filled),
    Scene("fields-empty", room("fields"), book="fresh"),
    Scene("partner-own-fields", own_fields_of_partner),
    Scene("contact-own-fields", own_fields_of_contact),
    Scene("log-own-fields-new", own_fields_of_new_meeting),
    Scene("meeting-own-fields", own_fields_of_meeting),
    Scene("tags", tags_filled),
    Scene("tag-bar", tag_bar),
    Scene("partner-changed-with-many", changed_with_many),
    Scene("tags-in-table", tags_in_table),
    Scene("bulk", bulk_edit),
    Scene("bulk-people", bulk_of_people),
    Scene("contact-changed-with-many", people_changed_with_many),
    Scene("handover", handing_over),
    Scene("bulk-refused", bulk_refused),
    Scene("backups", backups),
    Scene("question", question),
    Scene("settings", room("settings")),
    Scene("shortcuts", shortcuts),
    Scene("toast", toast_and_banner, needs="today"),
    Scene("menu", menu, needs="today"),
]
