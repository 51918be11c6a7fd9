"""What leaves the book as a file: under a safe name, whole or not at all."""

from pathlib import Path

import pytest

from crm.book.outside import LONGEST_NAME, safe_name, write_whole
from crm.language import say
from crm.values import WorldFault
from crm.values.enums import Language

NAMES = {
    ("Q3: R&D/plan", ".pdf"): "Q3 R&D plan.pdf",
    ("../../etc/passwd", ""): "etc passwd",
    ("invoice\u202efdp", ".exe"): "invoice fdp.exe",
    ("plan", ".p\u202edf/x"): "plan.p df x",
    ("nul", ".txt"): "_nul.txt",
    ("NUL.tar", ".gz"): "_NUL.tar.gz",
    ("half \ud800", ""): "half",
    ("", ""): "_",
    ("仁禾 2026", ".pdf"): "仁禾 2026.pdf",
}


@pytest.mark.parametrize(("given", "name"), NAMES.items(), ids=ascii)
def test_a_name_out_of_data_stays_in_its_folder_and_shows_its_ending(given: tuple[str, str], name: str) -> None:
    assert safe_name(*given) == name


def test_a_long_name_keeps_its_ending_and_fits_every_file_system() -> None:
    name = safe_name("联络" * 500, ".pdf")

    assert name.endswith(".pdf")
    assert len(name.encode()) <= LONGEST_NAME


def test_a_file_that_cannot_be_written_leaves_no_half_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    for path in (tmp_path / "taken", tmp_path / "no" / "x.pdf", Path()):
        with pytest.raises(WorldFault) as fault:
            write_whole(path, b"x")
        assert "save again" in say(fault.value.problem, Language.ENGLISH)

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
