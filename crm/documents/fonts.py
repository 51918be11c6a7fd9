"""The faces of documents, out of `resources/fonts`: registered with reportlab once, each when it is first needed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from crm.documents.look import SEMIBOLD

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

LATIN, LATIN_BOLD = "InterTabular-Regular", "InterTabular-SemiBold"
HAN, HAN_BOLD = "NotoSansSC-Regular", "NotoSansSC-SemiBold"
RARE = "NotoSansFallback-Regular"
SERIF, SERIF_BOLD = "SourceSerif4-Regular", "SourceSerif4-SemiBold"
HAN_SERIF, HAN_SERIF_BOLD = "NotoSerifSC-Medium", "NotoSerifSC-Bold"
"""Agreements. The digits of Noto Serif SC are not tabular: a digit always comes from Source Serif."""

REGISTERING = Lock()
"""Two documents made at once must not read one face twice: each reading is a second set of subsets."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The faces that a sign is looked for in, the first one first."""

    latin: str
    han: str
    others: tuple[str, ...] = (RARE,)

    def for_sign(self, prefers_han: bool) -> tuple[str, ...]:
        return (self.han, self.latin, *self.others) if prefers_han else (self.latin, self.han, *self.others)


def chain(weight: int, serif: bool = False) -> Chain:
    """What the serif lacks is taken from the sans: a sign of another face rather than none."""
    bold = weight >= SEMIBOLD
    sans = Chain(LATIN_BOLD, HAN_BOLD) if bold else Chain(LATIN, HAN)
    if not serif:
        return sans
    latin, han = (SERIF_BOLD, HAN_SERIF_BOLD) if bold else (SERIF, HAN_SERIF)
    return Chain(latin, han, (sans.latin, sans.han, RARE))


def face(name: str) -> "TTFont":
    """The registered face. A Chinese weight takes 40 ms to read, so nothing is read before a sign asks for it."""
    with REGISTERING:
        return read_face(name)


@cache
def read_face(name: str) -> "TTFont":
    from reportlab.pdfbase import pdfmetrics

    from crm.documents.typeface import Typeface

    # Shaping depends on whether uharfbuzz happens to be installed: every machine must give the same bytes.
    font = Typeface(name, str(FOLDER / f"{name}.ttf"), shapable=False)
    pdfmetrics.registerFont(font)
    return font


def has(name: str, sign: str) -> bool:
    return ord(sign) in face(name).face.charToGlyph


@cache
def width_of(name: str, sign: str) -> float:
    """The advance of one sign at size 1."""
    return float(face(name).stringWidth(sign, 1))
