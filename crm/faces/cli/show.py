"""One partner in full: who it is, its people, its relationships read from its side, its fit, who of ours knows whom."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crm.faces.cli.fit import fit_lines, fit_record
from crm.faces.cli.lists import add_rows, in_language
from crm.faces.cli.session import Session, harmless
from crm.faces.plain import plain
from crm.partners.custom_values import shown_value, written
from crm.partners.fit import rounded
from crm.partners.links import link_text
from crm.partners.queries import (
    CustomValueRow,
    CustomValuesOf,
    KnownRow,
    LinkRow,
    PartnerDetail,
    PartnerDetailRow,
    PartnerFit,
    PartnerFitRow,
    PartnerNamed,
    PersonAt,
    TieRow,
    WhoKnowsWhom,
    how_well,
)
from crm.values import Message
from crm.values.ids import PartnerId

Told = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that is told of one partner."""

    partner: PartnerDetailRow
    fit: PartnerFitRow
    known: KnownRow
    own: tuple[CustomValueRow, ...]


def add_show(parser: ArgumentParser, told: Told) -> None:
    parser.add_argument("partner", metavar="PARTNER", help=told("cli.help-partner"))
    add_rows(parser, told)
    parser.set_defaults(run=show)


def show(session: Session, given: Namespace) -> None:
    with session.book(read_only=True) as book:
        key = PartnerId(book.query(PartnerNamed(given.partner)).id)
        today = book.clock.today()
        shown = Shown(
            book.query(PartnerDetail(key, today)),
            book.query(PartnerFit(key)),
            book.query(WhoKnowsWhom(key, today)),
            book.query(CustomValuesOf(key)),
        )
    if session.as_json:
        session.json(record_of(session, shown))
        return
    for line in lines_of(session, shown):
        session.print(harmless(line))


def record_of(session: Session, shown: Shown) -> dict[str, object]:
    partner = plain(shown.partner, session.language)
    assert isinstance(partner, dict), "a row becomes a mapping"
    links = [
        {**link, "text": link_words(session, row)}
        for link, row in zip(partner["links"], shown.partner.links, strict=True)
    ]
    return {
        **partner,
        "links": links,
        "rests_on_one": shown.partner.rests_on_one,
        "fit": fit_record(session, shown.fit),
        "known": plain(shown.known, session.language),
        "own": {value.field.key: own_record(session, value) for value in shown.own if not value.is_empty},
    }


def lines_of(session: Session, shown: Shown) -> Iterator[str]:
    partner = shown.partner
    yield in_language(session, partner.title_en, partner.title_zh)
    for role in partner.roles:
        yield "  " + session.named(role.role, role.stage)
    if partner.rests_on_one and not partner.is_home:
        person = partner.people[0]
        yield "  " + session.said("partners.rests-on", name=in_language(session, person.name_en, person.name_zh))
    yield from own_part(session, shown.own)
    yield from fit_part(session, shown.fit)
    yield from part(session, "partners.people", people_lines(session, partner))
    yield from part(session, "partners.links", [link_line(session, link) for link in partner.links])
    yield from part(session, "partners.who-knows", [tie_line(session, tie) for tie in shown.known.ties])
    paths = [
        session.said(
            "partners.introduction",
            ours=named(session, path.ours.near),
            over=person_at(session, path.ours.far),
            theirs=named(session, path.theirs.far),
        )
        for path in shown.known.introductions
    ]
    yield from part(session, "partners.introductions", paths)


def part(session: Session, head: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{session.said(head)} {len(lines)}"
        yield from (f"  {line}" for line in lines)


def own_record(session: Session, value: CustomValueRow) -> dict[str, object]:
    """An own field as a script wants it: as it is typed, and as it is read."""
    return {
        "name": value.field.name,
        "kind": value.field.kind.value,
        "value": written(value.field, value),
        "text": shown_value(value, session.language),
    }


def own_part(session: Session, values: tuple[CustomValueRow, ...]) -> Iterator[str]:
    """What stands in the fields that the book adds."""
    filled = [value for value in values if not value.is_empty]
    if filled:
        yield session.said("own.heading")
        yield from (f"  {value.field.name}: {shown_value(value, session.language)}" for value in filled)


def fit_part(session: Session, fit: PartnerFitRow) -> Iterator[str]:
    if fit.score is not None:
        yield f"{session.said('cli.head-fit')} {rounded(fit.score)}"
        yield from (f"  {session.said(line)}" for line in fit_lines(fit))


def people_lines(session: Session, partner: PartnerDetailRow) -> list[str]:
    return [
        " · ".join(text for text in (in_language(session, person.name_en, person.name_zh), person.post) if text)
        for person in partner.people
    ]


def link_words(session: Session, link: LinkRow) -> str:
    name = in_language(session, link.other_en, link.other_zh)
    return session.said(link_text(link.kind, name, outgoing=link.outgoing))


def link_line(session: Session, link: LinkRow) -> str:
    dates = span(link)
    return " · ".join(
        text for text in (link_words(session, link), session.said(dates) if dates else "", link.note) if text
    )


def span(link: LinkRow) -> Message | None:
    if link.since is not None and link.until is not None:
        return Message("partners.span", {"since": link.since, "until": link.until})
    if link.since is not None:
        return Message("partners.since", {"since": link.since})
    return Message("partners.until", {"until": link.until}) if link.until is not None else None


def named(session: Session, person: PersonAt) -> str:
    return in_language(session, person.name_en, person.name_zh)


def person_at(session: Session, person: PersonAt) -> str:
    partner = in_language(session, person.partner_en, person.partner_zh)
    name = named(session, person)
    return session.said("partners.person-at", name=name, partner=partner) if partner else name


def tie_line(session: Session, tie: TieRow) -> str:
    return session.said("partners.tie", near=named(session, tie.near), far=named(session, tie.far), how=how_well(tie))


BUILDERS = {"show": add_show}
