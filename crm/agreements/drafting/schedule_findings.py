"""Schedules that the text promises and that have nothing in them: they are not printed, and the promise is empty."""

import re
from collections.abc import Callable, Iterator, Mapping

from crm.agreements.drafting.finding import Draft, Finding, Severity
from crm.agreements.drafting.pieces import texts_of
from crm.values import Message
from crm.values.enums import Language

NAMED = {
    Language.ENGLISH: re.compile(r"schedule “(Goals|Obligations|Data Rights|Benefit Split)”", re.IGNORECASE),
    Language.CHINESE: re.compile(r"附件“(合作目标|义务清单|数据权利|利益分配)”"),
}
SCHEDULES = {
    "goals": "goals",
    "合作目标": "goals",
    "obligations": "obligations",
    "义务清单": "obligations",
    "data rights": "data-rights",
    "数据权利": "data-rights",
    "benefit split": "split",
    "利益分配": "split",
}
FILLED: Mapping[str, Callable[[Draft], bool]] = {
    "goals": lambda draft: bool(draft.promises.goals),
    "obligations": lambda draft: bool(draft.promises.obligations),
    "data-rights": lambda draft: bool(draft.promises.data_rights),
    "split": lambda draft: draft.has_split,
}


def schedule_findings(draft: Draft) -> Iterator[Finding]:
    """Each schedule once, at the first line that names it."""
    for schedule, line in named_in(draft).items():
        if not FILLED[schedule](draft):
            values = {"schedule": Message(f"draft-schedule.{schedule}")}
            field = f"schedule.{schedule}"
            where = draft.where(line)
            yield Finding("draft-schedule-missing", Severity.MISSING, values, line=line, field=field, where=where)


def named_in(draft: Draft) -> dict[str, str]:
    found: dict[str, str] = {}
    for clause in draft.text.clauses:
        for language in draft.languages:
            for line, words in texts_of(clause, language):
                for name in NAMED[language].findall(words):
                    found.setdefault(SCHEDULES[name.lower()], line)
    return found
