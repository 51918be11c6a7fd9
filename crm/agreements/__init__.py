"""Agreements: what was signed with whom, from when to when, and by when something has to be done about it."""
