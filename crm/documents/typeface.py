"""A TrueType face whose rare signs can be copied out of the file."""

import re

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

BEYOND_16_BITS = re.compile(r"> <([0-9A-F]{5,6})>")


class Typeface(TTFont):
    """reportlab 5.1.0 writes the code point of 𠮷 into ToUnicode as <20BB7>, where a PDF wants UTF-16: <D842DFB7>.

    Readers then copied another sign than the one on paper.
    """

    def addObjects(self, doc: PDFDocument) -> None:
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stream, PDFStream):
                stream.content = BEYOND_16_BITS.sub(surrogates, stream.content)


def surrogates(found: re.Match[str]) -> str:
    return f"> <{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"
