"""Which columns of the model point at a partner or a contact. Asked of the metadata, so that no table is forgotten."""

Pointer = tuple[str, str]
"""Table and column."""


def pointers_to(table: str) -> frozenset[Pointer]:
    """Every foreign key to the table: `("affiliation", "partner_id")`, `("action_item", "debtor_id")` …"""
    from sqlmodel import SQLModel

    from crm import model

    model.load()
    return frozenset(
        (pointing.name, column.name)
        for pointing in SQLModel.metadata.sorted_tables
        for column in pointing.columns
        if any(key.column.table.name == table for key in column.foreign_keys)
    )
