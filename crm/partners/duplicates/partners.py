"""Whether two partners are one organisation: every key that speaks for it, every one against. Pure.

A duplicate of the book is offered, never merged: `compare(face, other).is_likely`. The import asks the same of a row
of a file: make a `PartnerFace` of it (id 0) and of the partners that it knows.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from crm.partners.duplicates.forms import form_of
from crm.partners.duplicates.keys import is_front_page, slug_of
from crm.partners.duplicates.letters import one_umlaut
from crm.partners.duplicates.likeness import AGAINST, NOTHING, Likeness, Relation, relation
from crm.partners.duplicates.places import COUNTRY_KEYS, PLACES, apart
from crm.partners.duplicates.sites import label_of, page_of, registered, site_of
from crm.partners.duplicates.verdict import NO, Evidence, Verdict, verdict
from crm.values import Message

CODE, DOMAIN, MAIL, PAGE, TWITTER, PHONE, SLUG = 0.99, 0.76, 0.66, 0.76, 0.70, 0.55, 0.50
MAIL_AND_SITE = 0.72
NAMED_SITE, BRAND_SITE = 0.72, 0.48
SHORTEST_LABEL = 5
RENAMED = 0.74
"""One website, two names, and the website is called like one of them."""


@dataclass(frozen=True, slots=True)
class PartnerFace:
    """What a partner is recognised by. `sites` and `phones` are those of its people; `id` 0: not in the book."""

    id: int
    names: tuple[str, ...]
    website: str = ""
    credit_code: str = ""
    country: str = ""
    city: str = ""
    slug: str = ""
    repository: str = ""
    twitter: str = ""
    sites: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    site: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "site", site_of(self.website))  # asked at every comparison


@lru_cache(maxsize=65_536)
def every_name(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and those that stand in their brackets."""
    found = [name for name in names if name.strip()]
    return tuple(dict.fromkeys([*found, *(alias for name in found for alias in form_of(name).aliases)]))


def compare(one: PartnerFace, other: PartnerFace) -> Verdict:
    """How surely two partners are one, and why."""
    if one.credit_code and other.credit_code:
        if one.credit_code != other.credit_code:
            return NO
        return verdict([Evidence(CODE, Message("alike.credit-code", {"code": one.credit_code}))], [])
    names = nearest_names(one, other)
    keys = by_keys(one, other)
    found = [*by_name(names), *keys]
    if not found:
        return NO
    shares = any(evidence.weight >= PHONE for evidence in keys)
    return verdict(found, [] if shares and names.weight else against(one, other, names), most(one, other, names))


def nearest_names(one: PartnerFace, other: PartnerFace) -> Relation:
    """The relation of the two names that are most alike; where none is, what speaks loudest against."""
    relations = [relation(a, b) for a, b in product(every_name(one.names), every_name(other.names))]
    best = max(relations, key=lambda found: found.weight, default=NOTHING)
    if best.weight:
        return best
    return next((found for kind in LOUDEST for found in relations if found.likeness is kind), best)


LOUDEST = (Likeness.APART, Likeness.PART, Likeness.UNKNOWN, Likeness.UNLIKE)


def by_name(names: Relation) -> list[Evidence]:
    if not names.weight:
        return []
    values = {"first": names.first, "second": names.second}
    return [Evidence(names.weight, Message(f"alike.name-{names.likeness.value}", values))]


def by_keys(one: PartnerFace, other: PartnerFace) -> list[Evidence]:
    """What is not a name and is the same."""
    found = [by_site(one, other) or by_name_of_site(one, other)]
    if one.repository and page_of(one.repository) == page_of(other.repository):
        found.append(Evidence(PAGE, Message("alike.repository", {"address": page_of(one.repository)})))
    if one.twitter and page_of(one.twitter) == page_of(other.twitter):
        found.append(Evidence(TWITTER, Message("alike.twitter", {"address": page_of(one.twitter)})))
    if shared := one.phones & other.phones:
        found.append(Evidence(PHONE, Message("alike.phone", {"phone": min(shared)})))
    if one.slug and slug_of(one.slug) == slug_of(other.slug):
        found.append(Evidence(SLUG, Message("alike.slug", {"slug": one.slug})))
    return [evidence for evidence in found if evidence is not None]


