"""Each field of the filter, in the words of either language, finds in the sample book what its rows say."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from crm.acts.sample import create_sample
from crm.book import Book, FixedClock
from crm.faces.me import me_in
from crm.partners.filters import FIELDS, read_filter
from crm.partners.queries import ContactRows, PartnerDetail, PartnerOrder, SavedViews, ViewCounts
from crm.partners.queries.leaving import LeavingRow, LeavingRows
from crm.values.enums import DecisionRole, PartnerRole, Stage, Tier
from tests.conftest import NOON

TODAY = NOON.date()
DAYS = timedelta(days=1)
Passes = Callable[[LeavingRow], bool]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path: Path = tmp_path_factory.mktemp("filters") / "sample.liaison"
    create_sample(path, FixedClock(NOON))
    book = Book.open(path, clock=FixedClock(NOON), read_only=True)
    me = me_in(book)
    assert me is not None
    book.user = me.uid
    yield book
    book.close()


@pytest.fixture(scope="module")
def rows(sample: Book) -> list[LeavingRow]:
    return sample.query(LeavingRows(sample.query(PartnerOrder(TODAY)), TODAY))


def has(field: str, text: str) -> Passes:
    return lambda row: text in row.texts[field].casefold()


def since(row: LeavingRow) -> int:
    return (TODAY - (row.last_contact_on or date.min)).days


def fit(row: LeavingRow) -> Fraction | None:
    return Fraction(row.fit_points, row.fit_weight) if row.fit_points is not None and row.fit_weight else None


def in_role(role: PartnerRole, *stages: Stage) -> Passes:
    return lambda row: any(held.role is role and (held.stage in stages or not stages) for held in row.roles)


def due(row: LeavingRow, first: date, last: date) -> bool:
    return row.next_due_on is not None and first <= row.next_due_on <= last


CASES: list[tuple[str, str, Passes]] = [
    ("name_en:bank", "英文名：bank", has("name_en", "bank")),
    ("chinese-name:银行", "中文名：银行", has("name_zh", "银行")),
    ("legal:有限公司", "法定名称：有限公司", has("legal_name", "有限公司")),
    ("code:91", "信用代码：91", has("credit_code", "91")),
    ("domain:haitang", "域名：haitang", has("website", "haitang")),
    ("city:杭州", "城市：杭州", has("city", "杭州")),
    ("city=杭州", "城市=杭州", lambda row: row.texts["city"] == "杭州"),
    ("description:data", "简介：data", has("description", "data")),
    ("country:singapore,US", "国家：新加坡、美国", lambda row: row.texts["country"] in ("SG", "US")),
    ("role:platform", "类型：平台", in_role(PartnerRole.PLATFORM)),
    (
        "role:downstream stage:negotiating,active",
        "类型：下游企业 阶段：洽谈中，合作中",
        in_role(PartnerRole.DOWNSTREAM, Stage.NEGOTIATING, Stage.ACTIVE),
    ),
    ("-stage:active", "-阶段：合作中", lambda row: all(held.stage is not Stage.ACTIVE for held in row.roles)),
    ("tier:strategic,preferred", "级别：战略、优选", lambda row: row.tier in (Tier.STRATEGIC, Tier.PREFERRED)),
    ("tier!=strategic", "级别≠战略", lambda row: row.tier is not Tier.STRATEGIC),
    ('owner:"Lin Yue"', "负责人：lin", lambda row: row.owner_en.startswith("Lin")),
    ("owner:me", "负责人：本人", lambda row: row.owner_en == "Lin Yue"),
    ("vertical:health", "领域：医疗健康", lambda row: "health" in row.verticals),
    ("has:tag", "有：标签", lambda row: bool(row.tags)),
    ("no:tag", "无：标签", lambda row: not row.tags),
    ('tag:"session price"', "标签：「session price」", lambda row: "session price" in row.tags),
    ("last<30d", "最近联系<30天", lambda row: since(row) < 30),
    ("last>30d", "最近联系>30天", lambda row: row.last_contact_on is not None and since(row) > 30),
    ("last<=2w", "最近联系≤2周", lambda row: since(row) <= 14),
    ("last:30d..60d", "最近联系：30天..60天", lambda row: 30 <= since(row) <= 60),
    (
        "last:2026-08",
        "最近联系：2026年8月",
        lambda row: bool(row.last_contact_on) and (row.last_contact_on.year, row.last_contact_on.month) == (2026, 8),
    ),
    ("next:overdue", "下次：逾期", lambda row: due(row, date.min, TODAY - DAYS)),
    ("next:today..30d", "下次：今天..30天", lambda row: due(row, TODAY, TODAY + 30 * DAYS)),
    ("next:2026-09-01..2026-09-30", "下次：2026-09-01..", lambda row: due(row, date(2026, 9, 1), date(2026, 9, 30))),
    ("created>=2026-01-01", "创建≥2026-01-01", lambda row: row.created_on >= date(2026, 1, 1)),
    ("open>=2", "待办≥2", lambda row: row.open_items >= 2),
    ("open:1..2", "待办：1..2", lambda row: 1 <= row.open_items <= 2),
    ("people:1", "人数：1", lambda row: row.people == 1),
    ("is:resting", "是：系于一人", lambda row: row.people == 1),
    ("is:quiet", "久未联络", lambda row: (row.quiet_by or 0) > 0),
    ("quiet>5", "失联>5", lambda row: (row.quiet_by or 0) > 5),
    ("is:overdue", "是：已逾期", lambda row: due(row, date.min, TODAY - DAYS)),
    ("is:unclassified", "是：未分类", lambda row: not row.roles),
    ("fit>=3.5", "契合度≥3.5", lambda row: (fit(row) or 0) >= Fraction(7, 2)),
    ("no:fit", "无：契合度", lambda row: fit(row) is None),
    ("maturity:graduated", "成熟度：graduated", has("maturity", "graduated")),
    ("repo:github", "仓库：github", has("repository", "github")),
    ("slug:a", "来源标识：a", has("slug", "a")),
    ("twitter:a", "推特：a", has("twitter", "a")),
    ("alias:a", "别名：a", has("other_names", "a")),
]


@pytest.mark.parametrize(("english", "chinese", "passes"), CASES, ids=[case[0] for case in CASES])
def test_a_field_finds_what_its_rows_say(
    english: str, chinese: str, passes: Passes, sample: Book, rows: list[LeavingRow]
) -> None:
    wanted = {row.id for row in rows if passes(row)}

    assert found(sample, english) == wanted
    if not english.startswith("next:2026"):  # there the two ask for different ends
        assert found(sample, chinese) == wanted


def found(sample: Book, text: str) -> set[int]:
    reading = read_filter(text)
    assert reading.problems == ()
    return set(sample.query(PartnerOrder(TODAY, reading.filter, me=sample.user)))


@pytest.mark.parametrize("text", ["contact:沈若兰", "联系人：shen"])
def test_a_partner_is_found_by_who_works_there(text: str, sample: Book) -> None:
    there = {
        row.id
        for row in sample.query(LeavingRows(sample.query(PartnerOrder(TODAY)), TODAY))
        if row.title_zh.startswith("仁禾")
    }

    assert found(sample, text) == there


@pytest.mark.parametrize(("english", "chinese"), [("decision:champion", "决策：支持者")])
def test_a_partner_is_found_by_the_decision_role_of_somebody_there(english: str, chinese: str, sample: Book) -> None:
    champions = {row.id for row in sample.query(ContactRows()) if row.decision_role is DecisionRole.CHAMPION}
    wanted = {
        key
        for key in sample.query(PartnerOrder(TODAY))
        if champions & {person.contact_id for person in sample.query(PartnerDetail(key, TODAY)).people}
    }

    assert found(sample, english) == found(sample, chinese) == wanted != set()


def test_every_field_is_tried_here_or_has_a_test_of_its_own() -> None:
    tried = {term.field for english, _, _ in CASES for term in read_filter(english).filter.terms}

    assert {field.key for field in FIELDS} - tried == {"name", "contact", "decision"}


def test_views_of_the_sample_open_without_a_problem(sample: Book) -> None:
    views = sample.query(SavedViews())

    assert all(view.problems == () for view in views)
    counts = {count.id: count.partners for count in sample.query(ViewCounts(TODAY, me=sample.user))}
    for view in views:
        assert counts[view.id] == len(sample.query(PartnerOrder(TODAY, view.filter, me=sample.user)))
