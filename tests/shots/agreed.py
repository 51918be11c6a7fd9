"""Agreements, on pictures: list, timeline, record, editor, checks, a new one, signing, an existing one taken over."""

from crm.agreements.queries import AgreementNamed
from tests.window.driver import Window
from ui.agreements.record_acts import sign
from ui.agreements.room import AgreementsRoom

LICENCE, DRAFT = "DL-2025-0007", "Reseller agreement, Nordics"


def room(window: Window) -> AgreementsRoom:
    window.office.go("agreements")
    window.settle()
    shown = window.office.room
    assert isinstance(shown, AgreementsRoom)
    return shown


def listed(window: Window) -> None:
    room(window)


def timeline(window: Window) -> None:
    room(window)
    window.press("Ctrl+B")


def opened(window: Window, name: str) -> AgreementsRoom:
    shown = room(window)
    shown.open_agreement(window.book.query(AgreementNamed(name)))
    window.settle()
    return shown


def changes(window: Window) -> None:
    """The drawing: the clause on the end of the agreement, with what amendment 2 changes."""
    shown = opened(window, LICENCE)
    record = shown.record.shown
    assert record is not None
    clause = next(one for one in record.clauses if one.standard == "termination")
    shown.record.go_to_line(clause.line)
    shown.record.text.tools.mode.pick("changes")
    window.settle()


def in_force(window: Window) -> None:
    opened(window, "CS-2024-0003")


def writing(window: Window) -> None:
    """A paragraph of a draft being written."""
    shown = opened(window, DRAFT)
    line = list(shown.record.text.by_line.values())[1]
    line.cells[0].write()
    window.settle()


def checks(window: Window) -> None:
    shown = opened(window, "Judgments corpus licence")
    shown.side.checks.all = True
    shown.record.again()
    window.settle()


def filling(window: Window) -> None:
    """A blank that the check found."""
    from ui.agreements.mending import fill

    shown = opened(window, DRAFT)
    assert shown.record.shown is not None
    fill(shown.side, shown.record.shown, "deal-protection")
    window.settle()


def beginning(window: Window) -> None:
    room(window).begin_new()
    window.settle()


def refused(window: Window) -> None:
    shown = room(window)
    shown.begin_new()
    shown.new_page.draft()
    window.settle()


def taking_over(window: Window) -> None:
    room(window).begin_signed()
    window.settle()


def signing(window: Window) -> None:
    sign(opened(window, DRAFT).record)
    window.settle()


def settling(window: Window) -> None:
    shown = opened(window, LICENCE)
    shown.record.settle(shown.record.duties.duty_lines[0].duty)
    window.settle()


AGREED = {
    "agreements": listed,
    "agreements-timeline": timeline,
    "agreement-changes": changes,
    "agreement-in-force": in_force,
    "agreement-writing": writing,
    "agreement-checks": checks,
    "agreement-filling": filling,
    "agreement-new": beginning,
    "agreement-refused": refused,
    "agreement-taken-over": taking_over,
    "agreement-signing": signing,
    "agreement-settling": settling,
}
