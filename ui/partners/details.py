"""All fields of a partner, each saved as it is made; verticals and tags as words between commas."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.partners.commands import EditPartner, SetVerticals, TagRecords, UntagRecords
from crm.partners.queries import Owners, PartnerDetailRow
from crm.partners.verticals import key_of, label
from crm.values import Command, Refused, WorldFault
from crm.values.enums import CustomConcept, Tier
from crm.values.ids import PartnerId
from ui.kit.choices import ChoiceField
from ui.kit.fields import LineField, TextField
from ui.kit.forms import FormRow
from ui.kit.labels import Label
from ui.kit.look import Plain, Text, look
from ui.kit.panels import Down, Hairline
from ui.kit.room import Desk
from ui.partners.editors import RecordField, choice_for, finish_all, line_for, show_all
from ui.partners.own_fields import OwnFields
from ui.partners.wording import in_language

LINES = (
    "name", "name_en", "name_zh", "pinyin", "legal_name", "credit_code", "country", "city", "website", "repository",
    "twitter", "maturity", "slug",
)  # fmt: skip
SEVERAL = ("other_names", "description")
SEPARATORS = re.compile(r"[,，、;；\n]+")


def edit_partner(key: int, field: str, was: object, now: object) -> Command:
    return EditPartner(PartnerId(key), field, was, now)


class DetailsTab(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.tier = choice_for("tier", [(None, Plain("–")), *((tier, tier) for tier in Tier)])
        self.owner = choice_for("owner_id", [(None, Plain("–"))])
        self.fields = self.make_fields()
        self.verticals = WordsField(
            desk, "field.verticals", "partners.verticals-hint", verticals_command, said=vertical_word, meant=key_of
        )
        self.tags = WordsField(desk, "partners.tags", "partners.tags-hint", tags_command)
        self.own = OwnFields(desk, CustomConcept.PARTNER)
        self.made = Label("", 12, tint="text-3")
        column = Down(self, margins=(16, 12, 16, 16), gap=6)
        column.take(*self.fields[:3], *self.fields[-2:], self.verticals, self.tags, *self.fields[3:-2])
        column.take(Hairline(), Label("own.heading", 13, 600), self.own, self.made, None)

    def make_fields(self) -> list[RecordField]:
        editors: dict[str, LineField | TextField | ChoiceField] = {name: line_for(name) for name in LINES}
        editors |= {name: TextField(f"field.{name}", least=2, most=8) for name in SEVERAL}
        editors |= {"tier": self.tier, "owner_id": self.owner}
        return [RecordField(self.desk, edit_partner, name, editor) for name, editor in editors.items()]

    def show_partner(self, partner: PartnerDetailRow) -> None:
        self.owner.offer(self.owner_options(partner))
        show_all(self.fields, partner.id, partner.fields)
        self.verticals.show_words(partner.id, partner.verticals)
        self.tags.show_words(partner.id, partner.tags)
        self.own.show_record(partner.id)
        self.made.say("partners.made-on", on=partner.made_on, uid=partner.uid)

    def owner_options(self, partner: PartnerDetailRow) -> list[tuple[Any, Text]]:
        """Ours, and the present owner even where they have left."""
        known = {one.id: in_language(one.title_en, one.title_zh) for one in self.desk.book.query(Owners())}
        owner = partner.fields["owner_id"]
        if isinstance(owner, int) and owner not in known:
            known = {**known, owner: in_language(partner.owner_en, partner.owner_zh)}
        return [(None, Plain("–")), *((key, Plain(name)) for key, name in known.items())]

    def finish(self) -> None:
        finish_all(self.fields)
        self.verticals.finish()
        self.tags.finish()
        self.own.finish()

    def field(self, name: str) -> RecordField:
        return next(field for field in self.fields if field.name == name)


def vertical_word(vertical: str) -> str:
    named = label(vertical)
    return look.say(named) if named is not None else vertical


def verticals_command(partner: PartnerId, was: Sequence[str], now: Sequence[str]) -> Sequence[Command]:
    return [SetVerticals(partner, tuple(now), tuple(was))]


def tags_command(partner: PartnerId, was: Sequence[str], now: Sequence[str]) -> Sequence[Command]:
    return tagging_commands(was, now, partner_ids=(partner,))


def tagging_commands(was: Sequence[str], now: Sequence[str], **record: Any) -> list[Command]:
    """What is new in the line is put on the record, what is gone from it taken off."""
    gone = tuple(word for word in was if word not in now)
    new = tuple(word for word in now if word not in was)
    commands: list[Command] = [TagRecords(new, **record)] if new else []
    return [*commands, UntagRecords(gone, **record)] if gone else commands


class WordsField(FormRow):
    """Several words in one line, as an editor of a list."""

    def __init__(
        self,
        desk: Desk,
        name: Text,
        hint: Text,
        commands: Any,
        said: Callable[[str], str] = str,
        meant: Callable[[str], str] = str,
    ) -> None:
        self.said, self.meant = said, meant
        self.line = LineField(name, hint)
        super().__init__(name, self.line, label_width=120)
        self.desk, self.commands = desk, commands
        self.record = 0
        self.seen: tuple[str, ...] = ()
        self.line.committed.connect(self.save)

    def show_words(self, record: int, words: tuple[str, ...]) -> None:
        if record != self.record:
            self.finish()
            self.record = record
            self.line.keep_in(self.desk.drafts, f"{self.line.name}.{record}")
            self.line.put_value(self.written(words))
            self.seen = words
        elif not self.line.commits.pending():
            self.seen = words
            self.line.put_value(self.written(words))
        self.show_problem(None)

    def written(self, words: Sequence[str]) -> str:
        return ", ".join(map(self.said, words))

    def finish(self) -> None:
        if self.record:
            self.line.commits.commit()

    def save(self, text: str) -> None:
        words = tuple(dict.fromkeys(self.meant(word.strip()) for word in SEPARATORS.split(text) if word.strip()))
        if words == self.seen:
            return
        try:
            for command in self.commands(self.record, self.seen, words):
                self.desk.book.execute(command, self)
        except Refused as refusal:
            self.show_problem(refusal.problems[0])
            return
        except WorldFault as fault:
            self.show_problem(fault.problem)
            return
        self.seen = words
        self.show_problem(None)
