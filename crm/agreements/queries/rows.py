"""The rows of an agreement: what every face shows of its record, its text and its promises."""

from dataclasses import dataclass
from datetime import date

from crm.values.enums import (
    AgreementStatus,
    AgreementType,
    Capacity,
    DataAnswer,
    DataUse,
    DayRoll,
    FirstDay,
    LateNotice,
    MarkKind,
    MarksRequired,
    NoticeCount,
    NoticeRoll,
    NoticeType,
    ObligationForm,
    ObligationState,
    ParagraphKind,
    PartyRole,
    PrevailingText,
    Renewal,
    ReportLanguage,
    RestrictionType,
)
from crm.values.ids import (
    AgreementId,
    AgreementNoticeId,
    AgreementPartyId,
    AgreementVersionId,
    AttachmentId,
    ClauseId,
    ContactId,
    DataRightId,
    GoalId,
    InteractionId,
    ObligationId,
    ParagraphId,
    PartnerId,
    RestrictionId,
    StatusOverrideId,
)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party by rank, from 0: 甲方. Names, code and signatory are the frozen ones once version 1 is signed."""

    id: AgreementPartyId
    version: int
    partner_id: PartnerId
    rank: int
    is_home: bool
    name_en: str
    name_zh: str
    code: str
    role: PartyRole | None
    signatory_id: ContactId | None
    signatory_en: str
    signatory_zh: str
    capacity: Capacity | None
    address: str
    share: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    party_id: AgreementPartyId
    kind: MarkKind
    marked_on: date


@dataclass(frozen=True, slots=True)
class FileRow:
    id: AttachmentId
    name: str
    sha256: str
    size: int
    is_signed_copy: bool
    page: int | None


@dataclass(frozen=True, slots=True)
class TermsRow:
    """The terms as one version states them; spans as text (`24m`, `90d`), the amount in minor units."""

    currency: str
    law: str
    zone: str
    effective_on: date | None
    term: str
    last_day: date | None
    first_day: FirstDay
    renewal: Renewal
    renewal_term: str
    renewal_limit: int | None
    notice: str
    notice_count: NoticeCount
    clear_days: bool
    notice_roll: NoticeRoll
    late_notice: LateNotice
    margin: int
    places: tuple[str, ...]
    window_days: int
    day_roll: DayRoll
    payment_days: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Version 1 is the agreement, each later one an amendment. `signed_on`: the day of its last mark, if complete."""

    id: AgreementVersionId
    version: int
    number: int
    reason: str
    amends_on: date | None
    known_on: date | None
    copy_on: date | None
    copy_reason: str
    sha256: str
    terms: TermsRow
    marks: tuple[MarkRow, ...]
    files: tuple[FileRow, ...]
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    id: AgreementNoticeId
    version: int
    kind: NoticeType
    from_party_id: AgreementPartyId | None
    sent_on: date | None
    received_on: date | None
    known_on: date | None
    last_day: date | None
    cure: str
    cured_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class OverrideRow:
    id: StatusOverrideId
    status: AgreementStatus
    set_on: date
    reason: str
    lifted_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    id: InteractionId
    held_on: date
    title: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: ContactId
    title_en: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The record as it stands, whatever the day; `crm.agreements.life` computes what follows from it and a day."""

    id: AgreementId
    uid: str
    version: int
    in_bin: bool
    type: AgreementType
    number: str
    title_en: str
    title_zh: str
    languages: ReportLanguage
    prevailing: PrevailingText | None
    requires: MarksRequired
    originals: int | None
    in_review_on: date | None
    condition: str
    condition_met_on: date | None
    void_on: date | None
    void_reason: str
    imported: bool
    note: str
    parties: tuple[PartyRow, ...]
    versions: tuple[VersionRow, ...]
    notices: tuple[NoticeRow, ...]
    overrides: tuple[OverrideRow, ...]
    meetings: tuple[MeetingRow, ...]
    contacts: tuple[PersonRow, ...]

    @property
    def is_signed(self) -> bool:
        return self.versions[0].signed_on is not None

    @property
    def draft(self) -> VersionRow | None:
        """The version that may still be edited: the last one, while it is not signed."""
        return None if self.versions[-1].signed_on else self.versions[-1]

    def party(self, key: int | None) -> PartyRow | None:
        return next((party for party in self.parties if party.id == key), None)


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """`text_…` is plain, with `**bold**`, `{placeholder}`, `{@line}` for a reference; a table has a row a line."""

    id: ParagraphId
    version: int
    line: str
    kind: ParagraphKind
    text_en: str
    text_zh: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    id: ClauseId
    version: int
    line: str
    standard: str
    heading_en: str
    heading_zh: str
    paragraphs: tuple[ParagraphRow, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """The text of one version: its clauses in order, and what fills placeholders that the record does not."""

    version_id: AgreementVersionId
    clauses: tuple[ClauseRow, ...]
    filled: tuple[tuple[str, str, str], ...]
    """name, English, Chinese"""


@dataclass(frozen=True, slots=True)
class ProgressRow:
    measured_on: date
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    id: GoalId
    version: int
    version_id: AgreementVersionId
    text_en: str
    text_zh: str
    unit: str
    baseline: str
    target: str
    due_on: date | None
    line: str
    progress: tuple[ProgressRow, ...]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    unmoved: date
    state: ObligationState
    on_day: date
    reason: str
    attachment_id: AttachmentId | None
    attachment_name: str
    interaction_id: InteractionId | None


@dataclass(frozen=True, slots=True)
class ObligationRow:
    id: ObligationId
    version: int
    version_id: AgreementVersionId
    debtor_id: AgreementPartyId
    creditor_id: AgreementPartyId | None
    text_en: str
    text_zh: str
    form: ObligationForm
    due_on: date | None
    rule: str
    within: str
    event: str
    event_on: date | None
    day_roll: DayRoll | None
    acceptance: str
    line: str
    outcomes: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True)
class RestrictionRow:
    id: RestrictionId
    version: int
    version_id: AgreementVersionId
    kind: RestrictionType
    bound_id: AgreementPartyId | None
    holder_id: AgreementPartyId | None
    territory: str
    use_field: str
    from_on: date | None
    until_on: date | None
    note: str
    line: str


@dataclass(frozen=True, slots=True)
class DataRightRow:
    id: DataRightId
    version: int
    version_id: AgreementVersionId
    data_set: str
    model: str
    use: DataUse
    answer: DataAnswer
    until_on: date | None
    line: str


@dataclass(frozen=True, slots=True)
class PromisesRow:
    """Everything that an agreement promises, of all its versions."""

    goals: tuple[GoalRow, ...]
    obligations: tuple[ObligationRow, ...]
    restrictions: tuple[RestrictionRow, ...]
    data_rights: tuple[DataRightRow, ...]

    def of(self, version_id: int) -> "PromisesRow":
        """Those of one version."""
        return PromisesRow(
            tuple(goal for goal in self.goals if goal.version_id == version_id),
            tuple(owed for owed in self.obligations if owed.version_id == version_id),
            tuple(each for each in self.restrictions if each.version_id == version_id),
            tuple(right for right in self.data_rights if right.version_id == version_id),
        )
