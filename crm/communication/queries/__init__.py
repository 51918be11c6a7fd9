"""What is asked about meetings and action items. One module a topic; all are named here."""

from crm.communication.queries.action_items import ActionItemRow, ActionItemRows, OpenItemsOf
from crm.communication.queries.meeting import DecisionRow, FileRow, Meeting, MeetingDetail, PersonThere
from crm.communication.queries.meetings import MeetingRow, MeetingRows, RecentAnswer, RecentMeetings
from crm.communication.queries.names import Candidates, ContactOf, KnownName, KnownNames, NamesIn
from crm.communication.queries.rows import ContactName, PartnerName
from crm.communication.queries.speakers import Speakers

__all__ = [
    "ActionItemRow",
    "ActionItemRows",
    "Candidates",
    "ContactName",
    "ContactOf",
    "DecisionRow",
    "FileRow",
    "KnownName",
    "KnownNames",
    "Meeting",
    "MeetingDetail",
    "MeetingRow",
    "MeetingRows",
    "NamesIn",
    "OpenItemsOf",
    "PartnerName",
    "PersonThere",
    "RecentAnswer",
    "RecentMeetings",
    "Speakers",
]
