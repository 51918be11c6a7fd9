"""How a contact is reached: emails, phones in E.164, WeChat ids. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from crm.values import Problem
from crm.values.enums import ContactPointKind

EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@.]+(\.[^\s@.]+)+")
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets
LONGEST_WECHAT = 64
HOME_REGION = "CN"


@dataclass(frozen=True, slots=True)
class Point:
    """One address as a person typed it, or as the book keeps it. `region` was assumed for a phone without +."""

    kind: ContactPointKind
    value: str
    region: str = ""


def normal(point: Point, region: str = HOME_REGION) -> Point | Problem:
    """The address as the book keeps it. `region` (ISO 3166) reads a phone that names no country.

    Point(PHONE, "138 0013 8000") gives Point(PHONE, "+8613800138000", "CN").
    """
    value = unicodedata.normalize("NFKC", point.value).strip()
    if point.kind is ContactPointKind.PHONE:
        return normal_phone(value, point.region or region)
    if point.kind is ContactPointKind.EMAIL:
        right = len(value) <= LONGEST_EMAIL and EMAIL.fullmatch(value)
        return Point(point.kind, value) if right else Problem("email-wrong", field="points", values={"given": value})
    if not value or len(value) > LONGEST_WECHAT or any(sign.isspace() for sign in value):
        return Problem("wechat-wrong", field="points", values={"given": value})
    return Point(point.kind, value)


def normal_phone(value: str, region: str) -> Point | Problem:
    """E.164. phonenumberslite costs 20 ms to import, so only here."""
    import phonenumbers

    wrong = Problem("phone-wrong", field="points", values={"given": value, "region": region})
    try:
        number = phonenumbers.parse(value, region or HOME_REGION)
    except phonenumbers.NumberParseException:
        return wrong
    if not phonenumbers.is_possible_number(number):
        return wrong
    assumed = "" if value.startswith(("+", "00")) else region
    return Point(
        ContactPointKind.PHONE, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), assumed
    )


def shown_phone(value: str) -> str:
    """+8613800138000 as +86 138 0013 8000. What cannot be read is shown as it stands."""
    import phonenumbers

    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def normal_points(points: Iterable[Point], region: str = HOME_REGION) -> tuple[list[Point], list[Problem]]:
    """Addresses as kept, each once, and what is wrong with the others."""
    kept: list[Point] = []
    wrong: list[Problem] = []
    for point in points:
        match normal(point, region):
            case Problem() as problem:
                wrong.append(problem)
            case found:
                if all((found.kind, found.value) != (other.kind, other.value) for other in kept):
                    kept.append(found)
    return kept, wrong
