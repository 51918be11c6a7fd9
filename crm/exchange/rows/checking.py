"""The rules of the model, asked once for each row. SQLModel is loaded by the first row, not by the module."""

from crm.exchange.rows.cells import RowCells
from crm.values import Message, Problem


def checked_values(fields: str, record: str, values: dict[str, object], cells: RowCells) -> dict[str, object]:
    """The values as the table keeps them; what is wrong goes to the row's problems, under the column's name."""
    from pydantic import ValidationError

    from crm import model
    from crm.model.rules import problem_of

    known = getattr(model, fields)
    try:
        kept = known.__pydantic_validator__.validate_python(values).__dict__
    except ValidationError as error:
        for detail in error.errors():
            problem = problem_of(detail, known)
            field = f"{record}.{problem.field}"
            labelled = {**problem.values, "field": Message(f"import.field.{field}")}
            cells.problems.append(Problem(problem.code, field=field, values=labelled))
        return values
    return {name: kept[name] for name in values}
