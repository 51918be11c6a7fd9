"""Reads row after row by the mapping of the columns."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from crm.acts.importing.drafts import RowDraft
from crm.acts.importing.kinds import SheetKind
from crm.exchange.columns import Columns
from crm.exchange.columns.fields import own_field
from crm.exchange.rows.agreements import agreement_draft
from crm.exchange.rows.cells import RowCells, Words
from crm.exchange.rows.contacts import contact_draft
from crm.exchange.rows.interactions import interaction_draft
from crm.exchange.rows.partners import partner_draft
from crm.exchange.tables import Cell, Sheet
from crm.partners.custom_values import Linked, value_of
from crm.values import Problem
from crm.values.days import DayOrder, order_of
from crm.values.enums import CustomConcept, CustomKind

DAYS = (
    *("interaction.held_on", "partner.last_contact"),
    *("agreement.signed_on", "agreement.effective_on", "agreement.last_day"),
)

__all__ = ["RowReader", "Words"]


class RowReader:
    """Iterating gives a draft for each row of the sheet, the bad ones included."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        today: date,
        words: Words | None = None,
        order: DayOrder | None = None,
        linked: Linked | None = None,
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.today = today
        self.words = words or {}
        self.linked = linked
        self.own = [(own_field(row), row) for row in columns.own if columns.has(own_field(row))]
        self.places = {
            field: columns.of(field) for field in dict.fromkeys(column.field for column in columns.columns) if field
        }
        self.headers = {field: sheet.headers[places[0]] for field, places in self.places.items()}
        self.order: Mapping[str, DayOrder] = {
            field: order or order_of(cell for place in self.places[field] for cell in sheet.column(place))
            for field in (*DAYS, *(name for name, row in self.own if row.kind is CustomKind.DATE))
            if field in self.places
        }

    def __iter__(self) -> Iterator[RowDraft]:
        for number, row in zip(self.sheet.numbers, self.sheet.rows, strict=True):
            if number in self.sheet.bad:
                yield RowDraft(number, problems=[self.sheet.bad[number]])
                continue
            found = {field: tuple(unpacked(row[place]) for place in places) for field, places in self.places.items()}
            if self.columns.shape and all(cell == "" for cells in found.values() for cell in cells):
                yield RowDraft(number)  # LinkedIn exports members who hide themselves as a date alone
                continue
            yield self.draft(number, found)

    def draft(self, number: int, found: Mapping[str, tuple[Cell, ...]]) -> RowDraft:
        cells = RowCells(found, self.words, self.order, self.headers)
        draft = RowDraft(number)
        if self.columns.kind is SheetKind.AGREEMENTS:
            draft.agreement = agreement_draft(cells, self.today, self.sheet.file)
        else:
            self.draft_partner(cells, draft)
        draft.problems = [self.placed(number, problem) for problem in cells.problems]
        draft.warnings = cells.warnings
        return draft

    def draft_partner(self, cells: RowCells, draft: RowDraft) -> None:
        draft.partner = partner_draft(cells, self.today)
        if self.columns.kind is SheetKind.INTERACTIONS:
            draft.interaction = interaction_draft(cells, self.today)
            self.need_partner(cells, draft)
        else:
            draft.contact = contact_draft(cells)
            self.need_name(cells, draft)
            self.add_own(cells, draft)

    def add_own(self, cells: RowCells, draft: RowDraft) -> None:
        """What stands in fields that the book adds; of a record that the row does not name, nothing."""
        for name, row in self.own:
            record = draft.partner if row.concept is CustomConcept.PARTNER else draft.contact
            cell = next((cell for cell in cells.cells[name] if cell != ""), "")
            if record is None or cell == "":
                continue
            match value_of(row, cell, self.linked, self.order.get(name, DayOrder.UNKNOWN)):
                case Problem() as problem:
                    cells.problems.append(Problem(problem.code, field=name, values=problem.values))
                case value:
                    record.own[row.id] = value

    def need_partner(self, cells: RowCells, draft: RowDraft) -> None:
        if draft.partner is None and not cells.problems:
            cells.refuse("row-without-partner", "partner.name")

    def need_name(self, cells: RowCells, draft: RowDraft) -> None:
        """A list of partners needs one in each row; a list of contacts a person or their employer."""
        missing = draft.partner is None and (draft.contact is None or self.columns.kind is SheetKind.PARTNERS)
        if missing and not cells.problems:
            cells.refuse("row-without-name", "partner.name")

    def placed(self, number: int, problem: Problem) -> Problem:
        """The problem with the file and the row where it stands."""
        return Problem(
            "row-problem", field=problem.field, values={"file": self.sheet.file, "row": number, "problem": problem}
        )


def unpacked(cell: Cell) -> Cell:
    """`["ann@home.example"]` and `[{"number": "2079460018", "callingCode": "+44"}]`, as Twenty exports lists."""
    if not isinstance(cell, str) or cell[:1] != "[" or cell[-1:] != "]":
        return cell
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return cell
    return "\n".join(text for part in found if (text := said_by(part)))


def said_by(part: object) -> str:
    if not isinstance(part, dict):
        return str(part) if part is not None else ""
    number = str(part.get("number") or "")
    return f"{part.get('callingCode') or ''}{number}" if number else str(part.get("url") or part.get("email") or "")
