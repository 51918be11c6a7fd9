"""What a row of a file says, in the types of the book, before anybody asked whether the book knows it already."""

from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date

from crm.partners.custom_values import CustomDraft
from crm.values import Message, Problem
from crm.values.enums import ContactPointKind, PartnerRole, Stage


@dataclass(slots=True)
class PartnerDraft:
    """`values` are fields of PartnerFields, checked. `owner` and `organization` are names, looked up when matched."""

    values: dict[str, object]
    roles: list[tuple[PartnerRole, Stage]] = a_field(default_factory=list)
    verticals: list[str] = a_field(default_factory=list)
    tags: list[str] = a_field(default_factory=list)
    owner: str = ""
    organization: str = ""
    last_contact: tuple[date, str] | None = None
    """The day, and how the list calls it: it becomes a contact of that title where the book knows none as late."""

    stage_given: bool = False
    """Whether the row says the stage of its roles; without it they begin as prospects."""

    own: dict[int, CustomDraft] = a_field(default_factory=dict)
    """What it says in fields that the book adds, by the field's id."""

    @property
    def name(self) -> str:
        return str(self.values["name"])


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach a contact. `region` is the country that was assumed for a phone without its code."""

    kind: ContactPointKind
    value: str
    region: str = ""
    personal: bool = True
    """False for a switchboard or a mailbox such as info@: many people share it, so it tells nobody apart."""


@dataclass(slots=True)
class ContactDraft:
    values: dict[str, object]
    points: list[Point] = a_field(default_factory=list)
    title: str = ""
    tags: list[str] = a_field(default_factory=list)
    own: dict[int, CustomDraft] = a_field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.values["name"])


@dataclass(slots=True)
class InteractionDraft:
    """`people` are names of contacts, of the partner or of ours. `actions` are texts with the day they are due."""

    values: dict[str, object]
    people: list[str] = a_field(default_factory=list)
    actions: list[tuple[str, date | None]] = a_field(default_factory=list)


@dataclass(slots=True)
class AgreementDraft:
    """`values` and `terms` as `RecordSigned` takes them; `parties` are names by rank, looked up when matched,
    each with the column that names it.

    `file` is the name of its signed copy, `reason` what stands for it where there is none.
    """

    number: str
    values: dict[str, object]
    terms: dict[str, object]
    parties: dict[str, str]
    signed_on: date
    file: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        return str(self.values.get("title_zh") or self.values.get("title_en") or "")


@dataclass(slots=True)
class RowDraft:
    """A row with a problem is not imported, whatever else it holds; a warning only tells what was left out of it."""

    number: int
    partner: PartnerDraft | None = None
    contact: ContactDraft | None = None
    interaction: InteractionDraft | None = None
    agreement: AgreementDraft | None = None
    problems: list[Problem] = a_field(default_factory=list)
    warnings: list[Message] = a_field(default_factory=list)
