"""The pane of one partner: head, tabs, and on the overview roles, open items, people, files and the timeline."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from crm.partners.queries import PartnerDetail, PartnerDetailRow
from crm.partners.queries.duplicates import DuplicateRow
from crm.partners.queries.possible import LikePartner
from crm.values import Changes, Refused
from crm.values.ids import PartnerId
from ui.kit.look import Text
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller
from ui.kit.room import Desk
from ui.kit.segments import Tabs
from ui.partners.agreements import AgreementsSection
from ui.partners.details import DetailsTab
from ui.partners.files import FilesSection
from ui.partners.fit_tab import FitTab
from ui.partners.header import Entries, Header
from ui.partners.hint import LikeLine
from ui.partners.items import ItemsSection
from ui.partners.knowing import KnowingSection
from ui.partners.links import LinksSection
from ui.partners.people import PeopleSection, PeopleTab
from ui.partners.roles import RolesSection
from ui.partners.section import stacked
from ui.partners.timeline import TimelineSection

TABS = ("overview", "fit", "details", "people", "links")
SHOWN_HERE = (
    "partner", "partner_role", "stage_change", "partner_vertical", "contact", "contact_point", "affiliation",
    "relationship", "tagging", "attachment", "interaction", "interaction_partner", "action_item", "fit_mark",
    "fit_criterion", "interaction_contact", "tag", "custom_field", "custom_value", "agreement", "agreement_version",
    "agreement_party", "agreement_mark", "agreement_notice", "obligation", "obligation_outcome",
)  # fmt: skip
"""Tables whose changes this pane shows."""


class PartnerPane(Panel):
    """`contact_asked`, `partner_asked` and `bin_asked` are for the room."""

    contact_asked = Signal(int)
    partner_asked = Signal(int)
    bin_asked = Signal(int)
    gone = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.partner: PartnerDetailRow | None = None
        self.make_parts()
        self.lay_out()
        self.connect_signals()
        self.setAcceptDrops(True)

    def make_parts(self) -> None:
        desk = self.desk
        self.header = Header(self.menu_entries)
        labels: list[tuple[str, Text]] = [(tab, f"partners.tab-{tab}") for tab in TABS]
        self.tabs = Tabs(labels, "partners.tabs")
        self.roles, self.items, self.people = RolesSection(desk), ItemsSection(desk), PeopleSection(desk)
        self.files, self.timeline = FilesSection(desk), TimelineSection(desk)
        self.details, self.people_tab, self.links = DetailsTab(desk), PeopleTab(desk), LinksSection(desk)
        self.agreements = AgreementsSection(desk)
        self.fit, self.knowing = FitTab(desk), KnowingSection(desk)
        self.like = LikeLine(desk, "merge.begin")
        self.pages = QStackedWidget()

    def lay_out(self) -> None:
        overview = stacked(self.roles, self.items, self.agreements, self.people, self.files, self.timeline)
        for page in (overview, self.fit, self.details, self.people_tab, stacked(self.links, self.knowing)):
            self.pages.addWidget(Scroller(page))
        tabs = Across(margins=(16, 0, 16, 0)).take(self.tabs, None)
        column = Down(self).take(self.header, tabs, Hairline())
        column.addLayout(Across(margins=(16, 0, 16, 0)).take(self.like))
        column.addWidget(self.pages, 1)

    def connect_signals(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.header.log.clicked.connect(self.log)
        self.like.opened.connect(self.merge)
        self.people.everybody.connect(lambda: self.show_tab("people"))
        for part in (self.people.opened, self.people_tab.opened, self.timeline.contact, self.knowing.opened):
            part.connect(self.contact_asked)
        for part in (self.links.opened, self.timeline.partner_asked):
            part.connect(self.partner_asked)

    def show_tab(self, tab: str) -> None:
        self.tabs.show_choice(tab)
        self.pages.setCurrentIndex(TABS.index(tab))
        self.ask_what_is_like()

    def ask_what_is_like(self) -> None:
        """Where its names, website and credit code are edited, what it looks like is said."""
        if self.partner is None or self.tabs.choice() != "details":
            self.like.nothing()
        else:
            self.like.ask(LikePartner(PartnerId(self.partner.id)))

    def merge(self, row: DuplicateRow) -> None:
        for key in (row.first_id, row.second_id):
            self.desk.show("duplicates", "partner", key)

    def show_partner(self, key: int) -> None:
        """That partner, or the same one as the book has it now."""
        try:
            partner = self.desk.book.query(PartnerDetail(PartnerId(key), self.desk.book.clock.today()))
        except Refused:
            self.forget()
            return
        if partner.in_bin:
            self.forget()
            return
        self.partner = partner
        self.header.show_partner(partner)
        for part in (
            self.roles,
            self.items,
            self.agreements,
            self.people,
            self.files,
            self.timeline,
            self.fit,
            self.details,
            self.people_tab,
            self.links,
            self.knowing,
        ):
            part.show_partner(partner)
        self.ask_what_is_like()
        self.tabs.show_count("fit", self.fit.shown_score)
        self.tabs.show_count("people", len(partner.people) or None)
        self.tabs.show_count("links", len(partner.links) or None)

    def mark_file(self, key: int) -> None:
        """Shows where a file of the partner lies that was found elsewhere."""
        self.show_tab("overview")
        if (row := self.files.mark(key)) is not None:
            scroller = self.pages.currentWidget()
            assert isinstance(scroller, Scroller)
            scroller.ensureWidgetVisible(row)

    def forget(self) -> None:
        self.partner = None
        self.gone.emit()

    def finish(self) -> None:
        """Commits what is being typed, before another partner is shown or the room is left."""
        self.details.finish()
        self.fit.finish()
        self.links.finish()

    def on_changes(self, changes: Changes) -> None:
        if self.partner is not None and any(changes.touch(table) for table in SHOWN_HERE):
            self.show_partner(self.partner.id)

    def say_again(self) -> None:
        if self.partner is not None:
            self.show_partner(self.partner.id)

    def log(self) -> None:
        if self.partner is not None:
            self.desk.open_log(partner_id=self.partner.id)

    def menu_entries(self) -> Entries:
        return [
            ("partners.report", "file-text", self.report),
            ("partners.mark-fit", "gauge", self.mark_fit),
            ("partners.attach", "paperclip", self.files.choose),
            ("partners.tab-details", "pencil", lambda: self.show_tab("details")),
            None,
            ("partners.to-bin", "trash-2", self.ask_bin),
        ]

    def mark_fit(self) -> None:
        """The Fit tab with the keyboard on the first gap."""
        self.show_tab("fit")
        self.fit.begin()

    def report(self) -> None:
        if self.partner is not None:
            self.desk.open_report(self.partner.id)

    def ask_bin(self) -> None:
        if self.partner is not None:
            self.bin_asked.emit(self.partner.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.partner is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.files.attach([path for path in paths if path.is_file()])
        event.acceptProposedAction()
