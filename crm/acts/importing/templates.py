"""Import templates are kept, renamed and taken away. One a shape of file: keeping again writes over it."""

import json
import re
from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.book.records import matching
from crm.book.text import folded
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.ids import ImportTemplateId, Version
from crm.values.message import shown

LONGEST_NAME = 255
LONGEST_CHOICES = 1_000_000
SHAPE = re.compile(r"[0-9a-f]{64}")
GONE = "removed template"
"""Under which a step remembers the template that it took away, for its name in the undo menu."""


@dataclass(frozen=True, slots=True)
class KeepImportTemplate(Command):
    """Keeps how files of this shape are read: columns, words, kind, what becomes of duplicates."""

    label: ClassVar[str] = "undo.keep-import-template"
    name: str
    shape: str
    choices: str

    def check(self, read: Read) -> list[Problem]:
        problems = [*name_problems(self.name), *content_problems(self.shape, self.choices)]
        if any(same_name(other.name, self.name) for other in others(read, self.shape)):
            problems.append(Problem("template-exists", field="name", values={"given": shown(self.name)}))
        return problems

    def apply(self, tx: Transaction) -> None:
        held = matching(tx, model.ImportTemplate, shape=self.shape)
        if not held:
            tx.add(model.ImportTemplate(name=self.name.strip(), shape=self.shape, choices=self.choices))
            return
        held[0].name, held[0].choices = self.name.strip(), self.choices

    def label_values(self, tx: Transaction) -> Values:
        return {"name": self.name.strip()}


@dataclass(frozen=True, slots=True)
class RenameImportTemplate(Command):
    """Gives a template another name; the files that it is for stay the same."""

    label: ClassVar[str] = "undo.rename-import-template"
    id: ImportTemplateId
    name: str
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        template = read.fetch(model.ImportTemplate, self.id)
        problems = name_problems(self.name)
        if any(same_name(other.name, self.name) for other in others(read, template.shape)):
            problems.append(Problem("template-exists", field="name", values={"given": shown(self.name)}))
        return problems

    def apply(self, tx: Transaction) -> None:
        tx.fetch(model.ImportTemplate, self.id, self.seen).name = self.name.strip()

    def label_values(self, tx: Transaction) -> Values:
        return {"name": self.name.strip()}


@dataclass(frozen=True, slots=True)
class RemoveImportTemplate(Command):
    """Takes a template away; what was imported by it stays."""

    label: ClassVar[str] = "undo.remove-import-template"
    id: ImportTemplateId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.ImportTemplate, self.id)
        return []

    def apply(self, tx: Transaction) -> None:
        template = tx.fetch(model.ImportTemplate, self.id, self.seen)
        tx.session.info[GONE] = template.name
        tx.remove(template)

    def label_values(self, tx: Transaction) -> Values:
        return {"name": tx.session.info[GONE]}


def others(read: Read, shape: str) -> list["model.ImportTemplate"]:
    return [template for template in matching(read, model.ImportTemplate) if template.shape != shape]


def same_name(one: str, other: str) -> bool:
    return folded(one.strip()) == folded(other.strip())


def name_problems(name: str) -> list[Problem]:
    field = Message("field.name")
    if not name.strip():
        return [Problem("field-required", field="name", values={"field": field})]
    if len(name) > LONGEST_NAME:
        return [Problem("field-too-long", field="name", values={"field": field, "most": LONGEST_NAME})]
    return []


def content_problems(shape: str, choices: str) -> list[Problem]:
    """What a program hands over that made neither with `crm.exchange.templates`."""
    problems = []
    if not SHAPE.fullmatch(shape):
        problems.append(Problem("template-shape-wrong", field="shape"))
    if len(choices) > LONGEST_CHOICES or not is_object(choices):
        problems.append(Problem("template-choices-wrong", field="choices"))
    return problems


def is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
