"""The written files: the same bytes every time, honest about themselves, used by nobody else."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import analysis
from analysis.reconstruct.__main__ import main


def run(arguments: list[str], folder: Path, seed: str) -> None:
    command = [sys.executable, "-m", "analysis.reconstruct", "2012", *arguments]
    subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}, check=True)


def test_the_same_bytes_from_anywhere_and_as_committed(tmp_path: Path, raw_folder: Path, ledger_file: Path) -> None:
    run(["--out", "out", "--ledger", "ledger.csv"], tmp_path, "1")
    for name in ("survey.xlsx", "practices.xlsx", "constraints.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (raw_folder / name).read_bytes(), name
    assert (tmp_path / "ledger.csv").read_bytes() == ledger_file.read_bytes()


def test_two_rebuilds_in_one_process_agree(made, raw_folder: Path, codebook) -> None:
    from analysis.reconstruct.extracts import extracts

    assert extracts(raw_folder / "published", codebook) == made


def test_without_a_ledger_none_is_written(tmp_path: Path) -> None:
    assert main(["2012", "--out", str(tmp_path)]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["constraints.csv", "practices.xlsx", "survey.xlsx"]


def test_a_wave_without_printed_cells_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["1999", "--data", str(tmp_path)]) == 2
    assert "there is no folder of printed cells" in capsys.readouterr().err


def test_a_margin_that_cannot_be_met_writes_nothing(tmp_path: Path, raw_folder: Path, codebook) -> None:
    from analysis.reconstruct.extracts import extracts

    for file in (raw_folder / "published").glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(
            text.replace("Greece,percent,47.9,47.9", "Greece,percent,47.8,47.8"), encoding="utf-8"
        )
    with pytest.raises(ValueError, match=r"Table 3.1 Greece, percent: 47.8 printed, 47.9 rebuilt"):
        extracts(tmp_path, codebook)


def test_every_printed_cell_is_a_constraint_and_every_carried_one_is_met(raw_folder: Path, printed) -> None:
    rows = list(csv.DictReader(io.StringIO((raw_folder / "constraints.csv").read_text(encoding="utf-8"))))
    places = {(row["published_ref"], row["cell"]) for row in rows}
    for name, cells in printed.items():
        if name.startswith("table_3_") and name in {f"table_3_{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11)}:
            ref = name.replace("table_3_", "Table 3.")
            assert {(ref, f"{cell['row']}, {cell['column']}") for cell in cells} <= places
    assert sum(row["published_ref"].startswith("Figure") for row in rows) == len(printed["figures"])
    assert all(row["rebuilt"] in (row["printed"], "") and row["how"] for row in rows)
    uncertain = sum(figure["certain"] != "yes" for figure in printed["figures"])
    assert sum(row["rebuilt"] == "" for row in rows) == uncertain
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("file", "sheets", "filler"),
    [
        (
            "survey.xlsx",
            ["responses", "factsheets", "about"],
            ["pairing of answers", "order of the rows", "fact sheets"],
        ),
        (
            "practices.xlsx",
            ["practices", "about"],
            ["which record carries which end date", "month and day", "order of the records"],
        ),
    ],
)
def test_about_says_what_the_file_is_and_what_is_filler(
    file: str, sheets: list[str], filler: list[str], raw_folder: Path
) -> None:
    book = openpyxl.load_workbook(raw_folder / file)
    assert book.sheetnames == sheets
    rows = list(book["about"].iter_rows(values_only=True))
    said = "\n".join(f"{topic}: {text}" for topic, text in rows).lower()
    assert "rebuilt, not microdata" in said
    assert "(c) european union, 2013" in said and "acknowledgement" in said
    fillers = "\n".join(text for topic, text in rows if topic == "filler").lower()
    assert all(phrase in fillers for phrase in filler)
    assert sum(str(topic).startswith("assumption: ") for topic, _ in rows) >= 2


def test_row_one_holds_the_codebook_ids_and_row_two_the_questions(raw_folder: Path, codebook) -> None:
    for file, sheet in (("survey.xlsx", "responses"), ("survey.xlsx", "factsheets"), ("practices.xlsx", "practices")):
        rows = openpyxl.load_workbook(raw_folder / file)[sheet].iter_rows(values_only=True)
        items = codebook[sheet].needed
        assert next(rows) == tuple(item.id for item in items)
        if codebook[sheet].question_row:
            assert all(item.label in words for item, words in zip(items, next(rows), strict=True))


def test_the_workbooks_hold_no_formula_and_no_contact_column(raw_folder: Path, codebook) -> None:
    for file in ("survey.xlsx", "practices.xlsx"):
        for sheet in openpyxl.load_workbook(raw_folder / file).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert not any(cell.data_type == "f" or re.search(r"\S@\S", str(cell.value)) for cell in cells)
            if sheet.title in codebook.tables:
                assert not {cell.value for cell in sheet[1]} & set(codebook[sheet.title].drop)


def test_no_other_room_imports_this_one() -> None:
    package = Path(analysis.__file__).parent
    others = [file for file in package.rglob("*.py") if "reconstruct" not in file.relative_to(package).parts]
    assert not [file for file in others if "analysis.reconstruct" in file.read_text(encoding="utf-8")]


def test_this_room_imports_only_codebook_wave_store_and_problems() -> None:
    room = Path(analysis.__file__).parent / "reconstruct"
    imported = {
        name
        for file in room.glob("*.py")
        for name in re.findall(r"from analysis\.(\w+)", file.read_text(encoding="utf-8"))
    }
    assert imported <= {"codebook", "wave", "store", "problems", "reconstruct"}
