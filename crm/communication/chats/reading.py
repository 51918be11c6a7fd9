"""From pasted lines to who said what: the shapes in which chat programs copy their messages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm.communication.chats.stamps import ONLY_DAY, STAMP, Stamp, day_of, stamp_of

LONGEST_NAME = 40
"""Characters of a speaker's name."""

NAME = r"(?P<name>[^\s:：\[\]【】「」][^\n:：\[\]【】「」]{0,39}?)"
NAME_THEN_STAMP = re.compile(rf"{NAME}[:：]?[ \t\u3000]+(?P<stamp>{STAMP.pattern})")
ACCOUNT = r"(?:[(（<][^()（）<>]*[)）>])?"
STAMP_THEN_NAME = re.compile(rf"(?P<stamp>{STAMP.pattern})[ \t\u3000]+{NAME}{ACCOUNT}[:：]?")
BRACKETED = re.compile(rf"\[(?P<stamp>{STAMP.pattern}(?:,?[ ]?[\d/.]+)?)\][ ]?{NAME}[:：][ ]?(?P<said>.*)")
NAME_ALONE = re.compile(rf"{NAME}[:：][ ]?(?P<said>.*)")

NO_NAMES = re.compile(
    r"(?i)(decided|decisions?|agreed|to-?do|action( items?)?|next steps?|notes?|due|agenda|internal|time|date|place|"
    r"attendees|participants|topic|subject|re|fw|fwd|https?|ftp|mailto|tel|from|to|cc|sent|p\.?s|"
    r"已?决定|已?决议|待办(事项)?|内部|仅内部|截止|时间|日期|地点|参会(人员|人)?|与会(人员)?|主题|议题|备注|纪要|记录|结论|背景|"
    r"问题|风险|下一步|会议|附件|链接|电话|邮箱|微信|地址|价格|报价|总结|目标|方案|要点|原因|说明|注|例如|比如)"
)
"""What stands before a colon in minutes and is nobody's name."""

LONGEST_BARE_NAME = 16
QUOTE_END = re.compile(r".*」")
RULE = re.compile(r"(?:-[ ]){3,}-?|-{5,}")
"""The line of dashes that a quoted message and its answer are parted by."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message. `on` and `at` are empty where the copy says no day or time."""

    speaker: str
    said: tuple[str, ...]
    on: date | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as it was copied. `before` are lines above the first message."""

    messages: tuple[ChatMessage, ...]
    before: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(message.speaker for message in self.messages))

    @property
    def on(self) -> date | None:
        """The day of the last message that tells one: when it was agreed."""
        return next((message.on for message in reversed(self.messages) if message.on is not None), None)

    @property
    def at(self) -> str:
        """The time of the first message of that day."""
        return next((one.at for one in self.messages if one.at and one.on in (self.on, None)), "")


@dataclass(frozen=True, slots=True)
class Head:
    """A line that begins a message, and what it says already."""

    speaker: str
    stamp: Stamp
    said: str = ""


Shape = Callable[[str, date], Head | None]


def read_chat(text: str, today: date, known: Sequence[str] = ()) -> Chat | None:
    """The chat that stands in the text, or None. `known` names make a chat of one message, or without times, sure."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    for shape in (name_first, bracketed, time_first, bare):
        heads = {at: head for at, line in enumerate(lines) if (head := shape(line.strip(" \t\u3000\ufeff"), today))}
        heads = of_one_kind(heads)
        if is_chat(heads, lines, shape, known):
            return chat_of(lines, heads, today)
    return None


def name_first(line: str, today: date) -> Head | None:
    """林悦 2026/9/22 14:06, alone on the line."""
    return head_of(NAME_THEN_STAMP, line, today)


def time_first(line: str, today: date) -> Head | None:
    """2026-09-22 14:06:33 林悦(10001), alone on the line, with its day: 15:30 开始 may be what somebody said."""
    head = head_of(STAMP_THEN_NAME, line, today)
    return head if head is not None and head.stamp.on is not None else None


