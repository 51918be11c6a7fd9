"""What can be done from anywhere, entered in the registry: menu, shortcut sheet and palette are made from it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm.values import Message
from ui.kit.actions import Action
from ui.kit.look import SCALES, Plain, Text, ThemeChoice, look
from ui.window.rooms import RAIL, is_built, label_of

if TYPE_CHECKING:
    from ui.window.main import MainWindow
    from ui.window.office import Office


def file_deeds(window: "MainWindow") -> list[Action]:
    return [
        Action("new", "window.new-book", window.books.ask_new, "file-plus", ("Ctrl+Shift+N",), menu="file"),
        Action("open", "window.open-book", window.books.ask_open, "folder-open", ("Ctrl+O",), menu="file"),
        Action("sample", "window.open-sample", window.books.open_sample, "book-open", menu="file"),
        Action("save-copy", "window.save-copy", window.books.ask_copy, "copy", ("Ctrl+Shift+S",), menu="file"),
        Action("back-up", "window.back-up-now", window.books.back_up, "save", menu="file"),
        Action("restore", "window.restore-menu", lambda: window.show_room("restoring"), "history", menu="file"),
        *import_deeds(window),
        Action("quit", "window.quit", window.quit, "log-out", ("Ctrl+Q",), menu="file"),
    ]


def import_deeds(window: "MainWindow") -> list[Action]:
    if not is_built("importing"):
        return []
    return [
        Action("import", "window.import", lambda: window.show_room("importing"), "import", ("Ctrl+I",), menu="file")
    ]


def edit_deeds(office: "Office") -> list[Action]:
    """Undo and redo carry the name of what they would take back, so they are entered anew after each write."""
    undoes, redoes = office.book.undoable(), office.book.redoable()
    return [
        Action(
            "undo",
            Message("window.undo-what", {"act": undoes}) if undoes else "kit.undo",
            office.writing.undo,
            "undo-2",
            ("Ctrl+Z",),
            menu="edit",
            enabled=lambda: office.book.undoable() is not None,
        ),
        Action(
            "redo",
            Message("window.redo-what", {"act": redoes}) if redoes else "kit.redo",
            office.writing.redo,
            "redo-2",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            menu="edit",
            enabled=lambda: office.book.redoable() is not None,
        ),
    ]


def office_deeds(window: "MainWindow", office: "Office") -> list[Action]:
    deeds = [Action("find", "window.find", office.open_finder, "search", ("Ctrl+K",), menu="edit")]
    results = Action("results", "window.open-results", office.open_results, "search", ("Ctrl+Shift+F",), menu="edit")
    deeds.append(results)
    if is_built("importing"):
        deeds += arrival_deeds(window, office)
    if is_built("communication"):
        deeds.append(
            Action("log-meeting", "window.log", lambda: log_here(office), "pen-line", ("Ctrl+L",), menu="edit")
        )
    return deeds + room_deeds(window) + view_deeds(window, office)


def arrival_deeds(window: "MainWindow", office: "Office") -> list[Action]:
    """Ctrl+V where no editor has the keyboard: an editor takes the key for itself."""
    papers = window.room_opener("papers")
    return [
        Action("paste-table", "import.paste", office.paste_table, "clipboard-paste", ("Ctrl+V",), menu="edit"),
        Action("papers", "window.papers", papers, "paperclip", menu="file"),
    ]


def log_here(office: "Office") -> None:
    """About what is selected in the room; a pane that is open already only gets the keyboard."""
    pane = office.log_pane
    if pane is not None and pane.isVisible():
        pane.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    office.open_log(**(office.room.about() if office.room is not None else {}))


OF_THE_BOOK = {"fields": "list-checks", "tags": "tags", "duplicates": "copy"}
"""Rooms in which the book is kept in order: own fields, tags, what is there twice."""


def room_deeds(window: "MainWindow") -> list[Action]:
    """Ctrl+1 is the first room of the rail."""
    deeds = []
    for number, name in enumerate((name for name in RAIL if is_built(name)), 1):
        label = Message("window.go-to", {"room": Message(label_of(name))})
        go = window.room_opener(name)
        deeds.append(Action(f"open-{name}", label, go, RAIL[name], (f"Ctrl+{number}",), menu="view"))
    deeds.append(
        Action(
            "open-bin",
            Message("window.go-to", {"room": Message("window.bin")}),
            window.room_opener("bin"),
            "trash-2",
            menu="view",
        )
    )
    for name, icon in OF_THE_BOOK.items():
        deeds.append(Action(f"open-{name}", f"window.{name}", window.room_opener(name), icon, menu="edit"))
    return deeds


def view_deeds(window: "MainWindow", office: "Office") -> list[Action]:
    return [
        *look_deeds(window),
        Action("rail", "window.fold-rail", office.toggle_rail, "panel-left", ("Ctrl+\\",), menu="view"),
        Action("settings", "window.settings", window.room_opener("settings"), "settings", ("Ctrl+,",), menu="view"),
        Action("shortcuts", "window.shortcuts", office.open_shortcuts, "keyboard", ("Ctrl+/", "F1"), menu="help"),
    ]


def look_deeds(window: "MainWindow") -> list[Action]:
    languages: dict[str, Text] = {"system": "window.language-system", "en": Plain("English"), "zh": Plain("简体中文")}
    deeds = [
        Action(f"theme-{choice.value}", f"window.theme-{choice.value}", window.themer(choice), "sun-moon", menu="view")
        for choice in ThemeChoice
    ]
    deeds += [
        Action(f"language-{key}", label, window.speaker(key), "languages", menu="view", words=("language", "语言"))
        for key, label in languages.items()
    ]
    deeds += [
        Action(
            "text-larger",
            "window.text-larger",
            lambda: window.resize_text(1),
            "zoom-in",
            ("Ctrl++", "Ctrl+="),
            menu="view",
        ),
        Action(
            "text-smaller", "window.text-smaller", lambda: window.resize_text(-1), "zoom-out", ("Ctrl+-",), menu="view"
        ),
        Action("less-motion", "window.less-motion", window.toggle_motion, "timer"),
    ]
    deeds += [
        Action(f"text-{scale}", Message("window.text-at", {"size": scale}), window.text_sizer(scale), "a-large-small")
        for scale in SCALES
    ]
    return deeds


def next_scale(by: int) -> int:
    """The next text size of the scale, or the last one."""
    place = SCALES.index(look.percent) if look.percent in SCALES else 0
    return SCALES[max(0, min(len(SCALES) - 1, place + by))]
