"""A country in a sentence, which each language names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """`code`: two letters of ISO 3166."""

    code: str
