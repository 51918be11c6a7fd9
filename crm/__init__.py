"""The domain of Liaison: who our partners are, what was said and promised, what is due. Never imports Qt or `ui`."""

SLICES = ("today", "partners", "agreements", "communication")
"""The concepts built so far. Folders of `crm`, `ui`, `tests` and the entries of the rail carry these names."""
