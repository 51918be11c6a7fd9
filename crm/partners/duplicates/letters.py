"""How the letters of names are made comparable: accents, German and Nordic letters, traditional Chinese, kana. Pure.

>>> plain("Müller & Söhne"), plain("臺灣積體電路"), plain("トヨタ"), plain("Ｌøren Straße")
('muller & sohne', '台湾积体电路', 'toyota', 'loren strasse')
"""

import re
import unicodedata

from crm.book.text import folded
from crm.partners.duplicates.signs import ROMAN, SIMPLIFIED, SMALL

UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart."""

KANA_RUN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def plain(text: str) -> str:
    """Folded, without accents, in simplified signs, kana as it is read."""
    text = folded(text)
    if text.isascii():
        return text
    text = KANA_RUN.sub(lambda run: romanised(run.group()), text.translate(SIMPLIFIED))
    if ACCENTED.search(text):
        decomposed = unicodedata.normalize("NFD", text.translate(UNDECOMPOSED))
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return text


def romanised(kana: str) -> str:
    """Hepburn, long vowels short, as companies write themselves."""
    read = ""
    doubled = False
    for sign in kana:
        sign = chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign
        if sign == "ッ":
            doubled = True
        elif sign in SMALL:
            read = small(read, SMALL[sign])
        elif sign in ROMAN:
            read += ROMAN[sign][0] * doubled + ROMAN[sign]
            doubled = False
    return read


def small(read: str, vowel: str) -> str:
    """シ and ャ are sha, キ and ャ kya, フ and ァ fa."""
    if read.endswith(("shi", "chi", "ji")) and len(vowel) == 2:
        return read[:-1] + vowel[1]
    return read[:-1] + vowel


def one_umlaut(latin: str) -> str:
    """Müller, Mueller and Muller are spelled one way."""
    return latin.replace("ae", "a").replace("oe", "o").replace("ue", "u")
