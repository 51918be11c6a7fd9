"""Names are found by any part, pinyin and initials; texts as LIKE finds them."""

from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import model
from crm.book import Book
from crm.book.names import entries
from crm.book.search import FoundNames, FoundTexts
from crm.book.text import folded, match_expression, sort_key, tokens
from crm.values import Command, Transaction
from crm.values.enums import InteractionKind
from tests.book.acts import Employ, Found, Rename


@dataclass(frozen=True, slots=True)
class Note(Command):
    """Logs a meeting with these minutes."""

    notes: str
    label: ClassVar[str] = "undo.log-meeting"

    def apply(self, tx: Transaction) -> None:
        tx.add(model.Interaction(kind=InteractionKind.CALL, held_on=date(2026, 9, 8), title="", notes=self.notes))


@pytest.mark.parametrize(
    "typed",
    [
        "仁禾",
        "医疗",
        "数据",
        "仁",
        "renhe",
        "ren he yi",
        "yiliao",
        "rhyl",
        "RHYL",
        "yl",
        "ｒｈｙｌ",
        "renheyiliaoshuju",
    ],
)
def test_a_chinese_name_is_found_by_any_part_pinyin_and_initials(empty_book: Book, typed: str) -> None:
    empty_book.execute(Found("仁禾医疗数据"))
    empty_book.execute(Found("Stratus Peak Cloud"))

    assert [hit.title_zh for hit in empty_book.query(FoundNames(typed))] == ["仁禾医疗数据"]


@pytest.mark.parametrize("typed", ["stratus", "peak", "Peak Cl", "ratus", "oud", "STRATUS PEAK"])
def test_a_latin_name_is_found_by_any_part(empty_book: Book, typed: str) -> None:
    empty_book.execute(Found("Stratus Peak Cloud"))

    assert [hit.title_en for hit in empty_book.query(FoundNames(typed))] == ["Stratus Peak Cloud"]


@pytest.mark.parametrize("typed", ["zeng", "ceng", "zgf", "曾"])
def test_a_surname_is_found_by_each_of_its_readings(empty_book: Book, typed: str) -> None:
    partner = empty_book.execute(Found("Acme")).first("partner")
    empty_book.execute(Employ("曾国藩", partner))

    assert "曾国藩" in [hit.title_zh for hit in empty_book.query(FoundNames(typed))]


def test_names_follow_a_rename_its_undo_and_its_redo(empty_book: Book) -> None:
    key = empty_book.execute(Found("仁禾")).first("partner")
    empty_book.execute(Rename(key, "澜亭"))
    assert not empty_book.query(FoundNames("renhe"))
    assert empty_book.query(FoundNames("lanting"))

    empty_book.undo()
    assert empty_book.query(FoundNames("renhe"))
    assert not empty_book.query(FoundNames("lanting"))

    empty_book.redo()
    assert empty_book.query(FoundNames("lanting"))


TEXTS = st.text(alphabet="合作协议数据仁禾ABCabc 12-.&@〇%_\"'*:^()", min_size=1, max_size=20)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.lists(TEXTS, min_size=1, max_size=6), question=TEXTS)
def test_minutes_are_found_as_like_finds_them(empty_book: Book, notes: list[str], question: str) -> None:
    made = {empty_book.execute(Note(text)).first("interaction"): text for text in notes}

    found = {hit.record_id for hit in empty_book.query(FoundTexts(question, limit=10_000))}

    terms = folded(question).split()
    expected = {key for key, text in made.items() if terms and all(term in folded(text) for term in terms)}
    assert found & set(made) == expected


@given(text=TEXTS, start=st.integers(0, 19), length=st.integers(1, 20))
def test_the_index_never_misses_what_begins_a_word_or_is_chinese(text: str, start: int, length: int) -> None:
    term = folded(text)[start : start + length].strip()
    expression = match_expression(term)
    if expression is None or (
        term and folded(text).find(term) > 0 and folded(text)[folded(text).find(term) - 1].isalnum()
    ):
        return

    held = tokens(folded(text)).split()

    for part in expression.split(" AND "):
        word = part.strip("*").strip('"').replace('""', '"')
        assert any(token.startswith(word) if part.endswith("*") else token == word for token in held), (part, held)


def test_operators_of_the_index_are_text(empty_book: Book) -> None:
    empty_book.execute(Note('R&D asks: "GPT-4o" OR a@b.cn NEAR(x) -minus ^caret col:umn'))

    for question in ("R&D", "GPT-4o", "a@b.cn", '"GPT', "NEAR(x)", "-minus", "^caret", "col:umn", "OR"):
        assert len(empty_book.query(FoundTexts(question))) == 1, question


def test_chinese_sorts_by_pinyin_among_latin() -> None:
    names = ["Zebra", "阿里", "北灯", "Acme", "张三"]

    assert sorted(names, key=sort_key) == ["阿里", "Acme", "北灯", "Zebra", "张三"]


def test_a_check_finds_an_index_out_of_step_and_mends_it(empty_book: Book) -> None:
    import sqlite3

    empty_book.execute(Note("第 8 批放行"))
    assert empty_book.inspect() == []
    other = sqlite3.connect(empty_book.path)
    other.execute("UPDATE search_document SET body = '别的'")
    other.commit()
    other.close()

    assert [problem.code for problem in empty_book.inspect()] == ["check-out-of-step"]
    empty_book.mend()
    assert empty_book.inspect() == []
    assert empty_book.query(FoundTexts("放行"))


def test_a_megabyte_among_the_names_costs_no_second() -> None:
    started = perf_counter()

    found = entries(["联络 " * 300_000])

    assert perf_counter() - started < 1
    assert len(found) < 200


NAUGHTY = [
    *("NULL", "undefined", "-1", "1E02", "0x0", "../../etc/passwd", "<script>alert(1)</script>", "' OR 1=1 --"),
    *("$HOME", "{0}", "%s%n", "\u202etest\u202c", "T\u035bo\u0322", "\ufdfa", "ÅÍÎÏ", "٠١٢", "👩‍👩‍👧", "⁰⁴⁵"),
    *("ﬁﬃ", "ẞtraße", "İstanbul", "Ω≈ç√", "田中さん", "사회과학원", "𠜎𠜱", "〇〇", "ｆｕｌｌ", "a\u0300"),
    *("\u00ad soft", "zero\u200bwidth", "CON.txt", "=1+1"),
]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_are_found_as_they_were_typed(empty_book: Book, text: str) -> None:
    key = empty_book.execute(Note(f"before {text} after")).first("interaction")

    (hit,) = empty_book.query(FoundTexts(text))

    assert hit.record_id == key
    assert text in f"before {hit.excerpt} after" or text.strip() in hit.excerpt
    assert empty_book.inspect() == []
