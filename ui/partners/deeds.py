"""What can be done in the room, for menus, keys and the palette: the registry's actions and the menu of a line."""

from typing import TYPE_CHECKING

from crm.values.enums import ViewLayout
from ui.kit.actions import Action
from ui.partners.header import Entries

if TYPE_CHECKING:
    from ui.partners.room import PartnersRoom


def room_actions(room: "PartnersRoom") -> list[Action]:
    here, some = room.name, room.has_chosen
    pane, table = room.pane, room.table
    return [
        Action("partner-new", "partners.new", room.begin_new, "plus", ("Ctrl+N",), here, "edit"),
        Action("partner-filter", "partners.filter", room.focus_filter, "list-filter", ("Ctrl+F",), here, "view"),
        *layout_actions(room),
        Action("partner-export", "partners.export", room.export, "file-down", ("Ctrl+Shift+E",), here, "file"),
        Action("partner-columns", "partners.columns", room.open_columns, "columns-3", (), here, "view"),
        Action("partner-keep-view", "partners.view-keep", lambda: room.views.tabs.ask_name(), "bookmark", (), here),
        Action("partner-bulk", "bulk.begin", room.chosen.edit, "list-checks", ("Ctrl+E",), here, "edit", some),
        Action("partner-bulk-people", "bulk.begin-people", room.chosen.edit_people, "users", (), here, "edit", some),
        Action("partner-hand-over", "handover.begin", room.chosen.hand_over, "move-right", (), here, "edit", some),
        Action("partner-tag", "partners.tag", room.chosen.tag, "tag", ("Ctrl+T",), here, "edit", some),
        Action("partner-merge", "merge.begin", room.chosen.merge, "git-merge", ("Ctrl+M",), here, "edit", some),
        *fit_actions(room),
        Action("partner-report", "partners.report", pane.report, "file-text", (), here, "", some),
        Action("partner-attach", "partners.attach", pane.files.choose, "paperclip", (), here, "", some),
        Action("partner-edit", "partners.edit", table.edit_current, "pencil", ("F2",), here, listed=True),
        Action("partner-bin", "partners.to-bin", room.chosen.bin_all, "trash-2", ("Delete",), here, listed=True),
    ]


def fit_actions(room: "PartnersRoom") -> list[Action]:
    here, some, pages = room.name, room.has_chosen, room.fit_pages
    return [
        Action("partner-mark-fit", "partners.mark-fit", room.chosen.mark_fit, "gauge", ("Ctrl+G",), here, "edit", some),
        Action("partner-compare-fit", "partners.compare-fit", room.chosen.compare_fit, "scale", (), here, "view", some),
        Action("partner-fit-criteria", "partners.fit-criteria", pages.show_criteria, "sliders-horizontal", (), here),
    ]


def layout_actions(room: "PartnersRoom") -> list[Action]:
    """Ctrl+B turns the table into the board and back."""
    here, table, board = room.name, "table-2", "square-kanban"
    return [
        Action("partner-board", "partners.turn-layout", room.turn_layout, board, ("Ctrl+B",), here, "view"),
        Action("partner-as-table", "partners.as-table", lambda: room.show_layout(ViewLayout.TABLE), table, (), here),
        Action("partner-as-board", "partners.as-board", lambda: room.show_layout(ViewLayout.BOARD), board, (), here),
    ]


def more_entries(room: "PartnersRoom") -> Entries:
    """What comes in and leaves, under the three dots of the toolbar."""
    return [
        ("partners.import", "import", room.begin_import),
        ("partners.export", "file-down", room.export),
        ("window.duplicates", "copy", lambda: room.desk.show("duplicates")),
    ]


def line_entries(room: "PartnersRoom") -> Entries:
    """The menu of a line of the table."""
    return [
        ("partners.log-meeting", "pen-line", room.pane.log),
        ("partners.edit", "pencil", room.table.edit_current),
        ("partners.tag", "tag", room.chosen.tag),
        ("bulk.begin", "list-checks", room.chosen.edit),
        ("bulk.begin-people", "users", room.chosen.edit_people),
        ("handover.begin", "move-right", room.chosen.hand_over),
        ("merge.begin", "git-merge", room.chosen.merge),
        ("partners.compare-fit", "scale", room.chosen.compare_fit),
        ("partners.report", "file-text", room.pane.report),
        None,
        ("partners.to-bin", "trash-2", room.chosen.bin_all),
    ]
