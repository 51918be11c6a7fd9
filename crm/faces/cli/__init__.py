"""The command line: `liaison COMMAND …`. The same commands, queries and sentences as the window, without Qt.

`entry.main` runs one call. Nothing is imported here: the window asks `words` on its way to the first paint.
"""
