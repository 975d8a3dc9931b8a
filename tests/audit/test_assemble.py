"""Which numbers stand in `estimates.csv`: all of real data, of rebuilt data only what was printed."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.audit.assemble import DATA_PARTS, assemble, audit_wave, logs, review_wave
from analysis.estimate.rows import frame, share
from analysis.intake.table import LOG_COLUMNS
from analysis.store import write_table

YES, NO, OTHER = (share("survey", "member", option, n, 48) for option, n in (("yes", 26), ("no", 3), ("other", 19)))


@pytest.fixture
def staged(make_wave, folder):
    """`staged(survey=[...], published=[...])`: a wave whose notebooks have left these estimates; `folder` is its study."""

    def make(evidence: str, printed: bool = True, **parts):
        wave = make_wave(
            {f"{name}.csv": "" for name in parts if name in ("survey", "practices", "case_studies")}, evidence=evidence
        )
        if printed:
            wave.published.mkdir()
            for file in folder.glob("*.csv"):
                file.rename(wave.published / file.name)
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


def test_the_logs_of_the_sources_there_are_become_one(make_wave):
    wave = make_wave({"survey.csv": "", "practices.csv": ""})
    for name, record in (("survey", "R2"), ("practices", "P1"), ("cases", "left over from another run")):
        write_table(
            pd.DataFrame([dict.fromkeys(LOG_COLUMNS, "") | {"source": name, "record": record}]),
            wave.stage / "log" / f"{name}.csv",
        )
    assert sorted(logs(wave)["record"]) == ["P1", "R2"]
