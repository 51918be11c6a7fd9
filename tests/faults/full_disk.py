"""A disk that is full at a random byte, as a real file system of a few hundred kB. Needs root to mount it."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path


def can_mount(folder: Path) -> bool:
    """Whether this machine lets us mount a small file system."""
    point = folder / "probe"
    point.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", point], capture_output=True, check=False)
    if done.returncode == 0:
        subprocess.run(["umount", point], check=True)
    return done.returncode == 0


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    point = folder / f"disk-{kilobytes}"
    point.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", point], check=True)
    try:
        yield point
    finally:
        subprocess.run(["umount", "-l", point], check=True)


def fill(disk: Path, leave: int) -> Path:
    """A ballast file that leaves so many bytes free, rounded up to a page by the file system."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with contextlib.suppress(OSError):
        ballast.write_bytes(bytes(max(0, free - leave)))
    return ballast
