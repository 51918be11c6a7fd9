"""A book with one partner whose report has everything in it, as `partner-report-en-1` draws it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm.book import Book, FixedClock
from crm.communication.commands import CompleteActionItem, LogMeeting, NewActionItem, NewDecision
from crm.documents.period import Period
from crm.partners.commands import AddContact, AddPartner, NewRole, SetHomeParty
from crm.values.enums import PartnerRole, Stage

THIRD_QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))
TO_THE_DAY = Period(date(2026, 7, 1), date(2026, 10, 20))


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@dataclass(frozen=True)
class Lanyu:
    """The book and the keys of what is in it."""

    book: Book
    home: int
    partner: int
    tan: int
    arjun: int
    zhou: int

    def log(self, on: str, kind: str, title: str = "", **more: object) -> dict[str, tuple[int, ...]]:
        command = LogMeeting(
            values={"kind": kind, "held_on": day(on), "title": title, **more.pop("values", {})},
            partner_ids=more.pop("partner_ids", (self.partner,)),
            **more,
        )
        return dict(self.book.execute(command).made)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Lanyu]:
    """The partner and its people, and nothing that ever happened."""
    clock = FixedClock(datetime(2026, 10, 20, 6, tzinfo=UTC))
    book = Book.create(tmp_path / "lanyu.liaison", clock=clock)
    home = book.execute(SetHomeParty("Mingyuan AI", "Zhou Mingzhe", company_zh="明远智能", person_zh="周明哲"))
    partner = book.execute(
        AddPartner(
            {
                "name": "Lanyu Data",
                "name_zh": "澜屿数据",
                "tier": "strategic",
                "city": "Singapore",
                "country": "SG",
                "legal_name": "Lanyu Data (Singapore) Pte. Ltd.",
            },
            roles=(NewRole(PartnerRole.DATA_PROVIDER, Stage.ACTIVE, date(2025, 3, 1)),),
        )
    ).first("partner")
    tan = book.execute(
        AddContact(
            {"name": "Tan Jia Yi", "name_zh": "陈嘉怡", "decision_role": "decision-maker"},
            partner_id=partner,
            title="Director",
        )
    ).first("contact")
    arjun = book.execute(
        AddContact(
            {"name": "Arjun Menon", "name_zh": "阿琼·梅农", "decision_role": "champion"},
            partner_id=partner,
            title="Head of data operations",
        )
    ).first("contact")
    yield Lanyu(book, home.first("partner"), partner, tan, arjun, home.first("contact"))
    book.close()


@pytest.fixture
def lanyu(bare: Lanyu) -> Lanyu:
    """The quarter of the drawing."""
    bare.log("06-25", "call")
    for on in ("07-09", "07-23"):
        bare.log(on, "call", present_ids=(bare.tan,))
    bare.log("07-16", "email", present_ids=(bare.arjun,))
    bare.log(
        "08-06",
        "visit",
        "Visit to Singapore, data operations",
        present_ids=(bare.arjun,),
        decisions=(
            NewDecision("Batches are delivered in the last week of each month, not at the end of the quarter."),
            NewDecision("Samples of 2 % are checked by both sides within five working days."),
        ),
        action_items=(NewActionItem("Plan for batch 9", owner_id=bare.arjun, due_on=day("11-06")),),
    )
    bare.log("08-10", "wechat")
    made = bare.log(
        "09-10",
        "review",
        "Quarterly review, joint steering committee",
        present_ids=(bare.tan, bare.arjun),
        decisions=(
            NewDecision("Cantonese is the third language; collection begins in January 2027."),
            NewDecision("The goal of 94.0 % accepted at first check stays as it is."),
            NewDecision("双方同意：续约事宜须于通知截止日（2026年11月30日）之前商定，“逾期不议”。"),
        ),
        action_items=(
            NewActionItem("Send the evaluation report of batch 7", owner_id=bare.zhou, due_on=day("09-17")),
            NewActionItem("Deliver batch 8, 240,000 dialogues", owner_id=bare.arjun, due_on=day("09-30")),
            NewActionItem("Confirm the price of extra annotation", owner_id=bare.zhou, due_on=day("09-30")),
            NewActionItem("Send the renewed security certificate", owner_id=bare.tan, due_on=day("10-15")),
            NewActionItem("Name a second contact for data operations", owner_id=bare.tan, due_on=day("10-31")),
        ),
    )
    first, second, third = made["action_item"][:3]
    bare.book.execute(CompleteActionItem((first,), day("09-16")))
    bare.book.execute(CompleteActionItem((second,), day("09-29")))
    bare.book.execute(CompleteActionItem((third,), day("10-06")))
    return bare
