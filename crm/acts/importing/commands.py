"""The import itself: one act, one transaction, one name in the undo menu."""

from dataclasses import dataclass
from typing import ClassVar

from crm.acts.importing.plan import ImportPlan
from crm.acts.importing.queries import StateOfBook
from crm.values import LoadingCommand, Problem, Read, Stage, Transaction, Values


@dataclass(frozen=True, slots=True)
class ImportRows(LoadingCommand):
    """Writes the rows of a plan. All or nothing, unless `skip_bad` leaves the rows with problems out."""

    label: ClassVar[str] = "undo.import-rows"
    plan: ImportPlan
    skip_bad: bool = False

    def check(self, read: Read) -> list[Problem]:
        if self.plan.problems and not self.skip_bad:
            return list(self.plan.problems)
        if self.plan.changes_nothing:
            return [Problem("import-nothing-new", values={"file": self.plan.file})]
        if read.query(StateOfBook()) != self.plan.seen:
            return [Problem("import-stale", values={"file": self.plan.file})]
        return []

    def stage(self, stage: Stage) -> None:
        from crm.acts.importing.writing import Writer

        Writer(stage, self.plan.writes).write()

    def apply(self, tx: Transaction) -> None:
        from crm.acts.importing.recording import record_agreements
        from crm.acts.importing.writing import fill_all

        fill_all(tx, self.plan.writes)
        record_agreements(tx, self.plan.writes)

    def label_values(self, tx: Transaction) -> Values:
        counts = self.plan.counts
        return {"file": self.plan.file, "n": counts.new + counts.filled}
