"""Every command of the room: done, undone to the row, done again; and what each refuses."""

from collections.abc import Callable
from datetime import date

import pytest

from crm.book import Book
from crm.partners import commands
from crm.partners.bulk import BulkChange
from crm.partners.commands import (
    AddContact,
    AddCustomField,
    AddFitCriterion,
    AddPartner,
    AddPartnerRole,
    AddRelationship,
    AddView,
    Affiliate,
    AssignPartnerRole,
    AttachFile,
    AttachFiles,
    BinContacts,
    BinPartners,
    BulkEdit,
    ChangeStage,
    ColorTag,
    CorrectStage,
    DetachFile,
    EditAffiliation,
    EditContact,
    EditCustomField,
    EditFitCriterion,
    EditFitMark,
    EditPartner,
    EditRelationship,
    EditView,
    EmptyBin,
    EndAffiliation,
    EndRelationship,
    HandOver,
    MarkFit,
    MarkNotSame,
    MoveContact,
    NewRole,
    NewWeight,
    PartnerFile,
    RemoveCustomField,
    RemoveFitCriterion,
    RemoveFitMark,
    RemovePartnerRole,
    RemoveRelationship,
    RemoveTag,
    RemoveView,
    RenameTag,
    ReorderViews,
    RestoreContacts,
    RestorePartners,
    SetContactPoints,
    SetCustomValue,
    SetHomeParty,
    SetVerticals,
    TagRecords,
    UntagRecords,
    WeighFit,
)
from crm.partners.contact_points import Point
from crm.partners.queries import PartnerDetail
from crm.partners.queries.detail import PartnerDetailRow
from crm.values import Command, CommandKind
from crm.values.enums import ContactPointKind, PartnerRole, RelationshipType, Stage, TagColor
from crm.values.ids import (
    AffiliationId,
    AttachmentId,
    ContactId,
    CustomFieldId,
    FitCriterionId,
    FitMarkId,
    PartnerId,
    PartnerRoleId,
    RelationshipId,
    SavedViewId,
    StageChangeId,
    TagId,
)
from tests.book import promises
from tests.book.acts import dump
from tests.partners.conftest import TODAY, Town

Act = Callable[[Town], Command]


def renhe(town: Town) -> PartnerDetailRow:
    return town.book.query(PartnerDetail(town.renhe, TODAY))


def linked(town: Town) -> RelationshipId:
    act = AddRelationship({"kind": "supplies", "since": "2025-01-01"}, town.renhe, town.stratus)
    return RelationshipId(town.book.execute(act).first("relationship"))


def marked(town: Town) -> FitMarkId:
    act = MarkFit(town.renhe, DATA_QUALITY, 4, "batch 8: error rate 1.8 %", date(2026, 9, 1))
    return FitMarkId(town.book.execute(act).first("fit_mark"))


def marked_twice(town: Town) -> FitMarkId:
    town.book.execute(MarkFit(town.renhe, DATA_QUALITY, 2, marked_on=date(2026, 6, 1)))
    return marked(town)


def own_criterion(town: Town) -> FitCriterionId:
    return FitCriterionId(town.book.execute(AddFitCriterion("Explainability", 5)).first("fit_criterion"))


def own_field(town: Town, **values: object) -> CustomFieldId:
    given = {"name": "GPU hours", "kind": "number", **values}
    return CustomFieldId(town.book.execute(AddCustomField(given)).first("custom_field"))


def same_field(town: Town) -> AddCustomField:
    own_field(town)
    return AddCustomField({"name": "ｇｐｕ Hours"})


def viewed(town: Town, name: str = "Mine") -> SavedViewId:
    return SavedViewId(town.book.execute(AddView({"name": name})).first("saved_view"))


def viewed_name(town: Town) -> str:
    viewed(town, "Ｍine")
    return "mine"


def held(town: Town) -> CustomFieldId:
    key = own_field(town)
    town.book.execute(SetCustomValue(key, "", "1.5万", town.renhe))
    return key


def colleague(town: Town) -> ContactId:
    return ContactId(town.book.execute(AddContact({"name": "周晴"}, partner_id=PartnerId(1))).first("contact"))


def attached(town: Town) -> AttachmentId:
    return AttachmentId(town.book.execute(AttachFile("plan.txt", b"plan", town.renhe)).first("attachment"))


