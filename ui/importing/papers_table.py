"""The list of papers: file, size, and the partner that it is to be kept with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm.exchange.papers import Paper
from crm.partners.queries import PossiblePartner
from crm.values.enums import Language
from crm.values.ids import PartnerId
from ui.kit.grid import Table
from ui.kit.look import look
from ui.kit.table import Cell, Column, TableModel


@dataclass(frozen=True, slots=True)
class Given:
    """The partner that gets a file."""

    id: PartnerId
    title_en: str
    title_zh: str

    def title(self) -> str:
        return self.title_zh if look.language is Language.CHINESE else self.title_en


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`found`: who bears the name in the file's name, while nobody has said whose it is."""

    paper: Paper
    partner: Given | None
    found: tuple[Given, ...] = ()


def line_for(paper: Paper, found: Sequence[PossiblePartner]) -> PaperLine:
    """Proposed where only one bears the name."""
    bearers = tuple(Given(one.id, one.title_en, one.title_zh) for one in found)
    return PaperLine(paper, bearers[0] if len(bearers) == 1 else None, bearers)


class PapersTable(Table):
    def __init__(self, lines: Mapping[int, PaperLine]) -> None:
        columns = [
            Column("file", "papers.file", 360, file_cell, sortable=False),
            Column("size", "papers.size", 96, size_cell, right=True, sortable=False),
            Column("partner", "papers.partner", 280, partner_cell, stretch=True, sortable=False),
        ]
        super().__init__(TableModel(columns, lambda ids: {key: lines[key] for key in ids}), "window.papers")


def file_cell(line: PaperLine) -> Cell:
    return Cell(line.paper.name, icon="file-text")


def size_cell(line: PaperLine) -> Cell:
    return Cell(size_text(line.paper.size), tint="text-3")


def size_text(size: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"


def partner_cell(line: PaperLine) -> Cell:
    """Who was proposed or chosen; a name that several bear is said, and nobody is proposed."""
    if line.partner is not None:
        title = line.partner.title()
        return Cell(title, letters=title, second=look.say("papers.by-name") if line.found else "")
    if line.found:
        names = ", ".join(one.title() for one in line.found[:3])
        return Cell(look.say("papers.several", names=names), tint="amber", icon="triangle-alert", icon_tint="amber")
    return Cell(look.say("papers.nobody"), tint="text-3")
