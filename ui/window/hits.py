"""What the palette finds: pure matching of actions, and the rows of what the book found. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from crm.book import Book
from crm.book.excerpts import Mark, marks, readings
from crm.book.names import NameHit, spellings
from crm.book.search import FoundNames, FoundTexts, TextHit
from crm.book.text import folded
from crm.language import say
from crm.values.enums import Language
from ui.kit.actions import Action
from ui.kit.look import Plain, Text, look
from ui.window.reaching import Target, target_of

NAMES, TEXTS, DEEDS = 9, 6, 8

ICONS = {
    "partner": "handshake",
    "contact": "user",
    "interaction": "users",
    "action_item": "list-checks",
    "relationship": "link",
    "stage_change": "flag",
    "fit_mark": "gauge",
    "attachment": "paperclip",
    "agreement": "file-text",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style: plain, grey, or lit where it matched."""

    text: str
    lit: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One row: what it opens (`kind`, `key`), and how it reads."""

    kind: str
    key: Any
    pieces: tuple[Piece, ...]
    tail: str = ""
    icon: str = ""
    avatar: str = ""
    avatar_tint: str = ""
    keys: str = ""
    target: Target | None = None
    """What opens for a text that was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the book knows of what was typed. `spelt`: the syllables of Chinese names found by sound."""

    names: tuple[NameHit, ...]
    texts: tuple[TextHit, ...]
    spelt: dict[tuple[str, int], tuple[str, ...]]


def found_in(book: Book, text: str) -> Found:
    """Names and texts at once. For a worker: the syllables need pypinyin, which is slow to load."""
    found = found_names(book, text, NAMES)
    named = {(hit.kind, hit.record_id) for hit in found.names}
    texts = [hit for hit in book.query(FoundTexts(text, TEXTS + NAMES)) if (hit.kind, hit.record_id) not in named]
    return replace(found, texts=tuple(texts[:TEXTS]))


def found_names(book: Book, text: str, limit: int) -> Found:
    names = book.query(FoundNames(text, limit))
    spelt = {
        (hit.kind, hit.record_id): ways[0]
        for hit in names
        if hit.form != "name" and (ways := spellings(folded(hit.title_zh)))
    }
    return Found(tuple(names), (), spelt)


def lit(text: str, wanted: str, *, quiet: bool = False) -> tuple[Piece, ...]:
    """The text with what was typed lit, where folding kept its length."""
    again, term = folded(text), folded(wanted).strip()
    at = again.find(term) if term and len(again) == len(text) else -1
    if at < 0:
        return (Piece(text, quiet=quiet),)
    end = at + len(term)
    parts = (Piece(text[:at], quiet=quiet), Piece(text[at:end], lit=True), Piece(text[end:], quiet=quiet))
    return tuple(part for part in parts if part.text)


def lit_syllables(syllables: Sequence[str], hit: NameHit, wanted: str) -> tuple[tuple[Piece, ...], int]:
    """ren he yi liao with the letters that matched lit, and how many syllables those are."""
    rest = folded(wanted).replace(" ", "")
    pieces: list[Piece] = []
    matched = 0
    for place, syllable in enumerate(syllables):
        if place >= hit.start and rest:
            taken = 1 if hit.form == "initials" else min(len(rest), len(syllable))
            rest = rest[taken:]
            matched += 1
            pieces += [Piece(syllable[:taken], lit=True), Piece(syllable[taken:] + " ", quiet=True)]
        else:
            pieces.append(Piece(syllable + " ", quiet=True))
    return tuple(pieces), matched


def name_pieces(hit: NameHit, found: Found, wanted: str) -> tuple[Piece, ...]:
    """The name in the language of the window, then the other one, then, found by sound, its syllables."""
    own, other = hit.title_en, hit.title_zh
    if look.language is Language.CHINESE:
        own, other = other, own
    syllables = found.spelt.get((hit.kind, hit.record_id))
    if syllables is None:
        second = (Piece("  "), *lit(other, wanted, quiet=True)) if other != own else ()
        return (*lit(own, wanted), *second)
    spelt, matched = lit_syllables(syllables, hit, wanted)
    chinese = hit.title_zh
    plain = Piece(chinese[: hit.start])
    sounded = (plain, Piece(chinese[hit.start : hit.start + matched], lit=True), Piece(chinese[hit.start + matched :]))
    second = (Piece("  "), Piece(hit.title_en, quiet=True)) if hit.title_en != chinese else ()
    return (*(part for part in sounded if part.text), *second, Piece("  "), *spelt)


def name_hit(hit: NameHit, found: Found, wanted: str) -> Hit:
    own = hit.title_zh if look.language is Language.CHINESE else hit.title_en
    return Hit(
        hit.kind, hit.record_id, name_pieces(hit, found, wanted), tail_of(hit), avatar=own, avatar_tint=tint_of(hit)
    )


def tail_of(hit: NameHit) -> str:
    """The stage of a partner's first role, or where a person works."""
    if hit.kind != "partner":
        return hit.about_zh if look.language is Language.CHINESE else hit.about
    stage = hit.about.partition(",")[0].split(":")[1:2]
    return look.say(f"stage.{stage[0]}") if stage else ""


