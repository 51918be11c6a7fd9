"""Signs a PDF with a PKCS#12 file, through pyHanko: the extra `liaison[sign]`. Never a look into the network.

    signed = sign_pdf(content, Key("zhou.p12", path.read_bytes(), password), book.clock.today())

The password is used once and kept nowhere. What was signed before stays signed: the signature is added at the end.
"""

from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from crm.documents.signatures import broken_files, check_installed, name_of, opened
from crm.values import Problem, Refused

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "Liaison"
LARGEST_KEY = 1_000_000
"""Bytes. A PKCS#12 file has some thousand; a film chosen by mistake is not parsed."""


@dataclass(frozen=True, slots=True)
class Key:
    """A certificate with its private key, as the file of `name` holds it. Its password is never printed."""

    name: str
    content: bytes = a_field(repr=False)
    password: str = a_field(repr=False)


def sign_pdf(content: bytes, key: Key, today: date) -> bytes:
    """The file with one signature more, that covers all of it. Refused where file, password or date will not do."""
    check_installed()
    signer = signer_of(key, today)

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    opened(content)
    with broken_files():
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
        name = f"{FIELD}{len(writer.prev.embedded_signatures) + 1}"
        metadata = PdfSignatureMetadata(field_name=name, md_algorithm="sha256", name=subject_of(signer))
        output = BytesIO()
        PdfSigner(metadata, signer, new_field_spec=SigFieldSpec(name)).sign_pdf(writer, output=output)
    return output.getvalue()


def subject_of(signer: "SimpleSigner") -> str:
    certificate = signer.signing_cert
    return name_of(certificate.subject.native) if certificate is not None else ""


def signer_of(key: Key, today: date) -> "SimpleSigner":
    """The key and its certificate. Each thing that can be wrong with them has a sentence of its own."""
    check_is_certificate(key)
    check_opens(key, today)

    from pyhanko.sign.signers import SimpleSigner

    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(key.content, [], passphrase_of(key))
    return signer


def passphrase_of(key: Key) -> bytes | None:
    return key.password.encode("utf-8") or None


def check_is_certificate(key: Key) -> None:
    """A picture is no PKCS#12, whatever it is called: this looks at its structure before any password is tried."""
    from asn1crypto.pkcs12 import Pfx  # type: ignore[import-untyped]  # it carries no types

    try:
        if len(key.content) > LARGEST_KEY:
            raise ValueError
        found = Pfx.load(key.content, strict=True)
        if found["version"].native != "v3" or not found["auth_safe"]["content_type"].native:
            raise ValueError
    except (ValueError, TypeError, KeyError, OverflowError) as fault:
        raise Refused(Problem("sign-not-a-certificate", "certificate", {"file": key.name})) from fault


def check_opens(key: Key, today: date) -> None:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    named = {"file": key.name}
    try:
        private, certificate, _ = pkcs12.load_key_and_certificates(key.content, passphrase_of(key))
    except UnsupportedAlgorithm as fault:
        raise Refused(Problem("sign-certificate-old", "certificate", named)) from fault
    except (ValueError, TypeError) as fault:
        raise Refused(Problem("sign-wrong-password", "password", named)) from fault
    if private is None or certificate is None:
        raise Refused(Problem("sign-no-key", "certificate", named))
    first, last = certificate.not_valid_before_utc.date(), certificate.not_valid_after_utc.date()
    if not first <= today <= last:
        raise Refused(Problem("sign-certificate-expired", "certificate", {**named, "first": first, "last": last}))
