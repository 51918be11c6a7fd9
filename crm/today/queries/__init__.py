"""What is asked for Today."""

from crm.today.queries.agenda import Agenda, AgendaAnswer, QuietPartners
from crm.today.queries.reminders import ReminderDays

__all__ = ["Agenda", "AgendaAnswer", "QuietPartners", "ReminderDays"]
