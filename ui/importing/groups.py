"""Problems and warnings of many rows as a few lines: how many of a kind, which kind, in which rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as a_field

from crm.acts.importing import ImportPlan
from crm.exchange.columns.words import CLOSED
from crm.values import Message, Problem
from ui.kit.look import Plain, Text

STRANGE = ("row-word-near", "row-word-unknown")
KIND_OF = {"row-word-unknown": "row-word-near", "row-country-unknown": "row-country-near"}
"""Codes that are one kind to a person."""

SAID = frozenset(
    (
        "row-without-name", "row-without-partner", "row-word-near", "row-country-near", "row-date-unknown",
        "row-date-impossible", "row-date-ambiguous", "row-too-wide", "row-not-text", "row-has-nul", "row-cut",
        "import.warning.stage-without-role", "import.warning.phone-as-typed", "import.warning.owner-unknown",
        "import.warning.looks-like", "import.warning.looks-like-row",
    )
)  # fmt: skip
"""Kinds that have a sentence of their own, `import.group.<code>`; of the others the first one speaks."""

ROWS_SHOWN = 4
WORDS_SHOWN = 3


@dataclass(slots=True)
class Group:
    """What is wrong in the same way with several rows."""

    code: str
    first: Message | Problem
    field: object = None
    rows: list[int] = a_field(default_factory=list)
    words: Counter[str] = a_field(default_factory=Counter)

    @property
    def is_matchable(self) -> bool:
        """A word that a person may say the meaning of: no fault of the file."""
        return self.code in STRANGE

    def said(self) -> Text:
        is_alone = len(self.rows) == 1 and self.code.startswith("import.warning.")
        if is_alone or self.code not in SAID:
            return self.first
        return Message(f"import.group.{self.code.removeprefix('import.warning.')}", {"field": self.field})

    def where(self) -> Text:
        """The words with their counts, else the rows."""
        if self.words:
            shown = [f"“{word}” {count}" for word, count in self.words.most_common(WORDS_SHOWN)]
            return Plain(", ".join(shown) + (" …" if len(self.words) > WORDS_SHOWN else ""))
        rows = list(dict.fromkeys(self.rows))
        listed = ", ".join(str(row) for row in rows[:ROWS_SHOWN]) + (" …" if len(rows) > ROWS_SHOWN else "")
        return Message("import.rows", {"n": len(rows), "rows": listed})


def inner_of(problem: Problem) -> Problem:
    """Without the file and the row in which it stands."""
    inner = problem.values.get("problem")
    return inner if isinstance(inner, Problem) else problem


def grouped(found: Iterable[tuple[int, Message | Problem]]) -> list[Group]:
    """By kind and field, the kind with the most rows first."""
    groups: dict[tuple[str, str], Group] = {}
    for row, what in found:
        told = inner_of(what) if isinstance(what, Problem) else what
        code = KIND_OF.get(told.code, told.code)
        field = told.values.get("field")
        group = groups.setdefault((code, str(field)), Group(code, told, field))
        group.rows.append(row)
        if code in STRANGE:
            group.words[" ".join(str(told.values.get("given", "")).split())[:40]] += 1
    return sorted(groups.values(), key=lambda group: -len(group.rows))


@dataclass(frozen=True, slots=True)
class Summary:
    """What the page says of a plan, worked out where the plan is made: of 100,000 rows it takes half a second."""

    words: Sequence[tuple[str, str]] = ()
    problems: Sequence[Group] = ()
    bad_rows: int = 0
    warnings: Sequence[Group] = ()
    found: int = 0
    differing: int = 0


def summary_of(plan: ImportPlan) -> Summary:
    bad = [(row.number, problem) for row in plan.rows for problem in row.problems]
    return Summary(
        strange_words(problem for _, problem in bad),
        grouped(bad),
        len({row for row, _ in bad}),
        grouped(plan.warnings),
        sum(row.record is not None for row in plan.rows),
        sum(bool(row.conflicts) for row in plan.rows),
    )


def strange_words(problems: Iterable[Problem]) -> Sequence[tuple[str, str]]:
    """Field and word of each word that is none of its closed list, once."""
    return list(dict.fromkeys(found for problem in problems if (found := strange_word(problem)) is not None))


def strange_word(problem: Problem) -> tuple[str, str] | None:
    inner = inner_of(problem)
    if inner.code in STRANGE and inner.field in CLOSED:
        return str(inner.field), str(inner.values["given"])
    return None
