"""Import templates: kept for a shape of file, found again by its headers, put to another file of that shape."""

import pytest

from crm.acts.importing import Duplicates, ImportRows, SheetKind
from crm.acts.importing.kept import ImportTemplates, TemplateOfShape
from crm.acts.importing.templates import KeepImportTemplate, RemoveImportTemplate, RenameImportTemplate
from crm.book import Book
from crm.exchange.importing import Choices, Preparation, finished, prepare_sheet, read_sheet
from crm.exchange.templates import Understood, read_choices, shape_of_file, understood, written_choices
from crm.language import say
from crm.values import Command, Refused
from crm.values.days import DayOrder
from crm.values.enums import Language
from crm.values.ids import ImportTemplateId
from tests.acts.test_landscape import Ask
from tests.book import promises

LIST = "甲,乙,丙,丁\n仁禾医疗,银行,战略,13800138000\n澜亭银行,银行,,\n"
SHAPE = shape_of_file(("甲", "乙", "丙", "丁"))
CHOICES = Choices(
    kind=SheetKind.PARTNERS,
    columns={0: "partner.name", 1: "partner.role", 2: "partner.tier", 3: None},
    words={("partner.role", "银行"): "financial"},
    order=DayOrder.DAY_FIRST,
    duplicates=Duplicates.UPDATE,
)


def tried(
    book: Book, text: str, choices: Choices | None = None, wanted: str | None = None
) -> tuple[Understood, Preparation]:
    sheet = finished(read_sheet(text.encode(), Choices(), "名录.csv"))
    found = understood(book, sheet, choices or Choices(), wanted)
    return found, finished(prepare_sheet(book, sheet, found.choices))


def kept(book: Book, name: str = "代理名录") -> ImportTemplateId:
    _, preparation = tried(book, LIST, CHOICES)
    command = KeepImportTemplate(name, SHAPE, written_choices(preparation.columns, CHOICES))
    book.execute(command)
    found = book.query(TemplateOfShape(SHAPE))
    assert found is not None
    return found.id


def test_choices_outlive_their_file(book: Book) -> None:
    _, preparation = tried(book, LIST, CHOICES)
    text = written_choices(preparation.columns, CHOICES)

    assert read_choices(text, ("甲", "乙", "丙", "丁")) == CHOICES
    moved = read_choices(text, ("丁", "X", " 甲"))
    assert moved.columns == {0: None, 2: "partner.name"}


def test_a_file_of_the_same_shape_is_read_as_before(book: Book) -> None:
    kept(book)
    found, preparation = tried(book, "乙,甲,丁,丙\n银行,沣禾保险,1,优选\n")

    assert found.template is not None and found.template.name == "代理名录"
    assert found.columns == {0, 1, 2, 3}
    assert [column.field for column in preparation.columns.columns] == [
        "partner.role",
        "partner.name",
        None,
        "partner.tier",
    ]
    assert preparation.plan.problems == ()
    book.execute(ImportRows(preparation.plan))
    assert book.query(Ask("SELECT role FROM partner_role")) == [("financial",)]


def test_what_is_said_for_this_file_goes_before_the_template(book: Book) -> None:
    kept(book)
    found, preparation = tried(book, LIST, Choices(named=(("tier", "丁"),), columns={0: None, 1: "partner.name"}))

    assert [column.field for column in preparation.columns.columns] == [None, "partner.name", None, "partner.tier"]
    assert found.columns == set()


def test_a_file_of_another_shape_is_read_as_if_there_were_none(book: Book) -> None:
    kept(book)
    found, _ = tried(book, "公司,城市\n仁禾,杭州\n")
    assert found == Understood(Choices())


def test_one_may_begin_without_it(book: Book) -> None:
    kept(book)
    sheet = finished(read_sheet(LIST.encode(), Choices(), "名录.csv"))
    assert understood(book, sheet, Choices(), "") == Understood(Choices())


def test_another_kind_of_rows_is_not_read_by_it(book: Book) -> None:
    kept(book)
    found, _ = tried(book, LIST, Choices(kind=SheetKind.CONTACTS, columns={0: "contact.name", 1: "partner.name"}))
    assert found.template is None


def test_a_template_is_named_for_a_file_of_another_shape(book: Book) -> None:
    kept(book)
    found, _ = tried(book, "甲,戊\n仁禾,1\n", wanted="代理名录 ")
    assert found.choices.columns == {0: "partner.name"}
    with pytest.raises(Refused, match="template-unlike-file"):
        tried(book, "公司,城市\n仁禾,杭州\n", wanted="代理名录")
    with pytest.raises(Refused, match="template-unknown"):
        tried(book, LIST, wanted="no such")


def test_keeping_again_writes_over_it_and_undo_brings_the_old_one_back(book: Book) -> None:
    kept(book, "First")
    kept(book, "Second")
    assert [template.name for template in book.query(ImportTemplates())] == ["Second"]
    book.undo()
    held = book.query(TemplateOfShape(SHAPE))
    assert held is not None and held.name == "First"


@pytest.mark.parametrize("command", ["keep", "rename", "remove"])
def test_commands_keep_their_promises(book: Book, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = {
        "keep": lambda: KeepImportTemplate("一", SHAPE, "{}"),
        "rename": lambda: RenameImportTemplate(kept(book), " 二 "),
        "remove": lambda: RemoveImportTemplate(kept(book)),
    }
    act = acts[command]()
    promises.is_done_undone_and_done_again(book, act)
    book.undo()
    promises.leaves_nothing_when_it_fails_half_way(book, act, monkeypatch)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (KeepImportTemplate(" ", SHAPE, "{}"), "field-required"),
        (KeepImportTemplate("x" * 256, SHAPE, "{}"), "field-too-long"),
        (KeepImportTemplate("x", "abc", "{}"), "template-shape-wrong"),
        (KeepImportTemplate("x", SHAPE, "[]"), "template-choices-wrong"),
        (KeepImportTemplate("x", SHAPE, "[" * 100_000), "template-choices-wrong"),
        (KeepImportTemplate("代理名录", "0" * 64, "{}"), "template-exists"),
        (RemoveImportTemplate(ImportTemplateId(99)), "record-missing"),
        (RenameImportTemplate(ImportTemplateId(99), "x"), "record-missing"),
        (RenameImportTemplate(ImportTemplateId(1), " "), "field-required"),
    ],
)
def test_what_is_wrong_is_refused(book: Book, act: Command, code: str) -> None:
    kept(book)
    promises.is_refused_and_changes_nothing(book, act, code)


def test_what_another_version_wrote_is_read_as_far_as_it_is_known() -> None:
    text = (
        '{"kind": "ships", "columns": {"甲": "ship.name", "乙": null}, "words": [["a"], 7], "order": 3, "later": true}'
    )
    assert read_choices(text, ("甲", "乙")) == Choices(columns={1: None})


def test_the_undo_menu_names_it(book: Book) -> None:
    kept(book)
    named = book.undoable()
    assert named is not None and say(named, Language.ENGLISH) == "import template 代理名录"
