"""How a record that was found is reached: its room, its pane, the place in its minutes, the file in its list."""

from dataclasses import dataclass

from crm.book.search import TextHit
from ui.kit.room import Desk


@dataclass(frozen=True, slots=True)
class Target:
    """A record. `partner` shows behind a meeting, `file` is marked in the record's files, `words` in its minutes."""

    kind: str
    key: int
    partner: int | None = None
    file: int | None = None
    words: str = ""


def target_of(hit: TextHit, words: str) -> Target:
    """What opens for a hit: itself, or the record on which it hangs. What is done already stands with its partner."""
    file = hit.record_id if hit.kind == "attachment" else None
    if hit.kind == "action_item" and hit.about != "open" and hit.partner_id is not None:
        return Target("partner", hit.partner_id)
    return Target(hit.owner_kind, hit.owner_id, hit.partner_id, file, words)


def reach(desk: Desk, target: Target) -> None:
    if target.kind == "interaction":
        if target.partner is not None:
            desk.show("partners", "partner", target.partner)
        desk.open_log(interaction_id=target.key, words=target.words, file_id=target.file)
    elif target.kind == "action_item":
        desk.show("today", "action_item", target.key)
    elif target.kind == "agreement":
        desk.show("agreements", "agreement", target.key)
    else:
        desk.show("partners", target.kind, target.key)
        if target.file is not None:
            desk.show("partners", "attachment", target.file)
