"""The board's view: one widget that draws what is in sight, is scrolled, clicked, dragged on and driven by keys."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from crm.partners.queries.board import STAGES, BoardCard, BoardLane, BoardOrderAnswer, Lanes
from crm.values.enums import Stage
from ui.kit.look import follow, look
from ui.partners.board_cards import CardFace, face_of
from ui.partners.board_carrying import Carrier
from ui.partners.board_head import BoardHead
from ui.partners.board_keys import Cursor, step_from
from ui.partners.board_lanes import lane_title
from ui.partners.board_layout import BoardLayout, Spot
from ui.partners.board_picture import draw_board

Fetch = Callable[[Sequence[int]], Mapping[int, BoardCard]]
KEPT = 4000
"""Faces of cards that are kept; more than are ever in sight."""

STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Board(QAbstractScrollArea):
    """`chosen` tells the card that is current, `opened` one that was entered, `moved` (card, stage) a drop."""

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)
    asked_new = Signal(object)
    """A stage: its + was pressed."""

    folded = Signal()

    def __init__(self, today: Callable[[], date], fetch: Fetch) -> None:
        super().__init__()
        self.today, self.fetch = today, fetch
        self.kind = Lanes.ROLE
        self.layout_of_cards = BoardLayout()
        self.cards: dict[int, BoardCard] = {}
        self.faces: dict[int, CardFace] = {}
        self.at = Cursor()
        self.pressed: tuple[QPoint, Spot] | None = None
        self.hovered: Spot | None = None
        self.by_keyboard = False
        self.head = BoardHead(self)
        self.head.asked_new.connect(self.asked_new)
        self.carrier = Carrier(self)
        self.carrier.dropped.connect(self.moved)
        self.set_up()
        follow(self.rescale)

    def set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.horizontalScrollBar().valueChanged.connect(self.head.slide)

    def rescale(self) -> None:
        self.setAccessibleName(look.say("partners.board"))
        self.faces.clear()
        self.setViewportMargins(0, look.px(BoardHead.TALL), 0, 0)
        self.measure()

    # What it shows

    def show_order(self, answer: BoardOrderAnswer, kind: Lanes) -> None:
        """Other cards or another order; the current card stays current where it still is among them."""
        self.kind = kind
        self.cards.clear()
        self.faces.clear()
        self.carrier.drag = None
        self.layout_of_cards.lanes = answer.lanes
        self.layout_of_cards.room = None
        self.layout_of_cards.learn_places()
        self.recount()
        if self.by_keyboard and (spot := self.layout_of_cards.spots.get(self.at.card)) is not None:
            self.bring_into_sight(spot)
        self.tell_screen_reader()

    def lay(self, key: int, stage: Stage) -> None:
        """Shows a card in the stage that was just written, before all cards are asked for again."""
        self.layout_of_cards.lay(key, STAGES.index(stage))
        self.faces.pop(key, None)
        self.recount()

    def recount(self) -> None:
        counts = [sum(len(lane.cells[stage]) for lane in self.lanes()) for stage in range(len(STAGES))]
        self.head.show_counts(counts)
        self.measure()

    def measure(self) -> None:
        """After the cards, the folds, the size or the text size changed."""
        layout = self.layout_of_cards
        if self.carrier.drag is None:  # a scroll bar that comes with the place of a card must not move the columns
            layout.width = self.viewport().width()
        layout.arrange()
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        up.setPageStep(self.viewport().height())
        up.setSingleStep(look.px(24))
        up.setRange(0, max(0, layout.height() - self.viewport().height()))
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, layout.whole_width() - layout.width))
        self.head.place(layout)
        self.viewport().update()

    def lanes(self) -> Sequence[BoardLane]:
        return self.layout_of_cards.lanes

    def offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def load(self, spots: Sequence[Spot]) -> None:
        """Fetches what is in sight and not known yet, in one question."""
        missing = [key for key in map(self.layout_of_cards.card_at, spots) if key not in self.faces]
        if not missing:
            return
        if len(self.faces) > KEPT:
            self.faces.clear()
            missing = [self.layout_of_cards.card_at(spot) for spot in spots]
        found = self.fetch(missing)
        today = self.today()
        self.cards.update(found)
        self.faces.update({key: face_of(card, today) for key, card in found.items()})

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_board(QPainter(self.viewport()), self)

    # The pointer

    def content_point(self, event: QMouseEvent) -> QPoint:
        return event.position().toPoint() + self.offset()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self.content_point(event)
        spot = self.layout_of_cards.spot_at(point)
        if spot is not None:
            self.pressed = point, spot
            self.choose(self.layout_of_cards.card_at(spot))
            return
        lane = self.layout_of_cards.lane_at(point.y())
        if lane is not None and self.layout_of_cards.head_rect(lane).contains(point):
            self.turn(lane)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.content_point(event)
        if self.carrier.drag is not None:
            self.carrier.carry(point)
        elif self.pressed is not None:
            begun, spot = self.pressed
            if (point - begun).manhattanLength() >= QApplication.startDragDistance():
                self.hover(None)
                self.carrier.lift(spot, begun, point)
        else:
            self.hover(self.layout_of_cards.spot_at(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self.pressed = self.pressed, None
        if self.carrier.drag is not None:
            self.carrier.let_go()
        elif pressed is not None:
            self.opened.emit(self.at.card)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover(None)

    def hover(self, spot: Spot | None) -> None:
        if spot != self.hovered:
            self.hovered = spot
            self.viewport().update()

    # The current card

    def choose(self, key: int) -> bool:
        """Makes a card current and brings it into sight; False where no open lane shows it."""
        spot = self.layout_of_cards.spots.get(key)
        if spot is None:
            return False
        if key != self.at.card:
            self.at = Cursor(key, self.lanes()[spot.lane].key)
            self.tell_screen_reader()
            self.chosen.emit(key)
        self.bring_into_sight(spot)
        return True

    def bring_into_sight(self, spot: Spot) -> None:
        if self.layout_of_cards.boxes[spot.lane].folded:
            return
        self.show_rect(self.layout_of_cards.card_rect(spot))

    def show_rect(self, box: QRect) -> None:
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        rim = look.px(40)
        for bar, low, high in ((up, box.top() - rim, box.bottom() + rim), (across, box.left(), box.right())):
            if low < bar.value():
                bar.setValue(low)
            elif high > bar.value() + bar.pageStep():
                bar.setValue(high - bar.pageStep())
        self.viewport().update()

    def current(self) -> BoardCard | None:
        key = self.at.card
        if key and key in self.layout_of_cards.spots and key not in self.cards:
            self.load([self.layout_of_cards.spots[key]])
        return self.cards.get(key) if key in self.layout_of_cards.spots else None

    def turn(self, lane: int) -> None:
        """Folds a lane or opens it."""
        key = self.lanes()[lane].key
        self.at = Cursor(0, key)
        self.layout_of_cards.folded = self.layout_of_cards.folded ^ {key}
        self.measure()
        self.tell_screen_reader()
        self.folded.emit()

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        key, step = event.key(), STEPS.get(Qt.Key(event.key()))
        if self.carrier.drag is not None:
            if key == Qt.Key.Key_Escape:
                self.pressed = None
                self.carrier.put_back()
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.shift(step[0])
        elif step is not None:
            self.move_cursor(*step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.enter()
        elif event.text() == "+" and self.at.card:
            self.asked_new.emit(STAGES[self.layout_of_cards.spots[self.at.card].stage])
        else:
            event.ignore()  # keys that scroll are not for a list whose cards are walked

    def move_cursor(self, across: int, down: int) -> None:
        at = step_from(self.layout_of_cards, self.at, across, down)
        if at.card:
            self.choose(at.card)
            return
        if across and at == self.at and at.lane:
            self.fold_by_key(at.lane, folded=across < 0)
            return
        self.at = at
        lane = next((number for number, lane in enumerate(self.lanes()) if lane.key == at.lane), None)
        if lane is not None:
            self.show_rect(self.layout_of_cards.head_rect(lane))
        self.tell_screen_reader()
        self.viewport().update()

    def fold_by_key(self, lane: str, *, folded: bool) -> None:
        """Left folds the lane whose head is current, right opens it."""
        if (lane in self.layout_of_cards.folded) is not folded:
            self.turn([one.key for one in self.lanes()].index(lane))

    def shift(self, by: int) -> None:
        """Shift with an arrow moves the current card to the neighbouring stage."""
        spot = self.layout_of_cards.spots.get(self.at.card)
        if spot is not None and by and 0 <= spot.stage + by < len(STAGES):
            self.moved.emit(self.at.card, STAGES[spot.stage + by])

    def enter(self) -> None:
        if self.at.card:
            self.opened.emit(self.at.card)
        elif self.at.lane in (keys := [lane.key for lane in self.lanes()]):
            self.turn(keys.index(self.at.lane))

    # For those who hear the board

    def spoken(self) -> str:
        """The current card or lane in words."""
        if self.at.card:
            self.current()
            face = self.faces.get(self.at.card)
            return face.spoken if face is not None else ""
        lane = next((lane for lane in self.lanes() if lane.key == self.at.lane), None)
        return f"{lane_title(self.kind, lane)}, {lane.partners:,}" if lane is not None else ""

    def tell_screen_reader(self) -> None:
        self.setAccessibleDescription(self.spoken())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.at.card and not self.at.lane:
            self.move_cursor(0, 1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def stage_of(self, key: int) -> Stage | None:
        spot = self.layout_of_cards.spots.get(key)
        return STAGES[spot.stage] if spot is not None else None