def tint_of(hit: NameHit) -> str:
    """The colour of a partner's first role."""
    role = hit.about.partition(":")[0] if hit.kind == "partner" else ""
    return f"role-{role}" if role else ""


def text_hit(hit: TextHit, wanted: str) -> Hit:
    """The title with what matched in it, and the line that holds the words, else the partner."""
    chinese = look.language is Language.CHINESE
    partner = hit.partner_zh if chinese else hit.partner_en
    title = (hit.title_zh if chinese else hit.title) or partner or hit.excerpt
    terms = [term for terms in readings(wanted) for term in terms]
    said = pieces_of(hit.excerpt, hit.marks, quiet=True) if hit.excerpt != title else (Piece(partner, quiet=True),)
    pieces = (*pieces_of(title, marks(title, terms)), *((Piece("  "), *said) if partner != title else said[:0]))
    on = look.say("window.on", on=hit.on) if hit.on is not None else ""
    icon = ICONS.get(hit.kind, "users")
    return Hit(hit.kind, hit.record_id, pieces, on, icon=icon, target=target_of(hit, wanted))


def pieces_of(text: str, places: Sequence[Mark], *, quiet: bool = False) -> tuple[Piece, ...]:
    """The text with the marked stretches lit."""
    pieces: list[Piece] = []
    at = 0
    for start, end in places:
        pieces += [Piece(text[at:start], quiet=quiet), Piece(text[start:end], lit=True)]
        at = end
    return tuple(piece for piece in (*pieces, Piece(text[at:], quiet=quiet)) if piece.text)


def matching(actions: Sequence[Action], wanted: str) -> list[Action]:
    """Actions whose label holds every word, in either language or in pinyin; those that begin with it first."""
    words = folded(wanted).split()
    scored = []
    for place, action in enumerate(actions):
        label = folded(look.say(action.label))
        if action.enabled() and all(is_in(word, action) for word in words):
            scored.append((not label.startswith(words[0]) if words else False, place, action))
    return [action for _, _, action in sorted(scored, key=lambda entry: entry[:2])]


def is_in(word: str, action: Action) -> bool:
    labels = labels_of(action.label)
    text = " ".join([*map(folded, (*labels, *action.words)), action.id.replace("-", " ")])
    return word in text or any(sound.startswith(word) for label in labels for sound in sounds(label))


def labels_of(label: Text) -> list[str]:
    return [label.text] if isinstance(label, Plain) else [say(label, language) for language in Language]


@cache
def sounds(label: str) -> tuple[str, ...]:
    """Pinyin and its initials from each syllable on: *anji* does not find *bianji*."""
    ways = [[part for part in syllables if part.isalnum()] for syllables in spellings(folded(label))]
    ends = [way[place:] for way in ways for place in range(len(way))]
    return tuple(sound for end in ends for sound in ("".join(end), "".join(part[0] for part in end)))


def action_hit(action: Action, wanted: str) -> Hit:
    return Hit(
        "action",
        action.id,
        lit(look.say(action.label), wanted),
        icon=action.icon or "command",
        keys=action.keys[0] if action.keys else "",
    )
