"""What every journaled record has: a key never used twice, and the step that wrote it last."""

from typing import Any, ClassVar

from sqlalchemy import Date, Enum, Text
from sqlmodel import Field, SQLModel

from crm.values.enums import Choice


class Record(SQLModel):
    """Base of the journaled tables. No ON DELETE action anywhere: undo writes by deleting and inserting (PARTS.md)."""

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=0)


class Leaving(Record):
    """A record that leaves the book in files: its ULID is the same for ever, also in another copy."""

    uid: str = Field(default="", index=True, max_length=26)
    created_at: str = Field(default="", description="UTC instant, ISO 8601")


def choice(kind: type[Choice]) -> Any:
    """The column type of a closed list: its values as text, without a CHECK that a migration would have to rebuild."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=False,
        length=24,
    )


DAY = Date
TEXT = Text
