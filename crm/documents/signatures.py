"""What the signatures in a PDF are worth, in words: who, when, how much of the file, and whether one may believe it.

    for message in told(verify_signatures(content, now)):
        print(say(message, language))

Of our own files and of those that come from outside alike. Nothing is fetched: no revocation list, no time stamp.
"""

import logging
import ssl
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crm.values import Message, Problem, Refused

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]  # it carries no types
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus


class Cover(Enum):
    """How much of the file a signature covers."""

    WHOLE = "whole"
    ADDED = "added"
    """All of it as it was when it was signed; later only signatures or entries of a form came to it."""
    CHANGED = "changed"


class Trust(Enum):
    TRUSTED = "trusted"
    SELF_SIGNED = "self-signed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureFinding:
    """One signature. `signed_at` is what the signer's own computer said, None where it says nothing.

    `intact`: neither the signed part of the file nor the signature itself was altered.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    intact: bool
    cover: Cover
    trust: Trust

    @property
    def is_good(self) -> bool:
        """Intact, of the whole file, by a certificate that this computer trusts."""
        return self.intact and self.cover is not Cover.CHANGED and self.trust is Trust.TRUSTED


def can_sign() -> bool:
    return find_spec("pyhanko") is not None


def check_installed() -> None:
    """Refuses with the words that say how to get pyHanko."""
    if not can_sign():
        built = bool(getattr(sys, "frozen", False))
        raise Refused(Problem("sign-not-in-program" if built else "sign-not-installed"))


def verify_signatures(
    content: bytes, now: datetime, roots: Sequence[bytes] | None = None
) -> tuple[SignatureFinding, ...]:
    """Every signature, the oldest first; none where the file bears none. Refused `sign-not-a-pdf` where it is no PDF.

    `roots`: certificates (DER) that are believed; without them those that this computer believes.
    """
    check_installed()
    hush()
    with broken_files():
        signatures = list(opened(content).embedded_regular_signatures)
        return tuple(finding_of(signature, now, roots) for signature in signatures)


def hush() -> None:
    """pyHanko writes a traceback to the console for each authority that nobody here knows. The finding says so."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def told(findings: Sequence[SignatureFinding]) -> tuple[Message, ...]:
    """A sentence for each signature and each thing one should know of it."""
    if not findings:
        return (Message("signature.none"),)
    return tuple(message for finding in findings for message in sentences(finding))


def sentences(finding: SignatureFinding) -> Iterator[Message]:
    if finding.signed_at is None:
        yield Message("signature.by", {"signer": finding.signer})
    else:
        values = {"signer": finding.signer, "on": finding.signed_at.date(), "time": f"{finding.signed_at:%H:%M}"}
        yield Message("signature.by-on", values)
    if not finding.intact:
        yield Message("signature.broken")
        return
    yield Message(f"signature.cover.{finding.cover.value}")
    yield Message(f"signature.trust.{finding.trust.value}", {"issuer": finding.issuer, "signer": finding.signer})


@contextmanager
def broken_files() -> Iterator[None]:
    """A file that is no PDF, or a broken one, is one sentence for a person. pyHanko has no one fault for it."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError, UnacceptableSignerError
    from pyhanko.sign.validation.errors import SignatureValidationError

    faults = (
        PdfError,
        SigningError,
        SignatureValidationError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        NotImplementedError,
        struct.error,
    )
    try:
        yield
    except UnacceptableSignerError as fault:
        raise Refused(Problem("sign-not-for-signing", "certificate")) from fault
    except faults as fault:
        raise Refused(Problem("sign-not-a-pdf", "file")) from fault


def opened(content: bytes) -> "PdfFileReader":
    from pyhanko.pdf_utils.reader import PdfFileReader

    with broken_files():
        reader = PdfFileReader(BytesIO(content), strict=False)
        encrypted = bool(reader.encrypted)
        if not encrypted:
            _ = reader.root
    if encrypted:
        raise Refused(Problem("sign-locked-pdf", "file"))
    return reader


def finding_of(signature: "EmbeddedPdfSignature", now: datetime, roots: Sequence[bytes] | None) -> SignatureFinding:
    from pyhanko.sign.validation import validate_pdf_signature

    at = signature.self_reported_timestamp
    status = validate_pdf_signature(signature, signer_validation_context=context_of(min(at, now) if at else now, roots))
    certificate = signature.signer_cert
    return SignatureFinding(
        signer=name_of(certificate.subject.native) or certificate.subject.human_friendly,
        issuer=name_of(certificate.issuer.native) or certificate.issuer.human_friendly,
        signed_at=at,
        intact=bool(status.intact and status.valid),
        cover=cover_of(status),
        trust=trust_of(status, certificate, now),
    )


def context_of(moment: datetime, roots: Sequence[bytes] | None) -> Any:
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import ValidationContext

    believed = roots if roots is not None else ssl.create_default_context().get_ca_certs(binary_form=True)
    return ValidationContext(
        trust_roots=[Certificate.load(root) for root in believed],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def name_of(parts: dict[str, Any]) -> str:
    """The common name, and the organisation where it has another one."""
    found = [str(parts[key]) for key in ("common_name", "organization_name") if parts.get(key)]
    return ", ".join(dict.fromkeys(found))


def cover_of(status: "PdfSignatureStatus") -> Cover:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Cover.WHOLE
    only_added = status.modification_level in (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    entire = status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
    return Cover.ADDED if entire and only_added else Cover.CHANGED


def trust_of(status: "PdfSignatureStatus", certificate: "Certificate", now: datetime) -> Trust:
    if status.trusted:
        return Trust.TRUSTED
    if certificate.issuer == certificate.subject:
        return Trust.SELF_SIGNED
    expired = certificate.not_valid_after < (status.signer_reported_dt or now)
    return Trust.EXPIRED if expired else Trust.UNKNOWN
