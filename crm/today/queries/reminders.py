"""How this book reminds of notices."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.today.reminders import reminder_days
from crm.values import Query


@dataclass(frozen=True, slots=True)
class ReminderDays(Query[tuple[int, ...]]):
    """How many days before a last safe day this book reminds of it, the farthest first."""

    def run(self, connection: Connection) -> tuple[int, ...]:
        row = connection.execute("SELECT value FROM book_setting WHERE name = 'notice.reminders'").fetchone()
        return reminder_days(str(row[0]) if row else "")
