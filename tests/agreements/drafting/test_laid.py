"""The text laid out: numbers, references, placeholders, in each language."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.agreements.drafting.laid import LaidClause, LaidRun, Runs, RunState, laid
from crm.agreements.drafting.numbering import han, letters
from crm.agreements.drafting.pieces import pieces
from crm.agreements.drafting.placeholders import Computed, filled
from crm.agreements.queries.rows import TextRow
from crm.values.enums import FirstDay, Language, ParagraphKind, PrevailingText, Renewal, ReportLanguage
from tests.agreements.drafting.drafts import PARTIES, TERMS, agreement, clause, item, paragraph, table, text, version

ENGLISH, CHINESE, BOTH = ReportLanguage.ENGLISH, ReportLanguage.CHINESE, ReportLanguage.BOTH
SCOPE = text(
    clause("r", ("Preamble", "序言"), paragraph("r1", "The Parties agree.", "各方订立本协议。"), standard="recitals"),
    clause(
        "a",
        ("Scope", "范围"),
        paragraph("a1", "The Parties contribute:", "各方应投入："),
        item("a1a", "data;", "数据；"),
        item("a1b", "compute, under {@a2}.", "算力，见{@a2}。"),
        paragraph("a2", "{@a1b} holds. See {@b} and {@a1b}.", "适用{@a1b}，见{@b}。"),
    ),
    clause(
        "b",
        ("Term", "期限"),
        paragraph(
            "b1", "From {effective-date} to {end-date}, **not {cure-period}**.", "自{effective-date}至{end-date}。"
        ),
        table("bt", "Use | Until\ntrain | {end-date}", "用途 | 期限\n训练 | {end-date}"),
    ),
)


def laid_out(words: TextRow, language: ReportLanguage) -> tuple[LaidClause, ...]:
    return laid(agreement(), version(), words, language)


def said(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def test_numbers_hang_as_the_drawing_sets_them_in_two_languages() -> None:
    _, scope, term = laid_out(SCOPE, BOTH)

    assert (scope.number, scope.heading_en, scope.heading_zh) == ("1", "Scope", "范围")
    assert [row.number for row in scope.rows] == ["1.1", "(a)", "(b)", "1.2"]
    assert [row.number for row in term.rows] == ["2.1", ""]


def test_a_chinese_document_numbers_its_clauses_in_chinese() -> None:
    _, scope, term = laid_out(SCOPE, CHINESE)

    assert [scope.number, term.number] == ["第一条", "第二条"]
    assert [row.number for row in scope.rows] == ["1.1", "（1）", "（2）", "1.2"]
    assert scope.heading_en == "" and all(row.runs_en == () for row in scope.rows)


def test_recitals_and_closing_words_stand_outside_the_numbers() -> None:
    recitals = laid_out(SCOPE, BOTH)[0]

    assert (recitals.number, recitals.rows[0].number) == ("", "")
    assert said(recitals.rows[0].runs_zh) == "各方订立本协议。"


def test_a_reference_names_its_clause_in_the_way_of_each_language() -> None:
    both = laid_out(SCOPE, BOTH)[1]
    chinese = laid_out(SCOPE, CHINESE)[1]

    assert said(both.rows[2].runs_en) == "compute, under clause 1.2."
    assert said(both.rows[3].runs_en) == "Clause 1.1(b) holds. See clause 2 and clause 1.1(b)."
    assert said(both.rows[3].runs_zh) == "适用第1.1(b)条，见第2条。"
    assert said(chinese.rows[3].runs_zh) == "适用第1.1条第（2）项，见第二条。"


def test_a_reference_follows_a_clause_that_moves() -> None:
    moved = replace(SCOPE, clauses=(SCOPE.clauses[2], SCOPE.clauses[1]))

    assert said(laid_out(moved, BOTH)[1].rows[3].runs_en) == "Clause 2.1(b) holds. See clause 1 and clause 2.1(b)."


def test_a_reference_to_a_removed_line_shows_that_it_leads_nowhere() -> None:
    words = text(clause("a", None, paragraph("a1", "See {@gone}.", "见{@gone}。")))

    row = laid_out(words, BOTH)[0].rows[0]

    assert row.runs_en[1] == LaidRun("clause ?", state=RunState.EMPTY, key="@gone")
    assert said(row.runs_zh) == "见第？条。"


def test_a_reference_by_a_standard_finds_the_clause_made_from_it() -> None:
    words = text(
        clause("x", None, paragraph("x1", "See {@term}.", "见{@term}。")),
        clause("y", None, paragraph("y1", "It ends.", "终止。"), standard="term.fixed"),
    )

    assert said(laid_out(words, BOTH)[0].rows[0].runs_zh) == "见第2条。"


def test_placeholders_are_filled_in_each_languages_way_of_writing() -> None:
    row = laid_out(SCOPE, BOTH)[2].rows[0]

    assert said(row.runs_en) == "From 1 March 2025 to 28 February 2027, not cure period."
    assert said(row.runs_zh) == "自2025年3月1日至2027年2月28日。"
    assert row.runs_en[1] == LaidRun("1 March 2025", state=RunState.FILLED, key="effective-date")


def test_an_empty_placeholder_shows_its_name_in_words_and_keeps_its_weight() -> None:
    row = laid_out(SCOPE, BOTH)[2].rows[0]

    assert LaidRun("not ", bold=True) in row.runs_en
    assert LaidRun("cure period", bold=True, state=RunState.EMPTY, key="cure-period") in row.runs_en


def test_a_table_has_as_many_cells_in_both_languages() -> None:
    words = text(clause("a", None, table("t", "Use | Until\ntrain | {end-date}", "用途\n训练 | {end-date} | 备注")))

    row = laid_out(words, BOTH)[0].rows[0]

    assert row.kind is ParagraphKind.TABLE
    assert [[said(cell) for cell in line] for line in row.cells_en] == [
        ["Use", "Until", ""],
        ["train", "28 February 2027", ""],
    ]
    assert [[said(cell) for cell in line] for line in row.cells_zh] == [
        ["用途", "", ""],
        ["训练", "2027年2月28日", "备注"],
    ]


def test_markup_in_a_clause_is_text() -> None:
    words = text(clause("a", None, paragraph("a1", "<script>alert(1)</script> & <b>", "<b>")))

    assert said(laid_out(words, ENGLISH)[0].rows[0].runs_en) == "<script>alert(1)</script> & <b>"


def test_a_star_pair_without_its_other_half_stands_as_typed() -> None:
    assert [(piece.text, piece.bold) for piece in pieces("a **b** c ** d")] == [
        ("a ", False),
        ("b", True),
        (" c ** d", False),
    ]


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("effective-date", "1 March 2025", "2025年3月1日"),
        ("end-date", "28 February 2027", "2027年2月28日"),
        ("term", "24 months", "24个月"),
        ("renewal-term", "12 months", "12个月"),
        ("notice", "90 days", "90日"),
        ("first-day", "that day included", "含当日"),
        ("payment-days", "30 days", "30日"),
        ("currency", "CNY", "人民币"),
        ("governing-law", "the People’s Republic of China", "中华人民共和国"),
        ("originals", "three", "三"),
        ("languages", "Chinese and English", "中文和英文"),
        ("prevailing", "where the two texts differ, the Chinese text prevails", "两种文本不一致的，以中文文本为准"),
        ("parties", "Party A, Party B and Party C", "甲方、乙方和丙方"),
        ("licensor", "Party B", "乙方"),
        ("licensee", "Party A", "甲方"),
        ("party-2", "Renhe Hospital Data", "仁和医院数据"),
        ("party-2-label", "Party B", "乙方"),
        ("party-3-role", "Reviewer", "审核方"),
        ("party-1-address", "Road 1, Beijing", "Road 1, Beijing"),
        ("title", "Clinical dialogue data licence", "临床对话数据许可协议"),
        ("notice-date", "", ""),
        ("provider", "", ""),
    ],
)
def test_the_record_fills_what_it_knows(name: str, english: str, chinese: str) -> None:
    values = [filled(agreement(), version(), text(), language).get(name) for language in Language]

    assert values == [english, chinese]


def test_what_the_record_lacks_a_person_fills() -> None:
    words = text(filled=(("cure-period", "30 days", "30日"), ("number", "D-1", "D-1"), ("term", "ignored", "忽略")))

    english = filled(agreement(), version(), words, Language.ENGLISH)

    assert (english["cure-period"], english["number"], english["term"]) == ("30 days", "D-1", "24 months")


def test_amounts_dates_and_laws_are_written_out() -> None:
    terms = replace(TERMS, amount=30000000, law="US-NY", effective_on=None, first_day=FirstDay.NOT_COUNTED)

    english, chinese = (filled(agreement(), version(terms=terms), text(), language) for language in Language)

    assert (english["amount"], chinese["amount"]) == ("CNY 300,000.00", "人民币300,000.00元")
    assert (english["governing-law"], chinese["governing-law"]) == (
        "the State of New York, United States of America",
        "美国纽约州",
    )
    assert (english["effective-date"], chinese["effective-date"]) == (
        "the date of the last signature",
        "最后一方签署之日",
    )
    assert chinese["first-day"] == "当日不计入"


@pytest.mark.parametrize(
    ("start", "term", "first_day", "end"),
    [
        (date(2026, 3, 1), "1y", FirstDay.COUNTED, date(2027, 2, 28)),
        (date(2027, 3, 1), "12m", FirstDay.COUNTED, date(2028, 2, 29)),
        (date(2026, 1, 29), "1m", FirstDay.COUNTED, date(2026, 2, 28)),
        (date(2026, 1, 31), "1m", FirstDay.COUNTED, date(2026, 2, 28)),
        (date(2024, 2, 29), "1y", FirstDay.COUNTED, date(2025, 2, 28)),
        (date(2026, 3, 1), "1y", FirstDay.NOT_COUNTED, date(2027, 3, 1)),
        (date(2026, 3, 1), "30d", FirstDay.COUNTED, date(2026, 3, 30)),
    ],
)
def test_a_text_names_the_end_that_the_rules_of_dates_give(
    start: date, term: str, first_day: FirstDay, end: date
) -> None:
    terms = replace(TERMS, effective_on=start, term=term, first_day=first_day)

    assert filled(agreement(), version(terms=terms), text(), Language.ENGLISH)["end-date"] == f"{end.day} {end:%B %Y}"


def test_dates_that_were_computed_go_before_the_reckoned_end() -> None:
    computed = Computed(end_on=date(2028, 2, 29), notice_on=date(2027, 12, 1))

    values = filled(agreement(), version(), text(), Language.CHINESE, computed)

    assert (values["end-date"], values["notice-date"]) == ("2028年2月29日", "2027年12月1日")


def test_no_prevailing_text_leaves_its_placeholder_empty() -> None:
    row = agreement(prevailing=None)

    assert filled(row, version(), text(), Language.ENGLISH)["prevailing"] == ""
    assert filled(replace(row, prevailing=PrevailingText.EQUAL), version(), text(), Language.CHINESE)["prevailing"] == (
        "两种文本具有同等效力"
    )


def test_a_party_without_a_name_in_one_language_leaves_a_gap_there() -> None:
    row = agreement(parties=(replace(PARTIES[0], name_en=""), *PARTIES[1:]))

    assert filled(row, version(), text(), Language.ENGLISH)["party-1"] == ""
    assert filled(row, version(), text(), Language.CHINESE)["party-1"] == "明远智能"


def test_a_term_without_an_end_names_none() -> None:
    terms = replace(TERMS, term="", renewal=Renewal.NONE)

    assert filled(agreement(), version(terms=terms), text(), Language.ENGLISH)["end-date"] == ""


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
    ],
)
def test_chinese_numbers(number: int, word: str) -> None:
    assert han(number) == word


def test_items_go_on_after_z() -> None:
    assert [letters(number) for number in (1, 26, 27, 28)] == ["a", "z", "aa", "ab"]


@given(st.text(alphabet="ab*{}@-.| 中", max_size=60))
def test_no_sign_of_a_text_is_lost_but_its_marks(words: str) -> None:
    kept = "".join(piece.text for piece in pieces(words))

    assert [sign for sign in kept if sign in "ab中 "] == [sign for sign in words if sign in "ab中 "]


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_a_reference_names_its_clause_wherever_clauses_move_and_shows_those_that_went(
    order: list[int], gone: set[int]
) -> None:
    """Each clause refers to the next one, the last to the first."""
    left = [at for at in order if at not in gone]
    words = text(
        *(
            clause(f"c{at}", None, paragraph(f"p{at}", f"See {{@c{(at + 1) % 6}}}", f"见{{@c{(at + 1) % 6}}}"))
            for at in left
        )
    )

    for at, laid_one in zip(left, laid_out(words, BOTH), strict=True):
        target = (at + 1) % 6
        last = laid_one.rows[0].runs_en[-1]
        if target in gone:
            assert (last.state, last.key) == (RunState.EMPTY, f"@c{target}")
        else:
            assert (last.state, last.text) == (RunState.REFERENCE, f"clause {left.index(target) + 1}")
