"""What every slice hangs on its records: files, whose equal bytes are kept once, and tags."""

import hashlib
import mimetypes
from typing import TYPE_CHECKING

from crm import model
from crm.book.records import matching, row_id
from crm.book.text import folded
from crm.values import Message, Problem, Read, Transaction
from crm.values.message import shown

if TYPE_CHECKING:
    from crm.model import Attachment, Tag

LONGEST_FILE_NAME = 255
LARGEST_FILE = 200_000_000
"""Bytes of one attachment (DOMAIN.md, Attachment)."""


def keep_file(
    tx: Transaction,
    name: str,
    content: bytes,
    *,
    partner_id: int | None = None,
    contact_id: int | None = None,
    interaction_id: int | None = None,
    version_id: int | None = None,
    is_signed_copy: bool = False,
    page: int | None = None,
) -> "Attachment":
    """Keeps a file with one record; `version_id` is of an agreement's version, `page` where in the file to look."""
    digest = hashlib.sha256(content).hexdigest()
    if tx.session.get(model.AttachmentContent, digest) is None:
        tx.session.add(model.AttachmentContent(sha256=digest, content=content))
        tx.session.flush()
    return tx.add(
        model.Attachment(
            sha256=digest,
            name=name[:LONGEST_FILE_NAME],
            media_type=mimetypes.guess_type(name)[0] or "",
            size=len(content),
            partner_id=partner_id,
            contact_id=contact_id,
            interaction_id=interaction_id,
            version_id=version_id,
            is_signed_copy=is_signed_copy,
            page=page,
        )
    )


def file_problems(name: str, size: int) -> list[Problem]:
    """A face asks this before it reads the bytes of a large file."""
    problems = []
    if not name.strip():
        problems.append(Problem("field-required", field="name", values={"field": Message("field.name")}))
    if len(name) > LONGEST_FILE_NAME:
        values = {"field": Message("field.name"), "most": LONGEST_FILE_NAME, "given": shown(name)}
        problems.append(Problem("field-too-long", field="name", values=values))
    if size > LARGEST_FILE:
        values = {"name": shown(name), "size": size // 1_000_000, "most": LARGEST_FILE // 1_000_000}
        problems.append(Problem("attachment-too-large", field="content", values=values))
    return problems


def tag_named(read: Read, name: str) -> "Tag | None":
    found = matching(read, model.Tag, folded=folded(name))
    return found[0] if found else None


def put_tag(tx: Transaction, name: str, **record: int) -> None:
    """Tags the record. A tag that is new is made; one that differs only in case or width is the same."""
    tag = tag_named(tx, name) or tx.add(model.Tag(name=name, folded=folded(name)))
    if not matching(tx, model.Tagging, tag_id=row_id(tag), **record):
        tx.add(model.Tagging(tag_id=row_id(tag), **record))