def binned(town: Town) -> PartnerId:
    town.book.execute(BinPartners((town.lanting,)))
    return town.lanting


def binned_contact(town: Town) -> ContactId:
    town.book.execute(BinContacts((town.fang,)))
    return town.fang


def with_tags(town: Town) -> TagId:
    tagged(town)
    return TagId(1)


def tagged(town: Town) -> None:
    town.book.execute(TagRecords(("Chinese text", "pilot"), (town.renhe,)))


ROLE = PartnerRoleId(1)
POST = AffiliationId(2)
DATA_QUALITY, COMPUTE = FitCriterionId(1), FitCriterionId(2)
WECHAT = Point(ContactPointKind.WECHAT, "fangwei")

DONE: dict[str, Act] = {
    "AddPartner": lambda town: AddPartner(
        {"name": "海棠优选"}, (" Commerce ", "Commerce"), (NewRole(PartnerRole.PLATFORM),)
    ),
    "EditPartner": lambda town: EditPartner(town.renhe, "city", "杭州", "上海"),
    "SetVerticals": lambda town: SetVerticals(town.renhe, ("Finance", "Health")),
    "BinPartners": lambda town: BinPartners((town.renhe, town.lanting)),
    "RestorePartners": lambda town: RestorePartners((binned(town),)),
    "AddPartnerRole": lambda town: AddPartnerRole(town.stratus, PartnerRole.COMPUTE_PROVIDER, Stage.ACTIVE, TODAY),
    "ChangeStage": lambda town: ChangeStage(ROLE, Stage.ACTIVE, date(2025, 3, 1), "signed"),
    "CorrectStage": lambda town: CorrectStage(StageChangeId(1), Stage.QUALIFIED, date(2025, 1, 12)),
    "AssignPartnerRole": lambda town: AssignPartnerRole(ROLE, town.me),
    "RemovePartnerRole": lambda town: RemovePartnerRole(ROLE),
    "AddContact": lambda town: AddContact({"name": "邱斌"}, (WECHAT,), town.renhe, "数据治理"),
    "EditContact": lambda town: EditContact(town.fang, "notes", "", "喜欢龙井"),
    "SetContactPoints": lambda town: SetContactPoints(town.shen, (Point(ContactPointKind.EMAIL, "s@renhe.cn"),)),
    "BinContacts": lambda town: BinContacts((town.fang,)),
    "RestoreContacts": lambda town: RestoreContacts((binned_contact(town),)),
    "Affiliate": lambda town: Affiliate(town.fang, town.stratus, "顾问", TODAY),
    "EditAffiliation": lambda town: EditAffiliation(POST, "title", "首席数据官", "总裁"),
    "EndAffiliation": lambda town: EndAffiliation(POST, TODAY),
    "MoveContact": lambda town: MoveContact(POST, town.stratus, TODAY, "CDO"),
    "AddRelationship": lambda town: AddRelationship({"kind": "knows", "strength": 4}, None, None, town.shen, town.fang),
    "EditRelationship": lambda town: EditRelationship(linked(town), "note", "", "since the pilot"),
    "EndRelationship": lambda town: EndRelationship(linked(town), TODAY),
    "RemoveRelationship": lambda town: RemoveRelationship(linked(town)),
    "MarkFit": lambda town: MarkFit(town.renhe, DATA_QUALITY, 4, "batch 8", TODAY),
    "MarkNotSame": lambda town: MarkNotSame(town.stratus, town.renhe),
    "EditFitMark": lambda town: EditFitMark(marked(town), "evidence", "batch 8: error rate 1.8 %", "batch 9"),
    "RemoveFitMark": lambda town: RemoveFitMark(marked_twice(town)),
    "EditFitCriterion": lambda town: EditFitCriterion(DATA_QUALITY, "weight", 20, 26),
    "WeighFit": lambda town: WeighFit((NewWeight(DATA_QUALITY, 20, 26), NewWeight(COMPUTE, 15, 0))),
    "AddFitCriterion": lambda town: AddFitCriterion("可解释性", 5),
    "RemoveFitCriterion": lambda town: RemoveFitCriterion(own_criterion(town)),
    "AddCustomField": lambda town: AddCustomField({"name": "年度预算", "kind": "money", "currency": "cny"}),
    "EditCustomField": lambda town: EditCustomField(held(town), "kind", "number", "text"),
    "RemoveCustomField": lambda town: RemoveCustomField(held(town)),
    "SetCustomValue": lambda town: SetCustomValue(own_field(town), "", "1.5万", town.renhe),
    "TagRecords": lambda town: TagRecords(("pilot",), (town.renhe, town.stratus), (town.shen,)),
    "UntagRecords": lambda town: UntagRecords(("PILOT",), (town.renhe,)) if tagged(town) is None else BinPartners(()),
    "RenameTag": lambda town: RenameTag(with_tags(town), "Chinese text", "PILOT", merge=True),
    "ColorTag": lambda town: ColorTag(with_tags(town), TagColor.AMBER),
    "RemoveTag": lambda town: RemoveTag(with_tags(town)),
    "AddView": lambda town: AddView({"name": "快断的", "filter": "级别:战略 sort:next", "columns": '["name", "下次"]'}),
    "EditView": lambda town: EditView(viewed(town), {"name": "Other", "filter": "阶段:合作中"}),
    "RemoveView": lambda town: RemoveView(viewed(town)),
    "ReorderViews": lambda town: ReorderViews((viewed(town, "Second"), viewed(town))[::-1]),
    "BulkEdit": lambda town: BulkEdit(
        (town.renhe, town.stratus),
        (
            BulkChange("tier", "战略"),
            BulkChange("tag", "pilot"),
            BulkChange("role", "distributor:active"),
            BulkChange("vertical", "Finance"),
            BulkChange("gpu-hours", "12") if own_field(town) else BulkChange(""),
        ),
    ),
    "BulkEdit of contacts": lambda town: BulkEdit(
        changes=(
            BulkChange("decision_role", "决策人"),
            BulkChange("language", "zh-CN"),
            BulkChange("tag", "pilot"),
            BulkChange("gpu-hours", "12") if own_field(town, concept="contact") else BulkChange(""),
        ),
        contact_ids=(town.shen, town.fang),
    ),
    "HandOver": lambda town: HandOver(town.me, colleague(town)),
    "AttachFile": lambda town: AttachFile("brief.pdf", b"%PDF", contact_id=town.shen),
    "AttachFiles": lambda town: AttachFiles(
        (PartnerFile("a.pdf", b"%PDF", town.renhe), PartnerFile("b.pdf", b"%PDF", town.stratus))
    ),
    "DetachFile": lambda town: DetachFile(attached(town)),
}

