"""Agreements: the record, its dates, its text, its promises, and what it allows."""
