"""Signing a PDF and reading signatures back: what is said of them, and what is refused with nothing changed."""

import logging
import socket
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from time_machine import TimeMachineFixture

from crm.documents import signatures
from crm.documents.agreement_pdf import make_agreement_pdf
from crm.documents.signatures import Cover, SignatureFinding, Trust, told, verify_signatures
from crm.documents.signing import Key, sign_pdf
from crm.language import say
from crm.values import Refused
from crm.values.enums import Language
from tests.documents.keys import NOW, PASSWORD, YEAR, packed, root_der, without_key
from tests.documents.papers import XINGLIN
from tests.documents.reading import plain

TODAY = NOW.date()
LATER = NOW + timedelta(minutes=5)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@pytest.fixture(scope="module")
def agreement() -> bytes:
    return make_agreement_pdf(XINGLIN).content


@pytest.fixture(autouse=True)
def _alone_at_a_fixed_time(monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture) -> None:
    """pyHanko signs by the computer's clock; and whatever asks the network fails."""
    time_machine.move_to(NOW, tick=False)

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def key(person: str = "周明哲", **how: object) -> Key:
    return Key("zhou.p12", packed(person, **how), PASSWORD)  # type: ignore[arg-type]


def verified(content: bytes) -> tuple[SignatureFinding, ...]:
    return verify_signatures(content, LATER, roots=(root_der(),))


def test_a_signed_agreement_says_who_signed_when_and_that_all_of_it_is_covered(agreement: bytes) -> None:
    signed = sign_pdf(agreement, key(), TODAY)

    (finding,) = verified(signed)
    assert finding.signer == "周明哲, 明远智能" and finding.is_good
    assert finding.signed_at == NOW
    assert (finding.intact, finding.cover, finding.trust) == (True, Cover.WHOLE, Trust.TRUSTED)
    assert signed.startswith(agreement), "what was there before is untouched"
    assert plain(signed) == plain(agreement)


@pytest.mark.parametrize("language", list(Language))
def test_the_findings_are_sentences(agreement: bytes, language: Language) -> None:
    said = [say(message, language) for message in told(verified(sign_pdf(agreement, key(own=True), TODAY)))]

    assert len(said) == 3 and all("{" not in sentence for sentence in said)
    assert "周明哲" in said[0] and "周明哲" in said[2]


def test_two_parties_sign_one_after_the_other(agreement: bytes) -> None:
    once = sign_pdf(agreement, key(), TODAY)
    twice = sign_pdf(once, key("Liang Qichen"), TODAY)

    first, second = verified(twice)
    assert (first.signer, first.intact, first.cover) == ("周明哲, 明远智能", True, Cover.ADDED)
    assert (second.signer, second.cover, second.trust) == ("Liang Qichen, 明远智能", Cover.WHOLE, Trust.TRUSTED)


def test_a_certificate_that_vouches_for_itself_is_called_so(agreement: bytes) -> None:
    (finding,) = verified(sign_pdf(agreement, key(own=True), TODAY))

    assert finding.trust is Trust.SELF_SIGNED and finding.intact and not finding.is_good


def test_an_authority_that_nobody_here_knows_is_called_so(agreement: bytes) -> None:
    (finding,) = verify_signatures(sign_pdf(agreement, key(), TODAY), LATER)

    assert finding.trust is Trust.UNKNOWN and "Test Authority" in finding.issuer


