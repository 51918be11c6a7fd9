"""Countries by their names in both languages, as two letters of ISO 3166."""

import unicodedata
from functools import cache, lru_cache

MORE = {
    "中国大陆": "CN",
    "中华人民共和国": "CN",
    "prc": "CN",
    "p.r. china": "CN",
    "p.r.china": "CN",
    "mainland china": "CN",
    "china mainland": "CN",
    "香港": "HK",
    "中国香港": "HK",
    "hong kong": "HK",
    "澳门": "MO",
    "中国澳门": "MO",
    "macau": "MO",
    "macao": "MO",
    "台湾": "TW",
    "中国台湾": "TW",
    "臺灣": "TW",
    "usa": "US",
    "u.s.": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "uk": "GB",
    "u.k.": "GB",
    "great britain": "GB",
    "england": "GB",
    "korea": "KR",
    "south korea": "KR",
    "republic of korea": "KR",
    "the netherlands": "NL",
    "holland": "NL",
    "czech republic": "CZ",
    "turkey": "TR",
    "uae": "AE",
    "阿联酋": "AE",
    "russian federation": "RU",
    "viet nam": "VN",
    "deutschland": "DE",
}


NO_COUNTRY = frozenset(("ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"))
"""Codes of CLDR that stand for no country: unknown, unions, and the pseudo languages of testers."""


@cache
def names() -> dict[str, str]:
    from babel import Locale

    known: dict[str, str] = {}
    for language in ("en", "zh"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY:
                known.setdefault(folded(name), code)
    return {**known, **MORE}


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """`中国`, `China`, `CN`: CN."""
    plain = folded(text)
    if len(plain) == 2 and plain.isascii() and plain.upper() in set(names().values()):
        return plain.upper()
    return names().get(plain)


def nearest_country(text: str) -> str | None:
    """The name of a country that is spelled nearly so."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(folded(text), list(names()), scorer=fuzz.ratio, score_cutoff=75)
    return str(found[0]) if found else None