def by_site(one: PartnerFace, other: PartnerFace) -> Evidence | None:
    if one.site and one.site == other.site:
        weight = DOMAIN if is_front_page(one.website) or is_front_page(other.website) else PHONE
        return Evidence(weight, Message("alike.domain", {"domain": one.site}))
    shared = ({one.site, *one.sites} & {other.site, *other.sites}) - {""}
    if shared:
        weight = MAIL_AND_SITE if shared & {one.site, other.site} else MAIL
        return Evidence(weight, Message("alike.mail-domain", {"domain": min(shared)}))
    return None


def by_name_of_site(one: PartnerFace, other: PartnerFace) -> Evidence | None:
    """One has a website that is called like the other: sensetime.com and SenseTime."""
    if bool(one.site) == bool(other.site):
        return None
    for face, named in ((one, other), (other, one)):
        label = label_of(face.site)
        if len(label) < SHORTEST_LABEL or named.site:
            continue
        reason = Message("alike.site-name", {"domain": face.site})
        if any(one_umlaut(label) == form_of(name).bare for name in named.names):
            return Evidence(NAMED_SITE, reason)
        if any(ends_with(name, one_umlaut(label)) for name in named.names):
            return Evidence(BRAND_SITE, reason)
    return None


def ends_with(name: str, label: str) -> bool:
    """Whether the last telling word of the name is the label: ericsson.com and Telefonaktiebolaget LM Ericsson."""
    parts = form_of(name).parts
    return bool(parts) and parts[-1].key == label


def most(one: PartnerFace, other: PartnerFace, names: Relation) -> float:
    """How high the score may rise. One address does not make one company of a group's two."""
    if names.likeness in AGAINST:
        return 0.45
    if names.likeness is Likeness.UNLIKE:
        return RENAMED if called_like_site(one) or called_like_site(other) else 0.55
    return 1.0


def called_like_site(face: PartnerFace) -> bool:
    label = one_umlaut(label_of(face.site))
    return bool(label) and any(label in (form_of(name).bare, form_of(name).core) for name in face.names)


def against(one: PartnerFace, other: PartnerFace, names: Relation) -> list[Evidence]:
    """What two records of one organisation would not contradict each other in."""
    found: list[Evidence] = []
    if one.country and other.country and one.country != other.country:
        found.append(Evidence(0.15, Message("unlike.country", {"first": one.country, "second": other.country})))
    elif apart(city_of(one), city_of(other)):
        found.append(Evidence(0.05, Message("unlike.city", {"first": one.city, "second": other.city})))
    if sites_differ(one, other):
        values = {"first": one.site, "second": other.site}
        found.append(Evidence(0.14 if names.likeness in DOUBTFUL else 0.07, Message("unlike.domain", values)))
    if law_differs(names):
        found.append(Evidence(0.10, Message("unlike.law")))
    return found


def sites_differ(one: PartnerFace, other: PartnerFace) -> bool:
    """Two domains of two words. acme.cn and acme.com are one company that moved, or has both."""
    if not one.site or not other.site or registered(one.site) == registered(other.site):
        return False
    return label_of(one.site) != label_of(other.site)


DOUBTFUL = (Likeness.TYPO, Likeness.INITIALS, Likeness.SHORT, Likeness.LONGER, Likeness.BEGINS)
"""Likenesses of names that may be chance: two websites of two names speak louder then."""


def city_of(face: PartnerFace) -> frozenset[str]:
    """The city as a place that has one key in all languages, or as it is written."""
    city = face.city.strip().casefold().removesuffix("市")
    return frozenset({PLACES.get(city.replace(" ", ""), city)} - {""} - COUNTRY_KEYS)


def law_differs(names: Relation) -> bool:
    """A GmbH and an Inc. are two companies, where each says by its form which law made it."""
    one, other = (form_of(name).legal for name in (names.first, names.second))
    return bool(one and other) and not one & other and {*one, *other} != {"cn", "jp"}
