"""What may be done with which data: three answers, each with its clause, and never an invented one."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from crm.agreements.commands import (
    AddDataRight,
    AmendAgreement,
    DraftAgreement,
    EditDataRight,
    EditParagraph,
    NewMark,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.queries import DataRights, MayWe
from crm.agreements.queries.data_rights import Matrix, MayWeRow, RightCell
from crm.agreements.rights import Said, matrix
from crm.values.enums import DataAnswer, DataUse, Language, MarkKind
from crm.values.ids import AgreementId, PartnerId
from tests.agreements.town import CLAUSES, SCAN, TERMS, TODAY, Town, after

ON = date(2026, 10, 1)
YES, NO, SILENT = DataAnswer.YES, DataAnswer.NO, DataAnswer.SILENT


def said(agreement: int, answer: DataAnswer, model: str = "", until: date | None = None) -> Said[int]:
    return Said(agreement, "Batch 8", model, DataUse.TRAIN, answer, until, agreement)


def answers(*all_said: Said[int]) -> list[tuple[str, DataAnswer, bool]]:
    rows = matrix(all_said, ON)
    return [(row.model, row.cells[0].answer, row.cells[0].contradicts) for row in rows]


def test_what_nobody_speaks_of_is_silent() -> None:
    (row,) = matrix([said(1, YES)], ON)

    assert [cell.answer for cell in row.cells] == [YES, SILENT, SILENT, SILENT, SILENT, SILENT]
    assert [cell.use for cell in row.cells] == list(DataUse)


def test_any_model_holds_for_each_unless_the_same_agreement_says_otherwise() -> None:
    assert answers(said(1, NO, "any"), said(1, YES, "Qwen")) == [("", NO, False), ("Qwen", YES, False)]
    assert answers(said(1, NO), said(2, YES, "Qwen")) == [("", NO, False), ("Qwen", NO, True)]


def test_a_contradiction_between_agreements_is_told_and_answered_with_no() -> None:
    assert answers(said(1, YES), said(2, NO), said(3, SILENT)) == [("", NO, True)]


def test_a_right_counts_on_its_last_day_and_is_named_as_lapsed_after_it() -> None:
    assert answers(said(1, YES, until=ON)) == [("", YES, False)]
    (row,) = matrix([said(1, YES, until=ON - timedelta(1))], ON)

    assert (row.cells[0].answer, row.cells[0].said, len(row.cells[0].lapsed)) == (SILENT, (), 1)


def test_the_same_data_set_is_one_however_it_is_spelled() -> None:
    rows = matrix([said(1, YES), Said(2, "ＢＡＴＣＨ  8", "", DataUse.RETAIN, NO, None, 2)], ON)

    assert [(row.data_set, row.cells[0].answer, row.cells[5].answer) for row in rows] == [("Batch 8", YES, NO)]


def test_every_cell_is_what_each_agreement_says_taken_together() -> None:
    """By a plain reading of each agreement: its own word on the model, else on any, while it lasts."""
    luck = Random(4)
    for _ in range(300):
        rights = [
            Said(
                luck.randrange(3), luck.choice("AB"), luck.choice(("", "M", "N")), luck.choice(list(DataUse)[:2]),
                luck.choice(list(DataAnswer)), luck.choice((None, ON, ON - timedelta(1))), 0,
            )
            for _ in range(luck.randrange(1, 9))
        ]  # fmt: skip
        for row in matrix(rights, ON):
            for cell in row.cells:
                words = Counter[DataAnswer]()
                for agreement in range(3):
                    of = [
                        one for one in rights
                        if (one.agreement, one.data_set, one.use) == (agreement, row.data_set, cell.use)
                        and one.until_on != ON - timedelta(1)
                    ]  # fmt: skip
                    own = [one for one in of if one.model == row.model]
                    words.update(one.answer for one in own or [one for one in of if one.model == ""])
                assert cell.answer is (NO if words[NO] else YES if words[YES] else SILENT)
                assert cell.contradicts == bool(words[NO] and words[YES])
                assert Counter(one.answer for one in cell.said) == words


def right(data_set: str, use: str, answer: str, **more: object) -> dict[str, object]:
    return {"data_set": data_set, "use": use, "answer": answer, **more}


def licence(town: Town, partner: PartnerId, *rights: dict[str, object], sign: bool = True) -> AgreementId:
    values = {"type": "data-licence", "title_en": f"Licence {partner}", "prevailing": "zh"}
    made = town.book.execute(DraftAgreement(values, TERMS, (town.home, partner), CLAUSES))
    key = AgreementId(made.first("agreement"))
    line = town.text(key).clauses[1].paragraphs[0].line
    after(town, *(AddDataRight(town.version(key).id, each, line=line) for each in rights))
    if sign:
        seal(town, key)
    return key


def seal(town: Town, key: AgreementId) -> None:
    marks = tuple(NewMark(party.id, MarkKind.SIGNATURE, TODAY) for party in town.agreement(key).parties)
    after(town, SignAgreement(town.version(key).id, marks, SCAN))


def cells(found: Matrix) -> dict[tuple[str, str, DataUse], RightCell]:
    return {(cell.data_set, cell.model, cell.use): cell for row in found for cell in row.cells if cell.said}


def test_the_matrix_is_filled_from_agreements_in_force_each_with_its_clause(town: Town) -> None:
    key = licence(town, town.renhe, right("Chest imaging", "train", "yes", model="Qwen"))
    licence(town, town.lab, right("Lectures", "train", "yes"), sign=False)

    assert town.book.query(DataRights(TODAY)) == ()
    found = cells(town.book.query(DataRights(ON)))

    assert list(found) == [("Chest imaging", "Qwen", DataUse.TRAIN)]
    (one,) = found["Chest imaging", "Qwen", DataUse.TRAIN].said
    assert one.source.agreement.id == key
    assert one.source.clause is not None
    assert one.source.clause.clause.heading_zh == "数据"
    assert one.source.clause.paragraph == town.text(key).clauses[1].paragraphs[0]


def test_two_agreements_that_contradict_each_other_are_both_shown(town: Town) -> None:
    keys = [
        licence(town, town.renhe, right("Chest imaging", "train", "yes")),
        licence(town, town.lab, right("chest imaging", "train", "no")),
    ]

    (cell,) = cells(town.book.query(DataRights(ON))).values()

    assert (cell.answer, cell.contradicts) == (NO, True)
    assert [one.source.agreement.id for one in cell.said] == keys


def test_an_amendment_changes_a_right_from_its_day(town: Town) -> None:
    key = licence(town, town.renhe, right("Chest imaging", "train", "no"))
    after(town, AmendAgreement(key, "Wider", date(2027, 1, 1)))
    after(town, EditDataRight(town.promises(key).data_rights[-1].id, "answer", "no", "yes"))
    seal(town, key)

    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [one.answer for day in days for one in cells(town.book.query(DataRights(day))).values()] == [NO, YES]


def test_after_the_end_only_a_right_with_a_later_day_of_its_own_counts(town: Town) -> None:
    later = {"until_on": date(2028, 1, 1)}
    key = licence(town, town.renhe, right("A set", "train", "yes"), right("A set", "retain", "yes", **later))
    ended = date(2027, 10, 1)

    assert list(cells(town.book.query(DataRights(ended)))) == [("A set", "", DataUse.RETAIN)]

    after(town, VoidAgreement(key, "By mistake", TODAY))
    assert town.book.query(DataRights(ended)) == ()


@pytest.fixture
def rich(town: Town) -> Town:
    """Renhe Hospital Data 仁禾医疗数据 and Jiangwan University 江湾大学."""
    licence(
        town,
        town.renhe,
        right("Chest imaging", "train", "yes"),
        right("Chest imaging", "sublicense", "no"),
        right("Ward dialogues", "train", "no"),
        right("Ward dialogues", "fine-tune", "yes", model="Qwen2.5"),
    )
    key = licence(town, town.lab, right("Batch 8", "train", "yes", model="Llama 3"), sign=False)
    paragraph = town.text(key).clauses[1].paragraphs[0]
    after(town, EditParagraph(paragraph.id, Language.CHINESE, paragraph.text_zh, "许可方提供公开课语音。"))
    seal(town, key)
    return town


def ask(town: Town, text: str) -> MayWeRow:
    return town.book.query(MayWe(text, ON))


@pytest.mark.parametrize(
    ("text", "data_set", "use", "answer"),
    [
        ("May we train Qwen on Renhe imaging data?", "Chest imaging", DataUse.TRAIN, YES),
        ("能否用仁禾影像数据训练千问？", "Chest imaging", DataUse.TRAIN, YES),
        ("我们可以用仁禾医疗的影像数据集训练通义千问吗", "Chest imaging", DataUse.TRAIN, YES),
        ("can we sublicense the chest imaging of Renhe", "Chest imaging", DataUse.SUBLICENSE, NO),
        ("仁禾的影像数据能否再许可", "Chest imaging", DataUse.SUBLICENSE, NO),
        ("are we allowed to train on Renhe dialogue data", "Ward dialogues", DataUse.TRAIN, NO),
        ("仁禾对话数据可否用于微调训练 Qwen2.5", "Ward dialogues", DataUse.FINE_TUNE, YES),
        ("can we train llama-3 on Jiangwan batch 8", "Batch 8", DataUse.TRAIN, YES),
        (
            "may we sublicense Renhe chest imaging to a third party or anyone else",
            "Chest imaging",
            DataUse.SUBLICENSE,
            NO,
        ),
        ("能不能把仁禾的影像数据再许可给第三方", "Chest imaging", DataUse.SUBLICENSE, NO),
        ("协议期间，仁禾提供的影像数据可以拿来训练千问吗？", "Chest imaging", DataUse.TRAIN, YES),
        ("Would it be OK if our team trains Qwen with imaging from Renhe?", "Chest imaging", DataUse.TRAIN, YES),
        (
            "Are we permitted to train our new model on the chest imaging data of Renhe now?",
            "Chest imaging",
            DataUse.TRAIN,
            YES,
        ),
        ("我方是否有权将仁禾的胸部影像数据用来训练自研大模型", "Chest imaging", DataUse.TRAIN, YES),
        ("仁禾影像 训练", "Chest imaging", DataUse.TRAIN, YES),
    ],
)
def test_may_we_finds_the_cell_and_its_clause_in_both_languages(
    rich: Town, text: str, data_set: str, use: DataUse, answer: DataAnswer
) -> None:
    (match,) = ask(rich, text).answers

    assert (match.cell.data_set, match.cell.use, match.cell.answer) == (data_set, use, answer)
    assert all(one.source.clause is not None for one in match.cell.said)


@pytest.mark.parametrize(
    "text",
    [
        "may we evaluate Qwen on Renhe imaging data",
        "能否用仁禾影像数据蒸馏出小模型",
        "may we train Qwen on Jiangwan batch 8",
        "may we train Qwen on Acme imaging data",
        "能否用海星科技的影像数据训练千问",
        "can we train on Renhe speech",
        "may we sublicense Acme imaging to a third party",
        "协议终止后能否留存海星科技的数据",
        "may we train on the imaging data of the New Third Hospital",
        "中大医院的影像数据能否训练",
        "may we",
        "",
        "'; DROP TABLE data_right; --",
    ],
)
def test_where_nothing_says_so_no_answer_is_made_up(rich: Town, text: str) -> None:
    found = ask(rich, text)

    assert found.nothing_says_so
    assert all(match.cell.answer is SILENT for match in found.answers)


def test_what_is_only_called_alike_is_shown_as_near_and_is_no_answer(rich: Town) -> None:
    found = ask(rich, "may we train Qwen on Acme imaging data")

    assert found.answers == ()
    assert [match.cell.data_set for match in found.near] == ["Chest imaging"]


def test_without_a_use_all_six_are_told(rich: Town) -> None:
    found = ask(rich, "Renhe chest imaging")

    assert [match.cell.use for match in found.answers] == list(DataUse)
