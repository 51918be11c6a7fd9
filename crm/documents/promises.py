"""Whether a promise was kept. Dates only: no clock, no database."""

from datetime import date
from enum import Enum

from crm.values.enums import ActionItemState


class Kept(Enum):
    """The value is the end of its codes in the catalogue. In the order in which a sentence counts them."""

    KEPT = "kept"
    LATE = "late"
    OVERDUE = "overdue"
    NOT_YET_DUE = "not-yet-due"
    WITHDRAWN = "withdrawn"


def judge(state: ActionItemState, due: date | None, done: date | None, on: date) -> Kept:
    """What a promise is worth on a day. Without a due date it can be neither late nor overdue.

    Due on 30 September and done on 6 October: kept late. Due on 15 October, open on the 20th: overdue.
    """
    if state is ActionItemState.DROPPED:
        return Kept.WITHDRAWN
    if state is ActionItemState.DONE:
        return Kept.LATE if due and done and done > due else Kept.KEPT
    return Kept.OVERDUE if due and due < on else Kept.NOT_YET_DUE
