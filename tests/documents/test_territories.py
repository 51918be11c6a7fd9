"""A territory and a figure on paper: in the words of the language, and as a reader counts."""

from pathlib import Path

import pytest

from crm.acts.sample import create_sample
from crm.agreements.queries import AgreementNamed
from crm.book import Book, FixedClock
from crm.documents.agreement_content import Pair
from crm.documents.agreement_query import AgreementPaperOf
from crm.documents.agreement_reading import with_thousands
from crm.documents.territories import territory_in_words
from tests.conftest import NOON


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        ("CN", "mainland China", "中国大陆"),
        ("中国大陆, HK", "mainland China, Hong Kong", "中国大陆、中国香港"),
        ("NO, SE, DK, FI", "Norway, Sweden, Denmark, Finland", "挪威、瑞典、丹麦、芬兰"),
        ("广东省、CN-44", "Guangdong, Guangdong", "广东、广东"),
        ("CN-NM", "Inner Mongolia", "内蒙古"),
        ("World", "worldwide", "全球"),
        ("East Coast; ASEAN", "East Coast, ASEAN", "East Coast、ASEAN"),
        ("US-CA", "US-CA", "US-CA"),
        ("", "", ""),
    ],
)
def test_a_territory_is_named_in_the_language_of_the_text(typed: str, english: str, chinese: str) -> None:
    assert territory_in_words(typed) == Pair(english, chinese)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("600000", "600,000"), ("0", "0"), ("71", "71"), ("1234567.50", "1,234,567.50")],
)
def test_a_plain_number_gets_its_thousands_(typed: str, printed: str) -> None:
    assert with_thousands(typed) == printed


@pytest.mark.parametrize("typed", ["600,000", "600000 段", "007", "60万", "1.2.3", "", "٣٠٠٠"])
def test_what_is_written_otherwise_stays_as_it_was_typed(typed: str) -> None:
    assert with_thousands(typed) == typed


def test_the_paper_of_an_agreement_has_both(tmp_path: Path) -> None:
    create_sample(tmp_path / "sample.liaison", FixedClock(NOON))
    book = Book.open(tmp_path / "sample.liaison")
    paper = book.query(AgreementPaperOf(book.query(AgreementNamed("DL-2025-0007")), NOON.date()))

    (restriction,) = paper.restrictions
    assert restriction.scope == Pair("mainland China; clinical dialogue", "中国大陆；clinical dialogue")
    assert "600,000" in [goal.target for goal in paper.goals]
    book.close()
