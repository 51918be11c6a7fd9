"""One window for a book: the lock says who has it, the local server raises the window that is there (TRUST.md)."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from crm.values import Message

KNOCK = b"raise\n"
PATIENCE = 1000


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the book open."""

    process: int
    host: str
    program: str

    @property
    def sentence(self) -> Message:
        return Message("window.book-held", {"host": self.host or "?", "process": str(self.process)})


class BookLock:
    """Held as long as the window shows the book. Free again by itself when its process is gone."""

    def __init__(self, book: Path) -> None:
        self.file = QLockFile(f"{book}.lock")
        self.file.setStaleLockTime(0)

    def take(self) -> Holder | None:
        """None: it is ours, or the folder takes no lock (then SQLite's own is the last wall). Else who has it."""
        if self.file.tryLock(0) or self.file.error() is not QLockFile.LockError.LockFailedError:
            return None
        process, host, program = lock_info(self.file)
        return Holder(process, host, program)

    def release(self) -> None:
        self.file.unlock()


def lock_info(file: QLockFile) -> tuple[int, str, str]:
    """PySide answers (known, process, host, program), or without the first."""
    answer: tuple[object, ...] = file.getLockInfo()
    process, host, program = answer[-3:]
    return int(str(process)), str(host), str(program)


def server_name(book: Path) -> str:
    return "liaison-" + hashlib.sha256(str(book.resolve()).encode()).hexdigest()[:20]


def raise_first(book: Path) -> bool:
    """Asks the window that has the book to come to the front; whether it heard."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(server_name(book))
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(KNOCK)
    heard = socket.waitForBytesWritten(PATIENCE)
    socket.disconnectFromServer()
    return heard


class Doorbell(QObject):
    """Hears a second start with the same book."""

    rung = Signal()

    def __init__(self, book: Path, parent: QObject | None = None) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self.server = QLocalServer(self)
        self.server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(server_name(book))
        self.server.newConnection.connect(self.answer)
        self.server.listen(server_name(book))

    def answer(self) -> None:
        while (socket := self.server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
        self.rung.emit()

    def close(self) -> None:
        self.server.close()
