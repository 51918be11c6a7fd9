"""The first act in a new book: who we are, and who *me* is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from crm import model
from crm.book.records import home_id, row_id
from crm.values import Command, Problem, Read, Transaction, Values

COMPANY_FIELDS = {"company": "name", "company_en": "name_en", "company_zh": "name_zh", "country": "country"}
PERSON_FIELDS = {"person": "name", "person_en": "name_en", "person_zh": "name_zh", "language": "language"}


@dataclass(frozen=True, slots=True)
class SetHomeParty(Command):
    """Makes the home party and the contact who is *me*, in one step. Names in both languages where they are known."""

    label: ClassVar[str] = "undo.set-home-party"
    company: str
    person: str
    title: str = ""
    company_en: str = ""
    company_zh: str = ""
    country: str = ""
    person_en: str = ""
    person_zh: str = ""
    language: str = ""

    def _values(self, fields: Mapping[str, str]) -> dict[str, object]:
        return {column: getattr(self, own) for own, column in fields.items()}

    def check(self, read: Read) -> list[Problem]:
        if home_id(read) is not None:
            return [Problem("home-party-exists", field="company")]
        problems = renamed(model.problems_of(model.PartnerFields, self._values(COMPANY_FIELDS)), COMPANY_FIELDS)
        problems += renamed(model.problems_of(model.ContactFields, self._values(PERSON_FIELDS)), PERSON_FIELDS)
        return problems + model.problems_of(model.AffiliationFields, {"title": self.title})

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        company = checked(model.PartnerFields, self._values(COMPANY_FIELDS))
        home = tx.add(model.Partner(**company, is_home=True))
        me = tx.add(model.Contact(**checked(model.ContactFields, self._values(PERSON_FIELDS))))
        tx.add(model.Affiliation(contact_id=row_id(me), partner_id=row_id(home), title=self.title.strip()))

    def label_values(self, tx: Transaction) -> Values:
        return {"name": self.company.strip()}


def renamed(problems: list[Problem], fields: Mapping[str, str]) -> list[Problem]:
    """The problems of a record's columns, beside the fields of the command that a form shows."""
    own = {column: name for name, column in fields.items()}
    return [Problem(problem.code, own.get(problem.field or "", problem.field), problem.values) for problem in problems]
