"""The columns that a list of partners may have: fields of the filter, two that join several, and own fields by key."""

from collections.abc import Sequence

from crm.language import say
from crm.partners.filters import FIELDS, OwnField
from crm.partners.filters.fields import SORTS, folded
from crm.partners.filters.nearest import nearest_of
from crm.values import Message, Problem, Refused
from crm.values.enums import CustomConcept, Language
from crm.values.message import shown

COLUMNS = ("name", "roles", "tier", "owner", "country", "last", "next", "rhythm", "open")
"""What a list shows where nobody chose otherwise."""

NEVER = ("contact", "decision", "quiet", "role", "stage")
"""Fields that are asked for but shown by another column: `roles` has roles with their stages, `rhythm` the silence."""


def every_column(own: Sequence[OwnField] = ()) -> tuple[str, ...]:
    """Each column that there is, in the order in which a chooser offers them."""
    rest = (field.key for field in FIELDS if field.key not in (*COLUMNS, *NEVER))
    keys = (each.key for each in own if each.concept is CustomConcept.PARTNER)
    return (*COLUMNS, *rest, *keys)


def column_label(key: str, own: Sequence[OwnField] = ()) -> Message | str:
    """What stands over it: the catalogue's `column.<key>`, or the name of the own field."""
    name = next((each.name for each in own if each.key == key), None)
    return name if name is not None else Message(f"column.{key}")


def column_named(text: str, own: Sequence[OwnField] = ()) -> str:
    """The column that a word means: its key, its label or the filter's word in either language. Raises Refused."""
    known = column_words(own)
    found = known.get(folded(text))
    if found is None:
        near = nearest_of(folded(text), known)
        code = "column-unknown" if near else "column-unlike-any"
        values = {"given": shown(text), "nearest": near or list(COLUMNS)}
        raise Refused(Problem(code, field="columns", values=values))
    return found


def column_words(own: Sequence[OwnField] = ()) -> dict[str, str]:
    """Every word for a column; the first that has a word keeps it."""
    names = {field.key: field.names for field in FIELDS} | SORTS
    known: dict[str, str] = {}
    for key in every_column(own):
        label = column_label(key, own)
        labels = (label,) if isinstance(label, str) else (say(label, language) for language in Language)
        for word in (key, *labels, *names.get(key, ())):
            known.setdefault(folded(word), key)
    return known
