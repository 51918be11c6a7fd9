"""The rows that `--skip-bad` left out, with their reasons, in a file that can be mended and imported again."""

from pathlib import Path

from crm.acts.importing import ImportPlan, Outcome
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
    """Whole or not at all, and for nobody else to read."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        values = {"file": str(path), "reason": fault.strerror or ""}
        raise WorldFault(Problem("rejected-not-written", values=values)) from fault
