"""One timeline of everything, the newest first, by kind, twenty entries more at a time."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from crm.partners.links import link_text
from crm.partners.queries import (
    ContactDetailRow,
    ContactTimeline,
    EntryKind,
    PartnerDetailRow,
    PartnerTimeline,
    TimelineEntry,
    TimelinePage,
)
from crm.values import Message
from crm.values.enums import InteractionKind, NoticeType, ObligationState, PartnerRole, RelationshipType, Stage
from crm.values.ids import PartnerId
from ui.kit.buttons import Link
from ui.kit.look import look
from ui.kit.room import Desk
from ui.partners.lines import EntryLine
from ui.partners.section import Section, set_in
from ui.partners.wording import day_text, in_language

if TYPE_CHECKING:
    from crm.agreements.queries import AgreementDay

PAGE = 20
AHEAD = timedelta(180)
"""How far the days of agreements are shown that are still to come."""

COMING_ICONS = {
    "duty": "clipboard-check",
    "last-safe-day": "calendar-clock",
    "notice-date": "calendar-x",
    "end-of-term": "hourglass",
}
ICONS = {
    EntryKind.MADE: "sparkles",
    EntryKind.JOINED: "user-plus",
    EntryKind.LEFT: "user-minus",
    EntryKind.LINKED: "link",
    EntryKind.UNLINKED: "unlink",
    EntryKind.STAGE: "flag",
    EntryKind.FILE: "paperclip",
    EntryKind.DONE: "circle-check",
    EntryKind.SIGNED: "signature",
    EntryKind.AMENDED: "pen-line",
    EntryKind.NOTICE: "mail",
    EntryKind.SETTLED: "clipboard-check",
    EntryKind.IMPORTED: "import",
    EntryKind.MERGED: "git-merge",
    EntryKind.BULK: "list-checks",
    EntryKind.HANDED: "move-right",
}
MEETING_ICONS = {
    "meeting": "users",
    "call": "phone",
    "video": "video",
    "email": "mail",
    "visit": "map-pin",
    "review": "clipboard-check",
    "wechat": "message-circle",
    "wechat-group": "messages-square",
    "message": "message-square",
}
FACES = {
    -2: ("frown", "red"),
    -1: ("frown", "amber"),
    0: ("meh", "text-3"),
    1: ("smile", "green"),
    2: ("smile", "green"),
}
KINDS: dict[str, tuple[EntryKind, ...]] = {
    "partners.kind-meetings": (EntryKind.INTERACTION,),
    "partners.kind-done": (EntryKind.DONE,),
    "partners.kind-agreements": (EntryKind.SIGNED, EntryKind.AMENDED, EntryKind.NOTICE, EntryKind.SETTLED),
    "partners.kind-stages": (EntryKind.STAGE,),
    "partners.kind-people": (EntryKind.JOINED, EntryKind.LEFT),
    "partners.kind-links": (EntryKind.LINKED, EntryKind.UNLINKED),
    "partners.kind-files": (EntryKind.FILE, EntryKind.MADE),
    "partners.kind-changes": (EntryKind.IMPORTED, EntryKind.MERGED, EntryKind.BULK, EntryKind.HANDED),
}

AGREED = KINDS["partners.kind-agreements"]


class TimelineSection(Section):
    """`opened` asks for a meeting, `contact` for a person, `partner` for the other partner."""

    contact = Signal(int)
    partner_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.timeline", "partners.timeline-filter", "list-filter")
        self.desk = desk
        self.about: PartnerDetailRow | ContactDetailRow | None = None
        self.kinds: set[str] = set()
        self.entries: list[TimelineEntry] = []
        self.coming: tuple[AgreementDay, ...] = ()
        self.page: TimelinePage | None = None
        self.more = Link("partners.show-more")
        self.more.clicked.connect(self.show_more)
        self.more.hide()
        self.column.addWidget(set_in(self.more))
        self.wanted = PAGE
        assert self.adder is not None
        self.adder.clicked.connect(self.offer_kinds)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.show_about(partner)

    def show_contact(self, contact: ContactDetailRow) -> None:
        self.show_about(contact)

    def show_about(self, record: PartnerDetailRow | ContactDetailRow) -> None:
        if self.about is None or record.id != self.about.id:
            self.wanted, self.coming, self.page = PAGE, (), None
        self.about = record
        self.ask()

    def ask(self) -> None:
        kinds = tuple(kind for name in KINDS if name in self.kinds for kind in KINDS[name])
        if isinstance(self.about, ContactDetailRow):
            question = ContactTimeline(self.about.id, self.wanted, None, kinds)
            self.desk.worker.ask(self, question, self.take, "timeline")
        elif self.about is not None:
            key = PartnerId(self.about.id)
            asked = PartnerTimeline(key, self.wanted, None, kinds)
            self.desk.worker.ask(self, asked, self.take, "timeline")
            self.desk.worker.work(self, lambda: coming_days(self.desk, key), self.take_coming, "coming")

    def take(self, page: TimelinePage) -> None:
        self.page, self.entries = page, list(page.entries)
        self.heading.show_count(page.total or None)
        self.more.setVisible(page.next is not None)
        self.show_lines()

    def take_coming(self, days: "tuple[AgreementDay, ...]") -> None:
        self.coming = tuple(reversed(days))
        if self.page is not None:
            self.show_lines()

    def show_lines(self) -> None:
        """What is still to come of agreements stands above what happened, the farthest first, as in the rest."""
        every = not self.kinds or "partners.kind-agreements" in self.kinds
        coming, entries, today = self.coming if every else (), tuple(self.entries), self.desk.book.clock.today()
        self.show_rows(
            (coming, entries, look.language, look.percent, today),
            lambda: [*map(self.coming_line, coming), *map(self.line, entries)],
        )

    def coming_line(self, day: "AgreementDay") -> QWidget:
        today = self.desk.book.clock.today()
        note = look.say(Message("partners.coming", {"n": (day.on - today).days}))
        if day.on < today:
            note = look.say(Message("today.late", {"n": (today - day.on).days}))
        line = EntryLine(COMING_ICONS[day.kind.value], title_of_day(day), note, day_text(day.on, today=today), None)
        line.clicked.connect(lambda: self.open_day(day))
        return line

    def open_day(self, day: "AgreementDay") -> None:
        if day.duty is not None:
            self.desk.show("agreements", "obligation", day.duty.obligation.id)
        else:
            self.desk.show("agreements", "agreement", day.line.row.id)

    def show_more(self) -> None:
        self.wanted += PAGE
        self.ask()

    def line(self, entry: TimelineEntry) -> QWidget:
        icon = MEETING_ICONS[entry.choice] if entry.kind is EntryKind.INTERACTION else ICONS[entry.kind]
        face = FACES[entry.sentiment] if entry.sentiment else None
        when = day_text(entry.on, today=self.desk.book.clock.today())
        title = title_of_post(entry) if self.tells_of_posts(entry) else title_of_entry(entry)
        line = EntryLine(icon, title, entry.note, when, face)
        line.clicked.connect(lambda: self.open(entry))
        return line

    def tells_of_posts(self, entry: TimelineEntry) -> bool:
        """In a contact's own timeline who joined and left is they themselves, and the name is the partner's."""
        return isinstance(self.about, ContactDetailRow) and entry.kind in (EntryKind.JOINED, EntryKind.LEFT)

    def open(self, entry: TimelineEntry) -> None:
        if entry.kind is EntryKind.INTERACTION:
            self.desk.open_log(interaction_id=entry.id)
        elif self.tells_of_posts(entry):
            self.partner_asked.emit(entry.id)
        elif entry.kind in (EntryKind.JOINED, EntryKind.LEFT):
            self.contact.emit(entry.id)
        elif entry.kind in (EntryKind.LINKED, EntryKind.UNLINKED):
            self.partner_asked.emit(entry.id)
        elif entry.kind in AGREED:
            self.desk.show("agreements", "agreement", entry.id)

    def offer_kinds(self) -> None:
        if self.adder is None:
            return
        menu = QMenu(self)
        for name in KINDS:
            entry = menu.addAction(look.say(name))
            entry.setCheckable(True)
            entry.setChecked(name in self.kinds)
            entry.toggled.connect(lambda on, name=name: self.choose_kind(name, on=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.adder.mapToGlobal(self.adder.rect().bottomLeft()))

    def choose_kind(self, name: str, *, on: bool) -> None:
        if on:
            self.kinds.add(name)
        else:
            self.kinds.discard(name)
        self.wanted = PAGE
        self.ask()


def coming_days(desk: Desk, partner_id: PartnerId) -> "tuple[AgreementDay, ...]":
    """On the worker: what computes the dates takes 45 ms to load, which no first paint pays."""
    from crm.agreements.queries import ComingDays

    today = desk.book.clock.today()
    found: tuple[AgreementDay, ...] = desk.book.query(ComingDays(today, today + AHEAD, partner_id))
    return found


def title_of_day(day: "AgreementDay") -> str:
    """What is to come, in the words of the window."""
    row = day.line.row
    name = row.number or in_language(row.title_en, row.title_zh)
    if day.duty is None:
        return look.say(Message(f"partners.day-{day.kind.value}", {"name": name}))
    owed, debtor = day.duty.obligation, day.duty.debtor
    text = in_language(owed.text_en or owed.text_zh, owed.text_zh or owed.text_en)
    return look.say(Message("partners.day-duty", {"debtor": in_language(debtor.name_en, debtor.name_zh), "text": text}))


def title_of_entry(entry: TimelineEntry) -> str:
    """What happened, in the words of the window."""
    name = in_language(entry.title_en, entry.title_zh)
    match entry.kind:
        case EntryKind.INTERACTION:
            return name or look.say(InteractionKind(entry.choice))
        case EntryKind.DONE:
            return look.say(Message("partners.entry-done", {"text": name}))
        case EntryKind.STAGE:
            values = {"role": PartnerRole(entry.choice), "stage": Stage(entry.stage)}
            return look.say(Message("partners.entry-stage", values))
        case EntryKind.JOINED:
            return look.say(Message("partners.entry-joined", {"name": name}))
        case EntryKind.LEFT:
            return look.say(Message("partners.entry-left", {"name": name}))
        case EntryKind.LINKED | EntryKind.UNLINKED:
            # `internal` of a link says that it comes from the other partner
            link = look.say(link_text(RelationshipType(entry.choice), name, outgoing=not entry.internal))
            if entry.kind is EntryKind.LINKED:
                return link
            return look.say(Message("partners.entry-unlinked", {"link": link}))
        case EntryKind.FILE:
            return name
        case EntryKind.SIGNED | EntryKind.AMENDED:
            return look.say(Message(f"partners.entry-{entry.kind.value}", {"name": entry.note or name}))
        case EntryKind.NOTICE:
            return look.say(
                Message("partners.entry-notice", {"kind": NoticeType(entry.choice), "name": entry.note or name})
            )
        case EntryKind.SETTLED:
            return look.say(Message("partners.entry-settled", {"state": ObligationState(entry.choice), "text": name}))
        case EntryKind.MADE:
            return look.say("partners.entry-made")
        case _:
            return look.say(step_text(entry))


def title_of_post(entry: TimelineEntry) -> str:
    code = "partners.entry-began" if entry.kind is EntryKind.JOINED else "partners.entry-went"
    return look.say(Message(code, {"name": in_language(entry.title_en, entry.title_zh)}))


def step_text(entry: TimelineEntry) -> Message:
    """An act for many records, as the past of this one; a merge is told by its own name."""
    told = entry.step or Message("partners.entry-made")
    if entry.kind is EntryKind.MERGED:
        return told
    if told.code == "undo.bulk-edit-contacts":
        return Message("partners.entry-bulk-contacts", told.values)
    return Message(f"partners.entry-{entry.kind.value}", told.values)
