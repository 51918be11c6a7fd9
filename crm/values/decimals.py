"""Numbers as a person types them, kept as text: a decimal with a point, never a float."""

import re

DECIMAL = re.compile(r"[-+]?\d{1,18}(\.\d{1,9})?")


def is_decimal(text: str) -> bool:
    return DECIMAL.fullmatch(text) is not None
