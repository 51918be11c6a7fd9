"""What changed between two versions: clause by clause, with the words marked, and nothing lost."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.agreements.drafting.comparison import ComparedClause, compared, compared_filled, compared_terms
from crm.agreements.drafting.marking import Change, after, before, marked
from crm.agreements.queries.rows import TextRow
from crm.values.enums import ParagraphKind
from tests.agreements.drafting.drafts import TERMS, clause, item, paragraph, text

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED


def told(was: str, now: str) -> list[tuple[str, str]]:
    signs = {KEPT: "=", REMOVED: "-", ADDED: "+"}
    return [(signs[mark.change], mark.text) for mark in marked(was, now)]


def test_english_is_marked_by_words_and_keeps_its_punctuation() -> None:
    assert told("within 30 days, at the latest.", "within 60 days, at the latest.") == [
        ("=", "within "),
        ("-", "30"),
        ("+", "60"),
        ("=", " days, at the latest."),
    ]


@pytest.mark.parametrize(
    ("was", "now", "marks"),
    [
        (
            "应在六十日内交付数据集。",
            "应在三十个工作日内交付影像数据集。",
            [("=", "应在"), ("-", "六十日"), ("+", "三十个工作日"), ("=", "内交付"), ("+", "影像"), ("=", "数据集。")],
        ),
        ("违约责任", "违约金", [("-", "违约责任"), ("+", "违约金")]),
        ("2027年12月31日止", "2028年1月31日止", [("-", "2027年12月"), ("+", "2028年1月"), ("=", "31日止")]),
        ("按第三条，通知", "按第五条，通知", [("=", "按"), ("-", "第三条"), ("+", "第五条"), ("=", "，通知")]),
    ],
)  # fmt: skip
def test_chinese_is_marked_by_words_and_by_numbers_with_what_they_count(
    was: str, now: str, marks: list[tuple[str, str]]
) -> None:
    assert told(was, now) == marks


def test_a_placeholder_and_a_reference_are_never_half_marked() -> None:
    assert told("Under {@L1}, {data-set}.", "Under {@L2}, {data-sets}.") == [
        ("=", "Under "),
        ("-", "{@L1}, {data-set}"),
        ("+", "{@L2}, {data-sets}"),
        ("=", "."),
    ]


def test_a_sentence_that_was_written_anew_is_not_cut_to_pieces() -> None:
    was, now = "The provider delivers the data each month.", "Neither party shall assign this agreement."

    assert told(was, now) == [("-", was), ("+", now)]


DATA = clause("C1", ("Data", "数据"), paragraph("P1", "Ten batches.", "十批。"), item("P2", "each month", "每月"))
LAW = clause("C2", ("Law", "法律"), paragraph("P3", "Chinese law.", "中国法律。"))
NOTICES = clause("C3", ("Notices", "通知"), paragraph("P4", "In writing.", "书面形式。"))
FEES = clause("C4", ("Fees", "费用"), paragraph("P5", "None.", "无。"))


def only(found: Sequence[ComparedClause]) -> ComparedClause:
    changed = [each for each in found if each.is_changed]
    assert len(changed) == 1
    return changed[0]


def test_the_same_text_has_no_change() -> None:
    assert not any(each.is_changed for each in compared(text(DATA, LAW), text(DATA, LAW)))


def test_a_clause_that_moved_is_told_as_moved_and_no_other() -> None:
    found = only(compared(text(DATA, LAW, NOTICES), text(LAW, NOTICES, DATA)))

    assert (found.moved, found.was, found.was_at, found.now_at) == (True, DATA, 0, 2)


def test_an_added_and_a_removed_clause_are_told_where_they_stand() -> None:
    found = compared(text(DATA, LAW, NOTICES), text(DATA, FEES, NOTICES))

    assert [(each.was, each.now) for each in found] == [(DATA, DATA), (LAW, None), (None, FEES), (NOTICES, NOTICES)]


def test_a_clause_written_again_under_the_same_heading_is_the_same_clause() -> None:
    again = clause("C9", ("DATA ", "数据"), paragraph("P9", "Twelve batches.", "十二批。"))

    found = compared(text(DATA, LAW), text(again, LAW))

    assert [(each.was, each.now) for each in found] == [(DATA, again), (LAW, LAW)]
    assert [after(each.english) for each in found[0].paragraphs if each.now] == ["Twelve batches."]


def test_a_clause_with_another_heading_is_found_by_its_words() -> None:
    old = clause("C1", ("Data", "数据"), paragraph("P1", "The provider delivers ten batches of images each month."))
    new = clause("C8", ("Delivery", "交付"), paragraph("P8", "The provider delivers ten batches of scans each month."))

    found = compared(text(old, LAW), text(LAW, new))

    assert [(each.was, each.now) for each in found if each.now is new] == [(old, new)]


def test_a_paragraph_that_went_to_another_clause_is_not_told_as_lost() -> None:
    left = replace(DATA, paragraphs=DATA.paragraphs[:1])
    gained = replace(LAW, paragraphs=(*LAW.paragraphs, DATA.paragraphs[1]))

    first, second = compared(text(DATA, LAW), text(left, gained))

    assert not first.is_changed
    assert [(each.moved, each.from_clause) for each in second.paragraphs] == [(False, ""), (True, "C1")]


def test_a_paragraph_that_became_an_item_is_told() -> None:
    turned = replace(LAW, paragraphs=(replace(LAW.paragraphs[0], kind=ParagraphKind.ITEM),))

    assert only(compared(text(DATA, LAW), text(DATA, turned))).paragraphs[0].kind_changed


def test_terms_and_what_fills_placeholders_are_told_by_name() -> None:
    terms = compared_terms(TERMS, replace(TERMS, notice="60d"))
    filled = compared_filled(text(filled=(("fee", "10", "10"),)), text(filled=(("rate", "5 %", "5%"),)))

    assert [(value.name, value.was, value.now) for value in terms] == [("notice", "90d", "60d")]
    assert [(value.name, value.was, value.now) for value in filled] == [
        ("fee", ("10", "10"), None),
        ("rate", None, ("5 %", "5%")),
    ]


LINES = some.sampled_from("ABCDEFGH")
PARTS = ["应在", "六十日", "内", "交付", "数据", "the ", "days, ", "**", "{x}", "30", "\n"]
SAID = some.one_of(some.text(max_size=40), some.lists(some.sampled_from(PARTS)).map("".join))


@some.composite
def texts(draw: some.DrawFn) -> TextRow:
    """Lines may come twice, as a text from outside may have them."""
    made = []
    for line in draw(some.lists(LINES, max_size=6)):
        inside = [paragraph(f"{draw(LINES)}p", draw(SAID), draw(SAID)) for _ in range(draw(some.integers(0, 3)))]
        made.append(clause(line, (draw(SAID), draw(SAID)), *inside))
    return text(*made)


Said = tuple[list[tuple[str, str]], list[tuple[str, str]]]
"""Headings and paragraphs in both languages."""


def said(whole: TextRow) -> Said:
    rows = [(row.text_en, row.text_zh) for each in whole.clauses for row in each.paragraphs]
    return [(each.heading_en, each.heading_zh) for each in whole.clauses], rows


def applied(found: Sequence[ComparedClause], later: bool) -> Said:
    """A text made again from the marks alone."""
    take = after if later else before
    headings, rows = {}, {}
    for each in found:
        headings[each.now_at if later else each.was_at] = (take(each.heading_en), take(each.heading_zh))
        for row in each.paragraphs:
            rows[row.now_at if later else row.was_at] = (take(row.english), take(row.chinese))
    headings.pop(None, None)
    rows.pop(None, None)
    return [headings[at] for at in range(len(headings))], [rows[at] for at in range(len(rows))]


@given(texts(), texts())
@settings(max_examples=300, deadline=None)
def test_the_marks_give_back_both_texts_exactly(was: TextRow, now: TextRow) -> None:
    found = compared(was, now)

    assert applied(found, later=False) == said(was)
    assert applied(found, later=True) == said(now)


@given(SAID, SAID)
@settings(max_examples=500, deadline=None)
def test_words_are_marked_without_losing_a_sign(was: str, now: str) -> None:
    marks = marked(was, now)

    assert (before(marks), after(marks)) == (was, now)
    assert all(mark.text for mark in marks)


@pytest.mark.parametrize("keeps_lines", [True, False], ids=["amended", "typed again"])
def test_300_clauses_are_compared_in_less_than_a_second(keeps_lines: bool) -> None:
    luck = Random(10)
    english = ["the", "provider", "shall", "deliver", "each", "batch", "of", "records", "within", "thirty", "days"]
    chinese = ["提供方", "应当", "在", "三十日", "内", "交付", "每批", "数据", "被许可方", "可以", "训练", "模型"]
    old, new = [], []
    for at in range(300):
        words = [luck.choice(english) if luck.random() < 0.9 else f"batch{luck.randrange(900)}" for _ in range(150)]
        signs = [luck.choice(chinese) for _ in range(150)]
        old.append(clause(f"C{at}", (f"H{at}", f"标题{at}"), paragraph(f"P{at}", " ".join(words), "".join(signs))))
        words[luck.randrange(150)], signs[luck.randrange(150)] = "amended", "变更"
        line = at if keeps_lines else 1000 + at
        heading = (f"H{line}", f"标题{line}")
        new.append(clause(f"C{line}", heading, paragraph(f"P{line}", " ".join(words), "".join(signs))))
    luck.shuffle(new)

    start = process_time()
    found = compared(text(*old), text(*new))

    assert process_time() - start < 1
    assert len(found) == 300
    assert all(before(row.english) == row.was.text_en for each in found for row in each.paragraphs if row.was)
