"""A Word file, by python-docx: the faces of both scripts, tables, fields, and the same bytes each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from crm.documents.look import AMBER, INK, INK_2
from crm.documents.runs import clean
from crm.values.enums import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text import paragraph as text

LATIN, HAN, HAN_HEADING = "Times New Roman", "SimSun", "SimHei"
"""Every word processor has them, or knows what to take instead: the file is edited elsewhere."""
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a Word file keeps its time in UTC; a fixed day gives the same bytes
LONGEST_PROPERTY = 255
ZIP_DAY = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """Part of a paragraph. `size` in points; `empty`: still to be filled in."""

    text: str
    size: float = 10
    bold: bool = False
    ink: str = INK
    empty: bool = False


def new_document(title: str, author: str, subject: str, language: str) -> "Document":
    """An A4 page with the margins of our PDFs, and nothing of the template's author or day."""
    import docx
    from docx.shared import Pt

    document: Document = docx.Document()
    properties = document.core_properties
    title, author, subject = (clean(value)[:LONGEST_PROPERTY] for value in (title, author, subject))
    properties.title, properties.author, properties.subject = title, author, subject
    properties.last_modified_by, properties.comments, properties.language = author, "", language
    properties.created = properties.modified = MADE
    properties.revision = 1
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.28), Pt(841.89)
    section.left_margin = section.right_margin = Pt(57)
    section.top_margin = section.bottom_margin = Pt(70)
    for style in ("Normal", "Heading 1", "Heading 2", "Title"):
        set_faces(document.styles[style].element.get_or_add_rPr(), heading=style != "Normal")
    return document


def set_faces(properties: Any, heading: bool = False) -> None:
    """The Chinese face is set apart: `font.name` alone leaves it to the reader's program."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for kind in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(kind), LATIN)
    fonts.set(qn("w:eastAsia"), HAN_HEADING if heading else HAN)


def write(paragraph: "text.Paragraph", words: Sequence[Words], language: Language) -> "text.Paragraph":
    """Adds the words, each in the faces of both scripts."""
    from docx.enum.text import WD_UNDERLINE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    for part in words:
        run = paragraph.add_run(clean(part.text))
        run.font.size, run.font.bold = Pt(part.size), part.bold or None
        run.font.color.rgb = RGBColor.from_string((AMBER if part.empty else part.ink).lstrip("#"))
        if part.empty:
            run.font.underline = WD_UNDERLINE.DASH
        properties: Any = run._r.get_or_add_rPr()
        set_faces(properties, heading=part.bold)
        if language is Language.CHINESE:
            properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        tag: Any = OxmlElement("w:lang")
        tag.set(qn("w:val"), "en-GB")
        tag.set(qn("w:eastAsia"), "zh-CN")
        properties.append(tag)
    return paragraph


def spaced(
    paragraph: "text.Paragraph", before: float = 0, after: float = 0, together: bool = False
) -> "text.Paragraph":
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = together or None
    form.widow_control = True
    return paragraph


def first_of(cell: "_Cell") -> "text.Paragraph":
    """A cell always holds a paragraph: the first text goes there."""
    found: text.Paragraph = cell.paragraphs[0]
    return found


def grid(place: Any, rows: int, widths: Sequence[float], ruled: bool = False) -> "Table":
    """A table of fixed widths in points, in a document or in a cell; `ruled`: with lines between the rows."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    table: Table = place.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    if ruled:
        borders: Any = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line: Any = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9C4C0")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        # Word reads the properties of a table in one order only.
        properties: Any = table._tbl.tblPr
        after = properties.find(qn("w:tblLayout"))
        properties.insert(list(properties).index(after) if after is not None else len(properties), borders)
    return table


def repeat_head(table: "Table") -> None:
    """The first row stands again on each page."""
    set_row(table, 0, "w:tblHeader")


def keep_whole(table: "Table") -> None:
    """No row is broken over two pages."""
    for at in range(len(table.rows)):
        set_row(table, at, "w:cantSplit")


def set_row(table: "Table", at: int, what: str) -> None:
    from docx.oxml.parser import OxmlElement

    table.rows[at]._tr.get_or_add_trPr().append(OxmlElement(what))


def add_field(paragraph: "text.Paragraph", code: str, size: float) -> None:
    """PAGE and NUMPAGES: the reader's program counts."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(INK_2.lstrip("#"))
    set_faces(run._r.get_or_add_rPr())
    field.append(run._r)
    paragraph._p.append(field)


def saved(document: "Document") -> bytes:
    """The file, with one day on everything in it: the same document gives the same bytes."""
    written = BytesIO()
    document.save(written)
    fixed = BytesIO()
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, ZIP_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
