"""What the version that is read changes: terms from what to what, and clauses added, removed, changed or moved."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.agreements.drafting.comparison import ComparedValue, compared_terms
from crm.agreements.drafting.laid_changes import ClauseChange
from crm.values import Message
from crm.values.enums import Choice
from ui.agreements.shown import Shown
from ui.agreements.side_sections import PromiseLine
from ui.kit.look import look
from ui.partners.lines import WordsLine
from ui.partners.section import Section
from ui.partners.wording import day_text, in_language

TONES = {"added": "green", "removed": "red", "changed": "accent", "moved": "neutral"}


class ChangesSection(Section):
    """`change_asked` tells the line of a clause, which may stand in the version before alone."""

    change_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("agreements.changes", "")

    def show_record(self, shown: Shown) -> None:
        changed = [change for change in shown.changes if change.how]
        terms = compared_terms(shown.before.terms, shown.version.terms) if shown.before is not None else ()
        self.setVisible(bool(changed or terms))
        self.heading.show_count(len(changed) + len(terms) or None)
        key = (changed, terms, shown.places, look.language, look.percent)
        self.show_rows(key, lambda: [*map(term_line, terms), *(self.line(shown, change) for change in changed)])

    def line(self, shown: Shown, change: ClauseChange) -> QWidget:
        clause = change.compared.now or change.compared.was
        assert clause is not None, "a clause stands in one version at least"
        heading = in_language(clause.heading_en, clause.heading_zh) or clause.heading_en or clause.heading_zh
        words = f"{shown.number(change.line)}  {heading}".strip()
        line = PromiseLine(words, "", (look.say(f"agreements.change-{change.how}"), TONES[change.how]), "")
        line.clicked.connect(lambda: self.change_asked.emit(change.line))
        return line


def term_line(value: ComparedValue) -> QWidget:
    values = {"was": said(value.was), "now": said(value.now)}
    return WordsLine(look.say(f"field.{value.name}"), "", look.say(Message("agreements.change-from", values)))


def said(value: object) -> str:
    if value in (None, "", ()):
        return look.say("agreements.change-nothing")
    if isinstance(value, date):
        return day_text(value, "medium")
    if isinstance(value, Choice):
        return look.say(value)
    if isinstance(value, bool):
        return look.say("yes" if value else "no")
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
