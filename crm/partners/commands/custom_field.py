"""Fields that a book adds: made, changed, ordered, removed with what they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from crm import model
from crm.book.records import matching
from crm.partners.commands.custom_value import draft_in, keep_draft, linked_in
from crm.partners.commands.view_terms import reword_views
from crm.partners.custom_keys import key_of
from crm.partners.custom_values import CustomDraft, same, value_of, written
from crm.partners.filters.fields import names_of_every_book
from crm.partners.queries.custom_field import CustomFieldRow, CustomFields
from crm.values import Command, Message, Problem, Read, Transaction, Values
from crm.values.currencies import is_currency
from crm.values.enums import CustomConcept, CustomKind
from crm.values.ids import CustomFieldId, Version
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import CustomField, CustomValue

MOST_OPTIONS = 200
LONGEST_OPTION = 200
FOLLOWING = ("kind", "options", "currency", "links_to", "unit")
"""What makes the values of a field read otherwise."""

REMOVED = "removed custom field"
"""Under which a step remembers what it took away, for its name in the undo menu."""


@dataclass(frozen=True, slots=True)
class AddCustomField(Command):
    """Adds a field to partners, contacts or meetings. Its key is made from its name."""

    label: ClassVar[str] = "undo.add-custom-field"
    fields: ClassVar[str | None] = "CustomFieldFields"
    values: Mapping[str, object]

    def check(self, read: Read) -> list[Problem]:
        from crm.model.rules import checked

        problems = model.problems_of(model.CustomFieldFields, self.values)
        if problems:
            return problems
        given = checked(model.CustomFieldFields, self.values)
        return field_problems(read, drafted(given))

    def apply(self, tx: Transaction) -> None:
        from crm.model.rules import checked

        given = drafted(checked(model.CustomFieldFields, self.values))
        siblings = matching(tx, model.CustomField, concept=given.concept)
        tx.add(
            model.CustomField(
                name=given.name,
                concept=given.concept,
                kind=given.kind,
                options="\n".join(given.options),
                unit=given.unit,
                currency=given.currency,
                links_to=given.links_to,
                key=key_of(given.name, taken_keys(tx)),
                position=max((row.position for row in siblings), default=-1) + 1,
            )
        )

    def label_values(self, tx: Transaction) -> Values:
        return {"name": str(self.values["name"]).strip()}


@dataclass(frozen=True, slots=True)
class EditCustomField(Command):
    """Sets the name, options, unit, currency, kind or position of a field, if it still is what was seen.

    What the field holds is read anew: a kind that would lose a value is refused. An option that is called otherwise
    at the same place takes its values along.
    """

    label: ClassVar[str] = "undo.edit-custom-field"
    id: CustomFieldId
    field: str
    was: object
    now: object

    def check(self, read: Read) -> list[Problem]:
        from crm.book.edits import edit_problems, field_changed

        row = read.fetch(model.CustomField, self.id)
        if self.field == "position":
            return [] if str(row.position) == str(self.was) else [field_changed(read, row, "position", self.was)]
        if self.field == "concept":
            return [Problem("custom-concept-stays", field="field")]
        problems = edit_problems(read, model.CustomFieldFields, row, self.field, self.was, self.now)
        if problems:
            return problems
        return field_problems(read, self._after(read, row), self.id) or self._lost(read, row)

    def _after(self, read: Read, row: "CustomField") -> CustomFieldRow:
        from crm.book.edits import kept

        given = {name: getattr(row, name) for name in model.CustomFieldFields.model_fields}
        after = drafted({**given, self.field: kept(model.CustomFieldFields, self.field, self.now)}, row)
        if after.kind is CustomKind.CHOICE and not after.options and self.field == "kind":
            return replace(after, options=texts_in_use(read, row))
        return after

    def _lost(self, read: Read, row: "CustomField") -> list[Problem]:
        """Values that the field could not hold any more: how many, and one of them."""
        if self.field not in FOLLOWING:
            return []
        lost = [value for value, draft in followed(read, row, self._after(read, row)) if isinstance(draft, Problem)]
        if not lost:
            return []
        example = written(drafted(row.model_dump(), row), draft_in(lost[0]))
        values = {"field": row.name, "n": len(lost), "example": example}
        return [Problem("custom-values-lost", field=self.field, values=values)]

    def apply(self, tx: Transaction) -> None:
        row = tx.fetch(model.CustomField, self.id)
        if self.field == "position":
            move(tx, row, int(str(self.now)))
            return
        after = self._after(tx, row)
        if self.field in FOLLOWING:
            for value, draft in list(followed(tx, row, after)):
                if isinstance(draft, CustomDraft):
                    keep_draft(value, draft)
        reword_views(tx, row.key, renamed_options(options_of(row.options), after.options))
        row.name, row.kind, row.unit, row.currency = after.name, after.kind, after.unit, after.currency
        row.options, row.links_to = "\n".join(after.options), after.links_to

    def label_values(self, tx: Transaction) -> Values:
        return {"field": Message(f"field.{self.field}"), "name": tx.fetch(model.CustomField, self.id).name}

    def merges_as(self) -> str | None:
        return f"custom_field.{self.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class RemoveCustomField(Command):
    """Takes a field away with everything that it holds. Its name in the undo menu says how much that was."""

    label: ClassVar[str] = "undo.remove-custom-field"
    id: CustomFieldId
    seen: Version | None = None

    def check(self, read: Read) -> list[Problem]:
        read.fetch(model.CustomField, self.id)
        return []

    def apply(self, tx: Transaction) -> None:
        from sqlmodel import col, delete

        row = tx.fetch(model.CustomField, self.id, self.seen)
        uses = next(field.uses for field in tx.query(CustomFields(row.concept)) if field.id == self.id)
        tx.session.info[REMOVED] = {"name": row.name, "n": uses}
        tx.session.execute(delete(model.CustomValue).where(col(model.CustomValue.field_id) == self.id))
        tx.remove(row)

    def label_values(self, tx: Transaction) -> Values:
        return dict(tx.session.info[REMOVED])


def drafted(given: Mapping[str, object], row: "CustomField | None" = None) -> CustomFieldRow:
    """The field as it would be: options cleaned, and nothing that its kind has no use for."""
    kind, concept = CustomKind(given.get("kind", CustomKind.TEXT)), CustomConcept(given.get("concept", "partner"))
    links_to = given.get("links_to") or CustomConcept.PARTNER
    return CustomFieldRow(
        CustomFieldId((row and row.id) or 0),
        row.version if row else 0,
        row.key if row else "",
        str(given["name"]).strip(),
        concept,
        kind,
        options_of(str(given.get("options") or "")),
        str(given.get("unit") or "") if kind is CustomKind.NUMBER else "",
        str(given.get("currency") or "") if kind is CustomKind.MONEY else "",
        CustomConcept(links_to) if kind is CustomKind.LINK else None,
        row.position if row else 0,
    )


def taken_keys(read: Read) -> set[str]:
    """Keys of the other fields, of every concept, and all names that a filter knows already."""
    return {row.key for row in matching(read, model.CustomField)} | set(names_of_every_book())


def options_of(text: str) -> tuple[str, ...]:
    """The choices, one a line, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def field_problems(read: Read, field: CustomFieldRow, own: int | None = None) -> list[Problem]:
    """A name once, a currency that exists, choices to choose from, links that lead to a partner or a contact."""
    siblings = matching(read, model.CustomField, concept=field.concept)
    problems = []
    if any(same(row.name) == same(field.name) and row.id != own for row in siblings):
        values = {"name": field.name, "concept": field.concept}
        problems.append(Problem("custom-name-taken", field="name", values=values))
    if field.currency and not is_currency(field.currency):
        problems.append(Problem("currency-wrong", field="currency", values={"given": field.currency}))
    if field.links_to is CustomConcept.INTERACTION:
        problems.append(Problem("custom-link-to-meeting", field="links_to"))
    return problems + option_problems(field)


