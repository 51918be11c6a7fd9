"""What a book keeps of how its lists are looked at and how files are read."""

from sqlmodel import Field, SQLModel

from crm.model.partner import Line
from crm.model.record import TEXT, Leaving, choice
from crm.values.enums import ViewLayout


class SavedViewFields(SQLModel):
    """A named look at the partners. `filter` is the filter text in English words; `columns` a JSON list of names."""

    name: Line = Field(min_length=1, max_length=60)
    filter: str = Field(default="", sa_type=TEXT)
    columns: str = Field(default="[]", sa_type=TEXT)
    sort: Line = Field(default="", max_length=80)
    descending: bool = False
    group_by: Line = Field(default="", max_length=80)
    layout: ViewLayout = Field(default=ViewLayout.TABLE, sa_type=choice(ViewLayout))


class SavedView(SavedViewFields, Leaving, table=True):
    __tablename__ = "saved_view"

    folded: str = Field(max_length=60, unique=True, description="NFKC and casefold of the name: the same view")
    position: int = Field(default=0)


class ImportTemplate(Leaving, table=True):
    """How files with these headers are read. `shape` is the SHA-256 of the headers, `choices` a JSON object."""

    __tablename__ = "import_template"

    name: str = Field(max_length=255)
    shape: str = Field(max_length=64, unique=True)
    choices: str = Field(default="{}", sa_type=TEXT)
