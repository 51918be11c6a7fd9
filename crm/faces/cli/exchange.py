"""Import of CSV and XLSX. All or nothing, unless `--skip-bad`; `--dry-run` tells what would be done."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crm.faces.cli.session import Misused, Session
from crm.values import Message, Problem

if TYPE_CHECKING:
    from crm.acts.importing import Counts, SheetKind
    from crm.book import Book
    from crm.exchange.importing import Choices, Preparation

Told = Callable[[str], str]
KINDS = ("partners", "contacts", "interactions", "agreements")
MODES = ("skip", "fill", "update")
ORDERS = ("day-first", "month-first")
MOST_ROWS_NAMED = 8


def add_import(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("file", metavar="FILE", help=told("cli.help-import-file"))
    parser.add_argument("--kind", choices=KINDS, help=told("cli.help-import-kind"))
    parser.add_argument("--map", metavar="FIELD=COLUMN", action="append", default=[], help=told("cli.help-map"))
    parser.add_argument("--value", metavar="WORD=MEANING", action="append", default=[], help=told("cli.help-value"))
    parser.add_argument("--duplicates", choices=MODES, help=told("cli.help-import-duplicates"))
    parser.add_argument("--sheet", metavar="NAME", help=told("cli.help-sheet"))
    parser.add_argument("--encoding", metavar="NAME", help=told("cli.help-encoding"))
    parser.add_argument("--order", choices=ORDERS, help=told("cli.help-order"))
    parser.add_argument("--template", metavar="NAME", help=told("cli.help-template"))
    parser.add_argument("--keep-template", metavar="NAME", help=told("cli.help-keep-template"))
    parser.add_argument("--new-parties", action="store_true", help=told("cli.help-new-parties"))
    parser.add_argument("--files", metavar="FOLDER", help=told("cli.help-import-files"))
    parser.add_argument("--skip-bad", action="store_true", help=told("cli.help-skip-bad"))
    parser.add_argument("--dry-run", action="store_true", help=told("cli.help-dry-run"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=import_file)


def import_file(session: Session, given: Namespace) -> int:
    """1 where rows were refused: also with --skip-bad, so that a script sees that not all was taken."""
    from crm.acts.importing import ImportRows
    from crm.exchange.rejected import rejected_csv, rejected_path, write_rejected

    path = Path(given.file)
    with session.book(read_only=given.dry_run) as book:
        preparation, choices = prepared(session, book, given)
        plan = preparation.plan
        for of_sheet in preparation.sheet.warnings:
            session.tell(of_sheet)
        tell_warnings(session, plan.warnings)
        session.refuse(asked_once(plan.problems))
        refused = plan.problems and not given.skip_bad
        if not given.dry_run and not refused:
            keep_template(book, preparation, choices, given.keep_template)
            if not plan.changes_nothing:
                book.execute(ImportRows(plan, skip_bad=given.skip_bad))
            if plan.problems:
                rejected = rejected_path(path)
                write_rejected(rejected, rejected_csv(preparation.sheet, plan, session.language))
                session.tell("cli.rejected", file=str(rejected))
        if session.as_json:
            session.json(told_as_json(session, preparation))
        if refused:
            session.tell("cli.nothing-imported", n=len(plan.problems), file=path.name)
        else:
            tell_counts(session, plan.counts, plan.kind, given.dry_run)
    return 1 if plan.problems else 0


def tell_warnings(session: Session, warnings: Sequence[tuple[int, Message]]) -> None:
    """Each once, with the rows that it is about."""
    rows: dict[str, list[int]] = {}
    for row, warning in warnings:
        rows.setdefault(session.said(warning), []).append(row)
    for words, at in rows.items():
        named = ", ".join(str(row) for row in at[:MOST_ROWS_NAMED]) + ("…" if len(at) > MOST_ROWS_NAMED else "")
        session.tell("cli.warning-in-rows", warning=words, rows=named, n=len(at))


def asked_once(problems: Sequence[Problem]) -> list[Problem]:
    """Of days that may be of two months the first one of each column: one answer, --order, settles all (TRUST D3)."""
    asked: set[str | None] = set()
    told = []
    for problem in problems:
        inner = problem.values.get("problem")
        if isinstance(inner, Problem) and inner.code == "row-date-ambiguous":
            if problem.field in asked:
                continue
            asked.add(problem.field)
        told.append(problem)
    return told


def prepared(session: Session, book: "Book", given: Namespace) -> tuple["Preparation", "Choices"]:
    """Read as in the template of the file's shape, or the one that was named; `--template none` reads it afresh."""
    from crm.acts.importing import Duplicates
    from crm.exchange.importing import finished, prepare_sheet, read_sheet
    from crm.exchange.templates import understood

    choices = choices_of(given)
    sheet = finished(read_sheet(Path(given.file), choices))
    if len(sheet.names) > 1 and not given.sheet:
        session.tell("cli.sheet-read", sheet=sheet.name, others=[name for name in sheet.names if name != sheet.name])
    found = understood(book, sheet, choices, "" if given.template == "none" else given.template)
    choices = found.choices
    if found.template is not None:
        session.tell("import.as-in-template", name=found.template.name)
        choices = replace(choices, duplicates=Duplicates(given.duplicates)) if given.duplicates else choices
    return finished(prepare_sheet(book, sheet, choices)), choices


