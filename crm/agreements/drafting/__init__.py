"""Drafting: placeholders, numbers, the text laid out, what is missing, what differs. Rows in, values out."""
