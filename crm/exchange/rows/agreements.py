"""The agreement of a row of a register: what it is called, who its parties are, its days, its notice, its amount."""

import re
from datetime import date

from crm.acts.importing.drafts import AgreementDraft
from crm.agreements.commands.record import record_problems
from crm.agreements.terms.ends import last_day
from crm.exchange.columns import words as closed
from crm.exchange.columns.register import FIRST, FOURTH, OTHER, PARTIES, SECOND, THIRD
from crm.exchange.rows.cells import ABSENT, RowCells, has_han, plain
from crm.exchange.rows.lengths import is_endless, read_length, unit_of
from crm.language import say
from crm.partners.custom_values import money
from crm.values import Message, Problem, Refused
from crm.values.enums import AgreementType, FirstDay, Language, Renewal
from crm.values.span import Span, span_text

PARTY_COLUMNS = (FIRST, SECOND, THIRD, FOURTH, PARTIES, OTHER)
BETWEEN = re.compile(
    r"[;；、，\n|]|\s/\s|,(?!\s*(?:ltd|inc|llc|l\.l\.c|limited|corp|co\b|gmbh|plc|pte|s\.a|n\.a|b\.v)\b)", re.IGNORECASE
)
"""Between parties; the comma of `Co., Ltd.` is none."""

RANK = re.compile(r"^[(（]?(?:甲|乙|丙|丁|戊)方[)）]?\s*[:：]?\s*|^party\s+[a-e]\s*[:：]\s*", re.IGNORECASE)
AFTER = re.compile(r"\s*[(（](?:甲|乙|丙|丁|戊)方[)）]\s*$")
AUTOMATIC = re.compile(r"自动|顺延|auto|evergreen|^(?:是|有|yes|y|true|1)$")
BY_CONSENT = re.compile(r"协商|书面同意|另行|续签|consent|agreement|mutual|negotiat|by request")
NO_RENEWAL = re.compile(r"不自动|不续|^(?:否|无|不|no|n|none|false|0)\b|no renewal|not renew|does not")
A_YEAR = Span(years=1)


def agreement_draft(cells: RowCells, today: date, file: str) -> AgreementDraft | None:
    """None where the row lacks what an agreement cannot be without; the problem stands with the cells."""
    values = values_of(cells)
    signed_on, terms = dates_of(cells, today)
    terms |= money_of(cells)
    parties = parties_of(cells)
    if not parties and not cells.problems:
        cells.refuse("field-required", FIRST)
    if cells.problems or signed_on is None:
        return None
    cells.problems += [labelled(problem) for problem in record_problems(values, terms)]
    chinese = bool(values.get("title_zh"))
    reason = say("import.copy-reason", Language.CHINESE if chinese else Language.ENGLISH, file=file)
    name = cells.line("agreement.file")
    return AgreementDraft(cells.line("agreement.number"), values, terms, parties, signed_on, name, reason)


def values_of(cells: RowCells) -> dict[str, object]:
    title = " ".join(cells.text("agreement.title").split()) or cells.line("agreement.number")
    if not title:
        cells.refuse("field-required", "agreement.title")
    chinese = has_han(title)
    kind = cells.word("agreement.type", AgreementType) if cells.line("agreement.type") else type_in(cells, title)
    values: dict[str, object] = {
        "type": kind.value if kind else None,
        "title_zh" if chinese else "title_en": title,
        "languages": "zh" if chinese else "en",
        "prevailing": "zh" if chinese else "en",
    }
    if note := cells.text("agreement.note"):
        values["note"] = note
    return values


def type_in(cells: RowCells, title: str) -> AgreementType | None:
    """Where the register says no type its title may: 保密协议 is of confidentiality. Told, since it is a guess."""
    found = closed.held_in(AgreementType, title)
    if found is None:
        cells.refuse("row-agreement-type", "agreement.type", given=title, known=list(AgreementType))
    else:
        cells.warn("import.warning.type-guessed", type=found, title=title)
    return found


