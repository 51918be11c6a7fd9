"""Charts of documents. The saw: days since the last contact, falling to zero at each contact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from crm.documents.look import AMBER, GRID, HAIR, INK, INK_3, JADE, JADE_SOFT, LABEL, RULE, SEMIBOLD
from crm.documents.paragraphs import draw_line, width_of_line

STEPS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1460, 3650)
"""Days between two grid lines, so that at most four lie above the axis."""

PLOT_HEIGHT, HEAD, FOOT = 78.0, 8.0, 26.0
AXIS_WIDTH = 24.0
NO_LABELS_ABOVE = 24
MOVED = 16.0
"""How far a label may stand right of its dot."""


@dataclass(frozen=True, slots=True)
class At:
    """Something at a day of the period, counted from its first one, with its word."""

    day: int
    label: str


@dataclass(frozen=True, slots=True)
class Limit:
    days: int
    label: str


@dataclass(frozen=True, slots=True)
class Saw:
    """What the chart shows. `before`: days since the last contact on the period's first day, if there ever was one."""

    days: int
    before: int | None
    contacts: tuple[At, ...]
    months: tuple[At, ...]
    limit: Limit | None
    peak_label: str = ""
    """What is said at the longest silence, where it ran over the limit."""

    def with_peak(self, label: str) -> "Saw":
        return replace(self, peak_label=label)

    def teeth(self) -> list["Tooth"]:
        """The rises in their order; before the very first contact there is none."""
        found = []
        day, silence = 0, self.before
        for contact in self.contacts:
            if silence is not None:
                found.append(Tooth(day, silence, contact.day, ends_in_contact=True))
            day, silence = contact.day, 0
        if silence is not None:
            found.append(Tooth(day, silence, self.days - 1, ends_in_contact=False))
        return found

    @property
    def peak(self) -> "Tooth | None":
        """The longest silence, the running one included."""
        return max(self.teeth(), key=lambda tooth: tooth.grown, default=None)


@dataclass(frozen=True, slots=True)
class Tooth:
    """A rise: from `silence` days on one day to `grown` days on a later one."""

    day: int
    silence: int
    until: int
    ends_in_contact: bool

    @property
    def grown(self) -> int:
        return self.silence + self.until - self.day


