"""Short real lists in every encoding that a list from East Asia or Europe comes in (TRUST D1)."""

import codecs

import pytest

from crm.exchange.tables import read_table
from crm.values import Refused

MAINLAND = """公司,姓名,职务,手机,微信
杭州仁禾医疗数据有限公司,张晓兰,总经理,13800138000,zxl_renhe
云岫算力科技有限公司,何见明,副总裁,13900139000,hejm
澜亭银行,孙佩瑶,科技部主任,,
北灯分销（深圳）有限公司,马骁飞,渠道经理,13600136000,
白鹭法律数据,顾清和,合伙人,,guqh"""
TAIWAN = """公司,姓名,職務,手機,微信
台灣積體電路製造股份有限公司,張忠謀,董事長,0912345678,mc
鴻海精密工業股份有限公司,劉揚偉,執行長,,
聯發科技,蔡明介,總經理,,
碁峰資訊,廖文良,業務經理,,"""
JAPAN = """会社名,氏名,役職,携帯
株式会社日立製作所,田中太郎,部長,090-1234-5678
ソニーグループ株式会社,佐藤花子,課長,
富士通,鈴木一郎,,"""
KOREA = """회사,이름,직책,전화
삼성전자,김철수,부장,010-1234-5678
네이버,이영희,과장,
카카오,박민수,,"""
FRANCE = """Société;Nom;Téléphone
Crédit Agricole;François Müller;0102030405
Nestlé;Zoë Lefèvre;"""
LISTS = [
    *((MAINLAND, encoding, "gb18030") for encoding in ("gbk", "gb18030", "gb2312")),
    (TAIWAN, "big5", "big5"),
    (TAIWAN, "cp950", "big5"),
    (JAPAN, "shift_jis", "shift_jis"),
    (KOREA, "euc_kr", "euc_kr"),
    (FRANCE, "cp1252", "cp1252"),
    *((text, "utf-8", "utf-8") for text in (MAINLAND, TAIWAN, JAPAN, KOREA, FRANCE)),
    (MAINLAND, "utf-8-sig", "utf-8"),
    (MAINLAND, "utf-16", "utf-16-le"),
    (MAINLAND, "utf-16-le", "utf-16-le"),
    (MAINLAND, "utf-16-be", "utf-16-be"),
    (TAIWAN, "utf-16-le", "utf-16-le"),
]


@pytest.mark.parametrize(("text", "encoding", "named"), LISTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_short_list_is_read_in_its_encoding(text: str, encoding: str, named: str, newline: str) -> None:
    text = text.replace("碁峰資訊", "宏達電子") if encoding == "big5" else text
    sheet = read_table(text.replace("\n", newline).encode(encoding))

    lines = text.replace(";", ",").split("\n")
    assert sheet.encoding == named
    assert ",".join(sheet.headers) == lines[0]
    assert [",".join(map(str, row)) for row in sheet.rows] == lines[1:]


@pytest.mark.parametrize("lines", [2, 3, 4])
@pytest.mark.parametrize(("text", "encoding", "named"), [case for case in LISTS if case[1] not in ("utf-8", "utf-16")])
def test_two_lines_are_enough(text: str, encoding: str, named: str, lines: int) -> None:
    short = "\n".join(text.split("\n")[:lines])
    assert read_table(short.encode(encoding)).encoding == named


def test_a_person_may_choose_another_encoding() -> None:
    sheet = read_table(TAIWAN.encode("big5hkscs"), encoding="gb18030")
    assert sheet.encoding == "gb18030"
    assert sheet.headers[1] != "姓名"


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="encoding-unknown"):
        read_table(b"a,b\n1,2", encoding="martian")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_file_cut_inside_a_character_says_so_in_its_last_row(encoding: str) -> None:
    content = MAINLAND.replace(",,guqh", "").encode(encoding)[:-1]
    sheet = read_table(content, file="名录.csv")

    assert list(sheet.bad) == [6]
    assert sheet.bad[6].code == "row-cut"


def test_a_row_in_another_encoding_is_bad_and_the_others_are_not() -> None:
    lines = [line.encode() for line in MAINLAND.split("\n")]
    lines[2] = MAINLAND.split("\n")[2].encode("gb18030")
    sheet = read_table(b"\n".join(lines * 4))

    assert sheet.encoding == "utf-8"
    assert {problem.code for problem in sheet.bad.values()} == {"row-not-text"}
    assert 3 in sheet.bad


def test_a_mark_at_the_start_is_no_part_of_the_first_header() -> None:
    assert read_table(codecs.BOM_UTF8 + MAINLAND.encode()).headers[0] == "公司"
