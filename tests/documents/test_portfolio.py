"""The figures of a portfolio: each is the number of the rows that it opens to, in the PDF and the workbook alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.book import Book, FixedClock
from crm.communication.commands import LogMeeting, NewActionItem
from crm.documents.page import Paper
from crm.documents.period import Period, quarter_of, read_period, stretches
from crm.documents.portfolio_content import PANELS, Content, PartnerLine, RoleLine, Scope
from crm.documents.portfolio_counts import Count, Cut, lines_of
from crm.documents.portfolio_figures import TILES, all_figures, cells, figure_of, sums
from crm.documents.portfolio_report import make_portfolio_report, portfolio_of
from crm.documents.portfolio_sections import label_of, shown
from crm.documents.portfolio_workbook import make_portfolio_workbook
from crm.documents.speech import LANGUAGES, Name, Speech, said
from crm.partners.commands import AddPartner, AddPartnerRole, ChangeStage, CorrectStage, EditPartner, NewRole
from crm.partners.filters import Filter, read_filter
from crm.partners.queries import PartnerDetail, PartnerOrder, RoleStage
from crm.values import Refused
from crm.values.enums import PartnerRole, ReportLanguage, Stage, Tier
from tests.conftest import NOON
from tests.documents.reading import fonts_of, outline_of, pages_of, plain, poppler

TODAY = NOON.date()
QUARTER = quarter_of(TODAY)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    from crm.acts.sample import create_sample

    path = tmp_path_factory.mktemp("sample") / "sample.liaison"
    create_sample(path, FixedClock(NOON))
    book = Book.open(path, clock=FixedClock(NOON), read_only=True)
    yield book
    book.close()


@pytest.fixture(scope="module")
def content(played: Book) -> Content:
    return portfolio_of(played, Scope(QUARTER, TODAY))


def count(content: Content, what: Count, **cut: object) -> int:
    return figure_of(content, Cut(what, **cut)).count  # type: ignore[arg-type] # role=, stage=


def test_every_figure_counts_exactly_the_rows_that_it_opens_to(played: Book, content: Content) -> None:
    figures = all_figures(content)

    assert len(figures) > 150
    assert len({figure.code for figure in figures}) == len(figures)
    for figure in figures:
        rows = played.query(figure.rows)
        assert len(rows) == figure.count, figure.code
        assert len({(type(row), getattr(row, "id", row)) for row in rows}) == len(rows), figure.code


def test_the_figures_agree_with_the_list_of_partners(played: Book, content: Content) -> None:
    for text, what in (("", Count.ORGANISATIONS), ("is:quiet", Count.QUIET), ("stage:active", Count.ACTIVE)):
        asked = read_filter(text).filter
        assert count(content, what) == len(played.query(PartnerOrder(TODAY, asked))), text


def test_a_filter_narrows_every_figure(played: Book) -> None:
    asked = read_filter("role:data-provider stage:active").filter
    content = portfolio_of(played, Scope(QUARTER, TODAY, asked))

    assert count(content, Count.ORGANISATIONS) == len(played.query(PartnerOrder(TODAY, asked)))
    assert {line.id for line in lines_of(content, Cut(Count.MET))} <= {line.id for line in content.partners}
    assert all(item.partner_id in {line.id for line in content.partners} for item in content.fell_due)


def held(roles: dict[PartnerRole, Stage]) -> tuple[RoleStage, ...]:
    return tuple(RoleStage(role, stage, TODAY) for role, stage in roles.items())


def line(key: int, roles: dict[PartnerRole, Stage]) -> PartnerLine:
    return PartnerLine(key, Name(f"P{key}"), held(roles), None, None, None, None, 0, 0, TODAY, None, None, 0)


def of_partners(partners: tuple[PartnerLine, ...]) -> Content:
    roles = tuple(RoleLine(each.id, each.name, r.role, r.stage, r.since) for each in partners for r in each.roles)
    return Content(Name("H"), Scope(QUARTER, TODAY), Name(""), 1, partners, roles, (), (), (), (), 0, 0)


@given(st.lists(st.dictionaries(st.sampled_from(PartnerRole), st.sampled_from(Stage)), max_size=12))
def test_cells_add_up_to_the_roles_held_and_an_organisation_counts_once(
    books: list[dict[PartnerRole, Stage]],
) -> None:
    content = of_partners(tuple(line(key, roles) for key, roles in enumerate(books, 1)))
    table = cells(content)
    *by_stage, whole = sums(content, Count.CELL)
    *holding, holders = sums(content, Count.HOLDERS)

    assert sum(figure.count for _, row in table for figure in row[:-1]) == whole.count == sum(map(len, books))
    assert all(sum(figure.count for figure in row[:-1]) == row[-1].count for _, row in table)
    assert [figure.count for figure in by_stage] == [sum(row[at].count for _, row in table) for at in range(len(Stage))]
    assert holders.count == sum(bool(roles) for roles in books)
    assert [figure.count for figure in holding] == [sum(s in roles.values() for roles in books) for s in Stage]
    assert figure_of(content, Cut(Count.ORGANISATIONS)).count == len(books)


def test_tiers_add_up_to_the_organisations(content: Content) -> None:
    tiers = (Count.STRATEGIC, Count.PREFERRED, Count.REGISTERED, Count.UNTIERED)

    assert sum(count(content, tier) for tier in tiers) == count(content, Count.ORGANISATIONS)


def test_the_bars_of_a_panel_add_up_and_every_role_has_a_panel(content: Content) -> None:
    assert set(PANELS) == set(PartnerRole)
    for panel in set(PANELS.values()):
        bars = [count(content, Count.BAR, panel=panel, stretch=part) for part in stretches(QUARTER)]
        assert sum(bars) == count(content, Count.PANEL, panel=panel)


@pytest.mark.parametrize("language", [ReportLanguage.ENGLISH, ReportLanguage.CHINESE])
def test_the_pdf_says_every_figure_of_the_screen(content: Content, language: ReportLanguage, tmp_path: Path) -> None:
    text = "".join(poppler("pdftotext", made(content, language), tmp_path, "-layout").split())
    words = Speech.of(language)

    for top, below in TILES:
        figure = figure_of(content, Cut(top))
        assert shown(figure) in text and words.inline(label_of(figure)).replace(" ", "") in text
        if below:
            assert str(figure_of(content, Cut(below)).count) in text
    for role, row in cells(content):
        printed = "".join(shown(figure) if figure.count else "·" for figure in row[:-1]) + shown(row[-1])
        assert said(role, LANGUAGES[language][0]).replace(" ", "") + printed in text


@pytest.mark.parametrize("language", list(ReportLanguage))
def test_the_workbook_has_the_same_figures_and_their_rows(content: Content, language: ReportLanguage) -> None:
    book = openpyxl.load_workbook(BytesIO(make_portfolio_workbook(content, language)))
    figures, partners, roles, quiet, contacts, fell_due, coming, moves = book.worksheets
    words = Speech.of(language)

    told = {row[0].value: row[1].value for row in figures.iter_rows(min_row=2)}
    for figure in all_figures(content):
        if figure.cut.count not in (Count.CELL, Count.HOLDERS, Count.BAR):
            assert told[words.inline(label_of(figure))] == pytest.approx(figure.value), figure.code
    for at, (_, row) in enumerate(cells(content), 2):
        assert [cell.value for cell in roles[at][1:]] == [figure.count for figure in row]
    for sheet, what in ((partners, Count.ORGANISATIONS), (quiet, Count.QUIET), (contacts, Count.CONTACTS)):
        assert sheet.max_row - 1 == count(content, what)
    assert (fell_due.max_row - 1, coming.max_row - 1, moves.max_row - 1) == (
        len(content.fell_due),
        len(content.coming),
        len(content.moves),
    )
    assert partners["E2"].is_date


def made(content: Content, language: ReportLanguage = ReportLanguage.ENGLISH, paper: Paper = Paper.A4) -> bytes:
    return make_portfolio_report(content, language, paper).content


@pytest.mark.parametrize("language", list(ReportLanguage))
def test_the_same_book_and_scope_give_the_same_bytes(content: Content, language: ReportLanguage) -> None:
    assert made(content, language) == made(content, language)
    assert make_portfolio_workbook(content, language) == make_portfolio_workbook(content, language)
    assert all(fonts_of(made(content, language)).values())
    assert not [name for name in fonts_of(made(content, language)) if "Helvetica" in name]


def test_every_page_has_its_number_and_each_section_its_bookmark(content: Content) -> None:
    pages = pages_of(made(content))

    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Portfolio report 2026-Q3 · version" in " ".join(page.split())
    assert outline_of(made(content)) == [
        "Partnerships of Mingyuan AI",
        "Contacts per week, by role",
        "Partners by role and stage",
        "Action items that fell due",
        "Gone quiet",
        "Coming dates",
        "All partners",
    ]


def test_an_empty_book_gives_a_page_that_says_so(empty_book: Book) -> None:
    content = portfolio_of(empty_book, Scope(QUARTER, TODAY))

    for language in ReportLanguage:
        assert len(pages_of(made(content, language))) == 1
        assert make_portfolio_workbook(content, language)[:2] == b"PK"
    assert "There are no partners in the book yet." in pages_of(made(content))[0]
    assert all(figure.count == 0 for figure in all_figures(content))


def test_a_filter_that_nobody_passes_says_so(played: Book) -> None:
    content = portfolio_of(played, Scope(QUARTER, TODAY, Filter(words="nobody-is-called-so")))

    assert "No partner passes the filter." in pages_of(made(content))[0]


NAUGHTY = ["R&D", "<b>Acme</b>", "=1+1", "@SUM(A1)", "𠮷野家", "Rocket 🚀", "a<b", "https://evil.example", "-2+3"]


@pytest.mark.parametrize("name", NAUGHTY)
def test_odd_names_stay_what_they_are_in_both_files(book: Book, name: str) -> None:
    roles = (NewRole(PartnerRole.INVESTOR, Stage.ACTIVE),)
    book.execute(AddPartner({"name": name, "tier": "strategic"}, roles=roles))
    content = portfolio_of(book, Scope(QUARTER, TODAY))

    assert "".join(name.replace("🚀", "□").split()) in plain(made(content))
    sheet = openpyxl.load_workbook(BytesIO(make_portfolio_workbook(content, ReportLanguage.ENGLISH))).worksheets[1]
    found = next(row[0] for row in sheet.iter_rows(min_row=2) if row[0].value == name)
    assert (found.data_type, found.hyperlink) == ("s", None)


def test_what_is_internal_is_left_out_and_counted(book: Book) -> None:
    partner = book.execute(AddPartner({"name": "Acme"})).first("partner")
    item = NewActionItem("Talk to the lawyers", due_on=date(2026, 9, 25))
    for internal in (True, False):
        values = {"kind": "call", "held_on": TODAY, "title": "Price limit", "internal": internal}
        book.execute(LogMeeting(values, partner_ids=(partner,), action_items=(item,) if internal else ()))
    content = portfolio_of(book, Scope(QUARTER, TODAY))

    assert (len(content.contacts), content.internal_contacts, content.internal_items) == (1, 1, 1)
    assert "lawyers" not in plain(made(content))
    assert "Leftoutasinternal:1contactand1actionitem." in plain(made(content))


def test_a_thousand_partners_fill_pages_whose_heads_repeat(content: Content) -> None:
    many = tuple(replace(content.partners[at % 49], id=at + 1, name=Name(f"Partner {at:04}")) for at in range(1000))
    content = replace(content, partners=many)
    pages = pages_of(made(content, paper=Paper.LETTER))

    assert sum(page.count("Partner 0") for page in pages) == 1000 + len(content.quiet)
    first = next(at for at, page in enumerate(pages) if "1,000 organisations, each once" in page)
    assert all("Role, stage" in page for page in pages[first:] if "Partner 0" in page)


def test_a_quiet_strategic_partner_is_counted_with_the_days_over(book: Book) -> None:
    values = {"name": "Silent", "tier": Tier.STRATEGIC.value}
    partner = book.execute(AddPartner(values)).first("partner")
    book.execute(LogMeeting({"kind": "call", "held_on": date(2026, 8, 20)}, partner_ids=(partner,)))
    content = portfolio_of(book, Scope(QUARTER, TODAY))

    assert [each.quiet_by for each in content.quiet] == [3]
    assert count(content, Count.QUIET_STRATEGIC) == 1


def test_a_period_that_ends_before_it_begins_is_refused(book: Book) -> None:
    with pytest.raises(Refused):
        portfolio_of(book, Scope(Period(TODAY, date(2026, 1, 1)), TODAY))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-Q3", QUARTER),
        ("2026-q3", QUARTER),
        ("2026-02", Period(date(2026, 2, 1), date(2026, 2, 28))),
        ("2026", Period(date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-Q5", None),
        ("2026-13", None),
        ("0000", None),
        ("autumn", None),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, period: Period | None) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize("until", [date(2026, 7, 1), date(2026, 9, 30), date(2027, 6, 30), date(2040, 1, 1)])
def test_stretches_cover_the_period_without_a_gap(until: date) -> None:
    parts = stretches(Period(date(2026, 7, 1), until))

    assert (parts[0].since, parts[-1].until) == (date(2026, 7, 1), until)
    assert sum(part.days for part in parts) == (until - date(2026, 7, 1)).days + 1
    assert len(parts) <= 26


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 6, tzinfo=UTC)


SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def remembered(book: Book, clock: FixedClock) -> Book:
    """A book whose only strategic partner of the spring is dormant and registered in the autumn."""
    clock.at = at(date(2026, 2, 2))
    active = (NewRole(PartnerRole.INVESTOR, Stage.ACTIVE),)
    old = book.execute(AddPartner({"name": "Old", "tier": "strategic"}, roles=active)).first("partner")
    clock.at = at(date(2026, 5, 20))
    book.execute(LogMeeting({"kind": "call", "held_on": date(2026, 5, 20)}, partner_ids=(old,)))
    clock.at = at(date(2026, 8, 3))
    role = book.query(PartnerDetail(old, TODAY)).roles[0]
    book.execute(ChangeStage(role.id, Stage.DORMANT))
    book.execute(EditPartner(old, "tier", "strategic", "registered"))
    book.execute(AddPartnerRole(old, PartnerRole.PLATFORM, Stage.PROSPECT))
    book.execute(AddPartner({"name": "Later", "tier": "strategic"}, roles=active))
    before = (NewRole(PartnerRole.INVESTOR, Stage.QUALIFIED, date(2026, 3, 1)),)
    book.execute(AddPartner({"name": "Entered later", "tier": "preferred"}, roles=before))
    clock.at = NOON
    return book


def test_a_past_period_tells_the_states_of_its_last_day(remembered: Book) -> None:
    content = portfolio_of(remembered, Scope(SPRING, TODAY))

    told = {line.name.plain: (line.tier, [(r.role, r.stage, r.since) for r in line.roles]) for line in content.partners}
    assert told == {
        "Old": (Tier.STRATEGIC, [(PartnerRole.INVESTOR, Stage.ACTIVE, date(2026, 2, 2))]),
        "Entered later": (Tier.PREFERRED, [(PartnerRole.INVESTOR, Stage.QUALIFIED, date(2026, 3, 1))]),
    }
    assert [(line.name.plain, line.quiet_by) for line in content.quiet] == [("Old", 41 - 30)]
    assert (count(content, Count.ROLES), count(content, Count.ACTIVE_ROLES), count(content, Count.STRATEGIC)) == (
        2,
        1,
        1,
    )
    for figure in all_figures(content):
        assert len(remembered.query(figure.rows)) == figure.count, figure.code


def test_a_period_that_still_runs_tells_the_states_of_today(remembered: Book) -> None:
    content = portfolio_of(remembered, Scope(QUARTER, TODAY))

    assert [(each.name.plain, each.stage) for each in content.roles if each.role is PartnerRole.INVESTOR] == [
        ("Entered later", Stage.QUALIFIED),
        ("Later", Stage.ACTIVE),
        ("Old", Stage.DORMANT),
    ]
    assert "Owners,nextdates" not in plain(made(content))


def test_an_undone_change_of_tier_is_none(remembered: Book) -> None:
    partner = remembered.query(PartnerOrder(TODAY, read_filter("old").filter))[0]
    remembered.execute(EditPartner(partner, "tier", "registered", "preferred"))
    remembered.undo()
    content = portfolio_of(remembered, Scope(SPRING, TODAY))

    assert next(line.tier for line in content.partners if line.id == partner) is Tier.STRATEGIC


def test_a_correction_written_later_changes_what_the_past_was(remembered: Book) -> None:
    partner = remembered.query(PartnerOrder(TODAY, read_filter("old").filter))[0]
    wrong = remembered.query(PartnerDetail(partner, TODAY)).roles[0].history[-1]
    remembered.execute(CorrectStage(wrong.id, Stage.NEGOTIATING, date(2026, 2, 2)))
    content = portfolio_of(remembered, Scope(SPRING, TODAY))

    assert [each.stage for each in content.roles if each.partner_id == partner] == [Stage.NEGOTIATING]


def test_both_files_say_which_day_and_what_is_todays(remembered: Book) -> None:
    content = portfolio_of(remembered, Scope(SPRING, TODAY))
    told = [
        "Owners, next dates, open action items, people and fit are those of 22 September 2026.",
        "1 partner was entered after 30 June 2026: its tier is today’s.",
        "1 partner came after 30 June 2026 and is not counted.",
    ]

    text = plain(made(content))
    assert "thoseof30June2026" in text
    assert all("".join(sentence.split()) in text for sentence in told)
    figures = openpyxl.load_workbook(BytesIO(make_portfolio_workbook(content, ReportLanguage.ENGLISH))).worksheets[0]
    assert set(told) <= {row[0].value for row in figures.iter_rows(min_row=2)}
