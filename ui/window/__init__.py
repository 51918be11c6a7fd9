"""The shell: one window, the rail, the panes around the rooms, and what can be done from anywhere."""

from pathlib import Path

from crm.values.enums import Language


def open_window(book: Path | None, *, sample: bool = False, language: Language | None = None) -> int:
    """Opens the window and answers the exit code when it was closed. Qt is imported only now."""
    from ui.window.start import run

    return run(book, sample=sample, language=language)
