"""Qt counts UTF-16 units, Python characters: an emoji or a rare Han sign before a name must not shift its colour."""


def to_units(text: str, place: int) -> int:
    """The place of a character, as Qt counts it."""
    return place + sum(sign > "\uffff" for sign in text[:place])


def to_characters(text: str, units: int) -> int:
    """A place that Qt counted, as Python counts it."""
    place = 0
    while units > 0 and place < len(text):
        units -= 2 if text[place] > "\uffff" else 1
        place += 1
    return place
