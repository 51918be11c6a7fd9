"""What rows say in fields that the book adds: planned for records that have nothing there, or over what they have."""

from collections.abc import Mapping

from crm.acts.importing.plan import Ref, Writes
from crm.partners.custom_values import CustomDraft
from crm.values.enums import CustomConcept

Own = Mapping[int, CustomDraft]
"""By the id of the field."""

KnownValue = tuple[int, int, int | None, int | None, str, int | None, str, int | None, int | None]
"""Id, field, partner, contact, then what `CustomDraft` holds."""


class OwnValues:
    """The values of own fields: those of the book, and those that this plan makes."""

    def __init__(self, known: list[KnownValue], writes: Writes) -> None:
        self.writes = writes
        self.row = 0
        """The row that is being taken."""

        self.said: dict[tuple[CustomConcept, Ref, int], int] = {}
        """Which row said something of it first."""

        self.held: dict[tuple[CustomConcept, Ref, int], tuple[int, CustomDraft]] = {}
        for key, field, partner, contact, *value in known:
            concept = CustomConcept.PARTNER if partner is not None else CustomConcept.CONTACT
            self.held[concept, partner or contact or 0, field] = (key, CustomDraft(*value))  # type: ignore[arg-type] # in its order

    def take(self, concept: CustomConcept, ref: Ref, own: Own, *, overwrite: bool) -> int:
        """Plans what is new, and with `overwrite` what is other; returns how many. Of two rows the first counts."""
        changed = 0
        for field, draft in own.items():
            key, held = self.held.get((concept, ref, field), (0, None))
            first = self.said.setdefault((concept, ref, field), self.row)
            overwrites = overwrite and first == self.row
            if held == draft or (held is not None and (not overwrites or not key)):
                continue
            self.held[concept, ref, field] = (key, draft)
            changed += 1
            if key:
                self.writes.own_updates[key] = draft
            else:
                self.writes.own.append((concept, ref, field, draft))
        return changed
