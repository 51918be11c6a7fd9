"""Whether a window can open here, asked before Qt is: without a display Qt aborts the process and explains nothing.

Standard library only. `start.py` reads the tables too, before anything is installed.
"""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from crm.values.message import Message

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What Qt needs on any Linux, and the Debian package that holds it (PARTS.md, Debian packages)."""

X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}

SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb")
"""Qt platforms that ask for no display."""

ANSWER_SECONDS = 2.0
X11_PORT = 6000


def why_no_window(environment: Mapping[str, str] = os.environ) -> Message | None:
    """What stands in the way of a window, with what to do about it; None where nothing does."""
    if not sys.platform.startswith("linux"):
        return None
    drawn_on = screen_of(environment)
    if isinstance(drawn_on, Message):
        return drawn_on
    if packages := missing({**LIBRARIES, **drawn_on}):
        return Message("start.libraries-missing", {"packages": " ".join(packages)})
    return None


def screen_of(environment: Mapping[str, str]) -> Mapping[str, str] | Message:
    """The libraries of the screen that answers, or why none does."""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in SCREENLESS:
        return {}
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if wayland and wayland_answers(wayland, environment) and not missing(WAYLAND_LIBRARIES):
        return WAYLAND_LIBRARIES
    if x11 and x11_answers(x11):
        return X11_LIBRARIES
    named = x11 or wayland
    return Message("start.display-dead", {"display": named}) if named else Message("start.display-missing")


def missing(libraries: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that the loader does not find."""
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def wayland_answers(name: str, environment: Mapping[str, str]) -> bool:
    return answers(socket.AF_UNIX, str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name))


def x11_answers(display: str) -> bool:
    """`:0`, `unix:0`, `host:0.0`: whether an X server listens there."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers put their socket
        return answers(socket.AF_UNIX, path) or answers(socket.AF_UNIX, f"\0{path}")
    return answers(socket.AF_INET, (host, X11_PORT + int(number)))


def answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as knock:
        knock.settimeout(ANSWER_SECONDS)
        try:
            knock.connect(address)
        except OSError:
            return False
    return True