def option_problems(field: CustomFieldRow) -> list[Problem]:
    if field.kind is not CustomKind.CHOICE:
        return []
    if not field.options:
        return [Problem("custom-options-missing", field="options", values={"name": field.name})]
    if len(field.options) > MOST_OPTIONS:
        return [Problem("custom-options-many", field="options", values={"most": MOST_OPTIONS})]
    if len({same(option) for option in field.options}) < len(field.options):
        return [Problem("custom-options-twice", field="options", values={"name": field.name})]
    long = [option for option in field.options if len(option) > LONGEST_OPTION]
    values = {"field": Message("field.options"), "most": LONGEST_OPTION}
    return [Problem("field-too-long", field="options", values={**values, "given": shown(option)}) for option in long]


def followed(
    read: Read, row: "CustomField", after: CustomFieldRow
) -> Iterator[tuple["CustomValue", CustomDraft | Problem]]:
    """Each value of a field, and what it becomes when the field does."""
    before = drafted(row.model_dump(), row)
    renamed = renamed_options(before.options, after.options)
    for value in matching(read, model.CustomValue, field_id=row.id):
        draft = draft_in(value)
        if after.kind is not before.kind:
            yield value, turned(read, before, after, draft)
        elif after.kind is CustomKind.CHOICE:
            yield value, value_of(after, renamed.get(draft.text, draft.text))
        elif after.links_to is not before.links_to:
            yield value, Problem("custom-values-lost")
        else:
            yield value, draft


def turned(read: Read, before: CustomFieldRow, after: CustomFieldRow, draft: CustomDraft) -> CustomDraft | Problem:
    """A value in another kind: as its text reads. A link has none of its own."""
    if before.kind is CustomKind.LINK:
        return Problem("custom-values-lost")
    return value_of(after, written(before, draft), linked_in(read))


def renamed_options(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Options that are called otherwise at the same place of a list that is as long as it was."""
    if len(before) != len(after):
        return {}
    return {
        old: new
        for old, new in zip(before, after, strict=True)
        if old != new and old not in after and new not in before
    }


def texts_in_use(read: Read, row: "CustomField") -> tuple[str, ...]:
    """What a field of text already says: the choices of the field that it becomes."""
    return options_of("\n".join(sorted({value.text for value in matching(read, model.CustomValue, field_id=row.id)})))


def move(tx: Transaction, row: "CustomField", place: int) -> None:
    """To a place among the fields of its concept; the others close up."""
    order = [each for each in siblings_of(tx, row) if each is not row]
    order.insert(max(0, place), row)
    for position, each in enumerate(order):
        each.position = position


def siblings_of(read: Read, row: "CustomField") -> "list[CustomField]":
    return sorted(
        matching(read, model.CustomField, concept=row.concept), key=lambda each: (each.position, each.id or 0)
    )
