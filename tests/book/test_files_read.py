"""The text of attached files is found; hostile files cost a moment and nothing else."""

import hashlib
from time import monotonic

import pytest

from crm.book import Book
from crm.book.filetext import FileReader
from crm.book.filetext.kinds import LARGEST, MOST_TEXT
from crm.book.filetext.process import WORD
from crm.book.search import FoundTexts
from crm.partners.commands import AddPartner, AttachFile, BinPartners, DetachFile
from crm.partners.queries import PartnerDetail
from crm.values.ids import PartnerId
from tests.book.files import HOSTILE, docx, pdf, xlsx


def attach(book: Book, name: str, content: bytes) -> PartnerId:
    partner = PartnerId(book.execute(AddPartner({"name": "仁禾医疗"})).first("partner"))
    book.execute(AttachFile(name, content, partner))
    return partner


def found(book: Book, text: str) -> list[str]:
    return [hit.title for hit in book.query(FoundTexts(text)) if hit.kind == "attachment"]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("年报.pdf", pdf("Training data", "脱敏样本二百份"), "脱敏样本"),
        ("合同.docx", docx("甲方交付训练数据", "Second paragraph"), "训练数据"),
        ("table.docx", docx("x"), "表格里的字"),
        ("numbers.xlsx", xlsx("批次八", "quota"), "批次八"),
        ("notes.md", "# 纪要\n下周复盘".encode(), "复盘"),
        ("gbk.txt", "国标编码的纪要".encode("gb18030"), "国标编码"),
        ("marked.csv", "客户,金额\n海棠,12".encode("utf-16"), "海棠"),
    ],
)
def test_a_file_is_found_by_its_name_at_once_and_by_its_text_when_it_was_read(
    book: Book, name: str, content: bytes, word: str
) -> None:
    partner = attach(book, name, content)
    assert found(book, name.partition(".")[0]) == [name]
    assert found(book, word) == []

    assert book.read_attachments() == 1

    (hit,) = book.query(FoundTexts(word))
    assert (hit.kind, hit.title, hit.owner_kind, hit.owner_id) == ("attachment", name, "partner", partner)
    assert word in hit.excerpt
    assert book.read_attachments() == 0
    assert book.inspect() == []


def test_a_file_taken_off_is_not_found_and_comes_back_with_undo(book: Book) -> None:
    partner = attach(book, "a.md", "脱敏样本".encode())
    book.read_attachments()
    (file,) = book.query(PartnerDetail(partner, book.clock.today())).attachments

    book.execute(DetachFile(file.id))
    assert found(book, "脱敏样本") == []

    book.undo()
    assert found(book, "脱敏样本") == ["a.md"]
    book.execute(BinPartners((partner,)))
    assert found(book, "脱敏样本") == []


def test_equal_bytes_are_read_once(book: Book) -> None:
    attach(book, "a.md", "脱敏样本".encode())
    attach(book, "b.md", "脱敏样本".encode())

    assert book.read_attachments() == 1
    assert sorted(found(book, "脱敏样本")) == ["a.md", "b.md"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_kept_as_it_is_and_costs_a_moment(book: Book, name: str) -> None:
    attach(book, name, HOSTILE[name])
    begun = monotonic()

    book.read_attachments()

    assert monotonic() - begun < 6
    assert found(book, name) == [name]
    assert found(book, "root") == []
    assert book.read_attachments() == 0
    assert book.inspect() == []


def test_a_pdf_with_a_password_says_so_and_is_found_by_its_name(book: Book) -> None:
    with FileReader() as reader:
        assert reader.read("a.pdf", pdf("secret", password="x")).reader == "pdf-encrypted"
        assert reader.read("b.pdf", pdf("open")).text.strip() == "open"  # the process goes on


def test_a_reader_that_hangs_or_dies_gives_what_it_had_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from crm.book.filetext import reader as room

    with FileReader() as reader:
        reader.read("a.pdf", pdf("one"))
        assert reader.process is not None
        reader.process.kill()
        reader.process.wait()
        assert reader.read("b.pdf", pdf("two")).text.strip() == "two"
        monkeypatch.setattr(room, "PATIENCE", -1.0)
        monkeypatch.setattr(room, "MOST_SECONDS", 0.0)
        assert reader.read("c.pdf", pdf("three")).reader == "pdf-hostile"
        monkeypatch.undo()
        assert reader.read("d.pdf", pdf("four")).text.strip() == "four"


def test_ten_thousand_pages_are_read_within_their_time_and_capped() -> None:
    content = pdf(*(f"page {number} " + "x" * 60 for number in range(3_000)))
    begun = monotonic()

    with FileReader() as reader:
        read = reader.read("a.pdf", content)
        long = reader.read("a.txt", b"word " * MOST_TEXT)
        large = reader.read("a.txt", b" " * (LARGEST + 1))

    assert monotonic() - begun < 30
    assert "page 2999" in read.text
    assert len(read.text) <= MOST_TEXT
    assert len(long.text) == MOST_TEXT
    assert (large.text, large.reader) == ("", "none")


def test_the_built_program_can_be_its_own_reader() -> None:
    from tests.house.sources import ROOT

    assert f'["{WORD}"]' in (ROOT / "ui" / "__main__.py").read_text("utf-8")


def test_reading_changes_no_step(book: Book) -> None:
    attach(book, "a.md", b"word")
    steps = [step.id for step in book.history()]

    book.read_attachments()

    assert [step.id for step in book.history()] == steps
    assert hashlib.sha256(b"word").hexdigest()  # the text is kept under the hash of the bytes
    book.undo()
    book.redo()
    assert found(book, "word") == ["a.md"]
