"""What a question about data rights is answered, in sentences that name their clause. Cells in, messages out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crm.agreements.asking import question
from crm.agreements.queries.data_rights import MayWeRow, RightCell, RightSource
from crm.agreements.rights import Said, model_key
from crm.values import Message
from crm.values.enums import DataAnswer, Language

Saying = Said[RightSource]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence; `cell` is what it tells of, none where no agreement speaks of the data at all."""

    message: Message
    cell: RightCell | None = None
    near: bool = False

    @property
    def said(self) -> tuple[Saying, ...]:
        return self.cell.said or self.cell.lapsed if self.cell is not None else ()


def answers_of(text: str, found: MayWeRow, language: Language) -> tuple[Told, ...]:
    """One sentence for each cell that is an answer, then the data that is only called alike. Never without one."""
    told = [told_of(match.cell, language) for match in found.answers]
    if not told:
        named = question(text, found.models).names_data
        told = [Told(Message("may-we.unknown-data" if named else "may-we.which-data"))]
    near = {match.cell.data_set: match.cell for match in found.near}
    told += [Told(Message("may-we.near", {"name": name}), cell, near=True) for name, cell in near.items()]
    return tuple(told)


def told_of(cell: RightCell, language: Language) -> Told:
    """The answer of one cell: yes, no, a contradiction, or that nothing says so."""
    values: dict[str, object] = {"what": what_of(cell)}
    if cell.contradicts:
        for answer in (DataAnswer.YES, DataAnswer.NO):
            values[answer.value] = places_of((one for one in cell.said if one.answer is answer), language)
        return Told(Message("may-we.contradiction", values), cell)
    deciding = [one for one in cell.said if one.answer is cell.answer]
    values["where"] = places_of(deciding, language)
    until = last_of(deciding)
    if deciding and until is not None and cell.answer is not DataAnswer.SILENT:
        return Told(Message(f"may-we.{cell.answer.value}-until", {**values, "until": until}), cell)
    if deciding:
        return Told(Message(f"may-we.{cell.answer.value}", values), cell)
    if cell.lapsed:
        ended = {"where": places_of(cell.lapsed, language), "ended": max(days_of(cell.lapsed))}
        return Told(Message("may-we.lapsed", {**values, **ended}), cell)
    return Told(Message("may-we.nothing", values), cell)


def what_of(cell: RightCell) -> Message:
    """train Qwen on “Renhe dialogues”"""
    model: object = cell.model if model_key(cell.model) else Message("may-we.any-model")
    return Message(f"may-we.what.{cell.use.value}", {"model": model, "data": cell.data_set})


def places_of(said: Iterable[Saying], language: Language) -> list[Message]:
    """Each agreement with its clause once."""
    named = {(one.source.agreement.id, one.source.number): place_of(one.source, language) for one in said}
    return list(named.values())


def place_of(source: RightSource, language: Language) -> Message:
    name = name_of(source, language)
    if not source.number:
        return Message("may-we.agreement", {"name": name})
    return Message("may-we.place", {"name": name, "clause": source.number})


def name_of(source: RightSource, language: Language) -> str:
    """Its number, else its title in the language."""
    named = source.agreement
    own, other = named.title_en, named.title_zh
    if language is Language.CHINESE:
        own, other = other, own
    return named.number or own or other


def last_of(said: Sequence[Saying]) -> date | None:
    """The last day on which the answer holds; none where one of them knows no end."""
    days = list(days_of(said))
    return max(days) if days and len(days) == len(said) else None


def days_of(said: Iterable[Saying]) -> Iterator[date]:
    return (one.until_on for one in said if one.until_on is not None)