class SawChart(Flowable):
    """The saw, drawn. It never breaks over a page."""

    def __init__(self, saw: Saw) -> None:
        super().__init__()
        self.saw = saw
        self.spaceBefore = 0
        self.spaceAfter = 4
        self.keepWithNext = True
        limit = saw.limit.days if saw.limit else 0
        most = max(saw.peak.grown if saw.peak else 0, limit, 1)
        self.step = next((step for step in STEPS if most <= step * 4), most)
        self.top = self.step * -(-most // self.step)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        self.width, self.height = availWidth, HEAD + PLOT_HEIGHT + FOOT
        return self.width, self.height

    def x(self, day: float) -> float:
        return AXIS_WIDTH + (self.width - AXIS_WIDTH - 4) * day / max(self.saw.days - 1, 1)

    def y(self, days: float) -> float:
        return FOOT + PLOT_HEIGHT * days / self.top

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        self.draw_grid(canvas)
        self.draw_months(canvas)
        self.draw_teeth(canvas)
        self.draw_contact_labels(canvas)
        self.draw_limit_label(canvas)
        self.draw_peak(canvas)
        canvas.restoreState()

    def draw_grid(self, canvas: Canvas) -> None:
        left, right = AXIS_WIDTH, self.width - 4
        limit = self.saw.limit
        if limit:
            canvas.setFillColor(JADE_SOFT)
            canvas.rect(left, FOOT, right - left, self.y(limit.days) - FOOT, stroke=0, fill=1)
        for days in range(0, self.top + 1, self.step):
            canvas.setStrokeColor(RULE if days == 0 else GRID)
            canvas.setLineWidth(0.6 if days == 0 else 0.5)
            canvas.line(left, self.y(days), right, self.y(days))
            draw_line(canvas, str(days), LABEL.on_the_right(), left - 5, self.y(days) - 2.4)
        if limit:
            canvas.setStrokeColor(AMBER)
            canvas.setLineWidth(0.9)
            canvas.setDash(3, 2)
            canvas.line(left, self.y(limit.days), right, self.y(limit.days))
            canvas.setDash()

    def draw_months(self, canvas: Canvas) -> None:
        """Months as ticks below the labels; of a long period only as many as have room."""
        canvas.setStrokeColor(HAIR)
        canvas.setLineWidth(0.6)
        free = 0.0
        for month in self.saw.months:
            x = self.x(month.day)
            if x < free or x + 4 + width_of_line(month.label, LABEL) > self.width:
                continue
            canvas.line(x, FOOT - 15, x, FOOT - 21)
            free = x + 4 + draw_line(canvas, month.label, LABEL.inked(INK_3), x + 4, FOOT - 20.5) + 8

    def draw_teeth(self, canvas: Canvas) -> None:
        canvas.setStrokeColor(JADE)
        canvas.setLineWidth(1.2)
        canvas.setLineJoin(1)
        for tooth in self.saw.teeth():
            path = canvas.beginPath()
            path.moveTo(self.x(tooth.day), self.y(tooth.silence))
            path.lineTo(self.x(tooth.until), self.y(tooth.grown))
            if tooth.ends_in_contact:
                path.lineTo(self.x(tooth.until), self.y(0))
            canvas.drawPath(path)
        canvas.setFillColor(JADE)
        radius = 2.1 if len(self.saw.contacts) <= NO_LABELS_ABOVE else 1.3
        for contact in self.saw.contacts:
            canvas.circle(self.x(contact.day), self.y(0), radius, stroke=0, fill=1)

    def draw_contact_labels(self, canvas: Canvas) -> None:
        """Words under the dots, moved a little where they would touch; none at all where there would be a crowd."""
        if len(self.saw.contacts) > NO_LABELS_ABOVE:
            return
        free = 0.0
        for wanted, label, width in self.placed(self.saw.contacts):
            x = max(wanted, free)
            if x <= MOVED + wanted and x + width <= self.width:
                draw_line(canvas, label, LABEL.inked(INK), x, FOOT - 9.5)
                free = x + width + 5

    def placed(self, contacts: Sequence[At]) -> Iterator[tuple[float, str, float]]:
        for contact in contacts:
            width = width_of_line(contact.label, LABEL)
            x = self.x(contact.day) - width / 2
            yield min(max(x, AXIS_WIDTH), self.width - width), contact.label, width

    def draw_limit_label(self, canvas: Canvas) -> None:
        """The limit is named on its line, at the end where the saw is lower."""
        limit = self.saw.limit
        if not limit:
            return
        width = width_of_line(limit.label, LABEL)
        ends = self.saw.days * (width + 10) / (self.width - AXIS_WIDTH)
        crossed = self.highest(0, ends) > limit.days * 0.95 > self.highest(self.saw.days - ends, self.saw.days)
        x = self.width - 6 - width if crossed else AXIS_WIDTH + 3
        draw_line(canvas, limit.label, LABEL.inked(AMBER), x, self.y(limit.days) + 3)

    def highest(self, first: float, last: float) -> float:
        """The longest silence that the saw shows between two days."""
        return max(
            (
                tooth.silence + min(tooth.until, last) - tooth.day
                for tooth in self.saw.teeth()
                if tooth.day <= last and tooth.until >= first
            ),
            default=0,
        )

    def draw_peak(self, canvas: Canvas) -> None:
        """The longest silence, with its word, where it ran over the limit."""
        peak = self.saw.peak
        if not (peak and self.saw.peak_label):
            return
        x, y = self.x(peak.until), self.y(peak.grown)
        canvas.setStrokeColor(AMBER)
        canvas.setFillColor("#FFFFFF")
        canvas.setLineWidth(1.4)
        canvas.circle(x, y, 2.9, stroke=1, fill=1)
        style = LABEL.inked(AMBER, SEMIBOLD)
        width = width_of_line(self.saw.peak_label, style)
        beside = x + 6 if x + 6 + width <= self.width else x - 6 - width
        above_limit = self.y(self.saw.limit.days) + 3 if self.saw.limit else 0
        draw_line(canvas, self.saw.peak_label, style, beside, max(y - 2.4, above_limit))
