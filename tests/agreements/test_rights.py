"""May we? Answers with their clause from the agreements in force; silent is an answer of its own."""

from datetime import date

import pytest

from crm.agreements.commands import AddDataRight, AmendAgreement, NewFile, SignAgreement
from crm.agreements.queries import DataRights
from crm.values.enums import DataAnswer, DataUse
from tests.agreements.town import Town, after, marks, signed

LATER = date(2026, 10, 15)


@pytest.fixture
def licensed(town: Town) -> Town:
    clause = town.text().clauses[1]
    rights = (
        {"data_set": "临床对话 v3", "use": "train", "answer": "yes", "until_on": date(2027, 3, 31)},
        {"data_set": "临床对话 v3", "use": "sublicense", "answer": "no"},
        {"data_set": "Radiology reports", "model": "Atlas-2", "use": "evaluate", "answer": "yes"},
        {"data_set": "Radiology reports", "use": "train", "answer": "silent"},
    )
    return signed(town, *(AddDataRight(town.version().id, values, clause.line) for values in rights))


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("训练 临床对话", DataAnswer.YES, 1),
        ("may we train on 临床对话?", DataAnswer.YES, 1),
        ("sublicense 临床对话", DataAnswer.NO, 1),
        ("evaluate radiology atlas-2", DataAnswer.YES, 1),
        ("evaluate radiology borealis", DataAnswer.SILENT, 0),
        ("train radiology", DataAnswer.SILENT, 1),
        ("retain 临床对话", DataAnswer.SILENT, 0),
        ("", DataAnswer.NO, 4),
    ],
)
def test_a_question_is_answered_by_what_it_names(licensed: Town, question: str, answer: DataAnswer, found: int) -> None:
    told = licensed.book.query(DataRights(LATER, question))

    assert (told.answer, len(told.lines)) == (answer, found)
    assert all(line.clause == "2" and line.line.row.number for line in told.lines)


def test_nothing_is_allowed_by_a_draft_or_before_it_works_or_after_its_day(licensed: Town) -> None:
    assert licensed.book.query(DataRights(date(2026, 9, 22), "训练")).answer is DataAnswer.SILENT
    assert licensed.book.query(DataRights(date(2027, 3, 31), "训练 临床")).answer is DataAnswer.YES
    assert licensed.book.query(DataRights(date(2027, 4, 1), "训练 临床")).answer is DataAnswer.SILENT


def test_an_amendment_answers_from_the_day_on_which_it_works(licensed: Town) -> None:
    after(licensed, AmendAgreement(licensed.draft, "more", date(2026, 12, 1)))
    more = {"data_set": "Radiology reports", "use": "derive", "answer": "yes"}
    after(licensed, AddDataRight(licensed.version().id, more))
    after(licensed, SignAgreement(licensed.version().id, marks(licensed), NewFile("amended.pdf", b"%PDF-1.7")))

    assert licensed.book.query(DataRights(date(2026, 11, 30), "derive")).answer is DataAnswer.SILENT
    told = licensed.book.query(DataRights(date(2026, 12, 1), "derive"))
    assert (told.answer, told.uses) == (DataAnswer.YES, (DataUse.DERIVE,))