REFUSED: dict[str, tuple[Act, str]] = {
    "AddPartner": (lambda town: AddPartner({"name": " "}), "field-required"),
    "AddPartner owner": (lambda town: AddPartner({"name": "x", "owner_id": town.shen}), "owner-not-ours"),
    "AddPartner role twice": (
        lambda town: AddPartner({"name": "x"}, roles=(NewRole(PartnerRole.PLATFORM), NewRole(PartnerRole.PLATFORM))),
        "partner-role-exists",
    ),
    "EditPartner": (lambda town: EditPartner(town.renhe, "city", "北京", "上海"), "field-changed"),
    "EditPartner value": (lambda town: EditPartner(town.renhe, "country", "CN", "C1"), "country-wrong"),
    "EditPartner field": (lambda town: EditPartner(town.renhe, "is_home", "", "1"), "field-unknown"),
    "EditPartner in bin": (lambda town: EditPartner(binned(town), "city", "", "x"), "record-in-bin"),
    "EditPartner gone": (lambda town: EditPartner(PartnerId(999), "city", "", "x"), "record-missing"),
    "SetVerticals": (lambda town: SetVerticals(town.renhe, ("x" * 61,)), "field-too-long"),
    "BinPartners": (lambda town: BinPartners((PartnerId(1),)), "home-party-stays"),
    "BinPartners none": (lambda town: BinPartners(()), "nothing-chosen"),
    "RestorePartners": (lambda town: RestorePartners((town.renhe,)), "not-in-bin"),
    "AddPartnerRole": (lambda town: AddPartnerRole(town.renhe, PartnerRole.DATA_PROVIDER), "partner-role-exists"),
    "ChangeStage": (lambda town: ChangeStage(ROLE, Stage.PROSPECT), "stage-unchanged"),
    "ChangeStage future": (lambda town: ChangeStage(ROLE, Stage.ACTIVE, date(2026, 9, 23)), "day-in-future"),
    "CorrectStage": (
        lambda town: CorrectStage(StageChangeId(1), Stage.PROSPECT, date(2025, 1, 10)),
        "stage-unchanged",
    ),
    "AssignPartnerRole": (lambda town: AssignPartnerRole(ROLE, town.fang), "owner-not-ours"),
    "RemovePartnerRole": (lambda town: RemovePartnerRole(PartnerRoleId(99)), "record-missing"),
    "AddContact": (lambda town: AddContact({"name": "x"}, (Point(ContactPointKind.EMAIL, "a@b"),)), "email-wrong"),
    "EditContact": (lambda town: EditContact(town.shen, "decision_role", "", "user"), "field-changed"),
    "SetContactPoints": (
        lambda town: SetContactPoints(town.shen, (Point(ContactPointKind.PHONE, "12"),)),
        "phone-wrong",
    ),
    "SetContactPoints seen": (
        lambda town: SetContactPoints(town.shen, (WECHAT,), was=(WECHAT,)),
        "record-changed",
    ),
    "BinContacts": (lambda town: BinContacts((town.me,)), "home-party-needs-person"),
    "RestoreContacts": (lambda town: RestoreContacts((town.shen,)), "not-in-bin"),
    "Affiliate": (lambda town: Affiliate(town.fang, town.renhe), "affiliated-already"),
    "EditAffiliation": (
        lambda town: EditAffiliation(POST, "until", None, "2024-02-01"),
        "ends-before-start",
    ),
    "EndAffiliation": (lambda town: EndAffiliation(AffiliationId(1)), "home-party-needs-person"),
    "MoveContact": (lambda town: MoveContact(POST, town.renhe), "affiliated-already"),
    "AddRelationship": (
        lambda town: AddRelationship({"kind": "supplies"}, town.renhe, town.renhe),
        "relationship-with-itself",
    ),
    "AddRelationship mixed": (
        lambda town: AddRelationship({"kind": "knows"}, town.renhe, town.stratus, town.shen, town.fang),
        "relationship-needs-two",
    ),
    "AddRelationship half": (lambda town: AddRelationship({"kind": "knows"}, town.renhe), "relationship-needs-two"),
    "AddRelationship order": (
        lambda town: AddRelationship(
            {"kind": "supplies", "since": "2026-01-02", "until": "2026-01-01"}, town.renhe, town.stratus
        ),
        "ends-before-start",
    ),
    "AddRelationship strength": (
        lambda town: AddRelationship({"kind": "supplies", "strength": 3}, town.renhe, town.stratus),
        "strength-between-partners",
    ),
    "EditRelationship": (lambda town: EditRelationship(linked(town), "strength", None, 9), "field-out-of-range"),
    "EndRelationship": (lambda town: EndRelationship(linked(town), date(2024, 1, 1)), "ends-before-start"),
    "RemoveRelationship": (lambda town: RemoveRelationship(RelationshipId(9)), "record-missing"),
    "MarkFit": (lambda town: MarkFit(town.renhe, DATA_QUALITY, 6), "field-out-of-range"),
    "MarkFit future": (lambda town: MarkFit(town.renhe, DATA_QUALITY, 3, "", date(2026, 9, 23)), "day-in-future"),
    "MarkFit in bin": (lambda town: MarkFit(binned(town), DATA_QUALITY, 3), "record-in-bin"),
    "MarkFit criterion": (lambda town: MarkFit(town.renhe, FitCriterionId(99), 3), "record-missing"),
    "MarkNotSame": (lambda town: MarkNotSame(town.renhe, town.renhe), "pair-of-one"),
    "MarkNotSame in bin": (lambda town: MarkNotSame(town.renhe, binned(town)), "record-in-bin"),
    "EditFitMark": (lambda town: EditFitMark(marked(town), "mark", 3, 5), "field-changed"),
    "EditFitMark day": (
        lambda town: EditFitMark(marked_twice(town), "marked_on", "2026-09-01", "2026-06-01"),
        "fit-marked-that-day",
    ),
    "RemoveFitMark": (lambda town: RemoveFitMark(FitMarkId(9)), "record-missing"),
    "EditFitCriterion": (lambda town: EditFitCriterion(DATA_QUALITY, "weight", 20, 1001), "field-out-of-range"),
    "EditFitCriterion name": (
        lambda town: EditFitCriterion(own_criterion(town), "name", "Explainability", "数据质量"),
        "fit-criterion-exists",
    ),
    "EditFitCriterion empty": (
        lambda town: EditFitCriterion(own_criterion(town), "name", "Explainability", " "),
        "field-required",
    ),
    "WeighFit": (lambda town: WeighFit((NewWeight(DATA_QUALITY, 19, 26),)), "field-changed"),
    "WeighFit none": (lambda town: WeighFit(()), "nothing-chosen"),
    "AddFitCriterion": (lambda town: AddFitCriterion("data quality"), "fit-criterion-exists"),
    "RemoveFitCriterion": (
        lambda town: RemoveFitCriterion(DATA_QUALITY) if marked(town) else RemoveFitCriterion(COMPUTE),
        "fit-criterion-marked",
    ),
    "AddCustomField": (lambda town: AddCustomField({"name": "x", "kind": "choice"}), "custom-options-missing"),
    "AddCustomField twice": (
        same_field,
        "custom-name-taken",
    ),
    "EditCustomField": (lambda town: EditCustomField(held(town), "kind", "number", "date"), "custom-values-lost"),
    "EditCustomField seen": (lambda town: EditCustomField(held(town), "name", "GPU", "x"), "field-changed"),
    "RemoveCustomField": (lambda town: RemoveCustomField(CustomFieldId(9)), "record-missing"),
    "SetCustomValue": (lambda town: SetCustomValue(held(town), "1", "2", town.renhe), "field-changed"),
    "SetCustomValue kind": (
        lambda town: SetCustomValue(held(town), "15000", "many", town.renhe),
        "custom-number-unknown",
    ),
    "SetCustomValue record": (
        lambda town: SetCustomValue(held(town), "", "1", contact_id=town.shen),
        "custom-wrong-record",
    ),
    "SetCustomValue in bin": (lambda town: SetCustomValue(own_field(town), "", "1", binned(town)), "record-in-bin"),
    "TagRecords": (lambda town: TagRecords((" ",), (town.renhe,)), "field-required"),
    "UntagRecords": (lambda town: UntagRecords(("nobody",), (town.renhe,)), "tag-unknown"),
    "RenameTag": (lambda town: RenameTag(with_tags(town), "Chinese text", "Pilot"), "tag-exists-merge"),
    "RenameTag empty": (lambda town: RenameTag(with_tags(town), "Chinese text", " "), "field-required"),
    "RenameTag seen": (lambda town: RenameTag(with_tags(town), "pilot", "other"), "field-changed"),
    "ColorTag": (lambda town: ColorTag(TagId(9), TagColor.RED), "record-missing"),
    "RemoveTag": (lambda town: RemoveTag(TagId(9)), "record-missing"),
    "AddView": (lambda town: AddView({"name": "A", "filter": "stag:active"}), "filter-key-unknown"),
    "EditView": (lambda town: EditView(viewed(town, "A"), {"name": viewed_name(town)}), "view-exists"),
    "RemoveView": (lambda town: RemoveView(SavedViewId(9)), "record-missing"),
    "ReorderViews": (lambda town: ReorderViews((viewed(town), SavedViewId(9))), "view-order-wrong"),
    "BulkEdit": (lambda town: BulkEdit((town.renhe,), (BulkChange("tier", "gold"),)), "bulk-choice-unknown"),
    "BulkEdit none": (lambda town: BulkEdit((), (BulkChange("city", "x"),)), "nothing-chosen"),
    "BulkEdit no change": (lambda town: BulkEdit((town.renhe,), ()), "bulk-no-change"),
    "BulkEdit same": (lambda town: BulkEdit((town.renhe,), (BulkChange("city", "杭州"),)), "bulk-nothing-changes"),
    "BulkEdit field": (lambda town: BulkEdit((town.renhe,), (BulkChange("name", "x"),)), "bulk-field-unknown"),
    "BulkEdit country": (lambda town: BulkEdit((town.renhe,), (BulkChange("country", "C1"),)), "country-wrong"),
    "BulkEdit owner": (lambda town: BulkEdit((town.renhe,), (BulkChange("owner", "沈若兰"),)), "bulk-owner-unknown"),
    "BulkEdit refused": (
        lambda town: BulkEdit((town.renhe, town.stratus), (BulkChange("stage", "data-provider:active"),)),
        "bulk-refused",
    ),
    "BulkEdit both": (
        lambda town: BulkEdit((town.renhe,), (BulkChange("tag", "x"),), contact_ids=(town.shen,)),
        "bulk-two-concepts",
    ),
    "BulkEdit field of partners": (
        lambda town: BulkEdit(changes=(BulkChange("tier", "strategic"),), contact_ids=(town.shen,)),
        "bulk-field-unknown",
    ),
    "HandOver": (lambda town: HandOver(town.me, town.shen), "owner-not-ours"),
    "HandOver nothing": (lambda town: HandOver(colleague(town), town.me), "handover-nothing"),
    "HandOver oneself": (lambda town: HandOver(town.me, town.me), "handover-to-oneself"),
    "AttachFile": (lambda town: AttachFile("a", b"", town.renhe, town.shen), "attachment-needs-one-record"),
    "AttachFiles": (lambda town: AttachFiles(()), "nothing-chosen"),
    "AttachFiles in bin": (lambda town: AttachFiles((PartnerFile("a", b"", binned(town)),)), "record-in-bin"),
    "AttachFiles name": (lambda town: AttachFiles((PartnerFile(" ", b"", town.renhe),)), "field-required"),
    "DetachFile": (lambda town: DetachFile(AttachmentId(9)), "record-missing"),
    "SetHomeParty": (lambda town: SetHomeParty("Other", "Somebody"), "home-party-exists"),
    "EmptyBin": (lambda town: EmptyBin((town.renhe,)), "not-in-bin"),
}

