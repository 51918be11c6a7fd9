"""How a test gets about in the room of agreements."""

from crm.agreements.queries import AgreementDetail, AgreementNamed
from crm.agreements.queries.rows import AgreementRow
from crm.values.ids import AgreementId
from tests.window.driver import Window
from ui.agreements.act_form import ActForm
from ui.agreements.room import AgreementsRoom

LICENCE = "DL-2025-0007"
DRAFT = "Reseller agreement, Nordics"


def named(window: Window, text: str) -> AgreementId:
    return window.book.query(AgreementNamed(text))  # type: ignore[no-any-return]


def record(window: Window, text: str) -> AgreementRow:
    return window.book.query(AgreementDetail(named(window, text)))  # type: ignore[no-any-return]


def opened(room: AgreementsRoom, window: Window, text: str) -> None:
    room.open_agreement(named(window, text))
    window.settle()


def room_of(window: Window, text: str = "") -> AgreementsRoom:
    """The room in the window, with the record of that number or title, if one is named."""
    shown = window.office.show_room("agreements")
    window.settle()
    assert isinstance(shown, AgreementsRoom)
    if text:
        opened(shown, window, text)
    return shown


def form(room: AgreementsRoom) -> ActForm:
    return room.side.form
