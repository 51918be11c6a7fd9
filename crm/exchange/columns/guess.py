"""Guesses which field each column is: by its header, else by its first 50 cells; what one header says, others settle.

`name` beside `organization` and `homepage` is a project and its maintainer; beside `email` and `phone`, a person and
their employer. So the kind of the table is guessed first, from the headers that mean one thing only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from crm.acts.importing.kinds import SheetKind
from crm.exchange.columns.fields import FIELDS, PARTNER, PERSON, REPEATED, fields_of, own_field, qualified
from crm.exchange.columns.looks import MOST, looks_like
from crm.exchange.columns.register import is_register, register_meaning
from crm.exchange.columns.register import meanings as register_words
from crm.exchange.columns.shapes import Shape, shape_of
from crm.exchange.columns.shapes import words as shape_words
from crm.exchange.columns.synonyms import folded, meaning_of
from crm.exchange.columns.synonyms import is_known_header as is_synonym
from crm.exchange.columns.words import recognised_share
from crm.exchange.tables import Cell, Sheet
from crm.partners.queries.custom_field import CustomFieldRow
from crm.values import Problem, Refused
from crm.values.enums import DecisionRole, InteractionKind, PartnerRole, Stage

PARTNER_ONLY = frozenset(PARTNER) - {"partner.name", "partner.slug", "partner.owner", "partner.tags"}
OF_A_PERSON = ("contact.title", "contact.phone", "contact.email", "contact.wechat", "contact.decision_role", *PERSON)
OF_A_PROJECT = ("partner.repository", "partner.website", "partner.maturity", "partner.twitter")
OF_A_MEETING = frozenset(
    ("interaction.notes", "interaction.kind", "interaction.title", "interaction.people", "?notes", "?kind")
)
OF_A_LIST_OF_PARTNERS = frozenset(("partner.credit_code", "partner.website"))
HALF = 0.5


def is_known_header(text: str) -> bool:
    """Whether the cell is a header word for word, of a list or of a program's export."""
    return is_synonym(text) or folded(text) in shape_words() or folded(text) in register_words()


__all__ = ["Column", "Columns", "Source", "chosen_columns", "guess_columns", "is_known_header"]


class Source(Enum):
    """Where a column's field comes from."""

    GUESSED = "guessed"
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    header: str
    field: str | None
    source: Source
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """`shape`: the program whose export it is, or empty. `own`: the fields that the book adds."""

    kind: SheetKind
    columns: tuple[Column, ...]
    shape: str = ""
    own: tuple[CustomFieldRow, ...] = ()

    def of(self, field: str) -> list[int]:
        """The columns that fill the field."""
        return [column.index for column in self.columns if column.field == field]

    def has(self, *fields: str) -> bool:
        return any(column.field in fields for column in self.columns)


def guess_columns(
    sheet: Sheet,
    kind: SheetKind | None = None,
    chosen: Mapping[int, str | None] | None = None,
    own: Sequence[CustomFieldRow] = (),
) -> Columns:
    """Every column with its field or none. What a person chose stands; a guess gives way to it."""
    chosen = chosen or {}
    named = {folded(word): own_field(row) for row in reversed(own) for word in (row.key, row.name)}
    cells = [sheet.column(index, MOST) for index in range(len(sheet.headers))]
    shape = shape_of(sheet.headers)
    if shape is not None and kind in (None, shape.kind):
        return columns_of_shape(sheet, shape, chosen, cells, named, own)
    if kind is SheetKind.AGREEMENTS or (kind is None and is_register(sheet.headers)):
        return columns_of_register(sheet, chosen, cells)
    found = [
        named.get(folded(header)) or meaning_of(header) or looks_like(cells[index])
        for index, header in enumerate(sheet.headers)
    ]
    for index, field in chosen.items():
        found[index] = field
    kind = kind or kind_of(found)
    settled = [chosen.get(index, settle(meaning, kind, found, cells[index])) for index, meaning in enumerate(found)]
    return told(sheet, kind, without_what_cannot_be(settled, kind, chosen, own), chosen, cells, "", own)


def columns_of_register(sheet: Sheet, chosen: Mapping[int, str | None], cells: Sequence[Sequence[Cell]]) -> Columns:
    """A register of running contracts, whose headers have words of their own."""
    said = [chosen.get(index, register_meaning(header)) for index, header in enumerate(sheet.headers)]
    fields = without_what_cannot_be(said, SheetKind.AGREEMENTS, chosen)
    return told(sheet, SheetKind.AGREEMENTS, fields, chosen, cells, "", ())


