"""Whose law governs, in words: CN, the People's Republic of China, 中华人民共和国; US-NY, the State of New York."""

from crm.language.countries import country_of
from crm.values.enums import Language

LAWS = {
    "CN": ("the People’s Republic of China", "中华人民共和国"),
    "HK": ("the Hong Kong Special Administrative Region", "中国香港特别行政区"),
    "MO": ("the Macao Special Administrative Region", "中国澳门特别行政区"),
    "GB": ("England and Wales", "英格兰和威尔士"),
    "DE": ("the Federal Republic of Germany", "德意志联邦共和国"),
    "US": ("the United States of America", "美利坚合众国"),
    "US-NY": ("the State of New York, United States of America", "美国纽约州"),
    "US-CA": ("the State of California, United States of America", "美国加利福尼亚州"),
    "US-DE": ("the State of Delaware, United States of America", "美国特拉华州"),
}


def law_in_words(law: str, language: Language) -> str:
    """A code or a country by its full name; any other name as it was typed."""
    code = law.strip().upper()
    known = LAWS.get(code) or LAWS.get(country_of(law) or "")
    if known:
        return known[language is Language.CHINESE]
    country = country_of(law)
    return territory(country, language) if country else law.strip()


def territory(code: str, language: Language) -> str:
    from babel import Locale

    return str(Locale(language.value).territories.get(code, code))
