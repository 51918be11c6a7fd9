"""An agreement that leaves signed with a certificate, and what kept signatures are said to be worth. In the window."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from time_machine import travel

from crm.agreements.queries import AgreementNamed
from crm.documents import signatures
from crm.documents.signatures import Cover, verify_signatures
from crm.documents.signing import Key, sign_pdf
from crm.partners.commands import AttachFile
from crm.partners.queries import PartnerNamed
from crm.values.enums import Language
from tests.agreements.window.driving import LICENCE, room_of
from tests.conftest import NOON
from tests.documents.keys import NOW, PASSWORD, packed, root_der
from tests.window.driver import Window
from ui.agreements import exporting
from ui.agreements.pdf_signing import PasswordField
from ui.agreements.room import AgreementsRoom
from ui.kit.look import look
from ui.partners.file_signatures import SignedFile

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def room(filled: Window) -> AgreementsRoom:
    return room_of(filled, LICENCE)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "zhou.p12"
    path.write_bytes(packed("周明哲"))
    return path


def sign(room: AgreementsRoom, window: Window, certificate: Path | str, password: str) -> PasswordField:
    form = room.side.form
    if room.side.is_reading():
        room.desk.actions.run("agreement-sign-pdf")
        window.until(lambda: "certificate" in form.rows, "the form")
    form.rows["certificate"].field.take(str(certificate))  # type: ignore[attr-defined]  # a file field
    field = form.rows["password"].field
    assert isinstance(field, PasswordField)
    field.setText(password)
    window.click(form.do)
    window.until(lambda: room.exporting.job is None, "the end of the job")
    window.settle()
    return field


def wrong_at(room: AgreementsRoom, name: str) -> str:
    sentence = room.side.form.rows[name].sentence
    return "" if sentence.isHidden() else sentence.whole


def test_an_agreement_is_saved_signed_and_the_password_is_forgotten(
    room: AgreementsRoom, filled: Window, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "signed.pdf"
    monkeypatch.setattr(exporting.dialogs, "path", lambda *_given: path)

    field = sign(room, filled, certificate, PASSWORD)

    (found,) = verify_signatures(path.read_bytes(), NOW, roots=(root_der(),))
    assert (found.intact, found.cover, found.signer) == (True, Cover.WHOLE, "周明哲, 明远智能")
    assert field.text() == ""
    assert room.side.is_reading()
    assert PASSWORD not in str(filled.office.memory) + str(filled.office.draft_file.left_over)


def test_what_is_wrong_stands_at_its_field_and_is_mended_there(
    room: AgreementsRoom, filled: Window, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "signed.pdf"
    monkeypatch.setattr(exporting.dialogs, "path", lambda *_given: path)
    (tmp_path / "photo.p12").write_bytes(PICTURE)

    sign(room, filled, "", PASSWORD)
    assert wrong_at(room, "certificate").startswith("Choose the certificate file")
    sign(room, filled, tmp_path / "photo.p12", PASSWORD)
    assert wrong_at(room, "certificate").startswith("photo.p12 is no PKCS#12")
    sign(room, filled, tmp_path / "gone.p12", PASSWORD)
    assert "gone.p12" in wrong_at(room, "certificate")
    sign(room, filled, certificate, "wrong")
    assert wrong_at(room, "password").startswith("The password does not open zhou.p12")
    assert not path.exists()

    sign(room, filled, certificate, PASSWORD)
    assert path.exists()


def test_without_pyhanko_the_sentence_says_how_to_get_it(
    room: AgreementsRoom, filled: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "can_sign", lambda: False)

    room.desk.actions.run("agreement-sign-pdf")
    filled.until(lambda: room.exporting.job is None, "the end of the check")

    assert room.side.is_reading()
    assert filled.shows('pip install "liaison[sign]"')


def signed_pdf(room: AgreementsRoom) -> bytes:
    from crm.documents.agreement_pdf import make_agreement_pdf
    from crm.documents.agreement_query import AgreementPaperOf

    book = room.desk.book
    paper = book.query(AgreementPaperOf(book.query(AgreementNamed(LICENCE)), book.clock.today()))
    with travel(NOON, tick=False):  # pyHanko signs by the computer's clock
        return sign_pdf(make_agreement_pdf(paper).content, Key("zhou.p12", packed("周明哲"), PASSWORD), NOON.date())


def changed(content: bytes) -> bytes:
    at = content.index(b"/Producer") + 12
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def said_below(window: Window) -> list[str]:
    files = [part for part in window.main.findChildren(SignedFile) if part.isVisible()]
    return [look.say(one.words) for part in files for one in part.verdicts]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda content: content, "It covers the whole file."),
        (changed, "what was signed has been altered since"),
        (lambda _content: b"%PDF-1.7 /ByteRange of nothing", "no PDF that can be read"),
    ],
)
def test_a_kept_pdf_says_what_its_signature_is_worth(
    room: AgreementsRoom,
    filled: Window,
    make: Callable[[bytes], bytes],
    said: str,
) -> None:
    renhe = filled.book.query(PartnerNamed("Renhe Hospital Data")).id
    content = make(signed_pdf(room))
    filled.book.execute(AttachFile("Licence.pdf", content, renhe))

    filled.office.go("partners", "partner", renhe)
    filled.until(lambda: any(said in one for one in said_below(filled)), said)

    look.set(language=Language.CHINESE)
    filled.settle()
    assert said_below(filled)
    assert all("file" not in one for one in said_below(filled))


def test_an_unsigned_pdf_says_nothing(filled: Window) -> None:
    renhe = filled.book.query(PartnerNamed("Renhe Hospital Data")).id
    filled.book.execute(AttachFile("Scan.pdf", b"%PDF-1.7 a scan", renhe))

    filled.office.go("partners", "partner", renhe)
    filled.settle()

    assert filled.shows("Scan.pdf")
    assert said_below(filled) == []
