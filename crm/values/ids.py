"""Types of keys. Integers inside a book, never used twice; a ULID for what leaves it."""

import secrets
from base64 import b32encode
from typing import NewType

PartnerId = NewType("PartnerId", int)
PartnerRoleId = NewType("PartnerRoleId", int)
StageChangeId = NewType("StageChangeId", int)
ContactId = NewType("ContactId", int)
AffiliationId = NewType("AffiliationId", int)
RelationshipId = NewType("RelationshipId", int)
InteractionId = NewType("InteractionId", int)
DecisionId = NewType("DecisionId", int)
ActionItemId = NewType("ActionItemId", int)
TagId = NewType("TagId", int)
AttachmentId = NewType("AttachmentId", int)
CustomFieldId = NewType("CustomFieldId", int)
FitCriterionId = NewType("FitCriterionId", int)
FitMarkId = NewType("FitMarkId", int)
StepId = NewType("StepId", int)

SavedViewId = NewType("SavedViewId", int)
ImportTemplateId = NewType("ImportTemplateId", int)
AgreementId = NewType("AgreementId", int)
AgreementPartyId = NewType("AgreementPartyId", int)
AgreementVersionId = NewType("AgreementVersionId", int)
ClauseId = NewType("ClauseId", int)
ParagraphId = NewType("ParagraphId", int)
GoalId = NewType("GoalId", int)
ObligationId = NewType("ObligationId", int)
RestrictionId = NewType("RestrictionId", int)
DataRightId = NewType("DataRightId", int)
AgreementNoticeId = NewType("AgreementNoticeId", int)
StatusOverrideId = NewType("StatusOverrideId", int)

Version = NewType("Version", int)
"""The number of the journal's step that wrote the record last."""

CROCKFORD = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CROCKFORD)


def ulid(milliseconds: int) -> str:
    """26 characters: 48 bits of time and 80 of chance, Crockford's base 32 (github.com/ulid/spec)."""
    number = (milliseconds << 80) | secrets.randbits(80)
    return b32encode(number.to_bytes(20)).translate(TO_CROCKFORD)[-26:].decode()
