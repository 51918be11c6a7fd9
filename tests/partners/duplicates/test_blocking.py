"""A pair that would be suggested is compared: the two share a key, whatever makes them alike."""

from dataclasses import replace
from typing import TypeVar

import pytest

from crm.partners.duplicates import blocking, contacts, partners
from crm.partners.duplicates.contacts import ContactFace
from crm.partners.duplicates.partners import PartnerFace
from crm.partners.queries.duplicates import finished
from tests.partners.duplicates.labelled import Labelled, contact, partner, read
from tests.partners.duplicates.test_pairs import FILES

Face = TypeVar("Face", PartnerFace, ContactFace)


def suggested(pair: Labelled) -> bool:
    if pair.kind == "partner":
        faces = [numbered(partner(pair.first), 1), numbered(partner(pair.second), 2)]
        return bool(finished(blocking.pairs(faces, blocking.partner_keys, partners.compare)))
    people = [numbered(contact(pair.first), 1), numbered(contact(pair.second), 2)]
    return bool(finished(blocking.pairs(people, blocking.contact_keys, contacts.compare)))


def numbered(face: Face, key: int) -> Face:
    return replace(face, id=key)


@pytest.mark.parametrize("name", FILES)
def test_every_pair_that_is_likely_shares_a_key(name: str) -> None:
    likely = [pair for pair in read(name) if pair.verdict().is_likely]

    assert [pair for pair in likely if not suggested(pair)] == []


def test_a_pair_that_is_known_is_not_compared_again() -> None:
    faces = [PartnerFace(key, ("仁禾医疗",)) for key in (1, 2, 3)]

    found = finished(blocking.pairs(faces, blocking.partner_keys, partners.compare, frozenset({(1, 2), (2, 3)})))

    assert [(first, second) for first, second, _ in found] == [(1, 3)]


def test_a_search_that_is_closed_ends() -> None:
    search = blocking.pairs([PartnerFace(1, ("Acme",))], blocking.partner_keys, partners.compare)

    assert next(search) == (0, 2)
    search.close()
    assert list(search) == []
