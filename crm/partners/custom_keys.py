"""The key by which filters, imports and the command line name an own field: made from its name once, then kept."""

import re
from collections.abc import Collection
from unicodedata import normalize

RESERVED = frozenset((
    "bin", "board", "city", "contact", "country", "created", "credit_code", "custom", "description", "direct",
    "email", "fields", "file", "fit", "gaps", "group", "has", "id", "import", "is", "key", "last", "legal_name",
    "made", "maturity", "me", "name", "name_en", "name_zh", "near", "next", "no", "none", "note", "notes", "on",
    "open", "order", "other_names", "owner", "owner_id", "people", "person", "phone", "pinyin", "quiet",
    "repository", "rests", "rhythm", "role", "roles", "score", "search", "since", "slug", "sort", "stage",
    "stages", "status", "tag", "tags", "text", "tier", "title", "twitter", "uid", "until", "vertical",
    "verticals", "view", "website", "wechat", "word", "words",
))  # fmt: skip
"""What filters and imports call the fields that every book has, or may come to."""

LONGEST = 60
NOT_SIGN = re.compile(r"[^a-z0-9]+")
HAN = re.compile(r"([\u3400-\u9fff\U00020000-\U000323af]+)")


def key_of(name: str, taken: Collection[str]) -> str:
    """`GPU hours` gives gpu-hours, 年度预算 nian-du-yu-suan; a second one of a name gets -2, a reserved word too."""
    bare = slug(name)
    if bare not in taken and bare not in RESERVED and bare.replace("-", "_") not in RESERVED:
        return bare
    number = 2
    while f"{bare}-{number}" in taken:
        number += 1
    return f"{bare}-{number}"


def slug(name: str) -> str:
    """Latin letters and digits, Han in pinyin, hyphens between. A name without any of them is `field`."""
    from pypinyin import lazy_pinyin

    text = normalize("NFKC", name)
    spelled = HAN.sub(lambda run: " " + " ".join(lazy_pinyin(run.group(1))) + " ", text)
    plain = normalize("NFKD", spelled).encode("ascii", "ignore").decode().casefold()
    bare = NOT_SIGN.sub("-", plain).strip("-")[: LONGEST - 4].strip("-") or "field"
    return f"field-{bare}" if bare[0].isdigit() else bare
