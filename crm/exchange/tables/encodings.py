"""Which encoding a text is in: BOM, strict UTF-8, UTF-16 without a BOM, then the likeliest of five (TRUST D1).

charset-normalizer alone is often wrong on a list of ten names, so each candidate's text is first weighed by how common
its characters are in the language of that encoding: text read in a wrong one consists of rare characters.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crm.exchange.tables.alphabets import SCORES, common_share

SAMPLE = 65_536
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODECS = {"big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
"""What Windows writes under these names: supersets of the standards."""

CHOICES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "shift_jis", "euc_kr", "cp1252")
"""What a person may choose by hand."""

CLEAR = 0.6
"""A share of common characters above which charset-normalizer need not be asked. Right texts reach 0.8 to 1.1."""

MOSTLY = 0.9
"""Share of likely characters in a text that is taken for UTF-16."""

MORE_THAN_HALF = 0.6
"""Share of whole lines in a file that is taken for UTF-8 with damaged lines: in another encoding hardly one is."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes that were no character of the encoding stand in the text as lone surrogates; `cut`: the last is half."""

    text: str
    encoding: str
    cut: bool = False


def decode(content: bytes, chosen: str | None = None) -> Decoded:
    """The text of the bytes, in the encoding chosen or found."""
    for mark, encoding in BOMS:
        if content.startswith(mark) and chosen in (None, encoding):
            return decoded(content[len(mark) :], encoding)
    return decoded(content, chosen or encoding_of(content))


def encoding_of(content: bytes) -> str:
    sample = content[:SAMPLE]
    if b"\0" in sample and (wide := wide_encoding(sample)):
        return wide
    if is_utf8(content):
        return "utf-8"
    return likeliest(sample)


def is_utf8(content: bytes) -> bool:
    """Strictly, but for a last character cut in half, or a few damaged lines among many whole ones."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        beyond = [line for line in content[: 4 * SAMPLE].splitlines() if not line.isascii()]
        return len(beyond) > 1 and sum(map(fits_utf8, beyond)) >= MORE_THAN_HALF * len(beyond)
    return True


def fits_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a BOM: its line ends and separators hold NULs, and read rightly its characters are common ones."""
    best, share = None, MOSTLY
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        found = common_share(text)
        if found > share:
            best, share = encoding, found
    return best


def likeliest(sample: bytes) -> str:
    weights = {encoding: weight_of(sample, encoding, score) for encoding, score in SCORES.items()}
    best = max(weights, key=lambda encoding: weights[encoding])
    if weights[best] >= CLEAR:
        return best
    return second_opinion(sample) or best


def weight_of(sample: bytes, encoding: str, score: Callable[[str], float]) -> float:
    """How much the sample looks like a text of that encoding, −1 to 3."""
    text = sample.decode(CODECS.get(encoding, encoding), "surrogateescape")
    wrong = sum("\udc80" <= sign <= "\udcff" for sign in text[:-2])
    beyond = sum(sign > "\x7f" for sign in text) or 1
    return score(text) - 3 * wrong / beyond


def second_opinion(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(SCORES), threshold=0.5).best()
    return canonical(best.encoding) if best and canonical(best.encoding) in SCORES else None


def is_encoding(name: str) -> bool:
    """Whether Python knows the encoding, as one of text."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


@cache
def canonical(encoding: str) -> str:
    """`gbk` and `gb2312` are read as gb18030, their superset; `cp950` and `big5hkscs` are big5."""
    plain = codecs.lookup(encoding).name
    return {"gbk": "gb18030", "gb2312": "gb18030", "cp950": "big5", "big5hkscs": "big5", "cp932": "shift_jis"}.get(
        plain, {"cp949": "euc_kr", "utf-16": "utf-16-le", "utf8": "utf-8"}.get(plain, plain)
    )


def decoded(content: bytes, encoding: str) -> Decoded:
    name = canonical(encoding)
    codec = CODECS.get(name, name)
    if name.startswith(("utf-16", "utf-32")):
        unit = 2 if name.startswith("utf-16") else 4
        whole = content[: len(content) // unit * unit]
        text = whole.decode(codec, "replace")
        cut = len(whole) < len(content) or text.endswith("\ufffd")
        return Decoded(text.rstrip("\ufffd") if cut else text, name, cut)
    text = content.decode(codec, "surrogateescape")
    half = len(text) - len(text.rstrip("".join(map(chr, range(0xDC80, 0xDD00)))))
    cut = 0 < half <= 3
    return Decoded(text[: len(text) - half] if cut else text, name, cut)


DAMAGE = re.compile("[\udc80-\udcff\ufffd]")


def is_damaged(text: str) -> bool:
    """Whether bytes in it were no character of the encoding."""
    return DAMAGE.search(text) is not None
