"""End of term, notice date, last safe day: computed, never typed; each opens to everything that bears on it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.agreements.arithmetic import Reckoning, reckonings
from crm.values import Message
from ui.agreements.choosing import OVER
from ui.agreements.shown import Shown
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import look
from ui.kit.panels import Across, Down
from ui.partners.lines import DrawnLine
from ui.partners.section import Section
from ui.partners.wording import day_text

LABEL_WIDE = 88


class DateLine(DrawnLine):
    """What it is, its arithmetic in grey, the day in 600."""

    def __init__(self, step: Reckoning, tint: str) -> None:
        self.what, self.how = look.say(step.what), look.say(step.how)
        self.day, self.tint = day_text(step.day, "medium"), tint
        super().__init__(26, f"{self.what}, {self.how}, {self.day}")

    def draw(self, painter: QPainter, box: QRect) -> None:
        draw_line_of(painter, QRect(box.left(), box.top(), look.px(LABEL_WIDE), box.height()), self.what, tint="text-2")
        used = draw_line_of(painter, box, self.day, weight=600, tint=self.tint, right=True)
        box.setRight(box.right() - used - look.px(8))
        box.setLeft(box.left() + look.px(LABEL_WIDE) + look.px(4))
        if box.width() > look.px(40):
            draw_line_of(painter, box, self.how, size=12, tint="text-3")


class DatesSection(Section):
    def __init__(self) -> None:
        super().__init__("agreements.dates", "")
        self.remark = Label("agreements.dates-why", 12, tint="text-3")
        heading = self.heading.layout()
        assert isinstance(heading, Across)
        heading.insertWidget(1, self.remark)

    def show_record(self, shown: Shown) -> None:
        life = shown.life
        if life.problem is not None:
            problem = life.problem
            self.show_rows((problem, look.language), lambda: [Label(problem, tint="red", wrap=True)])
            self.show()
            return
        steps = reckonings(life, shown.row.versions[0].terms.places)
        self.setVisible(bool(steps))
        key = (steps, life.shown, shown.today, look.language, look.percent)
        self.show_rows(key, lambda: [*(self.step(shown, step) for step in steps), *self.left(shown)])

    def step(self, shown: Shown, step: Reckoning) -> QWidget:
        """Pressed it opens to the whole of its arithmetic."""
        holder = QWidget()
        column = Down(holder)
        soon = step.what == "reckoning.last-safe-day" and (step.day - shown.today).days <= 90
        past = step.day < shown.today
        live = shown.life.shown not in OVER
        line = DateLine(step, "red" if soon and past and live else "amber" if soon and live else "text")
        line.setCheckable(True)
        whole = QWidget()
        words = Down(whole, margins=(4, 0, 4, 8), gap=2)
        words.addWidget(
            Label(Message("agreements.equals", {"how": step.how, "day": step.day}), 12, tint="text-2", wrap=True)
        )
        for remark in step.remarks:
            words.addWidget(Label(remark, 12, tint="text-3", wrap=True))
        whole.hide()
        column.take(line, whole)
        line.toggled.connect(whole.setVisible)
        holder.setFocusProxy(line)
        return holder

    def left(self, shown: Shown) -> list[QWidget]:
        """How long there is time, or that it is too late."""
        days = shown.life.days_left(shown.today)
        if days is None or shown.life.shown in OVER or shown.life.standing is None or not shown.row.is_signed:
            return []
        text = (
            Message("agreements.days-left", {"n": days}) if days >= 0 else Message("agreements.days-over", {"n": -days})
        )
        row = QWidget()
        Across(row, margins=(4, 2, 4, 0)).addWidget(Label(text, 12, tint="text-3" if days >= 0 else "red"), 1)
        return [row]
