"""Which files of examples are run: those of the folder given, and our own. What is left out is said in one line."""

import pytest

from tests.vectors.files import left_out


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in left_out(config):
        terminalreporter.write_line(line)
