"""How common the characters of a text are, for each encoding that a list from East Asia or Europe may be in."""

import re
from collections.abc import Callable
from functools import cache

HEADERS = re.compile(
    "公司|姓名|单位|名称|企业|客户|联系人|职务|职位|手机|电话|邮箱|备注|日期"
    "|網址|單位|名稱|企業|客戶|聯絡人|聯繫人|職務|職稱|手機|電話|信箱|備註"
    "|会社|氏名|役職|部署|携帯|メール|회사|이름|성명|직책|전화|휴대폰"
)
PUNCTUATION = frozenset("，。、；：？！（）《》〈〉“”‘’【】「」『』—…·～　％＋－／＆〇")
WORTH_OF_A_HEADER = 0.5


@cache
def plane(codec: str, first: range, second: range, *also: range) -> frozenset[str]:
    """The characters of a block of a two-byte encoding."""
    pairs = [bytes((lead, trail)) for lead in first for part in (second, *also) for trail in part]
    return frozenset("".join(pair.decode(codec, "ignore") for pair in pairs))


def gb_common() -> frozenset[str]:
    """Level 1 of GB 2312: the 3,755 most used characters of mainland China."""
    return plane("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))


def gb_rarer() -> frozenset[str]:
    return plane("gb2312", range(0xD8, 0xF8), range(0xA1, 0xFF))


def big5_common() -> frozenset[str]:
    """Level 1 of Big5: the 5,401 most used characters of Taiwan and Hong Kong."""
    return plane("big5", range(0xA4, 0xC7), range(0x40, 0x7F), range(0xA1, 0xFF))


def jis_common() -> frozenset[str]:
    return plane("shift_jis", range(0x88, 0x99), range(0x40, 0x7F), range(0x80, 0xFD))


def beyond_ascii(text: str) -> str:
    return "".join(sign for sign in text if sign > "\x7f")


def shared(text: str, worth: Callable[[str], float]) -> float:
    """The mean worth of the characters beyond ASCII, and something for each header that is a word."""
    signs = beyond_ascii(text[:20_000])
    if not signs:
        return 0.0
    headers = len(set(HEADERS.findall(text[:400])))
    return sum(map(worth, signs)) / len(signs) + WORTH_OF_A_HEADER * min(headers, 3)


def simplified(text: str) -> float:
    common, rarer = gb_common(), gb_rarer()

    def worth(sign: str) -> float:
        if sign in common or sign in PUNCTUATION:
            return 1.0
        return 0.5 if sign in rarer else -0.2 if "一" <= sign <= "鿿" else -1.0

    return shared(text, worth)


def traditional(text: str) -> float:
    common = big5_common()

    def worth(sign: str) -> float:
        if sign in common or sign in PUNCTUATION:
            return 1.0
        return 0.2 if "一" <= sign <= "鿿" else -1.0

    return shared(text, worth)


def japanese(text: str) -> float:
    common = jis_common()

    def worth(sign: str) -> float:
        if "ぁ" <= sign <= "ヿ" or sign in PUNCTUATION:
            return 1.05
        return 0.9 if sign in common else 0.0 if "一" <= sign <= "鿿" else -0.7

    return shared(text, worth)


def korean(text: str) -> float:
    """Hangul counts more than a common Han: in GB 18030 the same bytes are common Han, the other way round hardly."""
    return shared(text, lambda sign: 1.05 if "가" <= sign <= "힣" else 1.0 if sign in PUNCTUATION else -0.5)


def western(text: str) -> float:
    """Accented letters stand alone among plain ones. Three and more in a row are two-byte characters misread."""
    signs = beyond_ascii(text[:20_000])
    if not signs:
        return 0.0
    lone = len(re.findall(r"(?<=[A-Za-z\s'(])[À-ÖØ-öø-ÿŠšŽžŒœŸ](?=[A-Za-z\s.,;:\t)\"'|-])", text[:20_000]))
    marks = len(re.findall("[–—‘’“”€£§©®°·«»…™]", text[:20_000]))
    runs = sum(len(run) for run in re.findall("[\x80-\uffff]{3,}", text[:20_000]))
    return (lone + 0.6 * marks - 2 * runs) / len(signs)


SCORES: dict[str, Callable[[str], float]] = {
    "gb18030": simplified,
    "big5": traditional,
    "shift_jis": japanese,
    "euc_kr": korean,
    "cp1252": western,
}


def common_share(text: str) -> float:
    """The share of characters that a table is likely to hold: printable ASCII, line ends, common Han, kana, Hangul."""
    han = gb_common() | gb_rarer() | big5_common()
    likely = sum(
        " " <= sign <= "~"
        or sign in "\t\r\n"
        or sign in PUNCTUATION
        or sign in han
        or "ぁ" <= sign <= "ヿ"
        or "가" <= sign <= "힣"
        or "\xa0" <= sign <= "ɏ"
        for sign in text
    )
    return likely / len(text) if text else 0.0
