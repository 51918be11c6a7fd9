"""What the clipboard holds for a paragraph that is written: words that go in as they are, or text of many parts."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from crm.agreements.commands.text import LONGEST_PARAGRAPH
from crm.agreements.drafting.pasting import PastedClause, pasted_html, pasted_text, refuse_large
from crm.values import Problem, Refused
from crm.values.enums import ParagraphKind


def clauses_of(source: QMimeData) -> tuple[PastedClause, ...]:
    """Of the HTML of a word processor, else of the plain text. Raises Refused `paste-too-large`."""
    refuse_large(source.text())
    return pasted_html(source.html()) if source.hasHtml() else pasted_text(source.text())


def refuse_long(words: str, beside: int) -> None:
    """Raises Refused `field-too-long`: what no paragraph holds is not laid out first, which may take minutes."""
    if len(words) + beside > LONGEST_PARAGRAPH:
        values = {"field": ParagraphKind.TEXT, "most": LONGEST_PARAGRAPH, "given": ""}
        raise Refused(Problem("field-too-long", values=values))


def as_words(clauses: Sequence[PastedClause], source: QMimeData) -> str | None:
    """An ordinary paste: one line, or one paragraph with its bold words; None where it has parts."""
    text = source.text()
    if not source.hasHtml() and "\n" not in text.strip():
        return text
    if not clauses:
        return ""
    first = clauses[0]
    whole = len(clauses) == 1 and not first.heading and len(first.paragraphs) == 1
    return first.paragraphs[0].text if whole and first.paragraphs[0].kind is ParagraphKind.TEXT else None


def in_table(clauses: Sequence[PastedClause]) -> str:
    """Into a table go rows of cells; of anything else its lines, without a bar that would part a cell."""
    lines: list[str] = []
    for clause in clauses:
        lines += [clause.heading] if clause.heading else []
        for row in clause.paragraphs:
            lines.append(row.text if row.kind is ParagraphKind.TABLE else row.text.replace("|", "｜"))
    return "\n".join(lines)
