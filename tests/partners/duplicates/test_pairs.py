"""The labelled pairs: of those that are one, how many are suggested; of those suggested, how many are one."""

import pytest

from tests.partners.duplicates.labelled import figures, read

FILES = ("pairs.csv", "held_out.csv")


@pytest.mark.parametrize("name", FILES)
def test_nearly_all_duplicates_are_suggested_and_little_else(name: str) -> None:
    found = figures(read(name))

    assert found.recall >= 0.95, found.missed
    assert found.precision >= 0.90, found.wrong
