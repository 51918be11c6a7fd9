"""What is found while somebody types, on a book with the shapes of real ones."""

import pytest

from crm.book import Book
from crm.partners.commands import AddContact, AddPartner, BinPartners, EditPartner, MarkNotSame
from crm.partners.contact_points import Point
from crm.partners.queries.duplicates import DuplicateContacts, DuplicatePartners
from crm.partners.queries.possible import LikePartner, PossibleContacts, PossibleDuplicates
from crm.values.enums import ContactPointKind
from crm.values.ids import PartnerId

PHONE = Point(ContactPointKind.PHONE, "138 0013 8000")
MAIL = Point(ContactPointKind.EMAIL, "Shen@Renhe.cn")


@pytest.fixture
def town(book: Book) -> Book:
    renhe = {"name": "仁禾医疗", "website": "https://www.renhe.cn", "credit_code": "91350100M000100Y43"}
    key = PartnerId(book.execute(AddPartner(renhe)).first("partner"))
    book.execute(AddContact({"name": "沈若兰"}, (PHONE, MAIL), key))
    for name in ("Hugging Face", "International Business Machines", "Müller Datentechnik GmbH", "中国建设银行"):
        book.execute(AddPartner({"name": name}))
    return book


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("杭州仁禾医疗科技有限公司", "仁禾医疗"),
        ("Renhe Yiliao", "仁禾医疗"),
        ("HuggingFace Inc", "Hugging Face"),
        ("Mueller Datentechnik", "Müller Datentechnik GmbH"),
        ("建设银行", "中国建设银行"),
    ],
)
def test_a_name_finds_what_it_looks_like(town: Book, name: str, found: str) -> None:
    assert [row.second for row in town.query(PossibleDuplicates(name))] == [found]


def test_website_and_credit_code_find_what_a_name_does_not(town: Book) -> None:
    by_website = PossibleDuplicates("Lumen", website="renhe.cn/zh")
    by_code = PossibleDuplicates("Lumen", credit_code="91350100M000100Y43")
    for question in (by_website, by_code):
        assert [row.second for row in town.query(question)] == ["仁禾医疗"]
    assert town.query(PossibleDuplicates("中国银行")) == []


def test_a_person_is_found_by_an_address_and_by_pinyin_at_one_partner(town: Book) -> None:
    assert [row.second for row in town.query(PossibleContacts("Ruolan Shen", partner_id=2))] == ["沈若兰"]
    assert [row.second for row in town.query(PossibleContacts("S. Shen", (Point(MAIL.kind, "shen@renhe.cn"),)))] == [
        "沈若兰"
    ]


def test_an_edit_that_makes_two_alike_is_said_until_they_are_told_apart(town: Book) -> None:
    other = PartnerId(town.execute(AddPartner({"name": "Lumen Hospital Data"})).first("partner"))
    assert town.query(LikePartner(other)) == []

    town.execute(EditPartner(other, "website", "", "renhe.cn"))
    assert [row.second for row in town.query(LikePartner(other))] == ["仁禾医疗"]

    town.execute(MarkNotSame(other, 2))
    assert town.query(LikePartner(other)) == []
    assert town.query(DuplicatePartners()) == []


def test_the_home_party_and_the_bin_are_left_out(town: Book) -> None:
    town.execute(AddPartner({"name": "Mingyuan AI GmbH"}))
    again = PartnerId(town.execute(AddPartner({"name": "仁禾医疗有限公司"})).first("partner"))
    assert len(town.query(DuplicatePartners())) == 1

    town.execute(BinPartners((again,)))

    assert town.query(DuplicatePartners()) == []
    assert town.query(DuplicateContacts()) == []
