"""The numbers of clauses as they are printed, for lines that name one."""

from sqlite3 import Connection

from crm.agreements.drafting.numbering import full_number, places
from crm.agreements.queries.text import AgreementText
from crm.values.ids import AgreementVersionId


class ClauseNumbers:
    """Read once a version, and only where a line names a clause of it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.known: dict[AgreementVersionId, dict[str, str]] = {}

    def of(self, version_id: AgreementVersionId, line: str) -> str:
        """`4.2`; empty where the line is none, or stands in no clause."""
        if not line:
            return ""
        if version_id not in self.known:
            text = AgreementText(version_id).run(self.connection)
            self.known[version_id] = {key: full_number(place) for key, place in places(text).items()}
        return self.known[version_id].get(line, "")
