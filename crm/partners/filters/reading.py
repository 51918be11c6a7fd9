"""Reads the text of a filter: `renhe stage:active,negotiating tier:strategic last<30d -tag:llm sort:-fit`.

In either language's words: `阶段:合作中,洽谈中 级别:战略 最近联系<30天`. What is no part is a word that is looked for.
What looks like a part and means nothing is a Problem that names the nearest right one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crm.partners.filters.fields import COMPARED, FIELDS, IS, SORT, Field, OwnField, folded, names
from crm.partners.filters.nearest import nearest_of
from crm.partners.filters.terms import Filter, Operator, Term
from crm.partners.filters.tokens import (
    EXACTLY,
    Part,
    bare,
    in_quotes,
    normalised,
    part_of,
    spelled_word,
    tokens_of,
    unquoted,
)
from crm.partners.filters.values import canonical, field_name
from crm.values import Problem, Refused
from crm.values.message import shown

LONGEST = 20_000
"""Signs of a filter that are read."""

MOST_PARTS = 200
"""Words and values together; SQLite allows a condition no thousand levels."""

BARE = {"久未联络": Term(IS.key, Operator.IS, ("quiet",))}
"""Parts that need no key."""

USUAL = ("stage", "role", "tier", "owner", "last")
"""Fields that are named to somebody who named none."""

OPERATORS = {
    ":": Operator.IS,
    "=": Operator.IS,
    "!=": Operator.IS,
    "≠": Operator.IS,
    "<": Operator.LESS,
    ">": Operator.MORE,
    "<=": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    ">=": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text asks for, and what in it means nothing. With problems the filter holds only what was understood."""

    filter: Filter
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Found:
    """What was read so far."""

    own: Sequence[OwnField]
    words: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    sort: str = ""
    descending: bool = False
    problems: list[Problem] = field(default_factory=list)

    def count(self) -> int:
        return len(self.words) + sum(len(term.values) for term in self.terms)


def read_filter(text: str, custom: Sequence[OwnField] = ()) -> Reading:
    """What the text asks for; `custom` are the fields that the book adds."""
    if len(text) > LONGEST:
        return Reading(Filter(), (Problem("filter-too-long", values={"n": len(text), "most": LONGEST}),))
    found = Found(custom)
    tokens, rest = tokens_of(normalised(text))
    for token in tokens:
        take(found, token)
    if rest:
        values = {"given": shown(rest), "nearest": f'{shown(rest.strip())}"'}
        found.problems.append(Problem("filter-quote-open", values=values))
    if (parts := found.count()) > MOST_PARTS:
        return Reading(Filter(), (Problem("filter-too-many", values={"n": parts, "most": MOST_PARTS}),))
    asked = Filter(" ".join(found.words), tuple(found.terms), found.sort, found.descending)
    return Reading(asked, tuple(found.problems))


def take(found: Found, token: str) -> None:
    """One token: a part that needs no key, a word, or a term."""
    part = part_of(token)
    if keyless := BARE.get(token.lstrip("-")):
        found.terms.append(replace(keyless, negated=token.startswith("-")))
    elif part is None:
        found.words += [word_of(token)] if unquoted(token).strip() else []
    else:
        try:
            take_part(found, part)
        except Refused as refused:
            found.problems += refused.problems


def word_of(token: str) -> str:
    value = unquoted(token).strip()
    return in_quotes(value) if value.lstrip("-") in BARE else spelled_word(value)


def take_part(found: Found, part: Part) -> None:
    """Raises Refused where the part means nothing."""
    asked = names(found.own).get(folded(part.key))
    if asked is None:
        raise Refused(unknown_key(part, found.own))
    operator = OPERATORS[part.sign]
    if not fits(operator, asked, part):
        raise Refused(wrong_operator(part, asked))
    values = part.values or ("",)
    if asked is SORT:
        take_sort(found, values[0])
    else:
        if part.sign == "=" and asked.exact:
            values = tuple(value and EXACTLY + bare(value) for value in values)
        read = tuple(dict.fromkeys(canonical(asked, value, found.own) for value in values))
        found.terms.append(Term(asked.key, operator, read, part.negated))


def take_sort(found: Found, value: str) -> None:
    found.sort = canonical(SORT, value.removeprefix("-").strip(), found.own)
    found.descending = value.startswith("-")


def fits(operator: Operator, asked: Field, part: Part) -> bool:
    """Only what lies in an order is compared, with one value at a time; an order is neither negated nor two."""
    if asked is SORT:
        return operator is Operator.IS and not part.negated and len(part.values) <= 1
    if operator is Operator.IS:
        return True
    return asked.kind in COMPARED and len(part.values) <= 1 and not any(".." in value for value in part.values)


def unknown_key(part: Part, own: Sequence[OwnField]) -> Problem:
    known = [name for name in names(own) if "_" not in name]
    near = nearest_of(folded(part.key), known)
    values = {"given": shown(part.key), "quoted": shown(in_quotes(part.text))}
    if near:
        return Problem("filter-key-unknown", values={**values, "nearest": [f"{name}:" for name in near]})
    usual = [field_name(each, part.key) for each in FIELDS if each.key in USUAL]
    return Problem("filter-key-unlike-any", values={**values, "known": usual})


def wrong_operator(part: Part, asked: Field) -> Problem:
    name = field_name(asked, part.key)
    if asked.kind in COMPARED or asked is SORT:
        example = f"{name}{part.sign if asked is not SORT else ':'}{part.values[0] if part.values else ''}"
    else:
        example = f"{name}:{part.values[0] if part.values else ''}"
    return Problem("filter-operator-wrong", values={"given": shown(part.text), "nearest": shown(example)})
