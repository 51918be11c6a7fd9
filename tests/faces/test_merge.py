"""`liaison duplicates` and `liaison merge`, as a script and a person use them."""

import pytest

from crm.book import Book
from tests.faces.conftest import Liaison


@pytest.fixture
def twice(liaison: Liaison, book: Book) -> str:
    """A book in which one hospital and one doctor are there twice."""
    from crm.partners.commands import AddContact, AddPartner
    from crm.partners.contact_points import Point
    from crm.values.enums import ContactPointKind
    from crm.values.ids import PartnerId

    phone = Point(ContactPointKind.PHONE, "138 0013 8000")
    for name, city, person in (("仁禾医疗", "杭州", "沈若兰"), ("杭州仁禾医疗科技有限公司", "上海", "Shen Ruolan")):
        key = book.execute(AddPartner({"name": name, "city": city})).first("partner")
        book.execute(AddContact({"name": person}, (phone,), PartnerId(key)))
    path = str(book.path)
    book.close()
    return path


def test_pairs_have_ids_names_score_and_reasons(liaison: Liaison, twice: str) -> None:
    (pair,) = liaison("duplicates", "--json", "--book", twice).rows
    (people,) = liaison("duplicates", "--contacts", "--json", "--book", twice).rows

    assert pair["ids"] == [2, 3]
    assert pair["names"] == ["仁禾医疗", "杭州仁禾医疗科技有限公司"]
    assert 0.7 <= pair["score"] <= 1
    assert pair["reasons"][0] == "same phone +8613800138000" or "common words" in pair["reasons"][0]
    assert people["names"] == ["沈若兰", "Shen Ruolan"]
    assert liaison("duplicates", "--book", twice).code == 0


def test_a_merge_by_name_takes_choices_and_is_undone(liaison: Liaison, twice: str) -> None:
    done = liaison("merge", "仁禾医疗", "杭州仁禾医疗科技有限公司", "--field", "city=B", "--yes", "--book", twice)
    assert done.code == 0
    assert "liaison undo" in done.err
    (left,) = liaison("partners", "--json", "--book", twice).rows
    assert left["name"] == "仁禾医疗"
    assert "上海" in liaison("show", "仁禾医疗", "--json", "--book", twice).out

    assert liaison("undo", "--book", twice).code == 0
    assert len(liaison("partners", "--json", "--book", twice).rows) == 2


def test_a_merge_by_id_and_of_people(liaison: Liaison, twice: str) -> None:
    assert liaison("merge", "2", "3", "--field", "name=Renhe", "--book", twice).code == 0
    assert liaison("merge", "2", "3", "--contacts", "--book", twice).code == 0

    assert [row["name"] for row in liaison("partners", "--json", "--book", twice).rows] == ["Renhe"]
    assert liaison("duplicates", "--contacts", "--json", "--book", twice).rows == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("merge", "2", "2"), 1, "itself"),
        (("merge", "1", "2"), 1, "your own company"),
        (("merge", "2", "99"), 1, "99"),
        (("merge", "2", "nobody"), 1, "nobody"),
        (("merge", "2", "3", "--field", "city"), 2, "--field city=A"),
        (("merge", "2", "3", "--field", "colour=A"), 1, "colour"),
    ],
)
def test_what_cannot_be_merged_is_said(
    liaison: Liaison, twice: str, words: tuple[str, ...], code: int, said: str
) -> None:
    told = liaison(*words, "--book", twice)

    assert told.code == code
    assert said in told.err
    assert len(liaison("partners", "--json", "--book", twice).rows) == 2
