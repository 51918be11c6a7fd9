"""The small town in which meetings are held."""

import pytest

from crm.book import Book
from tests.communication.town import Town, build


@pytest.fixture
def town(book: Book) -> Town:
    return build(book)
