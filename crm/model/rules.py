"""Rules of fields, kept once on the `…Fields` classes; `problems_of` asks them."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from crm.values.message import Message, Problem


def rule(code: str, **values: object) -> PydanticCustomError:
    """What a validator raises: a code of the catalogue, never a sentence."""
    return PydanticCustomError(code, "{code}", {"code": code, "values": values})


BUILT_IN = {
    "missing": "field-required",
    "string_too_short": "field-required",
    "string_too_long": "field-too-long",
    "enum": "field-unknown-choice",
    "date_from_datetime_parsing": "field-not-a-date",
    "date_parsing": "field-not-a-date",
    "date_type": "field-not-a-date",
    "greater_than_equal": "field-out-of-range",
    "less_than_equal": "field-out-of-range",
    "int_parsing": "field-not-a-number",
    "int_type": "field-not-a-number",
    "extra_forbidden": "field-unknown",
}


def problems_of(fields: type[SQLModel], values: Mapping[str, object], only: Iterable[str] = ()) -> list[Problem]:
    """Everything wrong with the values of one record; `only` keeps the problems of these fields (an edit of one)."""
    unknown = [
        Problem("field-unknown", field=name, values={"field": name})
        for name in values
        if name not in fields.model_fields
    ]
    try:
        fields.model_validate(dict(values))
    except ValidationError as error:
        found = [problem_of(detail) for detail in error.errors()]
    else:
        found = []
    wanted = set(only)
    return unknown + [problem for problem in found if not wanted or problem.field in wanted]


def problem_of(detail: Any) -> Problem:
    field = str(detail["loc"][0]) if detail["loc"] else None
    context = dict(detail.get("ctx") or {})
    given = detail.get("input")
    given = given if isinstance(given, str | int) else ""
    code = BUILT_IN.get(detail["type"], detail["type"])
    values: dict[str, object] = {"field": Message(f"field.{field}"), "given": given}
    if "max_length" in context:
        values["most"] = context["max_length"]
    if "ge" in context or "le" in context:
        values["least"], values["most"] = context.get("ge", ""), context.get("le", "")
    values.update(context.get("values", {}))
    return Problem(code, field=field, values=values)


def checked(fields: type[SQLModel], values: Mapping[str, object]) -> dict[str, Any]:
    """The values in the types and the spelling that the table keeps, only those given. They must have no problems."""
    record = fields.model_validate(dict(values))
    return {name: getattr(record, name) for name in values}
