"""A version of an agreement laid out whole: what paper, Word file, window and command line show. Rows in, values out.

whole = book.query(LaidAgreement(agreement))
whole.clauses[0].number, whole.number(goal.line)  # "1", "2.1(c)"
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.agreements.drafting.ends import effective_of, first_end
from crm.agreements.drafting.laid import LaidClause, laid
from crm.agreements.drafting.numbering import Place, full_number, places
from crm.agreements.drafting.placeholders import Computed
from crm.agreements.facts import length_of
from crm.agreements.life import planned_notice
from crm.agreements.queries.rows import AgreementRow, PromisesRow, TextRow, VersionRow
from crm.agreements.terms.ends import end_of
from crm.values import Refused
from crm.values.enums import ReportLanguage
from crm.values.ids import AgreementVersionId


@dataclass(frozen=True, slots=True)
class LaidOut:
    """`promises` are those of this version; `computed` its end and notice date as the text states them."""

    row: AgreementRow
    version: VersionRow
    text: TextRow
    promises: PromisesRow
    language: ReportLanguage
    computed: Computed
    clauses: tuple[LaidClause, ...]
    places: Mapping[str, Place]

    def number(self, line: str) -> str:
        """`2.1(c)` of a line; nothing where the text has no such line."""
        place = self.places.get(line) if line else None
        return full_number(place) if place else ""


def laid_out(
    row: AgreementRow,
    version: VersionRow,
    text: TextRow,
    promises: PromisesRow,
    language: ReportLanguage | None = None,
) -> LaidOut:
    """In one language or in both; without `language` as agreed. `promises` may be those of all versions."""
    chosen, computed = language or row.languages, computed_of(version)
    clauses = laid(row, version, text, chosen, computed)
    return LaidOut(row, version, text, of_version(promises, version.id), chosen, computed, clauses, places(text))


def of_version(promises: PromisesRow, version: AgreementVersionId) -> PromisesRow:
    """What this version promises; an amendment copies what goes on, so nothing of another version belongs to it."""
    return PromisesRow(
        tuple(goal for goal in promises.goals if goal.version_id == version),
        tuple(owed for owed in promises.obligations if owed.version_id == version),
        tuple(each for each in promises.restrictions if each.version_id == version),
        tuple(right for right in promises.data_rights if right.version_id == version),
    )


def computed_of(version: VersionRow) -> Computed:
    """The end of the first term and its notice date, as the signed text states them: no renewal, no later fact."""
    start, length = effective_of(version), length_of(version.terms)
    if start is None or length is None:
        return Computed(first_end(version))
    try:
        end = end_of(start, length, version.terms.first_day)
        notice = planned_notice(version.terms, end)
    except Refused:  # terms that contradict each other: the check before export says so
        return Computed(first_end(version))
    return Computed(end.last, notice.day if notice else None)
