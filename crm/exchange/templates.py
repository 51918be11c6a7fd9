"""How files of one shape are read, as JSON that outlives the file: columns by header, words, kind, order, duplicates.

A template says what a person settled once. What somebody says for this file goes before it.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from crm.acts.importing import Duplicates, SheetKind
from crm.acts.importing.kept import ImportTemplateRow, ImportTemplates, TemplateOfShape
from crm.book.text import folded
from crm.exchange.columns import Columns, chosen_columns, fields_of
from crm.exchange.importing import Choices
from crm.exchange.tables import Sheet
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields
from crm.values import Problem, Query, Refused
from crm.values.days import DayOrder
from crm.values.message import shown

Answer = TypeVar("Answer")
NAMELESS = re.compile(r"[A-Z]{1,2}")


class Asking(Protocol):
    def query(self, query: Query[Answer]) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Understood:
    """Choices for one file, with the template that some of them come from, and the columns that it settled."""

    choices: Choices
    template: ImportTemplateRow | None = None
    columns: frozenset[int] = frozenset()


def header_key(header: str) -> str:
    return " ".join(folded(header).split())


def shape_of_file(headers: Sequence[str]) -> str:
    """The same for the same headers in whatever order, case and width; nothing where the columns bear no names."""
    if all(NAMELESS.fullmatch(header) for header in headers):
        return ""
    return hashlib.sha256("\n".join(sorted(map(header_key, headers))).encode(errors="replace")).hexdigest()


def written_choices(columns: Columns, choices: Choices) -> str:
    """The JSON of a template: every column as it was read, and what was said beside."""
    return json.dumps(
        {
            "kind": columns.kind.value,
            "columns": {column.header: column.field for column in columns.columns},
            "words": [[field, word, meaning] for (field, word), meaning in choices.words.items()],
            "order": choices.order.value if choices.order is not None else None,
            "duplicates": choices.duplicates.value,
        },
        ensure_ascii=False,
    )


def read_choices(text: str, headers: Sequence[str], own: Sequence[CustomFieldRow] = ()) -> Choices:
    """The choices of a template for a file with these headers. What this program does not know is left out.

    `own`: the fields that the book adds.
    """
    kept = json.loads(text)
    kind = member(SheetKind, kept.get("kind"))
    return Choices(
        kind=kind,
        columns=columns_in(kept.get("columns"), headers, fields_of(kind, own) if kind is not None else ()),
        words=words_in(kept.get("words")),
        order=member(DayOrder, kept.get("order")),
        duplicates=member(Duplicates, kept.get("duplicates")) or Duplicates.FILL,
    )


def columns_in(kept: object, headers: Sequence[str], allowed: Collection[str]) -> dict[int, str | None]:
    if not isinstance(kept, dict):
        return {}
    fields = {header_key(str(header)): field for header, field in kept.items()}
    places = {index: header_key(header) for index, header in enumerate(headers)}
    return {
        index: fields[header]
        for index, header in places.items()
        if header in fields and (fields[header] is None or fields[header] in allowed)
    }


def words_in(kept: object) -> dict[tuple[str, str], str]:
    lines = kept if isinstance(kept, list) else []
    whole = [line for line in lines if isinstance(line, list) and len(line) == 3 and all(map(is_text, line))]
    return {(field, word): meaning for field, word, meaning in whole}


def is_text(value: object) -> bool:
    return isinstance(value, str)


def member(kind: Any, value: object) -> Any:
    return next((one for one in kind if one.value == value), None)


def understood(book: Asking, sheet: Sheet, choices: Choices, wanted: str | None = None) -> Understood:
    """The choices with those of a template: the named one, or that of the file's shape. `wanted` "" is none."""
    template = wanted_template(book, sheet, wanted)
    if template is None:
        return Understood(choices)
    own = book.query(CustomFields())
    kept = read_choices(template.choices, sheet.headers, own)
    if choices.kind not in (None, kept.kind):
        return Understood(choices)
    if wanted and not kept.columns:
        values = {"name": template.name, "file": sheet.file, "columns": list(sheet.headers)}
        raise Refused(Problem("template-unlike-file", values=values))
    settled = without_said(kept.columns, {**chosen_columns(sheet, choices.named, kept.kind, own), **choices.columns})
    said = replace(
        choices,
        kind=kept.kind,
        columns={**settled, **choices.columns},
        words={**kept.words, **choices.words},
        order=choices.order or kept.order,
        duplicates=choices.duplicates if choices.duplicates is not Duplicates.FILL else kept.duplicates,
    )
    return Understood(said, template, frozenset(settled))


def without_said(kept: Mapping[int, str | None], said: Mapping[int, str | None]) -> dict[int, str | None]:
    """A column that a person settled, or whose field a person gave to another column, is theirs."""
    given = {field for field in said.values() if field}
    return {index: field for index, field in kept.items() if index not in said and field not in given}


def wanted_template(book: Asking, sheet: Sheet, wanted: str | None) -> ImportTemplateRow | None:
    if wanted == "":
        return None
    if wanted is None:
        shape = shape_of_file(sheet.headers)
        return book.query(TemplateOfShape(shape)) if shape else None
    templates = book.query(ImportTemplates())
    found = [template for template in templates if header_key(template.name) == header_key(wanted)]
    if not found:
        values = {"given": shown(wanted), "known": [template.name for template in templates] or ["-"]}
        raise Refused(Problem("template-unknown", values=values))
    return found[0]
