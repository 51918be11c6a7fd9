"""The check before export: everything that a draft still lacks or that contradicts itself, the gravest first."""

from datetime import date

from crm.agreements.drafting.date_findings import date_findings, promise_findings
from crm.agreements.drafting.finding import Draft, Finding, Severity
from crm.agreements.drafting.numbering import places
from crm.agreements.drafting.record_findings import record_findings
from crm.agreements.drafting.schedule_findings import schedule_findings
from crm.agreements.drafting.text_findings import text_findings
from crm.agreements.drafting.whole import of_version
from crm.agreements.queries.rows import AgreementRow, PromisesRow, TextRow, VersionRow
from crm.values.enums import Language

__all__ = ["Finding", "Severity", "findings"]


def findings(
    row: AgreementRow,
    version: VersionRow,
    text: TextRow,
    promises: PromisesRow,
    today: date,
    reader: Language = Language.ENGLISH,
    *,
    has_split: bool = False,
) -> tuple[Finding, ...]:
    """Nothing found: it may be exported. `reader`: in whose language parties and placeholders are named.

    `has_split`: whether a split plan stands behind a clause on benefits.
    """
    draft = Draft(row, version, text, of_version(promises, version.id), places(text), reader, has_split)
    found = [
        *record_findings(draft),
        *date_findings(draft),
        *text_findings(draft),
        *schedule_findings(draft),
        *promise_findings(draft, today),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.MISSING))
