"""A filter as a value: words to look for, terms that must hold, and the column by which the list is ordered."""

from dataclasses import dataclass, replace
from enum import Enum


class Operator(Enum):
    """How a term compares. `IS` with several values: any of them."""

    IS = ":"
    LESS = "<"
    MORE = ">"
    AT_MOST = "<="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: `stage:active,negotiating` is Term("stage", IS, ("active", "negotiating")).

    `field` is a canonical key (`FIELDS`, or the key of an own field). Values are canonical too: the word that the book
    stores, an ISO day or month, a span such as `30d`, a decimal, `from..to` of these, or a text as it was typed.
    """

    field: str
    operator: Operator
    values: tuple[str, ...]
    negated: bool = False

    def is_like(self, other: "Term") -> bool:
        """Whether both are one question with other values, so that one chip can carry both."""
        return (self.field, self.operator, self.negated) == (other.field, other.operator, other.negated)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows and in which order. `words` as typed: what has blanks in it stands in quotes."""

    words: str = ""
    terms: tuple[Term, ...] = ()
    sort: str = ""
    descending: bool = False

    def is_empty(self) -> bool:
        """Whether every partner passes, in whatever order."""
        return not self.words and not self.terms

    def terms_of(self, field: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.field == field)

    def with_term(self, term: Term) -> "Filter":
        """One condition more. Values of a like one are taken together: stage active, then stage negotiating as well."""
        for place, held in enumerate(self.terms):
            if held.is_like(term) and term.operator is Operator.IS:
                merged = replace(held, values=tuple(dict.fromkeys((*held.values, *term.values))))
                return replace(self, terms=(*self.terms[:place], merged, *self.terms[place + 1 :]))
        return replace(self, terms=(*self.terms, term))

    def narrowed(self, term: Term) -> "Filter":
        """Only what passes now and holds the term as well: the rows of one group."""
        return replace(self, terms=(*self.terms, term))

    def without(self, term: Term) -> "Filter":
        """That condition gone; of a like one with more values, those values gone."""
        if term in self.terms:
            place = self.terms.index(term)
            return replace(self, terms=self.terms[:place] + self.terms[place + 1 :])
        kept = (less(held, term) if held.is_like(term) else held for held in self.terms)
        return replace(self, terms=tuple(held for held in kept if held.values))

    def without_field(self, field: str) -> "Filter":
        return replace(self, terms=tuple(term for term in self.terms if term.field != field))

    def sorted_by(self, field: str, *, descending: bool = False) -> "Filter":
        return replace(self, sort=field, descending=descending)


def less(held: Term, gone: Term) -> Term:
    return replace(held, values=tuple(value for value in held.values if value not in gone.values))
