"""Reads a chat that was copied out of WeChat or 企业微信 and pasted as text. No clock, no database, no window.

`read_chat(text, today)` gives who said what, and when, or None where the text is no chat; `minutes_of(chat)` the lines
that stand in the minutes: 林悦：…. No line of what was said is ever lost.
"""

from crm.communication.chats.minutes import minutes_of
from crm.communication.chats.reading import Chat, ChatMessage, read_chat
from crm.communication.chats.speakers import names_in_speaker

__all__ = ["Chat", "ChatMessage", "minutes_of", "names_in_speaker", "read_chat"]
