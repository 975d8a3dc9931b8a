"""Which numbers stand in `estimates.csv`: all of real data, of rebuilt data only what was printed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from analysis.audit.assemble import DATA_PARTS, assemble, audit_wave, logs, review_wave
from analysis.estimate.rows import frame, share
from analysis.intake.table import LOG_COLUMNS
from analysis.store import write_table, write_text

YES, NO, OTHER = (share("survey", "member", option, n, 48) for option, n in (("yes", 26), ("no", 3), ("other", 19)))


@pytest.fixture
def staged(make_wave, folder, tmp_path):
    """`staged(survey=[...], published=[...])`: a wave whose notebooks have left these estimates; `folder` is its study."""

    def make(evidence: str, printed: bool = True, **parts):
        if printed:
            shutil.copytree(folder, tmp_path / "raw" / "2030" / "published", ignore=shutil.ignore_patterns("raw"))
        wave = make_wave(
            {f"{name}.csv": "" for name in parts if name in ("survey", "practices", "case_studies")}, evidence=evidence
        )
        for name in [*DATA_PARTS, "published"]:
            rows = frame(parts.get(name, []), wave.id, "published" if name == "published" else evidence, 5)
            write_table(rows, wave.stage / "estimates" / f"{name}.csv")
        return wave

    return make


def kept(estimates: pd.DataFrame) -> dict[str, str]:
    return dict(zip(estimates["key"], estimates["evidence"], strict=True))


def test_real_data_stand_as_they_are_and_say_who_made_them(staged):
    estimates = assemble(staged("observed", printed=False, survey=[YES, OTHER]))
    assert kept(estimates) == {"survey.member.other.share": "observed", "survey.member.yes.share": "observed"}
    assert set(estimates["made_by"]) == {"05-estimate-survey"}
    assert list(estimates["key"]) == sorted(estimates["key"])


def test_the_cell_that_computed_a_number_is_named_by_its_id(staged):
    wave = staged("observed", printed=False, survey=[replace(YES, cell="4"), replace(OTHER, cell="9")])
    cells = [{"id": "prose"}, {"id": "b938affc", "execution_count": 4}, {"id": "empty", "execution_count": None}]
    write_text(json.dumps({"cells": cells}), wave.notebooks / "05-estimate-survey.ipynb")
    estimates = assemble(wave)
    assert dict(zip(estimates["key"], estimates["made_in"], strict=True)) == {"survey.member.other.share": "", "survey.member.yes.share": "b938affc"}


def test_a_number_of_rebuilt_data_stands_only_where_it_equals_a_printed_one(staged):
    wrong = share("survey", "member", "no", 4, 48)
    estimates = assemble(staged("round_trip", survey=[YES, wrong, OTHER], published=[YES, NO]))
    assert kept(estimates) == {"survey.member.yes.share": "round_trip", "survey.member.no.share": "published"}
    assert dict(zip(estimates["key"], estimates["numerator"], strict=True))["survey.member.no.share"] == "3"


def test_a_number_that_is_printed_and_recomputed_stands_once_with_its_place(staged):
    estimates = assemble(staged("round_trip", survey=[YES], published=[YES]))
    [row] = estimates.to_dict("records")
    assert row["made_by"] == "05-estimate-survey" and "Table 3.2" in row["published_ref"]


def test_numbers_that_are_only_printed_do_not_audit_themselves(staged):
    wave = staged("round_trip", survey=[YES], published=[YES, NO])
    audit = audit_wave(wave, assemble(wave)).set_index("cell")
    assert audit.loc["Yes, n", "verdict"] == "equal"
    assert audit.loc["No, n", "verdict"] == "not_reproducible"


def test_a_wave_that_printed_nothing_has_an_empty_audit_and_no_errata(staged):
    wave = staged("observed", printed=False, survey=[YES])
    found = assemble(wave)
    assert audit_wave(wave, found).empty and review_wave(wave, found["key"]).empty


@pytest.fixture
def logged(make_wave, tmp_path):
    """`logged("observed")`: a wave of a survey and a database whose cleaning has changed a cell each."""

    def make(evidence: str):
        write_text("table\n", tmp_path / "raw" / "2030" / "published" / "table_3_1.csv")
        wave = make_wave({"survey.csv": "", "practices.csv": ""}, evidence=evidence)
        for name, record in (("survey", "R2"), ("practices", "P1"), ("cases", "left over from another run")):
            row = dict(zip(LOG_COLUMNS, (name, record, "country", "Hellas", "GR", "country_name"), strict=True))
            write_table(pd.DataFrame([row]), wave.stage / "log" / f"{name}.csv")
        return wave

    return make


def test_the_logs_of_the_sources_there_are_become_one(logged):
    assert sorted(logs(logged("round_trip"))["record"]) == ["P1", "R2"]


@pytest.mark.parametrize("evidence", ["observed", "simulated"])
def test_the_log_of_real_answers_has_neither_records_nor_values(logged, evidence):
    log = logs(logged(evidence))
    assert log.to_dict("records") == [{"source": "practices", "column": "country", "rule": "country_name", "n": 1}]


def test_estimates_of_real_answers_are_those_that_may_be_shown(staged):
    few = share("survey", "country", "MT", 2, 48)
    enough = [share("survey", "country", code, n, 48) for code, n in (("ES", 26), ("IT", 20))]
    estimates = assemble(staged("observed", printed=False, survey=[few, *enough, share("survey", "member", "yes", 1, 3)]))
    numbers = dict(zip(estimates["key"], estimates["numerator"], strict=True))
    assert numbers == {"survey.country.ES.share": "26", "survey.country.OTHER.share": "22", "survey.member.yes.share": ""}
    assert "respondents" not in estimates and set(estimates["made_by"]) == {"05-estimate-survey"}


def test_a_count_on_another_base_than_the_printed_one_is_no_round_trip(staged):
    estimates = assemble(staged("round_trip", survey=[share("survey", "member", "yes", 26, 47)], published=[YES]))
    [row] = estimates.to_dict("records")
    assert (row["evidence"], row["numerator"], row["base"]) == ("published", "26", "48")