def head_of(pattern: re.Pattern[str], line: str, today: date) -> Head | None:
    match = pattern.fullmatch(line) if len(line) <= 3 * LONGEST_NAME else None
    name = match["name"].strip() if match else ""
    if match is None or STAMP.fullmatch(name) or ONLY_DAY.fullmatch(name) or NO_NAMES.fullmatch(name):
        return None
    return Head(name, stamp_of(match, today))


def bracketed(line: str, today: date) -> Head | None:
    """[14:06, 22/09/2026] Lin Yue: what was said."""
    match = BRACKETED.fullmatch(line) if line.startswith("[") else None
    return Head(match["name"].strip(), stamp_of(match, today), match["said"]) if match else None


def bare(line: str, _today: date) -> Head | None:
    """A name and a colon, as a phone copies several messages."""
    match = NAME_ALONE.fullmatch(line)
    if match is None or len(match["name"]) > LONGEST_BARE_NAME or match["said"].startswith("//"):
        return None
    name = match["name"].strip()
    if not name or NO_NAMES.fullmatch(name) or re.search(r"[，。；！？,;!?@＠#＃]|\d[.)、]?$|^[-*•·\d]", name):
        return None
    return Head(name, Stamp(None, ""), match["said"])


def of_one_kind(heads: dict[int, Head]) -> dict[int, Head]:
    """Where messages bear their day, a line that ends in a time and names nobody who speaks is what somebody said."""
    dated = {head.speaker for head in heads.values() if head.stamp.on is not None}
    return {at: head for at, head in heads.items() if not dated or head.speaker in dated}


def is_chat(heads: dict[int, Head], lines: Sequence[str], shape: Shape, known: Sequence[str]) -> bool:
    """Two messages make a chat; without times only where somebody speaks twice, or is known, and little is between."""
    if not heads:
        return False
    names = Counter(head.speaker for head in heads.values())
    if shape is not bare:
        (first,) = list(heads.values())[:1]
        return len(heads) > 1 or ((first.stamp.on is not None or first.speaker in known) and says_more(heads, lines))
    spoken = [line for line in lines if line.strip()]
    speaks = any(count > 1 for count in names.values()) or all(name in known for name in names)
    first_line = next(at for at, line in enumerate(lines) if line.strip())
    return (
        len(heads) > 1 and speaks and len(names) <= len(heads) and first_line in heads and len(heads) * 4 >= len(spoken)
    )


def says_more(heads: dict[int, Head], lines: Sequence[str]) -> bool:
    return any(head.said for head in heads.values()) or any(
        line.strip() for at, line in enumerate(lines) if at not in heads and at > min(heads)
    )


def chat_of(lines: Sequence[str], heads: dict[int, Head], today: date) -> Chat:
    before: list[str] = []
    messages: list[ChatMessage] = []
    day: date | None = None
    for at, line in enumerate(lines):
        if (head := heads.get(at)) is not None:
            on = head.stamp.on or day
            messages.append(ChatMessage(head.speaker, (head.said,) if head.said.strip() else (), on, head.stamp.at))
            day = on
        elif (parted := ONLY_DAY.fullmatch(line.strip())) and (on := day_of(parted, today)) and is_rule(line):
            day = on
        elif line.strip() and messages:
            messages[-1] = replace(messages[-1], said=(*messages[-1].said, line.rstrip()))
        elif line.strip():
            before.append(line.rstrip())
    return Chat(tuple(replace(one, said=tuple(answered(one.said))) for one in messages), tuple(before))


def is_rule(line: str) -> bool:
    """A day between dashes parts the days; a day alone may be what somebody said."""
    return line.strip()[:1] in "—–-─=*"


def answered(said: Sequence[str]) -> Iterator[str]:
    """「沈若兰：放行」, a line of dashes, 收到 becomes one line: 「沈若兰：放行」 收到."""
    held = ""
    for number, line in enumerate(said):
        if RULE.fullmatch(line.strip()) and held and QUOTE_END.fullmatch(held):
            continue
        if held and number > 1 and RULE.fullmatch(said[number - 1].strip()) and QUOTE_END.fullmatch(held):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held
