"""The room of reports: what is chosen is made on a worker and shown; then saved or printed as it is shown."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.book.search import FoundNames
from crm.documents.page import Paper
from crm.partners.filters import written
from crm.partners.queries import CustomFieldRow, CustomFields, PartnerOrder, PartnerPage, PartnerRow
from crm.values import Changes, Message
from crm.values.enums import CustomConcept, Language, ReportLanguage
from ui.kit.actions import Action
from ui.kit.look import look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across
from ui.kit.popup import PopupRow
from ui.kit.room import Desk, Room
from ui.reports import leaving
from ui.reports.gallery import KINDS, LIVE, PARTNER, Gallery, Kind
from ui.reports.live_page import LivePage
from ui.reports.preview import PreviewPane
from ui.reports.scope import ScopePane
from ui.reports.wanted import Preview, Span, prepared

OFFERED = 9
REST = 120
"""Milliseconds after a change before the report is made: several ticks in a row make it once."""

GALLERY_FROM = 820
"""Width of the room, in the drawings' pixels, from which the gallery has room beside the preview."""

TOLD_OF = (
    "partner",
    "partner_role",
    "contact",
    "affiliation",
    "interaction",
    "interaction_partner",
    "interaction_contact",
    "decision",
    "action_item",
    "stage_change",
    "fit_mark",
    "fit_criterion",
    "book_setting",
)
"""Tables that the reports read."""


