"""A chat that is pasted into the minutes: its lines, its day, its kind, and who spoke."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crm.communication.chats import Chat, minutes_of, read_chat
from crm.communication.drafting import Draft
from crm.communication.queries import Candidates, KnownName, Speakers
from crm.values.enums import InteractionKind
from crm.values.ids import ContactId, PartnerId

if TYPE_CHECKING:
    from ui.communication.pane import MeetingPane

TWO = 2
KNOWN = 50


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted, and the draft before it proposed anything: Ctrl+Z brings back both."""

    chat: Chat
    raw: str
    before: Draft
    after: Draft | None = None


class Conversing:
    def __init__(self, pane: "MeetingPane") -> None:
        self.pane = pane
        self.pasted: Pasted | None = None
        pane.notes.read_chat = self.read
        pane.notes.converted.connect(self.propose)

    def read(self, text: str) -> str | None:
        """The minutes of the chat, or None. Names of the partner's people and ours make a short one sure."""
        book, draft = self.pane.desk.book, self.pane.draft
        own = book.query(Candidates("", self.pane.planned.partners, KNOWN))
        known = [spelling for one in own for spelling in one.spellings]
        chat = read_chat(text, book.clock.today(), known)
        if chat is None:
            return None
        self.pasted = Pasted(chat, text.strip(), draft)
        return minutes_of(chat)

    def propose(self) -> None:
        """Day, time, kind and people as the chat says them, where nobody chose otherwise."""
        if self.pasted is None:
            return
        pane, chat, draft = self.pane, self.pasted.chat, self.pane.draft
        found = pane.desk.book.query(Speakers(chat.speakers, pane.planned.partners))
        people = [one for one in found if one is not None]
        fresh = pane.meeting is None
        after = replace(
            draft,
            moved={**draft.moved, **{ContactId(one.id): True for one in people}},
            speakers=tuple(name for name, one in zip(chat.speakers, found, strict=True) if one is None),
            partner_ids=draft.partner_ids or partner_of(people),
        )
        if fresh and draft.kind is InteractionKind.MEETING:
            kind = InteractionKind.WECHAT if len(chat.speakers) <= TWO else InteractionKind.WECHAT_GROUP
            after = replace(after, kind=kind)
        if fresh and chat.on is not None and draft.held_on == pane.desk.book.clock.today():
            after = replace(after, held_on=chat.on)
        if fresh and chat.at and not draft.starts_at:
            after = replace(after, starts_at=chat.at)
        self.pasted = replace(self.pasted, after=after)
        pane.take_draft(after)

    def take_back(self) -> None:
        """When the text's own undo has brought back what was pasted, what it proposed goes too."""
        if self.pasted is None or self.pasted.after is None or self.pasted.raw not in self.pane.draft.text:
            return
        before, self.pasted = self.pasted.before, None
        self.pane.take_draft(replace(before, text=self.pane.draft.text, files=self.pane.draft.files))


def partner_of(people: list[KnownName]) -> tuple[PartnerId, ...]:
    """The partner of the first who is not ours."""
    return next((one.partner_ids[:1] for one in people if not one.is_ours and one.partner_ids), ())
