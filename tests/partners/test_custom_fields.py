"""Fields of one's own: what is read is exact, what is changed loses nothing, what is removed comes back."""

import pytest

from crm.partners.commands import AddCustomField, EditCustomField, RemoveCustomField, SetCustomValue
from crm.partners.custom_keys import RESERVED, key_of
from crm.partners.custom_values import CustomDraft, draft_of, shown_value, value_of, written
from crm.partners.queries import CustomFieldRow, CustomFields, CustomValueRow, CustomValuesOf
from crm.values import Problem, Refused
from crm.values.days import DayOrder
from crm.values.enums import CustomConcept, CustomKind, Language
from crm.values.ids import ContactId, CustomFieldId, PartnerId
from tests.partners.conftest import Town


def field(kind: CustomKind, **given: object) -> CustomFieldRow:
    values = {
        "id": CustomFieldId(1),
        "version": 1,
        "key": "k",
        "name": "K",
        "concept": CustomConcept.PARTNER,
        "kind": kind,
        "options": (),
        "unit": "",
        "currency": "",
        "links_to": None,
        "position": 0,
        **given,
    }
    return CustomFieldRow(**values)  # type: ignore[arg-type]  # each by its own name


def add(town: Town, name: str, kind: str = "text", **given: object) -> CustomFieldId:
    act = AddCustomField({"name": name, "kind": kind, **given})
    return CustomFieldId(town.book.execute(act).first("custom_field"))


def put(town: Town, key: CustomFieldId, text: str, partner: PartnerId | None = None) -> None:
    town.book.execute(SetCustomValue(key, "", text, partner or town.renhe))


def of(town: Town, key: CustomFieldId, partner: PartnerId | None = None) -> CustomValueRow:
    return next(row for row in town.book.query(CustomValuesOf(partner or town.renhe)) if row.field.id == key)


@pytest.mark.parametrize(
    ("text", "scaled"),
    [
        ("1,234.5", 1_234_500_000),
        ("１２３", 123_000_000),
        ("1.5万", 15_000_000_000),
        ("2 亿", 200_000_000_000_000),
        ("−3", -3_000_000),
        ("0.000001", 1),
        ("12 345 PB", 12_345_000_000),
        ("1000000000000", 10**18),
        (".1", 100_000),
    ],
)
def test_a_number_is_kept_exactly(text: str, scaled: int) -> None:
    found = value_of(field(CustomKind.NUMBER, unit="PB"), text)

    assert isinstance(found, CustomDraft)
    assert found.scaled == scaled
    assert value_of(field(CustomKind.NUMBER), found.text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,23", "custom-number-unknown"),
        ("1.234,5", "custom-number-unknown"),
        ("1e5", "custom-number-unknown"),
        ("NaN", "custom-number-unknown"),
        ("9" * 5000, "custom-number-unknown"),
        ("0.0000001", "custom-number-too-fine"),
        ("0.1" + "0" * 40 + "1", "custom-number-too-fine"),
        ("1000000000000.1", "custom-number-too-large"),
    ],
)
def test_what_is_no_number_is_said(text: str, code: str) -> None:
    found = value_of(field(CustomKind.NUMBER), text)

    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "scaled", "currency", "shown"),
    [
        ("CNY 1,200.50", 120_050, "CNY", "CNY 1,200.50"),
        ("1200.5", 120_050, "CNY", "CNY 1,200.50"),
        ("JPY 1200", 1200, "JPY", "JPY 1,200"),
        ("KWD 1.234", 1234, "KWD", "KWD 1.234"),
        ("-¥12.5", -1250, "CNY", "CNY −12.50"),
        ("1.5万元", 1_500_000, "CNY", "CNY 15,000.00"),
        ("US$ 3", 300, "USD", "USD 3.00"),
        ("1200 eur", 120_000, "EUR", "EUR 1,200.00"),
        ("0", 0, "CNY", "CNY 0.00"),
    ],
)
def test_money_has_the_decimals_of_its_currency(text: str, scaled: int, currency: str, shown: str) -> None:
    money = field(CustomKind.MONEY, currency="CNY")
    found = value_of(money, text)

    assert found == CustomDraft("", scaled, currency)
    assert not found.is_empty
    assert shown_value(CustomValueRow(money, 1, "", scaled, currency), Language.ENGLISH) == shown
    assert value_of(money, written(money, found)) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JPY 1.5", "custom-money-too-fine"),
        ("XXQ 3", "custom-currency-unknown"),
        ("3 EUR x", "custom-money-unknown"),
        ("12", "custom-currency-missing"),
    ],
)
def test_what_is_no_amount_is_said(text: str, code: str) -> None:
    found = value_of(field(CustomKind.MONEY), text)

    assert isinstance(found, Problem)
    assert found.code == code


def test_rmb_is_shown_as_each_language_writes_it() -> None:
    row = CustomValueRow(field(CustomKind.MONEY), 1, "", -120_050, "CNY")

    assert shown_value(row, Language.CHINESE) == "−¥1,200.50"
    assert shown_value(row, Language.ENGLISH) == "CNY −1,200.50"