class ReportsRoom(Room):
    name = "reports"
    icon = "newspaper"
    label = "window.reports"
    detail_width = 312

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: Preview | None = None
        self.gallery = Gallery()
        self.preview = PreviewPane(desk.worker)
        self.scope = ScopePane(self.found, desk.book.clock.today, self.own_fields, lambda: desk.book.user)
        self.live = LivePage(desk)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.preview)
        self.middle.addWidget(
            EmptyRoom("report.room.empty", "report.room.empty-why", [("report.room.to-partners", self.to_partners)])
        )
        self.middle.addWidget(self.live)
        row = Across(self, gap=0)
        row.addWidget(self.gallery)
        row.addWidget(self.middle, 1)
        self.resting = QTimer(self)
        self.resting.setSingleShot(True)
        self.resting.setInterval(REST)
        self.connect_signals()
        self.add_actions()
        self.scope.language.show_choice(own_language().value)
        self.scope.allow(False)
        self.gallery.show_kind(PARTNER)
        self.choose_first()

    def connect_signals(self) -> None:
        self.scope.changed.connect(self.resting.start)
        self.resting.timeout.connect(self.make)
        self.scope.save_asked.connect(self.save)
        self.scope.print_asked.connect(self.print)
        self.gallery.chosen.connect(self.show_kind)
        self.scope.kinds.committed.connect(self.show_kind)
        self.live.shown.connect(lambda: self.desk.status(""))

    def add_actions(self) -> None:
        room = self.name
        self.desk.actions.add(
            Action("report-save", "report.room.save", self.save, "file-down", ("Ctrl+S",), room, "file", self.is_ready),
            Action(
                "report-print", "report.room.print", self.print, "printer", ("Ctrl+P",), room, "file", self.is_ready
            ),
        )

    def detail(self) -> QWidget:
        return self.scope

    def first_focus(self) -> QWidget:
        if self.kind is PARTNER:
            return self.scope.partner
        return self.scope.line if self.gallery.isHidden() else self.gallery.cards[self.kind]

    # Which report

    @property
    def kind(self) -> Kind:
        return self.scope.kind

    def show_kind(self, kind: Kind) -> None:
        """Another report: what was made for the one before is none of its."""
        if kind is not self.kind:
            self.scope.show_kind(kind)
            self.gallery.show_kind(kind)
            self.shown = None
            self.scope.allow(False)
        self.turn_up()
        self.make()

    def turn_up(self) -> None:
        """The page of that report; without any partner, the way to the first one."""
        if self.kind is LIVE:
            self.middle.setCurrentWidget(self.live)
        else:
            nobody = self.kind is PARTNER and self.scope.partner.key is None
            self.middle.setCurrentIndex(1 if nobody else 0)

    def own_fields(self) -> list[CustomFieldRow]:
        found: list[CustomFieldRow] = self.desk.book.query(CustomFields(CustomConcept.PARTNER))
        return found

    def arrive(self, about: Mapping[str, Any]) -> None:
        """From a room with a partner chosen: the report is about that one."""
        partner = about.get("partner_id")
        if partner is not None and partner != self.scope.partner.key:
            self.take_partner(partner)

    # Whom it is about

    def found(self, text: str) -> list[PopupRow]:
        """Partners by any part of the name; for an empty text those one spoke with last."""
        book = self.desk.book
        keys = [hit.record_id for hit in book.query(FoundNames(text, OFFERED, "partner"))] if text else self.latest()
        rows = book.query(PartnerPage(keys, book.clock.today()))
        return [PopupRow(row.id, name, avatar=name) for row in rows for name in [in_own_language(row)]]

    def latest(self) -> list[int]:
        book = self.desk.book
        order = book.query(PartnerOrder(book.clock.today(), sort="last", descending=True))
        return [int(key) for key in order[:OFFERED]]

    def choose_first(self) -> None:
        """The partner one spoke with last."""
        first = self.found("")
        if first:
            self.scope.show_partner(first[0].key, first[0].text)
        self.turn_up()
        self.make()

    def open_record(self, kind: str, key: int) -> None:
        """The report on that partner."""
        if kind == "partner":
            self.take_partner(key)
            self.show_kind(PARTNER)

    def take_partner(self, key: int) -> None:
        book = self.desk.book
        for row in book.query(PartnerPage([key], book.clock.today())):
            self.scope.show_partner(key, in_own_language(row))
            self.turn_up()
            self.make()

    def to_partners(self) -> None:
        self.desk.show("partners")

    # Making it

    def make(self) -> None:
        """Asks for what is chosen. The answer to an older question never overwrites a newer one."""
        self.resting.stop()
        if self.kind is LIVE:
            self.live.ask(self.scope.live())
        wanted = self.scope.wanted()
        if wanted is None:
            self.desk.worker.forget(self, "make")
            self.scope.allow(self.is_ready())
            return
        book = self.desk.book
        self.desk.worker.work(self, lambda: prepared(book, wanted), self.show_preview, "make")

    def show_preview(self, preview: Preview) -> None:
        self.preview.name(self.kind.code(""), self.scope.partner.text() if self.kind is PARTNER else "")
        same = self.shown is not None and self.shown.made.content == preview.made.content
        if same and self.shown is not None:
            preview.pages.close()
            self.shown = replace(preview, pages=self.shown.pages)
            return
        self.shown = preview
        self.preview.show_pages(preview.pages)
        self.scope.show_checks(preview.made.warnings)
        self.scope.say_pages(len(preview.pages))
        self.scope.allow(True)
        self.desk.status(Message("report.room.made-in", {"seconds": f"{preview.seconds:.1f}"}))
        self.desk.show_detail(True)

    def is_ready(self) -> bool:
        return self.shown is not None

    def on_changes(self, changes: Changes) -> None:
        if not any(changes.touch(table) for table in TOLD_OF):
            return
        if self.kind is PARTNER and self.scope.partner.key is None:
            self.choose_first()
        else:
            self.resting.start()

    # Handing it out

    def save(self) -> None:
        if self.shown is None:
            return
        path = leaving.dialogs.path(self, leaving.proposed_path(self.shown.made.title))
        if path is not None:
            leaving.save(
                self.desk.worker,
                self,
                path,
                self.shown.made.content,
                self.shown.workbook,
                self.tell_saved,
            )

    def tell_saved(self, saved: list[Path]) -> None:
        path, *beside = map(str, saved)
        if beside:
            self.desk.toast(Message("report.room.saved-both", {"path": path, "sheet": beside[0]}))
        else:
            self.desk.toast(Message("report.room.saved", {"path": path}))

    def print(self) -> None:
        if self.shown is None:
            return
        printer = leaving.dialogs.printer(self, self.shown.made.title)
        if printer is not None:
            run = leaving.Printing(self.desk.worker, printer, self.shown.pages, self)
            run.failed.connect(self.desk.problems)
            run.finished.connect(lambda: self.desk.toast("report.room.printed"))
            run.start()

    # What it remembers

    def state(self) -> dict[str, Any]:
        return {
            "kind": self.kind.key,
            "filter": written(self.scope.filter, Language.ENGLISH, self.own_fields()),
            "workbook": self.scope.workbook.isChecked(),
            "partner": self.scope.partner.key or 0,
            "span": self.scope.span.value.value,
            "language": self.scope.language.choice(),
            "paper": self.scope.paper.value.name,
            "sections": [section.value for section, box in self.scope.sections.items() if box.isChecked()],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        scope = self.scope
        if (span := state.get("span")) in [span.value for span in Span if span is not Span.DATES]:
            scope.show_span(Span(span))
        if (language := state.get("language")) in [language.value for language in ReportLanguage]:
            scope.language.show_choice(str(language))
        if (paper := state.get("paper")) in list(Paper.__members__):
            scope.paper.show_value(Paper[str(paper)])
        sections = state.get("sections")
        if isinstance(sections, list):
            for section, box in scope.sections.items():
                box.setChecked(section.value in sections)
        partner = state.get("partner")
        if isinstance(partner, int) and partner:
            self.take_partner(partner)
        if isinstance(asked := state.get("filter"), str):
            scope.show_filter(asked)
        scope.workbook.setChecked(bool(state.get("workbook", True)))
        self.show_kind(next((kind for kind in KINDS if kind.key == state.get("kind")), PARTNER))

    def retranslate(self) -> None:
        self.scope.retranslate()
        if self.scope.partner.key is not None:
            self.take_partner(self.scope.partner.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= look.px(GALLERY_FROM)
        self.gallery.setVisible(roomy)
        self.scope.offer_kinds(not roomy)


def in_own_language(row: PartnerRow) -> str:
    """The partner's name in the language of the window."""
    return row.title_en if look.language is Language.ENGLISH else row.title_zh


def own_language() -> ReportLanguage:
    return ReportLanguage.ENGLISH if look.language is Language.ENGLISH else ReportLanguage.CHINESE
