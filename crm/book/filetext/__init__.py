"""What can be read in a file that is kept in the book: PDF, DOCX, XLSX, PPTX, plain text.

Plain text is read here, the rest in a process of its own with little memory and little time: a hostile file costs that
process, never the book. `FileReader().read(name, content)` gives text and what read it.
"""

from crm.book.filetext.reader import FileReader, FileText

__all__ = ["FileReader", "FileText"]
