"""By what two names, addresses or slugs are the same. Pure.

>>> domain_of("https://www.Acme.com/about"), slug_of("Wikimedia Deutschland e. V."), slug_of("universit%C3%A9-libre")
('acme.com', 'wikimedia-deutschland-e-v', 'universite-libre')
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from crm.acts.importing.hosts import OWN_SHOP, SHARED_HOSTS
from crm.book.text import folded

SUFFIX = re.compile(
    r"[\s,，.]*(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|株式会社|有限会社|"
    r"\b(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|company|gmbh|ag|sa|s\.a|sas|bv|b\.v|nv|ab|oy|pty|pte|kk|srl|spa)\b)"
    r"[\s.,)]*$",
    re.IGNORECASE,
)
NOTE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._~\-]|%[0-9A-Fa-f]{2})*")
ACCOUNT_NUMBER = re.compile(r"-(?:[2-9]|(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{4})$")
"""What a directory appends to a slug that was taken: `maiot-c7f4`, `h2o-2`."""

LEGAL = {"llc": "LLC", "gmbh": "GmbH", "ag": "AG", "plc": "PLC", "bv": "BV"}
SMALL_WORDS = frozenset(("of", "and", "for", "the", "in", "on", "de", "la", "le", "et", "und", "von", "at"))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """NFKC and casefold, blanks made one."""
    return " ".join(folded(name).split())


@lru_cache(maxsize=65_536)
def domain_of(address: str) -> str:
    """The host without `www.`, or nothing where it is a host that many share."""
    host = host_of(address)
    if not host or is_shared(host, address):
        return ""
    return host


def host_of(address: str) -> str:
    text = address.strip()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")


def is_shared(host: str, address: str) -> bool:
    if host in OWN_SHOP:
        return not is_front_page(address)
    parts = host.split(".")
    return any(".".join(parts[start:]) in SHARED_HOSTS - OWN_SHOP for start in range(len(parts) - 1))


def is_front_page(address: str) -> bool:
    """Whether the address is of a site itself, in whatever language, not of a page deep in it."""
    text = address.strip()
    try:
        path = urlsplit(text if "://" in text else f"//{text}").path.strip("/").casefold()
    except ValueError:
        return False
    return re.fullmatch(r"(?:[a-z]{2}(?:-[a-z]{2})?/?)*(?:(?:index|default|home)(?:\.\w{2,5})?)?", path) is not None


def slug_of(name: str) -> str:
    """The name as a directory makes it a slug: ASCII letters and digits, one hyphen between. Decodes `%C3%A9` first."""
    plain = unicodedata.normalize("NFKD", unquote(name)).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None


def without_note(name: str) -> str:
    """`IBM (hosting)` is IBM."""
    return NOTE.sub("", name).strip() or name


def stem_of(name: str) -> str:
    """The folded name without notes in brackets and without legal suffixes, stripped repeatedly."""
    stem = name_key(without_note(name))
    while (shorter := SUFFIX.sub("", stem).strip()) and shorter != stem:
        stem = shorter
    return stem


def alike(one: str, other: str) -> bool:
    """Whether two names at one website are likely of one organisation. Names in two scripts cannot be compared: yes."""
    from rapidfuzz import fuzz

    first, second = stem_of(one), stem_of(other)
    if first == second or first.isascii() != second.isascii():
        return True
    shorter, longer = sorted((first, second), key=len)
    held = len(shorter) >= 3 and longer.startswith(shorter)
    return held or fuzz.ratio(first, second, score_cutoff=85) > 0


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
