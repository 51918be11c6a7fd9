"""What is asked for Today."""

from crm.today.queries.agenda import Agenda, AgendaAnswer, QuietPartners

__all__ = ["Agenda", "AgendaAnswer", "QuietPartners"]
