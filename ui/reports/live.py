"""The figures of the dashboard, worked out off the window's thread: the window only shows numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.documents.portfolio_content import Content, Scope
from crm.documents.portfolio_counts import Cut
from crm.documents.portfolio_figures import Figure, all_figures
from crm.documents.portfolio_report import portfolio_of
from ui.kit.room import Book


@dataclass(frozen=True, slots=True)
class Live:
    """What the book says now of a scope."""

    content: Content
    figures: Mapping[Cut, Figure]

    def most(self, cuts: list[Cut]) -> int:
        return max((self.figures[cut].count for cut in cuts if cut in self.figures), default=0)


def live_figures(book: Book, scope: Scope) -> Live:
    content = portfolio_of(book, scope)
    return Live(content, {figure.cut: figure for figure in all_figures(content)})
