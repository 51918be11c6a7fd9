"""One change for many: shown before it is made, made as one step, refused by name."""

from datetime import date

from crm.partners.bulk import BulkChange
from crm.partners.commands import (
    AddCustomField,
    Affiliate,
    AttachFile,
    BinContacts,
    BinPartners,
    BulkEdit,
    ChangeStage,
    EditContact,
    SetCustomValue,
    TagRecords,
)
from crm.partners.queries import (
    BulkPreview,
    BulkPreviewRow,
    ContactDetail,
    ContactTimeline,
    CustomValuesOf,
    PartnerDetail,
    PartnerTimeline,
    TagNames,
)
from crm.partners.queries.contact import PeopleAt
from crm.partners.queries.timeline import EntryKind
from crm.values.enums import DecisionRole, Language, PartnerRole, Stage
from crm.values.ids import ContactId, CustomFieldId, PartnerRoleId
from tests.partners.conftest import TODAY, Town


def preview(town: Town, *changes: BulkChange, language: Language = Language.ENGLISH) -> BulkPreviewRow:
    everybody = (town.renhe, town.stratus, town.lanting)
    return town.book.query(BulkPreview(everybody, changes, language))


def test_a_preview_shows_old_and_new_and_counts_the_rest(town: Town) -> None:
    shown = preview(town, BulkChange("tier", "preferred"), BulkChange("city", "上海"))

    cells = {row.record_id: [(cell.old, cell.new) for cell in row.cells] for row in shown.rows}
    assert cells == {
        town.renhe: [("Strategic", "Preferred"), ("杭州", "上海")],
        town.stratus: [("", "上海")],
        town.lanting: [("", "Preferred"), ("", "上海")],
    }
    assert (shown.changed, shown.unchanged, shown.refused) == (3, 0, 0)
    assert preview(town, BulkChange("tier", "优选")).unchanged == 1


def test_what_is_previewed_is_what_is_done_in_one_step(town: Town) -> None:
    changes = (BulkChange("owner", "Lin Yue"), BulkChange("vertical", "金融"), BulkChange("role", "分销商:合作中"))
    shown = preview(town, *changes, language=Language.CHINESE)

    done = town.book.execute(BulkEdit((town.renhe, town.stratus, town.lanting), changes))

    assert done.named.values["n"] == shown.changed == 3
    for key in (town.renhe, town.stratus, town.lanting):
        detail = town.book.query(PartnerDetail(key, TODAY))
        assert detail.owner_en == "Lin Yue"
        assert "finance" in detail.verticals
        (role,) = [role for role in detail.roles if role.role is PartnerRole.DISTRIBUTOR]
        assert (role.stage, role.since, len(role.history)) == (Stage.ACTIVE, TODAY, 1)
    assert preview(town, *changes).unchanged == 3
    town.book.undo()
    assert town.book.query(PartnerDetail(town.stratus, TODAY)).roles == ()


def test_a_stage_moves_with_its_history_and_a_partner_without_the_role_is_refused_by_name(town: Town) -> None:
    change = (BulkChange("stage", "data-provider:active"),)
    everybody = (town.renhe, town.stratus)

    shown = town.book.query(BulkPreview(everybody, change))
    assert [row.refused and row.refused.code for row in shown.rows] == [None, "bulk-role-missing"]
    (problem,) = town.book.check(BulkEdit(everybody, change))
    assert (problem.code, problem.values["name"]) == ("bulk-refused", "Stratus Peak Cloud")
    town.book.execute(BulkEdit(everybody, change, skip_refused=True))

    (role,) = town.book.query(PartnerDetail(town.renhe, TODAY)).roles
    assert [(entry.stage, entry.effective_on) for entry in role.history][-1] == (Stage.ACTIVE, TODAY)
    assert len(role.history) == 2


