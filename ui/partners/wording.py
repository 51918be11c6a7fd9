"""How records of this room are put into words: names in the language of the window, dates, menus."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from crm.values import Message
from crm.values.enums import AgreementStatus, Language, PartnerRole
from ui.kit.icons import qicon
from ui.kit.look import Plain, Text, look

STATUS_TONES = {
    AgreementStatus.DRAFT: "accent",
    AgreementStatus.IN_REVIEW: "blue",
    AgreementStatus.SIGNED: "blue",
    AgreementStatus.ACTIVE: "green",
    AgreementStatus.IN_NOTICE_WINDOW: "amber",
    AgreementStatus.EXPIRED: "neutral",
    AgreementStatus.TERMINATED: "neutral",
    AgreementStatus.VOID: "red",
}
"""Of the tag of an agreement, wherever it is shown."""


class Titled(Protocol):
    """A row with its title in both languages."""

    @property
    def title_en(self) -> str: ...
    @property
    def title_zh(self) -> str: ...


def in_language(english: str, chinese: str) -> str:
    return english if look.language is Language.ENGLISH else chinese


def title_of(row: Titled) -> str:
    return in_language(row.title_en, row.title_zh)


def second_title_of(row: Titled) -> str:
    """The name in the other language, where it is another one."""
    other = in_language(row.title_zh, row.title_en)
    return other if other != title_of(row) else ""


def role_tint(role: PartnerRole | None) -> str:
    return f"role-{role.value}" if role is not None else ""


def day_text(on: date | None, form: str = "short", today: date | None = None) -> str:
    """8 Sep; of another year, 8 Sep 2025."""
    if on is None:
        return "–"
    if form == "short" and today is not None and on.year != today.year:
        form = "medium"
    return look.say(f"partners.day-{form}", on=on)


def span_text(since: date | None, until: date | None) -> Text:
    """Since when, until when, as much of it as is known."""
    if since is not None and until is not None:
        return Message("partners.span", {"since": since, "until": until})
    if since is not None:
        return Message("partners.since", {"since": since})
    if until is not None:
        return Message("partners.until", {"until": until})
    return Plain("")


def menu_of(parent: QWidget, entries: Sequence[tuple[Text, str, Callable[[], None]] | None]) -> QMenu:
    """A menu of (text, icon, act); None is a line."""
    menu = QMenu(parent)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        text, icon, act = entry
        shown = menu.addAction(look.say(text).replace("&", "&&"))
        if icon:
            shown.setIcon(qicon(icon))
        shown.triggered.connect(lambda _=False, act=act: act())
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
