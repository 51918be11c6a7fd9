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
}