def dates_of(cells: RowCells, today: date) -> tuple[date | None, dict[str, object]]:
    """The day of signing, and the terms. Without one of its own the day on which it takes effect counts."""
    signed, effective = cells.day("agreement.signed_on"), cells.day("agreement.effective_on")
    last = cells.day("agreement.last_day")
    if signed is None and effective is not None and effective <= today:
        signed = effective
        cells.warn("import.warning.signed-assumed", on=effective)
    if signed is None and not cells.problems:
        cells.refuse("field-required", "agreement.signed_on")
    elif signed is not None and signed > today:
        cells.refuse("day-in-future", "agreement.signed_on", on=signed)
    terms: dict[str, object] = {"effective_on": effective}
    term = None if is_endless(cells.text("agreement.term")) else length_of(cells, "agreement.term")
    terms |= settled(cells, effective or signed, term, last)
    notice = length_of(cells, "agreement.notice", "days")
    if notice is not None:
        terms["notice"] = span_text(notice)
    return signed, terms | renewal_of(cells, term, notice, endless=term is None and last is None)


def length_of(cells: RowCells, field: str, unit: str = "") -> Span | None:
    text = "" if field not in cells.cells else " ".join(cells.text(field).split())
    if not text or text.casefold() in ABSENT:
        return None
    found = read_length(text, unit_of(cells.headers.get(field, "")) or unit)
    if found is None:
        cells.refuse("row-length-unknown", field, given=text)
    return found


def settled(cells: RowCells, start: date | None, term: Span | None, last: date | None) -> dict[str, object]:
    """A register often has both a length and a last day. Where they say the same the length stays, else the day."""
    if term is None or last is None or start is None:
        return {"term": span_text(term) if term and last is None else "", "last_day": last}
    try:
        for first_day in FirstDay:
            if last_day(start, term, first_day) == last:
                return {"term": span_text(term), "first_day": first_day.value}
    except Refused as refused:
        cells.problems += refused.problems
        return {}
    cells.warn("import.warning.term-differs", term=term, start=start, last=last)
    return {"last_day": last}


def renewal_of(cells: RowCells, term: Span | None, notice: Span | None, *, endless: bool) -> dict[str, object]:
    """How it renews. A register that names a notice and no renewal leaves it to consent: nothing renews unsaid."""
    if endless:
        return {}
    text = plain(cells.text("agreement.renewal")).casefold().strip() if "agreement.renewal" in cells.cells else ""
    said = read_length(text)
    if not text or text in ABSENT:
        if notice is None:
            return {}
        cells.warn("import.warning.renewal-assumed")
        kind = Renewal.CONSENT
    elif NO_RENEWAL.search(text):
        return {}
    elif AUTOMATIC.search(text) or (said is not None and not BY_CONSENT.search(text)):
        kind = Renewal.AUTOMATIC
    elif BY_CONSENT.search(text):
        kind = Renewal.CONSENT
    else:
        cells.refuse("row-renewal-unknown", "agreement.renewal", given=text)
        return {}
    return {"renewal": kind.value, "renewal_term": span_text(said or term or A_YEAR)}


def money_of(cells: RowCells) -> dict[str, object]:
    text = cells.line("agreement.amount")
    word = cells.line("agreement.currency")
    usual = "CNY"
    if word:
        found = money(f"1 {word}", "")
        if isinstance(found, Problem):
            cells.refuse("currency-wrong", "agreement.currency", given=word)
            return {}
        usual = found[1]
    if not text:
        return {"currency": usual} if word else {}
    header = plain(cells.headers.get("agreement.amount", ""))
    scale = "万" if "万" in header and "万" not in text else ""
    amount = money(f"{text}{scale}" if text[-1:].isdecimal() else text, usual)
    if isinstance(amount, Problem):
        cells.refuse("row-amount-unknown", "agreement.amount", given=text)
        return {}
    return {"amount": amount[0], "currency": amount[1]}


def parties_of(cells: RowCells) -> dict[str, str]:
    """In the order of their ranks: 甲方, 乙方, 丙方, then those of a column that names several; with the column."""
    found: dict[str, str] = {}
    for field in PARTY_COLUMNS:
        for cell in cells.cells.get(field, ()):
            several = BETWEEN.split(str(cell)) if field in (PARTIES, OTHER) else [str(cell)]
            for name in filter(None, map(party_name, several)):
                found.setdefault(name, field)
    return found


def party_name(text: str) -> str:
    name = AFTER.sub("", RANK.sub("", " ".join(text.split())))
    return "" if name.casefold() in ABSENT else name


def labelled(problem: Problem) -> Problem:
    """The rules of the record name its fields; here they are columns."""
    field = f"agreement.{problem.field}"
    return Problem(problem.code, field, {**problem.values, "field": Message(f"import.field.{field}")})
