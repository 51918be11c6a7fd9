"""What an import asks of a person: strange words by proposals, templates kept in order, duplicates that arrived."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm.acts.importing.kept import ImportTemplates
from crm.acts.importing.templates import KeepImportTemplate
from crm.partners.commands import AddPartner
from tests.acts.test_landscape import Ask
from tests.importing.test_page import file, opened, partners, room
from tests.window.driver import Window
from ui.importing.findings import UNDECIDED
from ui.importing.room import ImportRoom
from ui.importing.steps import COLUMNS, DRY_RUN, FILE, IMPORT
from ui.importing.templates_popup import TemplatesPopup
from ui.kit.buttons import Link
from ui.partners.duplicates_room import Room as DuplicatesRoom

__all__ = ["file", "room"]

WORDS = "公司,类型\n澜亭,银行\n禾木,孵化器\n青石,zzz\n"


def tried(window: Window, room: ImportRoom) -> None:
    window.until(lambda: room.trials.job is None, "the trial")
    window.settle()


def test_the_nearest_word_is_proposed_and_counts_once_it_is_confirmed(
    window: Window, room: ImportRoom, file: Path
) -> None:
    opened(window, room, file)
    line = room.findings.strange[0]
    assert line.choice.value == "financial" and window.shows("proposed")
    assert room.trials.choices.words == {} and room.trial is not None and room.trial.plan is not None
    assert room.trial.plan.counts.new == 1

    window.click("Confirm Financial institution for 银行")
    tried(window, room)

    assert room.trials.choices.words == {("partner.role", "银行"): "financial"}
    assert room.trial.plan.counts.new == 2 and not room.findings.strange


def test_what_is_proposed_may_be_chosen_from_the_list_too(window: Window, room: ImportRoom, file: Path) -> None:
    opened(window, room, file)
    choice = room.findings.strange[0].choice
    window.press("Return", choice)
    window.press("Return", choice)
    tried(window, room)

    assert room.trials.choices.words == {("partner.role", "银行"): "financial"}


def test_all_proposals_are_confirmed_at_once_and_a_word_like_none_waits(
    window: Window, room: ImportRoom, tmp_path: Path
) -> None:
    path = tmp_path / "words.csv"
    path.write_text(WORDS, encoding="utf-8")
    opened(window, room, path)
    assert [line.choice.value for line in room.findings.strange] == ["financial", "investor", UNDECIDED]

    window.click(window.named("Confirm all 2 proposals", Link))
    tried(window, room)

    assert [line.key for line in room.findings.strange] == [("partner.role", "zzz")]
    assert room.trials.choices.words == {("partner.role", "银行"): "financial", ("partner.role", "孵化器"): "investor"}


def test_the_page_shows_where_one_is(window: Window, room: ImportRoom, file: Path) -> None:
    assert room.head.steps.at == FILE and room.head.steps.accessibleName() == "Step 1 of 4: File"
    opened(window, room, file)
    assert room.head.steps.at == COLUMNS
    window.click("Confirm Financial institution for 银行")
    tried(window, room)
    assert room.head.steps.at == DRY_RUN
    window.click(room.totals.skip)
    assert room.head.steps.at == IMPORT

    window.click(room.head.partners)
    assert window.office.room is not None and window.office.room.name == "partners"


def test_possible_duplicates_of_an_import_are_one_click_away(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    for name in ("Hugging Face", "Zhipu", "智谱", "Zhipu AI"):
        window.book.execute(AddPartner({"name": name}))
    path = tmp_path / "fresh.csv"
    path.write_text("company\nHuggingFace Inc.\nGreen Stone\n")
    opened(window, room, path)
    window.click(room.totals.go)
    window.until(lambda: partners(window) == 6, "the import")
    window.until(lambda: window.shows("1 partner of fresh.csv looks like another one"), "what looks alike")

    window.click("Look at possible duplicates")
    shown = window.office.room
    assert isinstance(shown, DuplicatesRoom)
    window.until(lambda: shown.job is None and shown.found, "the pair")
    assert [{row.first, row.second} for row in shown.found] == [{"Hugging Face", "HuggingFace Inc."}]
    assert window.shows("of fresh.csv") and not window.office.body.notice.isVisible()

    window.click(shown.only, shown.only.cross().center())
    window.until(lambda: shown.job is None and len(shown.found) > 1, "every pair")
    assert not shown.only.isVisible()


def test_an_import_that_looks_like_nothing_says_nothing(window: Window, room: ImportRoom, tmp_path: Path) -> None:
    path = tmp_path / "fresh.csv"
    path.write_text("company\nGreen Stone\n")
    opened(window, room, path)
    window.click(room.totals.go)
    window.until(lambda: partners(window) == 1, "the import")
    window.settle()

    assert not window.office.body.notice.isVisible()


def kept(window: Window) -> list[str]:
    return [template.name for template in window.book.query(ImportTemplates())]


def opened_templates(window: Window, room: ImportRoom) -> TemplatesPopup:
    window.click(room.head.kept)
    popup = next(each for each in window.main.findChildren(TemplatesPopup) if each.isVisible())
    return popup


def test_templates_are_listed_renamed_and_removed(window: Window, room: ImportRoom) -> None:
    for place, name in enumerate(("Fair", "Agents")):
        window.book.execute(KeepImportTemplate(name, f"{place}" * 64, "{}"))
    popup = opened_templates(window, room)
    fields = [field for field, _ in popup.rows.values()]
    assert [field.text() for field in fields] == ["Agents", "Fair"]

    fields[1].selectAll()
    window.type("Agents\r", fields[1])
    assert window.shows("“Agents” is the template of files with other columns") and kept(window) == ["Agents", "Fair"]

    fields[1].selectAll()
    window.type("Trade fair\r", fields[1])
    assert kept(window) == ["Agents", "Trade fair"]

    window.click("Remove template Agents")
    assert kept(window) == ["Trade fair"] and len(popup.rows) == 1
    QTest.mouseClick(window.main, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    window.office.registry.run("undo")
    window.settle()
    assert kept(window) == ["Agents", "Trade fair"]


def test_without_templates_the_list_says_how_one_is_kept(window: Window, room: ImportRoom) -> None:
    opened_templates(window, room)

    assert window.shows("None is kept yet")
    assert window.book.query(Ask("SELECT count(*) FROM import_template")) == [(0,)]
