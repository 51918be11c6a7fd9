"""Numbers of agreements by series: a pattern for each type, such as `MY-RS-{year}-{n:3}`. Pure."""

import re

from crm.values.enums import AgreementType

LONGEST_PATTERN = 60
LONGEST_NUMBER = 60
COUNTER = re.compile(r"\{n(?::([1-9]))?\}")
YEAR = "{year}"

CODES = {
    AgreementType.DATA_LICENCE: "DL",
    AgreementType.COMPUTE_SUPPLY: "CS",
    AgreementType.RESELLER: "RS",
    AgreementType.REFERRAL: "RF",
    AgreementType.CO_DEVELOPMENT: "CD",
    AgreementType.RESEARCH: "RE",
    AgreementType.CO_MARKETING: "CM",
    AgreementType.TECHNICAL_SUPPORT: "TS",
    AgreementType.NDA: "NDA",
    AgreementType.MOU: "MOU",
}


def default_pattern(kind: AgreementType) -> str:
    """The pattern of a type until the book has its own. RS-{year}-{n:3}."""
    return f"{CODES[kind]}-{YEAR}-{{n:3}}"


def is_pattern(text: str) -> bool:
    """Exactly one counter, at most one year, nothing else in braces."""
    rest = COUNTER.sub("", text, count=1).replace(YEAR, "", 1)
    counted = len(COUNTER.findall(text)) == 1
    return counted and not set("{}") & set(rest) and rest.isprintable() and len(text) <= LONGEST_PATTERN


def counts_by_year(pattern: str) -> bool:
    """Whether it begins anew each year; without a year in it, a new beginning would give a number twice."""
    return YEAR in pattern


def number_of(pattern: str, year: int, n: int) -> str:
    """number_of("MY-RS-{year}-{n:3}", 2026, 14) gives "MY-RS-2026-014"."""
    return COUNTER.sub(lambda found: f"{n:0{found[1] or 1}}", pattern).replace(YEAR, str(year))
