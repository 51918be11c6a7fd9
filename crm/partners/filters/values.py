"""The values of a term: what a person typed into what is canonical, and back into words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from re import compile as pattern

from crm.language import say
from crm.language.countries import country_of, nearest_country
from crm.partners.filters import days
from crm.partners.filters.fields import FLAGS, SORT, SORTS, Field, Kind, OwnField, fields_of, folded, names
from crm.partners.filters.nearest import nearest_of
from crm.partners.filters.tokens import bare
from crm.partners.verticals import key_of, label
from crm.values import Message, Problem, Refused
from crm.values.enums import Language
from crm.values.message import shown

TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "万": 10_000, "亿": 100_000_000}
NUMBER = pattern(r"([+-]?)([0-9]{1,15})(\.[0-9]{1,6})?(k|m|万|亿)?")
MONEY = pattern(r"([^0-9.+\-\s]*)\s*([+-]?[0-9][0-9.]*(?:k|m|万|亿)?)\s*([^0-9.+\-\s]*)")
EXAMPLES = {
    Kind.PERSON: "me",
    Kind.TAG: "pilot",
    Kind.VERTICAL: "health",
    Kind.COUNTRY: "CN",
    Kind.DAY: "30d",
    Kind.NUMBER: "3",
    Kind.SCORE: "3.5",
    Kind.MONEY: "5000CNY",
    Kind.FLAG: "quiet",
    Kind.FIELD: "owner",
}
Reader = Callable[[Field, str], str]
ME = ("me", "本人", "我")
ME_WORDS = {Language.ENGLISH: "me", Language.CHINESE: "本人"}


def canonical(field: Field, text: str, own: Sequence[OwnField]) -> str:
    """The value as a Term holds it. Raises Refused with a sentence where the field has no such value."""
    if not field.exact:
        text = bare(text)
    if not bare(text):
        raise Refused(missing_value(field))
    if field.kind is Kind.CHOICE:
        return choice_value(field, text)
    if field.kind is Kind.DAY:
        return ranged(field, text, day_value)
    if field.kind in (Kind.NUMBER, Kind.SCORE, Kind.MONEY):
        return ranged(field, text, money_value if field.kind is Kind.MONEY else number_value)
    if field.kind is Kind.FIELD:
        return field_value(field, text, own)
    if field.kind is Kind.COUNTRY:
        return country_value(field, text)
    if field.kind is Kind.FLAG:
        return one_of(field, text, {key: spellings[:2] for key, spellings in FLAGS.items()})
    return typed_value(field, text)


def typed_value(field: Field, text: str) -> str:
    """A text as it was typed, but for the words that mean something: a known vertical, and *me*."""
    if field.kind is Kind.VERTICAL:
        return f"={key_of(text[1:])}" if text[0] == "=" else key_of(text)
    if field.kind is Kind.PERSON and text.casefold() in ME:
        return ME[0]
    return text


def choice_value(field: Field, text: str) -> str:
    if field.own is not None:
        return one_of(field, text, {option: (option,) for option in field.options})
    choices = field.choices or ()
    return one_of(field, text, {choice.value: [say(choice, language) for language in Language] for choice in choices})


def one_of(field: Field, text: str, spellings: Mapping[str, Iterable[str]]) -> str:
    """By value or label, whole or as a beginning that fits one only: 洽谈 is 洽谈中."""
    wanted = folded(text)
    known = {folded(spelling): value for value, labels in spellings.items() for spelling in (value, *labels)}
    if wanted in known:
        return known[wanted]
    begun = {value for spelling, value in known.items() if spelling.startswith(wanted)}
    if len(begun) == 1:
        return begun.pop()
    raise Refused(unknown_value(field, text, nearest_of(text, known)))


def missing_value(field: Field) -> Problem:
    name = field.name(Language.ENGLISH)
    example = next((choice.value for choice in field.choices or ()), None) or next(iter(field.options), None)
    nearest = f"{name}:{example or EXAMPLES.get(field.kind, 'hospital')}"
    return Problem("filter-value-missing", values={"field": name, "nearest": nearest})


def unknown_value(field: Field, text: str, nearest: list[str]) -> Problem:
    values = {"field": field_name(field, text), "given": shown(text), "nearest": nearest}
    return Problem("filter-value-unknown" if nearest else "filter-value-unlike-any", values=values)


def field_name(field: Field, beside: str) -> str:
    """What the field is called in the script of what was typed."""
    return field.name(Language.ENGLISH if beside.isascii() else Language.CHINESE)


def ranged(field: Field, text: str, read: Reader) -> str:
    """`from..to`, one end of which may be left out, or one value."""
    first, mark, last = text.partition("..")
    if not mark:
        return read(field, text)
    ends = [read(field, end.strip()) if end.strip() else "" for end in (first, last)]
    if not any(ends):
        raise Refused(missing_value(field))
    if backwards(field, *ends):
        nearest = f"{ends[1]}..{ends[0]}"
        raise Refused(Problem("filter-range-backwards", values={"given": shown(text), "nearest": nearest}))
    return "..".join(ends)


def backwards(field: Field, first: str, last: str) -> bool:
    if field.kind is Kind.DAY:
        return days.runs_backwards(first, last)
    return bool(first and last and amount_of(first)[0] > amount_of(last)[0])


def day_value(field: Field, text: str) -> str:
    found = days.canonical(text)
    if found is not None:
        return found
    if near := days.nearest_existing(text):
        raise Refused(Problem("filter-day-impossible", values={"given": shown(text), "nearest": near}))
    raise Refused(Problem("filter-day-wrong", values={"field": field_name(field, text), "given": shown(text)}))


def number_value(field: Field, text: str) -> str:
    """1.5万 is 15000; a unit that the field counts in may stand behind it."""
    found = NUMBER.fullmatch(text.casefold().replace(" ", ""))
    if found is None:
        raise Refused(Problem("filter-number-wrong", values={"field": field_name(field, text), "given": shown(text)}))
    number = Decimal(f"{found[1]}{found[2]}{found[3] or ''}") * TIMES[found[4] or ""]
    return plain(number)


def plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "+0") else text


def money_value(field: Field, text: str) -> str:
    """`5000USD`, `USD 5000`, `$5000`, `5000元`; without a currency the field's own, which is then left out."""
    from crm.values.currencies import currency_of

    found = MONEY.fullmatch(text)
    amount = number_value(field, found[2] if found else text)
    mark = (found[1] or found[3]) if found else ""
    currency = currency_of(mark, field.currency) if mark else ""
    if currency is None or (found and found[1] and found[3]):
        raise Refused(Problem("filter-currency-unknown", values={"given": shown(text)}))
    if not mark and not field.currency:
        nearest = f"{amount}CNY"
        raise Refused(Problem("filter-currency-missing", values={"given": shown(text), "nearest": nearest}))
    return amount + currency


