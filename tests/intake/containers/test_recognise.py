"""What a file is: told from its content, whatever its name says, and named where it is no table."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from analysis.intake.containers.recognise import recognise


def zipped(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in ([("mimetype", mimetype)] if mimetype else []) + [(name, "x") for name in names]:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def compound(*names: str) -> bytes:
    """As much of an old Office file as tells what it holds."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"".join(name.encode("utf-16-le") for name in names)


CONTENTS = {
    "xlsx": zipped("xl/workbook.xml"),
    "ods": zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "xls": compound("Root Entry", "Workbook"),
    "sav": b"$FL2@(#) SPSS DATA FILE",
    "dta": b"<stata_dta><header>",
    "csv": b"a,b\n1,2\n",
}


@pytest.mark.parametrize("container", CONTENTS)
def test_the_content_decides_and_another_name_is_said(tmp_path: Path, container: str) -> None:
    right, wrong = tmp_path / f"t.{container}", tmp_path / ("t.csv" if container != "csv" else "t.xlsx")
    for file in (right, wrong):
        file.write_bytes(CONTENTS[container])
    assert recognise(right) == (container, [])
    found, [remark] = recognise(wrong)
    assert found == container
    assert remark.startswith(f"it is named {wrong.suffix}, but it is a")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<!DOCTYPE html><html><table>", "a web page (HTML)"),
        (b"\n<table><tr><td>1", "a web page (HTML)"),
        (b'<?xml version="1.0"?><html>', "a web page (HTML)"),
        (b'<?xml version="1.0"?><Workbook xmlns="x">', "a spreadsheet in XML (Excel 2003)"),
        (b'<?xml version="1.0"?><office:document>', "a flat OpenDocument spreadsheet (.fods)"),
        (b'<?xml version="1.0"?><records>', "an XML file"),
        (b'[{"a": 1}]', "a JSON file"),
        (b'{"a": 1}', "a JSON file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"{\\rtf1", "a text document (RTF)"),
        (b"PAR1abc", "a Parquet file"),
        (b"\x09\x04\x06\x00", "a workbook of Excel 4"),
        (zipped("xl/workbook.bin"), "a binary Excel workbook (.xlsb)"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("ppt/slides.xml"), "a presentation"),
        (zipped("Index/Document.iwa"), "a Numbers or Pages document"),
        (zipped("export/a.csv", "export/b.csv"), "a zip archive of other files"),
        (zipped("a", mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument file, but not a spreadsheet"),
        (compound("WordDocument"), "a Word document"),
        (compound("Root Entry"), "an old Office file"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, problems_of, content: bytes, what: str) -> None:
    file = tmp_path / "practices.xlsx"
    file.write_bytes(content)
    [problem] = problems_of(lambda: recognise(file))
    assert problem.rule.startswith(f"is {what}")
    assert problem.hint


def test_a_workbook_with_a_password_is_named(tmp_path: Path, problems_of) -> None:
    file = tmp_path / "survey.xlsx"
    file.write_bytes(compound("EncryptionInfo", "EncryptedPackage"))
    [problem] = problems_of(lambda: recognise(file))
    assert problem.rule == "is protected by a password"


@pytest.mark.parametrize("name", ["~$survey.xlsx", ".~lock.survey.ods#"])
def test_the_mark_of_an_open_file_is_not_taken_for_the_file(tmp_path: Path, problems_of, name: str) -> None:
    (tmp_path / name).write_bytes(b"somebody")
    [problem] = problems_of(lambda: recognise(tmp_path / name))
    assert "has the file open" in problem.rule


def test_what_is_no_file_at_all_is_said_without_waiting(tmp_path: Path, problems_of) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "lost.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.csv").write_bytes(b" \n")
    said = {"pipe": "is a device or a pipe", "folder": "is a folder", "lost": "there is no such file", "empty": "the file is empty"}
    for name, rule in said.items():
        [problem] = problems_of(lambda name=name: recognise(tmp_path / f"{name}.csv"))
        assert problem.rule.startswith(rule)
