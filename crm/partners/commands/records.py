"""What the commands of this room refuse alike: an owner of somebody else, an end before its start."""

from datetime import date

from crm import model
from crm.book.records import home_id, matching, present
from crm.values import Problem, Read


def owner_problems(read: Read, owner_id: int | None, field: str = "owner_id") -> list[Problem]:
    """An owner is a contact who works for the home party."""
    if owner_id is None:
        return []
    owner = present(read, model.Contact, owner_id, field)
    if matching(read, model.Affiliation, contact_id=owner_id, partner_id=home_id(read), until=None):
        return []
    return [Problem("owner-not-ours", field=field, values={"name": owner.name})]


def order_problems(since: date | None, until: date | None, field: str = "until") -> list[Problem]:
    """An end lies on or after its start."""
    if since is not None and until is not None and until < since:
        return [Problem("ends-before-start", field=field, values={"since": since, "until": until})]
    return []
