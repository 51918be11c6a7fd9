"""What an agreement promises: goals with their progress, obligations with their outcomes, restrictions, data rights."""

from dataclasses import dataclass
from sqlite3 import Connection

from crm.agreements.queries.rows import (
    DataRightRow,
    GoalRow,
    ObligationRow,
    OutcomeRow,
    ProgressRow,
    PromisesRow,
    RestrictionRow,
)
from crm.values import Query
from crm.values.cells import row_of
from crm.values.ids import AgreementId

OF_AGREEMENT = "JOIN agreement_version AS v ON v.id = o.version_id WHERE v.agreement_id = :id"
GOALS = f"""
SELECT o.id, o.version, o.version_id, o.text_en, o.text_zh, o.unit, o.baseline, o.target, o.due_on, o.line
FROM goal AS o {OF_AGREEMENT} ORDER BY o.position, o.id
"""
PROGRESS = """
SELECT measured_on, value, note FROM goal_progress
WHERE goal_id IN (SELECT twin.id FROM goal AS twin JOIN goal AS one ON one.uid = twin.uid WHERE one.id = ?)
ORDER BY measured_on, id
"""
OBLIGATIONS = f"""
SELECT o.id, o.version, o.version_id, o.debtor_id, o.creditor_id, o.text_en, o.text_zh, o.form, o.due_on, o.rule,
       o.within, o.event, o.event_on, o.day_roll, o.acceptance, o.line
FROM obligation AS o {OF_AGREEMENT} ORDER BY o.position, o.id
"""
OUTCOMES = """
SELECT o.unmoved, o.state, o.on_day, o.reason, o.attachment_id, coalesce(a.name, ''), o.interaction_id
FROM obligation_outcome AS o LEFT JOIN attachment AS a ON a.id = o.attachment_id
WHERE o.obligation_id IN (
    SELECT twin.id FROM obligation AS twin JOIN obligation AS one ON one.uid = twin.uid WHERE one.id = ?)
ORDER BY o.unmoved
"""
RESTRICTIONS = f"""
SELECT o.id, o.version, o.version_id, o.kind, o.bound_id, o.holder_id, o.territory, o.use_field, o.from_on,
       o.until_on, o.note, o.line
FROM restriction AS o {OF_AGREEMENT} ORDER BY o.id
"""
DATA_RIGHTS = f"""
SELECT o.id, o.version, o.version_id, o.data_set, o.model, o.use, o.answer, o.until_on, o.line
FROM data_right AS o {OF_AGREEMENT} ORDER BY o.data_set, o.model, o.id
"""


@dataclass(frozen=True, slots=True)
class AgreementPromises(Query[PromisesRow]):
    """Goals, obligations, restrictions and data rights of all versions of an agreement.

    A promise keeps its uid through amendments: what became of it stands with it in each version that has it.
    """

    id: AgreementId

    def run(self, connection: Connection) -> PromisesRow:
        key = {"id": self.id}
        goals = []
        for cells in connection.execute(GOALS, key).fetchall():
            progress = tuple(row_of(ProgressRow, row) for row in connection.execute(PROGRESS, (cells[0],)))
            goals.append(row_of(GoalRow, (*cells, progress)))
        obligations = []
        for cells in connection.execute(OBLIGATIONS, key).fetchall():
            outcomes = tuple(row_of(OutcomeRow, row) for row in connection.execute(OUTCOMES, (cells[0],)))
            obligations.append(row_of(ObligationRow, (*cells, outcomes)))
        return PromisesRow(
            tuple(goals),
            tuple(obligations),
            tuple(row_of(RestrictionRow, row) for row in connection.execute(RESTRICTIONS, key)),
            tuple(row_of(DataRightRow, row) for row in connection.execute(DATA_RIGHTS, key)),
        )
