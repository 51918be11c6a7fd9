"""The filter as text says the same as its chips, in both languages; nonsense gets its sentence and a proposal."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.language import say
from crm.partners.filters import FIELDS, Filter, Kind, Operator, Reading, Term, read_filter, word_values, written
from crm.values.enums import CustomConcept, CustomKind, Language, PartnerRole, Stage, Tier

IS = Operator.IS


@dataclass(frozen=True)
class Own:
    """A field of a book's own, as `CustomFieldRow` tells it."""

    id: int
    key: str
    name: str
    kind: CustomKind
    options: tuple[str, ...] = ()
    currency: str = ""
    links_to: CustomConcept | None = None
    concept: CustomConcept = CustomConcept.PARTNER


OWN = (
    Own(1, "gpu-hours", "GPU hours", CustomKind.NUMBER),
    Own(2, "nian-du-yu-suan", "年度预算", CustomKind.MONEY, currency="CNY"),
    Own(3, "cloud", "Cloud", CustomKind.CHOICE, ("On premises", "公有云")),
    Own(4, "signed", "Signed", CustomKind.DATE),
    Own(5, "remark", "city", CustomKind.TEXT),
    Own(6, "grant", "Grant", CustomKind.MONEY),
    Own(7, "parent", "Parent: group", CustomKind.LINK),
)


def term(field: str, *values: str, sign: Operator = IS, no: bool = False) -> Term:
    return Term(field, sign, values, no)


def terms(*found: Term, words: str = "") -> Filter:
    return Filter(words, found)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Filter()),
        ("renhe  hospital", Filter("renhe hospital")),
        ("stage:active,negotiating", terms(term("stage", "active", "negotiating"))),
        ("阶段：合作中，洽谈 级别:战略", terms(term("stage", "active", "negotiating"), term("tier", "strategic"))),
        ("ｓｔａｇｅ：ａｃｔｉｖｅ", terms(term("stage", "active"))),
        ("阶段：合作中、洽谈中", terms(term("stage", "active", "negotiating"))),
        ("role:data-provider is:quiet", terms(term("role", "data-provider"), term("is", "quiet"))),
        ("类型:“Data provider”", terms(term("role", "data-provider"))),
        ("久未联络 杭州", terms(term("is", "quiet"), words="杭州")),
        ("last<30d", terms(term("last", "30d", sign=Operator.LESS))),
        ("最近联系<30天", terms(term("last", "30d", sign=Operator.LESS))),
        ("最近联系≥2周", terms(term("last", "2w", sign=Operator.AT_LEAST))),
        ("created>=2026-01-01", terms(term("created", "2026-01-01", sign=Operator.AT_LEAST))),
        ("创建:2026年9月", terms(term("created", "2026-09"))),
        ("next:2026-09-01..2026-09-30", terms(term("next", "2026-09-01..2026-09-30"))),
        ("下次:今天..30天", terms(term("next", "today..30d"))),
        ("next:overdue", terms(term("next", "overdue"))),
        ("-tag:llm", terms(term("tag", "llm", no=True))),
        ("－标签：llm", terms(term("tag", "llm", no=True))),
        ("tag!=llm", terms(term("tag", "llm", no=True))),
        ('city:"San Francisco"', terms(term("city", "San Francisco"))),
        ("城市：「San Francisco」", terms(term("city", "San Francisco"))),
        ("city=Hangzhou", terms(term("city", "=Hangzhou"))),
        ('城市:="San Francisco"', terms(term("city", "=San Francisco"))),
        ('city:"=1+1"', terms(term("city", "\\=1+1"))),
        ("stage=active", terms(term("stage", "active"))),
        ("has:owner no:城市", terms(term("has", "owner"), term("no", "city"))),
        ("owner:me", terms(term("owner", "me"))),
        ("负责人:本人", terms(term("owner", "me"))),
        ("country:中国,us", terms(term("country", "CN", "US"))),
        ("领域:医疗健康", terms(term("vertical", "health"))),
        ("fit>=3.50", terms(term("fit", "3.5", sign=Operator.AT_LEAST))),
        ("待办:1..", terms(term("open", "1.."))),
        ("sort:-fit", Filter(sort="fit", descending=True)),
        ("排序:下次", Filter(sort="next")),
        ("https://a.b 12:30", Filter("https://a.b 12:30")),
        ('"stage:never"', Filter('"stage:never"')),
        ('"GPU hours">1.5万', terms(term("gpu-hours", "15000", sign=Operator.MORE))),
        ("gpu-hours:1..2k", terms(term("gpu-hours", "1..2000"))),
        ("年度预算>=5000", terms(term("nian-du-yu-suan", "5000", sign=Operator.AT_LEAST))),
        ("年度预算<$5000", terms(term("nian-du-yu-suan", "5000USD", sign=Operator.LESS))),
        ("年度预算<5000元", terms(term("nian-du-yu-suan", "5000CNY", sign=Operator.LESS))),
        ("cloud:公有云", terms(term("cloud", "公有云"))),
        ("cloud:on-pre", terms(term("cloud", "On premises"))),
        ("signed<30d", terms(term("signed", "30d", sign=Operator.LESS))),
        ('"parent: group":renhe', terms(term("parent", "renhe"))),
    ],
)
def test_a_filter_is_read_in_either_language(text: str, asked: Filter) -> None:
    assert read_filter(text, OWN) == Reading(asked)


