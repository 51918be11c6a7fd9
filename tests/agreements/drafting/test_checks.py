"""The check before export: what is missing, what is doubtful, said in both languages."""

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm.agreements.drafting import checks
from crm.agreements.drafting.checks import Finding, Severity, findings
from crm.agreements.queries.rows import AgreementRow, DataRightRow, GoalRow, PromisesRow, TermsRow, TextRow
from crm.language import is_known, say
from crm.values.enums import AgreementType, DataAnswer, DataUse, FirstDay, Language, Renewal, ReportLanguage
from crm.values.ids import AgreementVersionId, DataRightId, GoalId
from tests.agreements.drafting.drafts import (
    NOTHING_PROMISED,
    PARTIES,
    TERMS,
    TODAY,
    agreement,
    clause,
    drafted,
    paragraph,
    table,
    text,
    version,
)

WHOLE = text(
    clause(
        "c1",
        ("Term", "期限"),
        paragraph(
            "p1", "It takes effect on {effective-date}, {first-day}.", "自{effective-date}起生效（{first-day}）。"
        ),
    )
)


def found(
    row: AgreementRow | None = None,
    words: TextRow = WHOLE,
    terms: TermsRow = TERMS,
    promises: PromisesRow = NOTHING_PROMISED,
    reader: Language = Language.ENGLISH,
) -> tuple[Finding, ...]:
    return findings(row or agreement(), version(terms=terms), words, promises, TODAY, reader)


def codes(*given: Finding) -> list[str]:
    return [finding.code for finding in given]


def test_a_whole_draft_has_no_finding() -> None:
    assert found() == ()


def test_a_template_with_its_words_filled_in_has_no_finding() -> None:
    words = drafted(AgreementType.DATA_LICENCE)
    words = replace(words, filled=(*words.filled, ("data-sets", "D", "D"), ("data-quality", "99 %", "99%")))
    right = DataRightRow(DataRightId(1), 1, version().id, "D", "", DataUse.TRAIN, DataAnswer.YES, None, "")

    assert codes(*found(words=words)) == ["draft-schedule-missing"]  # it grants what a schedule of data rights marks
    assert found(words=words, promises=replace(NOTHING_PROMISED, data_rights=(right,))) == ()


def test_a_party_without_a_signatory_is_named() -> None:
    row = agreement(parties=(*PARTIES[:2], replace(PARTIES[2], signatory_id=None, signatory_en="", signatory_zh="")))

    (finding,) = found(row)

    assert say(finding.message, Language.ENGLISH) == "Jiangwan University has no signatory"
    assert (finding.severity, finding.field) == (Severity.MISSING, "parties.3.signatory_id")
    assert say(found(row, reader=Language.CHINESE)[0].message, Language.CHINESE) == "江湾大学没有签署人"


def test_an_empty_placeholder_says_where_and_in_which_languages() -> None:
    words = replace(
        WHOLE,
        clauses=(
            *WHOLE.clauses,
            clause(
                "c2",
                ("Deletion", "删除"),
                paragraph("p2", "Within {deletion-period}.", "在{deletion-period}内。"),
                paragraph("p3", "At the price of {price}.", "价格。"),
            ),
        ),
    )

    first, second = found(words=words)

    assert say(first.message, Language.ENGLISH) == "Placeholder “deletion period” is empty"
    assert say(first.where, Language.ENGLISH) == "Clause 2.1, both languages"
    assert (first.line, first.field) == ("p2", "placeholder.deletion-period")
    assert say(second.where, Language.ENGLISH) == "Clause 2.2, English"


def test_a_placeholder_filled_in_one_language_is_empty_in_the_other() -> None:
    words = text(*WHOLE.clauses, filled=(("price", "ten", ""),))
    words = replace(words, clauses=(*words.clauses, clause("c2", None, paragraph("p2", "{price}", "{price}"))))

    (finding,) = found(words=words)

    assert say(finding.where, Language.CHINESE) == "第 2.1 条，中文"


def test_a_language_missing_in_a_paragraph_says_how_many_words_the_other_has() -> None:
    words = replace(
        WHOLE, clauses=(*WHOLE.clauses, clause("c2", ("Notices", ""), paragraph("p2", "A notice is sent by post.")))
    )

    heading, missing = found(words=words)

    assert say(heading.message, Language.ENGLISH) == "The heading of clause 2 has no Chinese text"
    assert say(missing.message, Language.ENGLISH) == "Clause 2.1 has no Chinese text"
    assert say(missing.where, Language.ENGLISH) == "Clause 2.1. The English text has 6 words"
    assert missing.severity is Severity.DOUBTFUL


