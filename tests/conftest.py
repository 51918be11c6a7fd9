"""What every test may ask for: a book, a clock that stands still, the shared data where it lies beside the checkout."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.book import Book, FixedClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parents[2] / "shared"
NOON = datetime(2026, 9, 22, 6, 6, tzinfo=UTC)
"""14:06 in Shanghai on Tuesday, 22 September 2026, the day of the drawings."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Stands here, since pytest reads options before it knows the conftest of a room."""
    parser.addoption("--vectors", metavar="DIR", help="a folder of worked examples instead of ../shared/vectors")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def empty_book(tmp_path: Path, clock: FixedClock) -> Iterator[Book]:
    """A book in which nothing was written yet."""
    book = Book.create(tmp_path / "test.liaison", clock=clock)
    yield book
    book.close()


@pytest.fixture
def book(empty_book: Book) -> Book:
    """A book of Mingyuan AI whose *me* is Lin Yue."""
    from crm.partners.commands import SetHomeParty

    changes = empty_book.execute(SetHomeParty(company="Mingyuan AI", person="Lin Yue"))
    from crm.partners.queries import ContactDetail

    empty_book.user = empty_book.query(ContactDetail(changes.first("contact"))).uid
    return empty_book


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book of the day of the drawings, made once. Copied by those who write."""
    from crm.acts.sample import create_sample

    path = tmp_path_factory.mktemp("sample") / "sample.liaison"
    create_sample(path, FixedClock(NOON))
    return path


@pytest.fixture
def data() -> Path:
    """The shared data. A clone that stands alone leaves these tests out and says so in the summary."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("left out: ../shared/data does not lie beside this checkout")
    return folder
