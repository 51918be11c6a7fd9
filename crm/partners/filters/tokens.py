"""Cuts the text of a filter into tokens, and a token into key, operator and values. Quotes hold blanks together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, normalize

QUOTE = '"'
EXACTLY = "="
MEANT = "\\"
FURTHER_QUOTES = "“”「」『』"
QUOTED = re.compile(r'"(?:[^"]|"")*+"|“[^”]*”|「[^」]*」|『[^』]*』')
TOKEN = re.compile(r'(?:"(?:[^"]|"")*+"|[^\s"]++)++')
PART = re.compile(
    r'(?P<no>-?)(?P<key>"(?:[^"]|"")*+"|[^\s":<>=!≤≥≠]++)(?P<sign><=|>=|!=|[:<>=≤≥≠])(?P<rest>.*)', re.DOTALL
)
VALUE = re.compile(r'(?:"(?:[^"]|"")*+"|[^,、"]++)++')
HAS_LETTER = re.compile(r"[^\W\d_]")
NEEDS_QUOTES = re.compile(rf'[\s,、"{FURTHER_QUOTES}]')


@dataclass(frozen=True, slots=True)
class Part:
    """A token that has the shape of a term. `values` are unquoted; none where nothing stands after the sign."""

    text: str
    key: str
    sign: str
    values: tuple[str, ...]
    negated: bool


def normalised(text: str) -> str:
    """Full width becomes plain (TRUST.md C2), and the quotes of either language become one."""
    whole = text.encode(errors="replace").decode()  # half a sign is no text that a book can be asked for
    text = normalize("NFKC", whole).replace("\N{MINUS SIGN}", "-")
    return QUOTED.sub(lambda found: found[0] if found[0][0] == QUOTE else in_quotes(found[0][1:-1]), text)


def tokens_of(text: str) -> tuple[list[str], str]:
    """The tokens of a normalised text, and what is left from a quote on that is never closed."""
    found: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = TOKEN.match(text, at)
        end = token.end() if token else at
        if text[end : end + 1] == QUOTE:
            return found, text[at:]
        found.append(text[at:end])
        at = end
    return found, ""


def part_of(token: str) -> Part | None:
    """`-tag:llm,"a b"` in its pieces; None for a word, an address such as https://a.b, or a time such as 12:30."""
    found = PART.fullmatch(token)
    if found is None or found["rest"].startswith("//") or not HAS_LETTER.search(found["key"]):
        return None
    values = tuple(value_of(value[0]) for value in VALUE.finditer(found["rest"]))
    negated = bool(found["no"]) is not (found["sign"] in ("!=", "≠"))
    return Part(token, unquoted(found["key"]), found["sign"], values, negated)


def value_of(raw: str) -> str:
    """Without its quotes. A bare `=` before it asks for the whole text; one that is meant is marked by a backslash."""
    if raw[0] == EXACTLY:
        return EXACTLY + unquoted(raw[1:]).strip()
    value = unquoted(raw).strip()
    return MEANT + value if value[:1] in (EXACTLY, MEANT) else value


def bare(value: str) -> str:
    """The text of a canonical value, without what stands before it."""
    return value[1:] if value[:1] in (EXACTLY, MEANT) else value


def word_values(words: str) -> Iterator[str]:
    """The words of a filter without their quotes. A quote that is never closed is a sign like others."""
    found, rest = tokens_of(normalised(words))
    yield from (value for token in (*found, *rest.split()) if (value := unquoted(token).strip() or token))


def unquoted(text: str) -> str:
    return re.sub(r'"((?:[^"]|"")*+)"', lambda found: found[1].replace('""', QUOTE), text)


def in_quotes(text: str) -> str:
    return QUOTE + text.replace(QUOTE, '""') + QUOTE


def spelled(value: str) -> str:
    """A value as a filter writes it: in quotes where it would fall apart. A combining mark would cling to the sign."""
    if not value or value[0] == EXACTLY or NEEDS_QUOTES.search(value) or combining(value[0]):
        return in_quotes(value)
    return value


def spelled_text(value: str) -> str:
    """A canonical value of a field that knows *exactly*."""
    if value[:1] == EXACTLY and value[1:]:
        return EXACTLY + spelled(value[1:])
    return in_quotes(value[1:]) if value[:1] == MEANT else spelled(value)


def spelled_word(value: str) -> str:
    """The same of a word that is looked for: also in quotes where it has the shape of a term."""
    return in_quotes(value) if part_of(value) is not None else spelled(value)


def spelled_key(name: str) -> str:
    plain = spelled(name)
    return plain if PART.fullmatch(f"{plain}:") and not plain.startswith("-") else in_quotes(name)
