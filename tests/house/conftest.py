"""What the tests of the house walk over."""

from pathlib import Path

import pytest

from tests.house.sources import ROOT, Source, program


@pytest.fixture(scope="session")
def sources() -> tuple[Source, ...]:
    return program()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
