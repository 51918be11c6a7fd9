"""Which of the results are shown: of which kinds, with which partner, since when, by whom of ours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import Signal

from crm.book.search import FoundCounts, FoundNames, FoundTexts
from crm.book.text import folded
from crm.partners.queries import Owners
from crm.values.enums import Language
from ui.kit.chips import Chip
from ui.kit.flow import FlowBox
from ui.kit.look import Plain, follow, look
from ui.kit.panels import Across, Down, Panel, clear
from ui.kit.pickers import PickField
from ui.kit.popup import PopupRow
from ui.kit.room import Desk

ANY, MONTH, YEAR = "any", "month", "year"
TIMES = (ANY, MONTH, YEAR)
LAST_DAYS = 30
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the results are narrowed to."""

    kinds: tuple[str, ...] = ()
    time: str = ANY
    partner_id: int | None = None
    person_id: int | None = None

    def since(self, today: date) -> date | None:
        return {MONTH: today - timedelta(days=LAST_DAYS), YEAR: date(today.year, 1, 1)}.get(self.time)

    def takes_names(self) -> bool:
        """Names found by their sound are of no day and no person of ours."""
        return self.time == ANY and self.partner_id is None and self.person_id is None

    def page(self, words: str, today: date, limit: int, after: int | None = None) -> FoundTexts:
        since = self.since(today)
        return FoundTexts(words, limit, self.kinds, self.partner_id, self.person_id, since, after=after)

    def counts(self, words: str, today: date) -> FoundCounts:
        return FoundCounts(words, self.partner_id, self.person_id, self.since(today))


class ResultFilters(Panel):
    """Chips and two fields. `changed` carries the narrowing as it stands."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", lines="bottom")
        self.desk = desk
        self.narrowing = Narrowing()
        self.counted: dict[str, str] = {}
        self.kinds = FlowBox(6)
        self.times = {time: Chip(f"window.time-{time}", switch=True) for time in TIMES}
        self.partner = PickField(self.partners, "table.partner", "window.of-partner")
        self.person = PickField(self.people, "window.of-person", "window.of-person")
        self.partner_chip, self.person_chip = Chip("", removable=True), Chip("", removable=True)
        self.lay_out()
        self.connect_signals()
        self.show_narrowing()

    def lay_out(self) -> None:
        narrow = Across(gap=6).take(*self.times.values(), 8, self.partner, self.partner_chip)
        narrow.take(self.person, self.person_chip, None)
        kinds = Across(gap=6)
        kinds.addWidget(self.kinds, 1)
        Down(self, margins=(16, 10, 16, 10), gap=8).take(narrow, kinds)
        follow(self.rescale)

    def connect_signals(self) -> None:
        for time, chip in self.times.items():
            chip.clicked.connect(lambda _=False, time=time: self.narrow(time=time))
        self.partner.picked.connect(lambda key: self.narrow(partner_id=key))
        self.person.picked.connect(lambda key: self.narrow(person_id=key))
        self.partner_chip.removed.connect(lambda: self.narrow(partner_id=None))
        self.person_chip.removed.connect(lambda: self.narrow(person_id=None))

    def rescale(self) -> None:
        for field in (self.partner, self.person):
            field.setFixedWidth(look.px(168))
        self.show_kinds()

    def narrow(self, **values: object) -> None:
        self.narrowing = replace(self.narrowing, **values)  # type: ignore[arg-type] # each from its own widget
        self.show_narrowing()
        self.changed.emit(self.narrowing)

    def start_anew(self) -> None:
        self.narrowing = Narrowing()
        self.show_narrowing()

    def show_narrowing(self) -> None:
        for time, chip in self.times.items():
            chip.setChecked(self.narrowing.time == time)
        for key, field, chip in (
            (self.narrowing.partner_id, self.partner, self.partner_chip),
            (self.narrowing.person_id, self.person, self.person_chip),
        ):
            field.setVisible(key is None)
            chip.setVisible(key is not None)
            if key is not None:
                chip.say(field.name, Plain(field.text() or chip.value_text))
        self.show_kinds()

    def show_counts(self, counted: dict[str, str]) -> None:
        """How many of each kind there are, in words: the kinds without a hit have no chip."""
        self.counted = counted
        self.show_kinds()

    def show_kinds(self) -> None:
        clear(self.kinds.flow)
        for kind, count in {
            **self.counted,
            **{kind: "0" for kind in self.narrowing.kinds if kind not in self.counted},
        }.items():
            chip = Chip(f"window.kind-{kind}", Plain(count), switch=True)
            chip.setChecked(kind in self.narrowing.kinds)
            chip.clicked.connect(lambda on, kind=kind: self.choose_kind(kind, on=on))
            self.kinds.take(chip)
        self.kinds.updateGeometry()

    def choose_kind(self, kind: str, *, on: bool) -> None:
        rest = tuple(one for one in self.narrowing.kinds if one != kind)
        self.narrow(kinds=(*rest, kind) if on else rest)

    def partners(self, typed: str) -> Sequence[PopupRow]:
        found = self.desk.book.query(FoundNames(typed, OFFERED, "partner"))
        return [PopupRow(hit.record_id, shown(hit.title_en, hit.title_zh), icon="handshake") for hit in found]

    def people(self, typed: str) -> Sequence[PopupRow]:
        wanted = folded(typed)
        found = [one for one in self.desk.book.query(Owners()) if wanted in folded(f"{one.title_en} {one.title_zh}")]
        return [PopupRow(one.id, shown(one.title_en, one.title_zh), one.post, icon="user") for one in found[:OFFERED]]


def shown(en: str, zh: str) -> str:
    return zh if look.language is Language.CHINESE else en
