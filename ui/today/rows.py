"""How a row of the agenda reads in the language of the moment. No widget."""

from collections.abc import Iterator, Sequence

from crm.today.agenda import AgendaGroup, AgendaOwner, AgendaPartner, AgendaRow
from crm.values import Message
from crm.values.enums import Language
from ui.kit.look import look
from ui.kit.rows import HeadingRow, TwoLineRow

Key = tuple[str, int]
"""`("item", id)` of an action item, `("quiet", id)` of a partner, `("notice", id)` of an agreement, `("duty", n)`."""

OF_ONE_OBLIGATION = 10_000_000
"""More than there are dates: the number of a duty is that of its obligation and that of its day."""

ICONS = {"item": "list-checks", "quiet": "moon", "notice": "calendar-clock", "duty": "clipboard-check"}


def key_of(row: AgendaRow) -> Key:
    if row.item_id is not None:
        return "item", row.item_id
    if row.obligation_id is not None and row.unmoved is not None:
        return "duty", row.obligation_id * OF_ONE_OBLIGATION + row.unmoved.toordinal()
    if row.agreement_id is not None:
        return "notice", row.agreement_id
    return "quiet", row.partner.id if row.partner else 0


def name_of(one: AgendaPartner | AgendaOwner | None) -> str:
    if one is None:
        return ""
    return one.en if look.language is Language.ENGLISH else one.zh


def grouped(rows: Sequence[AgendaRow]) -> Iterator[TwoLineRow | HeadingRow]:
    """The rows under their groups' headings; the first heading says how they are ranked."""
    group: AgendaGroup | None = None
    for at, row in enumerate(rows):
        if row.group is not group:
            group = row.group
            yield heading(group, sum(one.group is group for one in rows), first=at == 0)
        yield line(row)


def heading(group: AgendaGroup, count: int, *, first: bool) -> HeadingRow:
    tint = "red" if group is AgendaGroup.OVERDUE else "text-2"
    remark = look.say("today.ranked") if first and group is AgendaGroup.OVERDUE else ""
    return HeadingRow(look.say(f"today.group.{group.value}"), f"{count:,}", tint, remark)


def line(row: AgendaRow) -> TwoLineRow:
    tail, tint = tail_of(row)
    kind, _ = key_of(row)
    role = row.partner.role if row.partner else None
    return TwoLineRow(
        key_of(row),
        title_of(row),
        icon=ICONS[kind],
        icon_tint="red" if row.group is AgendaGroup.OVERDUE else "amber" if kind in ("quiet", "notice") else "text-3",
        dot=f"role-{role.value}" if role else "text-3" if row.partner else "",
        name=name_of(row.partner),
        reason=look.say(row.reason),
        tail=tail,
        tail_tint=tint,
        person=name_of(row.owner),
    )


def title_of(row: AgendaRow) -> str:
    if row.group is AgendaGroup.QUIET:
        return look.say(Message("today.quiet", {"name": name_of(row.partner), "n": row.silent_days}))
    return look.say(row.title) if row.title is not None else row.text


def tail_of(row: AgendaRow) -> tuple[str, str]:
    """When, at the right: late in red, over its limit in amber, else the day."""
    if row.group is AgendaGroup.OVERDUE:
        return look.say(Message("today.late", {"n": row.days})), "red"
    if row.group is AgendaGroup.QUIET:
        return look.say(Message("today.over", {"n": row.days})), "amber"
    if row.group is AgendaGroup.TODAY:
        return look.say("today.group.today"), "text-2"
    if row.due_on is None:
        return look.say("today.no-date"), "text-3"
    if row.group is AgendaGroup.AHEAD:
        return look.say(Message("today.ahead", {"on": row.due_on})), "text-2"
    return look.say(Message("today.due", {"on": row.due_on})), "text-2"
