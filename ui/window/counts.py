"""The numbers on the rail of rooms that are out of sight. A room in sight counts for itself."""

from typing import TYPE_CHECKING

from crm.partners.queries import BinRow, BinRows, PartnerCount
from crm.today.queries import Agenda, AgendaAnswer
from ui.window.rooms import is_built

if TYPE_CHECKING:
    from ui.window.office import Office


class Counts:
    def __init__(self, office: "Office") -> None:
        self.office = office
        self.rail = office.rail

    def ask(self) -> None:
        """On the worker; after the first sight and after each write."""
        today = self.office.book.clock.today()
        worker, shown = self.office.worker, self.office.room.name if self.office.room is not None else ""
        worker.ask(self.office, BinRows(today), self.show_bin, "count-bin")
        if shown != "partners" and is_built("partners"):
            worker.ask(self.office, PartnerCount(), self.show_partners, "count-partners")
        if shown != "agreements" and is_built("agreements"):
            worker.work(self.office, self.agreements, self.show_agreements, "count-agreements")
        if shown != "today" and is_built("today"):
            worker.ask(self.office, Agenda(today), self.show_today, "count-today")

    def agreements(self) -> int:
        from crm.agreements.queries import AgreementCount  # 80 ms that no first paint pays

        return self.office.book.query(AgreementCount())

    def show_bin(self, rows: list[BinRow]) -> None:
        self.rail.show_count("bin", len(rows) or None)

    def show_partners(self, number: int) -> None:
        self.rail.show_count("partners", number)

    def show_agreements(self, number: int) -> None:
        self.rail.show_count("agreements", number)

    def show_today(self, agenda: AgendaAnswer) -> None:
        self.rail.show_count("today", agenda.everyone, late=agenda.overdue > 0)