def test_an_unknown_authority_is_a_finding_and_no_traceback_on_the_console(
    agreement: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    verify_signatures(sign_pdf(agreement, key(), TODAY), LATER, roots=())

    assert caplog.text == ""


def test_one_altered_byte_breaks_the_signature(agreement: bytes) -> None:
    signed = bytearray(sign_pdf(agreement, key(), TODAY))
    at = signed.index(b"/Title")
    signed[at + 10] ^= 1

    (finding,) = verified(bytes(signed))
    assert not finding.intact and not finding.is_good
    assert [message.code for message in told((finding,))][-1] == "signature.broken"


@pytest.mark.parametrize("kind", ["appended", "another page"])
def test_what_is_added_after_signing_is_seen(agreement: bytes, kind: str) -> None:
    signed = sign_pdf(agreement, key(), TODAY)
    later = signed + b"\n% added\n" if kind == "appended" else with_another_page(signed)

    (finding,) = verified(later)
    assert finding.cover is Cover.CHANGED and not finding.is_good
    assert "signature.cover.changed" in [message.code for message in told((finding,))]


def with_another_page(signed: bytes) -> bytes:
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.writer import PageObject

    writer = IncrementalPdfFileWriter(BytesIO(signed), strict=False)
    contents = writer.add_object(_stream(b"0 0 m"))
    page = PageObject(contents=contents, media_box=(0, 0, 200, 200), resources=DictionaryObject())
    page[NameObject("/Type")] = NameObject("/Page")
    writer.insert_page(page)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _stream(data: bytes) -> object:
    from pyhanko.pdf_utils.generic import StreamObject

    return StreamObject(stream_data=data)


def test_an_unsigned_file_is_said_to_bear_no_signature(agreement: bytes) -> None:
    assert verified(agreement) == ()
    assert [message.code for message in told(())] == ["signature.none"]


def locked(content: bytes) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    return output.getvalue()


NO_PDF = {
    "a picture": PICTURE,
    "nothing": b"",
    "text": "只是文字".encode(),
    "a beginning only": b"%PDF-1.4\n1 0 obj\n<<",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\nstartxref\n99999\n%%EOF",
}


@pytest.mark.parametrize("content", NO_PDF.values(), ids=NO_PDF.keys())
def test_a_file_that_is_no_pdf_is_refused_with_a_sentence(content: bytes) -> None:
    for act in (lambda: verified(content), lambda: sign_pdf(content, key(), TODAY)):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.problems[0].code == "sign-not-a-pdf"


def test_any_beginning_of_a_signed_file_is_refused_or_read(agreement: bytes) -> None:
    signed = sign_pdf(agreement, key(), TODAY)

    for end in range(0, len(signed), len(signed) // 60):
        try:
            assert not any(finding.is_good for finding in verified(signed[:end]))
        except Refused as refusal:
            assert refusal.problems[0].code == "sign-not-a-pdf"


def test_a_locked_pdf_says_that_it_is_locked(agreement: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        sign_pdf(locked(agreement), key(), TODAY)

    assert refusal.value.problems[0].code == "sign-locked-pdf"


BAD_KEYS = {
    "a picture": (Key("photo.p12", PICTURE, PASSWORD), "sign-not-a-certificate"),
    "nothing": (Key("empty.p12", b"", ""), "sign-not-a-certificate"),
    "a film": (Key("film.p12", b"\0" * 1_000_001, ""), "sign-not-a-certificate"),
    "a certificate alone": (Key("root.cer", root_der(), PASSWORD), "sign-not-a-certificate"),
    "a wrong password": (Key("zhou.p12", packed("周明哲"), "open sesame"), "sign-wrong-password"),
    "no password": (Key("zhou.p12", packed("周明哲"), ""), "sign-wrong-password"),
    "no key inside": (Key("root.p12", without_key(), PASSWORD), "sign-no-key"),
    "expired": (Key("old.p12", packed("周明哲", until=NOW - YEAR), PASSWORD), "sign-certificate-expired"),
}


@pytest.mark.parametrize(("bad", "code"), BAD_KEYS.values(), ids=BAD_KEYS.keys())
def test_what_is_no_key_is_refused_and_the_password_told_nobody(
    agreement: bytes, bad: Key, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as refusal:
        sign_pdf(agreement, bad, TODAY)

    (problem,) = refusal.value.problems
    assert problem.code == code
    for language in Language:
        assert bad.name in say(problem.message, language)
    if bad.password:
        assert bad.password not in caplog.text + repr(bad) + repr(refusal.value) + str(problem.values)


def test_a_key_without_a_password_signs_too(agreement: bytes) -> None:
    signed = sign_pdf(agreement, Key("zhou.p12", packed("周明哲", password=""), ""), TODAY)

    assert verified(signed)[0].is_good


def test_without_pyhanko_the_sentence_says_how_to_get_it(agreement: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "find_spec", lambda _: None)

    for act in (lambda: verified(agreement), lambda: sign_pdf(agreement, key(), TODAY)):
        with pytest.raises(Refused) as refusal:
            act()
        assert 'pip install "liaison[sign]"' in say(refusal.value.problems[0].message, Language.ENGLISH)


def test_nothing_of_the_program_needs_pyhanko_before_it_is_asked_to_sign() -> None:
    for path in (Path(__file__).parents[2] / "crm").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith(("import pyhanko", "from pyhanko"))], path
