"""The shapes in which other programs let people go: which headers tell a shape, and which field each header fills.

Where each header was seen stands in tests/exchange/shapes/README.md. A header that a shape does not name is kept out:
an export has a hundred columns that would otherwise be guessed at.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from crm.acts.importing.kinds import SheetKind
from crm.exchange.columns.synonyms import folded

Patterns = tuple[tuple[str, str], ...]
"""Regular expressions over folded headers, for columns that are numbered, with their fields."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`name` ends the catalogue's code `import.shape.<name>`; `needs` are the headers that tell it."""

    name: str
    kind: SheetKind
    needs: tuple[str, ...]
    fields: Mapping[str, str]
    numbered: Patterns = field(default=())

    def field_of(self, header: str) -> str | None:
        plain = folded(header)
        return self.plain_fields().get(plain) or next(
            (name for pattern, name in self.numbered if re.fullmatch(pattern, plain)), None
        )

    def plain_fields(self) -> Mapping[str, str]:
        return {folded(header): name for header, name in self.fields.items()}

    def is_shape_of(self, headers: set[str]) -> bool:
        return all(folded(header) in headers for header in self.needs)


PARTNERS, CONTACTS = SheetKind.PARTNERS, SheetKind.CONTACTS
NAMED = {"First Name": "contact.first_name", "Last Name": "contact.last_name"}
GOOGLE_NUMBERED = (
    (r"email\d+value", "contact.email"),
    (r"phone\d+value", "contact.phone"),
    (r"website1value", "partner.website"),
)
OUTLOOK_PHONES = (
    "Business Phone", "Business Phone 2", "Mobile Phone", "Primary Phone", "Home Phone", "Company Main Phone",
)  # fmt: skip
OUTLOOK_PHONES_ZH = ("商务电话", "商务电话 2", "移动电话", "主要电话", "住宅电话", "单位主要电话")
ESPO_ACCOUNT = {
    "Website": "partner.website",
    "Type": "partner.role",
    "Industry": "partner.verticals",
    "Billing Address City": "partner.city",
    "Billing Address Country": "partner.country",
    "Description": "partner.description",
    "Assigned User": "partner.owner",
    "ID": "partner.slug",
}

