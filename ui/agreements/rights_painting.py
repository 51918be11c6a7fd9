"""How the matrix of data rights is drawn: a word in every cell, the clause below it, names at the left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from crm.agreements.answers import name_of
from crm.agreements.queries.data_rights import RightCell, RightSource
from crm.agreements.rights import MatrixRow
from crm.values import Message
from crm.values.enums import DataAnswer, DataUse
from ui.agreements.side_sections import ANSWER_TONES
from ui.kit.chips import draw_tag, tag_width
from ui.kit.labels import draw_line_of
from ui.kit.look import look

if TYPE_CHECKING:
    from ui.agreements.rights_grid import Place, RightsGrid

HEAD, ROW = 32, 48
WARNS = "triangle-alert"


def draw_rights(painter: QPainter, view: "RightsGrid") -> None:
    wide, names = view.viewport().width(), view.names_wide()
    painter.fillRect(view.viewport().rect(), look.color("surface"))
    painter.save()
    painter.setClipRect(QRect(names, 0, wide - names, view.viewport().height()))
    for row in view.rows_in_sight():
        for use in range(len(DataUse)):
            draw_cell(painter, view, (row, use))
    draw_head(painter, view)
    painter.restore()
    for row in view.rows_in_sight():
        box = view.box_of((row, 0))
        draw_name(painter, view.rows[row], QRect(0, box.top(), names, box.height()))
        painter.fillRect(QRect(0, box.bottom(), wide, 1), look.color("line"))
    draw_frame(painter, view)
    draw_ring(painter, view)


def draw_head(painter: QPainter, view: "RightsGrid") -> None:
    tall = look.px(HEAD)
    painter.fillRect(QRect(0, 0, view.viewport().width(), tall), look.color("surface"))
    for use, name in enumerate(DataUse):
        box = view.box_of((0, use))
        words = QRect(box.left() + look.px(8), 0, box.width() - look.px(16), tall)
        draw_line_of(painter, words, look.say(name), size=12, tint="text-3")


def draw_cell(painter: QPainter, view: "RightsGrid", place: "Place") -> None:
    row, use = place
    cell, box = view.rows[row].cells[use], view.box_of(place)
    is_lit = (cell.data_set, cell.model, cell.use) in view.lit
    ground = "selected" if place == view.current and view.hasFocus() else "accent-soft" if is_lit else ""
    if not ground and place == view.hovered:
        ground = "hover"
    if ground:
        painter.fillRect(box, look.color(ground))
    inner = box.adjusted(look.px(8), look.px(5), -look.px(8), -look.px(5))
    upper = QRect(inner.left(), inner.top(), inner.width(), look.px(20))
    if not cell.said:
        whole = inner if not cell.lapsed else upper
        draw_line_of(painter, whole, look.say(DataAnswer.SILENT), size=12, tint="text-3")
    else:
        word, tone, icon = tag_of(cell)
        wide = min(inner.width(), tag_width(word, marked=bool(icon)))
        draw_tag(painter, QRect(upper.left(), upper.top(), wide, look.px(20)), word, tone, icon=icon)
    if note := note_of(cell):
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), look.px(18))
        draw_line_of(painter, lower, note, size=12, tint="text-3")


def tag_of(cell: RightCell) -> tuple[str, str, str]:
    """Word, tone and icon: who sees no colours reads the word."""
    if cell.contradicts:
        return look.say("rights.contradiction"), "amber", WARNS
    return look.say(cell.answer), ANSWER_TONES[cell.answer.value], ""


def note_of(cell: RightCell) -> str:
    """The agreement and its clause, how many agreements, or since when the right has ended."""
    if not cell.said:
        days = [one.until_on for one in cell.lapsed if one.until_on is not None]
        return look.say(Message("rights.ended", {"until": max(days)})) if days else ""
    agreements = {one.source.agreement.id for one in cell.said}
    if len(agreements) > 1:
        return look.say(Message("rights.agreements", {"n": len(agreements)}))
    source = cell.said[0].source
    clause = look.say("rights.clause", clause=source.number) if source.number else ""
    return " · ".join(part for part in (clause, name_of(source, look.language)) if part)


def draw_name(painter: QPainter, row: MatrixRow[RightSource], box: QRect) -> None:
    painter.fillRect(box, look.color("surface"))
    inner = box.adjusted(look.px(16), look.px(5), -look.px(12), -look.px(5))
    upper = QRect(inner.left(), inner.top(), inner.width(), look.px(20))
    draw_line_of(painter, upper, row.data_set)
    model = row.model or look.say("may-we.any-model")
    lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), look.px(18))
    draw_line_of(painter, lower, model, size=12, tint="text-3")


def draw_frame(painter: QPainter, view: "RightsGrid") -> None:
    names, head = view.names_wide(), look.px(HEAD)
    wide, tall = view.viewport().width(), view.viewport().height()
    painter.fillRect(QRect(0, 0, names, head), look.color("surface"))
    words = QRect(look.px(16), 0, names - look.px(28), head)
    draw_line_of(painter, words, look.say("rights.data-set"), size=12, tint="text-3")
    painter.fillRect(QRect(0, head - 1, wide, 1), look.color("line"))
    painter.fillRect(QRect(names - 1, 0, 1, tall), look.color("line"))


def draw_ring(painter: QPainter, view: "RightsGrid") -> None:
    if view.hasFocus() and view.by_keyboard and view.rows:
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(view.box_of(view.current).adjusted(1, 1, -1, -2))
