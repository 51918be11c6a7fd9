"""How ranks move when weights change: place now, partner, place and score then."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.partners.fit import rounded
from crm.partners.queries import MovedRow
from crm.values import Message
from ui.kit.icons import draw_icon
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import look
from ui.kit.marks import draw_avatar, initials
from ui.kit.panels import Down, clear
from ui.partners.lines import DrawnLine
from ui.partners.wording import title_of

RANK_WIDE, SCORE_WIDE, MOVE_WIDE = 28, 40, 48


class RankLine(DrawnLine):
    """3  Renhe Hospital Data  4.4 → 4.3  ↑ 2. Red and green stay out of it: a place is no state."""

    def __init__(self, row: MovedRow) -> None:
        self.row, self.title = row, title_of(row)
        self.scores = score_text(row)
        super().__init__(32, look.say(moved_message(row)))

    def draw(self, painter: QPainter, box: QRect) -> None:
        rank = QRect(box.left(), box.top(), look.px(RANK_WIDE - 8), box.height())
        draw_line_of(painter, rank, str(self.row.rank_then or "–"), tint="text-2", right=True)
        inner = box.adjusted(look.px(RANK_WIDE), 0, 0, 0)
        self.draw_move(
            painter, QRect(inner.right() - look.px(MOVE_WIDE), inner.top(), look.px(MOVE_WIDE), inner.height())
        )
        inner.setRight(inner.right() - look.px(MOVE_WIDE + 8))
        used = draw_line_of(painter, inner, self.scores, tint="text-2", right=True)
        inner.setRight(inner.right() - used - look.px(12))
        side = look.px(20)
        mark = QRect(inner.left(), inner.top() + (inner.height() - side) // 2, side, side)
        draw_avatar(painter, mark, initials(self.title))
        draw_line_of(painter, inner.adjusted(side + look.px(8), 0, 0, 0), self.title)

    def draw_move(self, painter: QPainter, box: QRect) -> None:
        """An arrow and by how many places."""
        if self.row.rank is None or self.row.rank_then is None or self.row.rank == self.row.rank_then:
            return
        risen = self.row.rank - self.row.rank_then
        side = look.px(14)
        used = draw_line_of(painter, box, str(abs(risen)), size=12, right=True)
        place = QRect(box.right() - used - side - look.px(2), box.top() + (box.height() - side) // 2, side, side)
        draw_icon(painter, place, "arrow-up" if risen > 0 else "arrow-down", "text-2")


def score_text(row: MovedRow) -> str:
    now = rounded(row.score) if row.score is not None else "–"
    then = rounded(row.score_then) if row.score_then is not None else "–"
    return then if now == then else f"{now} → {then}"


def moved_message(row: MovedRow) -> Message:
    values = {"name": title_of(row), "now": str(row.rank or "–"), "then": str(row.rank_then or "–")}
    return Message("fit.moved", {**values, "scores": score_text(row)})


class RankList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.column = Down(self)
        self.shown: object = None

    def show_ranks(self, rows: Sequence[MovedRow]) -> None:
        key = (tuple(rows), look.language)
        if key == self.shown:
            return
        self.shown = key
        clear(self.column)
        for row in rows:
            self.column.addWidget(RankLine(row))
        if not rows:
            self.column.addWidget(Label("fit.nobody-marked", tint="text-3", wrap=True))
