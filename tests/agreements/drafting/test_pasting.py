"""What is pasted from a word processor stays clean, keeps its words, and never hangs the window."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.agreements.drafting.pasting import PastedClause, pasted_html, pasted_text
from crm.agreements.drafting.pieces import cells
from crm.language import say
from crm.values import Refused
from crm.values.enums import Language

PASTED = Path(__file__).parent / "pasted"
Told = list[tuple[str, list[str]]]


def told(clauses: tuple[PastedClause, ...]) -> Told:
    return [(clause.heading, [f"{row.kind.value}: {row.text}" for row in clause.paragraphs]) for clause in clauses]


def test_word_keeps_headings_lists_bold_and_merged_cells_and_loses_the_rest() -> None:
    found = told(pasted_html((PASTED / "word.html").read_text(encoding="utf-8")))

    assert found == [
        ("", ["text: Data Licence Agreement"]),
        (
            "Purpose",
            ["text: The “Provider” licenses the Data to the Licensee’s models; see **Schedule A** for R&D."],
        ),
        (
            "Delivery",
            [
                "item: each month",
                "item: – on the fifth working day, by noon",
                "table: | **Batch** | Records ｜ pages |  |\n|  | 2026 | 2027 (planned) |\n| Eight | 12\u202f000 |  |",
            ],
        ),
    ]


def test_a_pasted_table_is_read_back_cell_by_cell() -> None:
    table = pasted_html((PASTED / "word.html").read_text(encoding="utf-8"))[2].paragraphs[2].text

    assert cells(table) == [
        ["**Batch**", "Records ｜ pages", ""],
        ["", "2026", "2027 (planned)"],
        ["Eight", "12\u202f000", ""],
    ]


def test_google_docs_is_not_bold_all_over() -> None:
    assert told(pasted_html((PASTED / "google-docs.html").read_text(encoding="utf-8"))) == [
        ("Term", ["text: From **1 October 2026** on:", "item: twelve months", "item: – that day included"]),
        ("Notices", ["text: In writing."]),
    ]


def test_libreoffice_in_chinese_keeps_its_quotes_and_no_space_of_a_wrapped_line() -> None:
    assert told(pasted_html((PASTED / "libreoffice.html").read_text(encoding="utf-8"))) == [
        ("", ["text: **数据许可协议**"]),
        (
            "目的",
            [
                "text: 提供方应当按照本协议的约定，向被许可方交付“数据集”。",
                "item: 每月一次；",
                "item: 以**书面**形式。",
            ],
        ),
        ("法律适用", ["item: 适用中华人民共和国法律。"]),
        ("", ["text: 双方应当遵守所有适用的法律法规，并对因违反本条而产生的全部损失承担赔偿责任。"]),
    ]


def test_plain_text_is_read_by_its_numbers() -> None:
    text = (
        "1. Purpose\r\n1.1 The parties agree.\n1.2\tThe fee is 12.5 percent.\n(a) each month\n• in writing\n"
        "2. Law\n12.5 percent is the rate.\n2026 is the year.\n第三条 通知\n一、书面形式。\n①当面送达\n"
    )

    assert told(pasted_text(text)) == [
        (
            "Purpose",
            ["text: The parties agree.", "text: The fee is 12.5 percent.", "item: each month", "item: in writing"],
        ),
        ("Law", ["text: 12.5 percent is the rate.", "text: 2026 is the year."]),
        ("通知", ["text: 书面形式。", "item: 当面送达"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &lt;b&gt; &amp;amp; c&nbsp;d", "a <b> &amp; c d"),
        ("<p>1 < 2 and 3 > 2</p>", "1 < 2 and 3 > 2"),
        ("<p title='a > b'>kept</p>", "kept"),
        ("<p>one<script>if (a < b) alert('<p>')</script> two", "one two"),
        ("<p>one<!-- <b>no</b> --> two<!-- never closed", "one two"),
        ("<P>upper</P>", "upper"),
        ("<p>a<b> bold </b>b", "a **bold** b"),
        ("<p>2 ** 3", "2 ＊＊ 3"),
        ('<p><span style="font-weight:700">x</span></p>', "**x**"),
        ("<table><tr><td><p>a frame</p></td></tr></table>", "a frame"),
        ("<p>soft\u00adhyphen\u200b", "softhyphen"),
        ("plain", "plain"),
        ("<b>never closed", "**never closed**"),
        ("</b></p>stray", "stray"),
    ],
)
def test_each_oddity_comes_out_as_text(html: str, text: str) -> None:
    assert told(pasted_html(html)) == [("", [f"text: {text}"])]


def test_text_of_a_table_outside_its_cells_is_not_lost() -> None:
    html = "<table><caption>Fees</caption><tr><td>a<td>b<tr><td>c<td>d"

    assert told(pasted_html(html)) == [("", ["text: Fees", "table: | a | b |\n| c | d |"])]


def test_more_than_it_takes_is_refused_with_a_sentence_before_it_is_read() -> None:
    for paste in (pasted_html, pasted_text):
        start = process_time()
        with pytest.raises(Refused) as refused:
            paste("<b>数据" * 1_000_000)

        assert process_time() - start < 0.5
        (problem,) = refused.value.problems
        assert say(problem, Language.ENGLISH).startswith("This is too much to paste at once: 9 MB")
        assert "9 MB" in say(problem, Language.CHINESE)


HOSTILE = {
    "deep": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "deep lists": "<ul><li>" * 100_000 + "x",
    "deep tables": "<table><tr><td>" * 100_000 + "x",
    "deep and crossed": "<b><i>" * 100_000 + "x" + "</b>" * 100_000,
    "never opened": "<div>" * 50_000 + "</p>" * 200_000 + "x",
    "open comments": "<!--" * 250_000,
    "open tags": "<a " * 300_000,
    "open quotes": "<a b='" * 200_000,
    "open quotes, closed tags": "<a b='>" * 200_000,
    "declarations": "<![CDATA[" * 100_000,
    "open scripts": "<script>" * 200_000,
    "ends": "</" * 300_000,
    "entities": "&#" * 500_000,
    "spaces": "<a " + " " * 1_000_000 + ">x",
    "attributes": "<a " + "style=a " * 300_000 + ">x",
    "wide spans": "<table>" + "<tr><td colspan=999 rowspan=999>x" * 50_000,
    "wide rows": "<table><tr>" + "<td>x" * 100_000,
    "one word": "x" * 4_000_000,
    "line breaks": "数\n" * 250_000,
    "numbers": "<p>" + "1." * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_does_not_hang(name: str) -> None:
    for paste in (pasted_html, pasted_text):
        start = process_time()
        paste(HOSTILE[name])

        assert process_time() - start < 2


PIECES = ["<p>", "</p>", "<b>", "</b>", "<td>", "<tr>", "<table>", "</table>", "<li>", "<ul>", "</ul>", "<h1>", "</h1>"]
WORDS = ["word ", "词语", "x", " "]


@given(some.lists(some.sampled_from([*PIECES, *WORDS])))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_however_the_tags_are_broken(parts: list[str]) -> None:
    found = [clause.heading + "".join(row.text for row in clause.paragraphs) for clause in pasted_html("".join(parts))]

    said = "".join(part for part in parts if part in WORDS)
    assert sorted("".join(found).translate(str.maketrans("", "", " *|–\n"))) == sorted(said.replace(" ", ""))


@given(some.text())
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken(text: str) -> None:
    pasted_html(text)
    pasted_text(text)
