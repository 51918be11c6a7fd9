"""The catalogue: the same codes in both languages, the same placeholders, nothing empty, nothing unused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.house.sources import Source

LANGUAGES = ("en", "zh_CN")
SAYERS = {"Problem", "Message", "say", "Refused", "WorldFault", "text_of"}
LATIN_BESIDE_HAN = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")

DATE = re.compile(r"\d+[年月日]")

Entries = dict[str, tuple[str, ...]]


def entries(root: Path, language: str) -> Entries:
    """The texts of each code; several where a number chooses."""
    found: Entries = {}
    for path in sorted((root / "resources" / "catalogue" / language).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language, abort_invalid=True):
                if entry.id:
                    code = entry.id if isinstance(entry.id, str) else entry.id[0]
                    texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
                    assert code not in found, f"{code} stands twice, again in {path.name}"
                    assert not entry.fuzzy, f"{code} in {path.name} is fuzzy"
                    found[code] = texts
    return found


@pytest.fixture(scope="module")
def english(root: Path) -> Entries:
    return entries(root, "en")


@pytest.fixture(scope="module")
def chinese(root: Path) -> Entries:
    return entries(root, "zh_CN")


def placeholders(text: str) -> set[str]:
    """The values that it says; of a list, such as the names in two languages, each may say another part."""
    return {name.partition("[")[0] for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things(english: Entries, chinese: Entries) -> None:
    assert sorted(english.keys() ^ chinese.keys()) == []


def test_every_file_stands_in_both_languages(root: Path) -> None:
    names = [
        {path.name for path in (root / "resources" / "catalogue" / language).glob("*.po")} for language in LANGUAGES
    ]

    assert names[0] == names[1]


def test_nothing_is_left_untold(english: Entries, chinese: Entries) -> None:
    assert [
        code for code, texts in (*english.items(), *chinese.items()) if not all(text.strip() for text in texts)
    ] == []


def test_no_translation_loses_a_value(english: Entries, chinese: Entries) -> None:
    differing = {}
    for code in english.keys() & chinese.keys():
        wanted, given = placeholders(english[code][-1]), placeholders(chinese[code][-1])
        if wanted != given:
            differing[code] = (sorted(wanted), sorted(given))

    assert differing == {}


def test_chinese_is_written_with_chinese_marks(chinese: Entries) -> None:
    """Full-width marks after a Chinese sign; a space between Chinese and Latin, but not in dates and documents."""
    odd = [code for code, texts in chinese.items() for text in texts if re.search(r"[\u4e00-\u9fff][,;:?!]", text)]
    tight = [
        code
        for code, texts in chinese.items()
        if not code.startswith("report.")
        for text in texts
        if LATIN_BESIDE_HAN.search(DATE.sub("", text))
    ]

    assert (odd, tight) == ([], [])


def said(source: Source) -> Iterator[tuple[str, int]]:
    """Codes that stand as words in calls that say something, and the labels of commands."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if (
                name in SAYERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield node.args[0].value, node.lineno
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "label":
            label = getattr(node.value, "value", None)
            if isinstance(label, str):
                yield label, node.lineno


def test_every_code_in_the_source_has_its_sentence(sources: tuple[Source, ...], english: Entries) -> None:
    missing = [
        f"{source.name}:{line}: {code}"
        for source in sources
        for code, line in said(source)
        if code not in english and re.fullmatch(r"[a-z0-9]+([.-][a-z0-9_]+)+", code)
    ]

    assert missing == []


def words(source: Source) -> Iterator[str]:
    """Every string of a module; of an f-string its first part, as a prefix ending in `*`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            yield f"{node.values[0].value}*"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_sentence_is_kept_that_nobody_says(sources: tuple[Source, ...], english: Entries) -> None:
    spoken = {word for source in sources for word in words(source)}
    prefixes = tuple(word[:-1] for word in spoken if word.endswith("*") and len(word) > 3 and word[-2] in ".-")
    labels = tuple(f"{word}." for word in spoken if re.fullmatch(r"[a-z-]+", word))
    unused = [code for code in english if code not in spoken and not code.startswith(prefixes)]

    assert [code for code in unused if not code.startswith(labels)] == []
