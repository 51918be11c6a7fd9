"""Answers of queries as plain JSON: dates in ISO 8601, closed lists by their stored word, messages as sentences."""

import base64
import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path

from crm.language import say
from crm.values import Message, Problem
from crm.values.enums import Language


def plain(value: object, language: Language) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Message | Problem):
        return {"code": value.code, "text": say(value, language)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), language) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key, language)): plain(inner, language) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner, language) for inner in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value
