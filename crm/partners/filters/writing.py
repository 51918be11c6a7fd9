"""Writes a filter as text, in a language's words. `read_filter` reads the same filter back."""

from collections.abc import Sequence

from crm.partners.filters.fields import SORT, SORTS, Field, Kind, OwnField, field_by_key, folded, names
from crm.partners.filters.terms import Filter, Term
from crm.partners.filters.tokens import spelled, spelled_key, spelled_text
from crm.partners.filters.values import said
from crm.values.enums import Language


def written(asked: Filter, language: Language, custom: Sequence[OwnField] = ()) -> str:
    """Words, terms, order. Own fields stand there by name where `custom` tells it, else by their key."""
    parts = [asked.words] if asked.words else []
    parts += [written_term(term, language, custom) for term in asked.terms]
    if asked.sort:
        way = "-" if asked.descending else ""
        parts.append(f"{SORT.name(language)}:{way}{written_key(asked.sort, language, custom)}")
    return " ".join(parts)


def written_term(term: Term, language: Language, custom: Sequence[OwnField] = ()) -> str:
    """One term: `-标签:llm`, `last<30d`."""
    field = field_by_key(term.field, custom)
    values = ",".join(written_value(field, value, language, custom) for value in term.values)
    sign = "-" if term.negated else ""
    return f"{sign}{written_key(term.field, language, custom)}{term.operator.value}{values}"


def written_value(field: Field | None, value: str, language: Language, custom: Sequence[OwnField]) -> str:
    if field is None:
        return spelled(value)
    if field.kind is Kind.FIELD:
        return written_key(value, language, custom)
    return (spelled_text if field.exact else spelled)(said(field, value, language))


def written_key(key: str, language: Language, custom: Sequence[OwnField]) -> str:
    """The name of a field, where it alone bears it; else its key, which stays when the name changes."""
    if key in SORTS:
        return SORTS[key][0 if language is Language.ENGLISH else 1]
    field = field_by_key(key, custom)
    if field is None:
        return spelled_key(key)
    name = field.name(language)
    meant = names(custom).get(folded(name))
    return spelled_key(name if meant is not None and meant.key == key else key)
