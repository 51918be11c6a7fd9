"""Colours what is recognised while it is typed, line by line."""

from datetime import date

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from crm.communication.notes import Names, NotedDecision, Span, SpanKind, read_line
from ui.communication.places import to_units
from ui.kit.look import look

LONGEST_LINE = 20_000
"""Characters of a line that is still coloured at every key."""

LONGEST_TEXT = 50_000
"""Characters of a text that is coloured at all: 1 MB takes seconds, and the window waits for it."""

COLOURS = {
    SpanKind.PERSON: ("accent-text", "accent-soft"),
    SpanKind.PARTNER: ("accent-text", "accent-soft"),
    SpanKind.TAG: ("text-2", "selected-quiet"),
    SpanKind.DUE: ("amber", "amber-soft"),
    SpanKind.UNKNOWN: ("accent-text", ""),
    SpanKind.IMPOSSIBLE: ("red", "red-soft"),
    SpanKind.DECISION: ("text", ""),
    SpanKind.TASK: ("text", ""),
    SpanKind.INTERNAL: ("text-3", ""),
}
STRONG = (SpanKind.DECISION, SpanKind.TASK, SpanKind.INTERNAL)


class NotesHighlighter(QSyntaxHighlighter):
    """Needs the meeting's day and the known names; told of others, it colours anew."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.day = date.min
        self.names = Names()
        look.changed.connect(self.rehighlight)

    def use(self, day: date, names: Names) -> None:
        self.day, self.names = day, names
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if not text or len(text) > LONGEST_LINE or self.document().characterCount() > LONGEST_TEXT:
            return
        notes = read_line(text, self.day, self.names)
        for decision in notes.decisions:
            self.underline(text, decision)
        for span in notes.spans:
            self.colour(text, span)

    def underline(self, text: str, decision: NotedDecision) -> None:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(look.color("blue"))
        start, end = to_units(text, decision.start), to_units(text, decision.end)
        self.setFormat(start, end - start, form)

    def colour(self, text: str, span: Span) -> None:
        start, end = to_units(text, span.start), to_units(text, span.end)
        ink, ground = COLOURS[span.kind]
        form = QTextCharFormat(self.format(start))
        form.setForeground(look.color(ink))
        if ground:
            form.setBackground(look.color(ground))
        if span.kind in STRONG:
            form.setFontWeight(QFont.Weight.DemiBold)
        if span.kind is SpanKind.UNKNOWN:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setUnderlineColor(look.color("accent"))
        if span.kind is SpanKind.IMPOSSIBLE:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(look.color("red"))
        self.setFormat(start, end - start, form)
