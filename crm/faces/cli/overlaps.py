"""What of other agreements a draft meets, as lines and records of `liaison agreement check`."""

from crm.agreements.drafting.finding import Severity
from crm.agreements.drafting.overlap_words import overlap_message, overlap_where, overlaps_summary
from crm.agreements.queries.overlapping import OverlapRow, OverlapsRow
from crm.faces.cli.session import Session
from crm.values import Message

DOUBTFUL = Message(f"draft-severity.{Severity.DOUBTFUL.value}")


def overlap_rows(session: Session, met: OverlapsRow) -> list[tuple[object, object, object]]:
    rows: list[tuple[object, object, object]] = [
        (DOUBTFUL, overlap_message(row, session.language), overlap_where(row, session.language)) for row in met.overlaps
    ]
    return [*rows, (DOUBTFUL, unread(met), "")] if met.unread else rows


def overlap_records(session: Session, met: OverlapsRow) -> list[dict[str, object]]:
    records = [overlap_record(session, row) for row in met.overlaps]
    if met.unread:
        text = session.said(unread(met))
        records.append({**record("territory-unread", text, "", ""), "places": met.unread})
    return records


def record(code: str, text: str, where: str, line: str) -> dict[str, object]:
    """As a finding of the check before export has it."""
    return {
        "code": code,
        "severity": Severity.DOUBTFUL,
        "text": text,
        "where": where,
        "line": line,
        "field": "",
        "blocks_export": False,
    }


def overlap_record(session: Session, row: OverlapRow) -> dict[str, object]:
    text = session.said(overlap_message(row, session.language))
    where = session.said(overlap_where(row, session.language))
    return {
        **record("overlap", text, where, row.own.line),
        "own": row.own,
        "own_clause": row.own_number,
        "other": row.other,
        "other_clause": row.other_number,
        "agreement": row.agreement,
        "first": row.first,
        "last": row.last,
        "places": row.places,
        "fields": row.fields,
    }


def unread(met: OverlapsRow) -> Message:
    return Message("overlap.unread", {"places": met.unread})


def tell_clean(session: Session, met: OverlapsRow) -> None:
    """That nothing overlaps, or what to do where something does."""
    session.tell("overlap.remedy" if met.overlaps else overlaps_summary(met))
