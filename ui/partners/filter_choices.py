"""Which values a field of the filter may take, where they can be listed: for check boxes and for completion."""

from collections.abc import Sequence
from typing import Any

from crm.partners.filters import Field, Kind, OwnField, fields_of
from crm.partners.queries import Owners, TagNames, VerticalNames
from crm.partners.verticals import label
from ui.kit.look import look
from ui.partners.filter_words import field_title, flag_options, value_text
from ui.partners.wording import in_language

Option = tuple[str, str]
"""A value as the filter has it, and how it reads."""


def options_of(field: Field, own: Sequence[OwnField], book: Any) -> list[Option]:
    """None of them where a value is typed."""
    if field.kind is Kind.CHOICE and field.choices is not None:
        return [(choice.value, value_text(field, choice.value)) for choice in field.choices]
    if field.kind is Kind.CHOICE:
        return [(option, option) for option in field.options]
    if field.kind is Kind.FLAG:
        return list(flag_options())
    if field.kind is Kind.FIELD:
        return [(each.key, field_title(each)) for each in fields_of(own) if each.filled]
    return listed_in_book(field, book)


def listed_in_book(field: Field, book: Any) -> list[Option]:
    if field.kind is Kind.TAG:
        return [(tag.name, tag.name) for tag in book.query(TagNames())]
    if field.kind is Kind.VERTICAL:
        return [(vertical, look.say(label(vertical) or "") or vertical) for vertical in book.query(VerticalNames())]
    if field.kind is Kind.PERSON and field.key == "owner":
        people = [in_language(one.title_en, one.title_zh) for one in book.query(Owners())]
        return [("me", look.say("filters.me")), *((name, name) for name in people)]
    return []
