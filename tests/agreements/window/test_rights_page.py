"""Data rights as their reader has them: the matrix, the question, the way to the clause. In the window, by keys."""

import pytest

from crm.agreements.asking import is_question
from crm.agreements.queries import AgreementNamed
from crm.values.enums import Language
from tests.shots.agreed import say_otherwise
from tests.window.driver import Window
from ui.agreements.rights_lines import SourceLine
from ui.agreements.rights_page import RightsPage
from ui.agreements.room import AgreementsRoom
from ui.kit.look import look
from ui.window.hits import Hit

LICENCE = "DL-2025-0007"


@pytest.fixture
def page(room: AgreementsRoom, filled: Window) -> RightsPage:
    filled.press("Ctrl+Shift+D")
    filled.settle()
    return room.rights


def sentences(page: RightsPage) -> list[str]:
    return [look.say(one.message) for one in page.answers.told]


def ask(window: Window, page: RightsPage, text: str) -> list[str]:
    page.field.setFocus()
    page.field.selectAll()
    window.type(text)
    window.press("Return")
    window.until(lambda: page.question == text.strip() and page.found is not None, "an answer")
    window.settle()
    return sentences(page)


def test_the_matrix_says_what_each_agreement_allows_and_names_its_clause(page: RightsPage, filled: Window) -> None:
    filled.press("Down")
    assert page.grid.hasFocus()
    assert page.grid.accessibleDescription() == (
        "Yes: by DL-2025-0007 clause 4 we may train any model on “Renhe dialogues”."
    )

    for _ in range(4):
        filled.press("Right")
    assert page.grid.accessibleDescription().startswith("No: by DL-2025-0007 clause 4 we may not sublicense")


def test_enter_on_a_cell_leads_to_its_clause_and_esc_back_to_the_matrix(
    room: AgreementsRoom, page: RightsPage, filled: Window
) -> None:
    filled.press("Down")
    filled.press("Return")
    filled.settle()

    shown = room.record.shown
    assert shown is not None
    assert shown.row.number == LICENCE
    clause = shown.clause_of(room.record.line)
    assert clause is not None
    assert clause.heading_en == "Data Rights"

    filled.press("Escape")
    assert page.isVisible()


def test_agreements_that_contradict_each_other_are_said_in_a_word_and_each_has_its_way(
    room: AgreementsRoom, filled: Window
) -> None:
    say_otherwise(filled)
    room.show_layout("rights")
    filled.settle()

    filled.press("Down")
    assert "contradict each other" in room.rights.grid.accessibleDescription()
    filled.press("Return")

    line = filled.focus()
    assert isinstance(line, SourceLine)
    filled.press("Down")
    second = filled.focus()
    assert isinstance(second, SourceLine)
    assert {line.name, second.name} == {LICENCE, "DL-2026-001"}
    filled.press("Return")
    filled.settle()
    assert room.record.shown is not None
    assert room.record.shown.row.number == second.name


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("may we train Qwen on Renhe dialogues", "Yes: by DL-2025-0007 clause 4 we may train any model on"),
        ("can we sublicense the Renhe dialogues?", "No: by DL-2025-0007 clause 4 we may not sublicense"),
        ("may we retain Renhe dialogues", "Nothing says so: whether we may retain"),
        ("may we train on Marsh lectures", "Nothing says so: no agreement in force speaks of the data"),
        ("may we train", "Say which data you mean"),
    ],
)
def test_a_question_is_answered_in_one_honest_sentence(
    page: RightsPage, filled: Window, text: str, answer: str
) -> None:
    told = ask(filled, page, text)

    assert told[0].startswith(answer)


def test_the_answer_is_chinese_where_the_window_is(page: RightsPage, filled: Window) -> None:
    ask(filled, page, "能否用仁禾对话数据训练千问？")
    look.set(language=Language.CHINESE)

    assert sentences(page) == ["可以用“Renhe dialogues”训练任何模型：DL-2025-0007 第 4 条允许。"]


def test_data_that_is_only_called_alike_is_named_as_such_and_leads_to_its_row(page: RightsPage, filled: Window) -> None:
    told = ask(filled, page, "may we train on Acme dialogues")

    assert told[0].startswith("Nothing says so")
    assert told[1] == "Another data set is called alike: “Renhe dialogues”."
    filled.press("Down")
    filled.press("Return")
    assert page.grid.hasFocus()


def test_esc_empties_the_question_and_the_answer_goes(page: RightsPage, filled: Window) -> None:
    ask(filled, page, "may we train on Renhe dialogues")
    assert page.answers.isVisible()

    filled.press("Escape")

    assert page.field.text() == ""
    assert page.answers.isHidden()


def test_what_is_written_elsewhere_is_in_the_matrix_at_once(
    room: AgreementsRoom, page: RightsPage, filled: Window
) -> None:
    say_otherwise(filled)
    filled.until(lambda: len(page.rows) == 3, "three rows")

    assert page.rows[0].cells[0].contradicts


@pytest.mark.parametrize("text", ["may we train on Renhe dialogues", "能否用仁禾对话数据训练"])
def test_a_question_in_the_palette_is_put_to_the_agreements(room: AgreementsRoom, filled: Window, text: str) -> None:
    filled.office.go("today")
    filled.press("Ctrl+K")
    filled.commit(text)
    filled.settle()
    first = next(line for line in filled.office.finder.palette_sheet.hits.hits.lines if isinstance(line, Hit))
    assert first.kind == "may-we"
    filled.press("Return")
    filled.settle()

    assert room.rights.isVisible()
    assert sentences(room.rights)[0].startswith("Yes: by DL-2025-0007 clause 4")


def test_names_and_acts_are_no_questions() -> None:
    assert not any(map(is_question, ("May", "Canwell Data", "Renhe", "仁禾医疗", "可信数据", "new agreement")))
    assert all(map(is_question, ("can we sublicense Renhe", "我们可以用仁禾数据训练吗", "是否可以留存")))


def test_without_a_right_in_force_the_page_says_how_one_comes(filled: Window, room: AgreementsRoom) -> None:
    from crm.agreements.commands import VoidAgreement

    key = filled.book.query(AgreementNamed(LICENCE))
    filled.book.execute(VoidAgreement(key, "Signed twice", filled.book.clock.today()))
    room.show_layout("rights")
    filled.settle()

    assert filled.shows("No data right is in force")
    filled.press("Down")
    filled.press("Return")
    filled.settle()
    assert room.toolbar.layouts.choice() == "list"


def test_the_page_is_where_it_was_at_the_next_start(room: AgreementsRoom, page: RightsPage, filled: Window) -> None:
    filled.reopen()
    again = filled.office.show_room("agreements")
    filled.settle()

    assert isinstance(again, AgreementsRoom)
    assert again.rights.isVisible()
