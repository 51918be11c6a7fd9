"""What a table lists, one thing a row."""

from enum import Enum


class SheetKind(Enum):
    """A row of contacts also says its partner; a row of interactions its partner and who was there."""

    PARTNERS = "partners"
    CONTACTS = "contacts"
    INTERACTIONS = "interactions"

    @property
    def code(self) -> str:
        return f"import.kind.{self.value}"
