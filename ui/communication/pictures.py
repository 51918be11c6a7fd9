"""Pictures from the clipboard as files, and files as small pictures."""

from pathlib import PurePath

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

MOST_PIXELS = 64_000_000
"""Of a picture that is pasted: an 8K screen twice over."""

MOST_MEGABYTES = 64
"""What a picture may take in memory to be shown small (TRUST.md, images and attachments)."""

PICTURES = {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"}


def png_of(image: QImage) -> bytes | None:
    """The picture as PNG; None where it is none, or larger than any screen."""
    if image.isNull() or image.width() * image.height() > MOST_PIXELS:
        return None
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(content.data()) if QImageWriter(buffer, QByteArray(b"png")).write(image) else None


def is_picture(name: str) -> bool:
    return PurePath(name.lower()).suffix in PICTURES


def thumbnail(content: bytes, side: int) -> QImage:
    """The picture within a square of `side` pixels; an empty one where the bytes are none that may be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
