"""Rules of the house that no tool knows: where a Paragraph is made, what is never imported, how long a file is."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.sources import Source

LONGEST = 450
HUSH = re.compile(r"# (?:type: ignore\[[^\]]*\]|noqa: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*)(.*)$")
DANGEROUS_MODULES = {"pickle", "marshal", "shelve", "dill", "code"}
NETWORK_MODULES = {"socket", "socketserver", "urllib.request", "http", "ftplib", "smtplib", "requests", "aiohttp"}
NETWORK_ALLOWED = {"ui/screen.py": "knocks at the X server's socket before Qt does"}
DANGEROUS_CALLS = {"eval", "exec", "compile", "__import__"}
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "base"}


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield node, function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def imported(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def starts_with(module: str, forbidden: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in forbidden)


def test_one_function_alone_makes_paragraphs_because_it_escapes(sources: tuple[Source, ...]) -> None:
    made = {
        source.name
        for source in sources
        for call, name in calls(source)
        if name == "Paragraph" and ast.unparse(call.func) != "model.Paragraph"  # a row, not what a page shows
    }

    assert len(made) <= 1, f"Paragraph( is called in {sorted(made)}: only one place may, the one that escapes"
    assert all(name.startswith("crm/documents/") for name in made)


def test_no_code_comes_from_a_file(sources: tuple[Source, ...]) -> None:
    found = [
        f"{source.name}: {name}"
        for source in sources
        for name in imported(source)
        if starts_with(name, DANGEROUS_MODULES)
    ]
    found += [
        f"{source.name}:{call.lineno}: {name}()"
        for source in sources
        for call, name in calls(source)
        if name in DANGEROUS_CALLS and isinstance(call.func, ast.Name)
    ]

    assert found == []


def test_nothing_speaks_to_a_network(sources: tuple[Source, ...]) -> None:
    found = [
        f"{source.name}: {name}"
        for source in sources
        if source.name not in NETWORK_ALLOWED
        for name in imported(source)
        if starts_with(name, NETWORK_MODULES)
    ]

    assert found == []


def test_no_file_has_grown_past_reading(sources: tuple[Source, ...]) -> None:
    long = {source.name: lines for source in sources if (lines := source.text.count("\n")) > LONGEST}

    assert long == {}, f"split by topic what has more than {LONGEST} lines"


def test_every_module_says_what_belongs_in_it(sources: tuple[Source, ...]) -> None:
    silent = [source.name for source in sources if source.text.strip() and not ast.get_docstring(source.tree)]

    assert silent == []


def test_no_room_is_called_after_nothing(sources: tuple[Source, ...]) -> None:
    assert [source.name for source in sources if set(source.name[:-3].split("/")) & MEANINGLESS] == []


def test_a_hush_names_its_reason(sources: tuple[Source, ...]) -> None:
    """`# type: ignore[...]` and `# noqa: ...` say after them, or in a comment on the line above, why."""
    unexplained = []
    for source in sources:
        above = ""
        for at, line in enumerate(source.text.splitlines(), 1):
            if (hush := HUSH.search(line)) and not hush[1].strip(" -#") and not above.strip().startswith("#"):
                unexplained.append(f"{source.name}:{at}")
            above = line
    assert unexplained == []


@pytest.mark.parametrize("floor", ["crm"])
def test_the_core_has_no_line_of_qt(floor: str, sources: tuple[Source, ...]) -> None:
    inside = [source for source in sources if source.name.startswith(f"{floor}/")]

    assert inside
    assert [
        source.name for source in inside if any(starts_with(name, {"PySide6", "ui"}) for name in imported(source))
    ] == []
