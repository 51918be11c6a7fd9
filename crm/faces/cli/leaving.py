"""Views and lists that leave: `view` shows a saved view or a filter, `export` writes its rows as CSV or XLSX."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from crm.book import Book
from crm.exchange.leaving import Leaving, export_list
from crm.exchange.leaving.cells import Cell, cells_of
from crm.exchange.leaving.listing import headers_of
from crm.exchange.tables.files import finished
from crm.faces.cli.session import Session, harmless
from crm.faces.plain import plain
from crm.partners.columns import COLUMNS, column_label, column_named
from crm.partners.custom_values import plain as plain_number
from crm.partners.filters import Filter, read_filter
from crm.partners.fit import rounded
from crm.partners.queries import (
    ColumnSum,
    PartnerGroups,
    PartnerGroupsAnswer,
    PartnerOrder,
    PartnerPage,
    PartnerSums,
    PartnerSumsAnswer,
    SavedViewRow,
    SavedViews,
    ViewCounts,
    ViewNamed,
)
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields
from crm.partners.queries.leaving import LeavingRow, LeavingRows
from crm.values import Refused
from crm.values.currencies import decimals_of
from crm.values.enums import CustomConcept, Language

Told = Callable[[str], str]


def add_view(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("what", metavar="NAME|FILTER", nargs="*", help=told("cli.help-view-what"))
    parser.add_argument("--json", action="store_true", help=told("cli.help-json"))
    parser.set_defaults(run=view)


def view(session: Session, given: Namespace) -> None:
    """Without a name the views themselves, else the rows with the sums under them and the groups that a view has."""
    with session.book(read_only=True) as book:
        if given.what:
            tell_rows(session, book, looked_at(session, book, " ".join(given.what)))
        else:
            tell_views(session, book)


def add_export(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("what", metavar="NAME|FILTER", nargs="*", help=told("cli.help-view-what"))
    parser.add_argument("--out", metavar="FILE.csv|xlsx", required=True, help=told("cli.help-export-out"))
    parser.add_argument("--columns", metavar="A,B", help=told("cli.help-columns"))
    parser.add_argument("--replace", action="store_true", help=told("cli.help-replace"))
    parser.add_argument("--unguarded", action="store_true", help=told("cli.help-unguarded"))
    parser.set_defaults(run=export)


def export(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        look = looked_at(session, book, " ".join(given.what))
        own = own_fields(book)
        columns = look.columns
        if given.columns:
            columns = tuple(column_named(word.strip(), own) for word in given.columns.split(",") if word.strip())
        leaving = Leaving(look.filter, columns, look.name, not given.unguarded, given.replace)
        left = finished(export_list(book, Path(given.out).expanduser(), leaving, session.language))
    if left.cut:
        session.tell("cli.cells-cut", n=left.cut)
    session.tell("cli.exported", n=left.rows, file=str(left.path))


def looked_at(session: Session, book: Book, text: str) -> SavedViewRow:
    """The saved view of that name, else the filter that the words are. What of a view is gone is said."""
    found = book.query(ViewNamed(text)) if text else None
    if found is not None:
        for problem in found.problems:
            session.tell("cli.view-lacks", view=found.name, problem=problem)
        return found
    reading = read_filter(text, own_fields(book))
    if reading.problems:
        raise Refused(reading.problems)
    return unsaved(reading.filter)


def unsaved(asked: Filter) -> SavedViewRow:
    """A filter looked at as if it were a view without a name."""
    from crm.values.enums import ViewLayout
    from crm.values.ids import SavedViewId

    return SavedViewRow(SavedViewId(0), 0, "", "", asked, (), "", ViewLayout.TABLE, 0)


def own_fields(book: Book) -> tuple[CustomFieldRow, ...]:
    return book.query(CustomFields(CustomConcept.PARTNER))


def tell_views(session: Session, book: Book) -> None:
    views = book.query(SavedViews())
    counts = {count.id: count for count in book.query(ViewCounts(book.clock.today(), me=book.user))}
    records = []
    for found in views:
        count = counts.get(found.id)
        record = plain(found, session.language)
        assert isinstance(record, dict), "a row becomes a mapping"
        records.append({**record, "partners": count.partners if count else None, "more": bool(count and count.more)})
    rows = [
        (
            found.name,
            f"{count.partners:,}{'+' if count.more else ''}" if (count := counts.get(found.id)) else None,
            found.text,
            found.group_by,
        )
        for found in views
    ]
    session.rows(("cli.head-view", "cli.head-partners", "field.filter", "field.group_by"), rows, records)


def tell_rows(session: Session, book: Book, look: SavedViewRow) -> None:
    today, asked = book.clock.today(), look.filter
    order = book.query(PartnerOrder(today, asked, asked.sort, asked.descending, session.language, book.user))
    sums = book.query(PartnerSums(today, asked, book.user))
    groups = None
    if look.group_by:
        groups = book.query(PartnerGroups(today, asked, look.group_by, session.language, book.user))
    own, columns = own_fields(book), look.columns or COLUMNS
    found = book.query(LeavingRows(order, today))
    if session.as_json:
        session.json(
            {
                "view": plain(look, session.language) if look.name else None,
                "rows": records(session, book, found, columns),
                "groups": plain(groups, session.language),
                "sums": plain(sums, session.language),
            }
        )
        return
    table(session, found, columns, own)
    if groups is not None:
        tell_groups(session, groups)
    session.print(harmless(sums_line(session, sums, own)))


def records(session: Session, book: Book, rows: Sequence[LeavingRow], columns: Sequence[str]) -> list[object]:
    """What `partners --json` tells of each, and under `cells` what the view shows, exactly."""
    page = book.query(PartnerPage([row.id for row in rows], book.clock.today()))
    told: list[object] = []
    for partner, row in zip(page, rows, strict=True):
        record = plain(partner, session.language)
        assert isinstance(record, dict), "a row becomes a mapping"
        cells = zip(columns, cells_of(row, columns, session.language), strict=True)
        told.append({**record, "cells": {key: exact(cell) for key, cell in cells}})
    return told


def exact(cell: Cell) -> object:
    """A whole number as a number; decimals and days as texts, so that nothing is rounded on the way."""
    return cell if cell is None or isinstance(cell, int | str) else str(cell)


def table(session: Session, rows: Sequence[LeavingRow], columns: Sequence[str], own: Sequence[CustomFieldRow]) -> None:
    lines = [[shown(cell) for cell in cells_of(row, columns, session.language)] for row in rows]
    session.table(headers_of(columns, own, session.language), lines)


def shown(cell: Cell) -> object:
    """A number as it is, without the thousands that `cell` of a session would set: what a row says is data."""
    return cell if cell is None or isinstance(cell, str) else str(cell)


def tell_groups(session: Session, answer: PartnerGroupsAnswer) -> None:
    chinese = session.language is Language.CHINESE
    for group in answer.groups:
        session.print(harmless(f"{group.title_zh if chinese else group.title_en}  {group.partners:,}"))
    if answer.memberships != answer.partners:
        session.print(session.said("cli.groups-overlap", partners=answer.partners, memberships=answer.memberships))


def sums_line(session: Session, sums: PartnerSumsAnswer, own: Sequence[CustomFieldRow]) -> str:
    """12 partners · Open items 7 · Fit 3.7 on average of 5 · Budget CNY 1,200.50."""
    parts = [session.said("cli.sum-partners", n=sums.partners)]
    parts += [sum_text(session, each, own) for each in sums.columns if each.column != "people"]
    return " · ".join(parts)


def sum_text(session: Session, each: ColumnSum, own: Sequence[CustomFieldRow]) -> str:
    label = column_label(each.column, own)
    name = label if isinstance(label, str) else session.said(label)
    if each.mean:
        return session.said("cli.sum-mean", column=name, value=rounded(each.value), n=each.rows)
    places = decimals_of(each.currency) if each.currency else 6
    amount = plain_number(int(each.value * 10**places), places, fixed=bool(each.currency), commas=True)
    return session.said("cli.sum", column=name, value=f"{each.currency} {amount}".strip())


BUILDERS = {"view": add_view, "export": add_export}
