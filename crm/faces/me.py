"""Who *me* is in a book, for the journal. One installation, one person (DOMAIN.md, Me and owner)."""

from crm.book import Book
from crm.partners.queries import OwnerRow, Owners
from crm.values.ids import ContactId


def me_in(book: Book) -> OwnerRow | None:
    """The person with whom the book began: the first of ours. None in a book without a home party."""
    return next(iter(book.query(Owners())), None)


def my_id(book: Book) -> ContactId | None:
    """The contact whose uid the book's journal writes."""
    return next((owner.id for owner in book.query(Owners()) if owner.uid == book.user), None)
