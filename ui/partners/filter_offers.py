"""What completes a filter that is being typed: keys, then the values of a key. Pure but for what the book lists."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crm.partners.filters import Field, Kind, OwnField
from crm.partners.filters.fields import HAS, IS, NO, SORT, fields_of, folded, names
from crm.partners.filters.tokens import spelled, spelled_key
from crm.partners.filters.values import said
from crm.values.enums import Language
from ui.kit.look import look
from ui.partners.filter_choices import Option

TOKEN = re.compile(r'(?P<no>-?)(?P<key>"[^"]*"|[^\s":：<>=≤≥]+)(?P<sign>[:：<>=≤≥]=?)(?P<rest>.*)')
LAST = re.compile(r'(?:"[^"]*"?|[^\s"])*\Z')
MOST = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """`text` takes the place of what stands from `start` to the cursor."""

    start: int
    text: str
    label: str
    second: str = ""


def offers(text: str, own: Sequence[OwnField], listed: Callable[[Field], list[Option]]) -> list[Offer]:
    """For the text up to the cursor: `sta` offers `stage:`, `stage:ac` offers `active`."""
    found = LAST.search(text)
    token = found[0] if found is not None else ""
    part = TOKEN.fullmatch(token)
    if part is None:
        word = token.lstrip("-")
        return list(key_offers(word, len(text) - len(word), own))[:MOST] if word else []
    field = names(own).get(folded(part["key"].strip('"')))
    if field is None:
        return []
    begun = re.split(r"[,，、]", part["rest"])[-1]
    start = len(text) - len(begun)
    if field is SORT:
        begun = begun.removeprefix("-")
        return [
            Offer(len(text) - len(begun), offer.text.rstrip(":"), offer.label)
            for offer in key_offers(begun, 0, own, sorts=True)
        ][:MOST]
    return list(value_offers(field, begun.strip('"'), start, listed(field)))[:MOST]


def key_offers(word: str, start: int, own: Sequence[OwnField], *, sorts: bool = False) -> Iterator[Offer]:
    """Names of fields that begin so, in the language of the window; typed in the other one, in that."""
    wanted = folded(word)
    asking = () if sorts else (IS, HAS, NO, SORT)
    for field in (*fields_of(own), *asking):
        if sorts and not field.order:
            continue
        for language in (look.language, *(other for other in Language if other is not look.language)):
            name = next((name for name in names_in(field, language) if folded(name).startswith(wanted)), None)
            if name is not None:
                other = field.name(look.language)
                yield Offer(start, f"{spelled_key(name)}:", f"{name}:", other if other != name else "")
                break


def names_in(field: Field, language: Language) -> Sequence[str]:
    return field.en if language is Language.ENGLISH else field.zh


def value_offers(field: Field, begun: str, start: int, options: Sequence[Option]) -> Iterator[Offer]:
    """Values whose word in either language begins so, or holds it."""
    wanted = folded(begun)
    for value, label in options:
        words = [said(field, value, language) for language in Language] if field.kind is not Kind.FIELD else [value]
        spellings = [folded(word) for word in (*words, label, value)]
        if any(spelling.startswith(wanted) for spelling in spellings) and wanted not in spellings[:2]:
            own_word = words[0 if look.language is Language.ENGLISH else -1]
            yield Offer(start, spelled(own_word), label, value if value not in (label, own_word) else "")
