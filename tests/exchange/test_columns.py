"""Columns guessed from headers in both languages, and cells in many spellings."""

from datetime import date

import pytest

from crm.acts.importing import SheetKind
from crm.exchange.columns import FIELDS, chosen_columns, guess_columns, is_known_header
from crm.exchange.columns.guess import Source
from crm.exchange.columns.phones import phones_of
from crm.exchange.columns.synonyms import SYNONYMS, folded
from crm.exchange.columns.words import nearest, recognised
from crm.exchange.tables import Sheet, read_table
from crm.language import is_known
from crm.language.countries import country_of, nearest_country
from crm.values import Problem, Refused
from crm.values.days import DayOrder, day_of, order_of
from crm.values.enums import DecisionRole, InteractionKind, Language, PartnerRole, Stage, Tier


def sheet_of(headers: str, *rows: str) -> Sheet:
    return read_table("\n".join([headers, *(rows or ["x" + "," * headers.count(",")])]).encode())


def fields_of(sheet: Sheet) -> list[str | None]:
    return [column.field for column in guess_columns(sheet).columns]


CASES = [
    ("公司,姓名,职务,手机,微信", "contacts", "partner.name contact.name contact.title contact.phone contact.wechat"),
    (
        "单位名称,简称,英文名,统一社会信用代码,合作类型,进展,级别,联系人,电话,备注,内部编号",
        "partners",
        "partner.name partner.other_names partner.name_en partner.credit_code partner.role partner.stage partner.tier"
        " contact.name contact.phone partner.description -",
    ),
    (
        "Account Name,First Name,Last Name,Job Title,E-mail,Mobile Phone",
        "contacts",
        "partner.name contact.first_name contact.last_name contact.title contact.email contact.phone",
    ),
    (
        "Name,Organization,Title,Email",
        "contacts",
        "contact.name partner.name contact.title contact.email",
    ),
    (
        "name,organization,homepage,repository,stage",
        "partners",
        "partner.name partner.organization partner.website partner.repository partner.maturity",
    ),
    (
        "Company,Date,Type,Notes,Attendees,Action Items",
        "interactions",
        "partner.name interaction.held_on interaction.kind interaction.notes interaction.people interaction.actions",
    ),
    (
        "客户名称,拜访日期,沟通方式,会议纪要,参会人员,待办事项",
        "interactions",
        "partner.name interaction.held_on interaction.kind interaction.notes interaction.people interaction.actions",
    ),
    (
        "客户公司（必填）,联系人 手机号码*,联系人姓名,所属行业,官网,国家/地区,城市",
        "partners",
        "partner.name contact.phone contact.name partner.verticals partner.website partner.country partner.city",
    ),
    ("Compnay Name,Websit,Tiers", "partners", "partner.name - -"),
    (
        "公司名稱,聯絡人,職稱,電話,信箱",
        "contacts",
        "partner.name contact.name contact.title contact.phone contact.email",
    ),
]


@pytest.mark.parametrize(("headers", "kind", "fields"), CASES)
def test_columns_are_guessed_by_their_headers(headers: str, kind: str, fields: str) -> None:
    columns = guess_columns(sheet_of(headers))
    guessed = [column.field or "-" for column in columns.columns]
    wanted = fields.split()
    assert columns.kind is SheetKind(kind)
    assert [field for field, want in zip(guessed, wanted, strict=True) if want != "-"] == [
        want for want in wanted if want != "-"
    ]


def test_headers_that_say_nothing_are_guessed_by_their_cells() -> None:
    sheet = sheet_of("a1,b1,c1,d1", "杭州仁禾医疗有限公司,https://renhe.example,91350100M000100Y43,2026-09-01")
    assert fields_of(sheet)[:3] == ["partner.name", "partner.website", "partner.credit_code"]


def test_a_stage_that_is_ours_is_our_stage_and_another_is_maturity() -> None:
    ours = sheet_of("公司,合作类型,状态", "仁禾,数据,洽谈中", "云岫,算力,潜在")
    other = sheet_of("name,website,status", "Ray,ray.io,sandbox", "Milvus,milvus.io,graduated")
    assert fields_of(ours)[2] == "partner.stage"
    assert fields_of(other)[2] == "partner.maturity"


def test_what_a_person_chose_stands_and_the_guess_gives_way() -> None:
    sheet = sheet_of("公司,客户名称,姓名", "甲,乙,丙")
    chosen = chosen_columns(sheet, [("partner.name", "客户名称"), ("none", "3")], SheetKind.PARTNERS)
    columns = guess_columns(sheet, SheetKind.PARTNERS, chosen)
    assert [column.field for column in columns.columns] == [None, "partner.name", None]
    assert columns.columns[1].source is Source.CHOSEN


def test_wrong_pairs_are_refused_with_the_nearest_word() -> None:
    sheet = sheet_of("公司,姓名", "甲,乙")
    with pytest.raises(Refused) as refusal:
        chosen_columns(sheet, [("phon", "姓名"), ("name", "没有")], None)
    problems = refusal.value.problems
    assert [problem.code for problem in problems] == ["import-field-unknown", "import-column-unknown"]
    assert "contact.phone" in problems[0].values["nearest"]  # type: ignore[operator]