def test_an_agreement_in_one_language_misses_no_other() -> None:
    words = text(clause("c", ("Term", ""), paragraph("p", "It takes effect on {effective-date}, {first-day}.")))

    assert found(agreement(languages=ReportLanguage.ENGLISH, prevailing=None), words) == ()


def test_without_a_prevailing_language_a_bilingual_agreement_is_not_exported() -> None:
    (finding,) = found(agreement(prevailing=None))

    assert finding.code == "draft-prevailing-missing" and finding.blocks


def test_nothing_else_blocks_the_export() -> None:
    broken = agreement(parties=(), originals=None, title_zh="")

    assert not any(finding.blocks for finding in found(broken, text()))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (agreement(originals=None), "draft-originals-missing"),
        (agreement(title_zh=""), "draft-title-missing"),
        (agreement(parties=PARTIES[:1]), "draft-parties-missing"),
        (agreement(parties=(replace(PARTIES[0], address=""), *PARTIES[1:])), "draft-address-missing"),
        (agreement(parties=(replace(PARTIES[0], role=None), *PARTIES[1:])), "draft-party-role-missing"),
        (agreement(parties=(replace(PARTIES[0], name_zh=""), *PARTIES[1:])), "draft-party-name-missing"),
    ],
)
def test_what_the_record_lacks_is_told_once(row: AgreementRow, code: str) -> None:
    words = replace(
        WHOLE,
        clauses=(
            *WHOLE.clauses,
            clause("n", None, paragraph("n1", "{originals} {title} {party-1-address} {prevailing}")),
        ),
    )

    assert [each for each in codes(*found(row, words)) if each != "draft-paragraph-missing"] == [code]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, term="", last_day=date(2025, 2, 1)), "draft-end-before-start"),
        (replace(TERMS, last_day=date(2027, 3, 31)), "draft-term-contradicts"),
        (replace(TERMS, notice="24m"), "draft-notice-too-long"),
        (replace(TERMS, notice="730d"), "draft-notice-too-long"),
        (replace(TERMS, effective_on=None, notice="25m"), "draft-notice-too-long"),
        (replace(TERMS, renewal_term=""), "draft-renewal-term-missing"),
        (replace(TERMS, notice=""), "draft-notice-missing"),
        (replace(TERMS, term=""), "draft-renewal-without-end"),
    ],
)
def test_dates_that_contradict_each_other_are_found(terms: TermsRow, code: str) -> None:
    assert codes(*found(terms=terms)) == [code]


@pytest.mark.parametrize("terms", [TERMS, replace(TERMS, last_day=date(2027, 2, 28)), replace(TERMS, notice="23m")])
def test_dates_that_agree_raise_nothing(terms: TermsRow) -> None:
    assert found(terms=terms) == ()


def test_a_text_silent_about_the_first_day_is_doubtful_and_names_the_law() -> None:
    words = text(
        clause("c", None, paragraph("p", "It takes effect on {effective-date}.", "自{effective-date}起生效。"))
    )

    (finding,) = found(words=words)

    assert say(finding.message, Language.ENGLISH) == (
        "The text does not say whether the first day counts (the People’s Republic of China)"
    )
    assert finding.line == "p"


@pytest.mark.parametrize("said", ["from and including {effective-date}", "as of {effective-date} (inclusive)"])
def test_a_text_that_speaks_of_its_first_day_is_compared_with_the_record(said: str) -> None:
    words = text(clause("c", None, paragraph("p", f"It takes effect {said}.", "自{effective-date}起生效。")))

    assert found(words=words) == ()
    assert codes(*found(words=words, terms=replace(TERMS, first_day=FirstDay.NOT_COUNTED))) == [
        "draft-first-day-contradicts"
    ]


def test_a_reference_to_a_removed_line_is_found_in_its_place() -> None:
    words = replace(WHOLE, clauses=(*WHOLE.clauses, clause("c2", None, paragraph("p2", "See {@gone}.", "见{@gone}。"))))

    (finding,) = found(words=words)

    assert (finding.code, finding.line) == ("draft-reference-dead", "p2")
    assert say(finding.where, Language.ENGLISH) == "Clause 2.1"


def test_an_agreement_without_a_clause_is_found_unless_its_text_is_a_file() -> None:
    assert codes(*found(words=text())) == ["draft-clauses-missing"]
    assert found(agreement(imported=True), words=text()) == ()


