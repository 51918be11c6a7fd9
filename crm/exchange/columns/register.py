"""The headers of a register of running contracts 合同台账, in both languages.

They stand apart from those of lists of partners, where 名称 and 期限 mean something else: a table is read by them only
where it is said to be a register, or where its headers leave no doubt.
"""

import re
from collections.abc import Sequence
from functools import cache

from crm.exchange.columns.synonyms import folded

NUMBER, PARTIES, FIRST, SECOND, THIRD, FOURTH, OTHER = (
    "agreement.number",
    "agreement.parties",
    "agreement.party_1",
    "agreement.party_2",
    "agreement.party_3",
    "agreement.party_4",
    "agreement.other_party",
)
SIGNED, EFFECTIVE, LAST = "agreement.signed_on", "agreement.effective_on", "agreement.last_day"
AGREEMENT = (
    *(NUMBER, "agreement.title", "agreement.type", PARTIES, FIRST, SECOND, THIRD, FOURTH, OTHER),
    *(SIGNED, EFFECTIVE, LAST, "agreement.term", "agreement.notice", "agreement.renewal"),
    *("agreement.amount", "agreement.currency", "agreement.file", "agreement.note"),
)

WORDS: dict[str, str] = {
    NUMBER: (
        "合同编号|协议编号|合同号|协议号|编号|档案号|合同编码|contract number|contract no|contract id|"
        "agreement number|agreement no|agreement id|number|no|ref|reference"
    ),
    "agreement.title": (
        "合同名称|协议名称|合同标题|协议标题|合同|协议|名称|标题|项目名称|contract name|contract title|"
        "agreement name|agreement title|contract|agreement|title|name|subject"
    ),
    "agreement.type": (
        "合同类型|协议类型|合同类别|协议类别|类型|类别|合同性质|contract type|agreement type|type|category|kind"
    ),
    PARTIES: (
        "签约方|签约各方|合同各方|协议各方|各方|当事人|合同主体|签约主体|parties|contracting parties|all parties"
    ),
    FIRST: "甲方|甲方名称|甲方单位|party a|first party|party 1",
    SECOND: "乙方|乙方名称|乙方单位|party b|second party|party 2",
    THIRD: "丙方|丙方名称|丙方单位|party c|third party|party 3",
    FOURTH: "丁方|丁方名称|party d|party 4",
    OTHER: (
        "对方|对方单位|对方名称|相对方|合同相对方|合作方|合作单位|合作伙伴|伙伴|供应商|客户|counterparty|"
        "other party|partner|company|customer|vendor|supplier"
    ),
    SIGNED: (
        "签订日期|签署日期|签约日期|签订日|签署日|签订时间|签署时间|签约时间|date signed|signed on|signed|"
        "signing date|signature date|date of signature|execution date"
    ),
    EFFECTIVE: (
        "生效日期|生效日|起始日期|开始日期|起始日|开始日|合同开始日期|合同生效日期|生效时间|effective date|"
        "effective on|effective|start date|start|commencement date|begins|valid from"
    ),
    LAST: (
        "到期日期|到期日|终止日期|截止日期|结束日期|届满日|合同到期日|合同终止日期|失效日期|有效期至|到期时间|"
        "end date|ends|expiry date|expiration date|expires|last day|valid until|valid to|termination date"
    ),
    "agreement.term": (
        "合同期限|协议期限|期限|合作期限|有效期|合同有效期|服务期限|term|contract term|duration|length|period"
    ),
    "agreement.notice": (
        "通知期|通知期限|提前通知|提前通知期|解约通知期|不续约通知期|终止通知期|notice|notice period|"
        "notice of termination|termination notice|notice required"
    ),
    "agreement.renewal": (
        "续约|续期|续约方式|续期方式|自动续约|自动续期|是否自动续期|是否自动续约|续约条款|renewal|auto renewal|"
        "automatic renewal|renews|auto renew|renewal terms|renewal type"
    ),
    "agreement.amount": (
        "合同金额|协议金额|合同总额|总金额|金额|合同价款|合同额|合同总价|标的额|amount|contract value|value|"
        "contract amount|total value|total|price"
    ),
    "agreement.currency": "币种|货币|currency|ccy",
    "agreement.file": (
        "附件|文件|文件名|文件名称|扫描件|合同扫描件|电子档|合同文件|附件名称|file|file name|filename|attachment|"
        "scan|document|signed copy"
    ),
    "agreement.note": "备注|说明|备注说明|note|notes|remark|remarks|comment|comments",
}

TELLING = frozenset((SIGNED, EFFECTIVE, LAST, "agreement.term", "agreement.notice"))
NAMED = re.compile(r"合同|协议|甲方|乙方|contract|agreement|party[ab]")
"""A register names what it lists in one of its headers at least."""


@cache
def meanings() -> dict[str, str]:
    return {folded(word): field for field, words in WORDS.items() for word in words.split("|")}


def register_meaning(header: str) -> str | None:
    """The field that the header names in a register, or None. `合同金额（万元）` is an amount."""
    plain = folded(header)
    bare = re.sub(r"\(.*?\)|\[.*?\]|【.*?】", "", plain)
    for text in (plain, bare):
        if text in meanings():
            return meanings()[text]
    held = [word for word in meanings() if len(word) >= 3 and not word.isascii() and word in bare]
    return meanings()[max(held, key=len)] if held else None


def is_register(headers: Sequence[str]) -> bool:
    """Whether the headers leave no doubt: something named contract or agreement, and days or lengths of it."""
    found = {field for header in headers if (field := meanings().get(folded(header)))}
    return any(NAMED.search(folded(header)) for header in headers) and len(found & TELLING) >= 1 and len(found) >= 4
