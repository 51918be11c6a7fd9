"""What fills the placeholders of a text: the record, in each language's way of writing, then what a person typed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.agreements.drafting.ends import effective_of, first_end
from crm.agreements.drafting.numbering import han
from crm.agreements.drafting.parties import called, joined
from crm.agreements.queries.rows import AgreementRow, PartyRow, TextRow, VersionRow
from crm.language import day, is_known, say
from crm.language.laws import law_in_words
from crm.language.spans import length
from crm.values.currencies import decimals_of
from crm.values.enums import FirstDay, Language, PartyRole, PrevailingText, ReportLanguage
from crm.values.span import span_of

OF_PARTY = re.compile(r"party-(\d+)(?:-(role|label|address|signatory|code|share))?")
CONTRIBUTION = re.compile(r"contribution-(\d+)")
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Computed:
    """Dates that follow from the record, as `crm.agreements.life` computes them."""

    end_on: date | None = None
    notice_on: date | None = None


def filled(
    row: AgreementRow, version: VersionRow, text: TextRow, language: Language, computed: Computed | None = None
) -> Mapping[str, str]:
    """Every placeholder that the record knows, and those that a person filled. What is lacking is empty.

    `effective-date`: 1 March 2025, 2025年3月1日. `licensor`: Party B, 乙方.
    """
    english = language is Language.ENGLISH
    own = {name: (text_en if english else text_zh).strip() for name, text_en, text_zh in text.filled}
    record = {
        **of_terms(version, language, computed or Computed(end_on=first_end(version))),
        **of_record(row, version, language),
        **of_parties(row.parties, language),
    }
    return {**own, **{name: words or own.get(name, "") for name, words in record.items()}}


def of_terms(version: VersionRow, language: Language, computed: Computed) -> dict[str, str]:
    terms = version.terms
    effective = effective_of(version)
    return {
        "effective-date": dated(effective, language)
        or wording("the date of the last signature", "最后一方签署之日", language),
        "end-date": dated(computed.end_on, language),
        "notice-date": dated(computed.notice_on, language),
        "term": spanned(terms.term, language),
        "first-day": first_day(terms.first_day, language),
        "renewal-term": spanned(terms.renewal_term, language),
        "renewal-limit": counted(terms.renewal_limit, language),
        "notice": spanned(terms.notice, language),
        "currency": currency(terms.currency, language),
        "amount": money(terms.amount, terms.currency, language),
        "governing-law": law_in_words(terms.law, language),
        "payment-days": spanned(f"{terms.payment_days}d" if terms.payment_days else "", language),
    }


def of_record(row: AgreementRow, version: VersionRow, language: Language) -> dict[str, str]:
    english = language is Language.ENGLISH
    return {
        "number": row.number,
        "title": row.title_en if english else row.title_zh,
        "originals": counted(row.originals, language),
        "languages": languages(row.languages, language),
        "prevailing": prevailing(row, language),
        "amendment-number": amendment(version.number - 1, language),
        "amendment-date": dated(version.amends_on, language),
    }


def of_parties(parties: Sequence[PartyRow], language: Language) -> dict[str, str]:
    """Each party by its rank, from 1, and each role by what its parties are called."""
    found = {"parties": joined([called(party.rank, language) for party in parties], language)}
    for party in parties:
        found.update({f"party-{party.rank + 1}{suffix}": words for suffix, words in of_party(party, language).items()})
    for role in PartyRole:
        found[role.value] = joined([called(p.rank, language) for p in parties if p.role is role], language)
    return found


def of_party(party: PartyRow, language: Language) -> dict[str, str]:
    english = language is Language.ENGLISH
    return {
        "": party.name_en if english else party.name_zh,
        "-role": say(party.role, language) if party.role else "",
        "-label": called(party.rank, language),
        "-address": party.address,
        "-signatory": party.signatory_en if english else party.signatory_zh,
        "-code": party.code,
        "-share": party.share,
    }


def counted_party(number: str, language: Language) -> str:
    """`2`: Party B, 乙方."""
    return called(max(int(number[:3]) - 1, 0), language)


def label(name: str, language: Language) -> str:
    """A placeholder's name in words: deletion period, 删除期限."""
    if match := OF_PARTY.fullmatch(name):
        return say(f"placeholder.party-{match[2] or 'name'}", language, party=counted_party(match[1], language))
    if match := CONTRIBUTION.fullmatch(name):
        return say("placeholder.contribution", language, party=counted_party(match[1], language))
    code = f"placeholder.{name}"
    return say(code, language) if is_known(code, language) else name.replace("-", " ")


def wording(english: str, chinese: str, language: Language) -> str:
    return english if language is Language.ENGLISH else chinese


def dated(on: date | None, language: Language) -> str:
    return day(on, language, "long") if on else ""


def spanned(text: str, language: Language) -> str:
    span = span_of(text)
    return length(span, language) if span else ""


def counted(number: int | None, language: Language) -> str:
    """Small numbers in words: three, 三."""
    if not number:
        return ""
    if language is Language.CHINESE:
        return "两" if number == 2 else han(number)
    return SMALL[number] if number < len(SMALL) else str(number)


def amendment(number: int, language: Language) -> str:
    if not number:
        return ""
    return str(number) if language is Language.ENGLISH else han(number)


def first_day(setting: FirstDay, language: Language) -> str:
    if setting is FirstDay.COUNTED:
        return wording("that day included", "含当日", language)
    return wording("that day not counted", "当日不计入", language)


def currency(code: str, language: Language) -> str:
    if not code or language is Language.ENGLISH:
        return code
    from babel.numbers import get_currency_name

    return str(get_currency_name(code, locale="zh"))


def money(amount: int | None, code: str, language: Language) -> str:
    """CNY 300,000.00; 人民币300,000.00元; 300,000.00美元."""
    if amount is None or not code:
        return ""
    places = decimals_of(code)
    whole, rest = divmod(amount, 10**places)
    figure = f"{whole:,}.{rest:0{places}d}" if places else f"{whole:,}"
    if language is Language.ENGLISH:
        return f"{code} {figure}"
    return f"人民币{figure}元" if code == "CNY" else f"{figure}{currency(code, language)}"


def languages(which: ReportLanguage, language: Language) -> str:
    return {
        ReportLanguage.ENGLISH: wording("English", "英文", language),
        ReportLanguage.CHINESE: wording("Chinese", "中文", language),
        ReportLanguage.BOTH: wording("Chinese and English", "中文和英文", language),
    }[which]


def prevailing(row: AgreementRow, language: Language) -> str:
    """The half sentence that settles which text holds; of a bilingual agreement empty until it is chosen."""
    if row.languages is not ReportLanguage.BOTH:
        return wording("a translation serves for convenience only", "任何译本仅供参考", language)
    words: dict[PrevailingText, Callable[[], str]] = {
        PrevailingText.CHINESE: lambda: wording(
            "where the two texts differ, the Chinese text prevails", "两种文本不一致的，以中文文本为准", language
        ),
        PrevailingText.ENGLISH: lambda: wording(
            "where the two texts differ, the English text prevails", "两种文本不一致的，以英文文本为准", language
        ),
        PrevailingText.EQUAL: lambda: wording("both texts are equally authentic", "两种文本具有同等效力", language),
    }
    return words[row.prevailing]() if row.prevailing else ""
