"""The files of examples and the engine that each is for: a new one is a line in `ENGINES`."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.vectors import terms, working_days_cn
from tests.vectors.shapes import Operation, Plain, differences, outcome

OWN = Path(__file__).with_name("own")
DEFAULT = SHARED / "vectors"


@dataclass(frozen=True)
class Engine:
    """What an `op` is done by, and where an example has its input and what it expects."""

    operations: Mapping[str, Operation]
    given: Callable[[Mapping[str, Plain]], Mapping[str, Plain]] = lambda example: example["input"]
    expected: Callable[[Mapping[str, Plain]], Plain] = lambda example: example["expected"]


ENGINES: Mapping[str, Engine] = {
    "terms.json": Engine(terms.OPERATIONS),
    "working_days_cn.json": Engine(working_days_cn.OPERATIONS, working_days_cn.given, working_days_cn.expected),
}


@dataclass(frozen=True)
class Example:
    """One example of a file."""

    file: str
    fields: Mapping[str, Plain]

    def check(self) -> None:
        """Raises AssertionError where the program differs, and for an `op` that nobody knows."""
        engine = ENGINES[self.file]
        operation = engine.operations.get(self.fields["op"])
        assert operation is not None, f"unknown op {self.fields['op']!r}"
        found = outcome(operation, engine.given(self.fields))
        assert differences(found, engine.expected(self.fields)) == []


def folder(config: pytest.Config) -> Path | None:
    """The folder asked for, else ../shared/vectors; None where that does not lie beside the checkout."""
    asked = config.getoption("--vectors")
    if asked is None:
        return DEFAULT if DEFAULT.is_dir() else None
    if not (found := Path(asked)).is_dir():
        raise pytest.UsageError(f"--vectors {asked}: no such folder")
    return found


def examples(config: pytest.Config) -> Iterator[tuple[str, Example]]:
    """Each example and its name."""
    for place, prefix in ((OWN, "own/"), (folder(config), "")):
        for path in sorted(place.glob("*.json")) if place else ():
            if path.name in ENGINES:
                for fields in json.loads(path.read_text(encoding="utf-8")):
                    yield f"{prefix}{path.stem}:{fields['id']}", Example(path.name, fields)


def left_out(config: pytest.Config) -> list[str]:
    place = folder(config)
    if place is None:
        return [f"left out: the shared examples, since {DEFAULT} does not exist"]
    names = [path.name for path in sorted(place.glob("*.json")) if path.name not in ENGINES]
    return [f"left out: examples without an engine yet: {', '.join(names)}"] if names else []
