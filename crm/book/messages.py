"""Messages as the journal stores them: a code and typed values, so that each face says them in its own language."""

import json
from datetime import date
from typing import Any

from crm.values import Message
from crm.values.enums import LABELS, Choice

CHOICES = {label: kind for kind, label in LABELS.items()}


def written(message: Message) -> str:
    return json.dumps(
        [message.code, {name: plain(value) for name, value in message.values.items()}], ensure_ascii=False
    )


def read(text: str) -> Message:
    code, values = json.loads(text)
    return Message(code, {name: typed(value) for name, value in values.items()})


def plain(value: object) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Choice):
        return {"choice": [LABELS[type(value)], value.value]}
    if isinstance(value, Message):
        return {"message": written(value)}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"a message cannot keep a {type(value).__name__}")


def typed(value: Any) -> object:
    if isinstance(value, list):
        return [typed(part) for part in value]
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    if kind == "date":
        return date.fromisoformat(inner)
    if kind == "choice":
        return CHOICES[inner[0]](inner[1])
    return read(inner)
