"""What looks alike: the list, two side by side, the hint under a name."""

from crm.partners.commands import AddContact, AddPartner, NewRole
from crm.partners.contact_points import Point
from crm.partners.queries import PartnerNamed
from crm.values.enums import ContactPointKind, PartnerRole, Stage
from crm.values.ids import PartnerId
from tests.window.driver import Window
from ui.partners.duplicates_room import Room
from ui.partners.room import PartnersRoom

DOUBLES: tuple[dict[str, object], ...] = (
    {
        "name": "杭州仁禾医疗数据有限公司",
        "city": "杭州",
        "country": "CN",
        "website": "renhe-data.cn",
        "tier": "registered",
    },
    {"name": "Stratus Peak Clouds Ltd.", "country": "SG"},
    {"name": "澜亭银行股份有限公司", "legal_name": "澜亭银行股份有限公司"},
)


def doubles_added(window: Window) -> None:
    for values in DOUBLES:
        role = NewRole(PartnerRole.DATA_PROVIDER, Stage.PROSPECT)
        key = PartnerId(window.book.execute(AddPartner(values, roles=(role,))).first("partner"))
        point = Point(ContactPointKind.PHONE, "138 0013 8000")
        window.book.execute(AddContact({"name": "沈若兰"}, (point,), key, "CDO"))


def duplicates_listed(window: Window) -> None:
    doubles_added(window)
    room = window.office.show_room("duplicates")
    assert isinstance(room, Room)
    window.until(lambda: room.found, "the pairs")
    window.settle()


def duplicates_of_people(window: Window) -> None:
    doubles_added(window)
    room = window.office.show_room("duplicates")
    assert isinstance(room, Room)
    room.kinds.pick("contact")
    window.until(lambda: room.job is None, "the search")
    window.settle()


def merge_opened(window: Window) -> None:
    duplicates_listed(window)
    room = window.office.room
    assert isinstance(room, Room)
    room.open_pair(room.list.current_key())
    window.until(lambda: room.page.lines, "both sides")
    window.settle()


def hint_shown(window: Window) -> None:
    room = window.office.show_room("partners")
    assert isinstance(room, PartnersRoom)
    window.settle()
    name = window.book.query(PartnerNamed("Renhe")).name
    room.begin_new()
    window.type(f"{name}有限公司")
    window.until(lambda: room.hint.row is not None, "the hint")
    window.settle()
