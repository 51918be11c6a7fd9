"""What was saved is there after a kill and after a full disk. The full counts are run by hand (CONTRIBUTING)."""

import random
from pathlib import Path

import pytest

from crm.book import Book, FixedClock
from crm.values import WorldFault
from tests.book.acts import Found, dump
from tests.faults import full_disk, kills


def test_no_acknowledged_save_is_lost_when_the_writer_is_killed() -> None:
    kills.warm()

    tally = kills.run(60, seed=8)

    assert tally.kills == 60
    assert tally.acknowledged > 60
    assert tally.lost == []
    assert tally.torn == []


@pytest.mark.parametrize("seed", range(6))
def test_a_full_disk_is_said_loses_nothing_and_writing_goes_on_when_there_is_room(
    tmp_path: Path, clock: FixedClock, seed: int
) -> None:
    if not full_disk.can_mount(tmp_path):
        pytest.skip("left out: a full disk needs the right to mount a small one")
    luck = random.Random(seed)
    with full_disk.small_disk(tmp_path, 4096) as disk:
        book = Book.create(disk / "full.liaison", clock=clock)
        book.execute(Found("Acme"))
        ballast = full_disk.fill(disk, luck.randrange(0, 300_000))

        acknowledged = ["Acme", *save_until_full(book)]
        said = fault_of(book)

        assert said in ("disk-full", "book-unreachable", "backup-not-written")
        assert names(book) == acknowledged
        ballast.unlink()
        book.execute(Found("Again"))
        assert names(book) == [*acknowledged, "Again"]
        assert book.inspect() == []
        book.close()


def save_until_full(book: Book) -> list[str]:
    saved = []
    for number in range(2000):
        name = f"仁禾 {number:04d} " + "数据" * 40
        try:
            book.execute(Found(name))
        except WorldFault:
            return saved
        saved.append(name)
    raise AssertionError("the disk never filled")


def fault_of(book: Book) -> str:
    with pytest.raises(WorldFault) as fault:
        for number in range(50):
            book.execute(Found(f"Too much {number} " + "数据" * 140))
    return fault.value.problem.code


def names(book: Book) -> list[object]:
    return [row[3] for row in sorted(dump(str(book.path))["partner"], key=lambda row: int(str(row[0])))]


def test_a_backup_on_a_full_disk_leaves_no_half_file(tmp_path: Path, clock: FixedClock) -> None:
    if not full_disk.can_mount(tmp_path):
        pytest.skip("left out: a full disk needs the right to mount a small one")
    with full_disk.small_disk(tmp_path, 4096) as disk:
        book = Book.create(disk / "full.liaison", clock=clock)
        book.execute(Found("Acme"))
        full_disk.fill(disk, 100_000)

        with pytest.raises(WorldFault) as fault:
            book.backup()

        assert fault.value.problem.code in ("disk-full", "backup-not-written", "book-unreachable")
        assert [path.name for path in (disk / "full.backups").iterdir()] == []
        (disk / "ballast").unlink()
        book.close()
