"""The one place that reports. Faults of the world are a sentence; ours offer a report to copy, without any values."""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from crm.values import Refused, WorldFault


class Reporter(QObject):
    """Hears every exception that nobody caught, on any thread, and tells the window on its own."""

    refused = Signal(object)
    """A tuple of Problems."""

    broken = Signal(str)
    """The report of a fault of ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.before: Callable[..., object] = sys.excepthook
        sys.excepthook = self.hear
        threading.excepthook = lambda told: self.hear(told.exc_type, told.exc_value, told.exc_traceback)

    def hear(self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(fault, Refused):
            self.refused.emit(fault.problems)
        elif isinstance(fault, WorldFault):
            self.refused.emit((fault.problem,))
        elif issubclass(kind, KeyboardInterrupt):
            self.before(kind, fault, trace)
        else:
            print(report(kind, trace), file=sys.stderr)
            self.broken.emit(report(kind, trace))

    def stop(self) -> None:
        sys.excepthook = self.before
        threading.excepthook = threading.__excepthook__


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it broke, line by line, and nothing that a person typed: no message of the exception, no values."""
    frames = traceback.extract_tb(trace)
    lines = [f"{short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    head = [f"Liaison, {kind.__module__}.{kind.__qualname__}"]
    tail = [f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.machine()}"]
    return "\n".join(head + lines + tail)


def short(path: str) -> str:
    """From the program's own folder on: the folders above may carry a person's name."""
    parts = path.replace("\\", "/").split("/")
    for root in ("ui", "crm", "PySide6"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1]
