"""Who wrote a record last, in words that a Problem can carry."""

from datetime import datetime
from sqlite3 import Connection

from crm.values import Message

WRITER = """
SELECT step.at, contact.name FROM journal_step AS step
LEFT JOIN contact ON contact.uid = step.user
WHERE step.id = ?
"""


def who_wrote(connection: Connection, step: int) -> dict[str, object]:
    """`who` and `on` of a step; who is unknown is *somebody*."""
    row = connection.execute(WRITER, (step,)).fetchone()
    if row is None:
        return {"who": Message("somebody"), "on": Message("some-time-ago")}
    day = datetime.fromisoformat(row[0].replace("Z", "+00:00")).astimezone().date()
    return {"who": row[1] or Message("somebody"), "on": day}
