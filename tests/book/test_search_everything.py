"""Every text of a book is found where it stands, shown as it was typed, and counted by its kind."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from crm.acts.importing import ImportRows
from crm.book import Book, finding
from crm.book.documents import KINDS, document_key
from crm.book.excerpts import excerpt, marks, readings
from crm.book.search import FoundCounts, FoundTexts, TextHit
from crm.communication.commands import LogMeeting, NewActionItem, NewDecision
from crm.exchange.importing import finished, prepare_import
from crm.partners.commands import (
    AddContact,
    AddPartner,
    AddPartnerRole,
    AddRelationship,
    AttachFile,
    BinPartners,
    EditPartner,
    NewRole,
    TagRecords,
)
from crm.partners.contact_points import Point
from crm.partners.queries import Owners
from crm.values.enums import ContactPointKind, PartnerRole, RelationshipType, Stage
from crm.values.ids import ContactId, PartnerId


@dataclass
class Town:
    book: Book
    renhe: PartnerId
    stratus: PartnerId
    shen: ContactId

    def found(self, text: str, **limits: object) -> list[TextHit]:
        return self.book.query(FoundTexts(text, **limits))  # type: ignore[arg-type] # the tests name fields

    def where(self, text: str, **limits: object) -> list[tuple[str, int]]:
        return [(hit.kind, hit.record_id) for hit in self.found(text, **limits)]

    def log(self, notes: str, on: str = "2026-09-08", partner: PartnerId | None = None) -> int:
        return self.book.execute(
            LogMeeting({"kind": "call", "held_on": on, "notes": notes}, (partner or self.renhe,))
        ).first("interaction")


@pytest.fixture
def town(book: Book) -> Town:
    renhe = book.execute(
        AddPartner(
            {
                "name": "仁禾医疗数据",
                "legal_name": "仁禾（浙江）医疗数据有限公司",
                "city": "杭州",
                "maturity": "graduated",
            }
            | {"website": "https://renhe.example.cn", "description": "提供脱敏病历", "other_names": "Renhe\nRH Data"},
            roles=(NewRole(PartnerRole.DATA_PROVIDER, Stage.PROSPECT, date(2025, 1, 10)),),
        )
    ).first("partner")
    stratus = book.execute(AddPartner({"name": "Stratus Peak Cloud"})).first("partner")
    points = (
        Point(ContactPointKind.PHONE, "+86 138-0013-8000"),
        Point(ContactPointKind.EMAIL, "shen.ruolan@renhe.cn"),
        Point(ContactPointKind.WECHAT, "ruolan_88"),
    )
    shen = book.execute(
        AddContact({"name": "沈若兰", "notes": "喜欢先看样例"}, points, PartnerId(renhe), "首席数据官")
    ).first("contact")
    return Town(book, PartnerId(renhe), PartnerId(stratus), ContactId(shen))


@pytest.mark.parametrize(
    "text", ["杭州", "有限公司", "renhe.example.cn", "脱敏病历", "RH Data", "graduated", "仁禾 脱敏", "ＲＥＮＨＥ"]
)
def test_a_partner_is_found_by_every_text_field(town: Town, text: str) -> None:
    assert ("partner", town.renhe) in town.where(text)


@pytest.mark.parametrize(
    "text",
    [
        *("样例", "首席数据官", "shen.ruolan@renhe.cn", "ruolan_88", "1380013", "0138 0013 8000", "(138) 0013 8000"),
        *("13800138000", "138 0013 8000", "+86 138 0013 8000", "+8613800138000", "138-0013-8000", "00138000", "8000"),
    ],
)
def test_a_contact_is_found_by_notes_title_and_addresses_with_digits_in_any_spacing(town: Town, text: str) -> None:
    assert ("contact", town.shen) in town.where(text)


def test_the_same_holds_in_a_book_too_large_to_be_scanned(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MORE_THAN_SCANNED", "SELECT 1")
    first, second = town.log("合作协议 pilot"), town.log("协议合作 pilot", "2026-09-09")

    assert town.where("合作协议") == [("interaction", first)]
    assert town.where("pil", kinds=("interaction",)) == [("interaction", second), ("interaction", first)]
    assert town.where("pil", kinds=("partner",)) == []
    assert town.where("138 0013 8000") == [("contact", town.shen)]
    assert [(one.kind, one.count) for one in town.book.query(FoundCounts("合作"))] == [("interaction", 2)]


def test_relationships_stages_decisions_items_files_and_tags_are_found_where_they_hang(town: Town) -> None:
    book = town.book
    edge = book.execute(
        AddRelationship(
            {"kind": RelationshipType.SUPPLIES, "note": "每季一车冷链"},
            from_partner_id=town.renhe,
            to_partner_id=town.stratus,
        )
    ).first("relationship")
    role = AddPartnerRole(town.renhe, PartnerRole.PLATFORM, Stage.QUALIFIED, date(2026, 9, 1), reason="法务已审阅")
    book.execute(role)
    meeting = book.execute(
        LogMeeting(
            {"kind": "call", "held_on": "2026-09-08", "notes": "一"},
            (town.renhe,),
            decisions=(NewDecision("放行第九批"),),
            action_items=(NewActionItem("寄送样本盒"),),
        )
    ).first("interaction")
    book.execute(AttachFile("尽调清单.xls", b"x", town.stratus))
    book.execute(TagRecords(("重点观察",), (town.stratus,)))

    assert town.where("冷链") == [("relationship", edge)]
    (reason,) = town.found("法务")
    assert (reason.kind, reason.owner_kind, reason.owner_id) == ("stage_change", "partner", town.renhe)
    assert reason.about == "platform:qualified"
    assert town.where("放行第九批") == [("interaction", meeting)]
    assert [kind for kind, _ in town.where("样本盒")] == ["action_item"]
    (file,) = town.found("尽调")
    assert (file.kind, file.owner_kind, file.owner_id, file.partner_id) == (
        "attachment",
        "partner",
        *(town.stratus,) * 2,
    )
    assert town.where("重点观察") == [("partner", town.stratus)]
    assert book.inspect() == []

    book.execute(BinPartners((town.stratus,)))
    assert town.where("尽调") == town.where("冷链") == town.where("重点观察") == []


def test_what_is_found_follows_edit_undo_and_redo(town: Town) -> None:
    town.book.execute(EditPartner(town.renhe, "city", "杭州", "Suzhou 苏州"))
    assert (town.where("杭州 脱敏"), town.where("苏州")) == ([], [("partner", town.renhe)])

    town.book.undo()
    assert (town.where("杭州 脱敏"), town.where("苏州")) == ([("partner", town.renhe)], [])

    town.book.redo()
    assert town.where("suzhou") == [("partner", town.renhe)]
    assert town.book.inspect() == []


def test_hits_come_newest_first_page_after_page_by_the_day_they_are_of(town: Town) -> None:
    days = ["2026-03-01", "2026-09-01", "2024-01-01", "2026-05-05", "2026-09-01"]
    made = [town.log("quota", on) for on in days]

    whole = town.found("quota")
    pages: list[TextHit] = []
    while page := town.found("quota", limit=2, after=pages[-1].key if pages else None):
        pages += page

    assert [hit.record_id for hit in whole] == [made[4], made[1], made[3], made[0], made[2]]
    assert [hit.record_id for hit in pages] == [hit.record_id for hit in whole]
    assert [hit.record_id for hit in town.found("quota", since=date(2026, 5, 5), until=date(2026, 8, 31))] == [made[3]]


def test_hits_are_narrowed_by_partner_and_by_person_of_ours(town: Town) -> None:
    me = town.book.query(Owners())[0].id
    ours = town.book.execute(
        LogMeeting({"kind": "call", "held_on": "2026-09-08", "notes": "quota"}, (town.stratus,), present_ids=(me,))
    ).first("interaction")
    town.log("quota")
    town.book.execute(AttachFile("quota.xls", b"q", interaction_id=ours))  # type: ignore[arg-type] # a number

    assert [one for one in town.where("quota", partner_id=town.stratus) if one[0] == "interaction"] == [
        ("interaction", ours)
    ]
    assert {kind for kind, _ in town.where("quota", partner_id=town.stratus)} == {"interaction", "attachment"}
    assert {kind for kind, _ in town.where("quota", person_id=me)} == {"interaction", "attachment"}
    assert [one.count for one in town.book.query(FoundCounts("quota", person_id=me))] == [1, 1]
    assert town.where("quota", person_id=town.shen) == []


def test_of_few_hits_those_that_are_called_so_come_first(town: Town) -> None:
    called = town.log("Quota review\nall is well", "2026-01-01")
    spoken = town.log("Something else\nthe quota", "2026-09-01")

    assert [hit.record_id for hit in town.found("quota")] == [called, spoken]


def test_counts_are_capped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "COUNTED", 3)
    for _ in range(5):
        town.log("quota")

    (count,) = town.book.query(FoundCounts("quota"))

    assert (count.kind, count.count, count.more) == ("interaction", 3, True)


def test_an_excerpt_is_as_typed_with_every_word_marked(town: Town) -> None:
    text = "前言\n" + "x" * 200 + " 沈若兰要求每批提供ＬＯＧ日志，LOG 保留 90 天 " + "y" * 3_000 + " 最后提到算力"
    town.log(text)

    (hit,) = town.found("log 算力")

    lit = [hit.excerpt[start:end] for start, end in hit.marks]
    assert lit == ["ＬＯＧ", "LOG", "算力"]
    assert len(hit.excerpt) < 300


@pytest.mark.parametrize(
    ("text", "asked", "lit"),
    [
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("caf\u0065\u0301 or café", "café", ["cafe\u0301", "café"]),
        ("ﬁne ﬁle", "file", ["ﬁle"]),
        ("𠮷野家 and 〇", "𠮷 〇", ["𠮷", "〇"]),
        ("合作协议合作", "合作 作协", ["合作协", "合作"]),
        ("tel. +86 138-0013-8000 home", "13800138000", ["138-0013-8000"]),
        ("a.b a+b", "a+b", ["a+b"]),
    ],
)
def test_marks_stand_where_the_words_stand_as_typed(text: str, asked: str, lit: list[str]) -> None:
    line, places = excerpt(text, readings(asked))

    assert [line[start:end] for start, end in places] == lit


def test_a_word_of_a_million_letters_costs_no_second() -> None:
    from time import perf_counter

    begun = perf_counter()

    line, places = excerpt("a" * 1_000_000 + "needle" + "b" * 1_000_000, readings("needle"))

    assert perf_counter() - begun < 1
    assert [line[start:end] for start, end in places] == ["needle"]
    assert marks("", ["x"]) == ()


def test_keys_sort_by_day_then_record_and_never_meet() -> None:
    keys = [
        document_key(KINDS[kind].number, record, day)
        for day in (None, "2024-01-01", "2026-09-22")
        for record in (1, 2, 2**28 - 1)
        for kind in KINDS
    ]

    assert keys == sorted(set(keys))
    assert all(-(2**63) < document_key(8, record, "9999-12-31") < 2**63 for record in (2**28, 2**61))


def test_what_an_import_lays_out_is_found_like_what_was_typed(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    file.write_text(
        "Company,City,Tags,Contact,Title,Phone\n"
        "冷链云仓,宁波,重点观察;冷链,周敏,仓储总监,13900139000\n"
        "Frost Depot,Oslo,冷链,Ann Lee,Director,+47 22 12 34 56\n",
        "utf-8",
    )
    town.book.execute(TagRecords(("重点观察",), (town.stratus,)))

    town.book.execute(ImportRows(finished(prepare_import(town.book, file)).plan))

    assert {hit.title for hit in town.found("冷链", kinds=("partner",))} == {"冷链云仓", "Frost Depot"}
    assert {hit.title for hit in town.found("重点观察")} == {"冷链云仓", "Stratus Peak Cloud"}
    assert [hit.title_zh for hit in town.found("仓储总监 139 0013")] == ["周敏"]
    assert town.book.inspect() == []
    town.book.undo()
    assert [hit.title for hit in town.found("重点观察")] == ["Stratus Peak Cloud"]
    town.book.redo()
    assert len(town.found("冷链", kinds=("partner",))) == 2
    assert town.book.inspect() == []
