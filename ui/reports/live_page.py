"""The dashboard, and the rows of the figure that was pressed on it. What is asked is asked off the window's thread."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from crm.documents.portfolio_content import ContactLine, ItemLine, PartnerLine, Scope
from crm.documents.portfolio_counts import Cut, Line
from crm.documents.portfolio_figures import Figure
from crm.documents.promises import Kept
from ui.kit.room import Desk
from ui.reports.counted import CountedPane
from ui.reports.dashboard import Dashboard
from ui.reports.live import Live, live_figures

OPEN = (Kept.NOT_YET_DUE, Kept.OVERDUE)


class LivePage(QStackedWidget):
    shown = Signal()
    """Other figures stand there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.scope: Scope | None = None
        self.opened: Cut | None = None
        self.dashboard = Dashboard()
        self.counted = CountedPane()
        self.addWidget(self.dashboard)
        self.addWidget(self.counted)
        self.dashboard.asked.connect(self.open_figure)
        self.dashboard.entered.connect(self.open_line)
        self.counted.entered.connect(self.open_line)
        self.counted.left.connect(self.go_back)

    def ask(self, scope: Scope | None) -> None:
        """The figures of a scope; without one, as while a date is wrong, what stands there stays."""
        if scope is None:
            self.desk.worker.forget(self, "live")
            return
        self.scope = scope
        book = self.desk.book
        self.desk.worker.work(self, lambda: live_figures(book, scope), self.take, "live")

    def take(self, live: Live) -> None:
        self.dashboard.show_live(live)
        if self.opened is not None:
            self.open_figure(self.opened)
        self.shown.emit()

    def open_figure(self, cut: Cut) -> None:
        """The rows are read anew: what is listed is what the book holds now."""
        live = self.dashboard.live
        figure = live.figures.get(cut) if live is not None else None
        if figure is None:  # the period became another one, and has no such bar
            self.go_back()
            return
        self.opened = cut
        found: Figure = figure
        self.desk.worker.ask(self, figure.rows, lambda lines: self.show_rows(found, lines), "rows")

    def show_rows(self, figure: Figure, lines: tuple[Line, ...]) -> None:
        if self.opened != figure.cut:
            return
        arriving = self.currentWidget() is not self.counted
        self.counted.show_rows(figure, lines)
        self.setCurrentWidget(self.counted)
        if arriving:
            self.counted.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        cut, self.opened = self.opened, None
        self.setCurrentWidget(self.dashboard)
        part = self.dashboard.part_of(cut) if cut is not None else None
        if part is not None:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_line(self, line: Line) -> None:
        """The record in its room: a partner; a meeting in the log pane beside its partner; an open item on Today."""
        if isinstance(line, ContactLine):
            self.desk.show("partners", "partner", line.partner_ids[0])
            self.desk.open_log(interaction_id=line.id)
        elif isinstance(line, ItemLine) and line.kept in OPEN:
            self.desk.show("today", "action_item", line.id)
        else:
            self.desk.show("partners", "partner", line.id if isinstance(line, PartnerLine) else line.partner_id)
