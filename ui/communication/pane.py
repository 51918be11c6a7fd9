"""The log pane: a meeting is written in one text, and what will be saved stands beside it while one types."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.acts.logging import LogMeetingWithFields, OwnText
from crm.communication.commands import EditMinutes, LogMeeting
from crm.communication.correcting import draft_of, edit_command
from crm.communication.drafting import Draft, Plan, log_command, plan
from crm.communication.notes import NamedKind, Names, Unfinished, UnfinishedKind, name_runs, unfinished
from crm.communication.queries import (
    ActionItemRow,
    Candidates,
    ContactOf,
    KnownName,
    KnownNames,
    Meeting,
    MeetingDetail,
    NamesIn,
    OpenItemsOf,
)
from crm.partners.queries import TagNames
from crm.values import Changes, Message
from crm.values.ids import ActionItemId, ContactId, CustomFieldId, InteractionId, PartnerId
from ui.communication.attaching import Attaching
from ui.communication.conversing import Conversing
from ui.communication.frame import PaneFrame
from ui.communication.keeping import NEW, KeptDrafts
from ui.communication.notes_field import local_files
from ui.communication.offers import Choice, Offer, due_offers, name_offer, name_offers, tag_offers
from ui.communication.saved import Key, Shown, shown_name
from ui.kit.look import look
from ui.kit.marks import is_han
from ui.kit.popup import PopupRow
from ui.kit.room import Desk

LARGE = 50_000
"""Longer texts are read off the window's thread."""


