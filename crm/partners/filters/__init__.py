"""The one filter language of the list of partners: clicked as chips and typed as text, the same object.

Pure and light to import: no SQLModel. `crm.partners.queries.conditions` makes SQL of a Filter.
"""

from crm.partners.filters.fields import FIELDS, Field, Kind, OwnField, field_by_key, fields_of
from crm.partners.filters.reading import Reading, read_filter
from crm.partners.filters.terms import Filter, Operator, Term
from crm.partners.filters.tokens import word_values
from crm.partners.filters.writing import written, written_key, written_term

__all__ = [
    "FIELDS",
    "Field",
    "Filter",
    "Kind",
    "Operator",
    "OwnField",
    "Reading",
    "Term",
    "field_by_key",
    "fields_of",
    "read_filter",
    "word_values",
    "written",
    "written_key",
    "written_term",
]
