"""The tokens of DESIGN.md, light and dark. Values only: nothing of Qt."""

from collections.abc import Mapping

Tokens = Mapping[str, str]

LIGHT: Tokens = {
    "window": "#F6F5F3",
    "surface": "#FFFFFF",
    "sunken": "#FAF9F8",
    "raised": "#FFFFFF",
    "hover": "#F4F3F0",
    "pressed": "#EBE9E5",
    "selected": "#E4F1EF",
    "selected-quiet": "#EFEEEB",
    "line": "#E7E5E1",
    "line-strong": "#D5D2CC",
    "field-line": "#8C877F",
    "text": "#1D1C1A",
    "text-2": "#57544E",
    "text-3": "#6B6861",
    "text-off": "#A8A49C",
    "accent": "#0B7A75",
    "accent-hover": "#096661",
    "accent-pressed": "#07524E",
    "on-accent": "#FFFFFF",
    "accent-text": "#0A6F6A",
    "accent-soft": "#E1F0EE",
    "accent-line": "#9CCFCA",
    "red": "#B42B23",
    "red-soft": "#FBEBE9",
    "amber": "#8F5600",
    "amber-soft": "#FAF0DC",
    "green": "#28743A",
    "green-soft": "#E7F3E9",
    "blue": "#2762AE",
    "blue-soft": "#E8F0FA",
    "tip": "#2A2926",
    "on-tip": "#F2F0EC",
    "on-tip-accent": "#41BDAE",
    "paper-ground": "#EAE8E4",
    "role-data-provider": "#2A69A9",
    "role-compute-provider": "#A72908",
    "role-technology-provider": "#2C31AB",
    "role-academic": "#9C65E6",
    "role-open-source": "#146537",
    "role-upstream": "#444850",
    "role-downstream": "#5599CB",
    "role-distributor": "#BB8C04",
    "role-marketing": "#E24D63",
    "role-financial": "#7C7B01",
    "role-platform": "#2D9075",
    "role-investor": "#8A516D",
}

DARK: Tokens = {
    "window": "#131312",
    "surface": "#1A1A19",
    "sunken": "#161615",
    "raised": "#232322",
    "hover": "#222221",
    "pressed": "#2B2B29",
    "selected": "#17302D",
    "selected-quiet": "#272725",
    "line": "#2B2A28",
    "line-strong": "#3D3C39",
    "field-line": "#7B776F",
    "text": "#ECEAE6",
    "text-2": "#B3AFA7",
    "text-3": "#9B978F",
    "text-off": "#5F5C57",
    "accent": "#41BDAE",
    "accent-hover": "#5ACBBD",
    "accent-pressed": "#34A597",
    "on-accent": "#07211E",
    "accent-text": "#4FC6B7",
    "accent-soft": "#16332F",
    "accent-line": "#27564F",
    "red": "#F2827A",
    "red-soft": "#3A1E1C",
    "amber": "#E2AC4F",
    "amber-soft": "#352813",
    "green": "#74C586",
    "green-soft": "#1A2F1F",
    "blue": "#7FB2F0",
    "blue-soft": "#1B2A3F",
    "tip": "#E9E6E1",
    "on-tip": "#1C1B19",
    "on-tip-accent": "#0A6F6A",
    "paper-ground": "#0E0E0D",
    "role-data-provider": "#9CCBFE",
    "role-compute-provider": "#FF957D",
    "role-technology-provider": "#6378E1",
    "role-academic": "#8675A5",
    "role-open-source": "#86EBAA",
    "role-upstream": "#929AAD",
    "role-downstream": "#2AA1EA",
    "role-distributor": "#A37A0D",
    "role-marketing": "#DF6573",
    "role-financial": "#B2B102",
    "role-platform": "#0ACCA2",
    "role-investor": "#FAA7CE",
}

AVATAR_GROUND = {False: 0.17, True: 0.26}
"""How much of a role's colour lies over the surface behind initials, by whether the theme is dark."""


def mixed(colour: str, over: str, share: float) -> str:
    """`share` of a colour over another: mixed("#000000", "#FFFFFF", 0.5) is #808080."""
    upper, lower = channels(colour), channels(over)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in zip(upper, lower, strict=True))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