def test_a_day_is_read_in_the_spellings_of_lists_and_never_guessed() -> None:
    day = field(CustomKind.DATE)

    assert value_of(day, "2026年9月22日") == CustomDraft("2026-09-22")
    assert value_of(day, "3/4/2026", order=DayOrder.DAY_FIRST) == CustomDraft("2026-04-03")
    for text, code in (("3/4/2026", "custom-date-ambiguous"), ("2026-02-30", "row-date-impossible")):
        found = value_of(day, text)
        assert isinstance(found, Problem)
        assert found.code == code


def test_a_key_is_made_of_the_name_and_is_no_word_of_the_filter() -> None:
    assert key_of("GPU hours", ()) == "gpu-hours"
    assert key_of("年度预算 (CNY)", ()) == "nian-du-yu-suan-cny"
    assert key_of("GPU Hours!", {"gpu-hours"}) == "gpu-hours-2"
    assert key_of("Stage", ()) == "stage-2"
    assert key_of("？", ()) == "field"
    assert key_of("2026", ()) == "field-2026"
    assert len(key_of("x" * 120, ())) <= 60
    assert all(key_of(word, ()) != word for word in RESERVED if "_" not in word)


def test_a_key_stays_when_the_name_changes(town: Town) -> None:
    key = add(town, "GPU hours", "number")

    town.book.execute(EditCustomField(key, "name", "GPU hours", "显卡小时"))

    (row,) = town.book.query(CustomFields(CustomConcept.PARTNER))
    assert (row.key, row.name) == ("gpu-hours", "显卡小时")


def test_a_kind_changes_while_no_value_is_lost(town: Town) -> None:
    key = add(town, "Region")
    put(town, key, "华东")
    put(town, key, "华北", town.stratus)
    town.book.execute(EditCustomField(key, "kind", "text", "choice"))

    assert of(town, key).field.options == ("华东", "华北") or of(town, key).field.options == ("华北", "华东")
    with pytest.raises(Refused) as refused:
        town.book.execute(EditCustomField(key, "kind", "choice", "number"))
    assert refused.value.problems[0].code == "custom-values-lost"
    assert refused.value.problems[0].values["n"] == 2
    town.book.undo()
    assert of(town, key).field.kind is CustomKind.TEXT


def test_an_option_that_is_renamed_takes_its_values_along_and_one_in_use_stays(town: Town) -> None:
    key = add(town, "Grade", "choice", options="A\nB\nC")
    put(town, key, "b")

    town.book.execute(EditCustomField(key, "options", "A\nB\nC", "A\nBeta\nC"))
    assert of(town, key).text == "Beta"

    problems = town.book.check(EditCustomField(key, "options", "A\nBeta\nC", "A\nC"))
    assert [problem.code for problem in problems] == ["custom-values-lost"]


def test_a_removed_field_comes_back_with_all_it_held(town: Town) -> None:
    key = add(town, "Budget", "money", currency="CNY")
    put(town, key, "1,200.50")
    put(town, key, "USD 3", town.stratus)

    changes = town.book.execute(RemoveCustomField(key))
    assert changes.named.values == {"name": "Budget", "n": 2}
    assert town.book.query(CustomFields()) == ()

    town.book.undo()
    assert draft_of(of(town, key)) == CustomDraft("", 120_050, "CNY")
    assert draft_of(of(town, key, town.stratus)) == CustomDraft("", 300, "USD")


def test_fields_are_ordered_as_their_person_wants(town: Town) -> None:
    first, second, third = (add(town, name) for name in ("One", "Two", "Three"))

    town.book.execute(EditCustomField(third, "position", 2, 0))

    assert [row.id for row in town.book.query(CustomFields())] == [third, first, second]


def test_a_link_finds_a_record_by_name_or_by_number(town: Town) -> None:
    key = add(town, "Introduced by", "link", links_to="contact")
    put(town, key, "沈若兰")

    assert of(town, key).to_contact_id == town.shen
    assert shown_value(of(town, key), Language.ENGLISH) == "Shen Ruolan"
    town.book.execute(SetCustomValue(key, f"#{town.shen}", f"＃{town.fang}", town.renhe))
    assert of(town, key).to_contact_id == town.fang
    problems = town.book.check(SetCustomValue(key, "方薇", "nobody at all", town.renhe))
    assert problems[0].code in ("contact-name-unknown", "contact-name-unlike-any")


def test_each_concept_has_fields_of_its_own(town: Town) -> None:
    key = add(town, "Birthday", "date", concept="contact")
    town.book.execute(SetCustomValue(key, "", "1980-05-06", contact_id=ContactId(town.shen)))

    assert [row.text for row in town.book.query(CustomValuesOf(contact_id=town.shen))] == ["1980-05-06"]
    assert town.book.query(CustomValuesOf(town.renhe)) == ()
    assert add(town, "Birthday") != key


def test_a_value_that_changed_since_it_was_seen_is_not_overwritten(town: Town) -> None:
    key = add(town, "Seats", "number", unit="seats")
    put(town, key, "12")

    for was in ("12 seats", "１２", "12.0"):
        assert town.book.check(SetCustomValue(key, was, "13", town.renhe)) == []
    (problem,) = town.book.check(SetCustomValue(key, "", "13", town.renhe))
    assert (problem.code, problem.values["theirs"]) == ("field-changed", "12")
