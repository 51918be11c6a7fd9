"""Whether two contacts are one person: addresses first, then the name at one partner. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from crm.partners.duplicates.likeness import relation
from crm.partners.duplicates.people import Namesake, is_han, namesake, words_of
from crm.partners.duplicates.sites import site_of_email
from crm.partners.duplicates.verdict import LIKELY, NO, Evidence, Verdict, verdict
from crm.values import Message

AT_ONE_PARTNER = {
    Namesake.SAME: 0.88,
    Namesake.ORDER: 0.86,
    Namesake.READING: 0.82,
    Namesake.LONGER: 0.78,
    Namesake.SHORT: 0.77,
    Namesake.INITIALS: 0.75,
    Namesake.TYPO: 0.76,
    Namesake.SOUND: 0.45,
}
"""What two names are worth where both work for one partner."""

ANYWHERE = {Namesake.SAME: 0.60, Namesake.ORDER: 0.55, Namesake.READING: 0.48, Namesake.LONGER: 0.40}
RARE = 0.14
"""More for a name that hardly two people bear."""

EMAIL, ROLE_MAIL, LOCAL, MOBILE, PHONE, WECHAT = 0.92, 0.40, 0.40, 0.82, 0.60, 0.86
ROLES = """
info sales contact office support hello admin service hr jobs press marketing mail team business kontakt vertrieb
buero einkauf bd cooperation public market kefu shangwu hezuo zhaopin noreply finance legal secretary reception
"""
ROLE_BOXES = frozenset(ROLES.split())


@dataclass(frozen=True, slots=True)
class ContactFace:
    """What a person is recognised by. `partners` are where they work, by id and by name; `id` 0: not in the book."""

    id: int
    names: tuple[str, ...]
    emails: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    wechats: frozenset[str] = field(default_factory=frozenset)
    partners: frozenset[int] = field(default_factory=frozenset)
    employers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def compare(one: ContactFace, other: ContactFace) -> Verdict:
    """How surely two contacts are one person, and why."""
    alike, first, second = nearest(one, other)
    keys = by_keys(one, other)
    found = [*keys, *by_name(one, other, alike, first, second)]
    if not found:
        return NO
    most = 0.50 if alike is Namesake.UNLIKE else 1.0
    return verdict(found, [] if keys and alike is not Namesake.UNLIKE else against(one, other), most)


ORDERED = (*AT_ONE_PARTNER, Namesake.UNKNOWN, Namesake.UNLIKE)


def nearest(one: ContactFace, other: ContactFace) -> tuple[Namesake, str, str]:
    """The nearest two of their names. Two Chinese names that differ tell more than two readings that agree."""
    found = [(namesake(a, b), a, b) for a, b in product(one.names, other.names)]
    han = [pair for pair in found if is_han(words_of(pair[1])) and is_han(words_of(pair[2]))]
    return min(han or found, key=lambda pair: ORDERED.index(pair[0]), default=(Namesake.UNKNOWN, "", ""))


def by_keys(one: ContactFace, other: ContactFace) -> list[Evidence]:
    found = []
    for email in sorted(one.emails & other.emails):
        weight = ROLE_MAIL if email.partition("@")[0] in ROLE_BOXES else EMAIL
        found.append(Evidence(weight, Message("alike.email", {"email": email})))
    for phone in sorted(one.phones & other.phones):
        found.append(Evidence(MOBILE if is_mobile(phone) else PHONE, Message("alike.phone", {"phone": phone})))
    for wechat in sorted(one.wechats & other.wechats):
        found.append(Evidence(WECHAT, Message("alike.wechat", {"wechat": wechat})))
    if not found and (local := sorted(locals_of(one.emails) & locals_of(other.emails))):
        found.append(Evidence(LOCAL, Message("alike.email-local", {"local": local[0]})))
    return found


def is_mobile(phone: str) -> bool:
    """A Chinese or German mobile number is one person's; a switchboard is not."""
    return (phone.startswith("+861") and len(phone) == 14) or phone.startswith(("+4915", "+4916", "+4917"))


def locals_of(emails: Iterable[str]) -> frozenset[str]:
    """What stands before the @ and is long enough to be somebody's: hans.mueller, not info."""
    parts = (email.partition("@")[0] for email in emails)
    return frozenset(part for part in parts if len(part) > 6 and part not in ROLE_BOXES)


def by_name(one: ContactFace, other: ContactFace, alike: Namesake, first: str, second: str) -> list[Evidence]:
    values = {"first": first, "second": second}
    if (weight := AT_ONE_PARTNER.get(alike)) is None:
        return []
    if at_one_partner(one, other):
        return [Evidence(weight, Message(f"alike.person-{alike.value}", values))]
    if alike not in ANYWHERE:
        shared = by_keys(one, other)
        return [Evidence(0.35, Message(f"alike.person-{alike.value}", values))] if shared else []
    weight = ANYWHERE[alike] + (RARE if is_rare(first) and is_rare(second) else 0.0)
    if one.partners and other.partners:
        weight -= 0.25
    return [Evidence(weight, Message(f"alike.person-{alike.value}", values))]


def at_one_partner(one: ContactFace, other: ContactFace) -> bool:
    """One partner, two records of one partner, or addresses that one organisation gives out."""
    if one.partners & other.partners or own_sites(one) & own_sites(other):
        return True
    return any(relation(a, b).weight >= LIKELY for a, b in product(one.employers, other.employers))


def own_sites(face: ContactFace) -> frozenset[str]:
    return frozenset(site_of_email(email) for email in face.emails) - {""}


def is_rare(name: str) -> bool:
    """Three signs, or two words of eight letters. 张伟 is borne by 300,000."""
    words = words_of(name)
    return len("".join(words)) >= (3 if is_han(words) else 10) and (is_han(words) or len(words) > 1)


def against(one: ContactFace, other: ContactFace) -> list[Evidence]:
    """Two people of one name have two numbers, two addresses at one domain, two titles."""
    found = []
    if numbered_apart(one.emails, other.emails):
        found.append(Evidence(0.30, Message("unlike.email")))
    elif own_sites(one) & own_sites(other):
        found.append(Evidence(0.05, Message("unlike.email")))
    if any(map(is_mobile, one.phones)) and any(map(is_mobile, other.phones)):
        found.append(Evidence(0.10, Message("unlike.phone")))
    if one.wechats and other.wechats:
        found.append(Evidence(0.08, Message("unlike.wechat")))
    if one.titles and other.titles and not {*one.titles} & {*other.titles}:
        found.append(Evidence(0.04, Message("unlike.title", {"first": one.titles[0], "second": other.titles[0]})))
    return found


def numbered_apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """wei.zhang@ and wei.zhang2@ of one domain are two people: that is what the number is for."""
    return any(
        a.partition("@")[2] == b.partition("@")[2] and a != b and a.translate(DIGITS) == b.translate(DIGITS)
        for a, b in product(first, second)
    )


DIGITS = str.maketrans("", "", "0123456789")
