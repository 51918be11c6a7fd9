"""The import of a large file, checked, matched, journaled and searchable, against `executemany` of the same rows."""

import contextlib
import csv
import sqlite3
import threading
import time
from pathlib import Path

from benchmarks.measuring import Ratio, milliseconds
from crm.acts.importing import ImportRows
from crm.book import Book, connection, migrations
from crm.exchange.importing import finished, prepare_import
from crm.partners.commands import SetHomeParty

HEADERS = ("Company", "Website", "City", "Country", "Role", "Stage", "Contact", "Title", "Email", "Phone")
ROLES = ("Data provider", "Compute provider", "Platform", "Distributor")
HAN = "仁禾云岫澜亭沣海棠绿荫泉知瑞业纬线朵城安济社区风鸢开梭远丰和信达创新智联中科华东北南"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静秀丽强磊军洋勇艳杰涛明超兰霞平刚桂文辉玲云建国志鹏"


def measure(folder: Path, rows: int) -> list[Ratio]:
    file = folder / "partners.csv"
    write_file(file, rows)
    book = Book.create(folder / "importing.liaison")
    book.execute(SetHomeParty(company="Mingyuan AI", person="Lin Yue"))
    begun = time.perf_counter()
    plan = finished(prepare_import(book, file)).plan
    prepared = time.perf_counter()
    held = Held(book.path)
    book.execute(ImportRows(plan))
    written = time.perf_counter()
    held.stop()
    floor = executemany(book.path, folder / "floor.liaison", every=False)
    both = executemany(book.path, folder / "floor-derived.liaison", every=True)
    undone = milliseconds(book.undo)
    redone = milliseconds(book.redo)
    book.close()
    total, commit = (written - begun) * 1000, (written - prepared) * 1000
    return [
        Ratio(f"import of {rows:,} rows", total, "executemany of the same records", floor, at_most=10),
        Ratio("the same, floor with derived tables", total, "executemany of every table", both, at_most=10),
        Ratio("write lock held", held.longest * 1000, "executemany of the same records", floor, at_most=4),
        Ratio("of it: prepared", (prepared - begun) * 1000, "executemany of the same records", floor, at_most=10),
        Ratio("of it: written", commit, "executemany of the same records", floor, at_most=10),
        Ratio("undone", undone, "executemany of the same records", floor, at_most=10),
        Ratio("redone", redone, "executemany of the same records", floor, at_most=10),
    ]


def write_file(path: Path, rows: int) -> None:
    """Half Chinese, half English; a partner, its role and a contact with two addresses in each row."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADERS)
        writer.writerows(row(number) for number in range(rows))


def row(number: int) -> tuple[str, ...]:
    if number % 2:
        signs = [HAN[number // len(HAN) ** place % len(HAN)] for place in range(4)]
        name, contact = f"{''.join(signs)}{number}科技有限公司", person(number)
    else:
        name, contact = f"Partner {number} Systems Ltd", f"Ann Lee {number}"
    site = f"https://p{number}.example"
    return (
        name, site, "Hangzhou", "CN", ROLES[number % 4], "Active", contact, "Director",
        f"c{number}@p{number}.example", f"138{number:08d}",
    )  # fmt: skip


def person(number: int) -> str:
    family = SURNAMES[number % len(SURNAMES)]
    return family + GIVEN[number // 7 % len(GIVEN)] + GIVEN[number // 211 % len(GIVEN)]


class Held:
    """Measures for how long nobody else could write, by trying every few milliseconds."""

    def __init__(self, path: Path) -> None:
        self.longest = 0.0
        self.running = True
        self.path = path
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self) -> None:
        with contextlib.closing(sqlite3.connect(self.path, timeout=0, isolation_level=None)) as other:
            free = time.perf_counter()
            while self.running:
                with contextlib.suppress(sqlite3.OperationalError):
                    other.execute("BEGIN IMMEDIATE")
                    other.execute("ROLLBACK")
                    free = time.perf_counter()
                self.longest = max(self.longest, time.perf_counter() - free)
                time.sleep(0.002)

    def stop(self) -> None:
        self.running = False
        self.thread.join()


def executemany(full: Path, empty: Path, *, every: bool) -> float:
    """Milliseconds for the same rows into the same tables and indexes of an empty book, in one transaction."""
    Book.create(empty).close()
    with contextlib.closing(sqlite3.connect(full)) as source:
        names = [name for (name,) in source.execute(migrations.TABLES) if wanted(name, every)]
        rows = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    with contextlib.closing(connection.writer(empty)) as target:
        target.execute("PRAGMA foreign_keys=OFF")

        def load() -> None:
            target.execute("BEGIN IMMEDIATE")
            for name, tuples in rows.items():
                if tuples:
                    marks = ", ".join("?" * len(tuples[0]))
                    target.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({marks})', tuples)
            target.execute("COMMIT")

        return milliseconds(load)


def wanted(name: str, every: bool) -> bool:
    if name.startswith(("search_index", "journal_", "meta")):
        return False
    return every or name not in ("partner_summary", "name_suffix", "search_document")
