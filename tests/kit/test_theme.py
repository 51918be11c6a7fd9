"""The tokens keep the contrast that DESIGN.md promises."""

import pytest

from ui.kit.theme import DARK, LIGHT, Tokens, contrast, mixed

SURFACES = ("window", "surface", "sunken", "selected", "hover")
TEXTS = ("text", "text-2", "text-3", "accent-text", "red", "amber", "green", "blue")
TEXT_LEAST, MARK_LEAST = 4.5, 3.0


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(tokens: Tokens) -> None:
    faint = {
        (text, ground): round(contrast(tokens[text], tokens[ground]), 2)
        for text in TEXTS
        for ground in SURFACES
        if contrast(tokens[text], tokens[ground]) < TEXT_LEAST
    }

    assert faint == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_are_readable_on_what_is_coloured(tokens: Tokens) -> None:
    pairs = [("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-accent", "accent-pressed")]
    pairs += [("on-tip", "tip"), ("on-tip-accent", "tip"), ("accent-text", "accent-soft")]
    pairs += [(colour, f"{colour}-soft") for colour in ("red", "amber", "green", "blue")]
    pairs += [("text-2", "selected-quiet"), ("text", "pressed"), ("text-3", "raised")]

    assert [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < TEXT_LEAST] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_outlines_are_seen(tokens: Tokens) -> None:
    roles = [name for name in tokens if name.startswith("role-")]

    assert len(roles) == 12
    for name in (*roles, "field-line", "accent"):
        assert contrast(tokens[name], tokens["surface"]) >= MARK_LEAST, name


@pytest.mark.parametrize(("tokens", "share", "least"), [(LIGHT, 0.17, 12.5), (DARK, 0.26, 7.3)])
def test_initials_stand_out_from_their_ground(tokens: Tokens, share: float, least: float) -> None:
    grounds = [mixed(tokens[name], tokens["surface"], share) for name in tokens if name.startswith("role-")]

    assert min(contrast(tokens["text"], ground) for ground in grounds) >= least


def test_both_themes_have_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()
