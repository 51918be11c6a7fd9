"""The verticals of DOMAIN.md have a name in each language; the book keeps their key, and any other word as typed."""

from crm.language import say
from crm.values import Message
from crm.values.enums import Language

KNOWN = ("health", "finance", "education", "e-commerce", "media", "city", "industry")


def label(vertical: str) -> Message | None:
    """The name of a known vertical; None for a word of the user's own."""
    return Message(f"vertical.{vertical}") if vertical in KNOWN else None


def key_of(word: str) -> str:
    """What the book keeps for a word in either language.

    医疗健康, Health and health give health; 法律 stays as it is.
    """
    folded = word.strip().casefold()
    for key in KNOWN:
        if folded == key or any(folded == say(f"vertical.{key}", language).casefold() for language in Language):
            return key
    return word.strip()
