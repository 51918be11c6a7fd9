"""From typed notes to the saved meeting, and a logged meeting corrected by its notes."""

from datetime import date

from crm.communication.commands import CompleteActionItem, EditActionItem
from crm.communication.correcting import draft_of, edit_command
from crm.communication.drafting import Draft, log_command
from crm.communication.queries import (
    ActionItemRows,
    Candidates,
    Meeting,
    MeetingDetail,
    MeetingRows,
    OpenItemsOf,
    RecentMeetings,
)
from crm.values.enums import ActionItemState, InteractionKind
from crm.values.ids import InteractionId
from tests.communication.town import TODAY, Town

DRAWN = (
    "Batch 8 is in training since Monday, no complaints from @Shen Ruolan.\n"
    "@Fang Wei wants fine-tuning rights; @Jiangwan Lab would review. #data-rights #nurse-line\n"
    "@Qiu Bin asks whether the security review of 2025 still holds. #compliance\n"
    "Decided: usage log per batch, starting with batch 8.\n"
    "Send access log of batch 8 to @Shen Ruolan due 9 Oct\n"
    "@Chen Mo drafts the fine-tuning clause due Friday"
)


def logged(town: Town, draft: Draft) -> Meeting:
    changes = town.book.execute(log_command(draft, town.plan(draft)))
    return town.book.query(MeetingDetail(InteractionId(changes.first("interaction"))))


def corrected(town: Town, meeting: Meeting, text: str) -> Meeting:
    """Opens the meeting in the pane, replaces its notes, saves."""
    known = town.known(meeting.notes + text, [partner.id for partner in meeting.partners])
    opened = draft_of(meeting, town.me, known)
    after = Draft(**{name: getattr(opened, name) for name in Draft.__slots__} | {"text": text})
    town.book.execute(edit_command(meeting, (opened, town.plan(opened)), (after, town.plan(after))))
    return town.book.query(MeetingDetail(meeting.id))


def test_the_drawn_meeting_is_saved_as_it_is_drawn(town: Town) -> None:
    meeting = logged(town, town.draft(DRAWN, closes=(town.samples,), starts_at="15:00", lasts=45, sentiment=1))

    assert meeting.title == "Batch 8 is in training since Monday, no complaints from Shen Ruolan"
    assert [partner.en for partner in meeting.partners] == ["Renhe Hospital Data"]
    assert [partner.en for partner in meeting.about] == ["Jiangwan University NLP Lab"]
    assert [(person.en, person.present) for person in meeting.people] == [
        ("Lin Yue", True),
        ("Shen Ruolan", True),
        ("Fang Wei", True),
        ("Qiu Bin", False),
    ]
    assert [decision.text for decision in meeting.decisions] == ["Usage log per batch, starting with batch 8"]
    assert [(item.text, item.owner and item.owner.en, item.due_on) for item in meeting.items] == [
        ("Drafts the fine-tuning clause", "Chen Mo", date(2026, 9, 25)),
        ("Send access log of batch 8 to Shen Ruolan", "Lin Yue", date(2026, 10, 9)),
    ]
    assert meeting.tags == ("data-rights", "nurse-line", "compliance")
    done = town.book.query(ActionItemRows(ActionItemState.DONE))
    assert [item.id for item in done] == [town.samples]
    town.book.undo()
    assert len(town.book.query(MeetingRows())) == 1


def test_the_same_in_chinese(town: Town) -> None:
    meeting = logged(
        town, town.draft("与＠沈若兰、@方薇 视频。决定：每批附用量日志。\n@陈墨 起草微调条款 周五前 ＃数据权利")
    )

    assert [person.zh for person in meeting.people] == ["Lin Yue", "沈若兰", "方薇"]
    assert [decision.text for decision in meeting.decisions] == ["每批附用量日志"]
    assert [(item.text, item.due_on) for item in meeting.items] == [("起草微调条款", date(2026, 9, 25))]


def test_an_unknown_name_becomes_a_contact_of_the_partner_in_the_same_step(town: Town) -> None:
    draft = town.draft("@Wang Wu sends the figures due Friday", partner_ids=(town.renhe,), welcomed=("Wang Wu",))

    meeting = logged(town, draft)

    assert [(person.en, person.partner_id) for person in meeting.people if person.id != town.me] == [
        ("Wang Wu", town.renhe)
    ]
    assert [(item.owner and item.owner.en, item.ours) for item in meeting.items] == [("Wang Wu", False)]


