"""The matrix of data rights: data set, model and use, with its three answers. Values in, values out."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from crm.agreements.places import folded
from crm.values.enums import DataAnswer, DataUse

Source = TypeVar("Source")

ANY_MODEL = frozenset(
    {"", "any", "any model", "all", "all models", "任何", "任何模型", "任意模型", "所有模型", "全部模型", "不限"}
)


@dataclass(frozen=True, slots=True)
class Said(Generic[Source]):
    """What one agreement says. `agreement` tells agreements apart, `source` is the caller's."""

    agreement: Hashable
    data_set: str
    model: str
    use: DataUse
    answer: DataAnswer
    until_on: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Cell(Generic[Source]):
    """The answer for one use. `said` makes it; `lapsed` was said until a day that is past.

    Nothing said is *silent*. Where agreements contradict each other it is no, the one that cannot do harm.
    """

    data_set: str
    model: str
    use: DataUse
    answer: DataAnswer
    said: tuple[Said[Source], ...] = ()
    lapsed: tuple[Said[Source], ...] = ()

    @property
    def contradicts(self) -> bool:
        return {DataAnswer.YES, DataAnswer.NO} <= {one.answer for one in self.said}


@dataclass(frozen=True, slots=True)
class MatrixRow(Generic[Source]):
    """A data set with a model (empty: any model), and a cell for each use in the order of DataUse."""

    data_set: str
    model: str
    cells: tuple[Cell[Source], ...]


def model_key(model: str) -> str:
    key = folded(model)
    return "" if key in ANY_MODEL else key


def matrix(said: Sequence[Said[Source]], on: date) -> tuple[MatrixRow[Source], ...]:
    """A row for each data set and model of which anything is said, by name; any model comes first.

    What is said of any model holds for each, unless the same agreement says something of that one.
    """
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for one in said:
        key = folded(one.data_set), model_key(one.model)
        names.setdefault(key, (one.data_set, one.model if key[1] else ""))
    by_set: dict[str, list[Said[Source]]] = {}
    for one in said:
        by_set.setdefault(folded(one.data_set), []).append(one)
    return tuple(
        MatrixRow(*names[key], tuple(cell(names[key], use, by_set[key[0]], on) for use in DataUse))
        for key in sorted(names)
    )


def cell(name: tuple[str, str], use: DataUse, said: Iterable[Said[Source]], on: date) -> Cell[Source]:
    model = model_key(name[1])
    about = [one for one in said if one.use is use and model_key(one.model) in ("", model)]
    holding = [one for one in about if one.until_on is None or one.until_on >= on]
    own = {one.agreement for one in holding if model_key(one.model) == model}
    counted = [one for one in holding if model_key(one.model) == model or one.agreement not in own]
    lapsed = tuple(one for one in about if one not in holding)
    return Cell(*name, use, answer_of(one.answer for one in counted), tuple(counted), lapsed)


def answer_of(answers: Iterable[DataAnswer]) -> DataAnswer:
    given = set(answers)
    return next((one for one in (DataAnswer.NO, DataAnswer.YES) if one in given), DataAnswer.SILENT)
