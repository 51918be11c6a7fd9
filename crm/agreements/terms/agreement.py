"""The facts of an agreement: its status and dates are functions of them. Each works from a day and is known on one.

Shapes only, and what stands in them as it was entered; what follows from them is in `course` and `status`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from crm.agreements.terms.endings import AfterCure, EndOf
from crm.agreements.terms.ends import Length
from crm.agreements.terms.notices import NoticeRule
from crm.agreements.terms.supplements import Supplement
from crm.values.enums import FirstDay, LateNotice, MarksRequired, NoticeType
from crm.values.span import Span
from crm.values.workdays import Places

WINDOW_DAYS = 90
"""How long before the notice date an agreement is shown as in its notice window."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The days on which one party signed and sealed."""

    signature: date | None = None
    seal: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition precedent (民法典 art. 158, 502) and the day on which it was met."""

    met: date | None = None


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """Automatic renewal 自动续期, or by consent: then each renewal is a supplement. `limit` None: without limit."""

    span: Span
    automatic: bool = True
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, when it was received and known (None: on receipt), and what its kind needs."""

    kind: NoticeType
    received: date
    known: date | None = None
    to: EndOf | None = None
    cure: Span | None = None
    cured: date | None = None
    after_cure: AfterCure = AfterCure.AUTOMATIC
    second_received: date | None = None

    def is_known(self, day: date, known: date) -> bool:
        """Whether it was received by `day` as the book knew on `known`. One received later changes nothing."""
        return self.received <= day and (self.known or self.received) <= known


@dataclass(frozen=True, slots=True)
class AgreedEnd:
    """An end by agreement 协商解除 (民法典 art. 562): the last day in force, and the day the book knew it."""

    last_day: date
    known: date


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the book knows of one agreement. `term` None: evergreen 不定期. `receipt`: the notice's place of receipt.

    `copy` is the day on which the signed copy was attached, or the reason why there is none. `notice` is the period
    of both kinds of notice: against renewal, and to an evergreen agreement.
    """

    parties: tuple[str, ...]
    marks: Mapping[str, Marks] = field(default_factory=dict)
    requires: MarksRequired = MarksRequired.EITHER
    copy: date | str | None = None
    review_from: date | None = None
    effective: date | None = None
    condition: Condition | None = None
    term: Length | None = None
    first_day: FirstDay = FirstDay.COUNTED
    renewal: RenewalRule | None = None
    notice: NoticeRule | None = None
    late: LateNotice = LateNotice.VOID
    window_days: int = WINDOW_DAYS
    notices: tuple[Notice, ...] = ()
    agreed_end: AgreedEnd | None = None
    supplements: tuple[Supplement, ...] = ()
    void_from: date | None = None
    receipt: Places = ()
