"""Who speaks in a chat: contacts by their name, by a remark name that holds it, or by its pinyin."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from sqlite3 import Connection

from crm.book.text import folded
from crm.communication.chats import names_in_speaker
from crm.communication.queries.names import LONGEST_INDEXED, KnownName, known_names, own_first
from crm.values import Query

EXACTLY = """
SELECT DISTINCT record_id FROM name_suffix
WHERE kind = 'contact' AND form IN ('name', 'pinyin') AND start = 0 AND suffix IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Speakers(Query[list[KnownName | None]]):
    """The contact of each speaker, in their order; None where nobody, or more than one outside, is called so.

    Of several who are, those of `partner_ids` are meant.
    """

    shown: Sequence[str]
    partner_ids: Sequence[int] = ()

    def run(self, connection: Connection) -> list[KnownName | None]:
        return [self.meant(connection, shown) for shown in self.shown]

    def meant(self, connection: Connection, shown: str) -> KnownName | None:
        for name in names_in_speaker(shown):
            text = " ".join(folded(name).split())[:LONGEST_INDEXED]
            spellings = dumps(list(dict.fromkeys((text, text.replace(" ", "")))))
            keys = [("contact", key) for (key,) in connection.execute(EXACTLY, (spellings,))]
            found = own_first(known_names(connection, keys), self.partner_ids)
            own = [one for one in found if set(one.partner_ids) & set(self.partner_ids)]
            if len(found) == 1 or len(own) == 1:
                return found[0]
            if found:
                return None
        return None
