"""New partners of a file that look like one in the book, or like another row: told, never merged by themselves."""

from collections.abc import Generator
from dataclasses import replace

from crm.acts.importing.plan import LOOKS_LIKE, ImportPlan, PlannedRow
from crm.partners.duplicates import blocking
from crm.partners.duplicates.partners import PartnerFace, compare
from crm.partners.duplicates.verdict import NO, Verdict
from crm.partners.queries.duplicates import Faces, given
from crm.values import Message

MOST_COMPARED = 3_000
"""Partners of book and file together that are compared while a person waits; the page of duplicates has no limit."""


def told_alike(plan: ImportPlan, book: Faces[PartnerFace]) -> Generator[int, None, ImportPlan]:
    """The plan with a warning at each row whose new partner is likely another one. Yields how far it is."""
    rows = {row.made: row for row in plan.rows if row.made is not None}
    if not rows:
        return plan
    faces = [*book.faces, *(face_of(ref, plan.writes.partners[-ref - 1]) for ref in rows)]
    names = {face.id: face.names[0] for face in faces}
    steps = blocking.pairs(faces, blocking.partner_keys, compare_new, book.known)
    while True:
        try:
            done, _ = next(steps)
        except StopIteration as end:
            found: dict[int, tuple[int, Verdict]] = {}
            for first, second, verdict in end.value:
                found.setdefault(first, (second, verdict))
            return replace(plan, rows=tuple(warned(row, found, names) for row in plan.rows))
        yield done


def compare_new(one: PartnerFace, other: PartnerFace) -> Verdict:
    """Two that the book holds already are no matter of this file."""
    return NO if one.id > 0 and other.id > 0 else compare(one, other)


def face_of(ref: int, values: dict[str, object]) -> PartnerFace:
    def text(field: str) -> str:
        return str(values.get(field) or "")

    named = [values.get(field) for field in ("name", "name_en", "name_zh", "legal_name")]
    return PartnerFace(
        id=ref,
        names=given(*named, *text("other_names").split("\n")),
        website=text("website"),
        credit_code=text("credit_code"),
        country=text("country"),
        city=text("city"),
        slug=text("slug"),
        repository=text("repository"),
        twitter=text("twitter"),
    )


def warned(row: PlannedRow, found: dict[int, tuple[int, Verdict]], names: dict[int, str]) -> PlannedRow:
    if row.made not in found:
        return row
    other, verdict = found[row.made]
    values = {"name": names[other], "percent": round(verdict.score * 100), "reason": verdict.reasons[0]}
    in_book, in_file = LOOKS_LIKE
    code = in_book if other > 0 else in_file
    return replace(row, warnings=(*row.warnings, Message(code, values)))
