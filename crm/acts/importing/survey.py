"""What only the whole file can tell of one row: who else has its website, and how its names are spelled."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from crm.acts.importing.drafts import RowDraft
from crm.partners.duplicates.keys import domain_of, name_key, slug_of, without_note

TELLING = ("credit_code", "repository", "website", "legal_name", "country", "city")
"""Fields that two rows of one partner would not contradict each other in."""

OWN_SPELLING = re.compile(r"[A-Za-z]+[A-Z][A-Za-z0-9]*|[A-Z]{2,}[0-9]*")


class Survey:
    """One look over all drafts before the first is matched."""

    def __init__(self, drafts: Iterable[RowDraft]) -> None:
        self.domain_names: dict[str, set[str]] = defaultdict(set)
        self.point_names: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.spelled: dict[str, dict[str, list[Mapping[str, object]]]] = defaultdict(dict)
        """By name without regard to letters: of each spelling what its rows say."""

        self.is_list_of_projects = False
        self.spellings: dict[str, str] = {}
        words: dict[str, Counter[str]] = defaultdict(Counter)
        for draft in drafts:
            if draft.problems:
                continue
            self.look_at_partner(draft, words)
            self.look_at_contact(draft)
        for word, spelled in words.items():
            best = max(spelled, key=lambda way: (spelled[way], not way.isupper()))
            if OWN_SPELLING.fullmatch(best):
                self.spellings[f"word {word}"] = best

    def look_at_partner(self, draft: RowDraft, words: dict[str, Counter[str]]) -> None:
        if draft.partner is None:
            return
        name, key = draft.partner.name, name_key(draft.partner.name)
        self.spelled[key].setdefault(name, []).append(draft.partner.values)
        self.count_words(draft.partner.tags, words)
        if domain := domain_of(str(draft.partner.values.get("website", ""))):
            self.domain_names[domain].add(key)
        if draft.partner.organization:
            self.is_list_of_projects = True
        if not name.isascii() or not name:
            return
        bare = without_note(name)
        if bare != name:
            self.spellings.setdefault(slug_of(bare), bare)
        self.count_words([name], words)

    def count_words(self, texts: Iterable[str], words: dict[str, Counter[str]]) -> None:
        for text in texts:
            for word in re.findall(r"[A-Za-z0-9]+", text):
                words[word.casefold()][word] += 1

    def look_at_contact(self, draft: RowDraft) -> None:
        if draft.contact is not None:
            for point in draft.contact.points:
                self.point_names[(point.kind.value, point.value)].add(name_key(draft.contact.name))

    def shares_domain(self, domain: str) -> bool:
        """Whether rows of other names in this file have the website too."""
        return len(self.domain_names[domain]) > 1

    def are_two(self, one: str, other: str) -> bool:
        """Whether rows of two spellings of one name say other things: PREFECT and Prefect with two repositories.

        Told by all rows of both, not by those before: a row is about the same partner at every import of the file.
        """
        spellings = self.spelled.get(name_key(one), {})
        if one == other or one not in spellings or other not in spellings:
            return False
        return any(contradict(told(spellings[one], field), told(spellings[other], field)) for field in TELLING)


def told(rows: Iterable[Mapping[str, object]], field: str) -> set[object]:
    return {value for row in rows if (value := row.get(field))}


def contradict(first: set[object], second: set[object]) -> bool:
    return bool(first and second) and not first & second
