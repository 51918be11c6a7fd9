"""A chat as minutes: each message a line that begins with its speaker."""

import re
from collections.abc import Iterator

from crm.communication.chats.reading import Chat, ChatMessage

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def minutes_of(chat: Chat) -> str:
    """林悦：今天的批次可以放行。 A day stands on a line of its own where the chat goes over several."""
    days = {message.on for message in chat.messages if message.on is not None}
    lines = list(chat.before)
    day = None
    for message in chat.messages:
        if len(days) > 1 and message.on is not None and message.on != day:
            day = message.on
            lines.append(day.isoformat())
        lines += lines_of(message)
    return "\n".join(lines)


def lines_of(message: ChatMessage) -> Iterator[str]:
    """The first line bears the speaker, those below it stand as they were said."""
    first = message.said[0] if message.said else ""
    colon = "：" if HAN.search(message.speaker + first) else ": "
    yield f"{message.speaker}{colon}{first}".rstrip()
    yield from message.said[1:]
