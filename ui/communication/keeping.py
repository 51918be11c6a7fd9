"""What stands in the pane and is not saved, as text: one draft for each partner, meeting, or for none of them."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from crm.communication.commands import NewFile
from crm.communication.drafting import Draft
from crm.values.enums import InteractionKind
from crm.values.ids import ActionItemId, AttachmentId, ContactId, PartnerId
from ui.kit.room import Drafts

KEY = "log"
NEW = "new"


class KeptDrafts:
    """Every draft of the pane in the one entry that the window offers again after a crash."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.names: dict[NewFile, str] = {}
        """Under which name each file is kept: it is written once, not at every key."""

    def all(self) -> dict[str, Any]:
        with suppress(ValueError):
            content = json.loads(self.drafts.kept(KEY) or "{}")
            if isinstance(content, dict):
                return content
        return {}

    def newest(self) -> str:
        """The place of the draft that was written last."""
        last = self.all().get("last")
        return last if isinstance(last, str) else NEW

    def keep(self, place: str, draft: Draft) -> None:
        if not draft.text.strip() and not draft.files:
            self.forget(place)
            return
        files = [[file.name, self.name_of(file)] for file in draft.files]
        kept = self.all() | {place: written(draft) | {"files": files}, "last": place}
        self.drafts.keep(KEY, json.dumps(kept, ensure_ascii=False))

    def name_of(self, file: NewFile) -> str:
        if file not in self.names:
            self.names[file] = self.drafts.keep_bytes(file.content)
        return self.names[file]

    def forget(self, place: str) -> None:
        kept = self.all()
        if kept.pop(place, None) is None:
            return
        rest = [name for name in kept if name != "last"]
        self.drafts.keep(KEY, json.dumps(kept | {"last": rest[-1]}, ensure_ascii=False) if rest else "")

    def read(self, place: str, blank: Draft) -> Draft:
        """The draft kept there, else the blank one. What is odd in it is left out."""
        kept = self.all().get(place)
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            return replace(restored(kept, blank), files=self.files_of(kept)) if isinstance(kept, dict) else blank
        return blank

    def files_of(self, kept: dict[str, Any]) -> tuple[NewFile, ...]:
        found = [(str(name), self.drafts.bytes_of(str(key))) for name, key in kept.get("files", [])]
        return tuple(NewFile(name, content) for name, content in found if content is not None)


def written(draft: Draft) -> dict[str, Any]:
    return {
        "text": draft.text,
        "held_on": draft.held_on.isoformat(),
        "kind": draft.kind.value,
        "starts_at": draft.starts_at,
        "lasts": draft.lasts,
        "title": draft.title,
        "place": draft.place,
        "sentiment": draft.sentiment,
        "internal": draft.internal,
        "partners": list(draft.partner_ids),
        "about": list(draft.about_ids),
        "moved": [[key, there] for key, there in draft.moved.items()],
        "welcomed": list(draft.welcomed),
        "addressees": dict(draft.addressees),
        "closes": list(draft.closes),
        "files_gone": list(draft.files_gone),
        "speakers": list(draft.speakers),
        "own": [[key, text] for key, text in draft.own.items()],
    }


def restored(kept: dict[str, Any], blank: Draft) -> Draft:
    return replace(
        blank,
        text=str(kept["text"]),
        held_on=date.fromisoformat(kept["held_on"]),
        kind=InteractionKind(kept["kind"]),
        starts_at=str(kept["starts_at"]),
        lasts=kept["lasts"],
        title=str(kept["title"]),
        place=str(kept["place"]),
        sentiment=kept["sentiment"],
        internal=bool(kept["internal"]),
        partner_ids=tuple(PartnerId(int(key)) for key in kept["partners"]),
        about_ids=tuple(PartnerId(int(key)) for key in kept["about"]),
        moved={ContactId(int(key)): bool(there) for key, there in kept["moved"]},
        welcomed=tuple(map(str, kept["welcomed"])),
        addressees={str(text): to for text, to in kept["addressees"].items()},
        closes=tuple(ActionItemId(int(key)) for key in kept["closes"]),
        files_gone=tuple(AttachmentId(int(key)) for key in kept.get("files_gone", [])),
        speakers=tuple(map(str, kept.get("speakers", []))),
        own={int(key): str(text) for key, text in kept.get("own", [])},
    )
