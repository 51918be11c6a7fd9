"""Today: one ranked list, one key for each act, recent meetings beside it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from crm.communication.commands import AssignActionItem, CompleteActionItem, SnoozeActionItem, SnoozeQuiet
from crm.communication.queries import ContactOf, RecentMeetings
from crm.partners.commands import EditPartner
from crm.partners.queries import Owners
from crm.today.agenda import AgendaRow
from crm.today.queries import Agenda, AgendaAnswer
from crm.values import Changes, Command, Message
from crm.values.enums import Language
from crm.values.ids import ContactId
from ui.kit.actions import Action
from ui.kit.buttons import PRIMARY, Button
from ui.kit.labels import Label
from ui.kit.look import Text, look
from ui.kit.notices import EmptyRoom
from ui.kit.panels import Across, Down, Panel
from ui.kit.popup import PopupRow
from ui.kit.room import Desk, State
from ui.kit.room import Room as BaseRoom
from ui.kit.rows import RowAction
from ui.kit.segments import Segments
from ui.today.agenda_list import AgendaList
from ui.today.recent import RecentPane
from ui.today.rows import Key, grouped, key_of, title_of

MINE, EVERYONE = "mine", "everyone"
SHOWN_TABLES = (
    *("action_item", "interaction", "partner", "partner_role", "contact", "book_setting", "decision"),
    *("agreement", "agreement_version", "agreement_party", "agreement_mark", "agreement_notice", "status_override"),
    *("obligation", "obligation_outcome"),
)
RECENT = 12
NARROW = 440
DAY_CHECK = 60_000
"""Milliseconds between two looks whether a new day has begun."""

FIRST_STEPS: tuple[tuple[str, Text], ...] = (
    ("log-meeting", "today.first-log"),
    ("import", "today.first-import"),
    ("sample", "today.first-sample"),
)
"""What an empty book offers, where the window has that action."""


class TodayRoom(BaseRoom):
    name: ClassVar[str] = "today"
    icon: ClassVar[str] = "sun"
    label: ClassVar[str] = "today.name"
    detail_width: ClassVar[int] = 376

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: dict[Key, AgendaRow] = {}
        self.answer: AgendaAnswer | None = None
        self.today: date = desk.book.clock.today()
        self.folding = False
        self.sought: Key | None = None
        self.make_widgets()
        self.lay_out()
        self.join()
        self.ask_at_once()
        self.recent.show_answer(desk.book.query(RecentMeetings(RECENT)))

    def make_widgets(self) -> None:
        self.title = Label("today.name", 20, 600)
        self.date = Label("", tint="text-3")
        self.whose = Segments([(MINE, "today.mine"), (EVERYONE, "today.everyone")], "today.whose")
        self.whose.show_choice(EVERYONE)
        self.log_button = Button("today.log", icon="pen-line", keys="Ctrl+L", kind=PRIMARY)
        self.acts = (
            RowAction("done", "today.done", "D", self.finish),
            RowAction("snooze", "today.snooze", "S", self.snooze),
            RowAction("log", "today.log", "L", self.log_about),
            RowAction("assign", "today.assign", "A", self.assign),
        )
        self.list = AgendaList("today.name", self.acts)
        self.nothing = EmptyRoom("today.nothing-title", "today.nothing", [("today.first-log", self.log)])
        self.beginning = EmptyRoom("today.beginning-title", "today.beginning", self.first_steps())
        self.pages = QStackedWidget()
        for page in (self.list, self.nothing, self.beginning):
            self.pages.addWidget(page)
        self.recent = RecentPane()

    def lay_out(self) -> None:
        head = Panel("surface")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        across = Across(head, margins=(24, 16, 24, 8), gap=12).take(self.title)
        across.addWidget(self.date, 50)
        across.take(None, self.whose, self.log_button)
        Down(self).take(head, self.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow room, or at a large text size, the date goes first, then the key in the button."""
        super().resizeEvent(event)
        self.date.setVisible(self.width() >= look.px(NARROW))
        keys = "Ctrl+L" if self.width() >= look.px(NARROW) else ""
        if keys != self.log_button.keys:
            self.log_button.keys = keys
            self.log_button.refresh()

    def join(self) -> None:
        self.whose.chosen.connect(lambda _choice: self.ask())
        self.log_button.clicked.connect(self.log)
        self.list.opened.connect(self.open_row)
        self.recent.opened.connect(lambda key: self.desk.open_log(interaction_id=key))
        self.days = QTimer(self)
        self.days.setInterval(DAY_CHECK)
        self.days.timeout.connect(self.notice_new_day)
        self.days.start()
        self.desk.actions.add(*map(self.offered, self.acts))
        self.desk.actions.add(
            Action("today-mine", "today.mine-or-everyone", self.turn, icon="users", room=self.name, keys=("Ctrl+M",))
        )

    def offered(self, act: RowAction) -> Action:
        """The same act in the palette and the shortcut sheet; the list itself hears its key."""
        return Action(
            f"today-{act.id}",
            act.label,
            lambda: self.list.run_action(act),
            room=self.name,
            keys=(act.key,),
            listed=True,
            enabled=lambda: self.list.current_key() is not None,
        )

    def first_steps(self) -> list[tuple[Text, Any]]:
        known = {action.id for action in self.desk.actions.all()}
        ways: list[tuple[Text, Any]] = [("today.first-log", self.log)]
        for name, text in FIRST_STEPS[1:]:
            if name in known:
                ways.append((text, lambda name=name: self.desk.actions.run(name)))
        return ways

    # Asking

    def question(self) -> Agenda:
        book = self.desk.book
        return Agenda(self.today, book.query(ContactOf(book.user)), self.whose.choice() == MINE)

    def ask(self) -> None:
        """Off the window's thread; while a row folds, its end asks."""
        if not self.folding:
            self.desk.worker.ask(self, self.question(), self.show_agenda, "agenda")

    def ask_at_once(self) -> None:
        """What a first sight shows is there before it is painted; what agreements ask for follows from the thread."""
        self.show_agenda(self.desk.book.query(replace(self.question(), agreements=False)))
        self.ask()

    def show_agenda(self, answer: AgendaAnswer) -> None:
        self.answer = answer
        self.rows = {key_of(row): row for row in answer.rows}
        self.retranslate()
        self.whose.show_count(MINE, answer.mine)
        self.whose.show_count(EVERYONE, answer.everyone)
        self.desk.count(self.name, len(answer.rows), late=answer.overdue > 0)

    def retranslate(self) -> None:
        self.date.say(Message("today.date", {"on": self.today}))
        if self.answer is None:
            return
        self.list.show_rows(list(grouped(self.answer.rows)))
        if self.sought in self.rows:
            self.list.choose(self.sought)
            self.sought = None
        page = self.list if self.answer.rows else self.beginning if self.is_new() else self.nothing
        self.pages.setCurrentWidget(page)
        self.tell_status()

    def tell_status(self) -> None:
        if self.answer is not None and self.isVisible():
            values = {"n": len(self.answer.rows), "overdue": self.answer.overdue}
            self.desk.status(Message("today.status", values))

    def is_new(self) -> bool:
        return not self.desk.book.query(RecentMeetings(1)).total

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in SHOWN_TABLES):
            self.ask()
            self.desk.worker.ask(self, RecentMeetings(RECENT), self.recent.show_answer, "recent")

    def notice_new_day(self) -> None:
        today = self.desk.book.clock.today()
        if today != self.today:
            self.today = today
            self.ask()

    # Acts, each of one key

    def row(self, key: Key) -> AgendaRow | None:
        return self.rows.get(key)

    def carry_out(self, key: Key, command: Command, said: Message) -> None:
        """The row folds away, then the list is asked for anew."""
        self.folding = True
        if self.desk.execute(command, self, toast=said) is None:
            self.folding = False
            return
        self.list.fold(key, self.after_fold)

    def after_fold(self) -> None:
        self.folding = False
        self.ask()

    def finish(self, key: Key) -> None:
        """Of a quiet partner, done is a contact: the log pane opens. Of a notice it is that somebody has seen it.

        What is owed is met by evidence, which its agreement asks for.
        """
        row = self.row(key)
        if row is not None and row.agreement_id is not None:
            self.finish_agreement(key, row)
            return
        if row is None or row.item_id is None:
            self.log_about(key)
            return
        self.carry_out(key, CompleteActionItem((row.item_id,)), Message("today.was-done", {"name": row.text}))

    def finish_agreement(self, key: Key, row: AgendaRow) -> None:
        if row.agreement_id is None or row.obligation_id is not None or row.again_on is None:
            self.open_row(key)
            return
        said = Message("today.was-seen", {"name": title_of(row), "on": row.again_on})
        self.put_off(key, row, row.again_on, said)

    def snooze(self, key: Key) -> None:
        row = self.row(key)
        if row is not None and row.agreement_id is not None and not row.obligation_id and row.again_on is None:
            self.open_row(key)  # on the last safe day, and after it, nothing is put off any more
            return
        days = {
            "today.tomorrow": self.today + timedelta(1),
            "today.next-week": self.today + timedelta(7 - self.today.weekday()),
            "today.in-two-weeks": self.today + timedelta(14),
        }
        rows = [
            PopupRow(on, look.say(code), tail=look.say(Message("today.due", {"on": on})), icon="alarm-clock")
            for code, on in days.items()
        ]
        rows.append(PopupRow(None, look.say("today.choose-day"), icon="calendar"))
        self.list.offer(rows, lambda on: self.snooze_until(key, on))

    def snooze_until(self, key: Key, on: object) -> None:
        row = self.row(key)
        if not isinstance(on, date):
            self.list.offer_month(self.today, lambda day: self.snooze_until(key, day))
        elif row is not None:
            said = Message("today.was-snoozed", {"name": title_of(row), "until": on})
            if row.item_id is not None:
                self.carry_out(key, SnoozeActionItem((row.item_id,), on), said)
            elif row.agreement_id is not None:
                self.put_off(key, row, on, said)
            elif row.partner is not None:
                self.carry_out(key, SnoozeQuiet(row.partner.id, on), said)

    def put_off(self, key: Key, row: AgendaRow, on: date, said: Message) -> None:
        from crm.agreements.commands import PutOffDuty, PutOffNotice  # 50 ms that no first paint pays

        if row.obligation_id is not None and row.unmoved is not None:
            self.carry_out(key, PutOffDuty(row.obligation_id, row.unmoved, on), said)
        elif row.agreement_id is not None:
            self.carry_out(key, PutOffNotice(row.agreement_id, on), said)

    def log(self) -> None:
        self.desk.open_log()

    def log_about(self, key: Key) -> None:
        row = self.row(key)
        if row is not None and row.partner is not None:
            self.desk.open_log(partner_id=row.partner.id)
        else:
            self.desk.open_log()

    def assign(self, key: Key) -> None:
        english = look.language is Language.ENGLISH
        rows = [
            PopupRow(
                owner.id,
                owner.title_en if english else owner.title_zh,
                avatar=owner.title_en if english else owner.title_zh,
                person=True,
            )
            for owner in self.desk.book.query(Owners())
        ]
        self.list.offer(rows, lambda owner: self.assign_to(key, owner))

    def assign_to(self, key: Key, owner_id: object) -> None:
        row = self.row(key)
        if row is None or not isinstance(owner_id, int):
            return
        owner = next((one for one in self.desk.book.query(Owners()) if one.id == owner_id), None)
        said = owner.title_en if owner and look.language is Language.ENGLISH else owner.title_zh if owner else ""
        toast = Message("today.was-assigned", {"name": title_of(row), "owner": said})
        if row.item_id is not None:
            self.desk.execute(AssignActionItem((row.item_id,), ContactId(owner_id)), self, toast=toast)
        elif row.partner is not None:
            was = row.partner.owner_id
            self.desk.execute(EditPartner(row.partner.id, "owner_id", was, owner_id), self, toast=toast)

    def open_row(self, key: Key) -> None:
        """The agreement of a notice or of what is owed, else the partner."""
        row = self.row(key)
        if row is not None and row.obligation_id is not None:
            self.desk.show("agreements", "obligation", row.obligation_id)
        elif row is not None and row.agreement_id is not None:
            self.desk.show("agreements", "agreement", row.agreement_id)
        elif row is not None and row.partner is not None:
            self.desk.show("partners", "partner", row.partner.id)

    def turn(self) -> None:
        self.whose.pick(EVERYONE if self.whose.choice() == MINE else MINE)

    # What the window asks of a room

    def detail(self) -> QWidget:
        return self.recent

    def state(self) -> State:
        kind, key = self.list.current_key() or ("", 0)
        return {"whose": self.whose.choice(), "kind": kind, "key": key}

    def restore(self, state: Mapping[str, Any]) -> None:
        if state.get("whose") in (MINE, EVERYONE):
            self.whose.show_choice(state["whose"])
            self.ask_at_once()
        self.sought = (str(state.get("kind")), int(state.get("key") or 0))
        self.list.choose(self.sought)

    def open_record(self, kind: str, key: int) -> None:
        self.list.choose(("item" if kind == "action_item" else kind, key))

    def first_focus(self) -> QWidget:
        QTimer.singleShot(0, self, self.tell_status)  # the window clears the counts when it shows a room
        return self.list if self.rows else self.log_button
