"""What the commands of this room share: the record that may be written, its versions, its parties, its name."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crm import model
from crm.book.records import called, called_as, matching, present
from crm.values import Message, Problem, Read, Refused, Transaction
from crm.values.message import shown

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from crm.model import Agreement, AgreementParty, AgreementVersion


def title_of(agreement: "Agreement") -> str | Message:
    """What the undo menu and sentences call an agreement: its number, else its title in the language of the face."""
    return agreement.number or title_without_number(agreement)


def title_without_number(agreement: "Agreement") -> str | Message:
    return called_as("", agreement.title_en or agreement.title_zh, agreement.title_zh or agreement.title_en)


def is_signed(version: "AgreementVersion") -> bool:
    """Signature freezes the hash of the agreed text."""
    return bool(version.sha256)


def living(read: Read, key: int, field: str = "id") -> "Agreement":
    """The agreement, which is neither in the bin nor void."""
    found = present(read, model.Agreement, key, field)
    if found.void_on is not None:
        raise Refused(Problem("agreement-void", field, {"name": title_of(found), "on": found.void_on}))
    return found


def versions(read: Read, agreement_id: int) -> list["AgreementVersion"]:
    return sorted(matching(read, model.AgreementVersion, agreement_id=agreement_id), key=lambda row: row.number)


def parties(read: Read, agreement_id: int) -> list["AgreementParty"]:
    return sorted(matching(read, model.AgreementParty, agreement_id=agreement_id), key=lambda row: row.rank)


def unsigned(read: Read, key: int, field: str = "id") -> "Agreement":
    """The agreement, of which nothing is signed yet: its type, its title and its parties may still change."""
    found = living(read, key, field)
    if is_signed(versions(read, key)[0]):
        raise Refused(Problem("agreement-signed", field, {"name": title_of(found)}))
    return found


def signed(read: Read, key: int, field: str = "id") -> "Agreement":
    """The agreement, which is signed and not void."""
    found = living(read, key, field)
    if not is_signed(versions(read, key)[0]):
        raise Refused(Problem("agreement-not-signed", field, {"name": title_of(found)}))
    return found


def draft_version(read: Read, key: int, field: str = "version_id") -> "AgreementVersion":
    """The version, which is not signed. A signed one changes in no field."""
    version = read.fetch(model.AgreementVersion, key)
    agreement = living(read, version.agreement_id, field)
    if is_signed(version):
        raise Refused(Problem("version-signed", field, {"name": title_of(agreement), "number": version.number}))
    return version


def name_of_version(read: Read, key: int) -> str | Message:
    version = read.fetch(model.AgreementVersion, key)
    return title_of(read.fetch(model.Agreement, version.agreement_id))


def party_problems(read: Read, agreement_id: int, key: int | None, field: str) -> list[Problem]:
    """A party is one of this agreement."""
    if key is None:
        return []
    party = read.fetch(model.AgreementParty, key)
    if party.agreement_id == agreement_id:
        return []
    return [Problem("party-of-another", field, {"name": party_name(read, party)})]


def party_name(read: Read, party: "AgreementParty") -> str | Message:
    """As it was signed, else as it is called today."""
    if party.name_en or party.name_zh:
        return called_as("", party.name_en or party.name_zh, party.name_zh or party.name_en)
    return called(read.fetch(model.Partner, party.partner_id))


def place(rows: Sequence[Any], row: Any, position: int | None, column: str = "position") -> None:
    """Puts a row among its like, at the end without a position, and counts them anew."""
    order = [other for other in rows if other is not row]
    order.insert(len(order) if position is None else min(position, len(order)), row)
    for at, each in enumerate(order):
        if getattr(each, column) != at:
            setattr(each, column, at)


def position_problems(position: int | None) -> list[Problem]:
    if position is None or position >= 0:
        return []
    return [Problem("field-not-a-number", "position", {"field": Message("field.position"), "given": position})]


def fields_with(record: "SQLModel", fields: "type[SQLModel]", **now: object) -> Any:
    """The fields of a record as they would stand after an edit."""
    values = {name: getattr(record, name) for name in fields.model_fields}
    return fields.model_validate({**values, **now})


def text_problems(field: str, text: str, most: int) -> list[Problem]:
    """Text that the book can keep, and not a whole book by paste."""
    said = Message(f"field.{field}")
    if len(text) > most:
        return [Problem("field-too-long", field, {"field": said, "most": most, "given": shown(text)})]
    try:
        text.encode()
    except UnicodeEncodeError:
        return [Problem("field-not-text", field, {"field": said, "given": shown(text)})]
    return []


def plain(text: str) -> str:
    """Text without what no one sees: one kind of line end, no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or not is_control(sign)).strip()


def is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign < "\xa0"


def reason_problems(reason: str, field: str = "reason") -> list[Problem]:
    if not reason.strip():
        return [Problem("field-required", field, {"field": Message(f"field.{field}")})]
    return text_problems(field, reason, LONGEST_REASON)


LONGEST_REASON = 5_000


def earlier_problems(day: date | None, earliest: date | None, field: str) -> list[Problem]:
    """A day that follows from another does not lie before it."""
    if day is None or earliest is None or day >= earliest:
        return []
    return [Problem("ends-before-start", field, {"since": earliest, "until": day})]


def remove_all(tx: Transaction, record: type[Any], **equal: object) -> None:
    for row in matching(tx, record, **equal):
        tx.remove(row)
