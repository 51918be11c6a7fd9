"""Cycles are collected on the window's thread only.

Python's collector runs on whatever thread happens to allocate. On a worker's it would destroy widgets there, and Qt
ends the process ("Timers cannot be stopped from another thread", then a segmentation fault).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QTimer):
    """Takes the place of the automatic collector, by the same three thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.thresholds = gc.get_threshold()
        gc.disable()
        self.timeout.connect(self.collect_what_is_due)
        self.start(EVERY_MS)

    def collect_what_is_due(self) -> None:
        """The oldest generation whose count is over its threshold, and the younger ones with it."""
        counts = zip(gc.get_count(), self.thresholds, strict=True)
        due = [generation for generation, (made, limit) in enumerate(counts) if made > limit]
        if due:
            gc.collect(due[-1])
