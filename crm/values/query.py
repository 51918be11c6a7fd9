"""The one way to read: a frozen question that knows its answer's type."""

from sqlite3 import Connection
from typing import Generic, TypeVar

Answer = TypeVar("Answer", covariant=True)


class Query(Generic[Answer]):
    """Subclasses are frozen dataclasses with slots, named by what they return; their SQL is a constant beside them."""

    __slots__ = ()

    def run(self, connection: Connection) -> Answer:
        raise NotImplementedError
