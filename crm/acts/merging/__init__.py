"""Two records that are one: merged by a choice per field, with everything that points at them."""

from crm.acts.merging.commands import MergeContacts, MergePartners
from crm.acts.merging.preview import FieldPair, MergePreview, MergePreviewRow, MergeSide, MovedRow, RolePair

__all__ = [
    "FieldPair",
    "MergeContacts",
    "MergePartners",
    "MergePreview",
    "MergePreviewRow",
    "MergeSide",
    "MovedRow",
    "RolePair",
]
