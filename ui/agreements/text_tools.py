"""What may be done to the text of a draft: bold, list, table, another paragraph, a placeholder; and text or changes."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.agreements.drafting.placeholders import filled, label
from crm.agreements.library import suggestions
from crm.values.enums import ParagraphKind
from ui.agreements.shown import Shown
from ui.kit.buttons import IconButton
from ui.kit.look import Plain, look
from ui.kit.panels import Across
from ui.kit.segments import Segments
from ui.partners.wording import menu_of

TEXT, CHANGES = "text", "changes"
MOST = 40
VALUE_SHOWN = 32


class TextTools(QWidget):
    kind_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.bold = IconButton("bold", "agreements.bold", side=24)
        self.item = IconButton("list", "agreements.as-item", side=24)
        self.table = IconButton("table-2", "agreements.as-table", side=24)
        self.below = IconButton("plus", "agreements.add-paragraph", side=24)
        self.placeholder = IconButton("braces", "agreements.placeholder", side=24)
        self.mode = Segments([(TEXT, "agreements.mode-text"), (CHANGES, "agreements.mode-changes")], "agreements.mode")
        for button in (self.bold, self.item, self.table, self.placeholder):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # pressed, they leave the keyboard in the text
        self.item.setCheckable(True)
        self.table.setCheckable(True)
        Across(self, gap=4).take(self.bold, self.item, self.table, self.below, self.placeholder, self.mode)
        self.item.clicked.connect(lambda: self.kind_asked.emit(ParagraphKind.ITEM))
        self.table.clicked.connect(lambda: self.kind_asked.emit(ParagraphKind.TABLE))

    def show_for(self, can_write: bool, *, can_compare: bool) -> None:
        for button in (self.bold, self.item, self.table, self.below, self.placeholder):
            button.setVisible(can_write)
        self.mode.setVisible(can_compare)

    def show_kind(self, kind: ParagraphKind) -> None:
        self.item.setChecked(kind is ParagraphKind.ITEM)
        self.table.setChecked(kind is ParagraphKind.TABLE)

    def offer_placeholders(self, shown: Shown, take: Callable[[str], None]) -> None:
        """Those that the record or a person fills here first, then what texts usually leave open."""
        known = filled(shown.row, shown.version, shown.text, look.language)
        names = dict.fromkeys([*(name for name, words in known.items() if words), *suggestions()])
        entries = [
            (
                Plain(f"{label(name, look.language)}  {known.get(name, '')[:32]}".strip()),
                "",
                lambda name=name: take(name),
            )
            for name in list(names)[:MOST]
        ]
        menu_of(self, entries).popup(self.placeholder.mapToGlobal(self.placeholder.rect().bottomLeft()))


def entry_of(name: str, known: Mapping[str, str]) -> Plain:
    """What it is called, and what fills it now."""
    return Plain(f"{label(name, look.language)}  {known.get(name, '')[:VALUE_SHOWN]}".strip())
