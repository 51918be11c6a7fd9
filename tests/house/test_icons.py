"""Icons: each that is named is there, as Lucide drew it, to be tinted."""

import ast
from pathlib import Path

from tests.house.sources import Source
from ui.kit.theme import LIGHT

NAMERS = {"qicon", "draw_icon", "icon_pixmap", "tinted"}


def named_icons(sources: tuple[Source, ...]) -> set[str]:
    """Names that stand as words where an icon is asked for: in a call, as `icon=…`, as a class's `icon`."""
    found = set()
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                asked = getattr(node.func, "id", getattr(node.func, "attr", "")) in NAMERS
                given = [*(node.args if asked else []), *(word.value for word in node.keywords if word.arg == "icon")]
                found |= {arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
            if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Constant):
                targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
                if any(getattr(target, "id", "") == "icon" for target in targets) and isinstance(node.value.value, str):
                    found.add(node.value.value)
    return {name for name in found if name}


def test_every_icon_that_is_named_is_shipped(sources: tuple[Source, ...], root: Path) -> None:
    shipped = {path.stem for path in (root / "resources" / "icons").glob("*.svg")}
    tokens = set(LIGHT)  # a colour may stand beside the name

    assert named_icons(sources) - shipped - tokens == set()


def test_each_takes_the_colour_that_it_is_given(root: Path) -> None:
    odd = [path.name for path in (root / "resources" / "icons").glob("*.svg") if "currentColor" not in path.read_text()]

    assert odd == []


def test_the_licences_lie_beside_what_they_allow(root: Path) -> None:
    fonts = {path.name for path in (root / "resources" / "fonts").glob("LICENSE_FONT-*")}

    assert (root / "resources" / "icons" / "LICENSE").exists()
    shipped = ("Inter", "NotoSansSC", "NotoSansJP", "NotoSansHK", "NotoSerifSC", "SourceSerif4")
    assert fonts == {f"LICENSE_FONT-{name}" for name in shipped}
