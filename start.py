"""Starts Liaison from its sources: `python3 start.py [ARGUMENTS]`, or runs its tests: `python3 start.py --test`.

Makes an environment of its own in .venv, installs the pinned requirements there once, and hands over.
Standard library only, and no word of the catalogue: nothing is installed yet when it speaks.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "liaison-requirements"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LEAST = (3, 11)

TEST_TOOLS = {"xvfb-run": "xvfb", "xauth": "xauth", "pdftoppm": "poppler-utils", "qpdf": "qpdf", "objdump": "binutils"}

CHINESE = any(
    os.environ.get(name, "").lower().startswith("zh") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
)

WORDS = {
    "python-old": (
        "Liaison needs Python 3.11 or newer; this is {version}. Start it with a newer python3.",
        "Liaison 需要 Python 3.11 或更高版本，当前是 {version}。请用更高版本的 python3 启动。",
    ),
    "making": (
        "Preparing Liaison in {folder}. This happens once and takes about a minute.",
        "正在 {folder} 中准备 Liaison。仅首次需要，约一分钟。",
    ),
    "pip-missing": (
        "Python here has neither pip nor ensurepip. Install one of them: apt install python3-venv",
        "此处的 Python 既没有 pip 也没有 ensurepip。请先安装：apt install python3-venv",
    ),
    "folder-closed": (
        "Liaison cannot write to {folder} ({reason}). Copy it to a folder of yours and start it there.",
        "Liaison 无法写入 {folder}（{reason}）。请将它复制到您自己的文件夹后再启动。",
    ),
    "install-failed": (
        "The packages could not be installed; the lines above say why. Mend that and start again.",
        "软件包安装失败，原因见上。解决后请重新启动。",
    ),
    "packages": ("Installing Debian packages: {packages}", "正在安装 Debian 软件包：{packages}"),
    "packages-missing": (
        "The tests need Debian packages: apt install {packages}",
        "测试需要以下 Debian 软件包：apt install {packages}",
    ),
}

SIDE_BY_SIDE = ("--numprocesses=auto", "--dist=loadfile")
"""A process for each core; a file's tests stay together, with what they have set up."""


def say(code: str, **values: object) -> None:
    print(WORDS[code][CHINESE].format(**values), file=sys.stderr, flush=True)


class Stopped(Exception):
    """The start cannot go on; the code is one of WORDS."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def main(arguments: list[str]) -> int:
    try:
        if sys.version_info < LEAST:
            raise Stopped("python-old", version=sys.version.split()[0])
        if arguments[:1] == ["--test"]:
            return test(arguments[1:])
        prepare(["requirements.txt"])
    except Stopped as stop:
        say(stop.code, **stop.values)
        return 1
    return hand_over([str(PYTHON), "-P", "-m", "ui", *arguments])


def test(arguments: list[str]) -> int:
    """The whole suite, under a screen of its own where there is one to be had."""
    prepare(["requirements.txt", "requirements-dev.txt"])
    install_packages()
    command = [str(PYTHON), "-m", "pytest", *SIDE_BY_SIDE, *arguments]
    if shutil.which("xvfb-run"):
        # -noreset: else the server begins anew, and answers nobody, when its only client leaves
        command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 -noreset", *command]
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    return hand_over(command)


def prepare(requirements: list[str]) -> None:
    """Makes .venv and installs the requirements, unless the stamp says that just these are there."""
    wanted = [f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}" for name in requirements]
    try:
        stamped = STAMP.read_text(encoding="utf-8").splitlines() if PYTHON.exists() and STAMP.exists() else []
        if set(wanted) <= set(stamped):
            return
        say("making", folder=VENV)
        pip = pip_of_venv()
        for name in requirements:
            install = [*pip, "install", "-qq", "--no-input", "--require-hashes", "-r", str(ROOT / name)]
            if subprocess.run(install).returncode:
                raise Stopped("install-failed")
        STAMP.write_text("\n".join(wanted) + "\n", encoding="utf-8")
    except OSError as error:
        raise Stopped("folder-closed", folder=ROOT, reason=error.strerror) from error


def pip_of_venv() -> list[str]:
    """The words that run pip for .venv: its own; or, as Debian's Python may lack ensurepip, ours from outside."""
    bundled = importlib.util.find_spec("ensurepip") is not None
    if not PYTHON.exists():
        if not bundled and importlib.util.find_spec("pip") is None:
            raise Stopped("pip-missing")
        venv.create(VENV, with_pip=bundled, clear=VENV.exists())
    quiet = "--disable-pip-version-check"
    if subprocess.run([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL).returncode == 0:
        return [str(PYTHON), "-m", "pip", quiet]
    if importlib.util.find_spec("pip") is None:
        raise Stopped("pip-missing")
    return [sys.executable, "-m", "pip", "--python", str(PYTHON), quiet]


def install_packages() -> None:
    """What Debian has to give for the tests. Only root may; anybody else is told, and tests that need it skip."""
    if not sys.platform.startswith("linux"):
        return
    sys.path.insert(0, str(ROOT))
    from ui.screen import LIBRARIES, X11_LIBRARIES, missing

    packages = missing({**LIBRARIES, **X11_LIBRARIES})
    packages += [package for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None]
    if sys.base_prefix == "/usr" and missing({f"libpython3.{sys.version_info[1]}.so.1.0": "libpython"}):
        packages.append(f"libpython3.{sys.version_info[1]}")  # Debian's python3 holds it statically, PyInstaller asks
    if not packages:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise Stopped("packages-missing", packages=" ".join(packages))
    say("packages", packages=" ".join(packages))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet)
    installed = subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=quiet)
    if installed.returncode:
        raise Stopped("install-failed")


def hand_over(command: list[str]) -> int:
    """Becomes the program, so that signals and exit codes are its own; Windows has no such step."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if os.name == "nt":
        return subprocess.call(command, env=environment)
    sys.stderr.flush()
    return os.execvpe(command[0], command, environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
