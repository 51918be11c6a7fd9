"""Rows of a form: label, field, and the sentence of what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.values import Problem
from ui.kit.labels import Label
from ui.kit.look import Text, follow, look
from ui.kit.panels import Across, Down


class FormRow(QWidget):
    """A label, its field, and below, in red, what is wrong with it."""

    def __init__(self, label: Text, field: QWidget, *, label_width: int = 96, below: bool = False) -> None:
        super().__init__()
        self.field = field
        self.label_width = label_width
        self.label = Label(label, tint="text-3")
        self.sentence = Label("", 12, tint="red", wrap=True)
        self.sentence.hide()
        right = Down(gap=4)
        shrinks = field.sizePolicy().horizontalPolicy() in (QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        right.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft if shrinks else Qt.AlignmentFlag(0))
        right.addWidget(self.sentence)
        if below:
            Down(self, gap=4).take(self.label, right)
        else:
            row = Across(self, gap=8)
            row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(right, 1)
            follow(self.rescale)

    def rescale(self) -> None:
        self.label.setFixedWidth(look.px(self.label_width))
        self.label.setFixedHeight(look.line(13) if isinstance(self.field, Label) else look.px(28))

    def show_problem(self, problem: Problem | None) -> None:
        """The sentence, or nothing wrong any more."""
        self.sentence.say(problem or "")
        self.sentence.setVisible(problem is not None)
        show = getattr(self.field, "show_problem", None)
        if show is not None:
            show(look.say(problem) if problem else "")
