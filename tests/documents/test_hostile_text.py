"""Markup, rare signs, very long and very many things: nothing is parsed, nothing is lost in silence, nothing hangs."""

import ast
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.communication.commands import AddActionItem, LogMeeting, NewActionItem, NewDecision
from crm.documents.making import Made
from crm.documents.paragraphs import LONGEST, shortened
from crm.documents.partner_report import make_partner_report, partner_report_of
from crm.documents.partner_telling import Section
from crm.documents.period import Period
from crm.documents.runs import clean, face_of, is_chinese, missing_signs
from crm.partners.commands import EditPartner
from crm.values.enums import ReportLanguage
from tests.documents.conftest import TO_THE_DAY, Lanyu
from tests.documents.reading import fonts_of, pages_of, plain, text_of

DOCUMENTS = Path(__file__).parents[2] / "crm" / "documents"
MARKUP = ["R&D", "<b>Acme</b>", "a<b", "&amp;", "<img src='/etc/passwd'/>", "<para>", "]]>", "100 % {n}", "</font>"]


def everything(lanyu: Lanyu, language: ReportLanguage = ReportLanguage.ENGLISH, period: Period = TO_THE_DAY) -> Made:
    return make_partner_report(
        partner_report_of(lanyu.book, lanyu.partner, period), language, sections=frozenset(Section)
    )


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_stays_text_wherever_it_was_typed(bare: Lanyu, markup: str) -> None:
    rename(bare, markup)
    bare.log(
        "08-01",
        "meeting",
        markup,
        values={"notes": f"Notes {markup}"},
        decisions=(NewDecision(f"Decided {markup}"),),
        action_items=(NewActionItem(f"Do {markup}"),),
    )

    text = plain(everything(bare).content)
    for before in ("Notes", "Decided", "Do"):
        assert "".join(f"{before}{markup}".split()) in text
    assert f"Titleat{markup}".replace(" ", "") in text


def rename(lanyu: Lanyu, name: str) -> None:
    lanyu.book.execute(EditPartner(lanyu.partner, "name", "Lanyu Data", name))


@pytest.mark.parametrize("language", list(ReportLanguage))
def test_signs_that_no_font_has_are_named_in_the_document_and_to_the_caller(
    bare: Lanyu, language: ReportLanguage
) -> None:
    bare.log("08-01", "meeting", "Launch 🚀 شكرا", decisions=(NewDecision("𠮷野家 agrees 🚀"),))

    made = everything(bare, language)
    text = plain(made.content)

    codes = [warning.code for warning in made.warnings]
    assert "report.signs-missing" in codes
    assert "U+1F680ROCKET" in text and "U+0634ARABICLETTERSHEEN" in text
    assert "Launch□" in text, text[-900:]
    assert "𠮷野家" in text
    assert all(fonts_of(made.content).values())


def test_control_and_bidi_signs_are_dropped() -> None:
    assert clean("a\x00b\u202ec\u200bd\x1fe\ud800f") == "abcd\nef"
    assert clean("e\u0301 \r\n\t.") == "é \n ."


def test_rare_han_is_found_in_the_last_face_of_the_chain() -> None:
    assert missing_signs("𠮷〇䶮é−№℃①") == []
    assert missing_signs("🚀ok🚀") == ["🚀"]
    assert face_of("𠮷", 400, chinese=True) == "NotoSansFallback-Regular"


def test_quotation_marks_come_from_the_face_of_their_language() -> None:
    assert face_of("“", 400, chinese=True) == "NotoSansSC-Regular"
    assert face_of("“", 400, chinese=False) == "InterTabular-Regular"
    assert face_of("A", 400, chinese=True) == "InterTabular-Regular"
    assert is_chinese("与OpenBMB确认Corpus-v3的价格") and not is_chinese("Ask 陈嘉怡 about the price of batch 9")


