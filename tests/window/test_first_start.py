"""The first start: two fields, and the book is begun."""

import stat
from pathlib import Path

from crm.partners.queries import HomeParty
from tests.window.driver import Window


def test_a_book_is_begun_in_two_fields(bare_window: Window) -> None:
    bare_window.main.beginning.company.setFocus()

    bare_window.type("Mingyuan AI\r", bare_window.main.beginning.company)
    bare_window.type("Lin Yue\r", bare_window.main.beginning.person)

    home = bare_window.book.query(HomeParty())
    assert home is not None
    assert home.title_en == "Mingyuan AI"
    assert bare_window.office.rail.head.text() == "Mingyuan AI"
    assert bare_window.office.rail.entries["me"].text() == "Lin Yue"
    assert bare_window.book.user


def test_chinese_names_are_typed_by_input_method(bare_window: Window) -> None:
    beginning = bare_window.main.beginning

    bare_window.compose("ming yuan", beginning.company)
    bare_window.commit("明远智能", beginning.company)
    bare_window.commit("林悦", beginning.person)
    bare_window.click(beginning.begin)

    assert bare_window.office.rail.head.text() == "明远智能"


def test_an_empty_field_says_so_beside_itself(bare_window: Window) -> None:
    bare_window.click(bare_window.main.beginning.begin)

    assert bare_window.main.office is None
    assert bare_window.main.beginning.company_row.sentence.isVisible()


def test_the_book_is_readable_by_its_owner_only(bare_window: Window) -> None:
    bare_window.type("A\r", bare_window.main.beginning.company)
    bare_window.type("B\r", bare_window.main.beginning.person)

    path: Path = bare_window.book.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_language_and_theme_switch_before_there_is_a_book(bare_window: Window) -> None:
    bare_window.click("中文")

    assert bare_window.shows("您的公司")
    bare_window.click("English")
    assert bare_window.shows("Your company")
