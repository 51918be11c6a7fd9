"""Legal forms of companies in the languages that our partners write. Pure.

A form is taken off the end of a name (and some off its front) again and again; what is left names the company.
"""

import re

FAMILIES = """
us: inc incorporated llc corp corporation pbc
: co company companies ltd limited lp llp
uk: plc cic
de: gmbh ag kg kgaa ug ohg gbr mbh ev eg se ggmbh
fr: sarl sas sasu eurl scop
es: sl slu sau
it: spa srl srls
nl: bv nv vof
se: ab
no: as asa
dk: aps
fi: oy oyj
pl: spzoo
cz: sro
hu: kft zrt nyrt bt
ee: ou
lt: uab
lv: sia
tr: sti as
in: pvt private
sg: pte
my: sdn bhd berhad
au: pty
br: ltda eireli
id: pt tbk cv
jp: kk kabushiki kaisha gk yk
ru: ooo oao zao pao
: sa
"""
FORMS = {
    word: line.split(":")[0].strip() for line in FAMILIES.strip().splitlines() for word in line.split(":")[1].split()
}
"""Form to the country whose law knows it; nothing where many do."""

FRONT = frozenset(("pt", "ooo", "oao", "zao", "pao", "cv", "kabushiki", "kaisha", "kk"))
"""Forms that stand before the name."""

SPELLED = (
    (re.compile(r"\bg\.?\s?m\.?\s?b\.?\s?h\b\.?"), "gmbh"),
    (re.compile(r"\bgesellschaft mit beschrankter haftung\b"), "gmbh"),
    (re.compile(r"\baktiengesellschaft\b"), "ag"),
    (re.compile(r"\bs\.\s?p\.\s?a\b\.?"), "spa"),
    (re.compile(r"\bs\.?\s?a\.?\s?r\.?\s?l\b\.?"), "sarl"),
    (re.compile(r"\bs\.\s?r\.\s?l\b\.?"), "srl"),
    (re.compile(r"\bs\.\s?r\.\s?o\b\.?"), "sro"),
    (re.compile(r"\bs\.\s?a\.\s?s\b\.?"), "sas"),
    (re.compile(r"\bs\.\s?a\b\.?"), "sa"),
    (re.compile(r"\ba\.\s?s\b\.?|\ba/s\b"), "as"),
    (re.compile(r"\bb\.\s?v\b\.?"), "bv"),
    (re.compile(r"\bn\.\s?v\b\.?"), "nv"),
    (re.compile(r"\bk\.\s?k\b\.?"), "kk"),
    (re.compile(r"\be\.\s?v\b\.?"), "ev"),
    (re.compile(r"\bl\.\s?l\.\s?c\b\.?"), "llc"),
    (re.compile(r"\bl\.\s?t\.\s?d\b\.?"), "ltd"),
    (re.compile(r"\bp\.\s?l\.\s?c\b\.?"), "plc"),
    (re.compile(r"\bsp\.?\s?z\s?o\.?\s?o\b\.?"), "spzoo"),
    (re.compile(r"\beingetragener verein\b"), "ev"),
    (re.compile(r"\b(?:gufen )?youxian (?:zeren )?gongsi\b"), "ltd"),
)

IN_HAN = """
股份有限公司 有限责任公司 集团有限公司 集团股份有限公司 有限公司 股份公司 集团公司 责任公司 公司
株式会社 有限会社 合同会社 合名会社 合资会社 一般社团法人 财团法人 社团法人 国立大学法人
有限合伙 普通合伙 合伙企业 个体工商户 주식회사 유한회사
"""
HAN_FORMS = frozenset(IN_HAN.split())
HAN_TAIL = re.compile(f"(?:{'|'.join(sorted(HAN_FORMS, key=len, reverse=True))})$")
HAN_HEAD = re.compile("^(?:株式会社|有限会社|合同会社|一般社团法人|财团法人|社团法人|国立大学法人|주식회사)")
BRACKETED = {"株": "株式会社", "有": "有限会社", "주": "주식회사", "有限合伙": "有限合伙", "普通合伙": "普通合伙"}
JAPANESE = frozenset(("株式会社", "有限会社", "合同会社"))


def spelled(text: str) -> str:
    """Forms with dots and in full as one word: G.m.b.H. is gmbh, S.p.A. is spa."""
    if "." in text or "/" in text or " " in text:
        for pattern, word in SPELLED:
            text = pattern.sub(word, text)
    return text


def without_forms(words: list[str]) -> tuple[list[str], set[str]]:
    """Latin words without the forms at their end and front, and the countries whose law knows those."""
    found: set[str] = set()
    words = list(words)
    while len(words) > 1 and (words[-1] in FORMS or (found and words[-1] == "and")):
        found.add(FORMS.get(words.pop(), ""))
    while len(words) > 1 and words[0] in FRONT:
        found.add(FORMS[words.pop(0)])
    return words, found - {""}


def without_han_forms(text: str, *, whole: bool = False) -> tuple[str, set[str]]:
    """A run of signs without its forms: 智谱华章科技股份有限公司 is 智谱华章科技. `whole`: nothing need be left."""
    found: set[str] = set()
    while True:
        match = HAN_TAIL.search(text) or HAN_HEAD.search(text)
        if match is None or (len(match.group()) == len(text) and not whole):
            return text, found
        found.add("jp" if match.group() in JAPANESE else "cn")
        text = text[: match.start()] + text[match.end() :]
