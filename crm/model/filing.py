"""Tags, attachments and the settings that belong to the book itself."""

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field, SQLModel

from crm.model.record import TEXT, Leaving, Record, choice
from crm.values.enums import TagColor


class Tag(Record, table=True):
    name: str = Field(max_length=60)
    folded: str = Field(max_length=60, unique=True, description="NFKC and casefold of the name: the same tag")
    color: TagColor = Field(default=TagColor.NEUTRAL, sa_type=choice(TagColor))


class Tagging(Record, table=True):
    """A tag on one record: exactly one of the three."""

    __table_args__ = (
        Index("tagging_once", "tag_id", "partner_id", "contact_id", "interaction_id", unique=True),
        CheckConstraint("(partner_id IS NOT NULL) + (contact_id IS NOT NULL) + (interaction_id IS NOT NULL) = 1"),
        {"sqlite_autoincrement": True},
    )

    tag_id: int = Field(foreign_key="tag.id")
    partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id", index=True)


class Attachment(Leaving, table=True):
    """A file of one record. Its name is text only, never a path; its bytes are found by their SHA-256."""

    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=255)
    media_type: str = Field(default="", max_length=100)
    size: int = Field(ge=0, le=200_000_000)
    partner_id: int | None = Field(default=None, foreign_key="partner.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id", index=True)
    version_id: int | None = Field(
        default=None, foreign_key="agreement_version.id", index=True, description="of an agreement or amendment"
    )
    is_signed_copy: bool = Field(default=False, description="the scan or the signed PDF of that version")
    page: int | None = Field(default=None, ge=1, description="where in the file to look")


class AttachmentContent(SQLModel, table=True):
    """The bytes of attachments, once each. Not journaled: the journal names the hash."""

    __tablename__ = "attachment_content"

    sha256: str = Field(primary_key=True, max_length=64)
    content: bytes = Field(sa_type=LargeBinary)


class AttachmentText(SQLModel, table=True):
    """What can be read in the bytes of an attachment, once each; `reader` names what read it. Not journaled."""

    __tablename__ = "attachment_text"

    sha256: str = Field(primary_key=True, max_length=64)
    text: str = Field(default="", sa_type=TEXT)
    reader: str = Field(default="", max_length=20)


class BookSetting(Record, table=True):
    """A setting that travels with the book, such as the days after which a tier has gone quiet."""

    __tablename__ = "book_setting"

    name: str = Field(max_length=60, unique=True)
    value: str = Field(default="", max_length=1000)
