"""Fonts, icons, texts and the sample book: found beside this file, from source and in the built program alike."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The file or folder of that name: `path("fonts/Inter-Regular.ttf")`."""
    return FOLDER / name
