"""What an agreement calls its parties: Party A, B, C; 甲方, 乙方, 丙方."""

from collections.abc import Sequence

from crm.agreements.queries.rows import PartyRow
from crm.values.enums import Language

STEMS = "甲乙丙丁戊己庚辛壬癸"


def called(rank: int, language: Language) -> str:
    """By rank, from 0."""
    if language is Language.ENGLISH:
        return f"Party {chr(ord('A') + rank)}" if rank < 26 else f"Party {rank + 1}"
    return f"{STEMS[rank]}方" if rank < len(STEMS) else f"第{rank + 1}方"


def named(party: PartyRow, language: Language) -> str:
    """The name in the language, else the other one."""
    names = (party.name_en, party.name_zh) if language is Language.ENGLISH else (party.name_zh, party.name_en)
    return names[0] or names[1]


def joined(words: Sequence[str], language: Language) -> str:
    """Party A, Party B and Party C; 甲方、乙方和丙方."""
    comma, last = (", ", " and ") if language is Language.ENGLISH else ("、", "和")
    return last.join(part for part in (comma.join(words[:-1]), words[-1] if words else "") if part)
