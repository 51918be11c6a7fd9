"""What a table lists, one thing a row."""

from enum import Enum


class SheetKind(Enum):
    """A row of contacts also says its partner; a row of interactions its partner and who was there.

    A row of agreements is one that runs already, as a register 合同台账 has it.
    """

    PARTNERS = "partners"
    CONTACTS = "contacts"
    INTERACTIONS = "interactions"
    AGREEMENTS = "agreements"

    @property
    def code(self) -> str:
        return f"import.kind.{self.value}"
