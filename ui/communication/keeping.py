"""What stands in the pane and is not saved, as text: one draft for each partner, meeting, or for none of them."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from crm.communication.drafting import Draft
from crm.values.enums import InteractionKind
from crm.values.ids import ActionItemId, ContactId, PartnerId
from ui.kit.room import Drafts

KEY = "log"
NEW = "new"


class KeptDrafts:
    """Every draft of the pane in the one entry that the window offers again after a crash."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts

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
        if not draft.text.strip():
            self.forget(place)
            return
        kept = self.all() | {place: written(draft), "last": place}
        self.drafts.keep(KEY, json.dumps(kept, ensure_ascii=False))

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
            return restored(kept, blank) if isinstance(kept, dict) else blank
        return blank


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
    )
