"""Where an import is: file, columns, dry run, import. What is done has a tick, what is now stands in the accent."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.values import Message
from ui.kit.icons import draw_icon
from ui.kit.look import follow, look

FILE, COLUMNS, DRY_RUN, IMPORT = range(4)
STEPS = ("import.step.file", "import.step.columns", "import.step.dry-run", "import.step.import")
DISC, WORD_GAP, LINE = 18, 6, 24
"""The disc of a number, from it to its word, and the line between two steps; in the drawings' pixels."""


class Steps(QWidget):
    """Without room for all words only that of the step that one is at."""

    def __init__(self) -> None:
        super().__init__()
        self.at = FILE
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow(self.refresh)

    def show_step(self, at: int) -> None:
        self.at = at
        self.refresh()

    def refresh(self) -> None:
        said = Message("import.step-of", {"number": self.at + 1, "all": len(STEPS), "step": Message(STEPS[self.at])})
        self.setAccessibleName(look.say(said))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def word_width(self, step: int) -> int:
        return look.metrics(13, 600).horizontalAdvance(look.say(STEPS[step])) + 1

    def width_with(self, worded: Sequence[int]) -> int:
        words = sum(look.px(WORD_GAP) + self.word_width(step) for step in worded)
        between = (len(STEPS) - 1) * (look.px(LINE) + 2 * look.px(WORD_GAP))
        return len(STEPS) * look.px(DISC) + words + between + 2

    def sizeHint(self) -> QSize:
        return QSize(self.width_with(range(len(STEPS))), look.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width_with((self.at,)), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        every = range(len(STEPS))
        worded = every if self.width() >= self.width_with(every) else (self.at,)
        left, middle = self.width() - self.width_with(worded) + 1, self.height() / 2
        for step in every:
            if step:
                left += look.px(WORD_GAP)
                painter.setPen(QPen(look.color("line-strong"), 1))
                painter.drawLine(QPointF(left, middle), QPointF(left + look.px(LINE), middle))
                left += look.px(LINE) + look.px(WORD_GAP)
            self.draw_disc(painter, step, left)
            left += look.px(DISC)
            if step in worded:
                left += look.px(WORD_GAP)
                self.draw_word(painter, step, left)
                left += self.word_width(step)

    def draw_disc(self, painter: QPainter, step: int, left: int) -> None:
        side = look.px(DISC)
        disc = QRect(left, (self.height() - side) // 2, side, side)
        ground = "green-soft" if step < self.at else "accent" if step == self.at else "surface"
        painter.setPen(QPen(look.color("line-strong"), 1) if step > self.at else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ground))
        painter.drawEllipse(disc)
        if step < self.at:
            inset = look.px(3)
            draw_icon(painter, disc.adjusted(inset, inset, -inset, -inset), "check", "green")
            return
        painter.setFont(look.font(11, 600))
        painter.setPen(look.color("on-accent" if step == self.at else "text-3"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(step + 1))

    def draw_word(self, painter: QPainter, step: int, left: int) -> None:
        here = step == self.at
        painter.setFont(look.font(13, 600 if here else 400))
        painter.setPen(look.color("text" if here else "text-2"))
        box = QRect(left, 0, self.word_width(step), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, look.say(STEPS[step]))
