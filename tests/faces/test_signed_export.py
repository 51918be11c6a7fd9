"""An agreement that leaves signed by the command line, and what its signatures are said to be worth."""

import socket
from pathlib import Path

import pytest
from time_machine import TimeMachineFixture

from crm.faces.cli import signing
from tests.documents.keys import NOW, PASSWORD, packed
from tests.faces.conftest import Liaison

LICENCE = "DL-2025-0007"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@pytest.fixture(autouse=True)
def _alone_at_a_fixed_time(monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "zhou.p12"
    path.write_bytes(packed("周明哲"))
    return path


@pytest.fixture
def export(liaison: Liaison, sample: Path, tmp_path: Path):  # type: ignore[no-untyped-def]  # what it returns is a call
    def call(*words: str, out: str = "signed.pdf"):  # type: ignore[no-untyped-def]
        path = tmp_path / out
        return liaison("agreement", "export", LICENCE, "--out", str(path), "--book", str(sample), *words), path

    return call


def by_variable(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> list[str]:
    monkeypatch.setenv(signing.PASSWORD, PASSWORD)
    return []


def by_file(_monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    (folder / "password.txt").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return ["--password-file", str(folder / "password.txt")]


def by_keyboard(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> list[str]:
    monkeypatch.setattr(signing.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(signing, "getpass", lambda asked: PASSWORD if "zhou.p12" in asked else "")
    return []


@pytest.mark.parametrize("way", [by_variable, by_file, by_keyboard])
def test_an_agreement_is_signed_and_its_signature_told(  # type: ignore[no-untyped-def]
    liaison: Liaison, export, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way
) -> None:
    made, path = export("--sign", str(certificate), *way(monkeypatch, tmp_path))
    assert made.code == 0, made.err
    assert PASSWORD not in made.out + made.err

    told = liaison("agreement", "signatures", str(path))
    assert told.code == 1  # nobody here trusts the authority of the tests
    assert told.out.startswith("Signed by 周明哲")
    assert "It covers the whole file." in told.out

    (found,) = liaison("agreement", "signatures", str(path), "--json").rows
    assert (found["good"], found["finding"]["intact"]) == (False, True)


def test_a_changed_byte_is_told(  # type: ignore[no-untyped-def]
    liaison: Liaison, export, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path = export("--sign", str(certificate), *by_variable(monkeypatch, tmp_path))
    content = bytearray(path.read_bytes())
    at = content.index(b"/Producer") + 12
    content[at] ^= 1
    path.write_bytes(content)

    told = liaison("agreement", "signatures", str(path))

    assert told.code == 1
    assert "altered" in told.out


@pytest.mark.parametrize(
    ("content", "password", "said"),
    [(None, "wrong", "password does not open zhou.p12"), (PICTURE, PASSWORD, "zhou.p12 is no PKCS#12")],
)
def test_what_does_not_open_is_a_sentence_and_no_file(  # type: ignore[no-untyped-def]
    export, certificate: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, password: str, said: str
) -> None:
    if content is not None:
        certificate.write_bytes(content)
    monkeypatch.setenv(signing.PASSWORD, password)

    told, path = export("--sign", str(certificate))

    assert (told.code, path.exists()) == (1, False)
    assert said in told.err
    assert password not in told.err


def test_a_word_file_is_not_signed_and_a_password_alone_is_for_nothing(  # type: ignore[no-untyped-def]
    export, certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = by_file(monkeypatch, tmp_path)

    word, path = export("--sign", str(certificate), *words, out="signed.docx")
    alone, _ = export(*words)

    assert (word.code, alone.code, path.exists()) == (1, 2, False)
    assert "Only a PDF" in word.err


def test_without_a_terminal_the_two_other_ways_are_named(export, certificate: Path) -> None:  # type: ignore[no-untyped-def]
    told, _ = export("--sign", str(certificate))

    assert told.code == 2
    assert signing.PASSWORD in told.err and "--password-file" in told.err


def test_an_unsigned_pdf_and_no_pdf_are_said_to_be_so(liaison: Liaison, export, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    _, path = export()
    (tmp_path / "x.pdf").write_bytes(PICTURE)

    plain = liaison("agreement", "signatures", str(path))
    wrong = liaison("agreement", "signatures", str(tmp_path / "x.pdf"))
    gone = liaison("agreement", "signatures", str(tmp_path / "gone.pdf"))

    assert (plain.code, plain.out.strip()) == (1, "The file bears no electronic signature.")
    assert (wrong.code, gone.code) == (1, 1)
    assert "no PDF" in wrong.err
    assert "gone.pdf" in gone.err
