"""How a file was read is kept under a name, for files of the same shape."""

from collections.abc import Callable

from ui.kit.buttons import PRIMARY, Button
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.panels import Across
from ui.kit.popover import Popover

Keep = Callable[[str], None]
WIDE = 320


class KeepAsTemplate(Popover):
    """Asks for the name. Enter or the button keeps."""

    enter_closes = False

    def __init__(self, opener: Button, proposed: str, keep: Keep) -> None:
        super().__init__(opener, "import.keep-template", width=WIDE)
        self.keep = keep
        self.field = LineField("import.template-name")
        self.field.put_value(proposed)
        self.button = Button("import.keep", kind=PRIMARY)
        self.button.clicked.connect(self.take)
        self.field.returnPressed.connect(self.take)
        row = Across(gap=8)
        row.addWidget(self.field, 1)
        row.take(self.button)
        self.column.take(Label("import.template-why", 12, tint="text-2", wrap=True), 4)
        self.column.addLayout(row)

    def first_focus(self) -> LineField:
        return self.field

    def take(self) -> None:
        if name := self.field.text().strip():
            self.close_popover()
            self.keep(name)
