"""The file itself: what it is, what it is called, how its text is encoded and separated."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyreadstat
from workbooks import opendocument, zipped

from odd import Odd
from odd.make import csv, practices, statistical, workbook

OLD_EXCEL = Path(__file__).parents[2] / "intake" / "containers" / "files" / "practices.xls"  # two made-up practices
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ROWS = practices({}, {"country": "Italy"})
ITALY = {"practices P2 country": "IT"}
MALMO = practices({"title": "Kurse für Mütter in Malmö"})


def _ods() -> bytes:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    return opendocument(f'<table:table table:name="practices">{rows}</table:table>')


def _locked() -> bytes:
    """A zip archive whose parts are encrypted, as some tools protect a workbook."""
    data = bytearray(workbook({"practices": ROWS}))
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + flag] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def _zip(**parts: str) -> bytes:
    return zipped({name.replace("__", "/").replace("_dot_", "."): text.encode() for name, text in parts.items()})


def _stata() -> bytes:
    data = {"respid": ["R1", "R2"], "Q12percent": [12.5, 8.0]}
    return statistical(pyreadstat.write_dta, "dta", data, column_labels=["Respondent", "Share"])


KINDS = [
    Odd("an old Excel workbook", {"practices.xls": OLD_EXCEL.read_bytes()}, warned="old Excel workbook .* cannot be seen", values=ITALY),
    Odd("an old Excel workbook named .xlsx", {"practices.xlsx": OLD_EXCEL.read_bytes()}, warned="old Excel workbook",
        told=r"named \.xlsx, but it is an old Excel workbook", values=ITALY),
    Odd("an OpenDocument spreadsheet", {"practices.ods": _ods}, values=ITALY, told=r"practices\.ods"),
    Odd("an OpenDocument spreadsheet named .xlsx", {"practices.xlsx": _ods}, values=ITALY, told=r"named \.xlsx, but it is an OpenDocument"),
    Odd("a workbook named .csv", {"practices.csv": {"practices": ROWS}}, values=ITALY, told=r"named \.csv, but it is an Excel workbook"),
    Odd("CSV named .xlsx", {"practices.xlsx": csv(ROWS)}, values=ITALY, told=r"named \.xlsx, but it is a text table"),
    Odd("a binary workbook", {"practices.xlsb": _zip(xl__workbook_dot_bin="x")}, refused=r"practices\.xlsb: is a binary Excel workbook \(\.xlsb\)"),
    Odd("a web page named .xls", {"practices.xls": "<html><body><table><tr><td>practice_id</td></tr></table>"}, refused=r"practices\.xls: is a web page"),
    Odd("a spreadsheet in XML of Excel 2003", {"practices.xml": '<?xml version="1.0"?><Workbook xmlns="urn:x"/>'},
        refused=r"practices\.xml: is a spreadsheet in XML \(Excel 2003\)"),
    Odd("a flat OpenDocument file", {"practices.fods": '<?xml version="1.0"?><office:document xmlns:office="urn:x"/>'},
        refused=r"practices\.fods: is a flat OpenDocument"),
    Odd("a PDF", {"practices.pdf": b"%PDF-1.7\n..."}, refused=r"practices\.pdf: is a PDF"),
    Odd("JSON of an interface", {"practices.json": '[{"practice_id": "P1"}]'}, refused=r"practices\.json: is a JSON file"),
    Odd("a Word document", {"practices.docx": _zip(word__document_dot_xml="<w/>")}, refused=r"practices\.docx: is a Word document"),
    Odd("a Numbers document", {"practices.numbers": _zip(Index__Document_dot_iwa="x")}, refused=r"practices\.numbers: is a Numbers or Pages document"),
    Odd("a zip archive with the export in it", {"practices.zip": _zip(export_dot_csv="a,b")}, refused=r"practices\.zip: is a zip archive of other files.*unpack it"),
    Odd("a gzip archive", {"practices.csv.gz": lambda: gzip.compress(b"a,b", mtime=0)}, says={"practices": {"file": "practices.csv.gz"}},
        refused=r"practices\.csv\.gz: is a gzip archive"),
    Odd("an R data file", {"practices.rds": b"RDX3\nX\n"}, refused=r"practices\.rds: is an R data file"),
    Odd("a workbook with a password", {"practices.xlsx": COMPOUND + "EncryptedPackage".encode("utf-16-le")}, refused=r"practices\.xlsx: is protected by a password"),
    Odd("a workbook with encrypted parts", {"survey.xlsx": _locked}, refused=r"survey\.xlsx: is protected by a password"),
    Odd("half a workbook", {"practices.xlsx": lambda: workbook({"practices": ROWS})[:900]}, refused=r"practices\.xlsx: is not an Excel workbook that can be read"),
    Odd("an empty file", {"practices.csv": ""}, refused=r"practices\.csv: the file is empty"),
    Odd("no file", {}, says={"practices": {"file": "practices.csv"}}, refused=r"practices\.csv: there is no such file"),
    Odd("a file of another spelling", {"Practices.CSV": csv(ROWS)}, says={"practices": {"file": "practices.csv"}},
        refused=r"practices\.csv: there is no such file.*perhaps 'Practices\.CSV' is meant"),
    Odd("a folder", {}, says={"practices": {"file": "practices"}}, prepare=lambda folder: (folder / "practices").mkdir(), refused=r"practices: is a folder"),
    Odd("the lock of a program", {"~$practices.xlsx": b"Some user"}, says={"practices": {"file": "~$practices.xlsx"}},
        refused=r"~\$practices\.xlsx: is the mark of a program"),
    Odd("the pointer to a file that was not fetched", {"practices.csv": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"},
        refused=r"practices\.csv: is the pointer of Git LFS to a file that is not here yet"),
    Odd("UTF-16 with tabs", {"practices.csv": csv(MALMO, "\t").encode("utf-16")}, values={"practices P1 title": "Kurse für Mütter in Malmö"}, told="UTF-16"),
    Odd("UTF-16 without a mark, big end first", {"practices.txt": csv(MALMO).encode("utf-16-be")}, values={"practices P1 title": "Kurse für Mütter in Malmö"}),
    Odd("UTF-32", {"practices.csv": csv(MALMO).encode("utf-32")}, refused=r"practices\.csv.*(UTF-32|NUL)"),
    Odd("Windows-1252", {"practices.csv": csv(MALMO).encode("cp1252")}, warned=r"row 2.*was read as Windows-1252.*'für'",
        values={"practices P1 title": "Kurse für Mütter in Malmö"}),
    Odd("Greek of Windows", {"practices.csv": csv(practices({"title": "Δήμος Αθηναίων, υπηρεσία υποδοχής μεταναστών"}, {"title": "Δίκτυο"})).encode("cp1253")},
        refused=r"practices\.csv, row 2: is not UTF-8 text, and its alphabet cannot be told"),
    Odd("letters encoded twice", {"practices.csv": csv(MALMO).encode().decode("cp1252").encode()}, warned="row 2, column title: .*encoded twice",
        rows={"practices": 1}),
    Odd("letters lost in an encoding", {"practices.csv": csv(practices({"title": "Malm\ufffd"}))}, warned="row 2, column title.*Malm", rows={"practices": 1}),
    Odd("a separator named in the first line", {"practices.csv": "sep=;\r\n" + csv(ROWS, ";", "\r\n")}, values=ITALY),
    Odd("a strange separator named in the first line", {"practices.csv": "sep=^\n" + csv(ROWS, "^")}, refused=r"row 1: names a separator that is not known \(found: '\^'\)"),
    Odd("a strange separator", {"practices.csv": csv(ROWS, "~")}, refused=r"practices\.csv.*all columns stand within one cell \(found: 'practice_id~title~"),
    Odd("vertical bars", {"practices.csv": csv(ROWS, "|")}, values=ITALY),
    Odd("line ends of old computers", {"practices.csv": csv(ROWS, ",", "\r")}, values=ITALY),
    Odd("line breaks inside cells", {"practices.csv": csv(practices({"description": "first\nsecond"}, {"country": "Italy"}))}, values=ITALY | {"practices P1 description": "first second"},
        told="cells hold line breaks"),
    Odd("every row within one cell", {"practices.csv": "".join(f'"{line}"\n' for line in csv(ROWS).splitlines())}, refused=r"practices\.csv.*all columns stand within one cell \(found: 'practice_id,title,"),
    Odd("line ends written twice", {"practices.csv": csv(ROWS).replace("\n", "\r\r\n")}, values=ITALY),
    Odd("a line of remarks before the header", {"practices.csv": "# exported on a Monday\n" + csv(ROWS)}, values=ITALY, told="rows above the header that are not read: 1"),
    Odd("commas at the end of every line", {"practices.csv": csv(ROWS).replace("\n", ",,\n")}, values=ITALY),
    Odd("a last line that is cut", {"practices.csv": csv(ROWS)[:-25]}, refused=r"row 3: has another number of cells than the other rows \(2, not 12\)"),
    Odd("a byte that is no character", {"practices.csv": csv(ROWS).replace("Italy", "It\0aly")}, refused="row 3: holds a NUL character"),
    Odd("a quotation mark that is not closed", {"practices.csv": csv(ROWS).replace("Desk 1", '"Desk 1')}, refused="row 2: a quotation mark is not closed"),
    Odd("a comma that splits a cell", {"practices.csv": csv(practices({}, {"url": "https://example.org"})).replace("Desk 2", "Desk, 2")}, refused=r"practices\.csv, row 3: has another number of cells than the other rows \(13, not 12\)"),
    Odd("two exports joined with their marks", {"practices.csv": "\ufeff" + csv(ROWS) + "\ufeff" + csv([ROWS[0], ["P3", "Desk 3", *ROWS[1][2:]]])},
        warned="row 4: a byte-order mark stands within the file", rows={"practices": 3}, told="repeated header rows: 1"),
    Odd("a web address in place of the file", {"practices.csv": "[InternetShortcut]\nURL=https://example.org/edit\n"}, refused=r"practices\.csv.*none of the first rows holds names"),
    Odd("Stata without labels of values", {"survey.dta": _stata}, says={"survey": {"mapping": {"respid": "respondent_id"}}}, values={"responses R1 tcn_percent": "12.5"}),
    Odd("half a Stata file", {"survey.dta": lambda: _stata()[:300]}, refused=r"survey\.dta: is not a Stata file that can be read"),
    Odd("a damaged SPSS file", {"survey.sav": b"$FL2@(#) SPSS" + b"\0" * 300}, refused=r"survey\.sav: is not an SPSS file that can be read"),
    Odd("another sheet beside the table", {"practices.xlsx": lambda: workbook({"practices": ROWS, "notes": [["see the plan"]]})},
        values=ITALY, told="other sheets of the file: notes"),
]  # fmt: skip
