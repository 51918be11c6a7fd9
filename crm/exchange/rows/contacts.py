"""The contact of a row, with the ways to reach them."""

import re
from email.utils import parseaddr

from crm.acts.importing.drafts import ContactDraft, Point
from crm.exchange.columns.phones import phones_of
from crm.exchange.rows.cells import RowCells, has_han, plain
from crm.exchange.rows.checking import checked_values
from crm.language.countries import country_of
from crm.partners.contact_points import HOME_REGION, normal
from crm.partners.contact_points import Point as TypedPoint
from crm.values import Problem
from crm.values.enums import ContactPointKind, DecisionRole

SHARED_MAILBOX = re.compile(
    r"(info|contact|contacts|sales|hello|office|support|service|admin|mail|hr|bd|marketing|business|partner|partners"
    r"|press|kontakt|pr|market|team|enquiries|enquiry|help)@.*",
    re.IGNORECASE,
)
EMAIL_BETWEEN = re.compile(r"[;；、,，\s|]+")
LANGUAGES = {"中文": "zh", "汉语": "zh", "普通话": "zh", "chinese": "zh", "英文": "en", "英语": "en", "english": "en"}
LONGEST_TITLE = 200
LONGEST_TAG = 60


def contact_draft(cells: RowCells) -> ContactDraft | None:
    """None where the row names no person."""
    values: dict[str, object] = {}
    for field in ("name_en", "name_zh"):
        if text := cells.line(f"contact.{field}"):
            values[field] = text
    name = cells.line("contact.name") or whole_name(cells)
    name = name or str(values.pop("name_zh", "") or values.pop("name_en", ""))
    if not name:
        return None
    values["name"] = name
    if notes := cells.texts("contact.notes"):
        values["notes"] = notes
    if language := cells.line("contact.language"):
        values["language"] = LANGUAGES.get(language.casefold(), language)
    if role := cells.word("contact.decision_role", DecisionRole):
        values["decision_role"] = role
    title = cells.line("contact.title")
    if len(title) > LONGEST_TITLE:
        cells.refuse("field-too-long", "contact.title", most=LONGEST_TITLE)
    kept = checked_values("ContactFields", "contact", values, cells)
    return ContactDraft(kept, points_of(cells), title, tags_of(cells))


def tags_of(cells: RowCells) -> list[str]:
    """Groups as Google writes them: `* myContacts` is its own, not a person's."""
    words = [word.removeprefix("* ") for word in cells.several("contact.tags") if word != "* myContacts"]
    for word in words:
        if len(word) > LONGEST_TAG:
            cells.refuse("field-too-long", "contact.tags", most=LONGEST_TAG)
    return words


def whole_name(cells: RowCells) -> str:
    """张 + 伟 is 张伟; Ann + Lee is Ann Lee."""
    first, last = cells.line("contact.first_name"), cells.line("contact.last_name")
    if has_han(first + last):
        return last + first
    return f"{first} {last}".strip()


def points_of(cells: RowCells) -> list[Point]:
    return list(dict.fromkeys([*phones(cells), *emails(cells), *wechat(cells)]))


def phones(cells: RowCells) -> list[Point]:
    region = country_of(cells.line("partner.country")) or HOME_REGION
    points: list[Point] = []
    code = cells.line("contact.phone_code")
    for cell in cells.cells.get("contact.phone", ()):
        typed = str(cell).strip()
        found, doubtful = phones_of(f"{code} {typed}" if code and typed[:1].isdigit() else typed, region)
        points += found
        for typed in doubtful:
            cells.warn("import.warning.phone-as-typed", given=typed)
    return points


def emails(cells: RowCells) -> list[Point]:
    points: list[Point] = []
    for part in cells.several("contact.email"):
        address = parseaddr(plain(part))[1] if "<" in part else plain(part)
        for one in EMAIL_BETWEEN.split(address.removeprefix("mailto:")):
            if one:
                add(cells, points, "contact.email", TypedPoint(ContactPointKind.EMAIL, one))
    return points


def wechat(cells: RowCells) -> list[Point]:
    points: list[Point] = []
    if text := cells.line("contact.wechat"):
        add(cells, points, "contact.wechat", TypedPoint(ContactPointKind.WECHAT, text))
    return points


def add(cells: RowCells, points: list[Point], field: str, typed: TypedPoint) -> None:
    match normal(typed):
        case Problem() as problem:
            cells.refuse(problem.code, field, **problem.values)
        case found:
            points.append(Point(found.kind, found.value, found.region, not SHARED_MAILBOX.fullmatch(found.value)))
