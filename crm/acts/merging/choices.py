"""What one of two records keeps, field by field. Pure.

A choice is "keep", "lose", "both" for long texts, or a value of its own. Without one the kept record's value stands;
where that is empty the other's fills it, and two long texts are both kept.
"""

from collections.abc import Iterable, Mapping, Sequence

from crm.partners.duplicates.keys import name_key

KEEP, LOSE, BOTH = "keep", "lose", "both"

PARTNER_FIELDS = (
    *("name", "name_en", "name_zh", "legal_name", "pinyin", "other_names", "credit_code", "slug", "tier", "owner_id"),
    *("country", "city", "website", "repository", "twitter", "maturity", "description"),
)
CONTACT_FIELDS = ("name", "name_en", "name_zh", "pinyin", "decision_role", "language", "notes")
NAMES = ("name", "name_en", "name_zh", "legal_name")
LONG = ("description", "notes")

Values = Mapping[str, object]


def result_of(fields: Sequence[str], kept: Values, lost: Values, choices: Values) -> dict[str, object]:
    """What the record that stays has in each field."""
    found = {field: chosen(field, kept[field], lost[field], choices.get(field)) for field in fields}
    if "pinyin" not in choices:
        found["pinyin"] = reading_of(found["name"], kept, lost)
    if "other_names" in fields and choices.get("other_names") in (None, BOTH):
        found["other_names"] = other_names(found, kept, lost)
    return found


def chosen(field: str, kept: object, lost: object, choice: object) -> object:
    if choice is None:
        choice = default_of(field, kept, lost)
    if choice == KEEP:
        return kept
    if choice == LOSE:
        return lost
    return joined(kept, lost) if choice == BOTH else choice


def default_of(field: str, kept: object, lost: object) -> str:
    """The choice that is made where nobody makes one."""
    if empty(kept):
        return LOSE if not empty(lost) else KEEP
    return BOTH if field in LONG and not empty(lost) and kept != lost else KEEP


def empty(value: object) -> bool:
    return value is None or value == ""


def joined(kept: object, lost: object) -> str:
    """Both texts, the second only where the first does not hold it."""
    first, second = str(kept or "").strip(), str(lost or "").strip()
    return first if second in first else f"{first}\n\n{second}".strip()


def reading_of(name: object, kept: Values, lost: Values) -> object:
    """A reading belongs to the name that it reads."""
    if kept["pinyin"] and name == kept["name"]:
        return kept["pinyin"]
    return lost["pinyin"] if name == lost["name"] else ""


def other_names(found: Values, kept: Values, lost: Values) -> str:
    """Every name of either record that the result does not bear, each once: by them it will still be found."""
    said = {name_key(str(found[field])) for field in NAMES if found[field]}
    other = (*lines(kept), *lines(lost), *(str(side[field]) for side in (kept, lost) for field in NAMES))
    return "\n".join(once(other, said))


def lines(side: Values) -> Iterable[str]:
    return str(side["other_names"]).splitlines()


def once(names: Iterable[str], said: set[str]) -> Iterable[str]:
    for name in names:
        if name.strip() and name_key(name) not in said:
            said.add(name_key(name))
            yield name.strip()
