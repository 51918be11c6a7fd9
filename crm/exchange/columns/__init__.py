"""Which column of a table is which field of the book, and what its cells mean."""

from crm.exchange.columns.fields import FIELDS, fields_of
from crm.exchange.columns.guess import Column, Columns, chosen_columns, guess_columns, is_known_header

__all__ = ["FIELDS", "Column", "Columns", "chosen_columns", "fields_of", "guess_columns", "is_known_header"]
