"""The agreement as a Word file: what stands in it, read back with python-docx, and that it is the same each time."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from crm.documents.agreement_content import AgreementPaper, Pair, digest_of
from crm.documents.agreement_docx import make_agreement_docx
from crm.values import Refused
from tests.documents.papers import DRAFT, LAST, XINGLIN, in_chinese, in_english, many_parties, text

PAPERS = {"both": XINGLIN, "draft": DRAFT, "Chinese": in_chinese(XINGLIN), "English": in_english(DRAFT)}
every = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


def made(paper: AgreementPaper) -> bytes:
    return make_agreement_docx(paper).content


def xml_of(content: bytes, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(content)) as file:
        return file.read(name).decode()


def text_of(content: bytes) -> str:
    """Everything, in the order in which it stands there."""
    document = Document(BytesIO(content))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def rows_of(content: bytes) -> list[list[str]]:
    """The table of the clauses: number, left text, right text."""
    for table in Document(BytesIO(content)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if any(row[0] == "1.1" for row in rows):
            return rows
    return []


def test_both_texts_stand_side_by_side_row_by_row() -> None:
    rows = {row[0]: row for row in rows_of(made(XINGLIN))}

    assert rows["1"][1:] == ["定义", "Definitions"]
    assert rows["1.3"][1].startswith("“结算期”指每一公历季度") and rows["1.3"][2].startswith("“Period” means each")
    assert rows["(b)"][2].startswith("Party B: not less than 120,000 GPU-hours")
    assert rows_of(made(XINGLIN))[0][1:] == ["中文（以此为准）", "English (translation)"]
    assert "到期后留存" in text_of(made(XINGLIN)) and "silent" in text_of(made(XINGLIN))


def test_one_language_has_its_own_numbers_and_no_word_of_the_other() -> None:
    chinese, english = text_of(made(in_chinese(XINGLIN))), text_of(made(in_english(XINGLIN)))

    assert "第一条\u3000定义" in chinese and "（1）" in chinese and "Definitions" not in chinese
    assert "Definitions" in english and "定义" not in english


@every
def test_parties_schedules_and_signatures_are_all_there(paper: AgreementPaper) -> None:
    content = "".join(text_of(made(paper)).split())

    language = paper.columns[0]
    for pair in (*(party.name for party in paper.parties), *(promise.text for promise in paper.obligations)):
        assert "".join(pair.in_(language).split()) in content
    assert content.count("盖章" if language.value == "zh" else "Seal") == len(paper.parties)
    assert digest_of(paper) in content


@every
def test_the_same_paper_gives_the_same_bytes(paper: AgreementPaper) -> None:
    assert made(paper) == made(paper)
    with ZipFile(BytesIO(made(paper))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_the_footer_counts_pages_and_names_version_and_hash() -> None:
    footer = Document(BytesIO(made(DRAFT))).sections[0].footer.paragraphs[0]

    assert digest_of(DRAFT)[:4] in footer.text and "0.3" in footer.text
    assert footer._p.xml.count("NUMPAGES") == 2 and "第" in footer.text
    header = Document(BytesIO(made(DRAFT))).sections[0].header.paragraphs[0].text
    assert "草案，未签署" in header and "Draft, not signed" in header


def test_each_sign_has_a_face_for_its_script_and_nothing_is_left_of_the_template() -> None:
    content = made(XINGLIN)

    xml = xml_of(content)
    assert xml.count('w:eastAsia="SimSun"') > 20 and 'w:ascii="Times New Roman"' in xml
    core = xml_of(content, "docProps/core.xml")
    assert "python-docx" not in core and "2000-01-01" in core and "杏林助手收入分成协议" in core


def test_markup_and_what_xml_cannot_hold_does_no_harm() -> None:
    words = "<script>alert('x')</script> & \x00\x07\ud800 {n} ]]> 🚀"
    clause = replace(LAST, heading_en=words, rows=(text("4.1", words.replace("{n}", ""), "正文"),))
    paper = replace(XINGLIN, title=Pair(words, words), clauses=(*XINGLIN.clauses[:3], clause))

    content = text_of(made(paper))

    assert "<script>alert('x')</script> &" in content and "🚀" in content
    assert "\x07" not in content


def test_what_is_empty_is_marked() -> None:
    xml = xml_of(made(DRAFT))

    assert xml.count('w:val="8A5A00"') >= 2 and xml.count('<w:u w:val="dash"/>') >= 2


def test_the_properties_of_tables_stand_in_the_order_that_word_reads() -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"]
    for table in Document(BytesIO(made(replace(XINGLIN, parties=many_parties(12))))).element.body.iter():
        if table.tag.endswith("}tblPr"):
            names = [child.tag.split("}")[1] for child in table]
            assert names == sorted(names, key=order.index)


def test_two_languages_of_which_none_prevails_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        made(replace(XINGLIN, prevailing=None))

    assert refusal.value.problems[0].code == "agreement-no-prevailing"


def test_an_agreement_without_clauses_or_parties_still_opens() -> None:
    assert "杏林" in text_of(made(replace(XINGLIN, clauses=(), parties=())))
