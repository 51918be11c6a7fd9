"""How the terms of a filter read on chips and in menus, in the language of the moment. No widget."""

from collections.abc import Iterator, Sequence

from crm.partners.filters import Field, Kind, Operator, OwnField, Term, field_by_key
from crm.partners.filters.fields import FLAGS, HAS, IS, NO
from crm.partners.filters.values import said
from crm.partners.filters.writing import written_key
from crm.values import Message
from crm.values.enums import Language
from ui.kit.look import Plain, Text, look

ASKED = {IS: "filters.is-flag", HAS: "filters.has", NO: "filters.no"}
"""What can be asked of all fields, as a menu names it."""

SIGNS = {Operator.LESS: "<", Operator.MORE: ">", Operator.AT_MOST: "≤", Operator.AT_LEAST: "≥"}


def field_title(field: Field) -> str:
    """Stage, 阶段; `english-name` is English name. An own field as its person named it."""
    name = field.name(look.language)
    if field.own is not None or look.language is not Language.ENGLISH:
        return name
    return (name[:1].upper() + name[1:]).replace("-", " ")


def value_text(field: Field, value: str, own: Sequence[OwnField] = ()) -> str:
    """A value as a chip says it: in words, small in English, as in the middle of a sentence."""
    if field.kind is Kind.CHOICE and field.choices is not None:
        words = look.say(field.choices(value))
        return words[:1].lower() + words[1:] if words[:2] != words[:2].upper() else words
    if field.kind is Kind.FLAG:
        return flag_text(value)
    if field.kind is Kind.FIELD:
        asked = field_by_key(value, own)
        return field_title(asked) if asked is not None else written_key(value, look.language, own)
    return said(field, value, look.language)


def flag_text(flag: str) -> str:
    return look.say(f"filters.flag-{flag}")


def chip_texts(term: Term, own: Sequence[OwnField]) -> tuple[Text, Text]:
    """Stage is · active, negotiating; Last < · 30d; Gone quiet."""
    field = field_by_key(term.field, own)
    if field is None:  # a field that the book no longer has
        return Plain(term.field), Plain(", ".join(term.values))
    values = Message("partners.values", {"values": tuple(value_text(field, value, own) for value in term.values)})
    return head_of(field, term), values


def head_of(field: Field, term: Term) -> Text:
    if field.kind is Kind.FLAG:
        return "filters.not" if term.negated else ""
    if field.kind is Kind.FIELD:
        return f"filters.{field.key}-not" if term.negated else f"filters.{field.key}"
    if term.operator is not Operator.IS:
        return Plain(f"{field_title(field)} {SIGNS[term.operator]}")
    return Message("filters.is-not" if term.negated else "filters.is", {"field": field_title(field)})


def flag_options() -> Iterator[tuple[str, str]]:
    yield from ((flag, flag_text(flag)) for flag in FLAGS)
