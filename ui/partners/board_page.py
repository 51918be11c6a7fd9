"""The board in the room: what it asks, and what a drop, a + and another choice of lanes do."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from crm.partners.commands import ChangeStage
from crm.partners.filters import Filter
from crm.partners.queries.board import BoardCard, BoardCards, BoardOrder, BoardOrderAnswer, CardsOf, Lanes
from crm.values import Message
from crm.values.enums import PartnerRole, Stage
from crm.values.ids import PartnerId, PartnerRoleId, Version
from ui.kit.look import Text, look
from ui.kit.marks import ROLE_ICONS
from ui.kit.panels import Down
from ui.kit.room import Desk
from ui.partners.board import Board
from ui.partners.listing import BY_NAME
from ui.partners.wording import in_language, menu_of

OPEN_AT_FIRST = 2
"""So many lanes stand open when a book's board is first seen; the others show their counts."""


class BoardPage(QWidget):
    """`chosen` and `opened` tell a partner, `shown` the answer that is on the board."""

    chosen = Signal(int)
    opened = Signal(int)
    adding = Signal(object, object)
    """A role and a stage in which a new partner is to begin."""

    shown = Signal(object)
    lanes_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lanes = Lanes.ROLE
        self.answer: BoardOrderAnswer | None = None
        self.wanted: int | None = None
        """A partner whose card is to be current when the cards arrive."""

        self.folded_before: set[str] | None = None
        self.board = Board(desk.book.clock.today, self.cards_of)
        Down(self).take(self.board)
        self.setFocusProxy(self.board)
        self.board.chosen.connect(self.tell_chosen)
        self.board.opened.connect(self.tell_opened)
        self.board.moved.connect(self.move_card)
        self.board.carrier.carried.connect(self.say_carried)
        self.board.asked_new.connect(self.offer_roles)

    # What it shows

    def cards_of(self, ids: Sequence[int]) -> Mapping[int, BoardCard]:
        return {card.id: card for card in self.desk.book.query(BoardCards(ids, self.desk.book.clock.today()))}

    def ask(self, asked: Filter) -> None:
        """The order of the cards, off the window's thread."""
        book, sort = self.desk.book, asked.sort or BY_NAME
        question = BoardOrder(book.clock.today(), asked, sort, asked.descending, look.language, self.lanes, book.user)
        self.desk.worker.ask(self, question, self.show_order, "board")

    def show_order(self, answer: BoardOrderAnswer) -> None:
        keys = [lane.key for lane in answer.lanes]
        if self.folded_before is None and keys:
            self.folded_before = set(keys[OPEN_AT_FIRST:])
            self.board.layout_of_cards.folded = frozenset(self.folded_before)
        self.board.show_order(answer, self.lanes)
        wanted, self.wanted = self.wanted, None
        if wanted is not None:
            self.choose_partner(wanted)
        self.answer = answer
        self.shown.emit(answer)

    def found_text(self) -> Text:
        answer = self.answer
        if answer is None:
            return ""
        return Message("partners.board-found", {"n": answer.partners, "cards": answer.cards})

    def show_lanes(self, lanes: Lanes) -> None:
        """Other lanes begin all open but the later ones, as the first time."""
        if lanes is not self.lanes:
            self.lanes = lanes
            self.folded_before = None
            self.lanes_changed.emit(lanes)

    def tell_chosen(self, card: int) -> None:
        if (shown := self.board.current()) is not None and shown.id == card:
            self.chosen.emit(shown.partner_id)

    def tell_opened(self, _card: int) -> None:
        if (shown := self.board.current()) is not None:
            self.opened.emit(shown.partner_id)

    def choose_partner(self, key: int) -> bool:
        """The first card of that partner becomes current."""
        current = self.board.current()
        if current is not None and current.partner_id == key:
            return True
        spots = self.board.layout_of_cards.spots
        for card in self.desk.book.query(CardsOf(PartnerId(key))):
            if card in spots:
                return self.board.choose(card)
        return False

    # What a person does

    def move_card(self, card: int, stage: Stage) -> None:
        """A drop, or Shift with an arrow: the role is in that stage from today on."""
        moved = self.board.cards.get(card)
        if moved is None:
            return
        name = in_language(moved.title_en, moved.title_zh)
        said = Message("partners.card-moved", {"name": name, "stage": stage})
        command = ChangeStage(PartnerRoleId(card), stage, seen=Version(moved.version))
        if self.desk.execute(command, toast=said) is not None:
            self.board.lay(card, stage)

    def say_carried(self, card: int | None, stage: Stage | None) -> None:
        """What the drop would do, while the card is in the hand."""
        now = self.board.stage_of(card) if card is not None else None
        if card is None:
            self.desk.status("")
        elif now is None or stage is None:
            self.desk.status("partners.card-held")
        else:
            values = {"was": now, "now": stage, "on": self.desk.book.clock.today()}
            self.desk.status(Message("partners.card-moving", values))

    def offer_roles(self, stage: Stage) -> None:
        """In a lane that is a role, that role; else the person says which."""
        if self.lanes is Lanes.ROLE and self.board.at.card and self.board.hasFocus():
            self.adding.emit(PartnerRole(self.board.at.lane), stage)
            return
        entries = [
            (role, ROLE_ICONS[role.value], lambda role=role: self.adding.emit(role, stage)) for role in PartnerRole
        ]
        adder = self.board.head.adders[list(Stage).index(stage)]
        menu_of(self, entries).popup(adder.mapToGlobal(QPoint(0, adder.height())))

    # What is remembered

    def state(self) -> dict[str, Any]:
        folded = None if self.folded_before is None else sorted(self.board.layout_of_cards.folded)
        return {"lanes": self.lanes.value, "folded": folded}

    def restore(self, state: Mapping[str, Any]) -> None:
        kinds = {lanes.value: lanes for lanes in Lanes}
        self.show_lanes(kinds.get(str(state.get("lanes")), Lanes.ROLE))
        folded = state.get("folded")
        if isinstance(folded, list):
            self.folded_before = set(map(str, folded))
            self.board.layout_of_cards.folded = frozenset(self.folded_before)
