"""The filter as text says the same as its chips, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.partners.filters import Filter, read_filter, written
from crm.values.enums import Language, PartnerRole, Stage, Tier


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Filter()),
        ("renhe  hospital", Filter("renhe hospital")),
        ("stage:active,negotiating", Filter(stages=(Stage.ACTIVE, Stage.NEGOTIATING))),
        ("阶段：合作中，洽谈 级别:战略", Filter(stages=(Stage.ACTIVE, Stage.NEGOTIATING), tiers=(Tier.STRATEGIC,))),
        ("role:data-provider is:quiet", Filter(roles=(PartnerRole.DATA_PROVIDER,), quiet=True)),
        ("久未联络 杭州", Filter("杭州", quiet=True)),
        ("stage:never", Filter("stage:never")),
        ("https://a.b", Filter("https://a.b")),
    ],
)
def test_a_filter_is_read_in_either_language(text: str, asked: Filter) -> None:
    assert read_filter(text) == asked


@given(
    st.builds(
        Filter,
        stages=st.lists(st.sampled_from(Stage), unique=True).map(tuple),
        tiers=st.lists(st.sampled_from(Tier), unique=True).map(tuple),
        roles=st.lists(st.sampled_from(PartnerRole), unique=True).map(tuple),
        quiet=st.booleans(),
        words=st.sampled_from(["", "renhe", "杭州 数据"]),
    ),
    st.sampled_from(Language),
)
def test_what_is_written_is_read_back(asked: Filter, language: Language) -> None:
    assert read_filter(written(asked, language)) == asked