def test_what_will_be_saved_is_counted(town: Town) -> None:
    planned = town.plan(town.draft(DRAWN, closes=(town.samples,)))

    assert planned.changes == 1 + 1 + 2 + 3 + 1


def test_a_meeting_opened_and_saved_unchanged_stays_as_it_was(town: Town) -> None:
    meeting = logged(town, town.draft(DRAWN))

    again = corrected(town, meeting, meeting.notes)

    def plain(of: Meeting) -> list[object]:
        return [getattr(of, name) for name in Meeting.__slots__ if name not in ("version", "items")]

    assert plain(again) == plain(meeting)
    assert [item.id for item in again.items] == [item.id for item in meeting.items]


def test_corrected_notes_change_only_what_they_say_otherwise(town: Town) -> None:
    meeting = logged(town, town.draft(DRAWN))
    (draft_item, log_item) = meeting.items

    again = corrected(
        town,
        meeting,
        DRAWN.replace("due 9 Oct", "due 12 Oct").replace("usage log per batch", "usage log per week")
        + "\nCall @Qiu Bin by next Monday",
    )

    assert [decision.text for decision in again.decisions] == ["Usage log per week, starting with batch 8"]
    items = {item.id: item for item in again.items}
    assert items[log_item.id].due_on == date(2026, 10, 12)
    assert items[draft_item.id] == draft_item
    assert [item.text for key, item in items.items() if key not in (draft_item.id, log_item.id)] == ["Call Qiu Bin"]


def test_what_was_edited_elsewhere_survives_a_correction_of_the_notes(town: Town) -> None:
    meeting = logged(town, town.draft(DRAWN))
    (draft_item, log_item) = meeting.items
    town.book.execute(EditActionItem(log_item.id, "due_on", date(2026, 10, 9), date(2026, 11, 2)))
    town.book.execute(CompleteActionItem((draft_item.id,)))

    again = corrected(
        town, town.book.query(MeetingDetail(meeting.id)), DRAWN.replace("\n@Chen Mo drafts", "\n@Chen Mo writes")
    )

    items = {item.id: item for item in again.items}
    assert items[log_item.id].due_on == date(2026, 11, 2)
    assert items[draft_item.id].state is ActionItemState.DONE


def test_a_line_taken_out_of_the_notes_takes_its_open_action_item_with_it(town: Town) -> None:
    meeting = logged(town, town.draft(DRAWN))

    again = corrected(town, meeting, DRAWN.rsplit("\n", 1)[0])

    assert [item.text for item in again.items] == ["Send access log of batch 8 to Shen Ruolan"]


def test_what_the_notes_never_brought_stays_when_they_are_corrected(town: Town) -> None:
    meeting = town.book.query(MeetingDetail(town.meeting))

    again = corrected(town, meeting, "Batch 8 is released for training. #new")

    assert [decision.text for decision in again.decisions] == ["Batch 8 is released", "Walk away at 8 %"]
    assert len(again.items) == 2
    assert again.tags == ("data-rights", "new")
    assert [person.id for person in again.people] == [town.me, town.shen]


def test_completions_come_by_name_pinyin_and_initials_own_people_first(town: Town) -> None:
    def names(typed: str) -> list[str]:
        return [one.en for one in town.book.query(Candidates(typed, (town.renhe,)))]

    assert names("Fa") == ["Fang Wei"]
    assert names("方") == ["Fang Wei"]
    assert names("fangw") == ["Fang Wei"]
    assert names("srl") == ["Shen Ruolan"]
    assert names("jiangwan l") == ["Jiangwan University NLP Lab"]
    assert names("")[:2] == ["Shen Ruolan", "Fang Wei"]
    assert names("xyz") == []


def test_the_list_of_meetings_counts_what_they_brought(town: Town) -> None:
    (row,) = town.book.query(MeetingRows(partner_id=town.renhe, since=date(2026, 9, 1), until=TODAY))

    assert (row.decisions, row.items, row.open_items, row.leading) == (2, 2, 2, "Batch 8 is released")
    assert row.kind is InteractionKind.MEETING
    assert town.book.query(MeetingRows(partner_id=town.lab)) == []
    assert town.book.query(RecentMeetings()).total == 1


def test_open_items_of_a_partner_are_offered_for_closing(town: Town) -> None:
    assert [item.id for item in town.book.query(OpenItemsOf((town.renhe,)))] == [town.samples, town.theirs]
    assert town.book.query(OpenItemsOf((town.lab,))) == []
