"""Certificates for the tests, made when they are asked for: none lies in the repository."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "正确 horse"
NOW = datetime(2026, 10, 20, 6, tzinfo=UTC)
YEAR = timedelta(days=365)


def named(person: str, company: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, person), x509.NameAttribute(NameOID.ORGANIZATION_NAME, company)]
    )


def certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool = False,
    until: datetime | None = None,
) -> x509.Certificate:
    usage = x509.KeyUsage(True, not authority, False, False, False, authority, authority, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 2 * YEAR)
        .not_valid_after(until or NOW + YEAR)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


AUTHORITY = named("Test Authority", "Test Authority")


@cache
def authority_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def root() -> x509.Certificate:
    return certificate(AUTHORITY, authority_key(), AUTHORITY, authority_key(), authority=True)


def root_der() -> bytes:
    return root().public_bytes(Encoding.DER)


def packed(person: str, *, own: bool = False, until: datetime | None = None, password: str = PASSWORD) -> bytes:
    """A PKCS#12 file of a person's, issued by the authority of the tests or by the person itself."""
    key, subject = ec.generate_private_key(ec.SECP256R1()), named(person, "明远智能")
    issuer, issuer_key = (subject, key) if own else (AUTHORITY, authority_key())
    issued = certificate(subject, key, issuer, issuer_key, until=until)
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"signer", key, issued, None if own else [root()], lock)


def without_key() -> bytes:
    lock = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(None, None, root(), None, lock)
