"""500 random acts of all rooms, each undone in turn, leave every table as it was."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

import pytest

from crm.book import Book, FixedClock
from crm.communication.commands import (
    BinInteractions,
    CompleteActionItem,
    LogMeeting,
    NewActionItem,
    NewDecision,
    RestoreInteractions,
)
from crm.partners.commands import (
    AddContact,
    AddPartner,
    BinPartners,
    EditPartner,
    MoveContact,
    NewRole,
    RestorePartners,
    TagRecords,
)
from crm.values import Command, Query, Refused
from crm.values.enums import PartnerRole, Stage
from crm.values.ids import ActionItemId, AffiliationId, InteractionId, PartnerId
from tests.book.acts import dump

STEPS = 500
NAMES = ("仁禾医疗数据", "Stratus Peak Cloud", "澜亭银行", "R&D <b>", "海棠优选")


@dataclass(frozen=True, slots=True)
class Keys(Query[list[int]]):
    """The ids of a table."""

    table: str

    def run(self, connection: Connection) -> list[int]:
        return [key for (key,) in connection.execute(f"SELECT id FROM {self.table} ORDER BY id")]


class Walker:
    """Chooses acts by chance among what the book holds."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book = book
        self.luck = random.Random(seed)

    def one(self, table: str) -> int:
        """The id of one of its rows; 1, which is refused, where there is none."""
        return self.luck.choice(self.book.query(Keys(table)) or [1])

    def act(self) -> Command:
        acts = (self.add, self.edit, self.bin, self.restore, self.meet, self.meet, self.people, self.tidy)
        return self.luck.choice(acts)()

    def add(self) -> Command:
        role = NewRole(self.luck.choice(list(PartnerRole)), self.luck.choice(list(Stage)), date(2026, 3, 1))
        return AddPartner({"name": self.luck.choice(NAMES)}, verticals=("health",), roles=(role,))

    def edit(self) -> Command:
        field = self.luck.choice(("city", "name_zh", "description"))
        key = self.one("partner")
        return EditPartner(PartnerId(key), field, self.stored(key, field), self.luck.choice(("杭州", "Berlin", "")))

    def stored(self, key: int, field: str) -> object:
        from crm.partners.queries import PartnerDetail

        detail = self.book.query(PartnerDetail(PartnerId(key), date(2026, 9, 22)))
        return detail.fields.get(field, "") if detail is not None else ""

    def bin(self) -> Command:
        return BinPartners((PartnerId(self.one("partner")),))

    def restore(self) -> Command:
        if self.luck.random() < 0.5:
            return RestoreInteractions((InteractionId(self.one("interaction")),))
        return RestorePartners((PartnerId(self.one("partner")),))

    def meet(self) -> Command:
        held = date(2026, 9, 22) - timedelta(days=self.luck.randrange(400))
        partner = PartnerId(self.one("partner"))
        item = NewActionItem("发送样例", due_on=held + timedelta(days=7))
        return LogMeeting(
            {"kind": "call", "held_on": held, "notes": f"合作协议 {held}"},
            (partner,),
            decisions=(NewDecision("每批提供使用日志", partner),),
            action_items=(item,),
            tags=(self.luck.choice(("data", "数据")),),
        )

    def people(self) -> Command:
        partner = PartnerId(self.one("partner"))
        if self.luck.random() < 0.5 or not self.book.query(Keys("affiliation")):
            return AddContact({"name": self.luck.choice(("沈若兰", "Fang Wei"))}, partner_id=partner)
        return MoveContact(AffiliationId(self.one("affiliation")), partner, on=date(2026, 9, 1))

    def tidy(self) -> Command:
        choice = self.luck.random()
        if choice < 0.4:
            return CompleteActionItem((ActionItemId(self.one("action_item")),), date(2026, 9, 22))
        if choice < 0.7:
            return BinInteractions((InteractionId(self.one("interaction")),))
        return TagRecords(("walk",), partner_ids=(PartnerId(self.one("partner")),))


@pytest.mark.timeout(300)
def test_a_walk_of_five_hundred_steps_undone_leaves_every_table_equal(book: Book, clock: FixedClock) -> None:
    walker = Walker(book, seed=11)
    before = dump(str(book.path))
    done = 0
    while done < STEPS:
        clock.at += timedelta(seconds=61)
        try:
            book.execute(walker.act())
        except Refused:
            continue
        done += 1
    after = dump(str(book.path))

    for _ in range(STEPS):
        book.undo()
    assert dump(str(book.path)) == before
    assert book.inspect() == []

    for _ in range(STEPS):
        book.redo()
    assert dump(str(book.path)) == after
    assert book.inspect() == []
