"""The core of agreements is pure: it opens no book, asks no clock and speaks no language."""

import ast
import subprocess
import sys
from pathlib import Path

from crm.agreements import terms

FORBIDDEN = ("sqlalchemy", "sqlmodel", "PySide6", "crm.book", "crm.model", "crm.language", "dateutil")
PLAIN = {
    "collections.abc",
    "dataclasses",
    "datetime",
    "dateutil.rrule",
    "enum",
    "itertools",
    "typing",
    "zoneinfo",
}
MODULES = sorted(
    f"{terms.__name__}.{path.stem}" for path in Path(terms.__path__[0]).glob("*.py") if path.stem != "__init__"
)


def test_the_dates_of_agreements_need_no_database_no_window_and_no_language() -> None:
    code = f"import sys, {', '.join(MODULES)}; print([name for name in {FORBIDDEN!r} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert len(MODULES) > 10
    assert done.stdout.strip() == "[]"


def test_each_module_imports_values_its_siblings_and_plain_python_only() -> None:
    imported = {
        node.module
        for path in Path(terms.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }

    assert {name for name in imported if not name.startswith(("crm.values.", "crm.agreements.terms."))} == PLAIN


def test_no_module_asks_for_the_time() -> None:
    texts = [Path(path).read_text(encoding="utf-8") for path in Path(terms.__path__[0]).glob("*.py")]

    assert not [text for text in texts if ".today(" in text or ".now(" in text]
