"""Settings: language, theme, text size, motion, and who is me. Each counts at once; there is no Save."""

from crm.agreements.commands import SetNoticeReminders
from crm.partners.queries import HomeParty, Owners
from crm.today.queries import ReminderDays
from crm.values import Changes, Problem
from crm.values.enums import Language
from ui.kit.choices import CheckField
from ui.kit.fields import LineField
from ui.kit.forms import FormRow
from ui.kit.input_method import input_method_is_missing
from ui.kit.labels import Label
from ui.kit.look import SCALES, Plain, look
from ui.kit.notices import Banner
from ui.kit.panels import Across, Down, Hairline, Panel, Scroller
from ui.kit.room import Desk
from ui.kit.room import Room as BaseRoom
from ui.kit.segments import Segments
from ui.window.series_rows import SeriesRows


class Room(BaseRoom):
    name = "settings"
    icon = "settings"
    label = "window.settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.language = Segments(
            [("system", "window.as-system"), ("en", Plain("English")), ("zh", Plain("简体中文"))], "window.language"
        )
        self.theme = Segments(
            [("system", "window.as-system"), ("light", "window.light"), ("dark", "window.dark")], "window.theme"
        )
        self.text = Segments([(str(scale), Plain(f"{scale} %")) for scale in SCALES], "window.text-size")
        self.motion = CheckField("window.less-motion", checked=look.reduce_motion)
        self.reminders = LineField("field.reminder_days", "window.reminders-hint")
        self.reminders_row = FormRow("field.reminder_days", self.reminders, label_width=240)
        self.series = SeriesRows(desk)
        self.home = Label("", wrap=True)
        self.me = Label("", wrap=True)
        self.place = Label(Plain(str(desk.book.path)), tint="text-2", wrap=True)
        self.warning = Banner("amber", closable=False)
        self.lay_out()
        self.connect_signals()
        self.show_state()

    def lay_out(self) -> None:
        page = Panel("surface")
        column = Down(page, margins=(24, 20, 24, 24), gap=12)
        column.take(Label("window.settings", 20, 600), self.warning, Label("window.look-heading", 13, 600))
        for label, field in (
            ("window.language", self.language),
            ("window.theme", self.theme),
            ("window.text-size", self.text),
        ):
            column.take(FormRow(label, field, label_width=120))
        column.take(Across().take(FormRow("window.motion", self.motion, label_width=120), None), 4, Hairline(), 4)
        column.take(Label("window.book", 13, 600))
        for label, shown in (
            ("window.home-party", self.home),
            ("window.me", self.me),
            ("window.book-file", self.place),
        ):
            column.take(FormRow(label, shown, label_width=120))
        column.take(self.reminders_row, 4, Hairline(), 4, self.series)
        column.addStretch(1)
        Down(self).take(Scroller(page))
        if input_method_is_missing():
            self.warning.show_text("window.fcitx-missing")

    def connect_signals(self) -> None:
        for field, prefix in ((self.language, "language"), (self.theme, "theme"), (self.text, "text")):
            field.chosen.connect(lambda key, prefix=prefix: self.desk.actions.run(f"{prefix}-{key}"))
        self.motion.toggled.connect(lambda _on: self.desk.actions.run("less-motion"))
        look.changed.connect(self.show_look)
        self.reminders.committed.connect(self.set_reminders)

    def show_state(self) -> None:
        home = self.desk.book.query(HomeParty())
        chinese = look.language is Language.CHINESE
        self.home.say(Plain((home.title_zh if chinese else home.title_en) if home else "–"))
        mine = next((row for row in self.desk.book.query(Owners()) if row.uid == self.desk.book.user), None)
        self.me.say(Plain((mine.title_zh if chinese else mine.title_en) if mine else "–"))
        self.reminders.show_value(", ".join(map(str, self.desk.book.query(ReminderDays()))))
        self.show_look()

    def set_reminders(self, text: str) -> None:
        """Days between commas. What is no number is said beside the field, and nothing is written."""
        words = text.replace(",", " ").replace("，", " ").replace("、", " ").split()
        if not all(word.isdecimal() and len(word) < 6 for word in words):
            self.reminders_row.show_problem(Problem("reminders-wrong"))
            return
        self.reminders_row.show_problem(None)
        self.desk.execute(SetNoticeReminders(tuple(map(int, words))))

    def show_look(self) -> None:
        self.language.show_choice(look.spoken_by)
        self.theme.show_choice(look.theme.value)
        self.text.show_choice(str(look.percent))

    def retranslate(self) -> None:
        self.show_state()

    def on_changes(self, changes: Changes) -> None:
        if any(changes.touch(table) for table in ("partner", "contact", "book_setting")):
            self.show_state()
        if changes.touch("number_series"):
            self.series.show_series()
