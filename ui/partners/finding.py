"""What fields of this room that look for a partner or a person offer while one types."""

from collections.abc import Callable

from crm.book.search import FoundNames
from ui.kit.popup import PopupRow
from ui.kit.room import Desk
from ui.partners.wording import in_language

NEVER = 24 * 3600 * 1000
"""The rest of a field that only a button or Enter commits."""


def found_partners(desk: Desk) -> Callable[[str], list[PopupRow]]:
    """What a field that looks for a partner offers."""

    def find(text: str) -> list[PopupRow]:
        hits = desk.book.query(FoundNames(text, 8, "partner"))
        return [
            PopupRow(
                hit.record_id,
                in_language(hit.title_en, hit.title_zh),
                avatar=in_language(hit.title_en, hit.title_zh),
            )
            for hit in hits
        ]

    return find


def found_people(desk: Desk, own: Callable[[], int | None]) -> Callable[[str], list[PopupRow]]:
    """What a field that looks for a person offers; not the one whose field it is."""

    def find(text: str) -> list[PopupRow]:
        hits = [hit for hit in desk.book.query(FoundNames(text, 8, "contact")) if hit.record_id != own()]
        return [
            PopupRow(
                hit.record_id,
                in_language(hit.title_en, hit.title_zh),
                avatar=in_language(hit.title_en, hit.title_zh),
                person=True,
            )
            for hit in hits
        ]

    return find
