"""Lines of Today about agreements: notices to be given in time, terms that end, and what is owed. No database."""

from collections.abc import Mapping, Sequence
from datetime import date

from crm.agreements.arithmetic import days_off
from crm.agreements.owed import Duty
from crm.agreements.queries import AgreementLine
from crm.agreements.queries.rows import AgreementRow, PartyRow
from crm.today.agenda import AgendaGroup, AgendaOwner, AgendaPartner, AgendaRow, group_of
from crm.today.reminders import is_reminded, next_reminder
from crm.values import Message
from crm.values.enums import AgreementStatus, DutyState, Renewal

RUNNING = (AgreementStatus.SIGNED, AgreementStatus.ACTIVE, AgreementStatus.IN_NOTICE_WINDOW)

Known = Mapping[int, tuple[AgendaPartner, AgendaOwner | None]]
"""Partners by id, with who of ours looks after them."""


def notice_row(line: AgreementLine, today: date, days: Sequence[int], known: Known) -> AgendaRow | None:
    """The notice that an agreement asks for, or the end of one that nothing renews; None where neither is near.

    Past the last safe day it is late, until the notice date is past: then nothing can be done.
    """
    life = line.life
    act_by = day_to_act(line, today)
    if life.status not in RUNNING or act_by is None or not is_reminded(act_by, today, days):
        return None
    partner, owner = about(line.row, known)
    group = group_of(act_by, today) or AgendaGroup.AHEAD
    asks_notice = life.last_safe is not None and act_by == life.last_safe.day
    return AgendaRow(
        group=group,
        item_id=None,
        version=None,
        text="",
        partner=partner,
        reason=notice_reason(line) if asks_notice else Message("agenda.no-renewal", {"end": act_by}),
        due_on=act_by,
        days=(today - act_by).days,
        owner=owner,
        ours=True,
        title=notice_title(line, asks_notice=asks_notice, late=group is AgendaGroup.OVERDUE),
        agreement_id=line.row.id,
        again_on=next_reminder(act_by, today, days),
    )


def day_to_act(line: AgreementLine, today: date) -> date | None:
    """The last safe day while notice may still be received; where nothing renews by itself, the last day.

    None where nothing is left to be done: the agreement has renewed, or has no end.
    """
    life = line.life
    if life.notice is not None and life.last_safe is not None and today <= life.notice.day:
        return life.last_safe.day
    renews = life.notice is not None and line.row.versions[0].terms.renewal is Renewal.AUTOMATIC
    return None if renews or life.last_day is None or life.last_day < today else life.last_day


def notice_title(line: AgreementLine, *, asks_notice: bool, late: bool) -> Message:
    name = name_of(line.row)
    if line.life.notice is None or not asks_notice:
        return Message("agenda.agreement-ends", {"name": name})
    if late:
        return Message("agenda.notice-late", {"name": name, "on": line.life.notice.day})
    return Message("agenda.last-safe-day", {"name": name})


def notice_reason(line: AgreementLine) -> Message:
    """Ends 31 Dec − 90 days = 2 Oct, a holiday; − 5 working days = 23 Sep."""
    life = line.life
    assert life.notice is not None and life.last_safe is not None, "asked of a notice only"
    notice, safe = life.notice, life.last_safe
    values = {"end": notice.end, "notice": notice.rule.span, "on": notice.day, "n": safe.margin, "safe": safe.day}
    if notice.day != notice.counted and notice.skipped:
        return Message("agenda.notice-moved", {**values, "counted": notice.counted, "why": days_off(notice.skipped)})
    return Message("agenda.notice-reckoned", values)


def duty_row(duty: Duty, today: date, clause: str, known: Known) -> AgendaRow | None:
    """What one party owes and has a day near or past; None for what is settled, disputed or far."""
    group = group_of(duty.due_on, today)
    if duty.state not in (DutyState.DUE, DutyState.LATE) or duty.due is None or group is None:
        return None
    partner, owner = about(duty.agreement, known, duty.other)
    owed = duty.obligation
    return AgendaRow(
        group=group,
        item_id=None,
        version=None,
        text="",
        partner=partner,
        reason=duty_reason(duty, clause),
        due_on=duty.due_on,
        days=(today - duty.due.due).days,
        owner=owner,
        ours=duty.is_ours,
        title=either(owed.text_en, owed.text_zh),
        agreement_id=duty.agreement.id,
        obligation_id=owed.id,
        unmoved=duty.due.unmoved,
    )


def duty_reason(duty: Duty, clause: str) -> Message:
    assert duty.due is not None, "only what has a day is listed"
    name = name_of(duty.agreement)
    where = Message("agenda.clause-of", {"clause": clause, "name": name}) if clause else name
    debtor = party_name(duty.debtor)
    creditor = party_name(duty.creditor) if duty.creditor else Message("agenda.all-others")
    values = {"debtor": debtor, "creditor": creditor, "where": where, "due": duty.due.due}
    if duty.due.unmoved != duty.due.due:
        return Message("agenda.duty-moved", {**values, "unmoved": duty.due.unmoved})
    return Message("agenda.duty", values)


def about(
    row: AgreementRow, known: Known, other: PartyRow | None = None
) -> tuple[AgendaPartner | None, AgendaOwner | None]:
    """The party that the line is filed under: the first that is not ours."""
    other = other or next((party for party in row.parties if not party.is_home), None)
    return known.get(other.partner_id, (None, None)) if other else (None, None)


def name_of(row: AgreementRow) -> Message:
    """By its number, else by its title."""
    return either(row.number, row.number) if row.number else either(row.title_en, row.title_zh)


def party_name(party: PartyRow) -> Message:
    return either(party.name_en, party.name_zh)


def either(english: str, chinese: str) -> Message:
    """Said in the language of the face; where one is missing, the other."""
    return Message("record-called", {"names": [english or chinese, chinese or english]})
