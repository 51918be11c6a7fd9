"""Where settings, drafts and locks lie, and how a small file is written so that it is never half there."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any


def config_folder() -> Path:
    """The user's own folder for settings: $LIAISON_CONFIG, else what the system uses."""
    if given := os.environ.get("LIAISON_CONFIG"):
        return Path(given)
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Liaison"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Liaison"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "liaison"


def write_private(path: Path, content: Any) -> bool:
    """JSON, 0600, whole or not at all. False where the disk refuses: settings are never worth a stopped program."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True


def read_json(path: Path) -> Any:
    """What the file holds; None where there is none. ValueError where it is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ValueError(str(error)) from error
