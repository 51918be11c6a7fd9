"""What is said beside a column: how its cells are read, else the first of them."""

from crm.exchange.columns import Column
from crm.exchange.columns.words import CLOSED
from crm.exchange.rows.agreements import PARTY_COLUMNS
from crm.values import Message
from ui.importing.trial import Trial
from ui.kit.look import Plain, Text

MOST_VALUES = 200
"""Different words of a column that are looked at for its hint."""

ICONS = {
    "partner.name": "building",
    "partner.legal_name": "building",
    "partner.other_names": "tag",
    "partner.name_en": "languages",
    "partner.name_zh": "languages",
    "partner.credit_code": "hash",
    "partner.slug": "hash",
    "partner.role": "blocks",
    "partner.stage": "circle-dot",
    "partner.tier": "star",
    "partner.owner": "user",
    "partner.country": "globe",
    "partner.city": "map-pin",
    "partner.website": "globe",
    "partner.repository": "git-branch",
    "partner.tags": "tags",
    "partner.description": "sticky-note",
    "contact.title": "briefcase",
    "contact.phone": "phone",
    "contact.email": "mail",
    "contact.wechat": "message-circle",
    "contact.notes": "sticky-note",
    "contact.tags": "tags",
    "interaction.held_on": "calendar",
    "interaction.notes": "sticky-note",
    "interaction.people": "users",
    "interaction.place": "map-pin",
    "agreement.number": "hash",
    "agreement.title": "file-text",
    "agreement.type": "blocks",
    **dict.fromkeys(PARTY_COLUMNS, "building"),
    **dict.fromkeys(("agreement.signed_on", "agreement.effective_on", "agreement.last_day"), "calendar"),
    **dict.fromkeys(("agreement.term", "agreement.notice", "agreement.renewal"), "timer"),
    **dict.fromkeys(("agreement.amount", "agreement.currency"), "coins"),
    "agreement.file": "paperclip",
    "agreement.note": "sticky-note",
}
READ_AS = {
    "partner.credit_code": "import.hint.credit-code",
    "contact.phone": "import.hint.phone",
    "contact.name": "import.hint.contact",
    "interaction.held_on": "import.hint.day",
}


def icon_of(field: str | None) -> str:
    if field is None:
        return "eye-off"
    return ICONS.get(field, "user" if field.startswith("contact.") else "type")


def hint_of(trial: Trial, column: Column) -> Text:
    """Words of a closed list are counted; of the rest the first cells stand there."""
    if column.field in CLOSED:
        return words_of(trial, column)
    if column.field in READ_AS:
        return READ_AS[column.field]
    return Plain(", ".join(column.samples))


def words_of(trial: Trial, column: Column) -> Text:
    assert column.field is not None
    cells = trial.sheet.column(column.index, 10 * MOST_VALUES)
    words = list(dict.fromkeys(" ".join(str(cell).split())[:40] for cell in cells))[:MOST_VALUES]
    strange = [word for field, word in trial.summary.words if field == column.field]
    if strange:
        return Message("import.hint.words-to-match", {"n": len(words), "strange": len(strange)})
    return Plain(", ".join(words[:5]))
