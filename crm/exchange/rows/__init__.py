"""Rows of a table turned into drafts: every cell in the type of its field, or a Problem that says what to do."""

from crm.exchange.rows.reader import RowReader, Words

__all__ = ["RowReader", "Words"]