def told(
    sheet: Sheet,
    kind: SheetKind,
    fields: Sequence[str | None],
    chosen: Mapping[int, str | None],
    cells: Sequence[Sequence[Cell]],
    shape: str,
    own: Sequence[CustomFieldRow],
) -> Columns:
    """The columns with what they fill, who said so, and what stands in them."""
    return Columns(
        kind,
        tuple(
            Column(index, header, fields[index], source_of(index, fields[index], chosen), samples(cells[index]))
            for index, header in enumerate(sheet.headers)
        ),
        shape,
        tuple(own),
    )


def columns_of_shape(
    sheet: Sheet,
    shape: Shape,
    chosen: Mapping[int, str | None],
    cells: Sequence[Sequence[Cell]],
    named: Mapping[str, str],
    own: Sequence[CustomFieldRow],
) -> Columns:
    """An export of a known program: its headers mean what they mean there."""
    said = [
        chosen.get(index, shape.field_of(header) or named.get(folded(header)))
        for index, header in enumerate(sheet.headers)
    ]
    fields = without_what_cannot_be(said, shape.kind, chosen, own)
    return told(sheet, shape.kind, fields, chosen, cells, shape.name, own)


def source_of(index: int, field: str | None, chosen: Mapping[int, str | None]) -> Source:
    if index in chosen:
        return Source.CHOSEN
    return Source.GUESSED if field else Source.NONE


def samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The first three different cells, each on one line."""
    return tuple(dict.fromkeys(" ".join(str(cell).split())[:80] for cell in cells))[:3]


def kind_of(found: Sequence[str | None]) -> SheetKind:
    """A table with a day and minutes lists interactions; one with more of persons than of partners, contacts."""
    meanings = set(found)
    if "interaction.held_on" in meanings and meanings & OF_A_MEETING and not meanings & OF_A_LIST_OF_PARTNERS:
        return SheetKind.INTERACTIONS
    of_person = len(meanings & {*OF_A_PERSON, "?title"})
    of_partner = len(meanings & PARTNER_ONLY)
    named = meanings & {*PERSON} or ("?name" in meanings and meanings & {"partner.name", "?organization"})
    reached = meanings & {"contact.phone", "contact.email", "contact.wechat", "contact.title", "?title"}
    if (meanings & {*PERSON} or (named and reached)) and of_person >= of_partner:
        return SheetKind.CONTACTS
    return SheetKind.PARTNERS


def settle(meaning: str | None, kind: SheetKind, found: Sequence[str | None], cells: Sequence[Cell]) -> str | None:
    """The field of a header that could mean several, by the kind of the table, its neighbours and its cells."""
    if meaning is None:
        return None
    texts = [str(cell) for cell in cells]
    if meaning == "partner.stage":
        return stage_or_maturity(found, texts)
    if meaning == "partner.role" and kind is SheetKind.CONTACTS and recognised_share(PartnerRole, texts) < HALF:
        return "contact.decision_role" if recognised_share(DecisionRole, texts) >= HALF else "contact.title"
    if meaning == "contact.phone":
        return phone_or_other(kind, list(cells), texts)
    if kind is SheetKind.INTERACTIONS:
        return IN_INTERACTIONS.get(meaning, meaning)
    if meaning == "?organization":
        return organization(kind, found)
    if kind is SheetKind.CONTACTS:
        named = "?name" in found and not set(found) & set(PERSON)
        return {"?name": "contact.name" if named else "partner.name", **IN_CONTACTS}.get(meaning, meaning)
    return IN_PARTNERS.get(meaning, meaning)


IN_INTERACTIONS = {
    "?name": "partner.name",
    "?organization": "partner.name",
    "?title": "interaction.title",
    "?kind": "interaction.kind",
    "?notes": "interaction.notes",
    "partner.description": "interaction.notes",
    "partner.legal_name": "partner.name",
    **dict.fromkeys(PERSON, "interaction.people"),
}
IN_CONTACTS = {"?title": "contact.title", "?kind": "partner.role", "?notes": "contact.notes"}
IN_PARTNERS = {
    "?name": "partner.name",
    "?title": "contact.title",
    "?kind": "partner.role",
    "?notes": "partner.description",
}


def stage_or_maturity(found: Sequence[str | None], texts: list[str]) -> str:
    """What an outside list calls the stage of a project is its maturity, never our stage (DOMAIN, Partner)."""
    is_project = "?organization" in found and "?name" in found and any(field in found for field in OF_A_PROJECT)
    if is_project or (texts and recognised_share(Stage, texts) < HALF and "partner.role" not in found):
        return "partner.maturity"
    return "partner.stage"


def phone_or_other(kind: SheetKind, cells: list[Cell], texts: list[str]) -> str:
    """联系方式 is a way to reach someone: a phone, an address, or in a list of interactions the kind of contact."""
    if kind is SheetKind.INTERACTIONS:
        return "interaction.kind" if recognised_share(InteractionKind, texts) >= HALF else "contact.phone"
    return "contact.email" if looks_like(cells) == "contact.email" else "contact.phone"


def organization(kind: SheetKind, found: Sequence[str | None]) -> str:
    """The maintainer of a project where the projects have names of their own, else the partner itself."""
    has_name = "?name" in found or "partner.name" in found
    return "partner.organization" if kind is SheetKind.PARTNERS and has_name else "partner.name"


def without_what_cannot_be(
    fields: Sequence[str | None],
    kind: SheetKind,
    chosen: Mapping[int, str | None],
    own: Sequence[CustomFieldRow] = (),
) -> list[str | None]:
    """A field once, the chosen column before the guessed ones; none that this kind of table cannot fill."""
    allowed = set(fields_of(kind, own))
    taken = {field for field in chosen.values() if field and field not in REPEATED}
    person = any(field in PERSON for field in fields)
    kept: list[str | None] = []
    for index, field in enumerate(fields):
        if index in chosen:
            kept.append(field)
            continue
        lost = field is None or field not in allowed or field in taken
        if lost or (field is not None and field.startswith("contact.") and not person):
            kept.append(None)
            continue
        kept.append(field)
        if field not in REPEATED and field is not None:
            taken.add(field)
    return kept


def chosen_columns(
    sheet: Sheet, pairs: Iterable[tuple[str, str]], kind: SheetKind | None, own: Sequence[CustomFieldRow] = ()
) -> dict[int, str | None]:
    """`FIELD=COLUMN` pairs of a person, by column. Refused where either is unknown, with the nearest right word.

    A column is named by its header or by its number from 1; the field `none` keeps a column out. `COLUMN=FIELD` is
    understood too where it can mean nothing else.
    """
    kind = kind or guess_columns(sheet).kind
    chosen: dict[int, str | None] = {}
    problems: list[Problem] = []
    for pair in pairs:
        name, header = field_first(sheet, pair, kind, own)
        field = None if name == "none" else qualified(name, kind, own)
        if field is None and name != "none":
            problems.append(Problem("import-field-unknown", values={"given": name, **near(name, FIELDS)}))
        index = column_named(sheet, header)
        if index is None:
            values = {"file": sheet.file, "given": header, "columns": list(sheet.headers)}
            problems.append(Problem("import-column-unknown", values=values))
        else:
            chosen[index] = field
    if problems:
        raise Refused(problems)
    return chosen


def field_first(sheet: Sheet, pair: tuple[str, str], kind: SheetKind, own: Sequence[CustomFieldRow]) -> tuple[str, str]:
    """The pair as it is, or turned round where its first word names a column and only its second one a field."""
    one, other = pair
    is_field = one == "none" or qualified(one, kind, own) is not None
    turned = other == "none" or qualified(other, kind, own) is not None
    return (other, one) if not is_field and turned and column_named(sheet, one) is not None else pair


def near(word: str, words: Iterable[str]) -> dict[str, object]:
    from rapidfuzz import fuzz, process

    found = process.extract(word, list(words), scorer=fuzz.WRatio, limit=3, score_cutoff=50)
    return {"nearest": [name for name, _, _ in found] or ["partner.name", "contact.name", "interaction.held_on"]}


def column_named(sheet: Sheet, name: str) -> int | None:
    wanted = name.strip().casefold()
    for index, header in enumerate(sheet.headers):
        if header.casefold() == wanted:
            return index
    if wanted.isdecimal() and 1 <= int(wanted) <= len(sheet.headers):
        return int(wanted) - 1
    return None
