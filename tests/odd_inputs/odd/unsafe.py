"""Files that would harm: they are refused quickly, or what is dangerous in them is not followed."""

from __future__ import annotations

from pathlib import Path

from workbooks import changed, parts_of

from odd import Odd
from odd.declarations import TABLE, TEXT
from odd.make import csv, practices, workbook

SHEET = "xl/worksheets/sheet1.xml"
ROWS = practices({})
BOOK = {"practices": ROWS}


def _bomb() -> bytes:
    """One cell that unpacks to more than a machine should hold."""
    return changed(workbook(BOOK), SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 40_000_000))


def _entities() -> bytes:
    head = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return changed(workbook(BOOK), SHEET, lambda xml: xml.replace(b"<worksheet", head + b"<worksheet", 1))


def _outside(folder: Path) -> None:
    outside = folder.parents[2] / "elsewhere.csv"
    outside.write_text(csv(ROWS), encoding="utf-8")
    (folder / "practices.csv").symlink_to(outside)


def _yaml_bomb() -> str:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    return TEXT + f"a0: &a0 [x, x]\n{levels}"


KINDS = [
    Odd("a part that unpacks to far more than it is", {"practices.xlsx": _bomb}, refused=r"practices\.xlsx: would fill the memory: its part xl/worksheets/sheet1\.xml unpacks to"),
    Odd("entities in the XML", {"practices.xlsx": _entities}, refused=r"practices\.xlsx: is not an Excel workbook.*defines entities"),
    Odd("a part that stands there twice", {"practices.xlsx": lambda: _twice()}, refused=r"practices\.xlsx: is not an Excel workbook.*stand there twice"),
    Odd("a cell of more than a million characters", {"practices.csv": csv(ROWS) + '"P2","' + "x" * 17_000_000 + '"\n'}, refused=r"practices\.csv: holds a cell with a text of more than a million characters"),
    Odd("a path out of the folder", TABLE, declared=TEXT.replace("practices.csv", "../../../practices.csv"), refused=r"wave\.yml, column sources\.practices\.file: points outside the wave's folder"),
    Odd("a path from the root", TABLE, declared=TEXT.replace("practices.csv", "/etc/hostname"), refused=r"column sources\.practices\.file: points outside the wave's folder \(found: '/etc/hostname'\)"),
    Odd("a link out of the folder", {}, says={"practices": {"file": "practices.csv"}}, prepare=_outside, refused=r"column sources\.practices\.file: points outside the wave's folder \(found: 'practices\.csv'\)"),
    Odd("anchors that explode", TABLE, declared=_yaml_bomb(), refused=r"wave\.yml, row 8: repeats another part of the file by the name \*a0"),
    Odd("a tag that runs code", TABLE, declared=TEXT + "licence: !!python/object/apply:os.getcwd []\n", refused=r"wave\.yml, row 7: is not valid YAML: could not determine a constructor for the tag"),
    Odd("a text that would be a formula in a download", {"practices.csv": csv(practices({"title": "=HYPERLINK(\"https://example.org\")", "description": "@SUM(1)"}))}, values={"practices P1 title": '=HYPERLINK("https://example.org")'}),
    Odd("web code in a text", {"practices.csv": csv(practices({"title": "<script>alert(1)</script>"}))}, values={"practices P1 title": "<script>alert(1)</script>"}),
    Odd("more columns than any sheet has", {"practices.csv": ",".join(["a"] * 17_000) + "\n" + ",".join(["1"] * 17_000) + "\n"}, refused=r"practices\.csv.*columns"),
    Odd("an override of the direction of writing", {"practices.csv": csv(practices({"country": "\u202eniapS"}))}, refused=r"row 2, column country: is not a country that is known"),
]  # fmt: skip


def _twice() -> bytes:
    import warnings
    import zipfile
    from io import BytesIO

    buffer = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in [*parts_of(workbook(BOOK)).items(), (SHEET, b"<x/>")]:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()
