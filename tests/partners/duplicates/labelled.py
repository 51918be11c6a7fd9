"""Labelled pairs as faces. A record is its name, then `;key=value` for what else is known of it."""

import csv
from dataclasses import dataclass
from pathlib import Path

from crm.partners.duplicates import contacts, partners
from crm.partners.duplicates.contacts import ContactFace
from crm.partners.duplicates.partners import PartnerFace
from crm.partners.duplicates.verdict import LIKELY, Verdict

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """Two records and whether a person says that they are one."""

    kind: str
    same: bool
    first: str
    second: str

    def verdict(self) -> Verdict:
        if self.kind == "partner":
            return partners.compare(partner(self.first), partner(self.second))
        return contacts.compare(contact(self.first), contact(self.second))


def read(name: str) -> list[Labelled]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [
            Labelled(row["kind"], row["same"] == "yes", row["first"], row["second"]) for row in csv.DictReader(file)
        ]


def parts(text: str) -> tuple[str, dict[str, str]]:
    name, *fields = text.split(";")
    return name, dict(field.split("=", 1) for field in fields)


def partner(text: str) -> PartnerFace:
    name, fields = parts(text)
    phones = frozenset(filter(None, [fields.pop("phone", "")]))
    sites = frozenset(filter(None, [fields.pop("mail", "")]))
    others = (fields.pop("also", ""),)
    names = tuple(filter(None, (name, *others)))
    return PartnerFace(0, names, phones=phones, sites=sites, **fields)


def contact(text: str) -> ContactFace:
    name, fields = parts(text)

    def of(key: str) -> frozenset[str]:
        return frozenset(value.casefold() for value in fields.get(key, "").split() if value)

    at = frozenset(int(key) for key in fields.get("partner", "").split())
    titles = tuple(filter(None, [fields.get("title", "")]))
    return ContactFace(0, (name,), of("email"), of("phone"), of("wechat"), at, titles=titles)


@dataclass(frozen=True)
class Figures:
    """How well the verdicts agree with the labels."""

    recall: float
    precision: float
    missed: list[Labelled]
    wrong: list[Labelled]


def figures(pairs: list[Labelled]) -> Figures:
    told = [(pair, pair.verdict().score >= LIKELY) for pair in pairs]
    right = sum(pair.same and said for pair, said in told)
    missed = [pair for pair, said in told if pair.same and not said]
    wrong = [pair for pair, said in told if said and not pair.same]
    return Figures(right / (right + len(missed)), right / (right + len(wrong)), missed, wrong)