def amount_of(value: str) -> tuple[Fraction, str]:
    """A canonical number, and its currency where it has one."""
    number = value.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return Fraction(number), value[len(number) :]


def country_value(field: Field, text: str) -> str:
    found = country_of(text)
    if found is None:
        near = nearest_country(text)
        raise Refused(unknown_value(field, text, [near] if near else []))
    return found


def field_value(asking: Field, text: str, own: Sequence[OwnField]) -> str:
    """The field that `has:`, `no:` and `sort:` ask about."""
    known = names(own)
    found = known.get(folded(text))
    if found is not None and (found.order if asking is SORT else found.filled):
        return found.key
    if asking is SORT and (key := next((key for key, words in SORTS.items() if folded(text) in words), None)):
        return key
    raise Refused(
        unknown_value(asking, text, nearest_of(text, [name for each in fields_of(own) for name in each.names]))
    )


def said(field: Field, value: str, language: Language) -> str:
    """A canonical value in a language's words."""
    if field.kind is Kind.CHOICE and field.choices is not None:
        return folded(say(field.choices(value), language))
    if field.kind is Kind.DAY:
        return "..".join(days.said(end, language) if end else "" for end in value.split(".."))
    if field.kind is Kind.FLAG:
        return FLAGS[value][0 if language is Language.ENGLISH else 1]
    if field.kind is Kind.VERTICAL and isinstance(word := label(value.removeprefix("=")), Message):
        return f"{'=' if value[:1] == '=' else ''}{say(word, language)}"
    if field.kind is Kind.PERSON and value == ME[0]:
        return ME_WORDS[language]
    return value
