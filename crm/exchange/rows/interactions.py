"""The interaction of a row: when, how, what was said, who was there, what is to be done."""

import re
from datetime import date, timedelta

from crm.acts.importing.drafts import InteractionDraft
from crm.exchange.rows.cells import RowCells
from crm.exchange.rows.checking import checked_values
from crm.values.days import DayOrder, day_of
from crm.values.enums import InteractionKind

ACTION_BETWEEN = re.compile(r"[;；\n]+")
DUE = re.compile(
    r"(?P<text>.+?)[\s,，(（\[]*(?:due|by|until|截止日期|截止|截至|期限|于)\s*[:：]?\s*(?P<day>\d[^()（）]*?)(?:前|之前)?[)）\]]?\s*",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?P<text>.+?)[\s,，(（\[]+(?P<day>\d{4}[-/.年][^()（）]*?)(?:前|之前)?[)）\]]?\s*")
LONGEST_ACTION = 1000
LONGEST_TITLE = 80


def interaction_draft(cells: RowCells, today: date) -> InteractionDraft | None:
    """None where the day is missing or wrong: the problem stands with the cells."""
    held_on = cells.day("interaction.held_on")
    if held_on is None:
        if not any(problem.field == "interaction.held_on" for problem in cells.problems):
            cells.refuse("field-required", "interaction.held_on")
        return None
    if held_on > today + timedelta(1):
        cells.refuse("day-in-future", "interaction.held_on", on=held_on)
    notes = cells.text("interaction.notes")
    values: dict[str, object] = {
        "held_on": held_on,
        "kind": cells.word("interaction.kind", InteractionKind) or InteractionKind.MEETING,
        "title": cells.line("interaction.title") or first_words(notes),
        "notes": notes,
    }
    for field in ("starts_at", "place"):
        if text := cells.line(f"interaction.{field}"):
            values[field] = text.zfill(5) if field == "starts_at" and text[1:2] == ":" else text
    people = cells.several("interaction.people")
    kept = checked_values("InteractionFields", "interaction", values, cells)
    return InteractionDraft(kept, people, actions_of(cells))


def first_words(notes: str) -> str:
    """The first line of the notes, as the log names a meeting that has no title."""
    from crm.communication.notes import Names, title_of

    return title_of(notes, Names())[:LONGEST_TITLE] if notes else ""


def actions_of(cells: RowCells) -> list[tuple[str, date | None]]:
    """`Send the price list due 2026-10-09; 寄样品（2026年10月12日前）`: two texts with their days."""
    actions: list[tuple[str, date | None]] = []
    for part in ACTION_BETWEEN.split(cells.text("interaction.actions")):
        text = " ".join(part.split())
        if not text:
            continue
        if len(text) > LONGEST_ACTION:
            cells.refuse("field-too-long", "interaction.actions", most=LONGEST_ACTION)
        actions.append(with_day(text))
    return actions


def with_day(text: str) -> tuple[str, date | None]:
    """A text whose day cannot be read keeps it in its words."""
    for pattern in (DUE, BEFORE):
        if match := pattern.fullmatch(text):
            found = day_of(match["day"].strip(), DayOrder.UNKNOWN)
            if isinstance(found, date):
                return match["text"].strip(), found
    return text, None
