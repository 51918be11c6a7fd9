"""What the foot of the list says: open items together, the mean fit, and the sums of own numbers that are shown."""

from collections.abc import Collection, Iterator, Mapping

from crm.partners.fit import rounded
from crm.partners.queries.sums import ColumnSum, PartnerSumsAnswer
from crm.values import Message
from ui.kit.look import Plain, Text, look

ALWAYS = ("open", "fit")


def sums_text(answer: PartnerSumsAnswer, shown: Collection[str], names: Mapping[str, str]) -> Text:
    """Open 20 · mean fit 3.6; `names` are those of own fields by key."""
    return Plain(" · ".join(parts(answer, shown, names)))


def parts(answer: PartnerSumsAnswer, shown: Collection[str], names: Mapping[str, str]) -> Iterator[str]:
    for found in answer.columns:
        if found.column == "open":
            yield look.say("partners.sum-open", n=int(found.value))
        elif found.column == "fit":
            yield look.say("partners.mean-fit", fit=rounded(found.value))
        elif found.column in shown:
            name = names.get(found.column, "")
            yield look.say(Message("partners.sum-of", {"name": name, "sum": amount(found)})) if name else people(found)


def people(found: ColumnSum) -> str:
    return look.say("partners.sum-people", n=int(found.value))


def amount(found: ColumnSum) -> str:
    """Exact to the cent or the millionth; zeros at the end say nothing, but of money they do."""
    places = 2 if found.currency else 6
    scaled = round(found.value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    digits = f"{rest:0{places}}"
    digits = digits if found.currency else digits.rstrip("0")
    sign = "\N{MINUS SIGN}" if scaled < 0 else ""
    text = f"{sign}{whole:,}" + (f".{digits}" if digits else "")
    return f"{found.currency} {text}".strip()
