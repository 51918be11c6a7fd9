"""Tags for everything that is chosen in the list."""

from collections.abc import Sequence

from crm.partners.commands import TagRecords
from crm.values import Message
from crm.values.ids import PartnerId
from ui.kit.buttons import IconButton
from ui.kit.labels import Label
from ui.kit.panels import Across, Panel
from ui.kit.pickers import PickField
from ui.kit.room import Desk
from ui.partners.bulk_lines import tags_like
from ui.partners.details import SEPARATORS


class TagBar(Panel):
    """Hidden until it is asked for; Enter tags, Esc puts it away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", lines="top bottom")
        self.desk = desk
        self.ids: tuple[PartnerId, ...] = ()
        self.words = Label("", tint="text-2")
        self.line = PickField(tags_like(desk), "partners.tags", "partners.tags-hint")
        self.cross = IconButton("x", "kit.put-away", side=24)
        across = Across(self, margins=(16, 6, 12, 6), gap=8).take(self.words)
        across.addWidget(self.line, 1)
        across.addWidget(self.cross)
        self.line.returnPressed.connect(self.tag)
        self.line.left.connect(self.hide)
        self.cross.clicked.connect(self.hide)
        self.hide()

    def begin(self, ids: Sequence[int]) -> None:
        self.ids = tuple(PartnerId(key) for key in ids)
        self.words.say("partners.tag-n", n=len(ids))
        self.line.put_value("")
        self.show()
        self.line.setFocus()

    def tag(self) -> None:
        names = tuple(word.strip() for word in SEPARATORS.split(self.line.text()) if word.strip())
        if not names or self.line.composing:
            return
        said = Message("partners.tagged", {"n": len(self.ids), "tags": names})
        if self.desk.execute(TagRecords(names, self.ids), toast=said) is not None:
            self.hide()
