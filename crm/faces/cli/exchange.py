"""Import of CSV and XLSX. All or nothing, unless `--skip-bad`; `--dry-run` tells what would be done."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from crm.faces.cli.session import Misused, Session
from crm.values import Problem

Told = Callable[[str], str]
KINDS = ("partners", "contacts", "interactions")


def add_import(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("file", metavar="FILE", help=told("cli.help-import-file"))
    parser.add_argument("--kind", choices=KINDS, help=told("cli.help-import-kind"))
    parser.add_argument("--map", metavar="FIELD=COLUMN", action="append", default=[], help=told("cli.help-map"))
    parser.add_argument("--skip-bad", action="store_true", help=told("cli.help-skip-bad"))
    parser.add_argument("--dry-run", action="store_true", help=told("cli.help-dry-run"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=import_file)


def import_file(session: Session, given: Namespace) -> int:
    """1 where rows were refused: also with --skip-bad, so that a script sees that not all was taken."""
    from crm.acts.importing import ImportRows, SheetKind
    from crm.exchange.importing import Choices, finished, prepare_import
    from crm.exchange.rejected import rejected_csv, rejected_path, write_rejected

    path = Path(given.file)
    kind = SheetKind(given.kind) if given.kind else None
    with session.book(read_only=given.dry_run) as book:
        preparation = finished(prepare_import(book, path, Choices(kind=kind, named=pairs(given.map))))
        plan = preparation.plan
        for _, warning in plan.warnings:
            session.tell(warning)
        session.refuse(plan.problems)
        if plan.problems and not given.skip_bad:
            session.tell("cli.nothing-imported", n=len(plan.problems), file=path.name)
            return 1
        if not given.dry_run:
            if not plan.changes_nothing:
                book.execute(ImportRows(plan, skip_bad=given.skip_bad))
            if plan.problems:
                rejected = rejected_path(path)
                write_rejected(rejected, rejected_csv(preparation.sheet, plan, session.language))
                session.tell("cli.rejected", file=str(rejected))
        tell_counts(session, preparation.plan.counts, given.dry_run)
    return 1 if plan.problems else 0


def tell_counts(session: Session, counts: object, dry_run: bool) -> None:
    if session.as_json:
        from crm.faces.plain import plain

        session.json(plain(counts, session.language))
    names = ("read", "new", "filled", "same", "problems", "partners", "organizations", "contacts", "interactions")
    session.tell("cli.would-import" if dry_run else "cli.imported", **{name: getattr(counts, name) for name in names})


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
