"""Import: rows of a file matched with the book, then written as one step.

The file is read by `crm.exchange.importing.prepare_import`, which ends in an `ImportPlan`; `ImportRows` carries it out.
"""

from crm.acts.importing.commands import ImportRows
from crm.acts.importing.kinds import SheetKind
from crm.acts.importing.matching import Matching
from crm.acts.importing.plan import Conflict, Counts, Decisions, Duplicates, ImportPlan, Outcome, PlannedRow, Taken
from crm.acts.importing.queries import KnownRecords

__all__ = [
    "Conflict",
    "Counts",
    "Decisions",
    "Duplicates",
    "ImportPlan",
    "ImportRows",
    "KnownRecords",
    "Matching",
    "Outcome",
    "PlannedRow",
    "SheetKind",
    "Taken",
]
