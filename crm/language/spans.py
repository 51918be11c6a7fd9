"""Lengths of time in words, as documents write them: 24 months, 24个月; 1 year and 6 months, 1年6个月."""

from crm.values.enums import Language
from crm.values.span import Span

ENGLISH = {"years": "year", "months": "month", "weeks": "week", "days": "day", "working_days": "working day"}
CHINESE = {"years": "年", "months": "个月", "weeks": "周", "days": "日", "working_days": "个工作日"}


def length(span: Span, language: Language) -> str:
    counted = [(name, getattr(span, name)) for name in ENGLISH if getattr(span, name)]
    if language is Language.CHINESE:
        return "".join(f"{count}{CHINESE[name]}" for name, count in counted)
    return " and ".join(f"{count} {ENGLISH[name]}{'' if count == 1 else 's'}" for name, count in counted)
