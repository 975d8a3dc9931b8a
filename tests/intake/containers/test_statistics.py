"""Files of SPSS and Stata: names and labels in two rows, answers as their labels, declared missing values told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from analysis.intake.cells import Cells
from analysis.intake.containers.statistics import DTA, POR, ROWS, SAV

LABELS = ["Number", "Member of a network", "Rating", "Share"]
NAMES = ["id", "network", "rating", "share"]


@pytest.fixture
def spss(tmp_path: Path) -> Cells:
    answers = pd.DataFrame({
        "id": ["a", "b", "c", "d"], "network": [1.0, 2.0, 99.0, None], "rating": [4.0, 5.0, 98.0, 99.0],
        "share": [12.5, 0.1, 7.0, None], "day": [date(2012, 5, 31), None, None, None],
    })  # fmt: skip
    file = tmp_path / "t.sav"
    pyreadstat.write_sav(
        answers, str(file), column_labels=[*LABELS, ""],
        variable_value_labels={"network": {1.0: "Yes", 2.0: "No", 99.0: "Refused"}},
        missing_ranges={"network": [99.0], "rating": [{"lo": 98, "hi": 99}]},
    )  # fmt: skip
    return SAV.read(file)


def test_names_and_labels_are_two_rows_and_answers_follow(spss: Cells) -> None:
    assert spss.frame.to_numpy().tolist() == [
        [*NAMES, "day"],
        [*LABELS, ""],
        ["a", "Yes", "4", "12.5", "2012-05-31"],
        ["b", "No", "5", "0.1", ""],
        ["c", "", "", "7", ""],
        ["d", "", "", "", ""],
    ]
    assert (spss.labelled, spss.container, list(spss.frame.index)) == (True, "sav", [1, 2, 3, 4, 5, 6])


def test_a_scale_with_labels_at_its_ends_alone_keeps_its_numbers(tmp_path: Path) -> None:
    answers = pd.DataFrame({"id": ["a", "b", "c"], "rating": [1.0, 2.0, 99.0], "other": [5.0, 1.0, 1.0], "network": [1.0, 2.0, 1.0]})
    ends, yes_no = {1.0: "Lower priority", 5.0: "Higher priority", 99.0: "No answer"}, {1.0: "Yes", 2.0: "No"}
    labels = {"rating": ends, "other": ends, "network": yes_no}
    pyreadstat.write_sav(answers, str(tmp_path / "t.sav"), variable_value_labels=labels, missing_ranges={"rating": [99.0], "other": [99.0]})
    assert SAV.read(tmp_path / "t.sav").frame.to_numpy().tolist()[2:] == [
        ["a", "1 (Lower priority)", "5 (Higher priority)", "Yes"], ["b", "2", "1 (Lower priority)", "No"], ["c", "", "1 (Lower priority)", "Yes"]
    ]  # fmt: skip


def test_values_that_are_declared_missing_are_told(spss: Cells) -> None:
    assert spss.remarks == [
        ROWS,
        "network: declared missing and read as no answer: 99 (Refused): 1",
        "rating: declared missing and read as no answer: 98: 1, 99: 1",
    ]


def test_extended_missing_values_of_stata_are_told(tmp_path: Path) -> None:
    answers = pd.DataFrame({"id": ["x", "y", "z"], "network": [1, "a", "b"]})
    file = tmp_path / "t.dta"
    pyreadstat.write_dta(
        answers, str(file), column_labels=LABELS[:2], missing_user_values={"network": ["a", "b"]},
        variable_value_labels={"network": {1: "Yes", "a": "Refused"}},
    )  # fmt: skip
    cells = DTA.read(file)
    assert cells.frame[1].tolist() == ["network", LABELS[1], "Yes", "", ""]
    assert cells.remarks[1:] == ["network: declared missing and read as no answer: .a (Refused): 1, .b: 1"]


def test_portable_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "t.por"
    pyreadstat.write_por(pd.DataFrame({"ID": ["a", "b"], "RATING": [4.0, None]}), str(file))
    assert POR.read(file).frame.to_numpy().tolist() == [["ID", "RATING"], ["", ""], ["a", "4"], ["b", ""]]


def test_damage_is_one_message(tmp_path: Path, problems_of) -> None:
    (tmp_path / "t.sav").write_bytes(b"$FL2@(#) SPSS DATA FILE" + b"\0" * 100)
    [problem] = problems_of(lambda: SAV.read(tmp_path / "t.sav"))
    assert problem.rule.startswith("is not an SPSS file that can be read")


def test_a_file_that_claims_to_hold_more_than_fits_is_refused(tmp_path: Path, problems_of, monkeypatch) -> None:
    from analysis.intake.containers import statistics

    file = tmp_path / "t.sav"
    pyreadstat.write_sav(pd.DataFrame({"id": ["a", "b"]}), str(file))
    monkeypatch.setattr(statistics, "MAX_CELLS", 1)
    [problem] = problems_of(lambda: SAV.read(file))
    assert problem.rule == "says that it holds more cells than fit into the memory"
