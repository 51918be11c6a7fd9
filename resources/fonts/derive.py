"""Makes the derived faces of this folder: `python resources/fonts/derive.py [JP.ttf HK.ttf]`. Needs fontTools.

InterTabular: reportlab cannot ask a face for tabular figures, and Inter's digits are proportional, so columns of
amounts would not line up. The cmap of 0 to 9 and U+2212 points at the glyphs of Inter's `tnum` feature.
NotoSansFallback: what Noto Sans SC lacks (𠮷 and other Han) out of Noto Sans JP and HK, cut down and merged.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
FIGURES = [*range(0x30, 0x3A), 0x2212]
HAN = [range(0x2E80, 0x3400), range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x33480)]


def tabular_glyphs(font: TTFont) -> Mapping[str, str]:
    """Each glyph that the feature `tnum` replaces, and what by."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    pairs: dict[str, str] = {}
    for index in sorted(lookups):
        for part in table.LookupList.Lookup[index].SubTable:
            pairs.update(getattr(part, "ExtSubTable", part).mapping)
    return pairs


def rename(font: TTFont, before: str, after: str) -> None:
    for record in font["name"].names:
        record.string = str(record).replace(before, after)


def make_tabular(weight: str) -> Path:
    font = TTFont(FOLDER / f"Inter-{weight}.ttf", recalcTimestamp=False)
    pairs = tabular_glyphs(font)
    for table in font["cmap"].tables:
        for point in FIGURES:
            if point in table.cmap:
                table.cmap[point] = pairs.get(table.cmap[point], table.cmap[point])
    del font["GSUB"], font["GPOS"]  # reportlab shapes nothing
    rename(font, "Inter", "InterTabular")
    made = FOLDER / f"InterTabular-{weight}.ttf"
    font.save(made)
    return made


def cut(source: Path, points: set[int]) -> Path:
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    made = source.with_suffix(".cut.ttf")
    font.save(made)
    return made


def make_fallback(japanese: Path, hong_kong: Path) -> Path:
    """Only Han: kana and the rest are in Noto Sans SC, or are not ours to draw."""
    have = set(TTFont(FOLDER / "NotoSansSC-Regular.ttf").getBestCmap())
    parts: list[str] = []
    for source in (japanese, hong_kong):
        points = {point for point in TTFont(source).getBestCmap() if any(point in run for run in HAN)} - have
        have |= points
        parts.append(str(cut(source, points)))
    font = Merger().merge(parts)
    for record in font["name"].names:
        record.string = (
            str(record).replace("Noto Sans JP", "Noto Sans Fallback").replace("NotoSansJP", "NotoSansFallback")
        )
    made = FOLDER / "NotoSansFallback-Regular.ttf"
    font.save(made)
    return made


if __name__ == "__main__":
    for weight in ("Regular", "SemiBold"):
        make_tabular(weight)
    if len(sys.argv) == 3:
        make_fallback(Path(sys.argv[1]), Path(sys.argv[2]))
