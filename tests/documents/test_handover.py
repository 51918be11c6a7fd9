"""The brief of a handing over: what the successor must know, internal things too, in three languages."""

import re
from datetime import date

import pytest

from crm.communication.commands import NewActionItem, NewDecision
from crm.documents.handover_content import Brief
from crm.documents.handover_query import HandoverBrief
from crm.documents.handover_report import make_handover
from crm.partners.commands import AddContact, AttachFile, EditPartner
from crm.values.enums import ReportLanguage
from crm.values.ids import ContactId, PartnerId
from tests.documents.conftest import Lanyu, day
from tests.documents.reading import text_of

ON = date(2026, 10, 20)


@pytest.fixture
def qing(bare: Lanyu) -> ContactId:
    """Zhou Mingzhe looks after Lanyu, where something is open, decided and kept; Zhou Qing takes over."""
    bare.book.execute(EditPartner(PartnerId(bare.partner), "owner_id", None, bare.zhou))
    bare.book.execute(AttachFile("合同草案.pdf", b"%PDF", PartnerId(bare.partner)))
    bare.log(
        "10-12",
        "video",
        "Batch review",
        present_ids=(bare.tan,),
        decisions=(NewDecision("Price stays until March", internal=True),),
        action_items=(
            NewActionItem("Send the error list", owner_id=bare.zhou, due_on=day("10-15")),
            NewActionItem("Deliver batch 9", owner_id=bare.tan, due_on=day("11-02")),
        ),
    )
    made = bare.book.execute(AddContact({"name": "周晴", "name_en": "Zhou Qing"}, partner_id=PartnerId(bare.home)))
    return ContactId(made.first("contact"))


def brief(bare: Lanyu, qing: ContactId) -> Brief:
    return bare.book.query(HandoverBrief(ContactId(bare.zhou), qing, ON))


def test_it_holds_what_is_open_what_was_decided_and_who_to_talk_to(bare: Lanyu, qing: ContactId) -> None:
    (part,) = brief(bare, qing).parts

    assert [(promise.text, promise.by_home) for promise in part.promises] == [
        ("Send the error list", True),
        ("Deliver batch 9", False),
    ]
    assert part.overdue == 1
    assert part.next_due == date(2026, 10, 15)
    assert [each.text for each in part.decided] == ["Price stays until March"]
    assert [each.name for each in part.files] == ["合同草案.pdf"]
    assert part.last is not None
    assert part.last.title == "Batch review"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (ReportLanguage.ENGLISH, ("Zhou Mingzhe hands over to Zhou Qing", "5 days over", "Decided lately")),
        (ReportLanguage.CHINESE, ("周明哲移交周晴", "已逾5天", "近期决议")),
        (ReportLanguage.BOTH, ("Zhou Mingzhe hands over to Zhou Qing", "周明哲移交周晴", "Lanyu Data", "澜屿数据")),
    ],
)
def test_it_speaks_each_language(
    bare: Lanyu, qing: ContactId, language: ReportLanguage, words: tuple[str, ...]
) -> None:
    text = re.sub(r"\s+", " ", text_of(make_handover(brief(bare, qing), language).content))

    for word in (*words, "Send the error list", "Deliver batch 9", "Price stays until March", "合同草案.pdf"):
        assert word in text


def test_the_same_book_and_day_give_the_same_bytes(bare: Lanyu, qing: ContactId) -> None:
    first, second = (make_handover(brief(bare, qing), ReportLanguage.BOTH).content for _ in range(2))

    assert first == second


def test_who_holds_nothing_gets_a_sentence(bare: Lanyu, qing: ContactId) -> None:
    empty = bare.book.query(HandoverBrief(qing, None, ON))

    assert "There is nothing to hand over." in text_of(make_handover(empty, ReportLanguage.ENGLISH).content)
