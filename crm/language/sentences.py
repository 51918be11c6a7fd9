"""Makes the sentence of a message: looks its code up and puts the values into words."""

from collections.abc import Iterable
from datetime import date
from string import Formatter
from typing import Any

from crm.language.catalogue import text_of
from crm.language.dates import day
from crm.language.spans import length
from crm.values.country import Country
from crm.values.enums import Choice, Language
from crm.values.message import Message, Problem, Values
from crm.values.span import Span

Sayable = Message | Problem | Choice | str


def say(what: Sayable, language: Language, /, **values: object) -> str:
    """The sentence of a message, a problem, a choice's label or a bare code, in the language."""
    if isinstance(what, Message | Problem):
        return sentence(what.code, {**what.values, **values}, language)
    return sentence(what.code if isinstance(what, Choice) else what, values, language)


def sentence(code: str, values: Values, language: Language) -> str:
    number = values.get("n")
    text = text_of(code, language, number if isinstance(number, int) else None)
    return Words(language).vformat(text, (), values) if values or "{" in text else text


class Words(Formatter):
    """Formats placeholders in a language: `{on:short}` a date, `{n}` a number with its thousands, lists joined."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, spec: str) -> str:
        if isinstance(value, date):
            return day(value, self.language, spec or "medium")
        if isinstance(value, Message | Problem | Choice):
            return say(value, self.language)
        if isinstance(value, Span):
            return length(value, self.language)
        if isinstance(value, Country):
            return country(value.code, self.language)
        if isinstance(value, bool):
            return say("yes" if value else "no", self.language)
        if isinstance(value, int):
            return number(value)
        if isinstance(value, str):
            return value
        if isinstance(value, Iterable):
            mark = ", " if self.language is Language.ENGLISH else "、"
            return mark.join(self.format_field(part, spec) for part in value)
        return str(value)


def country(code: str, language: Language) -> str:
    from crm.language.laws import territory  # babel takes 60 ms, which only sentences that name a country pay

    return territory(code, language)


def number(value: int) -> str:
    """Thousands by comma; a minus is U+2212, as DESIGN.md sets it."""
    return f"{value:,}".replace("-", "\N{MINUS SIGN}")
