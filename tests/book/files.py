"""Files to be read: PDF, DOCX and XLSX as programs write them, and as nobody should."""

import io
import zipfile
import zlib


def pdf(*pages: str, password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    from crm.documents.fonts import face

    name = face("NotoSansSC-Regular").fontName
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None)
    for page in pages:
        canvas.setFont(name, 12)
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "表格里的字"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(*cells: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("first", 0)
    for number, cell in enumerate(cells, 1):
        sheet.cell(number, 1, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """A zip whose parts are named with slashes written as double underscores."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>"""
XXE = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>"""


def bomb(megabytes: int) -> bytes:
    """A PDF of one page whose stream is small and unpacks to so many megabytes."""
    packer = zlib.compressobj(9)
    stream = b"".join([packer.compress(b" " * 1_000_000) for _ in range(megabytes)]) + packer.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>"
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        head + stream + b"\nendstream",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + tail


HOSTILE = {
    "bomb.pdf": bomb(400),
    "deep.pdf": b"%PDF-1.4\n" + b"[" * 200_000,
    "laughs.docx": archive(word__document=LAUGHS),
    "xxe.docx": archive(word__document=XXE),
    "bomb.docx": archive(word__document=b"<w>" + b" " * 60_000_000 + b"</w>"),
    "many.docx": archive(**{f"word__header{number}": b"<w/>" for number in range(2_001)}),
    "cut.docx": docx("never seen")[:-400],
    "cut.pdf": pdf("never seen")[:300],
    "no.pdf": b"%PDF-1.7\n" + b"\x00\xff" * 5_000,
    "not-xml.docx": archive(word__document=b"<w><t>begun"),
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "nothing.txt": b"",
}
