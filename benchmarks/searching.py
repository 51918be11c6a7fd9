"""Search as you type over many notes: the worst question against LIKE's worst."""

import random
import sqlite3
from pathlib import Path

from benchmarks.keeping import copied
from benchmarks.measuring import Ratio, milliseconds
from crm.book import Book, derived
from crm.book.connection import writer
from crm.book.search import FoundNames, FoundTexts

WORDS = (
    *("合作", "协议", "数据", "算力", "训练", "评测", "批次", "交付", "用量", "报告", "续约", "价格", "分成", "试点"),
    *("医疗", "金融", "pilot", "batch", "review", "renewal", "quota", "GPU", "data"),
)
QUESTIONS = (
    *("合", "合作", "合作协", "数据", "训", "p", "pi", "pilot", "pilot 数据"),
    *("续约", "没有这个词", "quota review", "评测 分成", "5000"),
)
SIGNS = "仁禾医疗数据云岫算力海棠优选澜亭银行"
PARTNER = """
INSERT INTO partner (version, uid, created_at, name, name_en, name_zh, legal_name, pinyin, other_names, credit_code,
                     slug, country, city, website, repository, twitter, maturity, description, is_home)
VALUES (0, '', '', ?, '', ?, '', '', '', '', '', '', '', '', '', '', '', '', 0)
"""
INTERACTION = """
INSERT INTO interaction (version, uid, created_at, kind, held_on, starts_at, zone, title, place, notes, internal)
VALUES (0, '', '', 'call', '2026-01-01', '', '', '', '', ?, 0)
"""
NAMES = ("r", "rh", "rhyl", "仁", "数据", "zz")


def measure(folder: Path, notes: int) -> list[Ratio]:
    book = filled(folder, notes)
    plain = sqlite3.connect(f"file:{book.path}?mode=ro", uri=True)
    ours = max(milliseconds(lambda question=question: book.query(FoundTexts(question, 9))) for question in QUESTIONS)
    like = max(milliseconds(lambda question=question: by_like(plain, question)) for question in QUESTIONS)
    names = max(
        milliseconds(lambda text=text: book.query(FoundNames(text))) for text in ("r", "rh", "rhyl", "仁", "数据", "zz")
    )
    scan = max(
        milliseconds(lambda text=text: names_by_like(plain, text)) for text in ("r", "rh", "rhyl", "仁", "数据", "zz")
    )
    plain.close()
    book.close()
    return [
        Ratio(f"search as you type, {notes:,} notes, worst", ours, "LIKE, worst", like, at_most=1 / 20),
        Ratio(f"find a name among {notes // 10:,}, worst", names, "LIKE, worst", scan, at_most=1),
    ]


def by_like(connection: sqlite3.Connection, question: str) -> list[object]:
    words = question.split()
    sql = f"SELECT id FROM interaction WHERE {' AND '.join('notes LIKE ?' for _ in words)} ORDER BY id DESC LIMIT 9"
    return connection.execute(sql, [f"%{word}%" for word in words]).fetchall()


def names_by_like(connection: sqlite3.Connection, text: str) -> list[object]:
    return connection.execute(
        "SELECT id FROM partner WHERE name LIKE ? OR name_zh LIKE ? LIMIT 9", (f"%{text}%",) * 2
    ).fetchall()


def filled(folder: Path, notes: int) -> Book:
    """A book with so many notes and a tenth as many partners, loaded past the door, as only a benchmark may."""
    path = folder / "searching.liaison"
    copied(path, f"notes-{notes}", lambda made: fill(made, notes), __file__)
    return Book.open(path)


def fill(path: Path, notes: int) -> None:
    Book.create(path).close()
    luck = random.Random(1)
    connection = writer(path)
    derived.prepare(connection)
    connection.execute("BEGIN IMMEDIATE")
    names = ((f"Partner {luck.getrandbits(40):x}", "".join(luck.choices(SIGNS, k=5))) for _ in range(notes // 10))
    connection.executemany(PARTNER, names)
    texts = ((" ".join(luck.choices(WORDS, k=25)) + f" {luck.randrange(10_000)}",) for _ in range(notes))
    connection.executemany(INTERACTION, texts)
    derived.rebuild(connection)
    connection.execute("COMMIT")
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