def test_a_clause_without_a_word_and_an_uneven_table_are_doubtful() -> None:
    words = replace(WHOLE, clauses=(*WHOLE.clauses, clause("c2", None), clause("c3", None, table("t", "a | b", "甲"))))

    assert codes(*found(words=words)) == ["draft-clause-empty", "draft-table-uneven"]


def test_a_promise_after_the_end_and_one_whose_clause_is_gone_are_doubtful() -> None:
    goal = GoalRow(
        GoalId(1), 0, AgreementVersionId(1), "Accuracy", "准确率", "%", "71", "90", date(2027, 3, 1), "gone", ()
    )

    after, gone = found(promises=replace(NOTHING_PROMISED, goals=(goal,)), terms=replace(TERMS, renewal=Renewal.NONE))

    assert say(after.message, Language.ENGLISH) == "“Accuracy” is due on 1 Mar 2027, after the end on 28 Feb 2027"
    assert gone.code == "draft-promise-clause-gone"


def test_what_is_missing_stands_before_what_is_doubtful() -> None:
    row = agreement(parties=(replace(PARTIES[0], role=None, address=""), *PARTIES[1:]))

    assert [each.severity for each in found(row, text())] == [Severity.MISSING, Severity.MISSING, Severity.DOUBTFUL]


def test_every_finding_has_its_sentence_in_both_languages() -> None:
    folder = Path(checks.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*findings.py")]
    used = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch("draft-[a-z.-]*[a-z]", node.value)
    }

    assert len(used) > 25
    assert [code for code in used for language in Language if not is_known(code, language)] == []
    whats = ("goals", "obligations", "data-rights", "split")
    assert all(is_known(f"draft-schedule.{what}", language) for what in whats for language in Language)
    remedies = [f"draft-remedy.{code.removeprefix('draft-')}" for code in used if "." not in code]
    assert [code for code in remedies for language in Language if not is_known(code, language)] == []


@pytest.mark.parametrize("has_split", [False, True])
def test_a_clause_on_benefits_promises_a_split_that_must_be_there(has_split: bool) -> None:
    sentence = ("By the schedule “Benefit Split”.", "按附件“利益分配”。")
    words = replace(WHOLE, clauses=(*WHOLE.clauses, clause("c2", None, paragraph("p2", *sentence))))

    given = findings(agreement(), version(), words, NOTHING_PROMISED, TODAY, has_split=has_split)

    assert [(each.code, each.line) for each in given] == ([] if has_split else [("draft-schedule-missing", "p2")])
    if given:
        assert say(given[0].message, Language.CHINESE) == "文本引用了附件“利益分配”，但该附件没有内容"
        assert say(given[0].where, Language.ENGLISH) == "Clause 2.1"
        assert say(given[0].remedy, Language.ENGLISH) == "Record what it lists, or take the sentence out."


def test_a_schedule_of_goals_is_filled_by_a_goal() -> None:
    words = replace(
        WHOLE,
        clauses=(*WHOLE.clauses, clause("c2", None, paragraph("p2", "See schedule “Goals”.", "见附件“合作目标”。"))),
    )
    goal = GoalRow(GoalId(1), 0, AgreementVersionId(1), "Accuracy", "准确率", "%", "71", "90", None, "", ())

    assert codes(*found(words=words)) == ["draft-schedule-missing"]
    assert found(words=words, promises=replace(NOTHING_PROMISED, goals=(goal,))) == ()


def test_the_librarys_clause_on_the_term_must_fit_the_record_until_it_is_rewritten() -> None:
    words = drafted(AgreementType.NDA, term="term.automatic")
    ending = replace(TERMS, renewal=Renewal.NONE, renewal_term="12m")

    assert "draft-term-clause-differs" in codes(*found(words=words, terms=ending))
    assert "draft-term-clause-differs" not in codes(*found(words=words))
    rewritten = replace(
        words,
        clauses=tuple(
            replace(each, paragraphs=each.paragraphs[:1]) if each.standard == "term.automatic" else each
            for each in words.clauses
        ),
    )
    assert "draft-term-clause-differs" not in codes(*found(words=rewritten, terms=ending))


def test_a_finding_says_in_a_word_how_grave_it_is() -> None:
    (finding,) = found(agreement(prevailing=None))

    assert say(finding.gravity, Language.CHINESE) == "缺失"
