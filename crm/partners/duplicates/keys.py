"""By what two names, addresses or slugs are the same. Pure.

>>> domain_of("https://www.Acme.com/about"), slug_of("Wikimedia Deutschland e. V."), slug_of("universit%C3%A9-libre")
('acme.com', 'wikimedia-deutschland-e-v', 'universite-libre')
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from crm.book.text import folded
from crm.partners.duplicates.hosts import OWN_SHOP, SHARED_HOSTS

SUFFIX = re.compile(
    r"[\s,，.]*(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|株式会社|有限会社|"
    r"\b(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|company|gmbh|ag|sa|s\.a|sas|bv|b\.v|nv|ab|oy|pty|pte|kk|srl|spa)\b)"
    r"[\s.,)]*$",
    re.IGNORECASE,
)
NOTE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
NOBODYS = SHARED_HOSTS - OWN_SHOP
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._~\-]|%[0-9A-Fa-f]{2})*")


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
    return any(".".join(parts[start:]) in NOBODYS for start in range(len(parts) - 1))


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
