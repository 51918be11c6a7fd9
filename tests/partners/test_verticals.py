"""A vertical has one key in the book and a name in each language."""

import pytest

from crm.partners.commands import AddPartner, SetVerticals
from crm.partners.queries import PartnerDetail
from crm.partners.verticals import key_of
from crm.values.ids import PartnerId
from tests.partners.conftest import TODAY, Town


@pytest.mark.parametrize(
    ("word", "key"), [("医疗健康", "health"), ("Health", "health"), ("金融", "finance"), ("法律", "法律")]
)
def test_a_word_in_either_language_is_the_same_vertical(word: str, key: str) -> None:
    assert key_of(word) == key


def test_both_spellings_are_kept_once(town: Town) -> None:
    made = town.book.execute(AddPartner({"name": "Acme"}, verticals=("Health", "医疗健康", "法律")))
    key = PartnerId(made.first("partner"))
    assert town.book.query(PartnerDetail(key, TODAY)).verticals == ("health", "法律")

    town.book.execute(SetVerticals(key, ("Finance",), ("health", "法律")))
    assert town.book.query(PartnerDetail(key, TODAY)).verticals == ("finance",)
