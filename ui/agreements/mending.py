"""What a finding's button does: fills a blank, sets a field of the record; and files and meetings for the record."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm.agreements.commands import AttachToAgreement, EditAgreement, FillPlaceholder, LinkMeeting, NewFile, SetTerms
from crm.agreements.drafting.placeholders import label
from crm.agreements.library import suggestions
from crm.communication.queries import MeetingRows
from crm.values import Message, Problem, Refused
from crm.values.enums import PrevailingText, Renewal
from crm.values.ids import PartnerId
from ui.agreements.act_form import Act, Values
from ui.agreements.acts import date_field
from ui.agreements.file_field import FileField
from ui.agreements.shown import Shown
from ui.kit.choices import CheckField, ChoiceField
from ui.kit.fields import LineField
from ui.kit.look import Plain, Text, look
from ui.partners.wording import day_text

if TYPE_CHECKING:
    from ui.agreements.side import Side

MOST = 30
RECORD = ("title_en", "title_zh", "originals", "prevailing", "condition", "note")
SPANS = ("term", "renewal_term", "notice")


def fill(side: "Side", shown: Shown, name: str) -> None:
    """The blank in both languages, beginning with what usually stands there."""
    there = {known: texts for known, *texts in shown.text.filled}
    english, chinese = there.get(name) or suggestions().get(name, ("", ""))
    fields: list[tuple[str, Text, Any]] = []
    for column, words in (("text_en", english), ("text_zh", chinese)):
        field = LineField(f"field.{column}")
        field.put_value(words)
        fields.append((column, f"field.{column}", field))
    title = Plain(label(name, look.language))
    side.begin(
        Act(title, "agreements.fill", fields,
            lambda v: FillPlaceholder(shown.version.id, name, v["text_en"], v["text_zh"]))
    )  # fmt: skip


def go_to_field(side: "Side", shown: Shown, field: str) -> None:
    """A field of the record has a form of its own; a date or a term stands among the terms."""
    if field.partition(".")[0] == "parties":
        side.parties.add()
    elif field in RECORD and not shown.row.is_signed:
        edit_record(side, shown, field)
    else:
        edit_terms(side, shown)


def edit_record(side: "Side", shown: Shown, name: str) -> None:
    was = getattr(shown.row, name)
    widget: Any
    if name == "prevailing":
        options: list[tuple[Any, Text]] = [(None, "agreements.none-prevails"), *((one, one) for one in PrevailingText)]
        widget = ChoiceField(options, "field.prevailing")
        widget.show_value(was)
    else:
        widget = LineField(f"field.{name}")
        widget.put_value("" if was is None else str(was))
    side.begin(
        Act(Plain(look.say(f"field.{name}")), "agreements.keep", [("now", f"field.{name}", widget)],
            lambda v: EditAgreement(shown.id, name, was, v["now"]))
    )  # fmt: skip


def edit_terms(side: "Side", shown: Shown) -> None:
    """The terms that dates follow from, together: a term or a last day, renewal, notice."""
    terms, desk = shown.version.terms, side.desk
    renewal = ChoiceField([(one, one) for one in Renewal], "field.renewal")
    renewal.show_value(terms.renewal)
    clear = CheckField("field.clear_days", checked=terms.clear_days)
    fields: list[tuple[str, Text, Any]] = [
        ("effective_on", "field.effective_on", date_field(desk, "effective_on", terms.effective_on)),
        ("term", "field.term", line("term", terms.term)),
        ("last_day", "field.last_day", date_field(desk, "last_day", terms.last_day)),
        ("renewal", "field.renewal", renewal),
        ("renewal_term", "field.renewal_term", line("renewal_term", terms.renewal_term)),
        ("notice", "field.notice", line("notice", terms.notice)),
        ("margin", "field.margin", line("margin", str(terms.margin))),
        ("places", "field.places", line("places", " ".join(terms.places))),
        ("law", "field.law", line("law", terms.law)),
        ("currency", "field.currency", line("currency", terms.currency)),
        ("payment_days", "field.payment_days", line("payment_days", shown_number(terms.payment_days))),
        ("clear_days", "field.clear_days", clear),
    ]

    def command(values: Values) -> SetTerms:
        seen = {name: seen_of(shown, name) for name in values}
        changed = {name: value for name, value in values.items() if str(value or "") != str(seen[name] or "")}
        return SetTerms(shown.version.id, {name: seen[name] for name in changed}, changed)

    side.begin(Act("agreements.terms", "agreements.keep", fields, command, sentence="agreements.terms-why"))


def seen_of(shown: Shown, name: str) -> Any:
    value = getattr(shown.version.terms, name)
    return " ".join(value) if name == "places" else value


def line(name: str, value: str) -> LineField:
    field = LineField(f"field.{name}", "agreements.span-hint" if name in SPANS else "")
    field.put_value(value)
    return field


def shown_number(value: int | None) -> str:
    return "" if value is None else str(value)


def attach(side: "Side", shown: Shown) -> None:
    fields: list[tuple[str, Text, Any]] = [
        ("file", "agreements.file", FileField("agreements.file")),
        ("page", "field.page", LineField("field.page")),
        ("is_signed_copy", "agreements.signed-copy", CheckField("agreements.is-signed-copy")),
    ]

    def command(values: Values) -> AttachToAgreement:
        file = values["file"] or NewFile("", b"")
        return AttachToAgreement(
            shown.version.id, replace(file, page=page_of(values["page"])), values["is_signed_copy"]
        )

    side.begin(Act("partners.attach", "agreements.keep", fields, command))


def page_of(text: str) -> int | None:
    """Where in the file to look; nothing is its beginning. Raises Refused `field-not-a-number`."""
    given = text.strip()
    if given and not given.isdecimal():
        raise Refused(Problem("field-not-a-number", "page", {"field": Message("field.page"), "given": given}))
    return int(given) if given else None


def link_meeting(side: "Side", shown: Shown) -> None:
    """One of the newest meetings with its parties."""
    there = {meeting.id for meeting in shown.row.meetings}
    found: list[tuple[Any, Text]] = []
    for party in shown.row.parties:
        if not party.is_home:
            for met in side.desk.book.query(MeetingRows(PartnerId(party.partner_id), limit=MOST)):
                if met.id not in there:
                    found.append((met.id, Plain(f"{day_text(met.held_on, 'medium')} {met.title}")))
    if not found:
        side.desk.toast("agreements.no-meetings")
        return
    fields: list[tuple[str, Text, Any]] = [
        ("interaction_id", "agreements.meeting", ChoiceField(found, "agreements.meeting"))
    ]
    side.begin(
        Act("agreements.link-meeting", "agreements.add", fields, lambda v: LinkMeeting(shown.id, v["interaction_id"]))
    )
