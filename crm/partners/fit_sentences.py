"""What is said about fit, the same in the window and on the command line."""

from fractions import Fraction

from crm.partners.fit import decimal, rounded
from crm.partners.queries.fit import PartnerFitRow
from crm.partners.queries.ranking import SwapRow
from crm.values import Message


def arithmetic_message(fit: PartnerFitRow) -> Message | None:
    """(20 × 4 + 15 × 3) ÷ 35 = 25/7 ≈ 3.6: the exact score stands there where the shown one was rounded."""
    if fit.score is None:
        return None
    terms = [f"{term.weight} × {term.mark.mark}" for term in fit.terms if term.mark is not None and term.weight]
    shown = rounded(fit.score)
    exact = shown if Fraction(shown) == fit.score else f"{fit.score} ≈ {shown}"
    return Message("fit.arithmetic", {"sum": " + ".join(terms), "weight": fit.weight, "shown": exact})


def missing_message(fit: PartnerFitRow) -> Message | None:
    """Which criteria have no mark, and where the score would lie with them."""
    if not fit.gaps:
        return None
    gaps = [term.criterion.said for term in fit.gaps]
    if fit.score is None or fit.lowest is None or fit.highest is None:
        return Message("fit.no-mark", {"gaps": gaps})
    return Message("fit.gaps", {"gaps": gaps, "lowest": rounded(fit.lowest), "highest": rounded(fit.highest)})


def missing_of(fit: PartnerFitRow, name: str) -> Message | None:
    """The same of one of several, who is named."""
    message = missing_message(fit)
    if message is None:
        return None
    return Message("fit.no-mark-of" if fit.score is None else "fit.gaps-of", {"name": name, **message.values})


def swap_message(swap: SwapRow | None, first: str, second: str) -> Message:
    """The sentence about the first two, named as the language has them."""
    if swap is None:
        return Message("fit.no-swap", {"first": first, "second": second})
    values = {"criterion": swap.criterion.said, "weight": swap.weight, "first": first, "second": second}
    if swap.whole is None:
        return Message("fit.swap-above" if swap.rises else "fit.swap-below", {**values, "near": decimal(swap.near)})
    return Message("fit.swap", {**values, "whole": swap.whole, "near": decimal(swap.near)})
