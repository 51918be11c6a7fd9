"""A save with its journal and its index entries, against a bare INSERT under the same PRAGMAs."""

import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import Ratio, side_by_side
from crm.book import Book
from crm.communication.commands import LogMeeting
from crm.partners.commands import AddPartner, SetHomeParty
from crm.values.ids import PartnerId

ROUNDS = 300
NOTES = "第 8 批放行用于训练，沈若兰要求每批提供使用日志。Batch 8 is released for training."


def measure(folder: Path) -> list[Ratio]:
    book = Book.create(folder / "saving.liaison")
    book.execute(SetHomeParty(company="Mingyuan AI", person="Lin Yue"))
    book.execute(AddPartner({"name": "仁禾医疗数据"}))
    floor = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON"):
        floor.execute(statement)
    with sqlite3.connect(f"file:{book.path}?mode=ro", uri=True) as shape:
        for table in ("partner", "interaction"):
            (sql,) = shape.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            floor.execute(sql.split("FOREIGN KEY")[0].rstrip().rstrip(",") + ("" if "FOREIGN KEY" not in sql else ")"))
        partner = shape.execute("SELECT * FROM partner WHERE NOT is_home").fetchone()
    counter = itertools.count(1)

    def add_partner() -> None:
        book.execute(AddPartner({"name": f"Partner {next(counter)}", "city": "Hangzhou"}))

    def insert_partner() -> None:
        floor.execute(f"INSERT INTO partner VALUES (NULL{', ?' * (len(partner) - 1)})", partner[1:])

    ratios = [Ratio("a partner saved", *paired(add_partner, "a bare INSERT committed", insert_partner), at_most=3)]
    key = PartnerId(book.execute(AddPartner({"name": "Stratus"})).first("partner"))

    def log() -> None:
        book.execute(LogMeeting({"kind": "call", "held_on": "2026-09-08", "notes": NOTES}, (key,)))

    ratios.append(Ratio("a meeting logged", *paired(log, "a bare INSERT committed", insert_partner), at_most=3))
    floor.close()
    book.close()
    return ratios


def paired(ours: Callable[[], object], name: str, floor: Callable[[], object]) -> tuple[float, str, float]:
    ours_ms, floor_ms = side_by_side(ours, floor, ROUNDS)
    return ours_ms, name, floor_ms
