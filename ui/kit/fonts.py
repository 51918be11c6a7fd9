"""The bundled faces, so that it looks the same everywhere (DESIGN.md, Type)."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FILES = (
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-SemiBold.ttf",
    "NotoSansFallback-Regular.ttf",
)
FAMILIES = ["Inter", "Noto Sans SC", "Noto Sans Fallback"]
TABULAR = QFont.Tag("tnum")
CHINESE_SPACING = 100.0
LATIN_SPACING = 99.7


def load_fonts() -> None:
    """Once, after the application object. A missing face is said by Qt and a system font stands in."""
    known = set(QFontDatabase.families())
    if set(FAMILIES[:2]) <= known:
        return
    for name in FILES:
        QFontDatabase.addApplicationFont(str(FOLDER / name))


def make_font(pixels: int, weight: int, spacing: float, tabular: bool) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if weight >= 600 else QFont.Weight.Normal)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(TABULAR, 1)
    return font
