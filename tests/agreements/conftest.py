"""The small book of agreements."""

import pytest

from crm.book import Book
from tests.agreements.town import Town, build


@pytest.fixture
def town(book: Book) -> Town:
    return build(book)
