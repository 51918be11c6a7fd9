"""Finds the partner of a row in the book or among the rows before it, or plans a new one."""

from collections import defaultdict
from collections.abc import Iterable

from crm.acts.importing.drafts import PartnerDraft
from crm.acts.importing.plan import Conflict, Ref, Writes
from crm.acts.importing.queries import PARTNER_FILLABLE, Known
from crm.acts.importing.survey import Survey
from crm.book.text import IS_HAN, folded
from crm.partners.duplicates.keys import alike, domain_of, is_front_page, name_key, slug_of
from crm.values import Message
from crm.values.enums import Choice

NAME_FIELDS = ("name", "legal_name", "name_zh", "name_en")
UPDATABLE = tuple(field for field in PARTNER_FILLABLE if field != "other_names")
"""Fields in which the file may overwrite the book. Further names are added, never replaced."""

Found = tuple[Ref, Message]


class PartnerBook:
    """Partners by every key: those of the book, and those that this plan makes."""

    def __init__(self, known: Known, survey: Survey, writes: Writes) -> None:
        self.survey = survey
        self.writes = writes
        self.held = {keys.id: dict(zip(PARTNER_FILLABLE, keys.held, strict=True)) for keys in known.partners}
        self.names_of: dict[Ref, list[str]] = {}
        self.code_of: dict[Ref, str] = {}
        self.by_code: dict[str, Ref] = {}
        self.by_domain: dict[str, list[Ref]] = defaultdict(list)
        self.by_name: dict[str, list[Ref]] = defaultdict(list)
        self.by_slug: dict[str, Ref] = {}
        self.by_name_slug: dict[str, Ref] | None = None
        self.home: Ref | None = None
        for keys in known.partners:
            self.enter(keys.id, keys.names, keys.credit_code, keys.website, keys.slug)
            if keys.is_home:
                self.home = keys.id

    def enter(self, ref: Ref, names: list[str], code: str, website: str, slug: str) -> None:
        """Makes the partner found by its keys; an earlier one keeps a key that it has."""
        self.names_of[ref] = names
        for name in dict.fromkeys(map(name_key, names)):
            self.by_name[name].append(ref)
        if self.by_name_slug is not None:
            self.by_name_slug.setdefault(slug_of(names[0]), ref)
        if code:
            self.code_of[ref] = code
            self.by_code.setdefault(code, ref)
        if domain := domain_of(website):
            self.by_domain[domain].append(ref)
        if slug:
            self.by_slug.setdefault(slug_of(slug), ref)

    def name(self, ref: Ref) -> str:
        return self.names_of[ref][0]

    def find(self, draft: PartnerDraft) -> Found | None:
        """By credit code, else by domain, else by a full name (the issue's order)."""
        code = str(draft.values.get("credit_code", ""))
        if code in self.by_code:
            return self.by_code[code], Message("import.by.credit_code")
        return self.find_by_domain(draft, code) or self.find_by_name(draft, code)

    def find_by_domain(self, draft: PartnerDraft, code: str) -> Found | None:
        """A website that several have, in the book or in this file, tells only partners of like names apart."""
        address = str(draft.values.get("website", ""))
        domain = domain_of(address)
        if not domain or (self.survey.is_list_of_projects and not is_front_page(address)):
            return None
        refs = [ref for ref in self.by_domain.get(domain, ()) if not self.codes_differ(code, ref)]
        if len(refs) > 1 or self.survey.shares_domain(domain):
            refs = [ref for ref in refs if self.joins(draft, ref)]
        if len(refs) != 1:
            return None
        (ref,) = refs
        if self.is_another_row(draft, ref):
            return None
        return ref, Message("import.by.domain", {"domain": domain})

    def joins(self, draft: PartnerDraft, ref: Ref) -> bool:
        """In a list of projects only the very name: two projects of one organisation are two rows."""
        if self.survey.is_list_of_projects:
            return name_key(draft.name) in map(name_key, self.names_of[ref])
        return any(alike(draft.name, name) for name in self.names_of[ref])

    def find_by_name(self, draft: PartnerDraft, code: str) -> Found | None:
        for field in NAME_FIELDS:
            if text := draft.values.get(field):
                refs = [ref for ref in self.by_name.get(name_key(str(text)), ()) if not self.codes_differ(code, ref)]
                refs = [ref for ref in refs if not self.is_another_row(draft, ref)]
                exact = [ref for ref in refs if str(text) in self.names_of[ref]]
                own = [ref for ref in exact if self.name(ref) == str(text)]
                if refs:
                    return (own or exact or refs)[0], Message("import.by.name")
        return None

    def codes_differ(self, code: str, ref: Ref) -> bool:
        return bool(code) and self.code_of.get(ref, code) != code

    def is_another_row(self, draft: PartnerDraft, ref: Ref) -> bool:
        """Whether this file tells the partner and the row apart: the same name in other letters, and other things."""
        names = self.names_of[ref]
        return draft.name not in names and any(self.survey.are_two(draft.name, name) for name in names)

    def add(self, values: dict[str, object]) -> Ref:
        """Plans a new partner."""
        self.writes.partners.append(values)
        ref = -len(self.writes.partners)
        names = [str(values[field]) for field in NAME_FIELDS if values.get(field)]
        names += str(values.get("other_names", "")).split("\n") if values.get("other_names") else []
        self.enter(
            ref,
            names,
            str(values.get("credit_code", "")),
            str(values.get("website", "")),
            str(values.get("slug", "")),
        )
        return ref

    def fill(self, ref: Ref, values: dict[str, object]) -> list[str]:
        """Plans the empty fields that the values fill; returns their names."""
        offered = {field: value for field, value in values.items() if field in PARTNER_FILLABLE and value}
        offered = {**offered, **self.another_name(ref, values)}
        present = self.present(ref)
        filled = {field: value for field, value in offered.items() if not present.get(field)}
        self.put(ref, filled)
        return list(filled)

    def update(self, ref: Ref, values: dict[str, object], fields: Iterable[str]) -> list[str]:
        """Plans the values of the file for these fields of a partner of the book, where they are others."""
        present = self.present(ref)
        updated = {
            field: values[field]
            for field in fields
            if values.get(field) and as_held(values[field]) != as_held(present.get(field, ""))
        }
        self.put(ref, updated)
        return list(updated)

    def conflicts(self, ref: Ref, values: dict[str, object]) -> list[Conflict]:
        """Where a partner of the book holds something else than the row."""
        present = self.present(ref)
        return [
            Conflict(field, as_held(present[field]), as_held(values[field]))
            for field in UPDATABLE
            if values.get(field) and present.get(field) and as_held(values[field]) != as_held(present[field])
        ]

    def present(self, ref: Ref) -> dict[str, object]:
        """What the partner holds, with what this plan has put already."""
        if ref < 0:
            return self.writes.partners[-ref - 1]
        return {**self.held[ref], **self.writes.partner_fills.get(ref, {})}

    def put(self, ref: Ref, values: dict[str, object]) -> None:
        if not values:
            return
        target = self.writes.partners[-ref - 1] if ref < 0 else self.writes.partner_fills.setdefault(ref, {})
        target.update(values)
        self.enter_filled(ref, values)

    def enter_filled(self, ref: Ref, filled: dict[str, object]) -> None:
        if code := str(filled.get("credit_code", "")):
            self.code_of[ref] = code
            self.by_code.setdefault(code, ref)
        if domain := domain_of(str(filled.get("website", ""))):
            self.by_domain[domain].append(ref)
        if slug := str(filled.get("slug", "")):
            self.by_slug.setdefault(slug_of(slug), ref)
        for field in ("name_en", "name_zh", "legal_name"):
            if text := str(filled.get(field, "")):
                self.names_of[ref].append(text)
                self.by_name[name_key(text)].append(ref)

    def another_name(self, ref: Ref, values: dict[str, object]) -> dict[str, object]:
        """A partner found by code or website may be called otherwise here: the name is kept where there is room."""
        name = str(values.get("name", ""))
        known = {name_key(other) for other in self.names_of[ref]}
        if not name or name_key(name) in known:
            return {}
        own = self.name(ref)
        if bool(IS_HAN.search(name)) != bool(IS_HAN.search(own)):
            field = "name_zh" if IS_HAN.search(name) else "name_en"
            return {field: values.get(field) or name}
        return {"other_names": values.get("other_names") or name}

    def of_slug(self, slug: str) -> Ref | None:
        """The partner that bears the slug, or whose name makes it."""
        key = slug_of(slug)
        if self.by_name_slug is None:
            self.by_name_slug = {}
            for ref, names in self.names_of.items():
                self.by_name_slug.setdefault(slug_of(names[0]), ref)
        return self.by_slug.get(key) or self.by_name_slug.get(key)

    def of_name(self, name: str) -> Ref | None:
        refs = self.by_name.get(name_key(name))
        return refs[0] if refs else None


def once(words: Iterable[str]) -> dict[str, str]:
    """Words by their folded form, the first spelling kept."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(folded(word), word)
    return found


def as_held(value: object) -> str:
    """As the book keeps it and a person reads it."""
    return str(value.value) if isinstance(value, Choice) else str(value)
