"""The clause library: standard clauses in both languages, and the template of each agreement type.

Read from `resources/clauses` when first asked for. No legal advice, as `disclaimer` says.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from crm.agreements.queries.rows import TermsRow
from crm.values.enums import AgreementType, Language, ParagraphKind, Renewal

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "clauses"
TEMPLATES = "templates.toml"
TERM = "term"
OPTIONAL, PROPOSED = "?", "+"
SECOND = 2
"""The party whose item stands for that of every further one."""


@dataclass(frozen=True, slots=True)
class StandardParagraph:
    kind: ParagraphKind
    text_en: str
    text_zh: str


@dataclass(frozen=True, slots=True)
class StandardClause:
    """`optional`: a draft may do without it; `proposed`: of the optional ones, chosen at first."""

    key: str
    heading_en: str
    heading_zh: str
    paragraphs: tuple[StandardParagraph, ...]
    optional: bool = False
    proposed: bool = True

    @property
    def family(self) -> str:
        """`term` of `term.automatic`: clauses of one family stand for one another."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Template:
    """An agreement type with its clauses in order."""

    type: AgreementType
    clauses: tuple[StandardClause, ...]


def templates() -> tuple[Template, ...]:
    return tuple(Template(type_, template(type_)) for type_ in AgreementType)


def template(type_: AgreementType, term: str = "term.automatic") -> tuple[StandardClause, ...]:
    """All clauses of the type, the optional ones marked. `term` as `term_for` chooses it."""
    words = str(contents()[TEMPLATES]["templates"][type_.value]).split()
    return tuple(marked(term if word == TERM else word) for word in words)


def marked(word: str) -> StandardClause:
    clause = standard(word.rstrip(OPTIONAL + PROPOSED))
    optional = word.endswith((OPTIONAL, PROPOSED))
    return replace(clause, optional=optional, proposed=not word.endswith(OPTIONAL))


def standard(key: str) -> StandardClause:
    """The clause of that key. KeyError where the library has none."""
    return clauses()[key]


def is_standard(key: str) -> bool:
    return key in clauses()


def term_for(terms: TermsRow) -> str:
    """Which clause on the term says what the record says."""
    return term_clause({"last_day": terms.last_day, "term": terms.term, "renewal": terms.renewal})


def term_clause(terms: Mapping[str, object]) -> str:
    """The same of terms that are not in the book yet: `last_day`, `term` and `renewal` as a command takes them."""
    renewal = Renewal(terms.get("renewal") or Renewal.NONE)
    if terms.get("last_day"):
        return "term.dated" if renewal is Renewal.NONE else f"term.{renewal.value}"
    if not terms.get("term"):
        return "term.open"
    return "term.fixed" if renewal is Renewal.NONE else f"term.{renewal.value}"


def for_parties(clause: StandardClause, count: int) -> StandardClause:
    """The clause with an item for each party, where it has one for the second."""
    paragraphs: list[StandardParagraph] = []
    for paragraph in clause.paragraphs:
        if paragraph.kind is ParagraphKind.ITEM and "{party-2-label}" in paragraph.text_en:
            paragraphs += items_for(paragraph, count)
        else:
            paragraphs.append(paragraph)
    return replace(clause, paragraphs=tuple(paragraphs))


def items_for(item: StandardParagraph, count: int) -> Iterator[StandardParagraph]:
    for number in range(SECOND, max(count, SECOND) + 1):
        last = number >= count
        english, chinese = (text.replace("-2", f"-{number}") for text in (item.text_en, item.text_zh))
        yield StandardParagraph(
            item.kind, english if last else f"{english[:-1]};", chinese if last else f"{chinese[:-1]}；"
        )


def suggestions() -> Mapping[str, tuple[str, str]]:
    """What usually fills a placeholder that the record does not: name → English, Chinese."""
    return {name: (spaced(texts[0]), texts[1]) for name, texts in contents()[TEMPLATES]["suggestions"].items()}


def disclaimer(language: Language) -> str:
    """That the clauses are no legal advice."""
    english, chinese = contents()[TEMPLATES]["notice"]
    return str(english if language is Language.ENGLISH else chinese)


@cache
def contents() -> Mapping[str, dict[str, Any]]:
    return {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@cache
def clauses() -> Mapping[str, StandardClause]:
    found = [file for name, file in contents().items() if name != TEMPLATES]
    return {key: clause_of(key, entry) for file in found for key, entry in file.items()}


def clause_of(key: str, entry: Mapping[str, Any]) -> StandardClause:
    english, chinese = entry["heading"]
    return StandardClause(key, english, chinese, tuple(paragraph_of(pair) for pair in entry["paragraphs"]))


def paragraph_of(pair: Sequence[str]) -> StandardParagraph:
    english, chinese = pair
    if english.startswith("- "):
        return StandardParagraph(ParagraphKind.ITEM, spaced(english[2:]), chinese[2:])
    if english.lstrip().startswith("|"):
        return StandardParagraph(ParagraphKind.TABLE, rows_of(english), rows_of(chinese))
    return StandardParagraph(ParagraphKind.TEXT, spaced(english), chinese)


def rows_of(table: str) -> str:
    return "\n".join(line.lstrip("| ").strip() for line in table.strip().split("\n"))


def spaced(english: str) -> str:
    """A number never parts from its per cent sign."""
    return english.replace(" %", "\N{NO-BREAK SPACE}%")
