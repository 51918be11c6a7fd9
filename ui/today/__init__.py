"""Today: what is due, ranked, each row with its reason; recent meetings beside it."""

from ui.today.room import TodayRoom as Room

__all__ = ["Room"]
