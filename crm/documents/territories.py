"""Where a restriction holds, in the words of the text: mainland China, 中国大陆, and not the code that was typed."""

from crm.agreements.places import Path, place_name, places_of
from crm.agreements.scopes import parts
from crm.documents.agreement_content import Pair, both
from crm.values.country import Country
from crm.values.enums import Language

OF_ONE_CHINA = ("CN", "HK", "MO", "TW")
"""Named as contracts do: CN is the mainland, as `crm.agreements.scopes` has it."""


def territory_in_words(text: str) -> Pair:
    """`CN, NO`: mainland China, Norway; 中国大陆、挪威. What no list knows, and a group of them, stays as typed."""
    named = [place_in_words(word) for word in parts(text)]
    return Pair(", ".join(place.en for place in named), "、".join(place.zh for place in named))


def place_in_words(word: str) -> Pair:
    found = places_of(word)
    if len(found) != 1:
        return Pair(word, word)
    return path_in_words(found[0]) or Pair(word, word)


def path_in_words(path: Path) -> Pair | None:
    """None for a part of a country of which only the code is known: `US-CA`."""
    if not path:
        return both("paper.worldwide")
    country, *province = path
    if not province:
        return both(f"paper.place.{country}") if country in OF_ONE_CHINA else country_in_words(country)
    names = Pair(*(place_name("-".join(path), language) for language in (Language.ENGLISH, Language.CHINESE)))
    return names if names.en else None


def country_in_words(code: str) -> Pair:
    return both("paper.country", country=Country(code))
