"""What the paper of an agreement says, out of its record, its text and its promises: rows in, plain words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from crm.agreements.drafting.ends import effective_of
from crm.agreements.drafting.laid import laid
from crm.agreements.drafting.numbering import Place, letters, places
from crm.agreements.drafting.parties import called
from crm.agreements.drafting.placeholders import currency, money, spanned
from crm.agreements.drafting.whole import computed_of
from crm.agreements.queries.rows import (
    AgreementRow,
    DataRightRow,
    GoalRow,
    ObligationRow,
    PartyRow,
    PromisesRow,
    RestrictionRow,
    TextRow,
    VersionRow,
)
from crm.agreements.terms.obligations import instances
from crm.documents.agreement_content import (
    AgreementPaper,
    Pair,
    PaperDataRight,
    PaperGoal,
    PaperObligation,
    PaperParty,
    PaperRestriction,
    PaperState,
    both,
    han_number,
    in_both,
    long_day,
)
from crm.documents.agreement_content import letters as party_letters
from crm.documents.speech import Name
from crm.documents.territories import territory_in_words
from crm.language.laws import law_in_words
from crm.language.sentences import number
from crm.values import Refused
from crm.values.enums import Language, ObligationForm, ReportLanguage
from crm.values.recurrence import rule_of

FREQUENCIES = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
BOTH_WAYS = (Language.ENGLISH, Language.CHINESE)


@dataclass(frozen=True, slots=True)
class Source:
    """The rows that one paper is made of. `on`: the day that a draft bears."""

    row: AgreementRow
    version: VersionRow
    text: TextRow
    promises: PromisesRow
    home: Name
    on: date
    languages: ReportLanguage

    def party(self, key: int | None) -> Pair:
        """Party A, 甲方; nothing where the record names none."""
        found = self.row.party(key)
        return Pair(*(called(found.rank, language) for language in BOTH_WAYS)) if found else Pair()


def paper_of(source: Source) -> AgreementPaper:
    row, version = source.row, source.version
    computed = computed_of(version)
    known = places(source.text)
    promises = source.promises.of(version.id)
    return AgreementPaper(
        title=title_of(row, version),
        number=row.number,
        version=f"{version.number}.0",
        state=PaperState.SIGNED if version.signed_on else PaperState.DRAFT,
        languages=source.languages,
        prevailing=row.prevailing,
        parties=tuple(party_of(party) for party in row.parties),
        clauses=laid(row, version, source.text, source.languages, computed),
        dated=None if version.signed_on else source.on,
        signed_on=version.signed_on,
        effective_on=version.amends_on if version.number > 1 else effective_of(version),
        expires_on=computed.end_on,
        notice_on=computed.notice_on,
        currency=worth_of(version),
        law=law_of(version),
        goals=tuple(goal_of(goal, source, known) for goal in promises.goals),
        obligations=tuple(obligation_of(duty, source, known) for duty in promises.obligations),
        restrictions=tuple(restriction_of(each, source, known) for each in promises.restrictions),
        data_rights=tuple(right_of(each, source, known) for each in promises.data_rights),
        home=Pair(source.home.in_(Language.ENGLISH), source.home.in_(Language.CHINESE)),
        book=source.home.plain,
    )


def title_of(row: AgreementRow, version: VersionRow) -> Pair:
    title = Pair(row.title_en, row.title_zh)
    if version.number == 1:
        return title
    number = version.number - 1
    return in_both("paper.amendment", {"title": title, "number": Pair(str(number), han_number(number))})


def worth_of(version: VersionRow) -> Pair:
    """The currency, or the amount in it."""
    terms = version.terms
    if terms.amount is not None and terms.currency:
        return Pair(*(money(terms.amount, terms.currency, language) for language in BOTH_WAYS))
    return Pair(*(currency(terms.currency, language) for language in BOTH_WAYS))


def law_of(version: VersionRow) -> Pair:
    if not version.terms.law:
        return Pair()
    return in_both("paper.law", {"law": Pair(*(law_in_words(version.terms.law, language) for language in BOTH_WAYS))})


def party_of(party: PartyRow) -> PaperParty:
    return PaperParty(
        letter=party_letters(party.rank),
        name=Pair(party.name_en, party.name_zh),
        role=both(party.role) if party.role else Pair(),
        address=Pair(party.address, party.address),
        signatory=Pair(party.signatory_en, party.signatory_zh),
        capacity=both(party.capacity) if party.capacity else Pair(),
        code=party.code,
    )


def with_thousands(text: str) -> str:
    """600000 as 600,000; a figure that is already written otherwise, and words, as they were typed."""
    whole, point, rest = text.partition(".")
    plain = whole.isascii() and whole.isdecimal() and (not point or (rest.isascii() and rest.isdecimal()))
    return f"{number(int(whole))}{point}{rest}" if plain and (whole == "0" or whole[0] != "0") else text


def goal_of(goal: GoalRow, source: Source, known: Mapping[str, Place]) -> PaperGoal:
    return PaperGoal(
        text=Pair(goal.text_en, goal.text_zh),
        unit=goal.unit,
        baseline=with_thousands(goal.baseline),
        target=with_thousands(goal.target),
        due_on=goal.due_on,
        clause=clause_of(goal.line, source, known),
    )


def obligation_of(duty: ObligationRow, source: Source, known: Mapping[str, Place]) -> PaperObligation:
    return PaperObligation(
        debtor=source.party(duty.debtor_id),
        creditor=source.party(duty.creditor_id),
        text=Pair(duty.text_en, duty.text_zh),
        due=due_of(duty),
        clause=clause_of(duty.line, source, known),
    )


def due_of(duty: ObligationRow) -> Pair:
    """A date; a rhythm with its first two dates; or so long after what sets it off."""
    if duty.form is ObligationForm.RECURRING and duty.rule and duty.due_on:
        return rhythm_of(duty.rule, duty.due_on)
    if duty.within and duty.event:
        span = Pair(*(spanned(duty.within, language) for language in BOTH_WAYS))
        return in_both("paper.within", {"span": span, "event": Pair(duty.event, duty.event)})
    if duty.due_on:
        return long_day(duty.due_on)
    return Pair(duty.event, duty.event)


def rhythm_of(text: str, start: date) -> Pair:
    try:
        rule = rule_of(text)
    except Refused:
        return long_day(start)
    every = both(f"paper.every.{FREQUENCIES[rule.parts['FREQ']]}", n=int(rule.parts.get("INTERVAL", "1")))
    dates = [long_day(on) for on in islice(instances(start, rule), 2)]
    if len(dates) < 2:
        return long_day(start)
    return in_both("paper.rhythm", {"every": every, "first": dates[0], "second": dates[1]})


def restriction_of(each: RestrictionRow, source: Source, known: Mapping[str, Place]) -> PaperRestriction:
    where, rest = territory_in_words(each.territory), [part for part in (each.use_field, each.note) if part]
    english, chinese = ([part for part in (place, *rest) if part] for place in (where.en, where.zh))
    return PaperRestriction(
        kind=each.kind,
        bound=source.party(each.bound_id),
        holder=source.party(each.holder_id),
        scope=Pair("; ".join(english), "；".join(chinese)),
        span=span_of_days(each.from_on, each.until_on),
        clause=clause_of(each.line, source, known),
    )


def span_of_days(first: date | None, last: date | None) -> Pair:
    if first and last:
        return in_both("paper.from-to", {"first": long_day(first), "last": long_day(last)})
    if first:
        return in_both("paper.from", {"first": long_day(first)})
    return in_both("paper.to", {"last": long_day(last)}) if last else Pair()


def right_of(each: DataRightRow, source: Source, known: Mapping[str, Place]) -> PaperDataRight:
    clause = clause_of(each.line, source, known)
    return PaperDataRight(each.data_set, each.model, each.use, each.answer, each.until_on, clause)


def clause_of(line: str, source: Source, known: Mapping[str, Place]) -> str:
    """2.1(c), in Chinese alone 2.1（3）; nothing where the text has no such line."""
    place = known.get(line)
    if not line or place is None:
        return ""
    number = f"{place.clause}.{place.paragraph}" if place.paragraph else str(place.clause)
    if not place.item:
        return number
    alone = source.languages is ReportLanguage.CHINESE
    return f"{number}（{place.item}）" if alone else f"{number}({letters(place.item)})"