def test_very_long_names_and_words_wrap(bare: Lanyu) -> None:
    name = "Zentrum für Datenpartnerschaften und " * 7 + "Ende"
    rename(bare, name)
    bare.book.execute(AddActionItem("W" * 900, partner_id=bare.partner, due_on=date(2026, 11, 1)))

    text = plain(everything(bare).content)
    assert "".join(name.split()) in text
    assert text.count("W" * 900) >= 1


@pytest.mark.parametrize("text", ["word " * 2_000_000, "字" * 3_400_000, "x" * 10_000_000, "line\n" * 2_000_000])
def test_a_note_of_ten_megabytes_is_cut_and_says_so(bare: Lanyu, text: str) -> None:
    bare.log("08-01", "meeting", "Review", values={"notes": text}, decisions=(NewDecision(text),))
    begun = time.monotonic()

    made = everything(bare)

    assert time.monotonic() - begun < 30
    assert plain(made.content).count("".join(["The", "rest", "of", "this", "text", "is", "left", "out", "here"])) == 2


def test_a_text_is_cut_between_words() -> None:
    short = shortened("word " * 10_000, "Cut.")

    assert short.endswith("word …\nCut.")
    assert len(short) < LONGEST + 20


@pytest.mark.parametrize("language", list(ReportLanguage))
def test_three_hundred_meetings_make_a_report_with_no_heading_alone(bare: Lanyu, language: ReportLanguage) -> None:
    first = date(2025, 1, 1)
    for number in range(300):
        on = first + timedelta(days=2 * number)
        bare.book.execute(
            LogMeeting(
                {"kind": "meeting", "held_on": on, "title": f"Meeting {number}"},
                partner_ids=(bare.partner,),
                decisions=tuple(NewDecision(f"Decision {n} of {number}") for n in range(number % 4)),
                action_items=(NewActionItem(f"Item of {number}", due_on=on + timedelta(days=30)),),
            )
        )

    pages = pages_of(everything(bare, language, Period(first, date(2026, 10, 20))).content)

    assert all(any(f"Meeting {number}" in page for page in pages) for number in range(300))
    for page in pages:
        body = [line for line in page.splitlines() if line.strip()]
        assert not ends_with_a_heading(body), body[-4:]


HEADINGS = (
    "People",
    "人员",
    "Meetings and decisions",
    "会议与决议",
    "Open items",
    "双方未",
    "What comes next",
    "下一步",
)


def ends_with_a_heading(lines: list[str]) -> bool:
    """The last line of text before the footer's two."""
    footer = next(at for at, line in enumerate(lines) if "SHA-256" in line)
    rest = [line for line in lines[footer:] if "SHA-256" not in line and "Page" not in line and "页" not in line]
    body = lines[:footer] if footer > 2 else rest
    return body[-1].startswith(HEADINGS) if body else False


@pytest.mark.parametrize("extra", range(1, 30))
def test_no_heading_stands_alone_wherever_the_page_ends(bare: Lanyu, extra: int) -> None:
    """Pushes the rest of the report down by a line at a time over a whole page."""
    note = "\n".join(f"Line {number}" for number in range(extra * 2))
    bare.log("08-01", "meeting", "Review", decisions=(NewDecision(note),), action_items=(NewActionItem("Do it"),))

    for page in pages_of(everything(bare).content):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        at = [number for number, line in enumerate(lines) if line.startswith(HEADINGS)]
        assert all(number < len(lines) - 1 for number in at)
        assert not ends_with_a_heading(lines), lines[-5:]


def test_only_one_function_makes_paragraphs() -> None:
    """TRUST E1: reportlab's own Paragraph reads markup. Nobody here may use it, nor its parsers of expressions."""
    for path in DOCUMENTS.glob("**/*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            assert not {"Paragraph", "XPreformatted", "Preformatted", "extformat", "fontfinder"} & set(names), path
            made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Block"
            assert not made or path.name == "paragraphs.py", path


def test_text_is_copied_with_its_numbers_whole(lanyu: Lanyu) -> None:
    assert "Deliver batch 8, 240,000 dialogues" in text_of(everything(lanyu).content)
