"""The closed lists of DOMAIN.md. Each member's label is the catalogue's `<label>.<value>`."""

from enum import Enum


class Choice(Enum):
    """A closed list. `code` names the member's label in the catalogue; `value` is what the book stores."""

    @property
    def code(self) -> str:
        return f"{LABELS[type(self)]}.{self.value}"


class PartnerRole(Choice):
    DATA_PROVIDER = "data-provider"
    COMPUTE_PROVIDER = "compute-provider"
    TECHNOLOGY_PROVIDER = "technology-provider"
    ACADEMIC = "academic"
    OPEN_SOURCE = "open-source"
    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    DISTRIBUTOR = "distributor"
    MARKETING = "marketing"
    FINANCIAL = "financial"
    PLATFORM = "platform"
    INVESTOR = "investor"


class Stage(Choice):
    PROSPECT = "prospect"
    QUALIFIED = "qualified"
    NEGOTIATING = "negotiating"
    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"


class Tier(Choice):
    STRATEGIC = "strategic"
    PREFERRED = "preferred"
    REGISTERED = "registered"


class DecisionRole(Choice):
    CHAMPION = "champion"
    DECISION_MAKER = "decision-maker"
    GATEKEEPER = "gatekeeper"
    USER = "user"


class ContactPointKind(Choice):
    EMAIL = "email"
    PHONE = "phone"
    WECHAT = "wechat"


class RelationshipType(Choice):
    SUPPLIES = "supplies"
    DISTRIBUTES_FOR = "distributes-for"
    INTEGRATES_WITH = "integrates-with"
    INVESTS_IN = "invests-in"
    SUBSIDIARY_OF = "subsidiary-of"
    MAINTAINED_BY = "maintained-by"
    COMPETES_WITH = "competes-with"
    REFERS_TO = "refers-to"
    KNOWS = "knows"


class InteractionKind(Choice):
    MEETING = "meeting"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    VISIT = "visit"
    REVIEW = "review"
    WECHAT = "wechat"
    WECHAT_GROUP = "wechat-group"
    MESSAGE = "message"


class ActionItemState(Choice):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class TagColor(Choice):
    """The tokens of DESIGN.md that a tag may take."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"


class CustomConcept(Choice):
    """What may have fields of its own."""

    PARTNER = "partner"
    CONTACT = "contact"
    INTERACTION = "interaction"


class CustomKind(Choice):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"


class ViewLayout(Choice):
    TABLE = "table"
    BOARD = "board"


class Language(Choice):
    """Languages of the interface and of documents. The value is the catalogue's folder."""

    ENGLISH = "en"
    CHINESE = "zh"


class ReportLanguage(Choice):
    ENGLISH = "en"
    CHINESE = "zh"
    BOTH = "both"


class AgreementType(Choice):
    DATA_LICENCE = "data-licence"
    COMPUTE_SUPPLY = "compute-supply"
    RESELLER = "reseller"
    REFERRAL = "referral"
    CO_DEVELOPMENT = "co-development"
    RESEARCH = "research"
    CO_MARKETING = "co-marketing"
    TECHNICAL_SUPPORT = "technical-support"
    NDA = "nda"
    MOU = "mou"