def test_every_field_has_a_name_in_both_languages_and_every_synonym_a_field() -> None:
    for field in FIELDS:
        assert all(is_known(f"import.field.{field}", language) for language in Language)
    assert {meaning for meaning in SYNONYMS if not meaning.startswith("?")} <= set(FIELDS)
    meant: dict[str, set[str]] = {}
    for meaning, words in SYNONYMS.items():
        for word in words.split("|"):
            meant.setdefault(folded(word), set()).add(meaning)
    assert {word: meanings for word, meanings in meant.items() if len(meanings) > 1} == {}
    assert not is_known_header("杭州仁禾医疗数据有限公司")


DAYS = [
    *((text, date(2026, 9, 22)) for text in (
        "2026-09-22", "2026/9/22", "2026.9.22", "2026年9月22日", "2026 年 9 月 22 日", "20260922", "22 Sep 2026",
        "22 September 2026", "Sep 22, 2026", "Tue, 22 Sep 2026", "22-Sep-2026", "２０２６-０９-２２",
        "22/9/2026", "9/22/2026", "2026-09-22 14:06", "22.09.2026", "22nd September 2026",
    )),
    (46287, date(2026, 9, 22)),
    (20260922, date(2026, 9, 22)),
    (date(2026, 9, 22), date(2026, 9, 22)),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), DAYS)
def test_a_day_in_many_spellings(cell: str, day: date) -> None:
    assert day_of(cell, order_of([cell])) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2026-02-30", "row-date-impossible"),
        ("30 Feb 2026", "row-date-impossible"),
        ("2026-13-02", "row-date-impossible"),
        ("29/2/2026", "row-date-impossible"),
        ("3/4/2026", "row-date-ambiguous"),
        ("soon", "row-date-unknown"),
        ("3/4/26", "row-date-unknown"),
        (7, "row-date-unknown"),
    ],
)
def test_a_day_that_is_none_is_never_rolled(cell: str, code: str) -> None:
    found = day_of(cell, order_of([cell]))
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_column_settles_what_one_cell_cannot() -> None:
    assert order_of(["3/4/2026", "13/4/2026"]) is DayOrder.DAY_FIRST
    assert order_of(["3/4/2026", "4/13/2026"]) is DayOrder.MONTH_FIRST
    assert order_of(["13/4/2026", "4/13/2026"]) is DayOrder.MIXED
    assert day_of("3/4/2026", DayOrder.DAY_FIRST) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("word", "member"),
    [
        ("数据", PartnerRole.DATA_PROVIDER),
        ("算力提供方", PartnerRole.COMPUTE_PROVIDER),
        ("Data Provider", PartnerRole.DATA_PROVIDER),
        ("data-provider", PartnerRole.DATA_PROVIDER),
        ("渠道商", PartnerRole.DISTRIBUTOR),
        ("洽谈", Stage.NEGOTIATING),
        ("Active", Stage.ACTIVE),
        ("A", Tier.STRATEGIC),
        ("重点", Tier.PREFERRED),
        ("决策者", DecisionRole.DECISION_MAKER),
        ("腾讯会议", InteractionKind.VIDEO),
        ("Phone Call", InteractionKind.CALL),
    ],
)
def test_words_of_closed_lists(word: str, member: object) -> None:
    assert recognised(type(member), word) is member  # type: ignore[type-var]


def test_a_strange_word_gets_the_nearest_one() -> None:
    assert recognised(PartnerRole, "银行") is None
    assert nearest(PartnerRole, "银行") is PartnerRole.FINANCIAL
    assert nearest(PartnerRole, "孵化器") is PartnerRole.INVESTOR
    assert nearest(PartnerRole, "distribtor") is PartnerRole.DISTRIBUTOR
    assert nearest(PartnerRole, "xyzzy") is None


@pytest.mark.parametrize(
    ("typed", "region", "values", "doubtful"),
    [
        ("138 0013 8000", "CN", ["+8613800138000"], []),
        ("010-62345678转12", "CN", ["+861062345678"], []),
        ("010-62345678 ext. 12", "CN", ["+861062345678"], []),
        ("+49 30 901820", "CN", ["+4930901820"], []),
        ("030 901820", "DE", ["+4930901820"], []),
        ("13800138000/13900139000", "CN", ["+8613800138000", "+8613900139000"], []),
        ("１３８００１３８０００、13900139000", "CN", ["+8613800138000", "+8613900139000"], []),
        ("call me", "CN", ["call me"], ["call me"]),
        ("12345", "CN", ["12345"], ["12345"]),
    ],
)
def test_phones(typed: str, region: str, values: list[str], doubtful: list[str]) -> None:
    points, strange = phones_of(typed, region)
    assert [point.value for point in points] == values
    assert strange == doubtful


def test_countries() -> None:
    assert [country_of(name) for name in ("中国", "China", "cn", "USA", "德国", "Deutschland")] == [
        "CN", "CN", "CN", "US", "DE", "DE"
    ]  # fmt: skip
    assert country_of("Atlantis") is None
    assert nearest_country("Germny") == "germany"
