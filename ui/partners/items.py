"""The open action items of a partner: done with one click, added with one line."""

from PySide6.QtWidgets import QWidget

from crm.communication.commands import AddActionItem, CompleteActionItem
from crm.partners.queries import OpenItemRow, Owners, PartnerDetailRow
from crm.values import Message
from crm.values.ids import PartnerId
from ui.kit.choices import CheckField
from ui.kit.dates import DateField
from ui.kit.fields import LineField
from ui.kit.labels import Label, set_tip
from ui.kit.look import Plain, look
from ui.kit.panels import Across
from ui.kit.room import Desk
from ui.partners.section import Section
from ui.partners.wording import day_text, in_language


class ItemsSection(Section):
    def __init__(self, desk: Desk) -> None:
        super().__init__("partners.open-items", "partners.add-item")
        self.desk = desk
        self.partner: PartnerDetailRow | None = None
        self.form = NewItem(desk)
        self.form.hide()
        self.column.addWidget(self.form)
        assert self.adder is not None
        self.adder.clicked.connect(self.begin)
        self.form.text.left.connect(self.form.hide)

    def show_partner(self, partner: PartnerDetailRow) -> None:
        if self.partner is None or self.partner.id != partner.id:
            self.form.hide()
        self.partner = partner
        self.form.partner = PartnerId(partner.id)
        self.heading.show_count(len(partner.open_items) or None)
        today = self.desk.book.clock.today()
        self.show_rows(
            (partner.id, partner.open_items, today, look.language, look.percent),
            lambda: [self.line(item) for item in partner.open_items],
        )

    def line(self, item: OpenItemRow) -> QWidget:
        row = QWidget()
        today = self.desk.book.clock.today()
        check = CheckField(Plain(item.text))
        check.clicked.connect(lambda: self.finish(item))
        who = in_language(item.owner_en, item.owner_zh)
        set_tip(check, Message("partners.item-of", {"who": who, "text": item.text}) if who else Plain(item.text))
        late = item.due_on is not None and item.due_on < today
        when = Label(Plain(day_text(item.due_on, today=today)), tint="red" if late else "text-3", right=True)
        across = Across(row, margins=(4, 2, 4, 2), gap=8)
        across.addWidget(check, 1)
        if item.internal:
            across.addWidget(Label("field.internal", 12, tint="text-3"))
        across.addWidget(when)
        row.setFocusProxy(check)
        return row

    def finish(self, item: OpenItemRow) -> None:
        done = Message("partners.item-done", {"text": item.text})
        self.shown = None
        self.desk.execute(CompleteActionItem((item.id,)), toast=done)

    def begin(self) -> None:
        self.form.show()
        self.form.text.setFocus()


class NewItem(QWidget):
    """What, and by when. Enter adds it and waits for the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.partner: PartnerId | None = None
        self.text = LineField("partners.new-item", "partners.new-item")
        self.text.commits.rest.setInterval(24 * 3600 * 1000)  # only Enter adds
        self.due = DateField(desk.book.clock.today, "field.due_on", "field.due_on")
        across = Across(self, margins=(4, 4, 4, 0), gap=8)
        across.addWidget(self.text, 3)
        across.addWidget(self.due, 2)
        self.text.returnPressed.connect(self.add)
        self.due.returnPressed.connect(self.add)

    def add(self) -> None:
        text = self.text.text().strip()
        if not text or self.text.composing:
            return
        me = next((one.id for one in self.desk.book.query(Owners()) if one.uid == self.desk.book.user), None)
        if self.desk.execute(AddActionItem(text, self.partner, me, self.due.value)) is not None:
            self.text.put_value("")
            self.due.show_date(None)
            self.text.setFocus()
