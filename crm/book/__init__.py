"""The one door to a book: reads by queries, writes by commands, each write one journaled transaction."""

from crm.book.book import Book
from crm.book.clock import Clock, FixedClock, SystemClock

__all__ = ["Book", "Clock", "FixedClock", "SystemClock"]
