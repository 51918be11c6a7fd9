"""Signatures of a PDF: the certificate that signs an export, its password, and what the signatures of a file say."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from crm.faces.cli.session import Misused, Session
from crm.values import Problem, Refused

if TYPE_CHECKING:
    from crm.documents.signing import Key

Told = Callable[[str], str]
PASSWORD = "LIAISON_SIGN_PASSWORD"  # noqa: S105 - the name of a variable, not a password
LARGEST = 1_000_000
"""Bytes of a password file and of a certificate: what is larger is neither."""


def add_key(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("--sign", metavar="KEY.p12", help=told("cli.help-sign"))
    parser.add_argument("--password-file", metavar="FILE", help=told("cli.help-password-file"))


def key_of(session: Session, given: Namespace) -> "Key | None":
    """The certificate that `--sign` names. Its password is asked for, and never an argument: those are seen by all."""
    from crm.documents.signatures import check_installed
    from crm.documents.signing import Key

    if given.sign is None:
        if given.password_file is not None:
            raise Misused(Problem("cli.password-for-nothing", "password_file"))
        return None
    check_installed()
    content = bytes_of(Path(given.sign))
    return Key(Path(given.sign).name, content, password_of(session, given))


def password_of(session: Session, given: Namespace) -> str:
    """From the file, else from the environment, else typed unseen."""
    if given.password_file is not None:
        lines = bytes_of(Path(given.password_file)).decode("utf-8", errors="replace").splitlines()
        return lines[0].removeprefix("\ufeff") if lines else ""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise Misused(Problem("cli.no-password", "password", {"variable": PASSWORD}))
    return getpass(session.said("cli.password-of", file=Path(given.sign).name) + " ")


def bytes_of(path: Path, most: int = LARGEST) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as fault:
        raise Refused(Problem("file-unread", values={"file": path.name, "why": fault.strerror or ""})) from fault


def add_signatures(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("file", metavar="FILE.pdf", help=told("cli.help-signatures-file"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=signatures)


def signatures(session: Session, given: Namespace) -> int:
    """What the signatures are worth. 1 where there is none, or one that one may not believe, so that a script sees."""
    from crm.book.clock import SystemClock
    from crm.documents.signatures import told, verify_signatures
    from crm.faces.plain import plain

    path = Path(given.file)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Refused(Problem("file-unread", values={"file": path.name, "why": fault.strerror or ""})) from fault
    found = verify_signatures(content, SystemClock().now())
    if session.as_json:
        session.json([{"good": one.is_good, "finding": plain(one, session.language)} for one in found])
    else:
        for message in told(found):
            session.print(session.said(message))
    return 0 if found and all(one.is_good for one in found) else 1
