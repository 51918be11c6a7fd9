"""Where lines end: DOCUMENTS.md, "Chinese lines", tried at every width."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.documents.lines import break_lines
from crm.documents.look import BODY
from crm.documents.runs import clean, is_chinese, signs

CONTRACT = (
    "甲方应于2026年9月30日前向乙方交付第8批数据（不少于240,000条对话），逾期的，每日按合同总价的0.5%支付违约金；"
    "“数据”指《数据处理协议》第2.1(c)条所列的语料——包括Corpus-v3、RLHF-2026……以及双方另行约定的其他语料。"
    "费用为￥1,200,000元，分3次支付：首付30%，验收后60%，质保期满10%！乙方（含其关联方）不得将“数据”用于训练以外的用途？"
)
ENGLISH = (
    "Batches are delivered in the last week of each month (not at the end of the quarter); samples of 2 % are "
    "checked by both sides within five working days, see https://example.com/policies/sampling-2026.html#part-3."
)
FIRST = set("，。、；：！？）】》〉」』”’…—·%,.;:!?)]}")
LAST = set("（【《〈「『“‘￥№([")


def broken(text: str, width: float) -> list[str]:
    text = clean(text)
    widths = [sign.width for sign in signs(text, BODY, is_chinese(text))]
    return [text[start:end] for start, end in break_lines(text, widths, width, width)]


@pytest.mark.parametrize("text", [CONTRACT, ENGLISH])
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str) -> None:
    for width in range(60, 480):
        lines = broken(text, width)

        assert not [line for line in lines[1:] if line[0] in FIRST]
        assert not [line for line in lines[:-1] if line[-1] in LAST]


@pytest.mark.parametrize("text", [CONTRACT, ENGLISH])
def test_no_word_and_no_number_is_cut_and_nothing_hangs_out(text: str) -> None:
    for width in range(120, 480):
        lines = broken(text, width)

        words = set(re.findall(r"[A-Za-z0-9,.]*[A-Za-z0-9]", text))
        for line, following in itertools.pairwise(lines):
            end, start = re.search(r"[A-Za-z0-9]*$", line), re.match(r"[A-Za-z0-9]*", following)
            assert end and start and not (end[0] and start[0] and end[0] + start[0] in words), (width, line)
            assert not (line[-1].isdigit() and following[0] in "年月日元%条次")
        widest = max(sum(s.width for s in signs(line, BODY, is_chinese(clean(text)))) for line in lines)
        assert widest <= width + 0.001


def test_dashes_and_ellipses_are_never_parted() -> None:
    for width in range(40, 480):
        lines = broken(CONTRACT, width)
        assert not [1 for a, b in itertools.pairwise(lines) if a[-1] == b[0] and a[-1] in "—…"]


def test_a_paragraph_never_ends_in_a_line_of_one_sign() -> None:
    for width in range(60, 480):
        last = broken(CONTRACT, width)[-1]
        assert len(last.strip("，。、；：！？”")) != 1, (width, last)


def test_all_text_is_there_in_its_order() -> None:
    for width in range(20, 480, 7):
        assert "".join(broken(CONTRACT, width)) == CONTRACT
        assert " ".join(broken(ENGLISH, width)).replace(" ", "") == ENGLISH.replace(" ", "")


def test_a_date_breaks_only_after_year_or_month() -> None:
    for width in range(60, 200):
        lines = broken(CONTRACT, width)
        assert not [line for line, after in itertools.pairwise(lines) if line[-1].isdigit() and after[0] in "年月日"]


@pytest.mark.parametrize("text", ["", "\n", " ", "a", "字", "\n\n字\n", "字。", "a" * 500, "字" * 500, "。" * 50])
def test_odd_texts_give_lines_that_fit(text: str) -> None:
    lines = broken(text, 100)

    assert lines
    assert "".join(lines).replace(" ", "") == clean(text).replace("\n", "").replace(" ", "")


@given(st.text(max_size=200), st.integers(5, 300))
@settings(max_examples=300, deadline=None)
def test_no_text_is_lost_whatever_it_is(text: str, width: int) -> None:
    kept = "".join("".join(broken(text, width)).split())

    assert kept == "".join(clean(text).split())


def test_a_word_longer_than_the_line_is_cut_after_a_mark() -> None:
    lines = broken("https://example.com/a/very/long/path/to/some/document-of-the-partnership", 120)

    assert len(lines) > 1
    assert all(line[-1] in "/-." for line in lines[:-1])