FINAL = {"EmptyBin"}
VALUES = {"NewRole", "NewWeight", "PartnerFile"}
ELSEWHERE = {"SetHomeParty"}
"""Undone in a test of its own: in a town, everybody leans on the home party."""


def test_every_command_of_the_room_is_tried_here() -> None:
    named = {name for name in commands.__all__ if name not in VALUES}

    assert named == {name.split()[0] for name in DONE} | FINAL | ELSEWHERE
    assert named == {name.split()[0] for name in REFUSED}


@pytest.mark.parametrize("name", DONE)
def test_it_is_done_undone_and_done_again(name: str, town: Town) -> None:
    promises.is_done_undone_and_done_again(town.book, DONE[name](town))


@pytest.mark.parametrize("name", DONE)
def test_a_failure_in_the_middle_leaves_nothing(name: str, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    promises.leaves_nothing_when_it_fails_half_way(town.book, DONE[name](town), monkeypatch)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_and_changes_nothing(name: str, town: Town) -> None:
    act, code = REFUSED[name]
    promises.is_refused_and_changes_nothing(town.book, act(town), code)


def test_the_first_act_can_be_taken_back(empty_book: Book) -> None:
    empty_book.execute(SetHomeParty("Mingyuan AI", "Lin Yue"))
    empty_book.undo()
    assert dump(str(empty_book.path))["partner"] == []

    empty_book.redo()
    assert len(dump(str(empty_book.path))["affiliation"]) == 1


def test_only_emptying_the_bin_is_final() -> None:
    kinds = {name: getattr(commands, name).kind for name in commands.__all__ if name not in VALUES}

    assert {name for name, kind in kinds.items() if kind is CommandKind.FINAL} == FINAL


def test_an_edge_between_two_is_not_made_twice(town: Town) -> None:
    act = AddRelationship({"kind": RelationshipType.COMPETES_WITH}, town.renhe, town.stratus)
    town.book.execute(act)

    for twice in (act, AddRelationship({"kind": RelationshipType.COMPETES_WITH}, town.stratus, town.renhe)):
        assert [problem.code for problem in town.book.check(twice)] == ["relationship-exists"]
    assert town.book.check(AddRelationship({"kind": "supplies"}, town.stratus, town.renhe)) == []