@pytest.mark.parametrize(
    ("text", "code", "nearest"),
    [
        ("stag:active", "filter-key-unknown", "stage:"),
        ("阶断:合作中", "filter-key-unknown", "阶段:"),
        ("zzz:1", "filter-key-unlike-any", "stage"),
        ("stage:activ,neg0tiating", "filter-value-unknown", "negotiating"),
        ("阶段:合中", "filter-value-unknown", "合作中"),
        ("tier:gold", "filter-value-un", ""),
        ("country:Germny", "filter-value-unknown", "germany"),
        ("cloud:puplic", "filter-value-un", ""),
        ("tier>strategic", "filter-operator-wrong", "tier:strategic"),
        ("-sort:fit", "filter-operator-wrong", "sort:fit"),
        ("last<30d,40d", "filter-operator-wrong", "last<30d"),
        ("next:2026-02-30", "filter-day-impossible", "2026-02-28"),
        ("下次：2026年13月40日", "filter-day-impossible", "2026-12-31"),
        ("last:soon", "filter-day-wrong", "2026-09-30"),
        ("open>x", "filter-number-wrong", "2.5"),
        ("next:2026-09-30..2026-09-01", "filter-range-backwards", "2026-09-01..2026-09-30"),
        ("open:3..1", "filter-range-backwards", "1..3"),
        ("stage:", "filter-value-missing", "stage:prospect"),
        ("next:..", "filter-value-missing", "next:30d"),
        ('city:"San', "filter-quote-open", 'city:"San"'),
        ("sort:tga", "filter-value-unknown", "tag"),
        ("grant>5000", "filter-currency-missing", "5000CNY"),
        ("grant>5000QQQ", "filter-currency-unknown", "5000CNY"),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_nonsense_gets_a_sentence_and_a_proposal(text: str, code: str, nearest: str, language: Language) -> None:
    reading = read_filter(text, OWN)

    (problem,) = reading.problems
    assert problem.code.startswith(code)
    assert nearest in say(problem, language)
    assert reading.filter == Filter()


def test_what_is_understood_beside_nonsense_is_kept_apart_from_it() -> None:
    reading = read_filter("renhe stage:active tear:strategic")

    assert reading.filter == terms(term("stage", "active"), words="renhe")
    assert [problem.values["given"] for problem in reading.problems] == ["tear"]


LABELS = {"stage": Stage, "tier": Tier, "role": PartnerRole}
ANY_TEXT = st.one_of(st.text(min_size=1, max_size=12), st.text('=\\":,-"“” a仁', min_size=1, max_size=8))


@st.composite
def typed_terms(draw: st.DrawFn) -> str:
    """A term as somebody may type it, with any text in quotes."""
    field = draw(st.sampled_from([field for field in FIELDS if field.kind in (Kind.TEXT, Kind.NAME, Kind.TAG)]))
    value = draw(ANY_TEXT).replace('"', '""')
    sign = draw(st.sampled_from([":", "=", ":=", "!="]))
    return f'{draw(st.sampled_from(["", "-"]))}{draw(st.sampled_from(field.names))}{sign}"{value}"'


TYPED = st.one_of(
    typed_terms(),
    st.sampled_from(
        ["stage:active,ended", "tier:strategic", "-role:平台", "last<30d", "next:today..2w", "created:2026-03",
         "open>3", "fit<=4.25", "is:quiet", "-is:resting", "has:tag", "no:负责人", "owner:me", "country:德国",
         "vertical:finance", "contact:沈", "decision:champion", "quiet>3", '"GPU hours"<5', "年度预算>3万USD",
         "cloud:公有云", "signed:今年", "remark:杭州", "sort:-fit", "sort:roles", "sort:年度预算", "parent:x"]
    ),
    ANY_TEXT.map(lambda text: '"' + text.replace('"', '""') + '"'),
    st.sampled_from(["renhe", "杭州", "a“b", "c”", "https://a.b", "-minus", "久未联络", "-久未联络", '"久未联络"']),
)  # fmt: skip


@given(st.lists(TYPED, max_size=6).map(" ".join), st.sampled_from(Language), st.booleans())
def test_what_is_written_is_read_back(text: str, language: Language, named: bool) -> None:
    asked = read_filter(text, OWN).filter

    again = written(asked, language, OWN)

    assert read_filter(again, OWN) == Reading(asked)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    reading = read_filter(text, OWN)

    for language in Language:
        assert all(say(problem, language) for problem in reading.problems)
        assert read_filter(written(reading.filter, language, OWN), OWN) == Reading(reading.filter)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, "stage:active " * 10_000, '"' * 9_999, "a,b" * 5_000, "tag:" + "x," * 9_000,
     "-" * 9_000, "(" * 9_000],
    ids=["10 MB", "10,000 terms", "quotes", "commas", "values", "minus", "brackets"],
)  # fmt: skip
def test_a_filter_without_measure_is_refused_or_read_at_once(text: str) -> None:
    began = time.perf_counter()

    reading = read_filter(text)

    assert time.perf_counter() - began < 2
    assert reading.problems or len(reading.filter.words) <= 20_000


