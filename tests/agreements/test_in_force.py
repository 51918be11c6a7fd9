"""The terms in force on day D as known on day K: one query over all versions, each by what it changed."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from crm.agreements.commands import (
    AddClause,
    AddDataRight,
    AmendAgreement,
    EditClause,
    EditDataRight,
    EditParagraph,
    MoveClause,
    NewClause,
    RemoveClause,
    SignAgreement,
    VoidAgreement,
)
from crm.agreements.consolidation import Stage, consolidated
from crm.agreements.queries import AgreementText, InForce, VersionChanges
from crm.agreements.queries.in_force import InForceRow
from crm.book import FixedClock
from crm.values.enums import AgreementStatus, Language
from tests.agreements.town import SCAN, TODAY, Town, after, marks, signed

START = date(2026, 10, 1)


def ask(town: Town, on: date, known: date | None = None) -> InForceRow:
    return town.book.query(InForce(town.draft, on, known))


def headings(found: InForceRow) -> list[str]:
    assert found.text is not None
    return [clause.heading_en for clause in found.text.clauses]


def to_day(clock: FixedClock, day: date) -> date:
    clock.at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    return day


def amend(town: Town, effective: date, **terms: object) -> Town:
    return after(town, AmendAgreement(town.draft, "As agreed", effective, terms=terms))


def sign(town: Town, on: date) -> Town:
    return after(town, SignAgreement(town.version().id, marks(town, on), SCAN))


def test_before_it_is_in_force_and_when_it_is_void_nothing_applies(town: Town) -> None:
    assert ask(town, START).text is None

    signed(town)

    assert ask(town, TODAY).text is None
    assert ask(town, START).in_force

    after(town, VoidAgreement(town.draft, "Signed by mistake", TODAY))

    assert ask(town, START) == InForceRow(START, START, AgreementStatus.VOID, False, (), None, None, None)


def test_after_the_end_the_last_terms_are_told_and_not_in_force(town: Town) -> None:
    signed(town)

    found = ask(town, date(2027, 10, 1))

    assert (found.in_force, found.status) == (False, AgreementStatus.EXPIRED)
    assert headings(found) == ["Purpose", "Data", "Law"]


def test_an_amendment_that_comes_after_a_gap_revives_nothing_and_changes_nothing(town: Town) -> None:
    """TERMS.md 7: the old agreement has ended, this would be a new one."""
    amend(signed(town), date(2027, 12, 1), notice="60d", term="36m")
    sign(town, TODAY)

    found = ask(town, date(2028, 1, 1))

    assert (found.in_force, found.status, found.versions) == (False, AgreementStatus.EXPIRED, (1,))
    assert found.terms is not None
    assert (found.terms.notice, found.terms.term) == ("90d", "12m")


def test_one_that_takes_effect_on_the_day_after_the_end_goes_on(town: Town) -> None:
    amend(signed(town), date(2027, 10, 1), notice="60d", term="36m")
    sign(town, TODAY)

    last, first, later = ask(town, date(2027, 9, 30)), ask(town, date(2027, 10, 1)), ask(town, date(2029, 10, 1))

    assert [(row.in_force, row.versions) for row in (last, first, later)] == [
        (True, (1,)),
        (True, (1, 2)),
        (False, (1, 2)),
    ]


def test_an_amendment_works_from_its_day_and_from_when_it_was_known(town: Town, clock: FixedClock) -> None:
    amend(signed(town), date(2026, 11, 1), notice="60d")
    clause = town.text().clauses[1]
    after(town, EditClause(clause.id, Language.ENGLISH, "Data", "Deliveries"))
    signing_day = to_day(clock, date(2026, 12, 10))
    sign(town, signing_day)

    early, known, now = (
        ask(town, date(2026, 10, 31), signing_day),
        ask(town, START + timedelta(60)),
        ask(town, signing_day),
    )

    assert [(row.versions, row.terms.notice, headings(row)[1]) for row in (early, known, now) if row.terms] == [
        ((1,), "90d", "Data"),
        ((1,), "90d", "Data"),
        ((1, 2), "60d", "Deliveries"),
    ]
    assert ask(town, date(2026, 11, 1), signing_day).versions == (1, 2)


def test_what_works_later_is_not_read_before_though_a_later_version_holds_it(town: Town) -> None:
    amend(signed(town), date(2027, 3, 1), notice="60d")
    after(town, AddClause(town.version().id, NewClause(heading_en="Audit", heading_zh="审计"), 1))
    sign(town, TODAY)
    amend(town, date(2026, 12, 1), currency="USD")
    after(town, RemoveClause(town.text().clauses[-1].id))
    sign(town, TODAY)

    winter, spring = ask(town, date(2026, 12, 1)), ask(town, date(2027, 3, 1))

    assert winter.terms is not None
    assert (winter.versions, winter.terms.notice, winter.terms.currency) == ((1, 3), "90d", "USD")
    assert headings(winter) == ["Purpose", "Data"]
    assert spring.terms is not None
    assert (spring.versions, spring.terms.notice, spring.terms.currency) == ((1, 2, 3), "60d", "USD")
    assert headings(spring) == ["Purpose", "Audit", "Data"]


def test_once_all_amendments_work_the_text_is_that_of_the_last_version(town: Town) -> None:
    after(town, AddDataRight(town.version().id, {"data_set": "Batch 8", "use": "train", "answer": "no"}))
    amend(signed(town), START)
    after(town, MoveClause(town.text().clauses[2].id, 0))
    paragraph = town.text().clauses[1].paragraphs[0]
    after(town, EditParagraph(paragraph.id, Language.CHINESE, paragraph.text_zh, "各方同意。"))
    right = town.promises().data_rights[-1]
    after(town, EditDataRight(right.id, "answer", "no", "yes"))
    sign(town, TODAY)

    found = ask(town, START)

    assert found.text == town.book.query(AgreementText(town.version().id))
    assert found.promises is not None
    assert found.promises.data_rights == town.promises().data_rights[-1:]


def test_an_amendment_is_told_against_the_version_before(town: Town) -> None:
    amend(signed(town), START, notice="60d")
    after(town, MoveClause(town.text().clauses[2].id, 0))

    found = town.book.query(VersionChanges(town.draft, 1, 2))

    assert [(value.name, value.was, value.now) for value in found.terms] == [("notice", "90d", "60d")]
    assert [clause.now.heading_en for clause in found.clauses if clause.is_changed and clause.now] == ["Law"]


DAYS = some.integers(0, 5).map(lambda day: date(2026, 10, 1) + timedelta(day))
NAMES = ("heading", "text")


@some.composite
def histories(draw: some.DrawFn) -> list[Stage]:
    """Up to five versions, each made of the one before by edits, additions, removals and moves."""
    items = {key: dict.fromkeys(NAMES, "1") for key in draw(some.lists(some.sampled_from("ABC"), unique=True))}
    stages, fresh = [Stage(1, date.min, draw(DAYS), dict(items))], iter("DEFGHIJKLMNOPQRSTUVWXYZ")
    for number in range(2, draw(some.integers(2, 6))):
        said = {key: dict(fields) for key, fields in items.items()}
        for _ in range(draw(some.integers(0, 3))):
            act = draw(some.sampled_from(("edit", "add", "remove", "move")))
            keys = list(said)
            if act == "add":
                keys.insert(draw(some.integers(0, len(keys))), next(fresh))
            elif keys and act == "edit":
                said[draw(some.sampled_from(keys))][draw(some.sampled_from(NAMES))] = str(number)
            elif keys and act == "remove":
                keys.remove(draw(some.sampled_from(keys)))
            elif keys:
                keys = draw(some.permutations(keys))
            said = {key: said.get(key, {name: str(number) for name in NAMES}) for key in keys}
        items = said
        stages.append(Stage(number, draw(DAYS), draw(DAYS), items))
    return stages


def folded(stages: list[Stage], working: set[int]) -> dict[str, dict[str, str]]:
    """Every single change as a line of a ledger, applied one by one in the order in which they work."""
    ledger = []
    for number, stage in enumerate(stages):
        old = stages[number - 1].items if number else {}
        for key in {*old, *stage.items}:
            adder = next(each for each in stages if key in each.items)
            if not {stage.number, adder.number} <= working:
                continue
            when = (max(adder.effective, stage.effective), max(adder.known, stage.known), stage.number)
            if key not in stage.items:
                ledger.append((when, key, "gone", "yes"))
            elif key not in old:
                ledger += [(when, key, name, str(stage.items[key][name])) for name in NAMES]
            else:
                changed = [name for name in NAMES if old[key][name] != stage.items[key][name]]
                ledger += [(when, key, name, str(stage.items[key][name])) for name in changed]
    found: dict[str, dict[str, str]] = {}
    for _, key, name, value in sorted(ledger, key=lambda line: line[0]):
        found.setdefault(str(key), {})[name] = value
    return {key: said for key, said in found.items() if "gone" not in said}


@given(histories(), DAYS, DAYS)
@settings(max_examples=500, deadline=None)
def test_the_consolidated_text_is_every_change_applied_in_its_turn(stages: list[Stage], day: date, known: date) -> None:
    works = {stage.number for stage in stages if stage.effective <= day and stage.known <= known}

    assert consolidated(stages, works) == folded(stages, works)


@given(histories())
@settings(max_examples=300, deadline=None)
def test_amendments_in_their_turn_give_each_version_exactly(stages: list[Stage]) -> None:
    turn = [Stage(one.number, date.min + timedelta(one.number), date.min, one.items) for one in stages]

    for last in turn:
        found = consolidated(turn, range(1, last.number + 1))
        assert list(found.items()) == list(last.items.items())
