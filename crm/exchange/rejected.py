"""The rows that `--skip-bad` left out, with their reasons, in a file that can be mended and imported again."""

from pathlib import Path

from crm.acts.importing import ImportPlan, Outcome
from crm.book.outside import write_whole
from crm.exchange.tables import Sheet, write_csv
from crm.language import say
from crm.values import Problem, WorldFault
from crm.values.enums import Language


def rejected_path(source: Path) -> Path:
    """`名录.xlsx` → `名录.xlsx.rejected.csv`, beside it."""
    return source.with_name(f"{source.name}.rejected.csv")


def rejected_csv(sheet: Sheet, plan: ImportPlan, language: Language) -> bytes:
    """The cells as they were read, and a last column that says why. Nothing in them runs as a formula (TRUST D4)."""
    reasons = {
        row.number: " ".join(say(reason_of(problem), language) for problem in row.problems)
        for row in plan.rows
        if row.outcome is Outcome.PROBLEM
    }
    width = len(sheet.headers)
    rows = [
        [*cells[:width], reasons[number]]
        for number, cells in zip(sheet.numbers, sheet.rows, strict=True)
        if number in reasons
    ]
    return write_csv([*sheet.headers, say("import.rejected.reason", language)], rows)


def reason_of(problem: Problem) -> Problem:
    """Without file and row, which the new file does not share."""
    inner = problem.values.get("problem")
    return inner if isinstance(inner, Problem) else problem


def write_rejected(path: Path, content: bytes) -> None:
    """As every file is written; but the import that it belongs to stands already, and that is said."""
    try:
        write_whole(path, content)
    except WorldFault as fault:
        values = {"file": str(path), "reason": fault.problem.values["why"]}
        raise WorldFault(Problem("rejected-not-written", values=values)) from fault
