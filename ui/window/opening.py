"""From a path to an open book that is ours alone: lock, book, who is me, and the doorbell for a second start."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crm.book import Book, Clock, SystemClock
from crm.book.book import default_path
from crm.partners.queries import Owners
from crm.values import Message
from ui.window.single import BookLock, Doorbell, raise_first


@dataclass
class Opened:
    """An open book with the lock that keeps a second window away from it."""

    book: Book
    lock: BookLock
    bell: Doorbell | None = field(default=None)

    def ring(self, then: Callable[[], None]) -> None:
        if self.bell is None:
            self.bell = Doorbell(self.book.path)
            self.bell.rung.connect(then)

    def close(self) -> None:
        if self.bell is not None:
            self.bell.close()
        try:
            self.book.close()
        finally:
            self.lock.release()


class Opener:
    """Opens and makes books; `clock` stands still in tests."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()

    def default_path(self) -> Path:
        return default_path()

    def open(self, path: Path, *, read_only: bool = False) -> Opened | Message | None:
        """The book; None where the window that has it was raised; a Message where somebody else has it."""
        path = path.expanduser().absolute()
        lock = BookLock(path)
        holder = None if read_only or not path.exists() else lock.take()
        if holder is not None:
            return None if raise_first(path) else holder.sentence
        try:
            book = Book.open(path, clock=self.clock, read_only=read_only)
        except BaseException:
            lock.release()
            raise
        book.user = me_of(book)
        return Opened(book, lock)

    def make(self, path: Path) -> Opened:
        book = Book.create(path, clock=self.clock)
        lock = BookLock(book.path)
        lock.take()
        return Opened(book, lock)

    def set_home(self, book: Book, company: str, person: str) -> None:
        """Who we are and who *me* is. Refused, with the field named, where one of them cannot be."""
        from crm.partners.commands import SetHomeParty

        book.execute(SetHomeParty(company=company, person=person))
        book.user = me_of(book)

    def sample_path(self) -> Path:
        """The sample book in the user's data folder, made anew where it is from another day and was never changed."""
        from crm.acts.sample import create_sample

        path = default_path().with_name("sample.liaison")
        self.drop_outdated(path)
        if not path.exists():
            create_sample(path, self.clock)
        return path

    def drop_outdated(self, path: Path) -> None:
        """A sample that a window shows stays: the lock says so."""
        from crm.acts.sample import is_outdated

        lock = BookLock(path)
        if not path.exists() or lock.take() is not None:
            return
        try:
            if is_outdated(path, self.clock.today()):
                for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
                    part.unlink(missing_ok=True)
        finally:
            lock.release()


def me_of(book: Book) -> str:
    """The uid of *me*: the first of ours (DOMAIN.md, Me and owner), or empty in a book that nobody has begun."""
    ours = book.query(Owners())
    return ours[0].uid if ours else ""
