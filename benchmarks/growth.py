"""How the work of a person grows with the book: milliseconds from 1,000 to 1,000,000 records, as a chart.

`python -m benchmarks --growth docs/growth.svg` measures and draws; it takes some minutes.
"""

import itertools
import statistics
from collections.abc import Callable
from math import log10
from pathlib import Path

from benchmarks import many_partners, searching
from benchmarks.measuring import milliseconds
from crm.book import Book
from crm.book.search import FoundNames, FoundTexts
from crm.partners.commands import AddPartner
from crm.partners.queries import PartnerOrder, PartnerPage

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 7
Series = dict[str, list[float]]


def measure(folder: Path) -> Series:
    """Medians by work, one for each size."""
    found: Series = {}
    for size in SIZES:
        book = many_partners.filled(folder / f"partners-{size}.liaison", size)
        for work, act in works_on_partners(book):
            found.setdefault(work, []).append(median(act))
        book.close()
        notes = searching.filled(searching_folder(folder, size), size)
        for work, act in works_on_notes(notes):
            found.setdefault(work, []).append(median(act))
        notes.close()
    return found


def searching_folder(folder: Path, size: int) -> Path:
    own = folder / f"notes-{size}"
    own.mkdir()
    return own


def works_on_partners(book: Book) -> list[tuple[str, Callable[[], object]]]:
    today = book.clock.today()
    first = book.query(PartnerOrder(today))[:200]
    number = itertools.count()
    return [
        ("order of the whole list", lambda: book.query(PartnerOrder(today))),
        ("a page of 200", lambda: book.query(PartnerPage(first, today))),
        ("save a partner", lambda: book.execute(AddPartner({"name": f"Growth {next(number)}"}))),
    ]


def works_on_notes(book: Book) -> list[tuple[str, Callable[[], object]]]:
    questions = itertools.cycle(searching.QUESTIONS)
    names = itertools.cycle(searching.NAMES)
    return [
        ("search as you type", lambda: book.query(FoundTexts(next(questions), 9))),
        ("find a name", lambda: book.query(FoundNames(next(names)))),
    ]


def median(act: Callable[[], object]) -> float:
    act()
    return statistics.median(milliseconds(act) for _ in range(ROUNDS))


WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 400, 64, 24, 210, 40
LEAST, MOST = 0.1, 1_000
COLORS = ("#0B7A75", "#2762AE", "#8F5600", "#B42B23", "#8A516D")


def drawn(found: Series) -> str:
    """An SVG with both axes logarithmic, a line a work, named at its end."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Inter, sans-serif"'
        ' font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    ]
    for size in SIZES:
        parts.append(
            f'<text x="{across(size):.0f}" y="{HEIGHT - 16}" text-anchor="middle" fill="#57544E">{size:,}</text>'
        )
    for value in (0.1, 1, 10, 100, 1_000):
        y = up(value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#E7E5E1"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#57544E">{value:g} ms</text>')
    places = spread([up(values[-1]) for values in found.values()])
    for (work, values), color, place in zip(found.items(), COLORS, places, strict=True):
        points = " ".join(f"{across(size):.1f},{up(value):.1f}" for size, value in zip(SIZES, values, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')
        said = f"{work}, {values[-1]:.3g} ms"
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{place + 4:.1f}" fill="{color}">{said}</text>')
    return "\n".join([*parts, "</svg>\n"])


def across(size: float) -> float:
    return LEFT + (log10(size) - 3) / 3 * (WIDTH - LEFT - RIGHT)


def up(value: float) -> float:
    share = (log10(max(value, LEAST)) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def spread(places: list[float]) -> list[float]:
    """The heights of the names, at least a line apart, in the order given."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for before, after in itertools.pairwise(order):
        moved[after] = max(moved[after], moved[before] + 16)
    return moved
