"""What a partner report tells, and what it must never tell."""

import os
from pathlib import Path

import pytest

from crm.documents.partner_report import make_partner_report, partner_report_of
from crm.values.enums import ReportLanguage
from tests.documents.conftest import TO_THE_DAY, Lanyu


@pytest.mark.skipif("LOOK" not in os.environ, reason="LOOK=DIR writes the reports to look at")
@pytest.mark.parametrize("language", list(ReportLanguage))
def test_looks(lanyu: Lanyu, language: ReportLanguage) -> None:
    made = make_partner_report(partner_report_of(lanyu.book, lanyu.partner, TO_THE_DAY), language)
    folder = Path(os.environ["LOOK"])
    folder.mkdir(exist_ok=True)
    (folder / f"lanyu-{language.value}.pdf").write_bytes(made.content)
    print(made.warnings)
