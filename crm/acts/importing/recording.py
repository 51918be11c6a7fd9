"""Records the agreements of a plan as signed, each with its copy, within the step that brought their new partners."""

from crm import model
from crm.acts.importing.plan import PlannedAgreement, Writes
from crm.agreements.commands import NewFile, NewParty, RecordSigned
from crm.book.outside import spelled
from crm.values import Problem, Refused, Transaction, WorldFault
from crm.values.ids import PartnerId


def record_agreements(tx: Transaction, writes: Writes) -> None:
    """Refused as a whole where one of them is not what could be recorded by hand."""
    if not writes.agreements:
        return
    base = first_new_partner(tx, len(writes.partners))
    for planned in writes.agreements:
        parties = tuple(NewParty(PartnerId(ref if ref > 0 else base - ref - 1)) for ref in planned.parties)
        command = RecordSigned(
            planned.values,
            planned.terms,
            parties,
            planned.signed_on,
            planned.number,
            copy_of(planned),
            "" if planned.file else planned.reason,
        )
        problems = command.check(tx)
        if problems:
            raise Refused(problems)
        command.apply(tx)


def first_new_partner(tx: Transaction, many: int) -> int:
    """New partners bear the last keys of their table, in one range."""
    from sqlmodel import func, select

    last = tx.session.exec(select(func.max(model.Partner.id))).one()
    return int(last or 0) - many + 1


def copy_of(planned: PlannedAgreement) -> NewFile | None:
    if planned.file is None:
        return None
    try:
        return NewFile(spelled(planned.file.name), planned.file.read_bytes())
    except OSError as fault:
        values = {"file": spelled(planned.file.name), "why": fault.strerror or ""}
        raise WorldFault(Problem("file-unread", values=values)) from fault
