"""Saved views go on meaning what they meant when a tag or a choice is called otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from crm import model
from crm.book.records import matching
from crm.book.text import folded
from crm.partners.filters import Filter, Term, read_filter, written
from crm.partners.queries.custom_field import CustomFields
from crm.values import Transaction
from crm.values.enums import CustomConcept, Language


def reword_views(tx: Transaction, field: str, renamed: Mapping[str, str]) -> None:
    """In every saved filter, the values of the field that are called otherwise now; `renamed` is old to new."""
    if not renamed:
        return
    now = {folded(old): new for old, new in renamed.items()}
    own = tx.query(CustomFields(CustomConcept.PARTNER))
    for view in matching(tx, model.SavedView):
        reading = read_filter(view.filter, own)
        reworded = with_values(reading.filter, field, now)
        if not reading.problems and reworded != reading.filter:
            view.filter = written(reworded, Language.ENGLISH)


def with_values(asked: Filter, field: str, now: Mapping[str, str]) -> Filter:
    return replace(asked, terms=tuple(reworded(term, now) if term.field == field else term for term in asked.terms))


def reworded(term: Term, now: Mapping[str, str]) -> Term:
    return replace(term, values=tuple(dict.fromkeys(now.get(folded(value), value) for value in term.values)))
