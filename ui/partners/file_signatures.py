"""What the signatures of a PDF that is kept are worth, below its line: looked at off the window's thread."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm.partners.queries import AttachmentBytes
from crm.values import Problem, Refused, WorldFault
from crm.values.enums import Language
from crm.values.ids import AttachmentId
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, clear
from ui.kit.room import Desk

if TYPE_CHECKING:
    from crm.documents.signatures import SignatureFinding

SIGNED = b"/ByteRange"
"""In every signed PDF, and never compressed: what is without it bears no signature and needs no look."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence on one signature, or why it cannot be told; its icon and the colour of that."""

    words: Text
    icon: str
    tint: str


class Verdicts(QObject):
    """Of the files of one pane, each looked at once for as long as the pane lives: kept bytes never change."""

    def __init__(self, desk: Desk, pane: QObject) -> None:
        super().__init__(pane)
        self.desk = desk
        self.parts: dict[int, SignedFile] = {}
        self.known: dict[int, tuple[object, ...]] = {}

    def below(self, line: QWidget, key: int, name: str) -> QWidget:
        """The line itself, or for a PDF the line with what its signatures are worth below it."""
        if not name.lower().endswith(".pdf"):
            return line
        part = SignedFile(line)
        part.setFocusProxy(line)
        self.parts[key] = part
        if key in self.known:
            part.show_found(self.known[key])
        else:
            book, now = self.desk.book, self.desk.book.clock.now()
            self.desk.worker.work(self, lambda: found_in(book, key, now), lambda found: self.keep(key, found), str(key))
        return part

    def keep(self, key: int, found: tuple[object, ...]) -> None:
        """Another partner may be shown by now: then it waits until that file is shown again."""
        self.known[key] = found
        if isValid(self.parts[key]):
            self.parts[key].show_found(found)


class SignedFile(QWidget):
    def __init__(self, line: QWidget) -> None:
        super().__init__()
        self.verdicts: tuple[Verdict, ...] = ()
        self.below = QWidget()
        self.body = Down(self.below, margins=(28, 0, 8, 4), gap=2)
        Down(self).take(line, self.below)
        self.below.hide()

    def show_found(self, found: tuple[object, ...]) -> None:
        self.verdicts = tuple(verdict_of(one) for one in found)
        clear(self.body)
        for verdict in self.verdicts:
            row = QWidget()
            across = Across(row, gap=6)
            across.addWidget(IconMark(verdict.icon, verdict.tint), 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(Label(verdict.words, 12, tint="text-2", wrap=True), 1)
            self.body.addWidget(row)
        self.below.setVisible(bool(self.verdicts))


def found_in(book: Any, key: int, now: datetime) -> tuple[object, ...]:
    """For a worker. Findings, or the one Problem that says why there are none; nothing where no signature is."""
    from crm.documents.signatures import verify_signatures

    try:
        content = bytes(book.query(AttachmentBytes(AttachmentId(key)))[1])
        return verify_signatures(content, now) if SIGNED in content else ()
    except Refused as refusal:
        return refusal.problems
    except WorldFault as fault:
        return (fault.problem,)


def verdict_of(found: object) -> Verdict:
    if isinstance(found, Problem):
        return Verdict(found, "circle-help", "text-3")
    return verdict_on(found)  # type: ignore[arg-type]  # a finding


def verdict_on(found: "SignatureFinding") -> Verdict:
    from crm.documents.signatures import Cover, sentences

    mark = " " if look.language is Language.ENGLISH else ""
    words = Plain(mark.join(look.say(said) for said in sentences(found)))
    if not found.intact or found.cover is Cover.CHANGED:
        return Verdict(words, "circle-x", "red")
    return Verdict(words, "shield-check", "green") if found.is_good else Verdict(words, "triangle-alert", "amber")