def keep_template(book: "Book", preparation: "Preparation", choices: "Choices", name: str | None) -> None:
    """Before the rows are written, so that the first undo takes the rows back."""
    from crm.acts.importing.templates import KeepImportTemplate
    from crm.exchange.templates import shape_of_file, written_choices

    if name is not None:
        shape = shape_of_file(preparation.sheet.headers)
        book.execute(KeepImportTemplate(name, shape, written_choices(preparation.columns, choices)))


def choices_of(given: Namespace) -> "Choices":
    from crm.acts.importing import Duplicates, SheetKind
    from crm.exchange.importing import Choices
    from crm.values.days import DayOrder

    return Choices(
        kind=SheetKind(given.kind) if given.kind else None,
        named=pairs(given.map),
        words=meanings(given.value),
        order=DayOrder(given.order) if given.order else None,
        encoding=given.encoding,
        sheet=given.sheet,
        duplicates=Duplicates(given.duplicates or "fill"),
        new_parties=given.new_parties,
        folder=Path(given.files) if given.files else Path(given.file).parent,
    )


def meanings(words: Sequence[str]) -> dict[tuple[str, str], str]:
    """`银行=financial`, or `tier:A=strategic` where several lists have the word; without a meaning it is left out."""
    from crm.exchange.columns.words import CLOSED, recognised

    found: dict[tuple[str, str], str] = {}
    for word in words:
        said, mark, meaning = word.rpartition("=")
        place, colon, bare = said.partition(":")
        fields = {field: kind for field, kind in CLOSED.items() if not colon or field.partition(".")[2] == place}
        said = bare if colon and fields else said
        understood = {
            (field, said): member.value
            for field, kind in (fields or CLOSED).items()
            if meaning and (member := recognised(kind, meaning)) is not None
        }
        if not (said and mark) or (meaning and not understood):
            raise Misused(Problem("cli.meaning-wrong", values={"given": word}))
        found |= understood or {(field, said): "" for field in fields or CLOSED}
    return found


def told_as_json(session: Session, preparation: "Preparation") -> dict[str, object]:
    """The counts, and how the file was understood: its columns, and each row that is not simply new."""
    from crm.acts.importing import Outcome
    from crm.faces.plain import plain

    counts = plain(preparation.plan.counts, session.language)
    assert isinstance(counts, dict)
    return {
        **counts,
        "shape": preparation.columns.shape,
        "kind": preparation.columns.kind.value,
        "columns": [
            {"header": column.header, "field": column.field, "source": column.source.value}
            for column in preparation.columns.columns
        ],
        "rows": [
            {
                "number": row.number,
                "outcome": row.outcome.value,
                "because": session.said(row.because) if row.because else "",
                "problems": [session.said(problem) for problem in row.problems],
                "conflicts": [plain(conflict, session.language) for conflict in row.conflicts],
            }
            for row in preparation.plan.rows
            if row.outcome is not Outcome.NEW
        ],
    }


def tell_counts(session: Session, counts: "Counts", kind: "SheetKind", dry_run: bool) -> None:
    """Of a register agreements are told with their files, of other lists people and meetings."""
    from crm.acts.importing import SheetKind

    register = kind is SheetKind.AGREEMENTS
    made = ("agreements", "files") if register else ("organizations", "contacts", "interactions")
    names = ("read", "new", "filled", "same", "problems", "partners", *made)
    code = ("cli.would-take-over" if dry_run else "cli.taken-over") if register else ""
    code = code or ("cli.would-import" if dry_run else "cli.imported")
    session.tell(code, **{name: getattr(counts, name) for name in names})


def pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """`FIELD=COLUMN`. A column's name may hold an equals sign, a field's may not."""
    found = []
    for word in words:
        field, mark, column = word.partition("=")
        if not (field and mark and column):
            raise Misused(Problem("cli.map-wrong", values={"given": word}))
        found.append((field, column))
    return found


BUILDERS = {"import": add_import}
