"""What is read from a person's notes: names, tags, decisions, action items, in English and Chinese."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.communication.notes import (
    Named,
    NamedKind,
    Names,
    Notes,
    SpanKind,
    Unfinished,
    UnfinishedKind,
    find_days,
    name_runs,
    read_line,
    read_notes,
    title_of,
    unfinished,
    without_internal,
)

TUESDAY = date(2026, 9, 22)
SHEN = Named(NamedKind.CONTACT, 1, "Shen Ruolan", ("沈若兰",))
FANG = Named(NamedKind.CONTACT, 2, "Fang Wei", ("方薇",))
CHEN = Named(NamedKind.CONTACT, 4, "Chen Mo", ("陈墨",))
LAB = Named(NamedKind.PARTNER, 3, "Jiangwan University NLP Lab", ("Jiangwan Lab", "江湾大学"))
NAMES = Names([SHEN, FANG, CHEN, LAB])


def read(text: str, day: date = TUESDAY) -> Notes:
    return read_notes(text, day, NAMES)


def due(text: str, day: date = TUESDAY) -> str:
    found = find_days(text, day)
    return " ".join(str(one.on) for one in found)


ENGLISH_DAYS = {
    "due Friday": "2026-09-25",
    "due fri": "2026-09-25",
    "due on Friday": "2026-09-25",
    "Due: Friday": "2026-09-25",
    "due this Friday": "2026-09-25",
    "due Tuesday": "2026-09-29",
    "by next Tuesday": "2026-09-29",
    "by next Friday": "2026-10-02",
    "due today": "2026-09-22",
    "due tomorrow": "2026-09-23",
    "by the day after tomorrow": "2026-09-24",
    "due 9 Oct": "2026-10-09",
    "due 9th of October": "2026-10-09",
    "due Oct 9": "2026-10-09",
    "due October 9th, 2027": "2027-10-09",
    "due 9 Oct 2027": "2027-10-09",
    "due 22 Sep": "2026-09-22",
    "due 21 Sep": "2027-09-21",
    "due 2026-10-09": "2026-10-09",
    "due 2026/10/9": "2026-10-09",
    "in 2 weeks": "2026-10-06",
    "due in two weeks": "2026-10-06",
    "within 3 days": "2026-09-25",
    "in a month": "2026-10-22",
    "within 3 working days": "2026-09-25",
    "within 5 business days": "2026-09-29",
    "by the end of the month": "2026-09-30",
    "by end of next month": "2026-10-31",
    "by the end of the week": "2026-09-25",
    "by end of the year": "2026-12-31",
    "by the end of the quarter": "2026-09-30",
}
CHINESE_DAYS = {
    "周五前": "2026-09-25",
    "星期五之前": "2026-09-25",
    "礼拜天前": "2026-09-27",
    "本周五之前": "2026-09-25",
    "这周五以前": "2026-09-25",
    "下周三前": "2026-09-30",
    "下个星期三前": "2026-09-30",
    "下下周一前": "2026-10-05",
    "周一前": "2026-09-28",
    "今天前": "2026-09-22",
    "明天前": "2026-09-23",
    "后天前": "2026-09-24",
    "大后天前": "2026-09-25",
    "10月9日前": "2026-10-09",
    "10月9号之前": "2026-10-09",
    "十月九日前": "2026-10-09",
    "十二月三十一日前": "2026-12-31",
    "2027年1月3日前": "2027-01-03",
    "1月3日前": "2027-01-03",
    "25号前": "2026-09-25",
    "20号前": "2026-10-20",
    "2026-10-09前": "2026-10-09",
    "月底前": "2026-09-30",
    "下个月底前": "2026-10-31",
    "年底前": "2026-12-31",
    "季度末前": "2026-09-30",
    "三天内": "2026-09-25",
    "3天之内": "2026-09-25",
    "两周内": "2026-10-06",
    "两个月内": "2026-11-22",
    "三个工作日内": "2026-09-25",
    "截止10月9日": "2026-10-09",
    "期限：周五": "2026-09-25",
    "最晚下周三": "2026-09-30",
}


@pytest.mark.parametrize(("text", "on"), [*ENGLISH_DAYS.items(), *CHINESE_DAYS.items()])
def test_a_due_day_is_read_as_people_write_it(text: str, on: str) -> None:
    assert due(text) == on


@pytest.mark.parametrize("text", ["due Friday", "周五前"])
def test_friday_said_on_a_friday_is_the_next_one(text: str) -> None:
    assert due(text, date(2026, 9, 25)) == "2026-10-02"


@pytest.mark.parametrize(
    "text",
    [
        "We met on Friday",
        "Batch 8 is in training since 9 Oct",
        "周五开会",
        "在周五开会",
        "周五前往上海",
        "每周五前",
        "上周五前",
        "due diligence",
        "by the way",
        "standby Friday",
        "version 2.10.2026",
    ],
)
def test_a_day_that_nothing_calls_due_is_left_alone(text: str) -> None:
    assert due(text) == ""


@pytest.mark.parametrize("text", ["due 30 Feb", "due 2026-13-01", "2月30日前", "by Feb 30"])
def test_a_day_that_no_calendar_has_is_not_due_but_said(text: str) -> None:
    notes = read(f"Send it {text}")

    assert notes.items == ()
    assert [span.kind for span in notes.impossible] == [SpanKind.IMPOSSIBLE]


def test_the_drawn_meeting_reads_as_it_is_drawn() -> None:
    notes = read(
        "Batch 8 is in training since Monday, no complaints from @Shen Ruolan.\n"
        "@Fang Wei wants fine-tuning rights; @Jiangwan Lab would review. #data-rights #nurse-line\n"
        "@Qiu Bin asks whether the security review of 2025 still holds. #compliance\n"
        "Decided: usage log per batch, starting with batch 8.\n"
        "Send access log of batch 8 to @Shen Ruolan due 9 Oct\n"
        "@Chen Mo drafts the fine-tuning clause due Friday\n"
    )

    assert [mention.named for mention in notes.mentions] == [SHEN, FANG, LAB, None, SHEN, CHEN]
    assert notes.mentions[3].name == "Qiu Bin"
    assert [tag.name for tag in notes.tags] == ["data-rights", "nurse-line", "compliance"]
    assert [decision.text for decision in notes.decisions] == ["Usage log per batch, starting with batch 8"]
    assert [(item.text, item.owner and item.owner.named, item.due_on) for item in notes.items] == [
        ("Send access log of batch 8 to Shen Ruolan", None, date(2026, 10, 9)),
        ("Drafts the fine-tuning clause", CHEN, date(2026, 9, 25)),
    ]


def test_chinese_minutes_on_one_line_read_sentence_by_sentence() -> None:
    notes = read("讨论了价格。决定：价格不变，周五前公布。请＠陈墨在周五前起草条款。待办：发样例给@方薇 ＃数据权利")

    assert [decision.text for decision in notes.decisions] == ["价格不变，周五前公布"]
    assert [(item.text, item.owner and item.owner.named, item.due_on) for item in notes.items] == [
        ("价格不变，公布", None, date(2026, 9, 25)),
        ("起草条款", CHEN, date(2026, 9, 25)),
        ("发样例给方薇", None, None),
    ]
    assert [tag.name for tag in notes.tags] == ["数据权利"]


def test_both_languages_in_one_line() -> None:
    notes = read("@陈墨 sends the 样例 周五前 #数据")

    assert [(item.text, item.due_on) for item in notes.items] == [("Sends the 样例", date(2026, 9, 25))]
    assert notes.items[0].owner is not None
    assert notes.items[0].owner.named == CHEN


def test_a_line_marked_internal_is_internal_with_all_that_it_says() -> None:
    text = (
        "internal: decided: walk away at 8 %\n内部：@陈墨周五前打电话\nDecided (internal): no discount\nDecided: go on"
    )

    notes = read(text)

    assert [decision.internal for decision in notes.decisions] == [True, True, False]
    assert [item.internal for item in notes.items] == [True]
    assert without_internal(text) == "Decided: go on"
    assert title_of(text, NAMES) == "Go on"


def test_names_match_at_their_longest_and_not_inside_another_word() -> None:
    names = Names(
        [
            Named(NamedKind.CONTACT, 1, "Ann"),
            Named(NamedKind.CONTACT, 2, "Ann Lee"),
            Named(NamedKind.CONTACT, 3, "方薇"),
        ]
    )

    found = [
        mention.named and mention.named.id
        for mention in read_line("@Ann Lee @ann, @Anna ＠ＡＮＮ @方薇说", TUESDAY, names).mentions
    ]

    assert found == [2, 1, None, 1, 3]


def test_mail_addresses_web_addresses_and_numbers_are_no_marks() -> None:
    notes = read("write to fang@renhe.cn, see https://renhe.cn/a#top and issue #12")

    assert notes == Notes()


def test_the_title_is_the_first_line_without_its_marks() -> None:
    assert (
        title_of("\n  @Fang Wei wants fine-tuning rights. #data-rights\nmore", NAMES)
        == "Fang Wei wants fine-tuning rights"
    )
    assert title_of("决定：价格不变。", NAMES) == "价格不变"
    assert len(title_of("x" * 1000, NAMES)) == 120


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hi @Fang W", Unfinished(UnfinishedKind.NAME, 3, "Fang W")),
        ("hi ＠fw", Unfinished(UnfinishedKind.NAME, 3, "fw")),
        ("和@方", Unfinished(UnfinishedKind.NAME, 1, "方")),
        ("about #da", Unfinished(UnfinishedKind.TAG, 6, "da")),
        ("关于＃数", Unfinished(UnfinishedKind.TAG, 2, "数")),
        ("Send it due Fr", Unfinished(UnfinishedKind.DUE, 12, "Fr")),
        ("@Fang Wei ", None),
        ("fang@renhe", None),
        ("@Fang\nnext", None),
        ("plain", None),
    ],
)
def test_what_stands_before_the_cursor_can_be_completed(text: str, found: Unfinished | None) -> None:
    assert unfinished(text, len(text), NAMES) == found


def test_the_book_is_asked_for_what_follows_each_at_sign() -> None:
    assert name_runs("@Fang Wei and @Chen Mo\n＠方薇说") == ["Fang Wei and", "Chen Mo", "方薇说"]


PIECES = st.sampled_from(
    [
        "@",
        "＠",
        "Fang Wei",
        "方薇",
        "#",
        "＃",
        "tag",
        "数据",
        " ",
        "\n",
        "due ",
        "by ",
        "Friday",
        "9 Oct",
        "30 Feb",
        "周五",
        "前",
        "Decided:",
        "决定：",
        "internal:",
        "内部：",
        "待办：",
        "三天内",
        "in 2 weeks",
        "10月9日",
        "。",
        ". ",
        "; ",
        "- ",
        "x",
        "9",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS, st.dates())
def test_any_text_is_read_and_its_spans_lie_in_it_in_order(text: str, day: date) -> None:
    notes = read(text, day)

    place = 0
    for span in notes.spans:
        assert place <= span.start < span.end <= len(text)
        place = span.end
    for found in (*notes.mentions, *notes.tags, *notes.decisions, *notes.items, *notes.impossible):
        assert 0 <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]


@given(TEXTS, st.integers(min_value=0, max_value=60))
def test_the_cursor_never_fails(text: str, cursor: int) -> None:
    found = unfinished(text, min(cursor, len(text)), NAMES)

    assert found is None or found.start + len(found.typed) <= len(text)


@given(TEXTS)
def test_a_line_reads_alone_as_it_reads_in_the_text(text: str) -> None:
    lines = text.split("\n")

    alone = [item.text for line in lines for item in read_line(line, TUESDAY, NAMES).items]

    assert [item.text for item in read(text).items] == alone


@pytest.mark.parametrize(
    "piece",
    ["@", "@Fang Wei due Friday ", "#a", "周五前。", "x", " ", "\n", "(", "- ", "due ", "一", "internal:", "9 Oct "],
)
def test_reading_takes_time_in_step_with_the_length(piece: str) -> None:
    short, long = piece * (50_000 // len(piece)), piece * (400_000 // len(piece))
    read(short)

    started = perf_counter()
    read(short)
    brief = perf_counter() - started
    started = perf_counter()
    read(long)
    whole = perf_counter() - started

    assert whole < 8 * 4 * brief + 0.25
