"""An answer about data rights in its sentence, and below it a line for each clause that it comes from."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.agreements.answers import Saying, Told, name_of
from ui.agreements.rights_painting import tag_of
from ui.agreements.side_sections import ANSWER_TONES
from ui.kit.chips import Tag, draw_tag, tag_width
from ui.kit.icons import draw_icon
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import Plain, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Panel, Scroller, clear
from ui.partners.lines import DrawnLine
from ui.partners.wording import in_language

MOST_SAID = 6
"""Sentences of one answer. A question that more cells answer is put too widely: the matrix shows them all."""


BLANK = re.compile(r"\{[^{}]*\}")


class LeadingLine(DrawnLine):
    """`stepped` by Up and Down, which Qt's buttons would pass round, and the pane take for scrolling."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class SourceLine(LeadingLine):
    """The agreement and its clause, how it begins, its answer and until when. Leads to the clause."""

    def __init__(self, said: Saying) -> None:
        self.said, source = said, said.source
        self.name = name_of(source, look.language)
        self.clause = self.words = ""
        if source.clause is not None:
            clause, paragraph = source.clause.clause, source.clause.paragraph
            heading = in_language(clause.heading_en, clause.heading_zh)
            self.clause = look.say("rights.clause-of", clause=source.number, heading=heading).strip()
            shown = paragraph or next(iter(clause.paragraphs), None)
            text = in_language(shown.text_en, shown.text_zh) if shown is not None else ""
            self.words = BLANK.sub("…", text)
        self.until = look.say("rights.until", until=said.until_on) if said.until_on is not None else ""
        spoken = (self.name, self.clause, look.say(said.answer), self.until, self.words)
        super().__init__(28, ", ".join(part for part in spoken if part))

    def draw(self, painter: QPainter, box: QRect) -> None:
        side = look.px(16)
        draw_icon(painter, QRect(box.left(), box.top() + (box.height() - side) // 2, side, side), "file-text", "text-3")
        box.setLeft(box.left() + side + look.px(8))
        word = look.say(self.said.answer)
        wide = tag_width(word)
        spot = QRect(box.right() - wide, box.top() + (box.height() - look.px(20)) // 2, wide, look.px(20))
        draw_tag(painter, spot, word, ANSWER_TONES[self.said.answer.value])
        box.setRight(spot.left() - look.px(8))
        if self.until:
            used = draw_line_of(painter, box, self.until, size=12, tint="text-3", right=True)
            box.setRight(box.right() - used - look.px(8))
        for text, tint in ((self.name, "accent-text"), (self.clause, "accent-text"), (self.words, "text-3")):
            if text and box.width() > look.px(24):
                used = draw_line_of(painter, box, " ".join(text.split()), tint=tint)
                box.setLeft(box.left() + used + look.px(8))


class NearLine(LeadingLine):
    """Data that is only called alike. Leads to its row."""

    def __init__(self, told: Told) -> None:
        self.words = look.say(told.message)
        super().__init__(28, self.words)

    def draw(self, painter: QPainter, box: QRect) -> None:
        side = look.px(16)
        draw_icon(painter, QRect(box.left(), box.top() + (box.height() - side) // 2, side, side), "info", "text-3")
        draw_line_of(painter, box.adjusted(side + look.px(8), 0, 0, 0), self.words, tint="text-2")


class AnswerRow(QWidget):
    """The word of the answer, and its sentence."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        row = Across(self, margins=(4, 4, 4, 4), gap=8)
        top = Qt.AlignmentFlag.AlignTop
        if told.cell is None:
            row.addWidget(IconMark("circle-help", "text-2"), 0, top)
        else:
            word, tone, icon = tag_of(told.cell)
            row.addWidget(Tag(Plain(word), tone, icon=icon), 0, top)
        words = Label(told.message, wrap=True)
        policy = words.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # its hint is for a pane, here is a whole page's width
        words.setSizePolicy(policy)
        row.addWidget(words, 1)


class Answers(Panel):
    """As tall as what it says, up to what it is allowed. `opened` carries the Said whose clause is wanted."""

    opened = Signal(object)
    near_asked = Signal(object)
    left_up = Signal()
    left_down = Signal()

    def __init__(self, *, top: bool = False) -> None:
        super().__init__("surface", lines="top" if top else "bottom")
        self.told: Sequence[Told] = ()
        self.leads: list[LeadingLine] = []
        self.wide = self.most = 0
        self.shown: object = None
        self.inner = QWidget()
        self.body = Down(self.inner, margins=(12, 8, 12, 12), gap=2)
        Down(self, margins=(0, 1, 0, 1)).addWidget(Scroller(self.inner))
        self.hide()
        follow(self.fit)

    def show_told(self, told: Sequence[Told]) -> None:
        key = (tuple(told), look.language, look.percent)
        if key == self.shown:
            return
        self.told, self.shown = told, key
        clear(self.body)
        self.leads = []
        answers = [one for one in told if not one.near]
        for one in (*answers[:MOST_SAID], *(one for one in told if one.near)):
            self.add(one)
        self.setVisible(bool(told))
        self.fit()

    def add(self, told: Told) -> None:
        if told.near:
            self.lead(NearLine(told)).clicked.connect(lambda: self.near_asked.emit(told.cell))
            return
        self.body.addWidget(AnswerRow(told))
        for said in told.said:
            self.lead(SourceLine(said)).clicked.connect(lambda _=False, said=said: self.opened.emit(said))

    def lead(self, line: LeadingLine) -> LeadingLine:
        self.body.addWidget(line)
        line.stepped.connect(lambda step: self.step_from(line, step))
        self.leads.append(line)
        return line

    def allow(self, wide: int, most: int) -> None:
        """How wide it will be, and how tall it may become, in pixels."""
        self.wide, self.most = wide, most
        self.fit()

    def fit(self) -> None:
        if self.wide:
            self.setFixedHeight(min(self.inner.heightForWidth(self.wide) + 2, self.most))

    def focus_first(self) -> bool:
        """Whether there is a line to go to."""
        if self.isHidden() or not self.leads:
            return False
        self.leads[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def step_from(self, line: LeadingLine, step: int) -> None:
        """Along the lines, and out of them at their ends."""
        at = self.leads.index(line) + step
        if at < 0:
            self.left_up.emit()
        elif at < len(self.leads):
            self.leads[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left_down.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)
