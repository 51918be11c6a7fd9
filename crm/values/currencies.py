"""Currencies of ISO 4217: which there are, and how many decimals their amounts have. babel knows, asked late."""

from functools import cache

MARKS = {
    "¥": "CNY",
    "元": "CNY",
    "人民币": "CNY",
    "RMB": "CNY",
    "美元": "USD",
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "欧元": "EUR",
    "£": "GBP",
    "英镑": "GBP",
    "HK$": "HKD",
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "円": "JPY",
}
"""What people write instead of the code. ¥ is also the yen's, where a field is in yen."""


@cache
def known_currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def is_currency(code: str) -> bool:
    return code in known_currencies()


@cache
def decimals_of(code: str) -> int:
    """2 for CNY, 0 for JPY, 3 for KWD."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(code)


def currency_of(mark: str, usual: str = "") -> str | None:
    """The code that a mark means; `usual` is the currency in which a field is typed. None: no currency."""
    mark = mark.strip().upper()
    if not mark:
        return usual or None
    if mark == "¥" and usual == "JPY":
        return usual
    code = MARKS.get(mark, mark)
    return code if is_currency(code) else None
