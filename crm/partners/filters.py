"""The text of the quick filter: words, and parts such as `stage:active,negotiating tier:strategic is:quiet`.

Keys and values are read in both languages (`阶段:合作中 级别:战略`); what is no such part is a word to look for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from unicodedata import normalize

from crm.language import say
from crm.values.enums import Choice, Language, PartnerRole, Stage, Tier

Chosen = TypeVar("Chosen", bound=Choice)

PART = re.compile(r"([^\s:]+):(\S+)")
COMMAS = re.compile(r"[,、]")
KEYS = {"stage": Stage, "阶段": Stage, "tier": Tier, "级别": Tier, "role": PartnerRole, "类型": PartnerRole}
NAMES: dict[type[Choice], tuple[str, str]] = {
    Stage: ("stage", "阶段"),
    Tier: ("tier", "级别"),
    PartnerRole: ("role", "类型"),
}
QUIET = {"is:quiet", "久未联络"}
QUIET_WORDS = {Language.ENGLISH: "is:quiet", Language.CHINESE: "久未联络"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a filter text asks for."""

    words: str = ""
    stages: tuple[Stage, ...] = ()
    tiers: tuple[Tier, ...] = ()
    roles: tuple[PartnerRole, ...] = ()
    quiet: bool = False

    def is_empty(self) -> bool:
        return self == Filter()

    def without(self, choice: Choice | None) -> "Filter":
        """One part less; None is *gone quiet*."""
        if choice is None:
            return replace(self, quiet=False)
        return replace(
            self,
            stages=tuple(stage for stage in self.stages if stage is not choice),
            tiers=tuple(tier for tier in self.tiers if tier is not choice),
            roles=tuple(role for role in self.roles if role is not choice),
        )

    def with_part(self, choice: Choice | None) -> "Filter":
        """One part more."""
        if choice is None:
            return replace(self, quiet=True)
        kept = self.without(choice)
        if isinstance(choice, Stage):
            return replace(kept, stages=(*kept.stages, choice))
        if isinstance(choice, Tier):
            return replace(kept, tiers=(*kept.tiers, choice))
        if isinstance(choice, PartnerRole):
            return replace(kept, roles=(*kept.roles, choice))
        raise TypeError(f"a filter has no {type(choice).__name__}")


def read_filter(text: str) -> Filter:
    """`renhe stage:active,洽谈` asks for the word renhe and for two stages."""
    words: list[str] = []
    found = Filter()
    for token in normalize("NFKC", text).split():
        choices = choices_in(token)
        if token.casefold() in QUIET:
            found = found.with_part(None)
        elif choices:
            for choice in choices:
                found = found.with_part(choice)
        else:
            words.append(token)
    return replace(found, words=" ".join(words))


def choices_in(token: str) -> list[Choice]:
    """The choices that a part names; none where it is no part, or where a value of it is unknown."""
    part = PART.fullmatch(token)
    kind = KEYS.get(part[1].casefold()) if part else None
    if part is None or kind is None:
        return []
    found = [choice_named(kind, value) for value in COMMAS.split(part[2]) if value]
    return [choice for choice in found if choice is not None] if None not in found else []


def choice_named(kind: type[Chosen], value: str) -> Chosen | None:
    """By value or label, whole or as a beginning that fits one only: 洽谈 is 洽谈中."""
    wanted = value.casefold()
    spellings = [(choice, spelling) for choice in kind for spelling in spellings_of(choice)]
    whole = [choice for choice, spelling in spellings if spelling == wanted]
    begun = {choice for choice, spelling in spellings if spelling.startswith(wanted)}
    if whole:
        return whole[0]
    return begun.pop() if len(begun) == 1 else None


def spellings_of(choice: Choice) -> Iterable[str]:
    yield str(choice.value)
    for language in Language:
        yield say(choice, language).casefold().replace(" ", "-")


def written(asked: Filter, language: Language) -> str:
    """The text that `read_filter` reads back."""
    place = 0 if language is Language.ENGLISH else 1
    parts: list[str] = [asked.words] if asked.words else []
    groups: Sequence[Sequence[Choice]] = (asked.stages, asked.tiers, asked.roles)
    for group in groups:
        if group:
            values = ",".join(say(choice, language).casefold().replace(" ", "-") for choice in group)
            parts.append(f"{NAMES[type(group[0])][place]}:{values}")
    if asked.quiet:
        parts.append(QUIET_WORDS[language])
    return " ".join(parts)