def test_a_stage_alone_moves_every_role(town: Town) -> None:
    town.book.execute(BulkEdit((town.renhe,), (BulkChange("role", "platform:qualified"),)))

    town.book.execute(BulkEdit((town.renhe,), (BulkChange("stage", "休眠"),)))

    roles = town.book.query(PartnerDetail(town.renhe, TODAY)).roles
    assert {role.stage for role in roles} == {Stage.DORMANT}


def test_a_role_that_is_there_in_another_stage_is_not_given_again(town: Town) -> None:
    town.book.execute(ChangeStage(PartnerRoleId(1), Stage.ACTIVE, TODAY))

    shown = preview(town, BulkChange("role", "data-provider"))

    assert [row.refused.code for row in shown.rows if row.refused] == ["bulk-role-there"]


def test_tags_come_and_go_and_one_that_nothing_bears_goes(town: Town) -> None:
    town.book.execute(TagRecords(("Pilot",), (town.renhe,)))

    town.book.execute(BulkEdit((town.renhe, town.stratus), (BulkChange("tag", "ＰＩＬＯＴ"),)))
    assert [(row.name, row.uses) for row in town.book.query(TagNames())] == [("Pilot", 2)]

    town.book.execute(BulkEdit((town.renhe, town.stratus), (BulkChange("untag", "pilot"),)))
    assert town.book.query(TagNames()) == []


def test_own_fields_are_set_and_emptied(town: Town) -> None:
    key = town.book.execute(AddCustomField({"name": "年度预算", "kind": "money", "currency": "CNY"}))
    field = CustomFieldId(key.first("custom_field"))
    town.book.execute(SetCustomValue(field, "", "CNY 5", town.renhe))
    change = BulkChange("nian-du-yu-suan", "1.5万")

    cells = [row.cells[0] for row in preview(town, change).rows]
    town.book.execute(BulkEdit((town.renhe, town.stratus), (change,)))

    assert [(cell.old, cell.new) for cell in cells[:2]] == [("CNY 5.00", "CNY 15,000.00"), ("", "CNY 15,000.00")]
    assert [town.book.query(CustomValuesOf(one))[0].scaled for one in (town.renhe, town.stratus)] == [1_500_000] * 2
    town.book.execute(BulkEdit((town.renhe,), (BulkChange("nian-du-yu-suan", ""),)))
    assert town.book.query(CustomValuesOf(town.renhe))[0].is_empty


def test_what_lies_in_the_bin_is_refused(town: Town) -> None:
    town.book.execute(BinPartners((town.lanting,)))

    shown = preview(town, BulkChange("tier", "strategic"))

    assert [row.refused.code for row in shown.rows if row.refused] == ["record-in-bin"]


def test_it_is_one_line_in_each_timeline(town: Town) -> None:
    town.book.execute(BulkEdit((town.renhe, town.stratus), (BulkChange("city", "上海"), BulkChange("tag", "pilot"))))

    for key in (town.renhe, town.stratus):
        entries = [entry for entry in town.book.query(PartnerTimeline(key)).entries if entry.kind is EntryKind.BULK]
        assert len(entries) == 1
    untouched = town.book.query(PartnerTimeline(town.lanting)).entries
    assert all(entry.kind is not EntryKind.BULK for entry in untouched)


def people_preview(town: Town, *changes: BulkChange, language: Language = Language.ENGLISH) -> BulkPreviewRow:
    return town.book.query(BulkPreview(changes=changes, language=language, contact_ids=(town.shen, town.fang)))


