"""The sample book: alive on any day, and the same from the same day."""

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm.acts.sample import create_sample, is_outdated
from crm.book import Book, FixedClock
from crm.communication.queries import MeetingRows
from crm.partners.commands import AddPartner
from crm.partners.queries import PartnerRows, PartnerTimeline
from crm.today.agenda import AgendaGroup
from crm.today.queries import Agenda
from crm.values import WorldFault
from crm.values.enums import PartnerRole
from tests.conftest import NOON

DAYS = [NOON, datetime(2026, 12, 31, 6, tzinfo=UTC), datetime(2027, 2, 28, 6, tzinfo=UTC)]


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    path = tmp_path_factory.mktemp("sample") / "sample.liaison"
    clock = FixedClock(request.param)
    create_sample(path, clock)
    book = Book.open(path, clock=clock)
    request.addfinalizer(book.close)
    return book


def test_all_roles_and_many_countries_are_there(sample: Book) -> None:
    partners = sample.query(PartnerRows(sample.clock.today()))

    assert len(partners) >= 40
    assert {role.role for row in partners for role in row.roles} == set(PartnerRole)
    assert len({row.country for row in partners}) > 10
    assert all(row.name_en and row.name_zh for row in partners)


def test_two_years_of_meetings_in_both_languages(sample: Book) -> None:
    meetings = sample.query(MeetingRows(limit=1000))

    assert 200 <= len(meetings) <= 300
    assert meetings[-1].held_on < sample.clock.today() - timedelta(days=640)
    assert all(meeting.held_on <= sample.clock.today() for meeting in meetings)
    assert {meeting.title.isascii() for meeting in meetings} == {True, False}


def test_something_is_always_overdue_due_and_quiet(sample: Book) -> None:
    groups = Counter(row.group for row in sample.query(Agenda(sample.clock.today())).rows)

    assert groups[AgendaGroup.OVERDUE] >= 3
    assert groups[AgendaGroup.QUIET] >= 2
    assert sum(groups.values()) - groups[AgendaGroup.OVERDUE] - groups[AgendaGroup.QUIET] >= 10


def test_a_person_moved_and_the_timeline_tells_it(sample: Book) -> None:
    renhe = next(row for row in sample.query(PartnerRows(sample.clock.today())) if row.name_en == "Renhe Hospital Data")

    assert "方薇" in str(sample.query(PartnerTimeline(renhe.id)))


def test_what_it_says_does_not_depend_on_the_run(tmp_path: Path) -> None:
    told = []
    for name in ("a", "b"):
        create_sample(tmp_path / f"{name}.liaison", FixedClock(NOON))
        book = Book.open(tmp_path / f"{name}.liaison", clock=FixedClock(NOON))
        told.append([(row.held_on, row.title, row.leading) for row in book.query(MeetingRows(limit=1000))])
        book.close()

    assert told[0] == told[1]


def test_it_takes_the_place_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.liaison").write_text("mine")

    with pytest.raises(WorldFault):
        create_sample(tmp_path / "mine.liaison", FixedClock(NOON))

    assert (tmp_path / "mine.liaison").read_text() == "mine"


def test_it_is_outdated_on_another_day_until_somebody_changed_it(tmp_path: Path) -> None:
    path, today = tmp_path / "sample.liaison", FixedClock(NOON).today()
    create_sample(path, FixedClock(NOON))

    assert not is_outdated(path, today)
    assert is_outdated(path, today + timedelta(days=1))

    with closing(Book.open(path, clock=FixedClock(NOON))) as book:
        book.execute(AddPartner({"name": "Mine"}))

    assert not is_outdated(path, today + timedelta(days=1))


def test_what_is_no_book_is_never_outdated(tmp_path: Path) -> None:
    (tmp_path / "sample.liaison").write_text("mine")

    assert not is_outdated(tmp_path / "sample.liaison", FixedClock(NOON).today())


def test_nobody_is_offered_to_undo_what_the_sample_brought(sample: Book) -> None:
    sample.user = sample.history(1)[0].user

    assert sample.undoable() is None
