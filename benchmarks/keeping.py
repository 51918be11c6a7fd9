"""Keeps the large books that benchmarks fill, so that a million rows are loaded once and copied from then on."""

import shutil
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from crm.book.schema import SCHEMA

FOLDER = Path(tempfile.gettempdir()) / "liaison-benchmarks"


def copied(path: Path, name: str, fill: Callable[[Path], None], source: str) -> None:
    """Puts the book that `fill` makes at `path`. Kept by its name, the schema and the code that fills it (`source`)."""
    made_by = sha256(Path(source).read_bytes()).hexdigest()[:8]
    kept = FOLDER / f"{name}-schema-{SCHEMA}-{made_by}.liaison"
    if not kept.exists():
        FOLDER.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as aside:
            made = Path(aside) / kept.name
            fill(made)
            made.rename(kept)
    shutil.copyfile(kept, path)
