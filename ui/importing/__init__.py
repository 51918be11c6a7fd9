"""The import: a file's columns mapped, its rows tried out while one maps, and taken over in one step."""

from ui.importing.room import ImportRoom as Room

__all__ = ["Room"]
