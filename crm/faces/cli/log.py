"""Logs a meeting by one line: what `@`, `#`, "decided:" and "due Friday" mean in the notes is as in the log pane."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from crm.communication.drafting import Draft, log_command, plan
from crm.communication.notes import name_runs
from crm.communication.queries import KnownNames, NamesIn
from crm.faces.cli.session import Session, day_of, one_of
from crm.faces.me import my_id
from crm.partners.queries import PartnerNamed
from crm.values import Message
from crm.values.enums import InteractionKind
from crm.values.ids import PartnerId

Told = Callable[[str], str]
TASK_MARK = "[ ] "
"""What makes a line of notes an action item, whether or not it says a day."""


def add_log(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("partner", metavar="PARTNER", help=told("cli.help-log-partner"))
    parser.add_argument("--on", metavar="DATE", help=told("cli.help-on"))
    parser.add_argument("--kind", metavar="KIND", default="meeting", help=told("cli.help-kind"))
    parser.add_argument("--notes", metavar="TEXT", default="", help=told("cli.help-notes"))
    parser.add_argument("--title", metavar="TEXT", default="", help=told("cli.help-title"))
    parser.add_argument("--action", metavar="TEXT", action="append", default=[], help=told("cli.help-action"))
    parser.add_argument("--internal", action="store_true", help=told("cli.help-internal"))
    parser.set_defaults(run=log)


def log(session: Session, given: Namespace) -> None:
    chosen_day = day_of(given.on, "on") if given.on else None
    kind = one_of(InteractionKind, given.kind, "kind")
    with session.book() as book:
        held_on = chosen_day or book.clock.today()
        partner = PartnerId(book.query(PartnerNamed(given.partner)).id)
        text = "\n".join([*([given.notes] if given.notes else []), *(TASK_MARK + action for action in given.action)])
        me = my_id(book)
        draft = Draft(
            text,
            held_on,
            kind=kind,
            title=given.title,
            internal=given.internal,
            partner_ids=(partner,),
            me=me,
        )
        known = book.query(NamesIn(name_runs(text), (partner,)))
        known += book.query(KnownNames(contact_ids=(me,) if me else ()))
        planned = plan(draft, known)
        book.execute(log_command(draft, planned))
    session.tell("cli.logged", partner=given.partner, on=held_on, items=Message("cli.items", {"n": len(planned.items)}))
    for name in planned.unknown:
        session.tell("cli.name-in-notes-unknown", given=name)


BUILDERS = {"log": add_log}
