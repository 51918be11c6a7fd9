"""Papers that a person brings along, from files and folders: what is taken, what is left out and why, and the bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crm.book.filing import file_problems
from crm.book.outside import spelled
from crm.partners.commands import PartnerFile
from crm.values import Problem, Refused, WorldFault
from crm.values.ids import PartnerId

MOST_FILES = 1_000
MOST_BYTES = 1_000_000_000
"""Of all files of one step together: they are held at once until they are written."""

LITTER = ".ds_store", "thumbs.db", "desktop.ini"
"""What file managers leave in folders without being asked."""


@dataclass(frozen=True, slots=True)
class Paper:
    """`name` is safe to show and to keep: no path, no control or bidi sign."""

    path: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Papers:
    """Files in the order of their names, and a Problem for each that was left out."""

    files: tuple[Paper, ...]
    left_out: tuple[Problem, ...] = ()


def papers_in(paths: Iterable[Path]) -> Papers:
    """The files, and those directly in the folders, each once. Links and hidden files are left out. Reads no bytes."""
    files: dict[Path, Paper] = {}
    left_out: list[Problem] = []
    for path in listed(paths, left_out):
        try:
            problems = problems_of(path)
            if not problems:
                files.setdefault(path.absolute(), Paper(path, spelled(path.name), path.stat().st_size))
        except OSError as fault:
            problems = [unread(path, fault)]
        left_out += problems
    if len(files) > MOST_FILES:
        raise Refused(Problem("papers-too-many", values={"n": len(files), "most": MOST_FILES}))
    size = sum(paper.size for paper in files.values())
    if size > MOST_BYTES:
        values = {"size": size // 1_000_000, "most": MOST_BYTES // 1_000_000}
        raise Refused(Problem("papers-too-large", values=values))
    return Papers(tuple(files.values()), tuple(left_out))


def listed(paths: Iterable[Path], left_out: list[Problem]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir() or path.is_symlink():
            yield path
            continue
        try:
            yield from sorted(path.iterdir())
        except OSError as fault:
            left_out.append(unread(path, fault))


def problems_of(path: Path) -> list[Problem]:
    """Why the file is left out; nothing where it is taken."""
    values = {"file": spelled(path.name)}
    if path.is_symlink():
        return [Problem("paper-is-link", values=values)]
    if path.name.startswith(".") or path.name.casefold() in LITTER:
        return [Problem("paper-is-hidden", values=values)]
    if path.is_dir():
        return [Problem("paper-is-folder", values=values)]
    if path.exists() and not path.is_file():
        return [Problem("paper-is-no-file", values=values)]
    return file_problems(spelled(path.name), path.stat().st_size)


def unread(path: Path, fault: OSError) -> Problem:
    return Problem("file-unread", values={"file": spelled(path.name), "why": fault.strerror or ""})


def read_papers(chosen: Iterable[tuple[Paper, PartnerId]]) -> Iterator[PartnerFile]:
    """The bytes, one file after another. A WorldFault where one cannot be read."""
    for paper, partner in chosen:
        try:
            yield PartnerFile(paper.name, paper.path.read_bytes(), partner)
        except OSError as fault:
            raise WorldFault(unread(paper.path, fault)) from fault
