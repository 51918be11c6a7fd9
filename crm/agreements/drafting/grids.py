"""A table of another program as ours: a row a line, cells between `|`. Merged cells stand once, their rest is empty."""

from dataclasses import dataclass, field

MOST_COLUMNS = 40
"""What stands further right joins the last column, so that nothing is lost."""

MOST_SPAN = 1_000


@dataclass(slots=True)
class Grid:
    """Filled cell by cell; only cells with text are kept, so that a wide span costs nothing."""

    rows: list[dict[int, list[str]]] = field(default_factory=list)
    reserved: dict[int, int] = field(default_factory=dict)
    """Column → rows below that a merged cell still covers."""
    at: int = 0
    wide: int = 0

    def begin_row(self) -> None:
        if self.rows:
            self.reserved = {column: left - 1 for column, left in self.reserved.items() if left > 1}
        self.rows.append({})
        self.at = 0

    def add(self, text: str, columns: int, rows: int) -> None:
        if not self.rows:
            self.begin_row()
        while self.at in self.reserved and self.at < MOST_COLUMNS:
            self.at += 1
        place = min(self.at, MOST_COLUMNS - 1)
        row = self.rows[-1]
        if text:
            row.setdefault(place, []).append(text)
            self.wide = max(self.wide, place + 1)
        for column in range(place, min(place + columns, MOST_COLUMNS)):
            if rows > 1:
                self.reserved[column] = rows
        self.at = place + columns

    def lines(self) -> list[list[str]]:
        return [[" ".join(row.get(column, ())) for column in range(self.wide)] for row in self.rows if row]


def written(lines: list[list[str]]) -> str:
    """A sign `|` of the text itself becomes its full-width twin."""
    return "\n".join("| " + " | ".join(cell.replace("|", "｜") for cell in line) + " |" for line in lines)


def span(said: str) -> int:
    return min(max(int(said), 1), MOST_SPAN) if said.isascii() and said.isdigit() and len(said) < 6 else 1
