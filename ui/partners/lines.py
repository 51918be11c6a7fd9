"""Lines of the pane that are drawn and pressed as one: a role with its stage, a person with their post, an entry."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy

from ui.kit.buttons import Pressable
from ui.kit.chips import draw_tag, tag_width
from ui.kit.icons import draw_icon
from ui.kit.labels import draw_line_of, plain_tip
from ui.kit.look import follow, look
from ui.kit.marks import STAGE_TINTS, draw_avatar, draw_stage, initials

STEPS = {"prospect": 1, "qualified": 2, "negotiating": 3, "active": 4, "dormant": 0, "ended": 0}


class DrawnLine(Pressable):
    """As wide as the pane; `tall` in the drawings' pixels. The accessible name is everything that is drawn."""

    def __init__(self, tall: int, spoken: str) -> None:
        super().__init__()
        self.tall, self.spoken = tall, spoken
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(spoken.replace("&", "&&"))
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tip(spoken))
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(self.tall))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(self.tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), look.px(self.tall))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(5), look.px(5))
        self.draw(painter, self.rect().adjusted(look.px(4), 0, -look.px(4), 0))

    def draw(self, painter: QPainter, box: QRect) -> None:
        raise NotImplementedError


class RoleLine(DrawnLine):
    """Icon and role; four steps, glyph and stage; since when."""

    def __init__(self, icon: str, tint: str, role: str, stage: str, stage_text: str, since: str) -> None:
        self.icon_name, self.tint, self.role = icon, tint, role
        self.stage, self.stage_text, self.since = stage, stage_text, since
        super().__init__(28, f"{role}, {stage_text}, {since}")
        self.setCheckable(True)

    def draw(self, painter: QPainter, box: QRect) -> None:
        """The name says most. In a narrow pane first the steps go, which the glyph repeats, then the date, then the
        word for the glyph."""
        side = look.px(16)
        middle = box.top() + (box.height() - side) // 2
        draw_icon(painter, QRect(box.left(), middle, side, side), self.icon_name, self.tint)
        name = box.adjusted(side + look.px(8), 0, 0, 0)
        needed = look.metrics(13).horizontalAdvance(self.role) + look.px(6)
        dated = name.width() - self.since_wide() - self.stage_wide() - look.px(28) >= needed
        worded = dated or name.width() - self.stage_wide() - look.px(20) >= needed
        right = box.right() - (self.since_wide() + look.px(8) if dated else 0)
        if dated:
            draw_line_of(painter, box, self.since, tint="text-3", right=True)
        name.setRight(self.draw_stage_at(painter, box, right, worded=worded, room=name.left() + needed))
        draw_line_of(painter, name, self.role)

    def since_wide(self) -> int:
        return max(look.metrics(13, tabular=True).horizontalAdvance(self.since), look.px(58))

    def stage_wide(self) -> int:
        return max(look.px(74), look.metrics(13).horizontalAdvance(self.stage_text) + 2)

    def draw_stage_at(self, painter: QPainter, box: QRect, right: int, *, worded: bool, room: int) -> int:
        """Steps (where they leave the `room` of the name), glyph and word, ending at the right; returns their left."""
        wide = self.stage_wide() if worded else 0
        stage_box = QRect(right - wide, box.top(), wide, box.height())
        if worded:
            draw_line_of(painter, stage_box, self.stage_text, tint=STAGE_TINTS[self.stage])
        small = look.px(14)
        glyph = QRect(stage_box.left() - look.px(20), box.top() + (box.height() - small) // 2, small, small)
        draw_stage(painter, glyph, self.stage)
        steps = QRect(glyph.left() - look.px(42), box.top(), look.px(36), box.height())
        if steps.left() - look.px(4) < room:
            return glyph.left() - look.px(6)
        self.draw_steps(painter, steps)
        return steps.left() - look.px(4)

    def draw_steps(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        wide, gap, tall = look.px(7), look.px(2), look.px(4)
        top = box.top() + (box.height() - tall) // 2
        for step in range(4):
            reached = step < STEPS[self.stage]
            painter.setBrush(look.color(STAGE_TINTS[self.stage] if reached else "pressed"))
            painter.drawRoundedRect(QRectF(box.left() + step * (wide + gap), top, wide, tall), tall / 2, tall / 2)


class PersonLine(DrawnLine):
    """Avatar and name, post in grey, decision role as a tag; or, of the past, the dates."""

    def __init__(self, name: str, post: str, tag: str, tail: str = "") -> None:
        self.name, self.post, self.tag, self.tail = name, post, tag, tail
        super().__init__(28, ", ".join(part for part in (name, post, tag, tail) if part))

    def draw(self, painter: QPainter, box: QRect) -> None:
        side = look.px(20)
        mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        draw_avatar(painter, mark, initials(self.name, person=True), person=True)
        inner = box.adjusted(side + look.px(8), 0, 0, 0)
        if self.tag:
            wide = tag_width(self.tag)
            spot = QRect(box.right() - wide, box.top() + (box.height() - look.px(20)) // 2, wide, look.px(20))
            draw_tag(painter, spot, self.tag)
            inner.setRight(spot.left() - look.px(8))
        if self.tail:
            used = draw_line_of(painter, inner, self.tail, size=12, tint="text-3", right=True)
            inner.setRight(inner.right() - used - look.px(8))
        used = draw_line_of(painter, inner, self.name)
        rest = inner.adjusted(used + look.px(8), 0, 0, 0)
        if self.post and rest.width() > look.px(16):
            draw_line_of(painter, rest, self.post, size=12, tint="text-3")


class WordsLine(DrawnLine):
    """Words in the accent that lead somewhere, a note in grey, and dates at the right; the note goes first."""

    def __init__(self, words: str, note: str, tail: str) -> None:
        self.words, self.note, self.tail = words, note, tail
        super().__init__(28, ", ".join(part for part in (words, note, tail) if part))

    def draw(self, painter: QPainter, box: QRect) -> None:
        used = draw_line_of(painter, box, self.tail, size=12, tint="text-3", right=True)
        box.setRight(box.right() - used - look.px(8))
        used = draw_line_of(painter, box, self.words, tint="accent-text")
        rest = box.adjusted(used + look.px(8), 0, 0, 0)
        if self.note and rest.width() > look.px(24):
            draw_line_of(painter, rest, self.note, size=12, tint="text-3")


class EntryLine(DrawnLine):
    """One entry of the timeline: icon, what in 600, when; below, what was said, in two lines at most."""

    def __init__(self, icon: str, title: str, note: str, when: str, face: tuple[str, str] | None = None) -> None:
        self.icon_name, self.title, self.when, self.face = icon, title, when, face
        self.note = " ".join(note.split())
        super().__init__(28, ", ".join(part for part in (when, title, self.note) if part))

    def note_lines(self, wide: int) -> list[str]:
        """The note broken into at most two lines, the last one elided."""
        if not self.note:
            return []
        layout = QTextLayout(self.note, look.font(12))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(max(wide, look.px(40)))
        cut = first.textLength()
        layout.endLayout()
        if cut >= len(self.note):
            return [self.note]
        return [self.note[:cut].rstrip(), self.note[cut:].lstrip()]

    def text_left(self) -> int:
        return look.px(4 + 16 + 12)

    def rescale(self) -> None:
        lines = len(self.note_lines(self.width() - self.text_left() - look.px(4)))
        self.setFixedHeight(look.line(13) + lines * look.line(12) + look.px(8))
        self.update()

    def resizeEvent(self, event: object) -> None:
        self.rescale()

    def sizeHint(self) -> QSize:
        return QSize(look.px(120), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), self.minimumHeight())

    def draw(self, painter: QPainter, box: QRect) -> None:
        side, top = look.px(16), look.px(2)
        draw_icon(painter, QRect(box.left(), top + look.px(2), side, side), self.icon_name, "text-3")
        if self.note:
            down = QRect(box.left() + side // 2, top + side + look.px(6), 1, self.height() - side - look.px(8))
            painter.fillRect(down, look.color("line-strong"))
        first = QRect(self.text_left(), top, box.right() - self.text_left(), look.line(13))
        used = draw_line_of(painter, first, self.when, tint="text-3", right=True)
        first.setRight(first.right() - used - look.px(8))
        if self.face:
            icon, tint = self.face
            spot = QRect(first.right() - side, top + look.px(2), side, side)
            draw_icon(painter, spot, icon, tint)
            first.setRight(spot.left() - look.px(6))
        draw_line_of(painter, first, self.title, weight=600)
        line = QRect(self.text_left(), top + look.line(13), box.right() - self.text_left(), look.line(12))
        for text in self.note_lines(line.width()):
            draw_line_of(painter, line, text, size=12, tint="text-2")
            line.translate(0, look.line(12))
