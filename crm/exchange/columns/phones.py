"""Phones as E.164, by phonenumberslite. What it cannot read is kept as it was typed: a number is never lost."""

import re
import unicodedata
from functools import lru_cache

from crm.acts.importing.drafts import Point
from crm.values.enums import ContactPointKind

EXTENSION = re.compile(r"\s*(?:转|轉|分机|分機|ext\.?|extension|x|#)\s*\d{1,6}\s*$", re.IGNORECASE)
BETWEEN = re.compile(r":::|[;；,，、\n|]|\s/\s|(?<=\d{7})/(?=\+?\d)|/")
LIKE_A_PHONE = re.compile(r"[+(]?\d[\d\s().\-+]{4,}")


def phones_of(text: str, region: str) -> tuple[list[Point], list[str]]:
    """The phones of a cell, and those of them that could not be read as phones of the region."""
    points: list[Point] = []
    doubtful: list[str] = []
    for part in BETWEEN.split(unicodedata.normalize("NFKC", text)):
        typed = part.strip()
        if not typed:
            continue
        point = phone_of(typed, region)
        if point is None:
            doubtful.append(typed)
            point = Point(ContactPointKind.PHONE, typed[:320], personal=False)
        if point not in points:
            points.append(point)
    return points, doubtful


@lru_cache(maxsize=4096)
def phone_of(typed: str, region: str) -> Point | None:
    """One phone. An extension is cut off first: it is no part of E.164, and the switchboard tells nobody apart."""
    import phonenumbers

    bare = EXTENSION.sub("", typed)
    try:
        number = phonenumbers.parse(bare, region)
    except phonenumbers.NumberParseException:
        return None
    sort = phonenumbers.number_type(number)
    if sort == phonenumbers.PhoneNumberType.UNKNOWN:  # no valid number of any sort
        return None
    mobile = sort in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PERSONAL_NUMBER)
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assumed = "" if bare.lstrip().startswith("+") else region
    return Point(ContactPointKind.PHONE, text, assumed, personal=mobile and bare == typed)
