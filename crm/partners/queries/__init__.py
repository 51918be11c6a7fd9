"""What is asked about partners and contacts. One module a topic; all are named here."""

from crm.partners.queries.bin import BinRow, BinRows, Needed, NeededBy
from crm.partners.queries.contact import ContactDetail, ContactDetailRow, ContactRow, ContactRows, PostRow
from crm.partners.queries.detail import (
    AttachmentBytes,
    AttachmentRow,
    LinkRow,
    OpenItemRow,
    PartnerDetail,
    PartnerDetailRow,
    PersonRow,
    RoleRow,
    StageRow,
)
from crm.partners.queries.home import HomeParty, HomePartyRow, OwnerRow, Owners
from crm.partners.queries.named import ContactNamed, Named, PartnerNamed
from crm.partners.queries.page import (
    Order,
    PartnerCount,
    PartnerOrder,
    PartnerPage,
    PartnerRow,
    PartnerRows,
    RoleStage,
    Sort,
)
from crm.partners.queries.tags import TagNames, TagRow, VerticalNames
from crm.partners.queries.thin import PartnersRestingOnOne, RestingRow
from crm.partners.queries.timeline import EntryKind, PartnerTimeline, TimelineEntry, TimelinePage

__all__ = [
    "AttachmentBytes",
    "AttachmentRow",
    "BinRow",
    "BinRows",
    "ContactDetail",
    "ContactDetailRow",
    "ContactNamed",
    "ContactRow",
    "ContactRows",
    "EntryKind",
    "HomeParty",
    "HomePartyRow",
    "LinkRow",
    "Named",
    "Needed",
    "NeededBy",
    "OpenItemRow",
    "Order",
    "OwnerRow",
    "Owners",
    "PartnerCount",
    "PartnerDetail",
    "PartnerDetailRow",
    "PartnerNamed",
    "PartnerOrder",
    "PartnerPage",
    "PartnerRow",
    "PartnerRows",
    "PartnerTimeline",
    "PartnersRestingOnOne",
    "PersonRow",
    "PostRow",
    "RestingRow",
    "RoleRow",
    "RoleStage",
    "Sort",
    "StageRow",
    "TagNames",
    "TagRow",
    "TimelineEntry",
    "TimelinePage",
    "VerticalNames",
]
