"""Who of ours knows whom at a partner, and who could introduce us to the others."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm.partners.queries import IntroductionRow, PartnerDetailRow, PersonAt, TieRow, WhoKnowsWhom, how_well
from crm.values import Message
from crm.values.ids import PartnerId
from ui.kit.labels import Label, draw_line_of
from ui.kit.look import look
from ui.kit.marks import draw_avatar, initials
from ui.kit.room import Desk
from ui.partners.lines import DrawnLine
from ui.partners.link_sheet import STRONGEST
from ui.partners.section import Section, indented
from ui.partners.wording import in_language

STEP_WIDE, STEP_GAP, STEP_TALL = 4, 2, 12
STRENGTH_WIDE = STRONGEST * (STEP_WIDE + STEP_GAP) - STEP_GAP


class KnowingSection(Section):
    """`opened` asks for a person."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.who-knows")
        self.desk = desk

    def show_partner(self, partner: PartnerDetailRow) -> None:
        known = self.desk.book.query(WhoKnowsWhom(PartnerId(partner.id), self.desk.book.clock.today()))
        self.heading.show_count(len(known.ties) or None)
        self.setHidden(partner.is_home)
        self.show_rows((partner.id, known, look.language), lambda: self.lines(known.ties, known.introductions))

    def lines(self, ties: tuple[TieRow, ...], paths: tuple[IntroductionRow, ...]) -> list[QWidget]:
        rows: list[QWidget] = []
        for tie in ties:
            line = TieLine(tie)
            line.clicked.connect(lambda _=False, key=tie.far.id: self.opened.emit(key))
            rows.append(line)
        if not ties:
            rows.append(indented(Label("partners.nobody-knows", tint="text-3", wrap=True), 4))
        if paths:
            rows.append(indented(Label("partners.introductions", 12, tint="text-3"), 4))
        return rows + [indented(Label(path_text(path), wrap=True), 4) for path in paths]


class TieLine(DrawnLine):
    """One of ours → one of theirs; how often and how lately they met; the strength as five bars."""

    def __init__(self, tie: TieRow) -> None:
        self.strength = tie.strength
        self.near, self.far = name_of(tie.near), name_of(tie.far)
        self.met = look.say(met_text(tie)) if tie.meetings else ""
        said = {"near": self.near, "far": self.far, "how": how_well(tie)}
        super().__init__(28, look.say(Message("partners.tie", said)))

    def draw(self, painter: QPainter, box: QRect) -> None:
        side = look.px(20)
        mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        draw_avatar(painter, mark, initials(self.near, person=True), person=True)
        inner = box.adjusted(side + look.px(8), 0, 0, 0)
        bars = QRect(inner.right() - look.px(STRENGTH_WIDE), inner.top(), look.px(STRENGTH_WIDE), inner.height())
        if self.strength:
            draw_strength(painter, bars, self.strength)
        inner.setRight(bars.left() - look.px(12))
        used = draw_line_of(painter, inner, self.met, size=12, tint="text-3", right=True) if self.met else 0
        inner.setRight(inner.right() - used - look.px(8))
        draw_line_of(painter, inner, f"{self.near} → {self.far}")


def draw_strength(painter: QPainter, box: QRect, strength: int) -> None:
    """Five upright bars, as many dark as the strength says."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    tall = look.px(STEP_TALL)
    top = box.top() + (box.height() - tall) / 2
    for step in range(STRONGEST):
        painter.setBrush(look.color("text-2" if step < strength else "pressed"))
        left = box.left() + step * look.px(STEP_WIDE + STEP_GAP)
        painter.drawRoundedRect(QRectF(left, top, look.px(STEP_WIDE), tall), look.px(1), look.px(1))
    painter.restore()


def name_of(person: PersonAt) -> str:
    return in_language(person.name_en, person.name_zh)


def met_text(tie: TieRow) -> Message:
    return Message("partners.met-short", {"n": tie.meetings, "last": tie.last_met_on})


def path_text(path: IntroductionRow) -> Message:
    over = path.ours.far
    partner = in_language(over.partner_en, over.partner_zh)
    named = Message("partners.person-at", {"name": name_of(over), "partner": partner}) if partner else name_of(over)
    ends = {"ours": name_of(path.ours.near), "theirs": name_of(path.theirs.far)}
    return Message("partners.introduction", {**ends, "over": named})
