"""`liaison view` and `liaison export`: saved views and filters on the command line, and how they refuse."""

import csv
import io
from pathlib import Path

import pytest

from tests.faces.conftest import Liaison


def kept(liaison: Liaison, book: str, *fields: str) -> None:
    assert liaison("--book", book, "do", "AddView", *fields).code == 0


def test_views_are_listed_with_their_counts(liaison: Liaison, copy: str) -> None:
    kept(liaison, copy, "name=Hot", "filter=阶段:洽谈中 排序:-契合度", "group_by=role")

    (row,) = liaison("--book", copy, "view", "--json").rows
    told = liaison("--book", copy, "view")

    assert (row["name"], row["text"], row["more"]) == ("Hot", "stage:negotiating", False)
    assert row["partners"] == len(liaison("--book", copy, "partners", "stage:negotiating", "--json").rows) > 0
    assert "Hot" in told.out
    assert "stage:negotiating" in told.out


def test_a_view_shows_its_rows_groups_and_sums(liaison: Liaison, copy: str) -> None:
    kept(liaison, copy, "name=Hot", "filter=stage:negotiating", "group_by=role", 'columns=["name", "fit"]', "sort=name")

    told = liaison("--book", copy, "view", "hot")
    shown = liaison("--book", copy, "view", "HOT", "--json").rows

    assert told.code == 0
    assert told.out.splitlines()[0].split() == ["Partner", "Fit"]
    names = [row["title_en"] for row in shown["rows"]]
    assert names == sorted(names, key=str.casefold)
    assert [list(row["cells"]) for row in shown["rows"]] == [["name", "fit"]] * len(names)
    assert [row["cells"]["name"] for row in shown["rows"]] == names
    assert sum(group["partners"] for group in shown["groups"]["groups"]) == shown["groups"]["memberships"]
    assert shown["sums"]["partners"] == shown["groups"]["partners"] == len(names)
    assert f"{len(names)} partner" in told.out.splitlines()[-1]


def test_a_filter_is_shown_in_either_language(liaison: Liaison, copy: str) -> None:
    english = liaison("--book", copy, "view", "tier:strategic", "last<30d", "--json").rows
    chinese = liaison("--book", copy, "view", "级别：战略 最近联系<30天", "--json", "--language", "zh").rows

    assert {row["id"] for row in english["rows"]} == {row["id"] for row in chinese["rows"]}
    assert "个伙伴" in liaison("--book", copy, "view", "级别:战略", "--language", "zh").out


@pytest.mark.parametrize("verb", ["view", "export", "partners"])
def test_nonsense_is_refused_with_a_proposal(verb: str, liaison: Liaison, copy: str, tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "a.csv")] if verb == "export" else []

    told = liaison("--book", copy, verb, "stag:active", *out)

    assert (told.code, told.out) == (1, "")
    assert "stage:" in told.err
    assert not (tmp_path / "a.csv").exists()


def test_a_view_whose_own_field_is_gone_says_so_and_shows_the_rest(liaison: Liaison, copy: str) -> None:
    made = liaison("--book", copy, "do", "AddCustomField", "name=GPU hours", "kind=number", "--json").rows
    kept(liaison, copy, "name=Hours", 'filter=tier:strategic "GPU hours">5')
    liaison("--book", copy, "do", "RemoveCustomField", f"id={made['made']['custom_field'][0]}")

    told = liaison("--book", copy, "view", "Hours")

    assert told.code == 0
    assert "gpu-hours" in told.err
    assert len(told.out.splitlines()) > 2


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_view_is_exported_with_its_columns_in_the_language_asked(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    kept(liaison, copy, "name=Hot", "filter=tier:strategic", 'columns=["name", "tier", "next"]', "sort=name")
    path = tmp_path / "hot.csv"

    told = liaison("--book", copy, "export", "Hot", "--out", str(path), "--language", "zh")

    assert told.code == 0
    head, *rows = rows_of(path)
    assert head == ["伙伴", "级别", "下次到期"]
    assert {row[1] for row in rows} == {"战略"}
    assert len(rows) == len(liaison("--book", copy, "partners", "tier:strategic", "--json").rows)


def test_columns_are_chosen_by_any_of_their_words(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    told = liaison("--book", copy, "export", "--out", str(path), "--columns", "name, 契合度,Last contact,tag")
    wrong = liaison("--book", copy, "export", "--out", str(tmp_path / "b.xlsx"), "--columns", "nane")

    assert told.code == 0
    assert path.read_bytes()[:2] == b"PK"
    assert (wrong.code, "name" in wrong.err) == (1, True)


def test_a_file_that_exists_is_left_alone(liaison: Liaison, copy: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")

    told = liaison("--book", copy, "export", "--out", str(path))

    assert (told.code, path.read_text(encoding="utf-8")) == (1, "mine")
    assert str(path) in told.err
    assert liaison("--book", copy, "export", "--out", str(path), "--replace").code == 0


@pytest.mark.parametrize("name", ["a.ods", "a", "no/folder/a.csv"])
def test_a_name_that_cannot_be_written_is_refused(name: str, liaison: Liaison, copy: str, tmp_path: Path) -> None:
    told = liaison("--book", copy, "export", "--out", str(tmp_path / name))

    assert told.code == 1
    assert told.err.strip()


def test_export_without_a_file_is_wrong_usage(liaison: Liaison, copy: str) -> None:
    assert liaison("--book", copy, "export", "tier:strategic").code == 2


def test_formulas_run_in_no_spreadsheet_unless_one_asks_for_the_bare_cells(
    liaison: Liaison, copy: str, tmp_path: Path
) -> None:
    liaison("--book", copy, "do", "AddPartner", "name==1+1")

    for option, first in (((), "'=1+1"), (("--unguarded",), "=1+1")):
        path = tmp_path / f"{len(option)}.csv"
        liaison("--book", copy, "export", 'name="=1+1"', "--out", str(path), "--columns", "name", *option)
        assert rows_of(path)[1] == [first]