SHAPES = (
    Shape(
        "linkedin",
        CONTACTS,
        ("First Name", "Last Name", "Company", "Position", "Connected On"),
        {
            **NAMED,
            "Email Address": "contact.email",
            "Company": "partner.name",
            "Position": "contact.title",
            "URL": "contact.notes",
        },
    ),
    Shape(
        "google",
        CONTACTS,
        ("First Name", "Last Name", "Organization Name", "Organization Title"),
        {
            **NAMED,
            "Organization Name": "partner.name",
            "Organization Title": "contact.title",
            "Notes": "contact.notes",
            "Labels": "contact.tags",
        },
        GOOGLE_NUMBERED,
    ),
    Shape(
        "google-old",
        CONTACTS,
        ("Given Name", "Family Name", "Group Membership"),
        {
            "Given Name": "contact.first_name",
            "Family Name": "contact.last_name",
            "Organization 1 - Name": "partner.name",
            "Organization 1 - Title": "contact.title",
            "Notes": "contact.notes",
            "Group Membership": "contact.tags",
        },
        GOOGLE_NUMBERED,
    ),
    Shape(
        "outlook",
        CONTACTS,
        ("First Name", "Last Name", "Company", "E-mail Address"),
        {
            **NAMED,
            "Company": "partner.name",
            "Job Title": "contact.title",
            "E-mail Address": "contact.email",
            "Business City": "partner.city",
            "Business Country/Region": "partner.country",
            "Business Country": "partner.country",
            "Web Page": "partner.website",
            "Business Home Page": "partner.website",
            "Categories": "contact.tags",
            "Notes": "contact.notes",
            **dict.fromkeys(OUTLOOK_PHONES, "contact.phone"),
        },
        ((r"email\daddress", "contact.email"),),
    ),
    Shape(
        "outlook",
        CONTACTS,
        ("姓", "单位", "电子邮件地址"),
        {
            "姓": "contact.last_name",
            "名": "contact.first_name",
            "名字": "contact.first_name",
            "单位": "partner.name",
            "职务": "contact.title",
            "电子邮件地址": "contact.email",
            "商务地址 市/县": "partner.city",
            "商务地址 国家/地区": "partner.country",
            "网页": "partner.website",
            "类别": "contact.tags",
            "附注": "contact.notes",
            **dict.fromkeys(OUTLOOK_PHONES_ZH, "contact.phone"),
        },
        ((r"电子邮件\d地址", "contact.email"),),
    ),
    Shape(
        "hubspot-companies",
        PARTNERS,
        ("Record ID", "Company name", "Company owner"),
        {
            "Record ID": "partner.slug",
            "Company name": "partner.name",
            "Company owner": "partner.owner",
            "Company Domain Name": "partner.website",
            "Website URL": "partner.website",
            "City": "partner.city",
            "Country/Region": "partner.country",
            "Industry": "partner.verticals",
            "Type": "partner.role",
            "Lifecycle Stage": "partner.stage",
            "Last Activity Date": "partner.last_contact",
            "Description": "partner.description",
        },
    ),
    Shape(
        "hubspot-contacts",
        CONTACTS,
        ("Record ID", "First Name", "Last Name", "Email"),
        {
            **NAMED,
            "Email": "contact.email",
            "Phone Number": "contact.phone",
            "Mobile Phone Number": "contact.phone",
            "Job Title": "contact.title",
            "Company Name": "partner.name",
            "Associated Company": "partner.name",
            "Country/Region": "partner.country",
            "City": "partner.city",
            "Contact owner": "partner.owner",
        },
    ),
    Shape(
        "salesforce-leads",
        CONTACTS,
        ("Lead Status", "Company / Account"),
        {
            **NAMED,
            "Company / Account": "partner.name",
            "Title": "contact.title",
            "Email": "contact.email",
            "Phone": "contact.phone",
            "Mobile": "contact.phone",
            "City": "partner.city",
            "Country": "partner.country",
            "Industry": "partner.verticals",
            "Website": "partner.website",
            "Lead Owner": "partner.owner",
            "Description": "contact.notes",
        },
    ),
    Shape(
        "salesforce-contacts",
        CONTACTS,
        ("Salutation", "First Name", "Last Name", "Account Name"),
        {
            **NAMED,
            "Account Name": "partner.name",
            "Title": "contact.title",
            "Email": "contact.email",
            "Phone": "contact.phone",
            "Mobile": "contact.phone",
            "Mailing City": "partner.city",
            "Mailing Country": "partner.country",
            "Contact Owner": "partner.owner",
            "Account Owner": "partner.owner",
        },
    ),
    Shape(
        "salesforce-accounts",
        PARTNERS,
        ("Account Name", "Account Owner"),
        {
            "Account ID": "partner.slug",
            "Account Name": "partner.name",
            "Account Owner": "partner.owner",
            "Type": "partner.role",
            "Industry": "partner.verticals",
            "Billing City": "partner.city",
            "Billing Country": "partner.country",
            "Website": "partner.website",
            "Last Activity": "partner.last_contact",
            "Description": "partner.description",
            "Account Description": "partner.description",
        },
    ),
    Shape(
        "twenty-people",
        CONTACTS,
        ("Name / First Name", "Name / Last Name", "Emails / Primary Email"),
        {
            "Name / First Name": "contact.first_name",
            "Name / Last Name": "contact.last_name",
            "Emails / Primary Email": "contact.email",
            "Emails / Additional Emails": "contact.email",
            "Phones / Primary Phone Number": "contact.phone",
            "Phones / Primary Phone Calling Code": "contact.phone_code",
            "Phones / Additional Phones": "contact.phone",
            "Job Title": "contact.title",
            "City": "partner.city",
            "Company / Name": "partner.name",
            "Company": "partner.name",
            "Linkedin / Link URL": "contact.notes",
        },
    ),
    Shape(
        "twenty-companies",
        PARTNERS,
        ("Name", "Domain Name / Link URL"),
        {
            "Id": "partner.slug",
            "Name": "partner.name",
            "Domain Name / Link URL": "partner.website",
            "Address / City": "partner.city",
            "Address / Country": "partner.country",
            "X / Link URL": "partner.twitter",
        },
    ),
    Shape(
        "espocrm-accounts",
        PARTNERS,
        ("Name", "Billing Address City", "Assigned User"),
        {"Name": "partner.name", **ESPO_ACCOUNT},
    ),
    Shape(
        "espocrm-contacts",
        CONTACTS,
        ("First Name", "Last Name", "Account", "Assigned User"),
        {
            **NAMED,
            "Account": "partner.name",
            "Account Name": "partner.name",
            "Title": "contact.title",
            "Account Title": "contact.title",
            "Email": "contact.email",
            "Phone": "contact.phone",
            "Address City": "partner.city",
            "Address Country": "partner.country",
            "Description": "contact.notes",
        },
    ),
    Shape(
        "monica",
        CONTACTS,
        ("monica first_name", "monica last_name"),
        {
            "monica first_name": "contact.first_name",
            "monica last_name": "contact.last_name",
            "company": "partner.name",
            "job": "contact.title",
            "email": "contact.email",
            "phone": "contact.phone",
            "notes": "contact.notes",
            "tags": "contact.tags",
        },
    ),
    Shape(
        "wecom-customers",
        CONTACTS,
        ("客户名称", "添加人", "添加时间"),
        {
            "客户名称": "contact.name",
            "备注": "contact.notes",
            "描述": "contact.notes",
            "企业": "partner.name",
            "所属企业": "partner.name",
            "备注企业": "partner.name",
            "职务": "contact.title",
            "电话": "contact.phone",
            "手机": "contact.phone",
            "添加人": "partner.owner",
            "标签": "contact.tags",
        },
    ),
    Shape(
        "wecom-members",
        CONTACTS,
        ("姓名", "帐号", "部门"),
        {
            "姓名": "contact.name",
            "别名": "contact.name_en",
            "职务": "contact.title",
            "手机": "contact.phone",
            "座机": "contact.phone",
            "个人邮箱": "contact.email",
            "邮箱": "contact.email",
            "企业邮箱": "contact.email",
            "企业": "partner.name",
            "部门": "contact.notes",
        },
    ),
    Shape(
        "fxiaoke-contacts",
        CONTACTS,
        ("联系人姓名", "客户名称", "负责人"),
        {
            "联系人姓名": "contact.name",
            "客户名称": "partner.name",
            "职务": "contact.title",
            "手机": "contact.phone",
            "手机1": "contact.phone",
            "电话": "contact.phone",
            "邮件": "contact.email",
            "负责人": "partner.owner",
            "备注": "contact.notes",
        },
    ),
    Shape(
        "fxiaoke-customers",
        PARTNERS,
        ("客户名称", "客户级别", "负责人"),
        {
            "客户名称": "partner.name",
            "客户编号": "partner.slug",
            "客户级别": "partner.tier",
            "客户类型": "partner.role",
            "1级行业": "partner.verticals",
            "行业": "partner.verticals",
            "省": "partner.tags",
            "市": "partner.city",
            "国家": "partner.country",
            "网址": "partner.website",
            "公司网址": "partner.website",
            "统一社会信用代码": "partner.credit_code",
            "负责人": "partner.owner",
            "最后跟进时间": "partner.last_contact",
            "备注": "partner.description",
        },
    ),
)


@cache
def words() -> frozenset[str]:
    """Every header that a shape names, folded."""
    return frozenset(folded(header) for shape in SHAPES for header in (*shape.needs, *shape.fields))


def shape_of(headers: Iterable[str]) -> Shape | None:
    """The shape whose telling headers are all there."""
    plain = {folded(header) for header in headers}
    return next((shape for shape in SHAPES if shape.is_shape_of(plain)), None)
