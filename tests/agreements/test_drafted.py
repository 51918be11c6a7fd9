"""An agreement of the book laid out, checked and held against the library, by number of version and language."""

from datetime import date

import pytest

from crm.agreements.commands import AmendAgreement, EditParagraph
from crm.agreements.drafting.differences import Deviation
from crm.agreements.queries import AgreementFindings, LaidAgreement, StandardDifferences
from crm.values import Refused
from crm.values.enums import Language, ReportLanguage
from tests.agreements.town import RELEASE, TODAY, Town, after, owing, signed


def test_the_newest_version_is_laid_out_as_agreed(town: Town) -> None:
    whole = town.book.query(LaidAgreement(town.draft))

    assert whole.language is ReportLanguage.BOTH
    assert [clause.number for clause in whole.clauses] == ["1", "2", "3"]
    assert whole.computed.end_on is not None
    assert whole.number(town.text().clauses[1].paragraphs[1].line) == "2.1(a)"
    assert whole.number("gone") == whole.number("") == ""


def test_it_is_laid_out_in_one_language_alone(town: Town) -> None:
    whole = town.book.query(LaidAgreement(town.draft, language=ReportLanguage.CHINESE))

    assert [clause.number for clause in whole.clauses] == ["第一条", "第二条", "第三条"]
    assert all(row.runs_en == () for clause in whole.clauses for row in clause.rows)


def test_an_earlier_version_stays_readable_and_keeps_its_own_promises(town: Town) -> None:
    signed(town, owing(town, RELEASE))
    after(town, AmendAgreement(town.draft, "Longer", date(2026, 11, 1)))
    now = town.text().clauses[0].paragraphs[0]
    after(town, EditParagraph(now.id, Language.ENGLISH, now.text_en, "The parties disagree."))

    first, second = (town.book.query(LaidAgreement(town.draft, number)) for number in (1, 2))

    assert first.clauses[0].rows[0].runs_en[0].text == "The parties agree."
    assert second.clauses[0].rows[0].runs_en[0].text == "The parties disagree."
    assert [len(whole.promises.obligations) for whole in (first, second)] == [1, 1]


def test_a_version_that_is_not_there_is_refused(town: Town) -> None:
    for query in (
        LaidAgreement(town.draft, 7),
        AgreementFindings(town.draft, TODAY, 7),
        StandardDifferences(town.draft, 7),
    ):
        with pytest.raises(Refused, match="version-missing"):
            town.book.query(query)


def test_the_check_is_asked_of_the_book(town: Town) -> None:
    found = town.book.query(AgreementFindings(town.draft, TODAY, reader=Language.CHINESE))

    assert {"draft-signatory-missing", "draft-placeholder-empty"} <= {each.code for each in found}


def test_what_differs_from_the_library_is_asked_of_the_book(town: Town) -> None:
    found = town.book.query(StandardDifferences(town.draft))

    assert {each.deviation for each in found} == {Deviation.CHANGED, Deviation.MISSING, Deviation.ADDED}
    assert "confidentiality" in [each.standard for each in found if each.deviation is Deviation.MISSING]
