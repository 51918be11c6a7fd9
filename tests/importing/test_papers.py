"""Papers find their partners by the names in their file names; a person says whether it is so."""

import os
from pathlib import Path

import pytest

from crm.book import Book
from crm.exchange.papers import MOST_FILES, papers_in, read_papers
from crm.partners.commands import AddPartner, AttachFiles, BinPartners
from crm.partners.queries import PartnersInFileNames
from crm.values import Refused, WorldFault
from crm.values.ids import PartnerId
from tests.acts.test_landscape import Ask


@pytest.fixture
def partners(book: Book) -> dict[str, PartnerId]:
    named = (
        {"name": "仁禾医疗数据有限公司", "name_en": "Renhe Medical Data"},
        {"name": "仁禾", "name_en": "AI"},
        {"name": "澜亭银行", "other_names": "LTB\n澜亭"},
        {"name": "云岫算力", "name_en": "Yunxiu Compute", "legal_name": "Yunxiu Compute Co., Ltd."},
    )
    return {str(values["name"]): PartnerId(book.execute(AddPartner(values)).first("partner")) for values in named}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("仁禾医疗数据 合作备忘录.pdf", "仁禾医疗数据有限公司"),
        ("2026仁禾医疗数据有限公司（盖章）.pdf", "仁禾医疗数据有限公司"),
        ("仁禾 NDA.pdf", "仁禾"),
        ("RENHE_medical-data.v2.docx", "仁禾医疗数据有限公司"),
        ("RenheMedicalData SLA.docx", "仁禾医疗数据有限公司"),
        ("ltb scan.jpg", "澜亭银行"),
        ("Yunxiu Compute Co Ltd - SLA 2026.pdf", "云岫算力"),
        ("AI overview.pdf", "仁禾"),
        ("email said.pdf", None),
        ("holiday photos.pdf", None),
        ("Mingyuan AI Ltd.pdf", "仁禾"),
        ("", None),
        ("仁" * 300 + ".pdf", None),
    ],
)
def test_the_longest_name_in_either_language_is_proposed(
    book: Book, partners: dict[str, PartnerId], file: str, name: str | None
) -> None:
    (row,) = book.query(PartnersInFileNames((file,)))
    assert (row.proposed.id if row.proposed else None) == (partners[name] if name else None)


def test_two_of_one_name_are_proposed_to_nobody(book: Book, partners: dict[str, PartnerId]) -> None:
    other = PartnerId(book.execute(AddPartner({"name": "澜亭银行 (上海)", "name_en": "LTB"})).first("partner"))
    (row,) = book.query(PartnersInFileNames(("LTB.pdf",)))
    assert row.proposed is None
    assert [one.id for one in row.found] == [partners["澜亭银行"], other]
    book.execute(BinPartners((other,)))
    (row,) = book.query(PartnersInFileNames(("LTB.pdf",)))
    assert row.proposed is not None


def test_who_is_called_so_in_full_goes_before_who_only_lacks_the_legal_form(
    book: Book, partners: dict[str, PartnerId]
) -> None:
    book.execute(AddPartner({"name": "澜亭银行股份有限公司"}))
    (row,) = book.query(PartnersInFileNames(("澜亭银行 NDA.pdf",)))
    assert row.proposed is not None and row.proposed.id == partners["澜亭银行"]


def test_folders_are_walked_one_level_and_links_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "deeper").mkdir(parents=True)
    for name in ("b.pdf", "a.pdf", ".hidden", "Thumbs.db", "deeper/c.pdf"):
        (folder / name).write_bytes(b"x")
    (folder / "link.pdf").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    (tmp_path / "turned\u202efdp.exe").write_bytes(b"x")
    found = papers_in([folder, folder / "a.pdf", tmp_path / "turned\u202efdp.exe", tmp_path / "gone.pdf"])

    assert [paper.name for paper in found.files] == ["a.pdf", "b.pdf", "turned fdp.exe"]
    assert [(problem.code, problem.values["file"]) for problem in found.left_out] == [
        ("paper-is-hidden", ".hidden"),
        ("paper-is-hidden", "Thumbs.db"),
        ("paper-is-folder", "deeper"),
        ("paper-is-link", "link.pdf"),
        ("paper-is-link", "loop"),
        ("paper-is-no-file", "pipe"),
        ("file-unread", "gone.pdf"),
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as stream:
        stream.truncate(200_000_001)
    assert [problem.code for problem in papers_in([tmp_path]).left_out] == ["attachment-too-large"]


def test_too_much_at_once_is_refused(tmp_path: Path) -> None:
    for number in range(6):
        with (tmp_path / f"{number}.pdf").open("wb") as stream:
            stream.truncate(199_000_000)
    with pytest.raises(Refused, match="papers-too-large"):
        papers_in([tmp_path])
    many = tmp_path / "many"
    many.mkdir()
    for number in range(MOST_FILES + 1):
        (many / f"{number}.txt").touch()
    with pytest.raises(Refused, match="papers-too-many"):
        papers_in([many])


def test_all_are_one_step(book: Book, partners: dict[str, PartnerId], tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(name.encode())
    first, second = papers_in([folder]).files
    chosen = ((first, partners["仁禾"]), (second, partners["澜亭银行"]))
    book.execute(AttachFiles(tuple(read_papers(chosen))))
    assert book.query(Ask("SELECT name, partner_id FROM attachment ORDER BY id")) == [
        ("a.pdf", partners["仁禾"]),
        ("b.pdf", partners["澜亭银行"]),
    ]
    book.undo()
    assert book.query(Ask("SELECT count(*) FROM attachment")) == [(0,)]

    (folder / "b.pdf").unlink()
    with pytest.raises(WorldFault, match="file-unread"):
        book.execute(AttachFiles(tuple(read_papers(chosen))))
    assert book.query(Ask("SELECT count(*) FROM attachment")) == [(0,)]
