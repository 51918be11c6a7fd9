"""What is said to a person, before it has a language: a code and values. `crm.language.say` makes the sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as a_field

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Message:
    """A code of the catalogue and the values of its placeholders.

    A value `n` chooses between singular and plural. Dates, enums, numbers and messages are put into words late.
    """

    code: str
    values: Values = a_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person can mend: what is wrong (`code`), with which field of the command, and the values."""

    code: str
    field: str | None = None
    values: Values = a_field(default_factory=dict)

    @property
    def message(self) -> Message:
        return Message(self.code, self.values)


class Refused(Exception):
    """A command, an import or a file was refused by its data. Nothing was changed."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class WorldFault(Exception):
    """The world failed, not the person and not we: disk full, file locked, not a book. Carries a Problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.code} {dict(problem.values)}")


SHOWN = 80
"""Signs of a refused text that its sentence repeats."""


def shown(given: object) -> object:
    """What was given as a sentence may repeat it: no megabyte, and no half sign, which no stream takes."""
    if isinstance(given, int):
        return given
    return str(given)[:SHOWN].encode(errors="replace").decode()
