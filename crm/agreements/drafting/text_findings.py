"""What the text lacks: clauses, a language, what fills a placeholder, what a reference leads to."""

import re
from collections.abc import Iterator

from crm.agreements.drafting.finding import Draft, Finding, Severity, in_words
from crm.agreements.drafting.numbering import UNNUMBERED
from crm.agreements.drafting.pieces import PieceKind, cells, marks_in
from crm.agreements.drafting.placeholders import filled, label
from crm.agreements.queries.rows import ClauseRow, ParagraphRow
from crm.values import Message
from crm.values.enums import Language, ParagraphKind

TOLD_ALREADY = re.compile(r"originals|prevailing|title|party-(\d+)-(?:signatory|address|role)")
"""Placeholders whose emptiness the record's own findings tell."""

WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[’'-][^\W_\u3400-\u9fff]+)*")


def text_findings(draft: Draft) -> Iterator[Finding]:
    if not draft.text.clauses and not draft.row.imported:
        yield Finding("draft-clauses-missing", Severity.MISSING, field="clauses")
    yield from placeholder_findings(draft)
    yield from reference_findings(draft)
    for clause in draft.text.clauses:
        yield from clause_findings(draft, clause)


def placeholder_findings(draft: Draft) -> Iterator[Finding]:
    empty: dict[str, list[Language]] = {}
    lines: dict[str, str] = {}
    for language in draft.languages:
        values = filled(draft.row, draft.version, draft.text, language)
        for name, found in marks_in(draft.text, language, PieceKind.PLACEHOLDER).items():
            if not values.get(name) and not is_told(draft, name):
                empty.setdefault(name, []).append(language)
                lines.setdefault(name, found[0])
    for name, languages in empty.items():
        yield Finding(
            "draft-placeholder-empty",
            Severity.MISSING,
            {"placeholder": label(name, draft.reader), "name": name},
            line=lines[name],
            field=f"placeholder.{name}",
            where=where_in(draft, lines[name], languages),
        )


def is_told(draft: Draft, name: str) -> bool:
    match = TOLD_ALREADY.fullmatch(name)
    return match is not None and (match[1] is None or 0 < int(match[1][:3]) <= len(draft.row.parties))


def where_in(draft: Draft, line: str, languages: list[Language]) -> Message:
    number = draft.number(line)
    if not number:
        return Message("draft-where.outside")
    if len(languages) > 1:
        return Message("draft-where.both", {"number": number})
    return Message("draft-where.one", {"number": number, "language": in_words(languages[0])})


def reference_findings(draft: Draft) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for language in draft.languages:
        for target, lines in marks_in(draft.text, language, PieceKind.REFERENCE).items():
            for line in lines if target not in draft.places else ():
                if (target, line) not in told:
                    told.add((target, line))
                    where = draft.where(line)
                    yield Finding("draft-reference-dead", Severity.MISSING, {"target": target}, line=line, where=where)


def clause_findings(draft: Draft, clause: ClauseRow) -> Iterator[Finding]:
    where = draft.where(clause.line)
    headings = {Language.ENGLISH: clause.heading_en, Language.CHINESE: clause.heading_zh}
    for language in draft.languages:
        if not headings[language].strip() and clause.standard not in UNNUMBERED:
            values = {"number": draft.number(clause.line), "language": in_words(language)}
            yield Finding("draft-heading-missing", Severity.DOUBTFUL, values, line=clause.line, where=where)
    if not any(paragraph.text_en.strip() or paragraph.text_zh.strip() for paragraph in clause.paragraphs):
        heading = headings[draft.reader] or clause.heading_en or clause.heading_zh
        yield Finding("draft-clause-empty", Severity.DOUBTFUL, {"heading": heading}, line=clause.line, where=where)
    for paragraph in clause.paragraphs:
        yield from paragraph_findings(draft, paragraph)


def paragraph_findings(draft: Draft, paragraph: ParagraphRow) -> Iterator[Finding]:
    texts = {Language.ENGLISH: paragraph.text_en.strip(), Language.CHINESE: paragraph.text_zh.strip()}
    written = [language for language in Language if texts[language]]
    for language in draft.languages:
        if written and not texts[language]:
            other = written[0]
            values = {"number": draft.number(paragraph.line), "language": in_words(language)}
            counted = {"language": in_words(other), "count": words_of(texts[other]), "number": values["number"]}
            where = Message("draft-where.words", counted)
            yield Finding("draft-paragraph-missing", Severity.DOUBTFUL, values, line=paragraph.line, where=where)
    both = len(written) == len(draft.languages) == len(Language)
    if both and paragraph.kind is ParagraphKind.TABLE and shape(paragraph.text_en) != shape(paragraph.text_zh):
        values = {"number": draft.number(paragraph.line), "language": in_words(Language.CHINESE)}
        where = draft.where(paragraph.line)
        yield Finding("draft-table-uneven", Severity.DOUBTFUL, values, line=paragraph.line, where=where)


def words_of(text: str) -> int:
    """Latin words, and each Chinese sign."""
    return len(WORD.findall(text))


def shape(table: str) -> list[int]:
    return [len(row) for row in cells(table)]
