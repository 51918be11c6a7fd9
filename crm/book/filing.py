"""What every slice hangs on its records: files, whose equal bytes are kept once, and tags."""

import hashlib
import mimetypes
from typing import TYPE_CHECKING

from crm import model
from crm.book.records import matching, row_id
from crm.book.text import folded
from crm.values import Read, Transaction

if TYPE_CHECKING:
    from crm.model import Tag

LONGEST_FILE_NAME = 255


def keep_file(
    tx: Transaction,
    name: str,
    content: bytes,
    *,
    partner_id: int | None = None,
    contact_id: int | None = None,
    interaction_id: int | None = None,
) -> None:
    """Keeps a file with one record."""
    digest = hashlib.sha256(content).hexdigest()
    if tx.session.get(model.AttachmentContent, digest) is None:
        tx.session.add(model.AttachmentContent(sha256=digest, content=content))
        tx.session.flush()
    tx.add(
        model.Attachment(
            sha256=digest,
            name=name[:LONGEST_FILE_NAME],
            media_type=mimetypes.guess_type(name)[0] or "",
            size=len(content),
            partner_id=partner_id,
            contact_id=contact_id,
            interaction_id=interaction_id,
        )
    )


def tag_named(read: Read, name: str) -> "Tag | None":
    found = matching(read, model.Tag, folded=folded(name))
    return found[0] if found else None


def put_tag(tx: Transaction, name: str, **record: int) -> None:
    """Tags the record. A tag that is new is made; one that differs only in case or width is the same."""
    tag = tag_named(tx, name) or tx.add(model.Tag(name=name, folded=folded(name)))
    if not matching(tx, model.Tagging, tag_id=row_id(tag), **record):
        tx.add(model.Tagging(tag_id=row_id(tag), **record))
