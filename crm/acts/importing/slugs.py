"""How a directory's slug is read as a name. Pure."""

import re
from urllib.parse import unquote

from crm.partners.duplicates.keys import slug_of

ACCOUNT_NUMBER = re.compile(r"-(?:[2-9]|(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{4})$")
"""What a directory appends to a slug that was taken: `maiot-c7f4`, `h2o-2`."""

LEGAL = {"llc": "LLC", "gmbh": "GmbH", "ag": "AG", "plc": "PLC", "bv": "BV"}
SMALL_WORDS = frozenset(("of", "and", "for", "the", "in", "on", "de", "la", "le", "et", "und", "von", "at"))


def name_of_slug(slug: str, spellings: dict[str, str]) -> str:
    """`hugging-face` is Hugging Face. Words that the file spells its own way (IBM, OpenAI) keep that spelling."""
    bare = ACCOUNT_NUMBER.sub("", unquote(slug))
    known = spellings.get(slug_of(bare))
    if known:
        return known
    words = [word for word in re.split(r"[-_]+", bare) if word]
    spelled = [
        spellings.get(f"word {word}") or (word if place and word in SMALL_WORDS else capital(word))
        for place, word in enumerate(words)
    ]
    return " ".join(spelled) or slug


def capital(word: str) -> str:
    """Two consonants are initials, as in LF and VK; legal suffixes are written as the register does."""
    if word in LEGAL:
        return LEGAL[word]
    if re.fullmatch(r"[b-df-hj-np-tv-z]{2}", word):
        return word.upper()
    return word[:1].upper() + word[1:]
