"""The parties by rank: who each is, as what, and who signs. In a draft each opens to its fields."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.agreements.commands import AddParty, MoveParty, RemoveParty, SetParty
from crm.agreements.queries.rows import PartyRow
from crm.partners.queries import PartnerDetail, PartnerDetailRow
from crm.values.enums import Capacity, PartyRole
from crm.values.ids import PartnerId
from ui.agreements.act_form import Act, Values
from ui.agreements.shown import Shown
from ui.agreements.wording import party_name
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField
from ui.kit.labels import draw_line_of
from ui.kit.look import Plain, Text, look
from ui.kit.marks import draw_avatar, initials
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.finding import found_partners
from ui.partners.lines import DrawnLine
from ui.partners.section import Section
from ui.partners.wording import in_language, menu_of, role_tint

if TYPE_CHECKING:
    from ui.agreements.side import Side

FIELDS = ("party_role", "signatory_id", "capacity", "address", "share")


class PartyLine(DrawnLine):
    """Rank, name, role in grey; at the right who signs, red where nobody does."""

    def __init__(self, party: PartyRow, tint: str, *, lacks: bool) -> None:
        self.party, self.tint = party, tint
        self.name = party_name(party)
        self.role = look.say(party.role) if party.role is not None else ""
        signatory = in_language(party.signatory_en, party.signatory_zh)
        self.signatory = signatory or (look.say("agreements.no-signatory") if lacks else "")
        self.lacks = lacks and not signatory
        super().__init__(
            28, ", ".join(part for part in (str(party.rank + 1), self.name, self.role, self.signatory) if part)
        )

    def draw(self, painter: QPainter, box: QRect) -> None:
        draw_line_of(painter, box, str(self.party.rank + 1), tint="text-3")
        box.setLeft(box.left() + look.px(16))
        side = look.px(20)
        mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        draw_avatar(painter, mark, initials(self.name), self.tint)
        box.setLeft(mark.right() + look.px(8))
        ink = "red" if self.lacks else "text-2"
        used = draw_line_of(painter, box, self.signatory, size=12, tint=ink, right=True) if self.signatory else 0
        box.setRight(box.right() - used - look.px(12))
        used = draw_line_of(painter, box, self.name)
        rest = box.adjusted(used + look.px(8), 0, 0, 0)
        if self.role and rest.width() > look.px(24):
            draw_line_of(painter, rest, self.role, size=12, tint="text-3")


class PartiesSection(Section):
    def __init__(self, desk: Desk, side: "Side") -> None:
        super().__init__("agreements.parties", "agreements.add-party")
        self.desk, self.side = desk, side
        self.record: Shown | None = None
        assert self.adder is not None
        self.adder.clicked.connect(self.add)

    def show_record(self, shown: Shown) -> None:
        self.record = shown
        self.heading.show_count(len(shown.row.parties))
        writes = not shown.row.is_signed and shown.row.void_on is None
        assert self.adder is not None
        self.adder.setVisible(writes)
        lacks = not shown.row.is_signed or shown.is_draft
        self.show_rows(
            (shown.row.parties, writes, look.language, look.percent),
            lambda: [self.line(party, lacks=lacks) for party in shown.row.parties],
        )

    def line(self, party: PartyRow, *, lacks: bool) -> QWidget:
        line = PartyLine(party, self.tint_of(party), lacks=lacks)
        line.clicked.connect(lambda: self.offer(line, party))
        return line

    def tint_of(self, party: PartyRow) -> str:
        if party.is_home:
            return "accent"
        detail = self.desk.book.query(PartnerDetail(party.partner_id, self.desk.book.clock.today()))
        return role_tint(detail.roles[0].role) if detail.roles else ""

    def offer(self, line: QWidget, party: PartyRow) -> None:
        """Before signing its fields; always the way to the partner."""
        record = self.record
        if record is None:
            return
        entries: list[Any] = [("agreements.show-partner", "handshake", lambda: self.go(party))]
        if not record.row.is_signed:
            last = len(record.row.parties) - 1
            entries.insert(0, ("agreements.edit-party", "pencil", lambda: self.edit(party)))
            if party.rank:
                entries.append(("agreements.rank-up", "arrow-up", lambda: self.shift(party, -1)))
            if party.rank < last:
                entries.append(("agreements.rank-down", "arrow-down", lambda: self.shift(party, 1)))
            entries += [None, ("agreements.remove-party", "x", lambda: self.desk.execute(RemoveParty(party.id)))]
        menu_of(line, entries).popup(line.mapToGlobal(line.rect().bottomLeft()))

    def go(self, party: PartyRow) -> None:
        self.desk.show("partners", "partner", party.partner_id)

    def shift(self, party: PartyRow, step: int) -> None:
        self.desk.execute(MoveParty(party.id, party.rank + step))

    def add(self) -> None:
        record = self.record
        if record is None:
            return
        field = PickField(found_partners(self.desk), "agreements.party", "agreements.find-partner")
        roles: list[tuple[Any, Text]] = [(None, "agreements.no-role"), *((role, role) for role in PartyRole)]
        fields = [
            ("partner_id", "agreements.party", field),
            ("party_role", "field.party_role", ChoiceField(roles, "field.party_role")),
        ]

        def command(values: Values) -> AddParty:
            return AddParty(record.id, PartnerId(values["partner_id"] or 0), {"party_role": values["party_role"]})

        self.side.begin(Act("agreements.add-party", "agreements.add", fields, command))

    def signatories(self, party: PartyRow) -> list[tuple[Any, Text]]:
        """Those who are at the partner, and who signs now, wherever they are."""
        detail: PartnerDetailRow = self.desk.book.query(PartnerDetail(party.partner_id, self.desk.book.clock.today()))
        names = {one.contact_id: (one.name_en, one.name_zh) for one in detail.people if one.until is None}
        if party.signatory_id is not None:
            names.setdefault(party.signatory_id, (party.signatory_en, party.signatory_zh))
        nobody: list[tuple[Any, Text]] = [(None, "agreements.no-signatory")]
        return nobody + [(key, Plain(in_language(*both) or both[0] or both[1])) for key, both in names.items()]

    def edit(self, party: PartyRow) -> None:
        people = self.signatories(party)
        roles: list[tuple[Any, Text]] = [(None, "agreements.no-role"), *((role, role) for role in PartyRole)]
        capacities: list[tuple[Any, Text]] = [(None, "agreements.no-capacity"), *((one, one) for one in Capacity)]
        address, share = LineField("field.address"), LineField("field.share")
        address.put_value(party.address)
        share.put_value(party.share)
        role, signatory = ChoiceField(roles, "field.party_role"), ChoiceField(people, "field.signatory_id")
        capacity = ChoiceField(capacities, "field.capacity")
        role.show_value(party.role)
        signatory.show_value(party.signatory_id)
        capacity.show_value(party.capacity)
        widgets = (role, signatory, capacity, address, share)
        fields: list[tuple[str, Text, QWidget]] = [
            (name, f"field.{name}", field) for name, field in zip(FIELDS, widgets, strict=True)
        ]

        def command(values: Values) -> SetParty:
            was = {
                "party_role": party.role,
                "signatory_id": party.signatory_id,
                "capacity": party.capacity,
                "address": party.address,
                "share": party.share,
            }
            return SetParty(party.id, was, {name: values[name] for name in FIELDS if values[name] != was[name]})

        self.side.begin(Act(Plain(party_name(party)), "agreements.keep", fields, command))
