"""The agreements with a partner: number, title, how each stands; a press opens the record."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.agreements.queries import AgreementLine, Agreements
from crm.partners.queries import PartnerDetailRow
from crm.values.ids import PartnerId
from ui.kit.chips import draw_tag, tag_width
from ui.kit.labels import draw_line_of
from ui.kit.look import look
from ui.kit.room import Desk
from ui.partners.lines import DrawnLine
from ui.partners.section import Section
from ui.partners.wording import STATUS_TONES, title_of


class AgreementOfPartner(DrawnLine):
    def __init__(self, line: AgreementLine) -> None:
        self.number, self.title = line.row.number, title_of(line.row)
        self.status, self.tone = look.say(line.life.shown), STATUS_TONES[line.life.shown]
        safe = line.life.last_safe
        self.until = look.say("partners.notice-by", on=safe.day) if safe is not None and line.row.is_signed else ""
        spoken = (self.number, self.title, self.until, self.status)
        super().__init__(28, ", ".join(part for part in spoken if part))

    def draw(self, painter: QPainter, box: QRect) -> None:
        wide = tag_width(self.status)
        spot = QRect(box.right() - wide, box.top() + (box.height() - look.px(20)) // 2, wide, look.px(20))
        draw_tag(painter, spot, self.status, self.tone)
        box.setRight(spot.left() - look.px(8))
        if self.number:
            used = draw_line_of(painter, box, self.number, size=12, tint="text-3")
            box.setLeft(box.left() + used + look.px(8))
        used = draw_line_of(painter, box, self.title)
        rest = box.adjusted(used + look.px(8), 0, 0, 0)
        if self.until and rest.width() > look.metrics(12).horizontalAdvance(self.until):
            draw_line_of(painter, rest, self.until, size=12, tint="text-3", right=True)


class AgreementsSection(Section):
    """Not shown where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.agreements", "")
        self.desk = desk

    def show_partner(self, partner: PartnerDetailRow) -> None:
        lines = self.desk.book.query(Agreements(self.desk.book.clock.today(), PartnerId(partner.id)))
        self.setVisible(bool(lines))
        self.heading.show_count(len(lines) or None)
        key = (partner.id, lines, look.language, look.percent)
        self.show_rows(key, lambda: [self.line(line) for line in lines])

    def line(self, line: AgreementLine) -> QWidget:
        shown = AgreementOfPartner(line)
        shown.clicked.connect(lambda: self.desk.show("agreements", "agreement", line.row.id))
        return shown
