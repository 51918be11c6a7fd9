"""A bar of progress in a cell of a table, with a mark where the time stands."""

from fractions import Fraction

from reportlab.platypus.flowables import Flowable

from crm.documents.look import HAIR, INK, JADE

HEIGHT, THICK, MARK = 12.0, 4.0, 10.0


class Progress(Flowable):
    """`share` of the way, drawn from 0 to 1; `gone` of the time, None without a mark."""

    def __init__(self, share: Fraction, gone: Fraction | None = None) -> None:
        super().__init__()
        self.share, self.gone = min(max(share, Fraction(0)), Fraction(1)), gone

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 reportlab's names
        self.width, self.height = availWidth, HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        canvas, below = self.canv, (HEIGHT - THICK) / 2
        canvas.setFillColor(HAIR)
        canvas.rect(0, below, self.width, THICK, stroke=0, fill=1)
        canvas.setFillColor(JADE)
        canvas.rect(0, below, self.width * float(self.share), THICK, stroke=0, fill=1)
        if self.gone is not None:
            at = self.width * float(self.gone)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(1)
            canvas.line(at, (HEIGHT - MARK) / 2, at, (HEIGHT + MARK) / 2)
