"""A PDF as pictures of its pages. pdfium is not safe on two threads at once: one lock holds for all of it."""

from threading import Lock

import pypdfium2  # type: ignore[import-untyped] # it ships no types
from PySide6.QtGui import QImage

PDFIUM = Lock()


class Pages:
    """An open PDF. Any thread may ask for pictures; sizes are points."""

    def __init__(self, content: bytes) -> None:
        with PDFIUM:
            self.document: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(content)
            self.sizes = [self.document.get_page_size(number) for number in range(len(self.document))]

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, number: int, scale: float) -> QImage:
        """The page at `scale` pixels a point; an empty picture where it was closed meanwhile."""
        with PDFIUM:
            if self.document is None:
                return QImage()
            page = self.document[number]
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
            page.close()
            return image

    def close(self) -> None:
        """Frees the document on the thread that asks, not when some other thread happens to collect it."""
        with PDFIUM:
            if self.document is not None:
                self.document.close()
                self.document = None
