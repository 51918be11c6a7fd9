"""Every state of the kit on one sheet, as `design/12-states.png` has them."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crm.values import Problem
from ui.kit.buttons import DEFAULT, PRIMARY, QUIET, Button, IconButton, Link
from ui.kit.chips import Chip, Tag
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.dates import DateField
from ui.kit.fields import LineField, TextField
from ui.kit.forms import FormRow
from ui.kit.grid import Table
from ui.kit.keycaps import KeyCaps
from ui.kit.loading import LoadingBars, ProgressBar
from ui.kit.look import look
from ui.kit.marks import ROLE_ICONS, STAGE_TINTS, Avatar, IconMark
from ui.kit.notices import Banner, EmptyRoom
from ui.kit.panels import Across, Down, Heading, Panel
from ui.kit.rows import HeadingRow, RowAction, RowList, TwoLineRow
from ui.kit.segments import Segments, Tabs
from ui.kit.table import Cell, Column, TableModel

Row = tuple[str, str]
ROWS: dict[int, Row] = {
    1: ("Renhe Hospital Data", "仁禾医疗数据"),
    2: ("Stratus Peak Cloud", "云岫算力"),
    3: ("江湾大学语言智能实验室", "Jiangwan University NLP Lab"),
}


class States(Panel):
    """Words of the catalogue where there are some, names of the drawings elsewhere."""

    def __init__(self) -> None:
        super().__init__("surface")
        column = Down(self, margins=(24, 16, 24, 16), gap=10)
        for part in (self.buttons(), self.fields(), self.chips(), self.stages(), self.switches()):
            column.addWidget(part)
        column.addWidget(self.list_of_rows())
        column.addWidget(self.table())
        column.addWidget(self.notices())
        self.resize(look.px(760), look.px(1120))

    def buttons(self) -> QWidget:
        off = Button("kit.undo", "undo-2", kind=PRIMARY)
        off.allow(False, "window.nothing-chosen")
        rows = [
            Across(gap=12).take(
                Button("window.log", "pen-line", "Ctrl+L", kind), Button("window.put-back", kind=kind), None
            )
            for kind in (PRIMARY, DEFAULT, QUIET)
        ]
        rows.append(
            Across(gap=12).take(
                off,
                Button("kit.close", keys="Esc", small=True),
                IconButton("ellipsis", "kit.close", outlined=True),
                Link("window.shortcuts"),
                KeyCaps(["Ctrl", "K"]),
                None,
            )
        )
        return stacked(*rows)

    def fields(self) -> QWidget:
        line = LineField("window.company")
        line.put_value("仁禾医疗数据 Renhe")
        wrong = FormRow("window.company", LineField("window.company"))
        wrong.show_problem(Problem("kit.no-date", values={"given": "2025-02-30"}))
        due = DateField(lambda: date(2026, 9, 22), "window.made-on")
        due.show_date(date(2026, 10, 9))
        text = TextField("window.what")
        text.put_value("Batch 8 is released.\n第 8 批放行。")
        choice = ChoiceField([(1, "tier.strategic"), (2, "tier.preferred")], "window.kind")
        return stacked(Across(gap=12).take(line, due), wrong, Across(gap=12).take(choice, text))

    def chips(self) -> QWidget:
        chips = [
            Chip("window.kind", "stage.active", removable=True),
            Chip("window.kind", "tier.strategic", on=True, removable=True),
            Chip("window.import", icon="plus", outlined=True),
        ]
        tags = [Tag("tier.strategic", tone) for tone in ("neutral", "accent", "green", "amber", "red", "blue")]
        return stacked(Across(gap=8).take(*chips, None), Across(gap=8).take(*tags, None))

    def stages(self) -> QWidget:
        stages = [Tag(f"stage.{stage}", stage=stage) for stage in STAGE_TINTS]
        roles = [IconMark(icon, f"role-{role}") for role, icon in ROLE_ICONS.items()]
        people = [Avatar("沈若兰", person=True), Avatar("Lin Yue", person=True)]
        parties = [Avatar("Renhe Hospital Data", "role-data-provider", 24), Avatar("仁禾", "role-compute-provider", 24)]
        return stacked(Across(gap=8).take(*stages, None), Across(gap=10).take(*roles, *parties, *people, None))

    def switches(self) -> QWidget:
        segments = Segments([("a", "window.light"), ("b", "window.dark")], "window.theme")
        segments.show_count("a", 10)
        tabs = Tabs([("a", "window.partners"), ("b", "window.reports")], "window.kind")
        tabs.show_count("b", 3)
        ticked = CheckField("window.less-motion", checked=True)
        first = Across(gap=16).take(segments, tabs, None)
        return stacked(first, Across(gap=16).take(ticked, CheckField("window.begin"), None))

    def list_of_rows(self) -> RowList:
        rows = RowList("window.today", [RowAction("back", "window.put-back", "R", lambda _key: None)])
        name = "仁禾医疗数据" if look.language.value == "zh" else "Renhe Hospital Data"
        rows.show_rows(
            [
                HeadingRow(look.say("window.today"), "2", "red"),
                TwoLineRow(
                    1, name, "list-checks", "red", "role-data-provider", name, "4.2", "18 Sep", "red", "Lin Yue"
                ),
                TwoLineRow(2, name, "phone", "text-3", "role-investor", name, "–", "22 Sep", "text-2", "林悦"),
            ]
        )
        rows.setFixedHeight(look.px(124))
        return rows

    def table(self) -> Table:
        model = TableModel(COLUMNS, fetch)
        model.setParent(self)
        table = Table(model, "window.partners")
        table.show_order(ROWS)
        table.show_sort("next", True)
        table.choose(2)
        table.setFixedHeight(look.px(126))
        return table

    def notices(self) -> QWidget:
        banner = Banner("red")
        bars = LoadingBars(2)
        bars.setFixedHeight(look.px(60))
        progress = ProgressBar()
        progress.show_share(0.6)
        empty = EmptyRoom(
            "window.bin-empty", "window.bin-empty-why", [("window.begin", no_act), ("window.import", no_act)]
        )
        holder = stacked(banner, Heading("window.backups"), bars, progress, empty)
        banner.show_text("window.not-saved", act="window.back-up-now", then=no_act)
        bars.setHidden(False)
        return holder


def no_act() -> None:
    """Nothing: the sheet is only looked at."""


def fetch(ids: Sequence[int]) -> Mapping[int, Row]:
    return {key: ROWS[key] for key in ids}


def stacked(*parts: QWidget | Across) -> QWidget:
    holder = QWidget()
    Down(holder, gap=8).take(*parts)
    return holder


PAIRS = (("database", "role-data-provider", "active"), ("building-2", "role-downstream", "negotiating"))
COLUMNS: list[Column[Row]] = [
    Column(
        "name",
        "window.partners",
        160,
        lambda row: Cell(row[0], row[1], letters=row[0], letters_tint="role-data-provider"),
        stretch=True,
        strong=True,
        edit=lambda row: row[0],
    ),
    Column("roles", "window.kind", 110, lambda _row: Cell(marks=PAIRS)),
    Column("next", "window.made-on", 90, lambda _row: Cell("7 Sep", tint="amber"), right=True),
    Column("rhythm", "window.what", 130, lambda _row: Cell(look.say("stage.active"), dot="green")),
]
