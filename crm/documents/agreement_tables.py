"""The schedules of an agreement as tables of words, the same on paper and in the file that is negotiated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm.documents.agreement_content import (
    AgreementPaper,
    Pair,
    PaperDataRight,
    Schedule,
    both,
    han_number,
    in_both,
    long_day,
)
from crm.values.enums import DataUse

MOST_MODELS = 3
"""Models side by side in one table; more go on in a table below."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Heads over rows, with the share of the width of each column. `title`: what the table is about, if not all."""

    heads: tuple[Pair, ...]
    rows: tuple[tuple[Pair, ...], ...]
    widths: tuple[float, ...]
    title: str = ""


def schedule_title(schedule: Schedule, number: int) -> Pair:
    """Schedule 2, Goals and 附件二　目标."""
    name = both(f"paper.schedule.{schedule.value}")
    label = in_both("paper.schedule", {"number": Pair(str(number), han_number(number))})
    return Pair(f"{label.en}\u2002{name.en}", f"{label.zh}\u3000{name.zh}")


def sheets(paper: AgreementPaper, schedule: Schedule) -> tuple[Sheet, ...]:
    """None for the split, which is told in sentences."""
    tables = {
        Schedule.GOALS: goals,
        Schedule.OBLIGATIONS: obligations,
        Schedule.RESTRICTIONS: restrictions,
        Schedule.DATA_RIGHTS: data_rights,
    }
    return tuple(tables[schedule](paper)) if schedule in tables else ()


def heads(*codes: str) -> tuple[Pair, ...]:
    return tuple(both(f"paper.head.{code}") for code in codes)


def same(text: str) -> Pair:
    return Pair(text, text)


NOTHING = same("–")


def told(text: str) -> Pair:
    return same(text) if text else NOTHING


def goals(paper: AgreementPaper) -> Iterator[Sheet]:
    rows = tuple(
        (
            goal.text,
            told(goal.baseline),
            told(goal.target),
            told(goal.unit),
            long_day(goal.due_on) if goal.due_on else NOTHING,
            told(goal.clause),
        )
        for goal in paper.goals
    )
    yield Sheet(heads("goal", "baseline", "target", "unit", "due", "clause"), rows, (180, 60, 60, 52, 92, 40))


def obligations(paper: AgreementPaper) -> Iterator[Sheet]:
    rows = tuple(
        (promise.debtor, promise.text, promise.creditor or NOTHING, promise.due or NOTHING, told(promise.clause))
        for promise in paper.obligations
    )
    yield Sheet(heads("debtor", "obligation", "creditor", "due", "clause"), rows, (58, 215, 58, 100, 50))


def restrictions(paper: AgreementPaper) -> Iterator[Sheet]:
    rows = tuple(
        (
            both(restriction.kind),
            restriction.bound or NOTHING,
            restriction.holder or NOTHING,
            restriction.scope or NOTHING,
            restriction.span or NOTHING,
            told(restriction.clause),
        )
        for restriction in paper.restrictions
    )
    codes = heads("restriction", "bound", "holder", "scope", "span", "clause")
    yield Sheet(codes, rows, (88, 58, 58, 152, 85, 40))


def data_rights(paper: AgreementPaper) -> Iterator[Sheet]:
    """A matrix for each data set: its uses down, the models across, an answer in each cell."""
    for data_set in dict.fromkeys(right.data_set for right in paper.data_rights):
        of_set = [right for right in paper.data_rights if right.data_set == data_set]
        models = list(dict.fromkeys(right.model for right in of_set))
        for at in range(0, len(models), MOST_MODELS):
            yield matrix(data_set if at == 0 else "", of_set, models[at : at + MOST_MODELS])


def matrix(title: str, rights: Sequence[PaperDataRight], models: Sequence[str]) -> Sheet:
    use, until, clause = heads("use", "until", "clause")
    rows = []
    for each_use in DataUse:
        answers = {right.model: right for right in rights if right.use is each_use and right.model in models}
        if answers:
            given = [both(answers[model].answer) if model in answers else NOTHING for model in models]
            rows.append((both(each_use), *given, untils(answers, models), clauses(answers, models)))
    named = tuple(same(model) for model in models)
    return Sheet((use, *named, until, clause), tuple(rows), (110, *(105 for _ in models), 110, 45), title)


def untils(answers: Mapping[str, PaperDataRight], models: Sequence[str]) -> Pair:
    """Until when. Where the models differ, each day is said with its model."""
    days = {model: answers[model].until_on for model in models if model in answers}
    found = set(days.values())
    if found == {None}:
        return NOTHING
    if len(found) == 1:
        return same(str(*found))
    return same(", ".join(f"{model} {on}" for model, on in days.items() if on))


def clauses(answers: Mapping[str, PaperDataRight], models: Sequence[str]) -> Pair:
    numbers = dict.fromkeys(answers[model].clause for model in models if model in answers)
    return told(", ".join(number for number in numbers if number))
