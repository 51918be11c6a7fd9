"""`python -m tests.shots DIR [--only NAME] [--look light-en-100]`: every scene in two languages, themes and sizes."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="scenes whose name contains it")
    parser.add_argument("--look", default="", help="looks whose name contains it, such as dark-zh-200")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        os.environ["LIAISON_CONFIG"] = str(Path(place) / "config")
        os.environ["XDG_DATA_HOME"] = str(Path(place) / "data")
        draw_all(given.folder, given.only, given.look, Path(place))
    return 0


def draw_all(folder: Path, only: str, wanted: str, place: Path) -> None:
    from tests.shots.studio import LOOKS
    from tests.shots.walk import draw, ready

    ready()
    for look_of in LOOKS:
        if wanted in look_of.name:
            for scene, picture in draw(look_of, only, place):
                target = folder / f"{scene}-{look_of.name}.png"
                target.parent.mkdir(parents=True, exist_ok=True)
                picture.save(str(target))
                print(target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
