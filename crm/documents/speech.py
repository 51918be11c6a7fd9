"""Says the words of a document in its language, or in both: first English, then Chinese, as `11-reports` draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from crm.documents.look import Style
from crm.documents.paragraphs import Block, paragraph
from crm.documents.runs import is_chinese
from crm.language import say
from crm.language.sentences import Sayable
from crm.values import Message
from crm.values.enums import Language, ReportLanguage

LANGUAGES = {
    ReportLanguage.ENGLISH: (Language.ENGLISH,),
    ReportLanguage.CHINESE: (Language.CHINESE,),
    ReportLanguage.BOTH: (Language.ENGLISH, Language.CHINESE),
}
TAGS = {Language.ENGLISH: "en", Language.CHINESE: "zh-CN"}
IN_WORDS = range(1, 11)
"""One to ten are written in words in a sentence; above, and none, in figures."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was given in up to three ways."""

    plain: str
    english: str = ""
    chinese: str = ""

    def in_(self, language: Language) -> str:
        return (self.english if language is Language.ENGLISH else self.chinese) or self.plain

    def speaks(self, language: Language) -> bool:
        """Whether the name is one of the language: given so, or written in its script."""
        given = self.english if language is Language.ENGLISH else self.chinese
        return bool(given) or (is_chinese(self.plain) is (language is Language.CHINESE))


Said = Sayable | Name


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages of one document, the prevailing one first."""

    languages: tuple[Language, ...]

    @classmethod
    def of(cls, language: ReportLanguage) -> "Speech":
        return cls(LANGUAGES[language])

    @property
    def tag(self) -> str:
        return TAGS[self.languages[0]]

    def each(self, what: Said) -> list[str]:
        """The words in each language; once where they are the same, as names often are."""
        return list(dict.fromkeys(said(what, language) for language in self.languages))

    def inline(self, what: Said, between: str = " · ") -> str:
        return between.join(self.each(what))

    def stacked(self, what: Said, style: Style) -> list[Block]:
        """A paragraph in each language, one above the other, set close: they say the same."""
        words = self.each(what)
        return [
            paragraph(
                text,
                style.spaced(
                    before=style.before if at == 0 else 0, after=style.after if at == len(words) - 1 else 0
                ).kept()
                if at < len(words) - 1
                else style.spaced(before=style.before if at == 0 else 0),
            )
            for at, text in enumerate(words)
        ]


def said(what: Said, language: Language) -> str:
    if isinstance(what, Name):
        return what.in_(language)
    return say(with_names(what, language) if isinstance(what, Message) else what, language)


def with_names(message: Message, language: Language) -> Message:
    """The message with its names in the language. The catalogue knows no names: only documents have them three ways."""
    return Message(message.code, {key: in_language(value, language) for key, value in message.values.items()})


def in_language(value: object, language: Language) -> object:
    if isinstance(value, Name):
        return value.in_(language)
    if isinstance(value, Message):
        return with_names(value, language)
    if isinstance(value, tuple):
        return tuple(in_language(part, language) for part in value)
    return value


def counted(number: int) -> Message | int:
    """A number as a sentence says it: “five”, 五; from eleven on in figures."""
    return Message(f"report.number.{number}") if number in IN_WORDS else number


def joined(parts: Sequence[Message], code: str) -> Message:
    """The parts as one message, two at a time by a code with {first} and {last}."""
    return reduce(lambda first, last: Message(code, {"first": first, "last": last}), parts)
