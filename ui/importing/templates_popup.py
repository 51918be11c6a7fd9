"""The import templates of the book: renamed in place, removed by one click that Ctrl+Z takes back."""

from PySide6.QtWidgets import QWidget

from crm.acts.importing.kept import ImportTemplateRow, ImportTemplates
from crm.acts.importing.templates import RemoveImportTemplate, RenameImportTemplate
from crm.values import Message
from ui.kit.buttons import IconButton
from ui.kit.fields import LineField
from ui.kit.labels import Label
from ui.kit.look import Plain, look
from ui.kit.panels import Across, Down, Scroller, clear
from ui.kit.popover import Popover
from ui.kit.room import Desk

WIDE, ROW, MOST_ROWS = 320, 32, 8


class TemplatesPopup(Popover):
    enter_closes = False

    def __init__(self, opener: QWidget, desk: Desk) -> None:
        super().__init__(opener, "import.templates", width=WIDE)
        self.desk = desk
        self.rows: dict[int, tuple[LineField, IconButton]] = {}
        self.note = Label("", 12, tint="text-2", wrap=True)
        self.list = QWidget()
        self.down = Down(self.list)
        self.scroller = Scroller(self.list, "raised")
        self.problem = Label("", 12, tint="red", wrap=True)
        self.problem.hide()
        self.column.take(Label("import.templates", 12, 600, "text-2"), self.note, self.scroller, self.problem)
        self.show_templates()

    def first_focus(self) -> QWidget:
        return next((field for field, _ in self.rows.values()), self)

    def show_templates(self) -> None:
        found = self.desk.book.query(ImportTemplates())
        self.rows.clear()
        clear(self.down)
        self.note.say("import.templates-why" if found else "import.templates-none")
        for template in found:
            self.down.take(self.line(template))
        self.down.addStretch(1)
        self.scroller.setVisible(bool(found))
        self.scroller.setFixedHeight(look.px(ROW) * min(len(found), MOST_ROWS))
        if self.isVisible():
            self.refit()

    def line(self, template: ImportTemplateRow) -> QWidget:
        field = LineField(Message("import.template-named", {"name": template.name}), small=True)
        field.put_value(template.name)
        field.committed.connect(lambda text: self.rename(template, field, text))
        remove = IconButton("trash-2", Message("import.template-remove", {"name": template.name}), side=24)
        remove.clicked.connect(lambda: self.remove(template))
        self.rows[template.id] = field, remove
        row = QWidget()
        across = Across(row, margins=(0, 2, 4, 2), gap=4)
        across.addWidget(field, 1)
        across.take(remove)
        return row

    def rename(self, template: ImportTemplateRow, field: LineField, text: str) -> None:
        """What cannot be its name is said beside it; the old one stays."""
        command = RenameImportTemplate(template.id, text)
        problems = self.desk.book.check(command) if text.strip() != template.name else []
        sentence = look.say(problems[0]) if problems else ""
        field.show_problem(sentence)
        self.problem.say(Plain(sentence))
        self.problem.setVisible(bool(sentence))
        if sentence:
            self.refit()
        elif text.strip() != template.name:
            said = Message("import.template-renamed", {"name": text.strip()})
            if self.desk.execute(command, toast=said) is not None:
                self.show_templates()

    def remove(self, template: ImportTemplateRow) -> None:
        said = Message("import.template-removed", {"name": template.name})
        if self.desk.execute(RemoveImportTemplate(template.id), toast=said) is not None:
            self.show_templates()