class AgreementStatus(Choice):
    """TERMS.md 9. Computed from the record and the day, stored nowhere but in a manual override."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    SIGNED = "signed"
    ACTIVE = "active"
    IN_NOTICE_WINDOW = "in-notice-window"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    VOID = "void"


class PrevailingText(Choice):
    """Which text holds where two differ; `equal`: both are authentic."""

    ENGLISH = "en"
    CHINESE = "zh"
    EQUAL = "equal"


class FirstDay(Choice):
    COUNTED = "counted"
    NOT_COUNTED = "not-counted"


class Renewal(Choice):
    NONE = "none"
    AUTOMATIC = "automatic"
    CONSENT = "consent"


class NoticeCount(Choice):
    FORWARD = "forward"
    BACK = "back"


class NoticeRoll(Choice):
    KEEP = "keep"
    PRECEDING = "preceding"


class LateNotice(Choice):
    VOID = "void"
    NEXT = "next"


class DayRoll(Choice):
    """What a due date on a day off does (TERMS.md 8)."""

    NONE = "none"
    FOLLOWING = "following"
    PRECEDING = "preceding"
    MODIFIED_FOLLOWING = "modified-following"
    MODIFIED_PRECEDING = "modified-preceding"
    NEAREST = "nearest"


class MarksRequired(Choice):
    EITHER = "either"
    BOTH = "both"
    SIGNATURE = "signature"
    SEAL = "seal"


class MarkKind(Choice):
    SIGNATURE = "signature"
    SEAL = "seal"


class PartyRole(Choice):
    """What a party is in an agreement; never what a partner is to us."""

    LICENSOR = "licensor"
    LICENSEE = "licensee"
    PROVIDER = "provider"
    CUSTOMER = "customer"
    PRINCIPAL = "principal"
    RESELLER = "reseller"
    REFERRER = "referrer"
    DEVELOPER = "developer"
    RESEARCHER = "researcher"
    REVIEWER = "reviewer"
    DISCLOSER = "discloser"
    RECIPIENT = "recipient"
    PARTICIPANT = "participant"


class Capacity(Choice):
    """In what capacity a person signs."""

    LEGAL_REPRESENTATIVE = "legal"
    AUTHORISED_REPRESENTATIVE = "authorised"


class ParagraphKind(Choice):
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"


class ObligationForm(Choice):
    ONCE = "once"
    RECURRING = "recurring"
    TRIGGERED = "triggered"


class ObligationState(Choice):
    """What was said of one instance. *Due* and *late* follow from the day."""

    MET = "met"
    WAIVED = "waived"
    DISPUTED = "disputed"


class DutyState(Choice):
    """What one instance of an obligation is on a day: computed, stored nowhere."""

    WAITING = "waiting"
    DUE = "due"
    LATE = "late"
    MET = "met"
    WAIVED = "waived"
    DISPUTED = "disputed"


class RestrictionType(Choice):
    EXCLUSIVITY = "exclusivity"
    TERRITORY = "territory"
    FIELD_OF_USE = "field-of-use"
    NON_COMPETE = "non-compete"
    MOST_FAVOURED = "most-favoured"


class DataUse(Choice):
    TRAIN = "train"
    FINE_TUNE = "fine-tune"
    EVALUATE = "evaluate"
    DERIVE = "derive"
    SUBLICENSE = "sublicense"
    RETAIN = "retain"


class DataAnswer(Choice):
    YES = "yes"
    NO = "no"
    SILENT = "silent"


class NoticeType(Choice):
    """Against renewal, to end by the notice period, to end on the day of receipt, or of a breach to be cured."""

    NON_RENEWAL = "non-renewal"
    TERMINATION = "termination"
    IMMEDIATE = "immediate"
    BREACH = "breach"


LABELS: dict[type[Choice], str] = {
    PartnerRole: "partner-role",
    Stage: "stage",
    Tier: "tier",
    DecisionRole: "decision-role",
    ContactPointKind: "contact-point",
    RelationshipType: "relationship",
    InteractionKind: "interaction-kind",
    ActionItemState: "action-item-state",
    TagColor: "tag-color",
    CustomConcept: "custom-concept",
    CustomKind: "custom-kind",
    ViewLayout: "view-layout",
    Language: "language",
    ReportLanguage: "report-language",
    AgreementType: "agreement-type",
    AgreementStatus: "agreement-status",
    PrevailingText: "prevailing-text",
    FirstDay: "first-day",
    Renewal: "renewal",
    NoticeCount: "notice-count",
    NoticeRoll: "notice-roll",
    LateNotice: "late-notice",
    DayRoll: "day-roll",
    MarksRequired: "marks-required",
    MarkKind: "mark",
    PartyRole: "party-role",
    Capacity: "capacity",
    ParagraphKind: "paragraph-kind",
    ObligationForm: "obligation-form",
    ObligationState: "obligation-state",
    DutyState: "duty-state",
    RestrictionType: "restriction",
    DataUse: "data-use",
    DataAnswer: "data-answer",
    NoticeType: "notice-type",
}
