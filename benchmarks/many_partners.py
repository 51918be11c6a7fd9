"""A book with as many partners as wanted, loaded past the door, as only a benchmark may."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.keeping import copied
from crm.book import Book, FixedClock
from crm.book.connection import writer
from crm.partners.commands import SetHomeParty
from crm.partners.queries import PartnerCount
from crm.values.enums import PartnerRole, Stage, Tier

NOON = datetime(2026, 9, 22, 6, 6, tzinfo=UTC)
TODAY = date(2026, 9, 22)
FIRST = 10
"""The first id; below it stands the home party."""

SIGNS = "仁禾医疗数据云岫算力海棠优选澜亭银行"
TIERS = (*(tier.value for tier in Tier), None)
ROLES, STAGES = list(PartnerRole), list(Stage)
PARTNER = """
INSERT INTO partner (id, version, uid, created_at, name, name_en, name_zh, legal_name, pinyin, other_names, credit_code,
                     slug, tier, country, city, website, repository, twitter, maturity, description, is_home)
VALUES (:id, 1, :uid, '2026-01-01T00:00:00Z', :zh, :en, :zh, '', '', '', '', '', :tier, 'CN', '', '', '', '', '', '', 0)
"""
ROLE = """
INSERT INTO partner_role (id, version, partner_id, role, stage, stage_since)
VALUES (:id, 1, :id, :role, :stage, :since)
"""
CHANGE = """
INSERT INTO stage_change (version, partner_role_id, stage, effective_on, known_on, reason)
VALUES (1, :id, :stage, :since, :since, '')
"""
SUMMARY = """
INSERT INTO partner_summary (partner_id, title_en, title_zh, sort_en, sort_zh, last_contact_on, open_items, next_due_on,
                             people, roles, fit_points, fit_weight, fit_gaps)
VALUES (:id, :en, :zh, :sort, :sort, :last, 0, NULL, 0, :roles, NULL, NULL, 7)
"""
CHUNK = 20_000


def filled(path: Path, partners: int) -> Book:
    """Each partner has one role; names, stages and days by chance, the same in every run."""
    copied(path, f"partners-{partners}", lambda made: fill(made, partners), __file__)
    opened = Book.open(path, clock=FixedClock(NOON))
    if opened.query(PartnerCount()) != partners:
        raise AssertionError("the book does not hold the partners that were loaded")
    return opened


def fill(path: Path, partners: int) -> None:
    book = Book.create(path, clock=FixedClock(NOON))
    book.execute(SetHomeParty(company="Mingyuan AI", person="Lin Yue"))
    book.close()
    connection = writer(path)
    connection.execute("PRAGMA cache_size=-400000")  # the index by name is met in no order: 400 MB hold all of it
    connection.execute("BEGIN IMMEDIATE")
    for chunk in chunks(partners):
        for sql in (PARTNER, ROLE, CHANGE, SUMMARY):
            connection.executemany(sql, chunk)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def chunks(partners: int) -> Iterator[list[dict[str, object]]]:
    luck = random.Random(9)
    for first in range(FIRST, FIRST + partners, CHUNK):
        yield [partner(key, luck) for key in range(first, min(first + CHUNK, FIRST + partners))]


def partner(key: int, luck: random.Random) -> dict[str, object]:
    role, stage = luck.choice(ROLES).value, luck.choice(STAGES).value
    since = (TODAY - timedelta(days=luck.randrange(700))).isoformat()
    name = f"Partner {luck.getrandbits(40):x}"
    return {
        "id": key,
        "uid": f"{key:026d}",
        "en": name,
        "zh": "".join(luck.choices(SIGNS, k=5)),
        "sort": name.casefold(),
        "tier": luck.choice(TIERS),
        "role": role,
        "stage": stage,
        "since": since,
        "roles": f"{role}:{stage}:{since}",
        "last": (TODAY - timedelta(days=luck.randrange(200))).isoformat(),
    }
