"""A small town of partners, on the day of the drawings."""

from dataclasses import dataclass
from datetime import date

import pytest

from crm.book import Book
from crm.partners.commands import AddContact, AddPartner, NewRole
from crm.partners.contact_points import Point
from crm.partners.queries import Owners
from crm.values.enums import ContactPointKind, PartnerRole, Stage, Tier
from crm.values.ids import ContactId, PartnerId

TODAY = date(2026, 9, 22)


@dataclass
class Town:
    """The book and the ids in it."""

    book: Book
    me: ContactId
    renhe: PartnerId
    stratus: PartnerId
    lanting: PartnerId
    shen: ContactId
    fang: ContactId


@pytest.fixture
def town(book: Book) -> Town:
    me = book.query(Owners())[0].id
    renhe = book.execute(
        AddPartner(
            {
                "name": "仁禾医疗数据",
                "name_en": "Renhe Hospital Data",
                "tier": "strategic",
                "owner_id": me,
                "country": "CN",
                "city": "杭州",
            },
            verticals=("Health",),
            roles=(NewRole(PartnerRole.DATA_PROVIDER, Stage.PROSPECT, date(2025, 1, 10)),),
        )
    ).first("partner")
    stratus = book.execute(AddPartner({"name": "云岫算力", "name_en": "Stratus Peak Cloud", "tier": Tier.PREFERRED}))
    lanting = book.execute(AddPartner({"name": "澜亭银行", "name_en": "Lanting Bank"}))
    shen = book.execute(
        AddContact(
            {"name": "沈若兰", "name_en": "Shen Ruolan", "decision_role": "decision-maker"},
            (Point(ContactPointKind.PHONE, "138 0013 8000"), Point(ContactPointKind.WECHAT, "ruolan")),
            PartnerId(renhe),
            "首席数据官",
            date(2024, 3, 1),
        )
    ).first("contact")
    fang = book.execute(AddContact({"name": "方薇"}, partner_id=PartnerId(renhe))).first("contact")
    return Town(
        book,
        me,
        PartnerId(renhe),
        PartnerId(stratus.first("partner")),
        PartnerId(lanting.first("partner")),
        ContactId(shen),
        ContactId(fang),
    )
