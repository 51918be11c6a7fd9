"""Asks the X server which windows are shown, so that a test needs no program that Debian would have to bring."""

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager

VIEWABLE = 2


class Attributes(ctypes.Structure):
    """The head of XWindowAttributes up to map_state; the rest is room that X writes into."""

    _fields_ = [
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("border_width", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("window_class", ctypes.c_int),
        ("bit_gravity", ctypes.c_int),
        ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("room", ctypes.c_byte * 128),
    ]


@contextmanager
def display() -> Iterator[tuple[ctypes.CDLL, ctypes.c_void_p]]:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(x11.XOpenDisplay(None))
    for _ in range(50):  # a server that begins anew, because its last client left, answers a moment later
        if opened.value:
            break
        time.sleep(0.1)
        opened = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not opened.value:
        raise ConnectionError("no X server answers at DISPLAY; did somebody end the one of this run?")
    try:
        yield x11, opened
    finally:
        x11.XCloseDisplay(opened)


def shown_windows() -> dict[int, tuple[int, int]]:
    """Width and height of each top-level window on the screen of DISPLAY."""
    with display() as (x11, opened):
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        top = ctypes.c_ulong(x11.XDefaultRootWindow(opened))
        x11.XQueryTree(opened, top, *map(ctypes.byref, (root, parent, children, count)))
        found = {}
        for key in children[: count.value]:
            about = Attributes()
            x11.XGetWindowAttributes(opened, ctypes.c_ulong(key), ctypes.byref(about))
            if about.map_state == VIEWABLE:
                found[key] = (about.width, about.height)
        return found
