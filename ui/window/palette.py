"""Find or do (Ctrl+K): actions, partners, contacts and meetings, by any part of a name, pinyin or initials."""

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.agreements.asking import is_question
from crm.values import Message
from ui.kit.chips import Tag
from ui.kit.fields import LineField
from ui.kit.keycaps import KeyCaps
from ui.kit.labels import Label
from ui.kit.look import Plain, follow, look
from ui.kit.marks import IconMark
from ui.kit.panels import Across, Down, Hairline, Panel
from ui.window.hit_list import HitList, Line
from ui.window.hits import DEEDS, Found, Hit, Piece, action_hit, found_in, matching, name_hit, text_hit
from ui.window.overlay import Overlay
from ui.window.reaching import Target, reach

if TYPE_CHECKING:
    from ui.window.office import Office

WIDE, TOP, LIST_TALL = 592, 96, 440
FRAME_TALL, EMPTY_TALL = 92, 56
ONLY_ACTIONS = (">", "＞")
ALL, MAY_WE = "all-results", "may-we"


class PaletteField(LineField):
    """Hands what moves the list to the palette; waits for the commit of what is being composed."""

    def __init__(self, palette: "PaletteSheet") -> None:
        super().__init__("window.find", "window.find-hint")
        self.palette_sheet = palette
        self.setProperty("bare", True)
        self.commits.rest.setInterval(24 * 3600 * 1000)

    def refresh(self) -> None:
        super().refresh()
        self.setFont(look.font(15))
        self.setFixedHeight(look.px(36))
        self.setTextMargins(0, 0, 0, 0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if not self.composing:
            self.palette_sheet.look_for()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.belongs_to_composition(event):
            event.accept()
        elif not self.palette_sheet.take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt asks here before it hands over a Tab: there is nothing else to go to but the page of all results."""
        return not self.composing and self.palette_sheet.show_all()


class PaletteSheet(QWidget):
    def __init__(self, office: "Office") -> None:
        super().__init__()
        self.office = office
        self.field = PaletteField(self)
        self.hits = HitList()
        self.form = Tag("")
        self.figures = Label("", 12, tint="text-3", right=True)
        self.asked_at = 0.0
        self.nothing_row = QWidget()
        Across(self.nothing_row, margins=(18, 12, 18, 12)).take(Label("window.nothing-found", tint="text-3"))
        self.lay_out()
        self.field.textEdited.connect(lambda _text: self.look_for())
        self.hits.taken.connect(self.open_hit)
        follow(self.rescale)

    def lay_out(self) -> None:
        head = Across(margins=(20, 8, 18, 8), gap=12).take(IconMark("search", "text-2", 20))
        head.addWidget(self.field, 1)
        head.addWidget(self.form)
        foot = Panel("sunken", lines="top")
        keys = Across(foot, margins=(18, 8, 18, 8), gap=6)
        for caps, code in (
            (("↑", "↓"), "window.key-move"),
            (("↵",), "window.key-open"),
            (("Tab",), "window.key-all"),
            ((">",), "window.key-actions"),
        ):
            keys.take(KeyCaps(caps), Label(code, 12, tint="text-3"), 6)
        keys.addStretch(1)
        keys.addWidget(self.figures)
        column = Down(self).take(head, Hairline())
        column.addWidget(self.hits, 1)
        column.take(self.nothing_row, foot)
        self.nothing_row.hide()
        self.form.hide()

    def rescale(self) -> None:
        self.hits.setMinimumHeight(look.px(36))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def begin(self, text: str = "") -> None:
        self.field.put_value(text)
        self.look_for()

    def look_for(self) -> None:
        """Actions at once; names and minutes when the worker answers."""
        if self.field.composing:
            return
        text = self.field.text()
        self.asked_at = perf_counter()
        self.form.hide()
        if text.startswith(ONLY_ACTIONS) or not text.strip():
            self.office.worker.forget(self, "palette")
            wanted = text.lstrip("".join(ONLY_ACTIONS)).strip()
            self.show_lines(self.deeds(wanted, limit=40), text)
            return
        book = self.office.book
        self.office.worker.work(self, lambda: found_in(book, text), self.show_found, "palette")

    def show_found(self, found: Found) -> None:
        text = self.field.text()
        lines: list[Line] = [may_we(text)] if is_question(text) else []
        for kind, heading in (("partner", "window.group-partners"), ("contact", "window.group-contacts")):
            rows = [name_hit(hit, found, text) for hit in found.names if hit.kind == kind]
            lines += [look.say(heading), *rows] if rows else []
        texts = [text_hit(hit, text) for hit in found.texts]
        lines += [look.say("window.group-texts"), *texts] if texts else []
        lines += [all_results(text)] if rows_of_book(lines) else []
        lines += self.about_first(found)
        lines += self.deeds(text, limit=DEEDS)
        forms = {hit.form for hit in found.names}
        if forms and forms <= {"pinyin", "initials"}:
            self.form.say("window.by-initials" if "initials" in forms else "window.by-pinyin")
            self.form.show()
        self.show_lines(lines, text)

    def about_first(self, found: Found) -> list[Line]:
        """What can be done with the first partner that was found."""
        first = next((hit for hit in found.names if hit.kind == "partner"), None)
        if first is None:
            return []
        name = first.title_zh if look.language.value == "zh" else first.title_en
        heading = look.say(Message("window.do-with", {"name": name}))
        lines: list[Line] = [heading]
        for action, kind, label in (
            ("log-meeting", "log-with", "window.log"),
            ("open-reports", "report-of", "window.report-of"),
        ):
            known = self.office.registry.known.get(action)
            if known is not None:
                keys = known.keys[0] if kind == "log-with" else ""
                lines.append(Hit(kind, first.record_id, (Piece(look.say(label)),), icon=known.icon, keys=keys))
        return lines if len(lines) > 1 else []

    def deeds(self, wanted: str, limit: int) -> list[Line]:
        found = matching(self.office.registry.offered(), wanted)[:limit]
        rows: list[Line] = [action_hit(action, wanted) for action in found]
        return [look.say("window.group-actions"), *rows] if rows else []

    def show_lines(self, lines: list[Line], text: str) -> None:
        self.hits.show_lines(lines)
        count = sum(isinstance(line, Hit) for line in lines)
        self.nothing_row.setVisible(not count)
        self.hits.setVisible(bool(count))
        self.office.finder.fit(self.hits.height_of_lines() if count else EMPTY_TALL)
        spent = round((perf_counter() - self.asked_at) * 1000)
        self.figures.say(Message("window.hits", {"n": count, "spent": spent}) if text.strip() else Plain(""))

    def take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.hits.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.show_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.office.worker.settle()
            self.hits.take(self.hits.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.office.finder.close_sheet()
        else:
            return False
        return True

    def open_hit(self, hit: Hit) -> None:
        self.office.finder.close_sheet()
        if hit.kind == "action":
            self.office.registry.run(hit.key)
        elif hit.kind == "log-with":
            self.office.open_log(partner_id=hit.key)
        elif hit.kind == "report-of":
            self.office.go("reports", "partner", hit.key)
        elif hit.kind == MAY_WE:
            self.office.ask_agreements(hit.key)
        elif hit.kind == ALL:
            self.office.open_results(hit.key)
        else:
            reach(self.office.desk, hit.target or Target(hit.kind, hit.key))

    def show_all(self) -> bool:
        """The page of everything that holds what was typed; nothing typed, nothing to show."""
        text = self.field.text().strip()
        if not text or text.startswith(ONLY_ACTIONS):
            return False
        self.office.finder.close_sheet()
        self.office.open_results(text)
        return True


def rows_of_book(lines: list[Line]) -> bool:
    return any(isinstance(line, Hit) and line.kind != MAY_WE for line in lines)


def may_we(text: str) -> Hit:
    """A question of what may be done with data is put to the agreements."""
    label = look.say(Message("rights.ask-agreements", {"text": text.strip()}))
    return Hit(MAY_WE, text.strip(), (Piece(label),), icon="scale")


def all_results(text: str) -> Hit:
    label = look.say(Message("window.all-results", {"text": text.strip()}))
    return Hit(ALL, text.strip(), (Piece(label),), icon="search", keys="Shift+Return")


class Palette(Overlay):
    def __init__(self, office: "Office") -> None:
        self.palette_sheet = PaletteSheet(office)
        super().__init__(office, self.palette_sheet, WIDE, LIST_TALL + FRAME_TALL, TOP)

    def fit(self, tall: int) -> None:
        """As tall as what was found, up to a list that scrolls."""
        self.tall = min(tall, LIST_TALL) + FRAME_TALL
        self.place()

    def open_palette(self, text: str = "") -> None:
        self.open_sheet()
        self.palette_sheet.begin(text)
