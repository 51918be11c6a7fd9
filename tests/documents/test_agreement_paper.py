"""The PDF of an agreement: what a lawyer reads in it, where its lines and pages break, and how its file is made."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.agreements.drafting.laid import LaidRow, LaidRun
from crm.documents.agreement_content import AgreementPaper, Pair, PaperState, digest_of
from crm.documents.agreement_pdf import make_agreement_pdf
from crm.documents.lines import NEVER_FIRST
from crm.documents.page import Paper
from crm.values import Refused
from crm.values.enums import ParagraphKind, PrevailingText
from tests.documents.papers import (
    DRAFT,
    LAST,
    XINGLIN,
    in_chinese,
    in_english,
    long_clause,
    many_parties,
    renumbered,
    with_clauses,
)
from tests.documents.reading import fonts_of, outline_of, pages_of, patches_of, plain, poppler, text_of

MARGIN, RIGHT = 57.0, 538.28
PAPERS = {
    "both": XINGLIN,
    "English first": replace(XINGLIN, prevailing=PrevailingText.ENGLISH),
    "both, draft": DRAFT,
    "Chinese": in_chinese(XINGLIN),
    "English, draft": in_english(DRAFT),
}
every = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


def made(paper: AgreementPaper, size: Paper = Paper.A4) -> bytes:
    return make_agreement_pdf(paper, size).content


def test_the_cover_names_the_parties_the_dates_and_the_hash_in_full() -> None:
    cover = "".join(pages_of(made(XINGLIN))[0].split())

    for words in ("明远智能（北京）科技有限公司", "LanyuData(Singapore)Pte.Ltd.", "甲方", "PartyC", "数据提供方"):
        assert words in cover
    assert "通知截止日Noticedate2026年11月30日30November2026" in cover
    assert "不一致时以中文为准" in cover and "theChinesetextprevails" in cover
    assert "统一社会信用代码：91110108MA01A2B3C4" in cover and "Address:HaidianDistrict,Beijing" in cover
    assert digest_of(XINGLIN) in cover


def test_it_reads_on_in_clauses_schedules_and_signatures() -> None:
    content = made(XINGLIN)

    assert outline_of(content) == [
        "封面 Cover",
        "1 定义 Definitions",
        "2 各方投入 Contributions",
        "3 数据权利 Data Rights",
        "附件一\u3000目标 Schedule 1\u2002Goals",
        "附件二\u3000义务 Schedule 2\u2002Obligations",
        "附件三\u3000限制性约定 Schedule 3\u2002Restrictions",
        "附件四\u3000数据权利 Schedule 4\u2002Data rights",
        "4 文本与份数 Language and Counterparts",
        "签署 Signatures",
    ]
    text = plain(content)
    assert "各方已阅读并同意第1条至第4条及附件一、附件二、附件三、附件四的全部内容" in text
    assert "Deliverthequarterlyupdate" in text.replace("Delivers", "Deliver")
    assert "中国大陆；医患对话" in text and "丙方PartyC" in text


def test_chinese_alone_is_numbered_as_chinese_agreements_are() -> None:
    content = made(in_chinese(XINGLIN))

    text = plain(content)
    assert "第一条定义" in text and "（1）甲方：模型" in text and "第1页，共" in text
    assert "同意第一条至第四条及附件一" in text
    assert "Definitions" not in text


@every
def test_the_same_paper_gives_the_same_bytes(paper: AgreementPaper) -> None:
    assert made(paper) == made(paper)


@every
def test_every_face_lies_in_the_file(paper: AgreementPaper, tmp_path: Path) -> None:
    content = made(paper)

    told = poppler("pdffonts", content, tmp_path).splitlines()[2:]
    assert told and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in told), told
    assert all(fonts_of(content).values())


@every
def test_other_readers_find_no_fault_in_the_file(paper: AgreementPaper, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("left out: qpdf is not installed (Debian: qpdf)")
    path = tmp_path / "agreement.pdf"
    path.write_bytes(made(paper))

    told = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_poppler_reads_the_same_words(tmp_path: Path) -> None:
    told = "".join(poppler("pdftotext", made(XINGLIN), tmp_path).split())

    assert "“产品”指甲方以“杏林助手”名义提供的医院" in told
    assert "WherethecontributionofaPartyinaPeriodfalls" in told


def test_a_draft_says_so_under_the_text_and_in_words_on_each_page() -> None:
    for page in pages_of(made(DRAFT)):
        told = "".join(page.split())
        assert "草案，未签署" in told and "Draft,notsigned" in told, told
        assert "草案" in told.replace("草案，未签署", "").replace("草案/draft", "")
    assert "草案" not in plain(made(XINGLIN))


def test_both_texts_of_a_row_begin_on_one_baseline() -> None:
    content = made(XINGLIN)

    for chinese, english in (("在一个结算期", "Where the contribution"), ("在本协议有效期内", "For the term")):
        left = next(patch for patch in patches_of(content) if chinese in patch.text)
        right = next(patch for patch in patches_of(content) if english in patch.text)
        assert abs(middle(left) - middle(right)) < 3 and left.page == right.page
        assert left.right < right.left


def middle(patch: object) -> float:
    return (patch.top + patch.bottom) / 2  # type: ignore[attr-defined]


def test_no_line_of_chinese_begins_with_a_mark_that_closes() -> None:
    for paper in (in_chinese(with_clauses(XINGLIN, 12)), with_clauses(XINGLIN, 12)):
        lines = [line.strip() for page in pages_of(made(paper)) for line in page.splitlines()]
        assert [line for line in lines if line[:1] in NEVER_FIRST - {"·", "—"}] == []


@pytest.mark.parametrize("size", list(Paper))
@given(sentences=st.integers(0, 34), parties=st.integers(1, 7), before=st.integers(2, 4))
@settings(max_examples=12, deadline=None)
def test_no_signature_stands_alone(size: Paper, sentences: int, parties: int, before: int) -> None:
    """However long the text before them is: the first goes with the closing words and a clause, others go in pairs."""
    last = renumbered(LAST, before)
    last = replace(last, rows=(*last.rows[:2], *long_clause(before, max(1, sentences)).rows))
    models = with_clauses(XINGLIN, before).clauses[:-1]
    paper = replace(XINGLIN, clauses=(*models, last), parties=many_parties(parties), goals=(), obligations=())

    pages = ["".join(page.split()) for page in pages_of(made(replace(paper, restrictions=(), data_rights=()), size))]

    signed = [page for page in pages if "盖章Seal" in page]
    assert sum(page.count("盖章Seal") for page in signed) == parties
    assert "各方已阅读并同意" in signed[0] and signed[0].index("各方已阅读并同意") < signed[0].index("盖章Seal")
    assert "letsthembeseen" in signed[0] or "technicalinformation" in signed[0]
    for page in signed[1:]:
        assert page.count("盖章Seal") >= 2 and "签署页（续）" in page


def test_a_clause_of_five_pages_loses_no_sentence() -> None:
    paper = replace(XINGLIN, clauses=(*XINGLIN.clauses[:2], long_clause(3, 80), renumbered(LAST, 4)))

    text = plain(made(paper))

    assert text.count("Chinese") >= 1 and len(pages_of(made(paper))) >= 8
    assert text.count("触") == 80 and text.count("secrets") == 80


HOSTILE = {
    "a word of 200 signs": "W" * 200,
    "a name of 200 Han": "漫" * 200,
    "an address of 300": "https://example.com/" + "path-" * 56,
    "markup": "<script>alert('x')</script> & <b>R&D</b> {n} %s ]]> <para/>",
    "rare signs": "𠮷野家 🚀 مرحبا \u0000\u0007\ud800",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("alone", [False, True], ids=["both", "Chinese"])
def test_nothing_is_cut_and_nothing_overlaps(words: str, alone: bool) -> None:
    party = replace(
        XINGLIN.parties[0],
        name=Pair(words, words),
        address=Pair(words, words),
        role=Pair(words, words),
        signatory=Pair(words[:120], words[:120]),
    )
    clause = replace(LAST, heading_en=words, heading_zh=words, rows=(*LAST.rows, typed("4.4", words)))
    goal = replace(XINGLIN.goals[0], text=Pair(words, words), target=words[:40])
    paper = replace(
        XINGLIN,
        home=Pair(words, words),
        book=words,
        title=Pair(words[:300], words[:300]),
        parties=(party, *XINGLIN.parties[1:]),
        clauses=(*XINGLIN.clauses[:3], clause),
        goals=(goal,),
    )

    content = made(in_chinese(paper) if alone else paper)

    patches = patches_of(content)
    assert [patch for patch in patches if patch.left < MARGIN - 6 or patch.right > RIGHT + 1] == []
    assert [patch for patch in patches if not 36 < patch.bottom < patch.top < 815] == []
    assert overlaps(patches) == []
    assert all(fonts_of(content).values())


def overlaps(patches: list) -> list:  # type: ignore[type-arg]
    return [
        (one.text, other.text) for at, one in enumerate(patches) for other in patches[at + 1 :] if one.overlaps(other)
    ]


def typed(number: str, words: str) -> LaidRow:
    """Exactly what was typed, whatever the drafting would make of its braces."""
    return LaidRow(number, ParagraphKind.TEXT, (LaidRun(words),), (LaidRun(words),))


def test_script_and_markup_in_a_clause_are_printed_as_they_were_typed() -> None:
    words = HOSTILE["markup"]
    paper = replace(XINGLIN, clauses=(*XINGLIN.clauses[:3], replace(LAST, rows=(typed("4.1", words),))))

    assert "".join(words.split()) in plain(made(paper))


def test_a_sign_that_no_face_has_is_named_to_the_caller() -> None:
    paper = replace(XINGLIN, title=Pair("Launch 🚀", "发布"))

    warnings = make_agreement_pdf(paper).warnings

    assert [warning.code for warning in warnings] == ["report.signs-missing"]


def test_twelve_parties_each_have_a_place_on_the_cover_and_one_to_sign() -> None:
    paper = replace(XINGLIN, parties=many_parties(12))

    content = made(paper)

    text = plain(content)
    assert "第11方PartyK" in text
    assert text.count("盖章Seal") == 12
    assert overlaps(patches_of(content)) == []


def test_two_languages_of_which_none_prevails_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        made(replace(XINGLIN, prevailing=None))

    assert refusal.value.problems[0].code == "agreement-no-prevailing"


def test_the_hash_follows_the_text_and_not_the_header() -> None:
    assert digest_of(replace(XINGLIN, book="Another book")) == digest_of(XINGLIN)
    assert digest_of(replace(XINGLIN, expires_on=date(2027, 3, 1))) != digest_of(XINGLIN)
    assert digest_of(replace(XINGLIN, state=PaperState.DRAFT)) != digest_of(XINGLIN)


def test_the_file_names_its_title_its_language_and_no_claim_that_was_not_proved() -> None:
    document = pypdfium2.PdfDocument(made(XINGLIN))
    try:
        assert document.get_metadata_dict()["Title"] == "杏林助手收入分成协议"
    finally:
        document.close()
    content = made(XINGLIN)
    assert b"/Lang (zh-CN)" in content and b"pdfaid" not in content and b"/MarkInfo" not in content


def test_what_is_still_empty_stands_there_by_its_name() -> None:
    text = text_of(made(in_english(DRAFT)))

    assert "Party A names contact as the person to write to." in text
    assert "name and title of the signatory" in text.lower()
