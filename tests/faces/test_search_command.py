"""`liaison search` finds everything, says where it stands, and is narrowed by kind, partner and day."""

import base64
from pathlib import Path

import pytest

from tests.faces.conftest import Liaison


@pytest.fixture
def filled(liaison: Liaison, copy: str, tmp_path: Path) -> str:
    """The sample book with one more file on Stratus Peak Cloud, attached by a command."""
    note = tmp_path / "冷链清单.md"
    note.write_text("第一页\n冷链温度记录要求每小时一次", "utf-8")
    content = base64.b64encode(note.read_bytes()).decode()
    (partner,) = liaison("ask", "FoundNames", "text=Stratus Peak", "limit=1", "--book", copy, "--json").rows
    done = liaison(
        "do",
        "AttachFile",
        f"name={note.name}",
        f"content={content}",
        f"partner_id={partner['record_id']}",
        "--book",
        copy,
    )
    assert done.code == 0
    return copy


def test_the_text_of_a_file_is_found_after_the_command_that_attached_it(liaison: Liaison, filled: str) -> None:
    (hit,) = liaison("search", "冷链温度", "--book", filled, "--json").rows

    assert (hit["kind"], hit["title"], hit["partner_en"]) == ("attachment", "冷链清单.md", "Stratus Peak Cloud")
    assert hit["excerpt"] == "冷链温度记录要求每小时一次"
    assert hit["marks"] == [[0, 4]]


def test_the_table_shows_where_the_words_stand(liaison: Liaison, filled: str) -> None:
    said = liaison("search", "使用日志", "--book", filled, "--language", "en")

    assert "Renhe Hospital Data" in said.out
    assert "沈若兰要求每批提供使用日志" in said.out
    assert "8 Sep 2026" in said.out


@pytest.mark.parametrize(
    ("word", "kind"), [("meeting", "interaction"), ("item", "action_item"), ("file", "attachment")]
)
def test_results_are_narrowed_by_kind(liaison: Liaison, filled: str, word: str, kind: str) -> None:
    rows = liaison("search", "日志", "--kind", word, "--book", filled, "--json").rows

    assert rows
    assert {row["kind"] for row in rows} == {kind}


def test_results_are_narrowed_by_day_and_partner(liaison: Liaison, filled: str) -> None:
    words = ("search", "数据", "--book", filled, "--json")
    since = liaison(*words, "--since", "2026-09-01").rows
    until = liaison(*words, "--until", "2026-08-31").rows
    there = liaison(*words, "--partner", "Renhe Hospital Data").rows

    assert since and all(row["on"] >= "2026-09-01" for row in since)
    assert until and all(row["on"] <= "2026-08-31" for row in until)
    assert there and {row["partner_en"] for row in there} == {"Renhe Hospital Data"}


@pytest.mark.parametrize(
    ("option", "given"), [("--kind", "nonsense"), ("--since", "yesterday"), ("--limit", "0"), ("--until", "2026-02-30")]
)
def test_what_cannot_be_meant_is_refused_with_2(liaison: Liaison, filled: str, option: str, given: str) -> None:
    done = liaison("search", "数据", option, given, "--book", filled)

    assert done.code == 2
    assert given in done.err


@pytest.mark.parametrize("text", ['"', "*", "a OR", "NEAR(", "col:", "-", "^", "%", "_", "'; --", "\\", "　", "𠮷"])
def test_signs_of_the_index_are_text(liaison: Liaison, filled: str, text: str) -> None:
    assert liaison("search", text, "--book", filled, "--json").code == 0
