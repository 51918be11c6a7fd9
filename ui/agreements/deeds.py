"""What can be done in the room, for menus, keys and the palette."""

from typing import TYPE_CHECKING

from ui.agreements import acts
from ui.agreements.head import RIGHTS
from ui.agreements.record_acts import SIGNED_PDF, send, sign
from ui.kit.actions import Action

if TYPE_CHECKING:
    from ui.agreements.room import AgreementsRoom


def room_actions(room: "AgreementsRoom") -> list[Action]:
    here, page, gantt = room.name, room.record, room.gantt
    drafted, signed, one = room.reads_draft, room.reads_signed, room.reads_one
    return [
        Action("agreement-new", "agreements.new", room.begin_new, "plus", ("Ctrl+N",), here, "edit"),
        Action("agreement-take-over", "agreements.record-signed", room.begin_signed, "signature", (), here, "edit"),
        Action("agreement-filter", "agreements.search", room.focus_filter, "search", ("Ctrl+F",), here, "view"),
        Action("agreement-layout", "agreements.turn-layout", room.turn_layout, "chart-bar", ("Ctrl+B",), here, "view"),
        Action("agreement-rights", "rights.turn", lambda: room.show_layout(RIGHTS), "scale", ("Ctrl+Shift+D",), here,
               "view"),
        Action("agreement-zoom-in", "agreements.zoom-in", lambda: gantt.zoom_by(1), "zoom-in", (), here),
        Action("agreement-zoom-out", "agreements.zoom-out", lambda: gantt.zoom_by(-1), "zoom-out", (), here),
        Action("agreement-today", "agreements.show-today", gantt.show_today, "calendar", (), here),
        Action("agreement-pdf", "agreements.export-pdf", lambda: room.export("pdf"), "file-down", ("Ctrl+P",), here,
               "file", one),
        Action("agreement-sign-pdf", "signature.sign", lambda: room.export(SIGNED_PDF), "shield-check", (), here,
               "file", one),
        Action("agreement-docx", "agreements.export-docx", lambda: room.export("docx"), "file-text", (), here,
               "file", one),
        Action("agreement-day", "agreements.text-on-a-day", room.show_day, "calendar", ("Ctrl+D",), here, "view", one),
        Action("agreement-send", "agreements.send-to-review", lambda: send(page), "send", (), here, "edit", drafted),
        Action("agreement-sign", "agreements.sign", lambda: sign(page), "signature", (), here, "edit", drafted),
        Action("agreement-amend", "agreements.amend", lambda: page.begin(acts.amend), "file-plus", (), here,
               "edit", signed),
        Action("agreement-renew", "agreements.renew", lambda: page.begin(acts.renew), "refresh-cw", (), here,
               "edit", signed),
        Action("agreement-notice", "agreements.give-notice", lambda: page.begin(acts.notice), "bell", (), here,
               "edit", signed),
        Action("agreement-status", "agreements.set-status", lambda: page.begin(acts.override), "flag", (), here,
               "", one),
        Action("agreement-void", "agreements.void", lambda: page.begin(acts.void), "ban", (), here,
               "", one),
    ]  # fmt: skip
