"""Waiting: still bars after 150 ms; for long work what, how far, how long, and a Cancel that works."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.buttons import Button
from ui.kit.jobs import Job, Progress
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across, Down

PATIENCE = 150
SHARES = (0.72, 0.54, 0.66, 0.48)


class LoadingBars(QWidget):
    """Nothing for 150 ms, then bars that do not move."""

    def __init__(self, rows: int = 4) -> None:
        super().__init__()
        self.rows = rows
        self.patient = QTimer(self)
        self.patient.setSingleShot(True)
        self.patient.setInterval(PATIENCE)
        self.patient.timeout.connect(self.update)
        self.hide()

    def wait(self) -> None:
        self.patient.start()
        self.show()

    def arrived(self) -> None:
        self.patient.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.patient.isActive():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("selected-quiet"))
        side, step, left = look.px(16), look.px(28), look.px(16)
        for row in range(self.rows):
            top = look.px(12) + row * step
            painter.drawRoundedRect(QRect(left, top, side, side), look.px(4), look.px(4))
            width = round((self.width() - 3 * left - side) * SHARES[row % len(SHARES)])
            bar = QRect(left + side + look.px(8), top + (side - look.px(6)) // 2, width, look.px(6))
            painter.drawRoundedRect(bar, look.px(3), look.px(3))


class ProgressBar(QWidget):
    """4 px; without a known total it shows the same bar at a third."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.rescale)

    def rescale(self) -> None:
        self.setFixedHeight(look.px(4))

    def show_share(self, share: float) -> None:
        self.share = max(0.0, min(1.0, share))
        self.setAccessibleDescription(f"{self.share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box, radius = QRectF(self.rect()), self.height() / 2
        painter.setBrush(look.color("pressed"))
        painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(QRectF(0, 0, box.width() * self.share, box.height()), radius, radius)


class LongWork(QWidget):
    """Watches a job: shows its words, the time that is left, and a bar. Hides when the job ended."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.job: Job | None = None
        self.words = Label("")
        self.left_over = Label("", 12, tint="text-3")
        self.cancel = Button("kit.cancel")
        self.bar = ProgressBar()
        self.bar.setAccessibleName("progress")
        self.cancel.clicked.connect(self.stop)
        top = Across(gap=8)
        top.addWidget(self.words, 1)
        top.take(self.left_over, self.cancel)
        Down(self, margins=(12, 8, 12, 12), gap=8).take(top, self.bar)
        self.hide()

    def watch(self, job: Job, text: Text) -> None:
        """Shows the job and starts it."""
        self.job = job
        self.words.say(text)
        self.left_over.say("")
        self.cancel.allow(True)
        self.bar.show_share(0)
        job.advanced.connect(self.show_progress)
        for end in (job.done, job.stopped, job.refused, job.broken):
            end.connect(lambda *_: self.finish(job))
        self.show()
        job.start()

    def show_progress(self, progress: Progress) -> None:
        self.words.say(progress.text)
        self.bar.show_share(progress.done / progress.total if progress.total else 0.33)
        seconds = self.job.seconds_left(progress) if self.job is not None else None
        if seconds is None:
            self.left_over.say("")
        else:
            self.left_over.say("kit.seconds-left", n=seconds)

    def stop(self) -> None:
        if self.job is not None:
            self.cancel.allow(False, "kit.stopping")
            self.job.cancel()

    def finish(self, job: Job) -> None:
        """One that was watched before, and ended late, is no news."""
        if job is not self.job:
            return
        self.hide()
        self.job = None
        self.ended.emit()
