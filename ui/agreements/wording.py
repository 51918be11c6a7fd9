"""How agreements are put into words: number, parties, term, money, and the tone of each status."""

from datetime import date

from crm.agreements.life import Life
from crm.agreements.queries.rows import AgreementRow, PartyRow
from crm.language.sentences import number as thousands
from crm.values.currencies import decimals_of
from crm.values.enums import Language
from ui.kit.look import look
from ui.partners.wording import day_text, in_language

YEN_SIGN = {"CNY": "¥"}


def party_name(party: PartyRow) -> str:
    return in_language(party.name_en, party.name_zh)


def number_of(row: AgreementRow) -> str:
    """A draft has none yet."""
    return row.number or look.say("agreements.no-number")


def parties_text(row: AgreementRow) -> str:
    """The others by rank; ourselves only where nobody else is a party."""
    others = [party_name(party) for party in row.parties if not party.is_home]
    mark = ", " if look.language is Language.ENGLISH else "、"
    return mark.join(others or [party_name(party) for party in row.parties])


def amount_text(amount: int | None, currency: str) -> str:
    """CNY 693,661.08; in Chinese ¥693,661.08. Minor units without a currency are taken as hundredths."""
    if amount is None:
        return ""
    places = decimals_of(currency) if currency else 2
    whole, minor = divmod(amount, 10**places)
    figures = thousands(whole) + (f".{minor:0{places}}" if places else "")
    sign = YEN_SIGN.get(currency, "") if look.language is Language.CHINESE else ""
    return sign + figures if sign else f"{currency} {figures}".strip()


def term_text(life: Life) -> str:
    """From the first day to the last in force; without an end only since when."""
    if life.start is None:
        return ""
    since, last = day_text(life.start, "medium"), life.last_day
    return (
        look.say("agreements.term", since=since, until=day_text(last, "medium"))
        if last
        else (look.say("agreements.open-term", since=since))
    )


def days_between(today: date, day: date) -> int:
    return (day - today).days