class MeetingPane(PaneFrame):
    """Made once; `begin` opens it about something. What is typed is kept each second under its own place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kept = KeptDrafts(desk.drafts)
        self.place = NEW
        self.meeting: Meeting | None = None
        self.opened: tuple[Draft, Plan] | None = None
        self.known: dict[Key, KnownName] = {}
        self.named: list[KnownName] = []
        self.open_items: list[ActionItemRow] = []
        self.runs: list[str] = []
        self.draft = self.blank()
        self.planned = plan(self.draft, ())
        self.make_widgets()
        self.lay_out()
        self.attaching, self.conversing = Attaching(self), Conversing(self)
        self.join()

    def join(self) -> None:
        self.notes.typed.connect(self.on_typed)
        self.notes.picked.connect(self.on_picked)
        self.notes.saved.connect(self.save)
        self.notes.left.connect(self.put_away)
        self.notes.close_first.connect(self.close_first_item)
        self.rest.timeout.connect(self.read_anew)
        self.cross.clicked.connect(self.put_away)
        self.close_button.clicked.connect(self.put_away)
        self.save_button.clicked.connect(self.save)
        self.faces.chosen.connect(lambda value: self.set(sentiment=value))
        self.kind.chosen.connect(lambda kind: self.set(kind=kind))
        self.day.chosen.connect(lambda on: self.set(held_on=on))
        self.time.chosen.connect(lambda starts_at, lasts: self.set(starts_at=starts_at, lasts=lasts))
        self.internal.clicked.connect(lambda on: self.set(internal=on))
        self.with_line.changed.connect(lambda ids: self.set(partner_ids=tuple(map(PartnerId, ids))))
        self.saved.moved.connect(lambda key, there: self.set(moved={**self.draft.moved, ContactId(key): there}))
        self.saved.welcomed.connect(self.welcome)
        self.saved.addressed.connect(self.address)
        self.saved.closed_item.connect(self.close_item)
        self.own.typed.connect(self.take_own)
        self.saved.titled.connect(lambda title: self.set(title=title.strip()))
        look.changed.connect(self.show_all)

    # Opening

    def blank(self) -> Draft:
        book = self.desk.book
        return Draft("", book.clock.today(), me=book.query(ContactOf(book.user)))

    def begin(self, **about: Any) -> None:
        self.meeting, self.opened = None, None
        self.attaching.marked = about.get("file_id")
        self.conversing.pasted = None
        if (meeting_id := about.get("interaction_id")) is not None:
            self.begin_correcting(meeting_id)
        else:
            self.begin_new(**about)
        self.notes.put_text(self.draft.text)
        self.runs = []
        self.show_head()
        self.read_anew()
        if words := about.get("words"):
            self.notes.show_words(words)

    def begin_new(self, **about: Any) -> None:
        partner_id, people = about.get("partner_id"), tuple(about.get("contact_ids") or ())
        blank = self.blank()
        if partner_id is not None:
            blank = replace(blank, partner_ids=(PartnerId(partner_id),))
        if on := about.get("on"):
            blank = replace(blank, held_on=on)
        if people:
            blank = replace(blank, moved=dict.fromkeys(map(ContactId, people), True))
        self.place = f"partner/{partner_id}" if partner_id is not None else NEW if about else self.kept.newest()
        if self.place.startswith("meeting/"):
            self.begin_correcting(int(self.place.partition("/")[2]))
            return
        self.draft = self.kept.read(self.place, blank)

    def begin_correcting(self, meeting_id: int) -> None:
        book = self.desk.book
        meeting = book.query(MeetingDetail(InteractionId(meeting_id)))
        self.place, self.meeting = f"meeting/{meeting_id}", meeting
        own = [partner.id for partner in meeting.partners]
        known = book.query(NamesIn(name_runs(meeting.notes), own))
        before = draft_of(meeting, book.query(ContactOf(book.user)), known)
        self.opened = (before, plan(before, known))
        self.draft = self.kept.read(self.place, before)

    def first_focus(self) -> QWidget:
        return self.notes

    # Typing

    def on_typed(self) -> None:
        self.draft = replace(self.draft, text=self.notes.text())
        self.kept.keep(self.place, self.draft)
        self.conversing.take_back()
        self.rest.start()

    def set(self, **values: Any) -> None:
        """Something else than the text was chosen."""
        self.take_draft(replace(self.draft, **values))

    def take_draft(self, draft: Draft) -> None:
        self.draft = draft
        self.kept.keep(self.place, self.draft)
        self.read_anew()
        self.show_head()

    def welcome(self, name: str, on: bool) -> None:
        rest = tuple(one for one in self.draft.welcomed if one != name)
        self.set(welcomed=(*rest, name) if on else rest)

    def address(self, text: str) -> None:
        """Everyone, then each participant alone, then internal, then everyone again."""
        order: list[int | None] = [*(self.planned.partners if len(self.planned.partners) > 1 else ()), None]
        marked = dict(self.draft.addressees)
        at = order.index(marked[text]) + 1 if text in marked and marked[text] in order else 0
        marked.pop(text, None)
        if at < len(order):
            to = order[at]
            marked[text] = None if to is None else PartnerId(to)
        self.set(addressees=marked)

    def close_item(self, key: int, on: bool) -> None:
        rest = tuple(one for one in self.draft.closes if one != key)
        self.set(closes=(*rest, ActionItemId(key)) if on else rest)

    def close_first_item(self) -> None:
        """Ctrl+D: the first open item that this meeting does not close yet."""
        for item in self.open_items:
            if item.id not in self.draft.closes:
                self.close_item(item.id, True)
                return

    def read_anew(self) -> None:
        """The list beside the text, from the text and the choices as they stand."""
        self.rest.stop()
        if self.desk.worker.stopped:  # the book is closed under a pane that is about to go
            return
        if len(self.draft.text) > LARGE:
            self.desk.worker.work(self, self.reading, self.show_reading, "reading")
        else:
            self.show_reading(self.reading())

    def reading(self) -> tuple[list[str], list[KnownName], Plan]:
        """Touches no widget: a long text is read on another thread."""
        draft, book = self.draft, self.desk.book
        runs = name_runs(draft.text)
        named = self.named if runs == self.runs else book.query(NamesIn(runs, draft.partner_ids))
        return runs, named, plan(draft, named)

    def show_reading(self, read: tuple[list[str], list[KnownName], Plan]) -> None:
        runs, named, self.planned = read
        if runs != self.runs or self.notes.colours.day != self.draft.held_on:
            self.runs, self.named = runs, named
            self.notes.colours.use(self.draft.held_on, Names(one.named() for one in named))
        self.learn()
        self.show_plan()

    def learn(self) -> None:
        """The names of everybody whom the list shows."""
        planned, book = self.planned, self.desk.book
        owners = [item.owner_id for item in planned.items if item.owner_id is not None]
        contacts = [*planned.present, *planned.mentioned, *owners]
        partners = [*planned.partners, *planned.about]
        found = book.query(KnownNames(partners, contacts))
        self.known = {(one.kind, one.id): one for one in (*self.named, *found)}
        items = book.query(OpenItemsOf(planned.partners)) if planned.partners else []
        own = self.meeting.id if self.meeting else None
        self.open_items = [item for item in items if own is None or item.interaction_id != own]

    # Showing

    def show_all(self) -> None:
        """Out of sight there is nothing to show, and perhaps no book any more; `begin` comes before the next sight."""
        for code, caps in self.caps.items():
            caps.caps = [look.say(code)]
            caps.refresh()
        if not self.isVisible():
            return
        self.show_head()
        self.show_plan()

    def show_head(self) -> None:
        draft = self.draft
        self.heading.say("log.heading-correct" if self.meeting else "log.heading")
        self.kind.show_kind(draft.kind)
        self.day.show_day(draft.held_on)
        self.time.show_time(draft.starts_at, draft.lasts)
        self.faces.show_value(draft.sentiment)
        self.internal.setChecked(draft.internal)
        self.show_own()

    def show_own(self) -> None:
        """The book's own fields: of a meeting that is there, or of the new one, saved together with it."""
        if self.meeting is not None:
            self.own.show_record(self.meeting.id)
        else:
            self.own.show_new(self.draft.own)
        self.own.setVisible(bool(self.own.rows))

    def take_own(self, field: int, text: str) -> None:
        if text != self.draft.own.get(field, ""):
            others = {key: kept for key, kept in self.draft.own.items() if key != field}
            self.set(own=others | ({field: text} if text.strip() else {}))

    def show_plan(self) -> None:
        partners = [one for key in self.planned.partners if (one := self.known.get((NamedKind.PARTNER, key)))]
        names = [shown_name(one) for one in partners]
        self.with_whom.say(Message("log.with-names", {"names": names}) if names else "")
        self.with_line.show_partners(partners, fixed=bool(self.draft.partner_ids))
        self.attaching.show()
        command = self.command()
        problems = self.desk.book.check(command) if self.draft.text.strip() else []
        if self.meeting is None:
            self.own.show_problems(problems)
        correction = command if isinstance(command, EditMinutes) else None
        self.saved.show_plan(
            Shown(self.draft, self.planned, self.known, self.open_items, problems, correction, self.meeting)
        )

    # Completion

    def unfinished_at(self, line: str, place: int) -> Unfinished | None:
        return unfinished(line, place, self.notes.colours.names)

    def offers_for(self, begun: Unfinished) -> Sequence[Offer]:
        book = self.desk.book
        if begun.kind is UnfinishedKind.NAME:
            partners = self.planned.partners
            partner = self.known.get((NamedKind.PARTNER, partners[0])) if partners else None
            found = book.query(Candidates(begun.typed, partners))
            return name_offers(begun.typed, found, shown_name(partner) if partner else "")
        if begun.kind is UnfinishedKind.TAG:
            return tag_offers(begun.typed, book.query(TagNames()))
        before = self.notes.line_and_place()[0][: begun.start].rstrip(" :：")
        return due_offers(begun.typed, self.draft.held_on, han=is_han(before[-1:] or " "))

    def on_picked(self, choice: Choice) -> None:
        """The name is known from now on, so that it is coloured at once."""
        if choice.known is not None:
            self.named = [choice.known, *(one for one in self.named if one != choice.known)]
            self.notes.colours.use(self.draft.held_on, Names(one.named() for one in self.named))
        if choice.new_name:
            self.welcome(choice.new_name, True)

    def partner_rows(self, typed: str) -> list[PopupRow]:
        found = self.desk.book.query(Candidates(typed, (), limit=40))
        partners = [one for one in found if one.kind is NamedKind.PARTNER and not one.is_ours]
        return [replace(name_offer(typed, one)[0], key=one.id) for one in partners[:8]]

    # Saving

    def command(self) -> LogMeeting | EditMinutes:
        if self.meeting is not None and self.opened is not None:
            return edit_command(self.meeting, self.opened, (self.draft, self.planned))
        logged = log_command(self.draft, self.planned)
        there = {row.own.id for row in self.own.rows}  # a field that was removed meanwhile is no more to be filled
        own = tuple(OwnText(CustomFieldId(key), text) for key, text in self.draft.own.items() if key in there)
        if not own:
            return logged
        return LogMeetingWithFields(**{each.name: getattr(logged, each.name) for each in fields(logged)}, own=own)

    def save(self) -> None:
        """Ctrl+Enter: everything in one step; the toast offers to take it back."""
        self.time.commits.commit()
        self.own.finish()
        self.saved.title.commits.commit()
        self.draft = replace(self.draft, text=self.notes.text())
        self.rest.stop()
        self.show_reading(self.reading())
        if not self.draft.text.strip() and not self.draft.title and not self.draft.files:
            self.remark.say("log.nothing-typed")
            return
        if self.opened is not None and self.draft == self.opened[0]:
            self.leave()
            return
        name = self.planned.title or look.say(self.draft.kind)
        code = "log.corrected" if self.meeting else "log.logged"
        if self.desk.execute(self.command(), toast=Message(code, {"name": name})) is None:
            return
        self.leave()

    def leave(self) -> None:
        """Saved, or opened for nothing: the next one begins empty."""
        self.kept.forget(self.place)
        self.start_over()
        self.closed.emit()

    def start_over(self) -> None:
        self.place, self.meeting, self.opened = NEW, None, None
        self.draft = self.blank()
        self.notes.put_text("")
        self.runs = []
        self.remark.say("log.draft-kept")
        self.show_head()
        self.read_anew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.rest.stop()

    def put_away(self) -> None:
        """Esc: what was typed stays as a draft."""
        self.kept.keep(self.place, self.draft)
        self.closed.emit()

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in ("contact", "partner", "affiliation", "action_item")):
            self.runs = []
            self.read_anew()
        if self.own.shows(changes):
            self.show_own()

    # Window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.attaching.attach(local_files(event.mimeData()))
