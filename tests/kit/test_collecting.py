"""Widgets in a cycle die on the window's thread, whatever thread allocates."""

from threading import Thread

from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.collecting import Collector

ROWS = 200_000
"""Many times what the automatic collector lets pass before it runs."""


class Knotted(QWidget):
    def __init__(self, ends: list[bool]) -> None:
        super().__init__()
        self.itself = self
        home = QThread.currentThread()
        self.destroyed.connect(lambda: ends.append(QThread.currentThread() is home), Qt.ConnectionType.DirectConnection)


def test_a_widget_in_a_cycle_dies_on_the_windows_thread(app: QApplication) -> None:
    collector, *_ = app.findChildren(Collector)  # each start of the window in this process made one
    ends: list[bool] = []
    for _ in range(50):
        Knotted(ends)
    busy = Thread(target=lambda: [[number] for number in range(ROWS)])
    busy.start()
    busy.join()

    assert ends == []
    kept = [[number] for number in range(ROWS // 100)]
    collector.collect_what_is_due()
    assert (len(kept), ends) == (ROWS // 100, [True] * 50)
