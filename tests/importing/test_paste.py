"""A block from a spreadsheet: with and without headers, quotes, line breaks within, one row, one cell."""

import pytest

from crm.exchange.pasting import guessed_fields, pasted_sheet
from crm.values import Refused


def rows(text: str) -> list[list[object]]:
    return [list(row) for row in pasted_sheet(text, "Clipboard").rows]


def test_a_block_with_headers() -> None:
    sheet = pasted_sheet(
        '公司\t合作类型\t备注\r\n仁禾医疗\t数据\t"第一行\r\n第二行"\r\n澜亭, Ltd\t金融\t\r\n', "Clipboard"
    )
    assert sheet.headers == ("公司", "合作类型", "备注")
    assert sheet.rows[0] == ["仁禾医疗", "数据", "第一行\n第二行"]
    assert sheet.rows[1] == ["澜亭, Ltd", "金融", ""]
    assert list(sheet.numbers) == [2, 3]


def test_headers_that_nobody_knows_are_told_by_what_stands_below() -> None:
    sheet = pasted_sheet("Wer\tWie\nAcme\ta@acme.example\nBeta\tb@beta.example\n", "Clipboard")
    assert sheet.headers == ("Wer", "Wie")


def test_without_headers_columns_are_guessed_by_content() -> None:
    text = "杭州仁禾医疗数据有限公司\t张晓兰\t13800138000\t战略\nhttps://x.example\t\t\t\n".splitlines()[0]
    sheet = pasted_sheet(f"{text}\n云岫算力有限公司\t何见明\t13900139000\t优选\n", "Clipboard")
    assert sheet.headers == ("A", "B", "C", "D")
    assert list(sheet.numbers) == [1, 2]
    assert guessed_fields(sheet) == {0: "partner.name", 1: "contact.name", 2: "contact.phone", 3: "partner.tier"}


def test_the_first_column_is_the_name_where_nothing_tells() -> None:
    sheet = pasted_sheet("Acme\tberlin\nBeta\tulm\n", "Clipboard")
    assert guessed_fields(sheet) == {0: "partner.name", 1: None}


def test_one_row_and_one_cell() -> None:
    assert rows("仁禾医疗\t数据") == [["仁禾医疗", "数据"]]
    assert rows("仁禾医疗") == [["仁禾医疗"]]


def test_a_lone_inch_sign_opens_no_quotation() -> None:
    assert rows('"Acme\t1\nBeta\t5" pipe\n') == [['"Acme', "1"], ["Beta", '5" pipe']]


def test_blank_cells_at_the_ends_are_left_out() -> None:
    assert rows("\n\nAcme\tx\t\t\n\t\t\t\nBeta\ty\t\t\n\n") == [["Acme", "x"], ["Beta", "y"]]


@pytest.mark.parametrize(
    ("text", "code"), [("", "paste-empty"), (" \n\t", "paste-empty"), ("公司\t城市", "table-without-rows")]
)
def test_nothing_to_paste_is_said(text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        pasted_sheet(text, "Clipboard")
