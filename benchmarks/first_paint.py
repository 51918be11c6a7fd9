"""One measured start of the window, in a process of its own: `python -m benchmarks.first_paint BOOK STARTED`."""

import os
import sys
import tempfile
import time

TOO_EARLY = ("sqlalchemy", "sqlmodel", "pydantic", "pypinyin", "reportlab", "networkx", "babel")


def main(book: str, started: float) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp()
    from pathlib import Path

    from crm.book import Book
    from ui.window.start import run

    in_book = [timed(Book, "query"), timed(Book, "open"), timed(Book, "_own_stacks")]

    def shown(window: object) -> None:
        window.grab()  # type: ignore[attr-defined]  # paints everything that is visible, now
        painted = (time.time() - started) * 1000
        loaded = [name for name in TOO_EARLY if name in sys.modules]
        import json

        spent = sum(sum(times) for times in in_book) * 1000
        print(json.dumps({"painted": painted, "in_book": spent, "loaded": loaded}), flush=True)
        os._exit(0)

    run(Path(book), shown=shown)


def timed(owner: type, name: str) -> list[float]:
    """Seconds of each call of the method from now on."""
    inner = getattr(owner, name)
    times: list[float] = []

    def outer(*arguments: object, **named: object) -> object:
        begun = time.perf_counter()
        try:
            return inner(*arguments, **named)
        finally:
            times.append(time.perf_counter() - begun)

    setattr(owner, name, outer)
    return times


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
