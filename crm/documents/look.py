"""Colours, lengths and type of every document, as DOCUMENTS.md sets them. Lengths are points."""

from dataclasses import dataclass, replace
from enum import Enum

INK = "#17211F"
INK_2 = "#4B5754"
INK_3 = "#69746F"
RULE = "#B9C4C0"
HAIR = "#D9E0DD"
WASH = "#F3F6F5"
GRID = "#E3E8E6"
JADE = "#0B7A75"
JADE_DARK = "#075450"
JADE_SOFT = "#EEF5F4"
JADE_FULL = "#6BB0A9"
"""The darkest cell of a table that is tinted by its numbers: ink on it has a contrast of 6.6."""
AMBER = "#8A5A00"
RED = "#A3271F"

REGULAR, SEMIBOLD = 400, 600


class Align(Enum):
    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Style:
    """How one paragraph is set. `together` keeps it on the page of what follows: headings and leading sentences.

    `chinese` is said where the language of the text is known; otherwise its words tell (`runs.is_chinese`).
    """

    size: float
    leading: float
    weight: int = REGULAR
    ink: str = INK
    before: float = 0
    after: float = 0
    align: Align = Align.LEFT
    together: bool = False
    serif: bool = False
    chinese: bool | None = None
    dashed: bool = False
    """A dashed line under it: what is still to be filled in."""

    def on_the_right(self) -> "Style":
        return replace(self, align=Align.RIGHT)

    def in_the_middle(self) -> "Style":
        return replace(self, align=Align.MIDDLE)

    def inked(self, ink: str, weight: int | None = None) -> "Style":
        return replace(self, ink=ink, weight=self.weight if weight is None else weight)

    def spaced(self, before: float | None = None, after: float | None = None) -> "Style":
        return replace(
            self,
            before=self.before if before is None else before,
            after=self.after if after is None else after,
        )

    def kept(self) -> "Style":
        return replace(self, together=True)


BODY = Style(8.8, 14, after=4)
LEAD = Style(10.4, 16, after=4)
EYEBROW = Style(8, 14, SEMIBOLD, JADE, together=True)
TITLE = Style(19, 28, SEMIBOLD, together=True)
SUBTITLE = Style(8.8, 14, ink=INK_2)
HEADING_2 = Style(10.6, 14, SEMIBOLD, before=14, after=7, together=True)
HEADING_3 = Style(8.6, 14, SEMIBOLD, after=3, together=True)
BESIDE = Style(8, 14, ink=INK_2)
CELL = Style(8, 12)
CELL_HEAD = Style(7.4, 12, ink=INK_2)
CELL_NOTE = Style(7.4, 12, ink=INK_2)
NOTE = Style(7.6, 11.5, ink=INK_2, after=4)
KEY_FIGURE = Style(15, 21, SEMIBOLD)
HEADER = Style(7.4, 10)
FOOTER = Style(7, 10, ink=INK_2)
LABEL = Style(6.8, 9, ink=INK_2)
