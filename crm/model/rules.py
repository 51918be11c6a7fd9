"""Rules of fields, kept once on the `…Fields` classes; `problems_of` asks them."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from crm.values.message import Message, Problem, shown


def rule(code: str, **values: object) -> PydanticCustomError:
    """What a validator raises: a code of the catalogue, never a sentence."""
    return PydanticCustomError(code, "{code}", {"code": code, "values": values})


BUILT_IN = {
    "missing": "field-required",
    "string_too_short": "field-required",
    "string_too_long": "field-too-long",
    "string_type": "field-not-text",
    "string_unicode": "field-not-text",
    "enum": "field-unknown-choice",
    "bool_parsing": "field-not-yes-or-no",
    "bool_type": "field-not-yes-or-no",
    "date_from_datetime_inexact": "field-not-a-date",
    "date_from_datetime_parsing": "field-not-a-date",
    "date_parsing": "field-not-a-date",
    "date_type": "field-not-a-date",
    "greater_than_equal": "field-out-of-range",
    "less_than_equal": "field-out-of-range",
    "int_from_float": "field-not-a-number",
    "int_parsing": "field-not-a-number",
    "int_parsing_size": "field-not-a-number",
    "int_type": "field-not-a-number",
    "finite_number": "field-not-a-number",
    "extra_forbidden": "field-unknown",
}
"""What the types of the fields refuse by themselves; every other code comes from `rule`."""


def problems_of(fields: type[SQLModel], values: Mapping[str, object], only: Iterable[str] = ()) -> list[Problem]:
    """Everything wrong with the values of one record; `only` keeps the problems of these fields (an edit of one)."""
    unknown = [unknown_field(name, fields) for name in values if name not in fields.model_fields]
    try:
        fields.model_validate(dict(values))
    except ValidationError as error:
        found = [problem_of(detail, fields) for detail in error.errors()]
    else:
        found = []
    wanted = set(only)
    return unknown + [problem for problem in found if not wanted or problem.field in wanted]


def unknown_field(name: str, fields: type[SQLModel]) -> Problem:
    return Problem("field-unknown", field=name, values={"field": name, "known": list(fields.model_fields)})


def problem_of(detail: Any, fields: type[SQLModel]) -> Problem:
    field = str(detail["loc"][0]) if detail["loc"] else ""
    context = dict(detail.get("ctx") or {})
    given = detail.get("input")
    code = "field-required" if given is None else BUILT_IN.get(detail["type"], detail["type"])
    values: dict[str, object] = {"field": Message(f"field.{field}"), "given": given, **context.get("values", {})}
    if "max_length" in context:
        values["most"] = context["max_length"]
    if code == "field-out-of-range":
        values["least"], values["most"] = bounds(fields, field)
    values["given"] = shown(values["given"])
    return Problem(code, field=field or None, values=values)


def bounds(fields: type[SQLModel], field: str) -> tuple[object, object]:
    """The least and the greatest value of a field; pydantic names only the one that was passed."""
    rules = fields.model_fields[field].metadata
    least = next((rule.ge for rule in rules if hasattr(rule, "ge")), "")
    return least, next((rule.le for rule in rules if hasattr(rule, "le")), "")


def checked(fields: type[SQLModel], values: Mapping[str, object]) -> dict[str, Any]:
    """The values in the types and the spelling that the table keeps, only those given. They must have no problems."""
    record = fields.model_validate(dict(values))
    return {name: getattr(record, name) for name in values}
