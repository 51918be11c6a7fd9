"""Everything that an agreement's paper prints, as plain frozen values, and the hash of it.

The PDF and the DOCX are made of an `AgreementPaper` alone: no query, no clock. What stands only in header and footer
(the home party's mark, the name of the book) is not hashed: a text cannot quote its own hash.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from hashlib import sha256

from crm.agreements.drafting.laid import LaidClause, LaidRow, LaidRun
from crm.documents.making import plain
from crm.documents.speech import TAGS
from crm.language import day, say
from crm.language.sentences import Sayable
from crm.values import Problem, Refused
from crm.values.enums import DataAnswer, DataUse, Language, PrevailingText, ReportLanguage, RestrictionType

HAN_LETTERS = "甲乙丙丁戊己庚辛壬癸"
HAN_DIGITS = "零一二三四五六七八九"
LONGEST = 2_000_000
"""Signs of a whole agreement: some five hundred pages. A contract is never cut as a note is, so more is refused."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in both languages. Where one is empty the other one stands in."""

    en: str = ""
    zh: str = ""

    def in_(self, language: Language) -> str:
        return (self.en or self.zh) if language is Language.ENGLISH else (self.zh or self.en)

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)


def both(what: Sayable, /, **values: object) -> Pair:
    """The sentence of a code, a message or a choice, in both languages."""
    return Pair(say(what, Language.ENGLISH, **values), say(what, Language.CHINESE, **values))


def in_both(code: str, values: Mapping[str, "Pair"]) -> Pair:
    """The same with values that differ by language."""
    return Pair(
        *(
            say(code, language, **{key: pair.in_(language) for key, pair in values.items()})
            for language in (Language.ENGLISH, Language.CHINESE)
        )
    )


def long_day(on: date) -> Pair:
    return Pair(day(on, Language.ENGLISH, "long"), day(on, Language.CHINESE, "long"))


def letters(rank: int) -> Pair:
    """A and 甲 for the first party, rank 0. The Heavenly Stems end at ten, the alphabet at twenty-six."""
    english = chr(ord("A") + rank) if rank < 26 else str(rank + 1)
    return Pair(english, HAN_LETTERS[rank] if rank < len(HAN_LETTERS) else f"第{rank + 1}")


def han_number(number: int) -> str:
    """1 to 99 as 一 … 九十九: 附件一, 第十一方."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return HAN_DIGITS[units]
    return ("" if tens == 1 else HAN_DIGITS[tens]) + "十" + (HAN_DIGITS[units] if units else "")


class PaperState(Enum):
    DRAFT = "draft"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class PaperParty:
    """A party by rank. An address or a signatory that is not known yet is a placeholder in a draft."""

    letter: Pair
    name: Pair
    role: Pair = Pair()
    address: Pair = Pair()
    signatory: Pair = Pair()
    capacity: Pair = Pair()
    """Title of the signatory, or in what capacity they sign."""
    code: str = ""
    """Its unified social credit code."""


@dataclass(frozen=True, slots=True)
class PaperGoal:
    text: Pair
    unit: str = ""
    baseline: str = ""
    target: str = ""
    due_on: date | None = None
    clause: str = ""
    """The clause it stands in, as it is printed: `2.1(c)`; so of all that follows."""


@dataclass(frozen=True, slots=True)
class PaperObligation:
    """`debtor` and `creditor` as they are called in the text: Party A, 甲方. `due` in words: each quarter, a date."""

    debtor: Pair
    creditor: Pair
    text: Pair
    due: Pair = Pair()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class PaperRestriction:
    """Who may not do what towards whom, where and for how long. `span`: from a day to a day, in words."""

    kind: RestrictionType
    bound: Pair = Pair()
    holder: Pair = Pair()
    scope: Pair = Pair()
    span: Pair = Pair()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class PaperDataRight:
    data_set: str
    model: str
    use: DataUse
    answer: DataAnswer
    until_on: date | None = None
    clause: str = ""


class Schedule(Enum):
    """In the order in which they are printed. Only those with something in them are, and they are counted so."""

    GOALS = "goals"
    OBLIGATIONS = "obligations"
    RESTRICTIONS = "restrictions"
    DATA_RIGHTS = "data-rights"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """`version` as it is printed, `1.0`; `dated` is the day of a draft; `currency` and `law` in words."""

    title: Pair
    number: str
    version: str
    state: PaperState
    languages: ReportLanguage
    prevailing: PrevailingText | None
    parties: tuple[PaperParty, ...]
    clauses: tuple[LaidClause, ...]
    dated: date | None = None
    signed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    notice_on: date | None = None
    currency: Pair = Pair()
    law: Pair = Pair()
    goals: tuple[PaperGoal, ...] = ()
    obligations: tuple[PaperObligation, ...] = ()
    restrictions: tuple[PaperRestriction, ...] = ()
    data_rights: tuple[PaperDataRight, ...] = ()
    split: tuple[Pair, ...] = ()
    home: Pair = Pair()
    book: str = ""

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        filled = {
            Schedule.GOALS: self.goals,
            Schedule.OBLIGATIONS: self.obligations,
            Schedule.RESTRICTIONS: self.restrictions,
            Schedule.DATA_RIGHTS: self.data_rights,
            Schedule.SPLIT: self.split,
        }
        return tuple(schedule for schedule, content in filled.items() if content)

    @property
    def columns(self) -> tuple[Language, ...]:
        """The languages from left to right: the Chinese stands left unless the English prevails."""
        if self.languages is ReportLanguage.ENGLISH:
            return (Language.ENGLISH,)
        if self.languages is ReportLanguage.CHINESE:
            return (Language.CHINESE,)
        if self.prevailing is PrevailingText.ENGLISH:
            return (Language.ENGLISH, Language.CHINESE)
        return (Language.CHINESE, Language.ENGLISH)

    @property
    def language_tag(self) -> str:
        """Of the language that prevails, for the file."""
        return TAGS[self.columns[0]]

    @property
    def is_draft(self) -> bool:
        return self.state is PaperState.DRAFT


NOT_HASHED = ("home", "book")


def canonical(paper: AgreementPaper) -> str:
    """The content as JSON with sorted keys and no spaces; dates in ISO 8601, choices by their value."""
    values = {key: value for key, value in asdict(paper).items() if key not in NOT_HASHED}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


def digest_of(paper: AgreementPaper) -> str:
    """SHA-256 of the canonical content, 64 digits."""
    return sha256(canonical(paper).encode("utf-8", "surrogatepass")).hexdigest()


def check_printable(paper: AgreementPaper) -> None:
    """Refuses what must not be handed out: two languages of which none is said to hold, or a text without end."""
    if paper.languages is ReportLanguage.BOTH and paper.prevailing is None:
        raise Refused(Problem("agreement-no-prevailing", "prevailing"))
    length = sum(len(run.text) for clause in paper.clauses for row in clause.rows for run in runs_of(row))
    if length > LONGEST:
        raise Refused(Problem("agreement-too-long", "clauses", {"n": length, "most": LONGEST}))


def runs_of(row: LaidRow) -> Iterator[LaidRun]:
    yield from row.runs_en
    yield from row.runs_zh
    for cells in (row.cells_en, row.cells_zh):
        yield from (run for line in cells for cell in line for run in cell)
