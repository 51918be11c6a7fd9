"""An overlap of restrictions in words: what meets what, in which clauses, when, where and in which field."""

import re
from typing import TYPE_CHECKING

from crm.agreements.places import place_name
from crm.agreements.scopes import field_name
from crm.values import Message
from crm.values.country import Country
from crm.values.enums import Language

if TYPE_CHECKING:  # the queries know the drafting
    from crm.agreements.queries.clauses import AgreementName
    from crm.agreements.queries.overlapping import OverlapRow, OverlapsRow


def overlap_message(row: "OverlapRow", reader: Language) -> Message:
    """Its non-compete meets the exclusivity of DL-2025-0007 Clinical dialogue data licence."""
    values = {"own": row.own.kind, "other": row.other.kind, "agreement": agreement_words(row.agreement, reader)}
    return Message("overlap.met", values)


def overlap_where(row: "OverlapRow", reader: Language) -> Message:
    """Here clause 3.1, there clause 5.2; 1 Oct 2026 to 30 Sep 2027; Guangdong; health."""
    places = [place_words(code, reader) for code in row.places] or Message("overlap.everywhere")
    fields = [field_name(code, reader) for code in row.fields] or Message("overlap.every-field")
    clauses = {"own": clause_words(row.own_number), "other": clause_words(row.other_number)}
    return Message("overlap.where", {**clauses, "days": day_words(row), "places": places, "fields": fields})


def overlaps_summary(row: "OverlapsRow") -> Message:
    """Of what is clean: held against how many, or that there was nothing to hold against them."""
    if not row.own:
        return Message("overlap.nothing-stated")
    return Message("overlap.none", {"n": row.compared}) if row.compared else Message("overlap.nothing-there")


def agreement_words(name: "AgreementName", reader: Language) -> str:
    """By number and title; a draft has the title alone."""
    english, chinese = name.title_en or name.title_zh, name.title_zh or name.title_en
    return f"{name.number} {english if reader is Language.ENGLISH else chinese}".strip()


def clause_words(number: str) -> Message:
    return Message("overlap.clause", {"number": number}) if number else Message("overlap.no-clause")


def day_words(row: "OverlapRow") -> Message:
    if row.first is not None and row.last is not None:
        return Message("overlap.days", {"first": row.first, "last": row.last})
    if row.first is not None:
        return Message("overlap.days-from", {"first": row.first})
    return Message("overlap.days-until", {"last": row.last}) if row.last else Message("overlap.days-always")


def place_words(code: str, reader: Language) -> str | Country:
    return Country(code) if re.fullmatch("[A-Z]{2}", code) else place_name(code, reader) or code
