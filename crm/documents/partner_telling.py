"""Which sections a partner report has, and what each of them is made from."""

from dataclasses import dataclass
from enum import Enum

from crm.documents.partner_content import Report
from crm.documents.speech import Speech


class Section(Enum):
    """The parts that one may leave out, in the order in which they stand. The value ends their codes."""

    PROMISES = "promises"
    GOALS = "goals"
    OBLIGATIONS = "obligations"
    AGREEMENTS = "agreements"
    WHO = "who"
    OWN_FIELDS = "own-fields"
    FIGURES = "figures"
    RHYTHM = "rhythm"
    PEOPLE = "people"
    MEETINGS = "meetings"
    MINUTES = "minutes"
    OPEN_ITEMS = "open-items"
    NEXT_STEPS = "next-steps"

    @property
    def code(self) -> str:
        return f"report.section.{self.value}"


USUAL = frozenset(Section) - {Section.MINUTES, Section.OWN_FIELDS}
"""Minutes and own fields are what one side typed: they are handed out only when asked for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a section is made from."""

    report: Report
    speech: Speech
    sections: frozenset[Section]
