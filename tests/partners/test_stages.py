"""A stage history is corrected, never overwritten, and the stored stage is what the history says."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.partners.commands import ChangeStage, CorrectStage
from crm.partners.queries import PartnerDetail
from crm.partners.queries.detail import RoleRow
from crm.partners.stages import corrected_ids, current, stage_on, standing
from crm.values.enums import Stage
from crm.values.ids import PartnerRoleId, StageChangeId
from tests.partners.conftest import TODAY, Town


@dataclass
class Row:
    id: int
    stage: Stage
    effective_on: date
    corrects_id: int | None = None


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = []
    for key in range(1, draw(st.integers(1, 12)) + 1):
        open_ones = [row.id for row in rows if row.id not in corrected_ids(rows)]
        corrects = draw(st.none() | st.sampled_from(open_ones)) if open_ones else None
        on = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 5)))
        rows.append(Row(key, draw(st.sampled_from(Stage)), on, corrects))
    return rows


@given(histories())
def test_the_current_stage_is_the_newest_effective_one_that_stands(history: list[Row]) -> None:
    stage, since = current(history)
    wrong = corrected_ids(history)
    newest_day = max(row.effective_on for row in history if row.id not in wrong)

    assert stage in {row.stage for row in history if row.effective_on == newest_day and row.id not in wrong}
    assert stage is standing(history)[-1].stage
    assert since <= newest_day
    assert stage_on(history, date.max) is stage
    assert stage_on(history, date(2025, 12, 31)) is None


@given(histories())
def test_every_correction_leaves_one_entry_in_its_place(history: list[Row]) -> None:
    assert len(standing(history)) == sum(row.corrects_id is None for row in history)


def test_a_correction_of_the_morning_is_not_newer_than_the_afternoon() -> None:
    day = date(2026, 9, 1)
    history = [
        Row(1, Stage.PROSPECT, day),
        Row(2, Stage.ACTIVE, day),
        Row(3, Stage.QUALIFIED, day, corrects_id=1),
    ]

    assert current(history) == (Stage.ACTIVE, day)


def role(town: Town) -> RoleRow:
    return town.book.query(PartnerDetail(town.renhe, TODAY)).roles[0]


def test_an_earlier_day_goes_into_the_history_and_not_on_top(town: Town) -> None:
    town.book.execute(ChangeStage(PartnerRoleId(1), Stage.ACTIVE, date(2026, 3, 1)))
    town.book.execute(ChangeStage(PartnerRoleId(1), Stage.NEGOTIATING, date(2025, 6, 1)))

    shown = role(town)
    assert (shown.stage, shown.since) == (Stage.ACTIVE, date(2026, 3, 1))
    assert [entry.stage for entry in shown.history] == [Stage.PROSPECT, Stage.NEGOTIATING, Stage.ACTIVE]


def test_a_corrected_entry_stays_readable_and_counts_no_more(town: Town) -> None:
    change = town.book.execute(ChangeStage(PartnerRoleId(1), Stage.ENDED, date(2026, 3, 1)))
    wrong = StageChangeId(change.first("stage_change"))
    town.book.execute(CorrectStage(wrong, Stage.ACTIVE, date(2026, 2, 1), "mistyped"))

    shown = role(town)
    assert (shown.stage, shown.since) == (Stage.ACTIVE, date(2026, 2, 1))
    assert [(entry.stage, entry.corrected) for entry in shown.history if entry.id == wrong] == [(Stage.ENDED, True)]

    again = town.book.check(CorrectStage(wrong, Stage.DORMANT, date(2026, 2, 1)))
    assert [problem.code for problem in again] == ["stage-corrected-before"]

    town.book.undo()
    assert role(town).stage is Stage.ENDED


@settings(max_examples=15, deadline=None)
@given(names=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20), max_size=4))
def test_renaming_and_undoing_comes_back_to_the_first_name(names: list[str]) -> None:
    """One field typed within a minute is one step, whatever was typed in between."""
    import tempfile
    from pathlib import Path

    from crm.book import Book, FixedClock
    from crm.partners.commands import AddPartner, EditPartner
    from crm.values.ids import PartnerId
    from tests.conftest import NOON

    with tempfile.TemporaryDirectory() as folder:
        book = Book.create(Path(folder) / "n.liaison", clock=FixedClock(NOON))
        key = PartnerId(book.execute(AddPartner({"name": "Renhe"})).first("partner"))
        was, typed = "Renhe", False
        for name in (name.strip() for name in names):
            if name and name != was:
                book.execute(EditPartner(key, "name", was, name))
                was, typed = name, True
        if typed:
            book.undo()
        found = book.query(PartnerDetail(key, TODAY))
        book.close()

    assert found.fields["name"] == "Renhe"
