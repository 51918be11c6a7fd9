"""A chat that is pasted becomes minutes; what is no chat stays as it is; nothing that was said is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book
from crm.communication.chats import Chat, minutes_of, names_in_speaker, read_chat
from crm.communication.notes import Names, read_notes
from crm.communication.queries import Speakers
from crm.partners.commands import AddContact, AddPartner
from crm.values.ids import PartnerId

TODAY = date(2026, 9, 22)

DESKTOP = """林悦 2026/9/22 14:06
第 8 批可以放行吗？

沈若兰 2026/9/22 14:08
可以，日志周五前给你
[图片]
林悦 2026/9/22 14:09
好的"""

DESKTOP_LINES = "林悦：第 8 批可以放行吗？|沈若兰：可以，日志周五前给你|[图片]|林悦：好的"

PASTES: dict[str, tuple[str, str, date | None, str]] = {
    "desktop with dates": (
        DESKTOP,
        DESKTOP_LINES,
        TODAY,
        "14:06",
    ),
    "desktop with times only": ("林悦 14:06\n在吗\n沈若兰 14:08\n在", "林悦：在吗|沈若兰：在", None, "14:06"),
    "two blanks and a colon": (
        "林悦:  9月22日 下午2:06\n在吗\n沈若兰:  9月22日 下午2:08\n在",
        "林悦：在吗|沈若兰：在",
        TODAY,
        "14:06",
    ),
    "work chat": (
        "林悦 9/22 14:06:33\n在吗\n@沈若兰 看下\n沈若兰-仁禾 9/22 14:08:01\n收到",
        "林悦：在吗|@沈若兰 看下|沈若兰-仁禾：收到",
        TODAY,
        "14:06",
    ),
    "english client": (
        "Lin Yue 9/22/26 2:06 PM\nIs batch 8 released?\nShen Ruolan 9/22/26 2:08 PM\nYes, log by Friday",
        "Lin Yue: Is batch 8 released?|Shen Ruolan: Yes, log by Friday",
        TODAY,
        "14:06",
    ),
    "english client with the day first": (
        "Lin Yue 22/9/2026 09:06\nhello\nAnn 22/9/2026 09:07\nhi",
        "Lin Yue: hello|Ann: hi",
        TODAY,
        "09:06",
    ),
    "english words": (
        "Lin Yue Yesterday 2:06 PM\nhello\nAnn Yesterday 2:07 PM\nhi",
        "Lin Yue: hello|Ann: hi",
        date(2026, 9, 21),
        "14:06",
    ),
    "named month": (
        "Lin Yue Sep 3, 2026 2:06 PM\nhello\nAnn Sep 3, 2026 2:07 PM\nhi",
        "Lin Yue: hello|Ann: hi",
        date(2026, 9, 3),
        "14:06",
    ),
    "mobile": ("林悦：\n在吗\n沈若兰：\n在\n林悦：\n好", "林悦：在吗|沈若兰：在|林悦：好", None, ""),
    "mobile on one line": ("林悦: 在吗\n沈若兰: 在\n林悦: 好", "林悦：在吗|沈若兰：在|林悦：好", None, ""),
    "sent by mail": (
        "微信群“仁禾项目”的聊天记录如下:\n\n—————  2026-09-21  —————\n\n\n林悦  14:06\n\n第一天\n\n"
        "—————  2026-09-22  —————\n\n沈若兰  09:30\n\n第二天",
        "微信群“仁禾项目”的聊天记录如下:|2026-09-21|林悦：第一天|2026-09-22|沈若兰：第二天",
        TODAY,
        "09:30",
    ),
    "a quote": (
        "林悦 14:06\n「沈若兰：第 8 批放行」\n- - - - - - - - - - - - - - -\n收到，谢谢\n沈若兰 14:08\n[文件] 报价.pdf",
        "林悦：「沈若兰：第 8 批放行」 收到，谢谢|沈若兰：[文件] 报价.pdf",
        None,
        "14:06",
    ),
    "weekday": ("林悦 星期一 14:06\n在吗\n沈若兰 昨天 14:08\n在", "林悦：在吗|沈若兰：在", date(2026, 9, 21), "14:06"),
    "time first": (
        "2026-09-22 14:06:33 林悦(10001)\n在吗\n2026-09-22 14:08:00 沈若兰<s@a.cn>\n在",
        "林悦：在吗|沈若兰：在",
        TODAY,
        "14:06",
    ),
    "brackets": (
        "[14:06, 22/09/2026] Lin Yue: hello\n[14:07, 22/09/2026] Ann: hi\nthere",
        "Lin Yue: hello|Ann: hi|there",
        None,
        "14:06",
    ),
    "windows line ends": (
        DESKTOP.replace("\n", "\r\n"),
        DESKTOP_LINES,
        TODAY,
        "14:06",
    ),
    "one message with its date": ("林悦 2026/9/22 14:06\n第 8 批放行", "林悦：第 8 批放行", TODAY, "14:06"),
    "a time at the end of what was said": (
        "林悦 2026/9/22 14:06\n明天见 15:30\n沈若兰 2026/9/22 14:08\n好",
        "林悦：明天见 15:30|沈若兰：好",
        TODAY,
        "14:06",
    ),
    "midnight and noon": (
        "林悦 2026年9月22日 凌晨0:06\n晚安\n沈若兰 2026年9月22日 中午12:10\n早",
        "林悦：晚安|沈若兰：早",
        TODAY,
        "00:06",
    ),
    "last year": (
        "林悦 12月30日 14:06\n年后见\n沈若兰 12月30日 14:08\n好",
        "林悦：年后见|沈若兰：好",
        date(2025, 12, 30),
        "14:06",
    ),
    "a name with a blank and signs": (
        "A 仁禾·沈若兰 🌸 14:06\n在\nLin Yue (Mingyuan) 14:07\nok",
        "A 仁禾·沈若兰 🌸：在|Lin Yue (Mingyuan): ok",
        None,
        "14:06",
    ),
    "a time within a message": (
        "林悦 14:06\n明天\n15:30 开始\n沈若兰 14:08\n好",
        "林悦：明天|15:30 开始|沈若兰：好",
        None,
        "14:06",
    ),
}


@pytest.mark.parametrize("name", PASTES)
def test_a_pasted_chat_becomes_lines_with_their_speakers(name: str) -> None:
    text, lines, on, at = PASTES[name]

    chat = read_chat(text, TODAY)

    assert chat is not None
    assert minutes_of(chat).split("\n") == lines.split("|")
    assert (chat.on, chat.at) == (on, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第 8 批放行用于训练。\n决定：周五前给日志",
        "Decision: release batch 8\nNext step: send the log\nNote: all well\nDecision: again",
        "时间：14:06\n地点：杭州\n参会：林悦、沈若兰\n时间：15:00",
        "会议 14:06",
        "Acme: 12 GPUs\nStratus: 40 GPUs",
        "https://example.com/a\nhttps://example.com/b",
        "a,b,c\n1,2,3",
        "1. 林悦：发样例\n2. 沈若兰：日志",
        "- one\n- two",
        "2026-09-22 14:06",
        "林悦 2026/9/22 14:06",
        "第一段说了很多。\n第二段也是。\n第三段\n林悦：好\n第五段\n第六段\n林悦：行\n第八段\n第九段\n第十段",
    ],
)
def test_what_is_no_chat_stays_as_it_is(text: str) -> None:
    assert read_chat(text, TODAY) is None


def test_a_chat_without_times_is_one_where_its_speakers_are_known() -> None:
    text = "沈若兰：日志周五前给\n方薇：收到"

    assert read_chat(text, TODAY) is None
    chat = read_chat(text, TODAY, known=("沈若兰", "方薇"))
    assert chat is not None and chat.speakers == ("沈若兰", "方薇")


def test_days_to_come_are_read_as_days_gone() -> None:
    def day(stamp: str) -> date | None:
        chat = read_chat(f"林悦 {stamp}\n好", TODAY, known=("林悦",))
        return chat.on if chat else None

    assert day("9/23 10:00") == date(2025, 9, 23)
    assert day("3/4/26 10:00") == date(2026, 3, 4)
    assert day("12/9/26 10:00") == date(2026, 9, 12)
    assert day("2026-02-30 10:00") is None


LINE = st.text(alphabet="林悦沈若兰好的放行ab12:：/.-[]「」 \t—年月日😀", max_size=24)
HEAD = st.sampled_from(
    ["林悦 2026/9/22 14:06", "沈若兰 14:08", "Lin Yue 9/22/26 2:06 PM", "林悦：", "方薇 9/22 14:06:33"]
)


@given(st.lists(st.one_of(LINE, HEAD), max_size=14))
def test_no_line_of_what_was_said_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    chat = read_chat(text, TODAY)
    if chat is None:
        return

    said = minutes_of(chat)

    spoken = {line for message in chat.messages for line in message.said} | set(chat.before)
    for line in text.split("\n"):
        if line.strip() and not is_head(line, chat) and not is_rule(line):
            assert line.strip() in said, (line, spoken)


def is_head(line: str, chat: Chat) -> bool:
    """A line that names a speaker: its words beside the name and the time are in the minutes too."""
    return any(speaker and speaker in line for speaker in chat.speakers)


def is_rule(line: str) -> bool:
    """Dashes with or without a day between: they part, they say nothing."""
    return line.strip()[:1] in "—–-─=*"


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    chat = read_chat(text, TODAY)
    if chat is not None:
        minutes_of(chat)


def test_a_megabyte_is_read_in_a_moment() -> None:
    from time import perf_counter

    begun = perf_counter()

    assert read_chat("说了很多 " * 200_000, TODAY) is None
    assert read_chat("x\n" * 100_000, TODAY) is None

    assert perf_counter() - begun < 3


def test_marks_work_within_a_pasted_chat() -> None:
    chat = read_chat(
        "林悦 14:06\n决定：第 8 批放行\n沈若兰 14:08\n待办：@方薇 周五前给日志\n林悦 14:09\n内部：价格先不说", TODAY
    )
    assert chat is not None

    notes = read_notes(minutes_of(chat), TODAY, Names())

    assert [one.text for one in notes.decisions] == ["第 8 批放行"]
    (item,) = notes.items
    assert (item.due_on, "日志" in item.text) == (date(2026, 9, 25), True)


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("沈若兰", "沈若兰"),
        ("沈若兰-仁禾", "沈若兰"),
        ("仁禾沈若兰", "沈若兰"),
        ("A 仁禾 沈若兰（数据）", "沈若兰"),
        ("Shen Ruolan", "沈若兰"),
        ("shenruolan", "沈若兰"),
        ("SHEN RUOLAN", "沈若兰"),
        ("Priya Raman", "Priya Raman"),
        ("Priya Raman - Stratus", "Priya Raman"),
        ("若兰妈妈", None),
        ("王伟", None),
        ("🌸", None),
    ],
)
def test_speakers_are_matched_to_contacts(book: Book, shown: str, meant: str | None) -> None:
    renhe = PartnerId(book.execute(AddPartner({"name": "仁禾医疗"})).first("partner"))
    for name in ("沈若兰", "Priya Raman", "王伟", "王伟"):
        book.execute(AddContact({"name": name}, partner_id=renhe if name == "沈若兰" else None))

    (found,) = book.query(Speakers((shown,), (renhe,)))

    assert (found.zh if found else None) == meant


def test_of_two_of_one_name_the_partners_own_is_meant(book: Book) -> None:
    renhe = PartnerId(book.execute(AddPartner({"name": "仁禾医疗"})).first("partner"))
    own = book.execute(AddContact({"name": "王伟"}, partner_id=renhe)).first("contact")
    book.execute(AddContact({"name": "王伟"}))

    assert book.query(Speakers(("王伟",)))[0] is None
    (found,) = book.query(Speakers(("王伟",), (renhe,)))
    assert found is not None and found.id == own
    assert names_in_speaker("仁禾沈若兰")[0] == "仁禾沈若兰"
