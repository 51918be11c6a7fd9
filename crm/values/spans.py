"""How the book writes a span: `24m`, `1y 6m`, `90d`, `2w 3d`, `5wd`."""

import re

from crm.values.message import Refused
from crm.values.span import Span

UNITS = {"y": "years", "m": "months", "w": "weeks", "d": "days", "wd": "working_days"}
PART = re.compile(r"(\d{1,5})(wd|[ymwd])")
WHOLE = re.compile(rf"(?:{PART.pattern}\s*)+")


def span_text(span: Span) -> str:
    return " ".join(f"{getattr(span, name)}{unit}" for unit, name in UNITS.items() if getattr(span, name))


def span_of(text: str) -> Span | None:
    """The span of a text as the book keeps it; None where it is none, or has no length."""
    folded = text.strip().casefold()
    if not WHOLE.fullmatch(folded):
        return None
    parts = [(UNITS[unit], int(count)) for count, unit in PART.findall(folded)]
    if len({name for name, _ in parts}) < len(parts):
        return None
    try:
        return Span(**dict(parts)) or None
    except Refused:
        return None