def test_an_own_field_of_the_name_of_another_is_written_by_its_key() -> None:
    """The book's own field is called city; the city of every book keeps the word."""
    assert written(terms(term("remark", "x")), Language.ENGLISH, OWN) == "remark:x"
    assert written(terms(term("city", "x")), Language.ENGLISH, OWN) == "city:x"


def test_an_own_field_is_written_by_name_where_it_is_told_and_by_its_lasting_key_where_not() -> None:
    asked = terms(term("gpu-hours", "5", sign=Operator.MORE))

    assert written(asked, Language.CHINESE, OWN) == '"GPU hours">5'
    assert written(asked, Language.CHINESE) == "gpu-hours>5"


def test_chips_add_values_to_a_like_term_and_take_them_away() -> None:
    asked = Filter().with_term(term("stage", "active")).with_term(term("stage", "ended", "active"))

    assert asked == terms(term("stage", "active", "ended"))
    assert asked.without(term("stage", "active")) == terms(term("stage", "ended"))
    assert asked.without(term("stage", "active", "ended")).is_empty()
    assert asked.with_term(term("stage", "ended", no=True)).without_field("stage").is_empty()


def test_words_are_looked_for_without_their_quotes() -> None:
    assert list(word_values('renhe "san francisco" "a""b"')) == ["renhe", "san francisco", 'a"b']
