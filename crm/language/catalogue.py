"""The texts, by code, from `resources/catalogue/<language>/*.po`, compiled into one .mo a language."""

import contextlib
import io
import os
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from crm.values.enums import Language

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "catalogue"
NAMES = {Language.ENGLISH: "en", Language.CHINESE: "zh_CN"}


def text_of(code: str, language: Language, number: int | None = None) -> str:
    """The text with its placeholders still open. A code without a text is returned as it stands (a test finds it)."""
    texts = translations(language)
    if number is not None:
        text = texts.ngettext(code, code, number)
        if text != code:
            return text
    return texts.gettext(code)


def is_known(code: str, language: Language) -> bool:
    return text_of(code, language, 1) != code


def codes(language: Language) -> list[str]:
    """Every code that has a text."""
    catalogue: dict[str | tuple[str, int], str] = translations(language)._catalog  # type: ignore[attr-defined]  # gettext offers no list
    return sorted({key if isinstance(key, str) else key[0] for key in catalogue} - {""})


@cache
def translations(language: Language) -> GNUTranslations:
    sources = sorted((FOLDER / NAMES[language]).glob("*.po"))
    compiled = FOLDER / f"{NAMES[language]}.mo"
    if not is_fresh(compiled, sources):
        content = compile_texts(sources)
        write_aside(compiled, content)
        return GNUTranslations(io.BytesIO(content))
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def is_fresh(compiled: Path, sources: list[Path]) -> bool:
    if not compiled.exists():
        return False
    made = compiled.stat().st_mtime_ns
    return all(source.stat().st_mtime_ns <= made for source in sources)


def compile_texts(sources: list[Path]) -> bytes:
    """One .mo of several .po files. babel is imported here only: a built program carries the .mo."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    locale = sources[0].parent.name
    whole = Catalog(locale=locale)
    for source in sources:
        with source.open("rb") as file:
            for entry in read_po(file, locale=locale, abort_invalid=True):
                if entry.id:
                    whole[entry.id] = entry
    buffer = io.BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()


def write_aside(path: Path, content: bytes) -> None:
    """Keeps the compiled texts for the next start; where the folder is read-only they are compiled anew."""
    aside = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        aside.write_bytes(content)
        aside.replace(path)
