"""The book as a file: new, check, backup, restore."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from crm.book import Book
from crm.book.backup import Backup
from crm.faces.cli.session import Misused, Session
from crm.values import Message, Problem, Refused

Told = Callable[[str], str]


def add_new(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("file", metavar="FILE", help=told("cli.help-new-file"))
    parser.add_argument("--sample", action="store_true", help=told("cli.help-sample"))
    parser.set_defaults(run=new)


def new(session: Session, given: Namespace) -> None:
    path = Path(given.file)
    if given.sample:
        from crm.acts.sample import create_sample

        create_sample(path)
    else:
        Book.create(path).close()
    session.tell("cli.made", file=str(path))


def add_check(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--mend", action="store_true", help=told("cli.help-mend"))
    parser.set_defaults(run=check)


def check(session: Session, given: Namespace) -> None:
    """With --mend what is derived is derived anew first, so that only what it cannot mend is left to say."""
    with session.book() as book:
        if given.mend:
            book.mend()
        problems = book.inspect()
        if problems:
            raise Refused(problems)
        session.tell("cli.sound", file=str(book.path))


def add_backup(parser: ArgumentParser, told: Told) -> None:
    parser.set_defaults(run=backup)


def backup(session: Session, given: Namespace) -> None:
    with session.book() as book:
        made = book.backup()
    session.tell("cli.backed-up", file=str(made.path))


def add_restore(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("backup", metavar="BACKUP", nargs="?", help=told("cli.help-restore-backup"))
    parser.add_argument("--dry-run", action="store_true", help=told("cli.help-restore-dry"))
    parser.set_defaults(run=restore)


def restore(session: Session, given: Namespace) -> None:
    """Without a name the backups are listed; with one (a file, or a day) the book is put back to it."""
    with session.book() as book:
        if given.backup is None:
            shown = [(made.made_at.astimezone(), made.path.name) for made in book.made_backups()]
            session.rows(
                ("cli.head-made", "cli.head-file"), [(f"{at:%Y-%m-%d %H:%M}", name) for at, name in shown], shown
            )
            return
        chosen = backup_named(book, given.backup)
        preview = book.preview_restore(chosen)
        for table in sorted(preview.now.keys() | preview.then.keys()):
            before, after = preview.now.get(table, 0), preview.then.get(table, 0)
            if before != after:
                session.tell("cli.restore-count", what=Message(f"record.{table}"), now=before, then=after)
        session.tell("cli.restore-lost", n=preview.lost_in_all)
        if not given.dry_run:
            present = book.restore(chosen)
            session.tell("cli.restored", file=chosen.path.name, present=str(present.path))


def backup_named(book: Book, name: str) -> Backup:
    """By its file, or the newest of a day."""
    for made in book.made_backups():
        if name in (made.path.name, str(made.path)) or name == made.made_at.astimezone().date().isoformat():
            return made
    days = [made.made_at.astimezone().date() for made in book.made_backups()]
    known: list[date] | Message = sorted(set(days), reverse=True)[:5] or Message("cli.none")
    raise Misused(Problem("cli.backup-unknown", values={"given": name, "known": known}))


BUILDERS = {"new": add_new, "check": add_check, "backup": add_backup, "restore": add_restore}
