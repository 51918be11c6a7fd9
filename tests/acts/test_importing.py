"""The import act: all or nothing, the same key is the same record, one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.acts.importing import ImportPlan, ImportRows, Outcome, SheetKind
from crm.acts.importing.slugs import name_of_slug
from crm.book import Book
from crm.exchange.importing import Choices, Preparation, finished, prepare_import
from crm.exchange.rejected import rejected_csv, rejected_path, write_rejected
from crm.language import say
from crm.partners.commands import AddPartner
from crm.partners.duplicates.keys import alike, domain_of, is_front_page, stem_of
from crm.values import Refused
from crm.values.enums import Language, PartnerRole
from tests.acts.test_landscape import Ask

STAFF = """公司,姓名,职务,手机,微信
杭州仁禾医疗数据有限公司,张晓兰,总经理,138 0013 8000,zxl_renhe
杭州仁禾医疗数据有限公司,李雷,技术总监,13900139000,
云岫算力,何见明,副总裁,010-62345678转12/13700137000,hejm
"""


def prepare(book: Book, text: str, choices: Choices | None = None, encoding: str = "utf-8") -> Preparation:
    return finished(prepare_import(book, text.encode(encoding), choices, file="名录.csv"))


def take(book: Book, text: str, skip_bad: bool = False, choices: Choices | None = None) -> ImportPlan:
    plan = prepare(book, text, choices).plan
    if not plan.changes_nothing:
        book.execute(ImportRows(plan, skip_bad))
    counts = plan.counts
    assert counts.read == counts.new + counts.filled + counts.same + counts.problems == len(plan.rows)
    return plan


def everything(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every table but journal, search index and the numbers of the steps that wrote the rows."""
    names = book.query(Ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
    kept = [str(name) for (name,) in names if not str(name).startswith(("sqlite_", "meta", "search_", "journal_"))]
    tables: dict[str, list[tuple[object, ...]]] = {}
    for name in kept:
        columns = [str(row[1]) for row in book.query(Ask(f"PRAGMA table_info({name})")) if row[1] != "version"]
        tables[name] = sorted(book.query(Ask(f"SELECT {', '.join(columns)} FROM {name}")), key=repr)
    return tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_one_sheet_makes_partner_contact_and_affiliation(book: Book, encoding: str) -> None:
    book.execute(ImportRows(prepare(book, STAFF, encoding=encoding).plan))

    assert book.query(Ask(
        "SELECT p.name, c.name, a.title FROM affiliation AS a JOIN partner AS p ON p.id = a.partner_id"
        " JOIN contact AS c ON c.id = a.contact_id WHERE NOT p.is_home ORDER BY a.id"
    )) == [
        ("杭州仁禾医疗数据有限公司", "张晓兰", "总经理"),
        ("杭州仁禾医疗数据有限公司", "李雷", "技术总监"),
        ("云岫算力", "何见明", "副总裁"),
    ]  # fmt: skip
    assert book.query(Ask("SELECT kind, value FROM contact_point ORDER BY id")) == [
        ("phone", "+8613800138000"),
        ("wechat", "zxl_renhe"),
        ("phone", "+8613900139000"),
        ("phone", "+861062345678"),
        ("phone", "+8613700137000"),
        ("wechat", "hejm"),
    ]


def test_a_second_import_changes_nothing_and_says_so(book: Book) -> None:
    take(book, STAFF)
    again = take(book, STAFF)
    assert again.changes_nothing
    assert again.counts.same == 3
    with pytest.raises(Refused, match="import-nothing-new"):
        book.execute(ImportRows(again))


def test_undo_and_redo_take_the_whole_import(book: Book) -> None:
    before = everything(book)
    take(book, STAFF)
    after = everything(book)
    named = book.undoable()
    assert named is not None
    assert say(named, Language.ENGLISH) == "Import of 名录.csv, 3 rows"
    assert say(named, Language.CHINESE) == "导入 名录.csv，3 行"

    book.undo()
    assert everything(book) == before
    book.redo()
    assert everything(book) == after


BAD = """公司,统一社会信用代码,合作类型,国家,城市
仁禾,91350100M000100Y43,数据,中国,杭州
澜亭,123,银行,中国,上海
,,平台,,
=恶意公式,,平台,Atlantis,+1
海棠,,平台、分销商,Germany,Ulm
"""


def test_by_default_it_is_all_or_nothing(book: Book) -> None:
    plan = prepare(book, BAD).plan
    with pytest.raises(Refused) as refusal:
        book.execute(ImportRows(plan))

    said = [say(problem, Language.CHINESE) for problem in refusal.value.problems]
    assert len(said) == 4
    assert all(sentence.startswith("名录.csv 第 ") for sentence in said)
    assert "最接近：金融机构" in said[1]
    assert book.query(Ask("SELECT count(*) FROM partner")) == [(1,)]


def test_skip_bad_takes_the_rest_and_gives_the_others_back(book: Book, tmp_path: Path) -> None:
    preparation = prepare(book, BAD)
    book.execute(ImportRows(preparation.plan, skip_bad=True))
    path = rejected_path(tmp_path / "名录.csv")
    write_rejected(path, rejected_csv(preparation.sheet, preparation.plan, Language.CHINESE))

    assert path.name == "名录.csv.rejected.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "'=恶意公式" in path.read_text(encoding="utf-8-sig")
    assert book.query(Ask("SELECT name FROM partner WHERE NOT is_home")) == [("仁禾",), ("海棠",)]
    again = finished(prepare_import(book, path)).sheet
    assert again.headers == ("公司", "统一社会信用代码", "合作类型", "国家", "城市", "原因")
    assert [list(row[:5]) for row in again.rows] == [
        ["澜亭", "123", "银行", "中国", "上海"],
        ["", "", "平台", "", ""],
        ["=恶意公式", "", "平台", "Atlantis", "+1"],
    ]


def test_a_person_says_what_a_strange_word_means(book: Book) -> None:
    text = "公司,合作类型\n澜亭,银行\n"
    take(book, text, choices=Choices(words={("partner.role", "银行"): PartnerRole.FINANCIAL.value}))
    assert book.query(Ask("SELECT role, stage FROM partner_role")) == [("financial", "prospect")]


SAME = [
    ("公司,信用代码,城市\n仁禾集团,91350100M000100Y43,杭州\n", "the credit code, whatever the name"),
    ("公司,网址,城市\n仁禾集团,http://www.renhe.example/about,杭州\n", "the domain, whatever the name"),
    ("公司,城市\nＲＥＮＨＥ  health,杭州\n", "the name by NFKC and casefold"),
    ("公司,城市\n仁禾医疗,杭州\n", "the Chinese name"),
    ("公司,城市\n杭州仁禾医疗数据有限公司,杭州\n", "the legal name"),
]


@pytest.mark.parametrize(("text", "by"), SAME)
def test_the_same_key_is_the_same_partner_and_only_empty_fields_are_filled(book: Book, text: str, by: str) -> None:
    book.execute(AddPartner({
        "name": "Renhe Health", "name_zh": "仁禾医疗", "legal_name": "杭州仁禾医疗数据有限公司",
        "credit_code": "91350100M000100Y43", "website": "https://renhe.example", "description": "ours",
    }))  # fmt: skip
    plan = take(book, text)

    assert [row.outcome for row in plan.rows] == [Outcome.FILLED], by
    assert book.query(Ask("SELECT name, city, description FROM partner WHERE NOT is_home")) == [
        ("Renhe Health", "杭州", "ours")
    ]
    assert take(book, text).changes_nothing
    assert take(book, text.replace(",杭州\n", ",上海\n")).changes_nothing


def test_a_shared_host_tells_nobody_apart(book: Book) -> None:
    take(
        book,
        "name,website\nRay,https://github.com/ray\nCandle,https://github.com/candle\nA,a.github.io\nB,b.github.io\n",
    )
    assert book.query(Ask("SELECT count(*) FROM partner WHERE NOT is_home")) == [(4,)]


def test_another_credit_code_is_another_partner(book: Book) -> None:
    take(book, "公司,信用代码\n仁禾,91350100M000100Y43\n")
    plan = take(book, "公司,信用代码\n仁禾,91110000600037341L\n")
    assert plan.counts.new == 1


def test_rows_of_one_file_with_one_name_are_one_partner(book: Book) -> None:
    plan = take(book, "公司,城市,姓名\nAcme,,Ann\nＡＣＭＥ,Ulm,Bob\nacme,,Ann\n")
    assert (plan.counts.partners, plan.counts.contacts) == (1, 2)
    assert book.query(Ask("SELECT name, city FROM partner WHERE NOT is_home")) == [("Acme", "Ulm")]


def test_a_switchboard_does_not_make_two_people_one(book: Book) -> None:
    take(
        book, "公司,姓名,电话,邮箱\nAcme,Ann,010-62345678,info@acme.example\nAcme,Bob,010-62345678,info@acme.example\n"
    )
    assert book.query(Ask("SELECT count(*) FROM contact")) == [(3,)]


def test_one_person_at_two_partners_is_one_contact(book: Book) -> None:
    take(book, "公司,姓名,手机\nAcme,李雷,13800138000\nBeta,Li Lei,\n")
    take(book, "公司,姓名,手机\nBeta,李雷,+86 138 0013 8000\n")
    assert book.query(Ask("SELECT count(*) FROM affiliation AS a JOIN contact AS c ON c.id = a.contact_id"
                          " WHERE c.name = '李雷'")) == [(2,)]  # fmt: skip


MEETINGS = """客户,日期,方式,主题,纪要,参会人,待办
Acme,2026-09-01,腾讯会议,试点,谈了试点,Ann;林越,寄送报价 due 2026-10-09；回电
Acme,2026年9月8日,电话,,确认排期,Ann,
"""


def test_interactions_with_their_people_and_action_items(book: Book) -> None:
    plan = take(book, MEETINGS)
    assert plan.kind is SheetKind.INTERACTIONS
    assert book.query(Ask("SELECT held_on, kind, title, notes FROM interaction ORDER BY id")) == [
        ("2026-09-01", "video", "试点", "谈了试点"),
        ("2026-09-08", "call", "确认排期", "确认排期"),
    ]
    assert book.query(Ask("SELECT text, due_on, promised_on FROM action_item ORDER BY id")) == [
        ("寄送报价", "2026-10-09", "2026-09-01"),
        ("回电", None, "2026-09-01"),
    ]
    assert take(book, MEETINGS).changes_nothing
    assert book.query(
        Ask("SELECT last_contact_on, open_items FROM partner_summary ORDER BY partner_id DESC LIMIT 1")
    ) == [("2026-09-08", 2)]


def test_a_plan_made_from_an_older_book_is_refused(book: Book) -> None:
    plan = prepare(book, STAFF).plan
    book.execute(AddPartner({"name": "云岫算力"}))
    with pytest.raises(Refused, match="import-stale"):
        book.execute(ImportRows(plan))


def test_preparing_can_be_cancelled_and_leaves_nothing(book: Book) -> None:
    text = "公司\n" + "".join(f"公司 {n}\n" for n in range(2000))
    steps = prepare_import(book, text.encode())
    assert next(steps).total == 2000
    steps.close()
    assert book.query(Ask("SELECT count(*) FROM partner")) == [(1,)]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The disk of the last statement."""
    from crm.acts.importing.writing import Writer

    def break_off(writer: Writer) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(Writer, "write_people", break_off)
    yield


@pytest.mark.usefixtures("failing")
def test_a_failure_in_the_middle_leaves_nothing(book: Book) -> None:
    with pytest.raises(OSError, match="power cut"):
        take(book, STAFF)
    assert book.query(Ask("SELECT count(*) FROM partner")) == [(1,)]


def test_what_names_nobody_is_said_once(book: Book) -> None:
    with pytest.raises(Refused, match="import-no-names"):
        prepare(book, "x,y\n1,2\n")
    with pytest.raises(Refused, match="import-no-days"):
        prepare(book, "公司,备注\n甲,乙\n", Choices(kind=SheetKind.INTERACTIONS))


def test_warnings_tell_what_was_left_out(book: Book) -> None:
    plan = take(book, "公司,阶段,负责人,姓名,电话\nAcme,洽谈,王五,Ann,打微信\nBeta,潜在,Lin Yue,,\n")
    assert {warning.code for _, warning in plan.warnings} == {
        "import.warning.stage-without-role", "import.warning.owner-unknown", "import.warning.phone-as-typed"
    }  # fmt: skip
    assert book.query(Ask("SELECT value FROM contact_point")) == [("打微信",)]
    assert book.query(Ask("SELECT c.name FROM partner AS p JOIN contact AS c ON c.id = p.owner_id")) == [("Lin Yue",)]


def test_keys() -> None:
    assert domain_of("HTTPS://WWW.Acme.com:8080/x") == "acme.com"
    assert domain_of("https://somebody.github.io/x") == ""
    assert domain_of("https://amazon.com/") == "amazon.com"
    assert domain_of("https://amazon.com/dp/1") == ""
    assert domain_of("http://[bad") == ""
    assert is_front_page("https://www.tencent.com/zh-cn/index.html")
    assert not is_front_page("https://developer.ibm.com/components/x/")
    assert stem_of("Acme Co., Ltd.") == "acme"
    assert stem_of("仁禾（杭州）数据股份有限公司") == "仁禾（杭州）数据".translate({0xFF08: "(", 0xFF09: ")"})
    assert alike("DMetaSoul", "DMetaSoul (hosting)")
    assert not alike("IBM", "Red Hat")
    assert name_of_slug("hugging-face", {}) == "Hugging Face"
    assert name_of_slug("maiot-c7f4", {}) == "Maiot"
    assert name_of_slug("university-of-chicago", {}) == "University of Chicago"