def test_contacts_are_edited_as_they_were_previewed_in_one_step_that_undo_takes_back(town: Town) -> None:
    changes = (BulkChange("decision_role", "支持者"), BulkChange("language", "zh-CN"), BulkChange("tag", "VIP"))
    town.book.execute(EditContact(town.fang, "decision_role", "", "champion"))
    shown = people_preview(town, *changes, language=Language.CHINESE)

    done = town.book.execute(BulkEdit(changes=changes, contact_ids=(town.shen, town.fang)))

    cells = {row.record_id: [(cell.old, cell.new) for cell in row.cells] for row in shown.rows}
    assert cells[town.shen] == [("决策人", "支持者"), ("", "zh-CN"), ("", "VIP")]
    assert cells[town.fang] == [("", "zh-CN"), ("", "VIP")]
    assert (done.named.code, done.named.values["n"]) == ("undo.bulk-edit-contacts", shown.changed)
    for key in (town.shen, town.fang):
        contact = town.book.query(ContactDetail(key))
        assert (contact.fields["decision_role"], contact.tags) == (DecisionRole.CHAMPION, ("VIP",))
    assert people_preview(town, *changes).unchanged == 2
    town.book.undo()
    assert town.book.query(ContactDetail(town.shen)).tags == ()
    assert town.book.query(ContactDetail(town.fang)).fields["decision_role"] is DecisionRole.CHAMPION


def test_fields_of_partners_are_no_fields_of_contacts_and_both_are_not_edited_at_once(town: Town) -> None:
    (problem,) = people_preview(town, BulkChange("stage", "active")).problems
    both = BulkPreview((town.renhe,), (BulkChange("tag", "x"),), contact_ids=(town.shen,))

    assert problem.code == "bulk-field-unknown"
    assert problem.values["known"] == ["decision_role", "language", "tag", "untag"]
    assert [found.code for found in town.book.query(both).problems] == ["bulk-two-concepts"]


def test_own_fields_of_contacts_are_set_and_a_contact_in_the_bin_is_refused(town: Town) -> None:
    made = town.book.execute(AddCustomField({"name": "Batch", "kind": "number", "concept": "contact"}))
    town.book.execute(BinContacts((town.fang,)))
    changes = (BulkChange("batch", "7"),)

    shown = people_preview(town, *changes)
    town.book.execute(BulkEdit(changes=changes, contact_ids=(town.shen, town.fang), skip_refused=True))

    assert [row.refused.code for row in shown.rows if row.refused] == ["record-in-bin"]
    (value,) = town.book.query(CustomValuesOf(contact_id=town.shen))
    assert (value.field.id, value.text) == (made.first("custom_field"), "7")


def test_it_is_one_line_in_the_timeline_of_each_contact_and_none_after_undo(town: Town) -> None:
    town.book.execute(BulkEdit(changes=(BulkChange("tag", "VIP"),), contact_ids=(town.shen,)))

    def edits(key: ContactId) -> list[str]:
        entries = town.book.query(ContactTimeline(key)).entries
        return [entry.step.code for entry in entries if entry.kind is EntryKind.BULK and entry.step]

    assert (edits(town.shen), edits(town.fang)) == (["undo.bulk-edit-contacts"], [])
    town.book.undo()
    assert edits(town.shen) == []


def test_the_timeline_of_a_contact_tells_of_posts_files_and_meetings_page_by_page(town: Town) -> None:
    town.book.execute(Affiliate(town.shen, town.stratus, "Adviser", since=date(2026, 3, 1)))
    town.book.execute(AttachFile("cv.pdf", b"%PDF", contact_id=town.shen))

    whole = town.book.query(ContactTimeline(town.shen))
    first = town.book.query(ContactTimeline(town.shen, 1))
    rest = town.book.query(ContactTimeline(town.shen, 20, first.next))

    assert whole.entries == (*first.entries, *rest.entries)
    assert {entry.kind for entry in whole.entries} >= {EntryKind.MADE, EntryKind.JOINED, EntryKind.FILE}
    assert [entry.title_en for entry in whole.entries if entry.on == date(2026, 3, 1)] == ["Stratus Peak Cloud"]


def test_who_works_at_partners_is_asked_in_their_order(town: Town) -> None:
    found = town.book.query(PeopleAt((town.stratus, town.renhe)))

    assert {contact for partner, contact in found if partner == town.renhe} == {town.shen, town.fang}
    assert town.book.query(PeopleAt(())) == []
