"""Every example of every known file says what the program says. `pytest tests/vectors --vectors DIR` runs others."""

import pytest

from tests.vectors.files import ENGINES, OWN, Example, examples
from tests.vectors.shapes import differences


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        found = list(examples(metafunc.config))
        metafunc.parametrize("example", [one for _, one in found], ids=[name for name, _ in found])


def test_the_program_says_what_the_example_says(example: Example) -> None:
    example.check()


def test_an_operation_that_nobody_knows_fails() -> None:
    with pytest.raises(AssertionError, match="unknown op"):
        Example("terms.json", {"id": "x", "op": "divine", "input": {}, "expected": None}).check()


def test_a_field_that_nobody_knows_fails() -> None:
    with pytest.raises(TypeError):
        Example("terms.json", {"id": "x", "op": "roll", "input": {"moon": "full"}, "expected": None}).check()


def test_only_what_is_expected_is_compared() -> None:
    assert differences({"due": "2026-03-02", "unmoved": "2026-03-01"}, {"due": "2026-03-02"}) == []
    assert differences({"due": "2026-03-02"}, {"due": "2026-03-03"}) != []
    assert differences({"due": "2026-03-02"}, {"late": None}) != []


def test_a_clone_that_stands_alone_has_examples_of_each_engine() -> None:
    assert {path.name for path in OWN.glob("*.json")} == set(ENGINES)
