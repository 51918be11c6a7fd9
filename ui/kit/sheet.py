"""The style sheet for what Qt paints itself (fields, scroll bars, menus, tooltips), made from the tokens."""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from ui.kit.look import Look

SHEET = Template("""
QLineEdit, QPlainTextEdit {
    background: $surface; color: $text; border: 1px solid $field_line; border-radius: ${px6}px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $text_3;
}
QLineEdit { padding: 0 1px; }
QPlainTextEdit { padding: ${px3}px ${px5}px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0; }
QPlainTextEdit:focus { padding: ${px3_less}px ${px5_less}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $red; padding: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QLineEdit:read-only {
    background: $sunken; color: $text_off; border-color: $line_strong;
}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QPlainTextEdit[bare="true"], QPlainTextEdit[bare="true"]:focus {
    background: transparent; border: none; padding: 0;
}
QAbstractItemView { background: $surface; border: none; outline: none; }
#hits { background: $raised; }
PopupView { background: transparent; }
QTableView { selection-background-color: transparent; }
QHeaderView { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: ${px10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${px10}px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: ${px3}px; border: ${px2}px solid transparent; }
QScrollBar::handle:vertical { min-height: ${px28}px; margin: ${px2}px; }
QScrollBar::handle:horizontal { min-width: ${px28}px; margin: ${px2}px; }
QScrollBar::handle:hover { background: $field_line; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0;
}
QMenu {
    background: $raised; color: $text; border: 1px solid $line_strong; border-radius: ${px8}px; padding: ${px4}px;
}
QMenu::item { padding: ${px4}px ${px12}px ${px4}px ${px8}px; border-radius: ${px5}px; min-height: ${px20}px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $text_off; background: transparent; }
QMenu::icon { padding-left: ${px8}px; }
QMenu::indicator { width: ${px16}px; height: ${px16}px; padding-left: ${px8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${px4}px ${px8}px; }
QToolTip {
    background: $tip; color: $on_tip; border: none; padding: ${px4}px ${px8}px; font-size: ${px12}px;
}
QSplitter::handle { background: $line; }
""")
SIZES = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 28)


def style_sheet(look: Look) -> str:
    values = {name.replace("-", "_"): colour for name, colour in look.tokens.items()}
    sizes = {f"px{size}": str(look.px(size)) for size in SIZES}
    sizes |= {"px3_less": str(look.px(3) - 1), "px5_less": str(look.px(5) - 1)}
    return SHEET.substitute(values | sizes)


def palette_of(look: Look) -> QPalette:
    """For whatever the style paints without the sheet."""
    roles = {
        QPalette.ColorRole.Window: "surface",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.ToolTipBase: "tip",
        QPalette.ColorRole.ToolTipText: "on-tip",
        QPalette.ColorRole.PlaceholderText: "text-3",
        QPalette.ColorRole.Link: "accent-text",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line-strong",
    }
    palette = QPalette()
    for role, token in roles.items():
        palette.setColor(role, look.color(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.color("text-off")))
    return palette


def dress(app: QApplication, look: Look) -> None:
    """Font, palette and sheet of the whole program, for the look of the moment."""
    app.setFont(look.font(13))
    app.setPalette(palette_of(look))
    QToolTip.setPalette(palette_of(look))
    QToolTip.setFont(look.font(12))
    app.setStyleSheet(style_sheet(look))
