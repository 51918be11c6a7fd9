"""What the popup offers for `@`, `#` and a due date, and the text that a choice puts in. No widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.communication.notes import NamedKind, find_days
from crm.communication.queries import KnownName
from crm.language import day
from crm.partners.queries import TagRow
from crm.values.enums import Language
from ui.kit.look import look
from ui.kit.marks import initials, is_han
from ui.kit.popup import PopupRow

MOST = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """What is put in place of what was typed, who is meant by it, and whether a contact is to be made of it."""

    text: str
    known: KnownName | None = None
    new_name: str = ""


Offer = tuple[PopupRow, Choice]


def name_offers(typed: str, found: Sequence[KnownName], partner: str) -> list[Offer]:
    """People and partners, and, for a name that nobody has, a new contact of the partner."""
    offers = [name_offer(typed, one) for one in found[:MOST]]
    wanted = " ".join(typed.split())
    if looks_like_a_name(wanted) and all(wanted.casefold() not in spellings(one) for one in found):
        text = look.say("log.new-contact-at", name=wanted, partner=partner) if partner else ""
        row = PopupRow(None, text or look.say("log.new-contact", name=wanted), icon="user-plus")
        offers.append((row, Choice(f"@{wanted} ", new_name=wanted)))
    return offers


def name_offer(typed: str, one: KnownName) -> Offer:
    shown, other = (one.en, one.zh) if look.language is Language.ENGLISH else (one.zh, one.en)
    written = one.zh if any(is_han(sign) for sign in typed) else shown  # Latin letters may be pinyin
    is_person = one.kind is NamedKind.CONTACT
    row = PopupRow(
        None,
        shown,
        second=other if other != shown else "",
        tail=look.say("log.ours") if one.is_ours else "",
        avatar=shown if initials(shown) else "?",
        avatar_tint=f"role-{one.role.value}" if one.role else "",
        person=is_person,
    )
    space = "" if is_han(written[-1:] or " ") else " "  # after Chinese signs none is written
    return row, Choice(f"@{written}{space}", known=one)


def spellings(one: KnownName) -> set[str]:
    return {name.casefold() for name in (one.en, one.zh, *one.spellings)}


def looks_like_a_name(text: str) -> bool:
    """Two characters or more, and as `@name` it is read back whole: `@王五`, `@Wang Wu`."""
    from crm.communication.notes import Names, read_line

    (mention, *_) = (*read_line(f"@{text}", date.min, Names()).mentions, None)
    return len(text) > 1 and mention is not None and mention.name == text


def tag_offers(typed: str, tags: Sequence[TagRow]) -> list[Offer]:
    """Tags in use that begin as typed; one that is whole is offered no more."""
    begun = typed.casefold()
    fitting = [tag for tag in tags if tag.name.casefold().startswith(begun) and " " not in tag.name]
    if any(tag.name.casefold() == begun for tag in fitting):
        return []
    ranked = sorted(fitting, key=lambda tag: -tag.uses)[:MOST]
    return [(PopupRow(None, tag.name, tail=f"{tag.uses:,}", icon="hash"), Choice(f"#{tag.name} ")) for tag in ranked]


def due_offers(typed: str, on: date, *, han: bool) -> list[Offer]:
    """Days that begin as typed. A day that is already whole is offered no more, so that Enter ends the line."""
    said = typed.casefold()
    if typed.strip() and find_days(f"截止{typed}" if han else f"due {typed}", on):
        return []
    offers = []
    for words in CHINESE_DAYS if han else ENGLISH_DAYS:
        if words.casefold().startswith(said) and (found := find_days(f"截止{words}" if han else f"due {words}", on)):
            meant = found[0].on or on
            row = PopupRow(None, words, tail=day(meant, look.language, "weekday"), icon="calendar-check")
            offers.append((row, Choice(f"{words} ")))
    if not typed.strip() and not han:
        later = on + timedelta(14)
        written = f"{later.day} {day(later, Language.ENGLISH, 'short').split()[-1]}"
        row = PopupRow(None, written, tail=day(later, look.language, "weekday"), icon="calendar-check")
        offers.append((row, Choice(f"{written} ")))
    return offers[:MOST]


ENGLISH_DAYS = (
    "tomorrow",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "next Monday",
    "next Friday",
    "end of the month",
)
CHINESE_DAYS = ("明天", "周一", "周三", "周五", "下周一", "下周三", "下周五", "月底")
