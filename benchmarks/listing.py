"""A list of a million partners: its order as one value, filtered orders, a page, the count, and an export of it.

Each beside the plain SQL that yields the same ids from an index, in the same book and on the same connection.
"""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

from benchmarks.many_partners import TODAY, filled
from benchmarks.measuring import Ratio, milliseconds, side_by_side
from crm.book.connection import reader
from crm.exchange.leaving import Leaving, export_list
from crm.exchange.tables.files import finished
from crm.partners.filters import read_filter
from crm.partners.queries import PartnerCount, PartnerOrder, PartnerPage, PartnerSums
from crm.values import Query
from crm.values.enums import Language

ROUNDS = 5
PAGE = 200
EXPORTED = 100_000
IDS = "SELECT group_concat(id) FROM (SELECT partner_id AS id FROM partner_summary {where} ORDER BY sort_en, partner_id)"
SUMS = "SELECT sum(open_items), sum(people) FROM partner_summary"
COUNT = "SELECT count(*) FROM partner_summary"
ROWS = "SELECT p.*, s.* FROM partner AS p JOIN partner_summary AS s ON s.partner_id = p.id WHERE p.id = ?"
FILTERS = (
    ("tier:strategic", "WHERE partner_id IN (SELECT id FROM partner WHERE tier = 'strategic')"),
    ("last<30d", "WHERE last_contact_on > '2026-08-23'"),
    ("stage:negotiating", "WHERE partner_id IN (SELECT partner_id FROM partner_role WHERE stage = 'negotiating')"),
    ("is:quiet", "WHERE last_contact_on < '2026-07-24'"),
)


def measure(folder: Path, partners: int) -> list[Ratio]:
    path = folder / "listing.liaison"
    book = filled(path, partners)
    connection = reader(path)
    name = f"{partners:,} partners"
    ids = PartnerOrder(TODAY).run(connection)
    middle = ids[len(ids) // 2 :][:PAGE]
    found = [
        against(connection, f"order of {name} by name", PartnerOrder(TODAY), IDS.format(where=""), 4),
        *(
            against(connection, f"the same, {text}", PartnerOrder(TODAY, read_filter(text).filter), floor_of(where), 4)
            for text, where in FILTERS
        ),
        against(connection, "count of all", PartnerCount(), COUNT, 1),
        against(connection, "sums of all", PartnerSums(TODAY), SUMS, 12),
        page(connection, middle),
    ]
    book.close()
    return [*found, exported(folder)]


def floor_of(where: str) -> str:
    return IDS.format(where=where)


def against(connection: Connection, work: str, query: Query[object], sql: str, at_most: float) -> Ratio:
    def floor() -> object:
        return connection.execute(sql).fetchone()

    ours, theirs = side_by_side(lambda: query.run(connection), floor, ROUNDS)
    return Ratio(work, ours, "the same ids by plain SQL", theirs, at_most)


def page(connection: Connection, ids: object) -> Ratio:
    keys = list(ids)  # type: ignore[call-overload] # an array of ids

    def floor() -> object:
        return [connection.execute(ROWS, (key,)).fetchone() for key in keys]

    ours, theirs = side_by_side(lambda: PartnerPage(keys, TODAY).run(connection), floor, 10 * ROUNDS)
    return Ratio(f"a page of {PAGE}", ours, "its rows, one by one", theirs, 3)


def exported(folder: Path) -> Ratio:
    """All columns of 100,000 partners as XLSX, beside CSV."""
    book = filled(folder / "export.liaison", EXPORTED)
    times = [milliseconds(write(book, folder / f"all{ending}")) for ending in (".xlsx", ".csv")]
    book.close()
    return Ratio(f"export of {EXPORTED:,}, all columns, XLSX", times[0], "the same as CSV", times[1], 3)


def write(book: object, path: Path) -> Callable[[], object]:
    return lambda: finished(export_list(book, path, Leaving(), Language.ENGLISH))  # type: ignore[arg-type] # a Book
