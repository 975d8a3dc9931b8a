"""The workbook for pilots is filled in, read as the case studies of a wave and evaluated like them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from checked import check_wave

from analysis.clean.cases import derive_cases
from analysis.clean.source import clean_source
from analysis.codebook import Codebook, codebook_for
from analysis.evaluate import scores
from analysis.evaluate.coding import read_coding
from analysis.evaluate.criteria import criteria_for
from analysis.scaffold import workbooks
from analysis.wave import Wave, open_wave

PILOT = {"country_printed_list": "Greece", "type_printed_list": "cultural", "source_printed_list": "pilot", "organiser_type": "regional_authority"}
PILOTS = [
    PILOT | {"case_no": 1, "title_printed_fact_sheet": "Reading together", "start_printed": "2021", "finish_printed": "2023", "beneficiaries": 40},
    PILOT | {"case_no": 2, "title_printed_fact_sheet": "First job", "country_printed_list": "ES", "type_printed_list": "socio_economic"},
    PILOT | {"case_no": 3, "title_printed_fact_sheet": "Open council", "country_printed_list": "NL", "type_printed_list": "legal_political"},
]
SAID = {1: "yes", 2: "no", 3: "not_reported"}


@pytest.fixture
def wave(tmp_path: Path, codebook_2026: Codebook, fill_in: Callable[..., None]) -> Wave:
    """A wave of nothing but three pilots: of the first the sheet says yes to everything, of the second no, of the third nothing."""
    folder = tmp_path / "raw" / "2026-pilots"
    folder.mkdir(parents=True)
    file = folder / "pilot-evaluation.xlsx"
    file.write_bytes(workbooks.pilots(codebook_2026))
    fill_in(file, "cases", PILOTS)
    coding = [_coded(pilot, name, i.evidence[0]) for pilot in SAID for name, i in criteria_for(codebook_2026).indicators.items()]
    fill_in(file, "coding", coding, ("case_no", "indicator"))
    declared: dict[str, Any] = {"id": "2026-pilots", "title": "Pilots", "year": 2026, "evidence": "observed", "sources": {"case_studies": file.name}}
    (folder / "wave.yml").write_text(yaml.safe_dump(declared), encoding="utf-8")
    return open_wave("2026-pilots", tmp_path)


def _coded(pilot: int, indicator: str, heading: str) -> dict[str, Any]:
    answer = SAID[pilot]
    found = {"case_no": pilot, "indicator": indicator, "coder_a": answer, "final": answer}
    return found | {"evidence": heading if answer != "not_reported" else ""}


def test_three_pilots_pass_the_check_of_case_studies(wave):
    assert check_wave(wave) == []


def test_they_are_cleaned_as_case_studies(wave):
    codebook = codebook_for(wave)
    cases = derive_cases(clean_source(wave, codebook, "cases").frame, codebook).set_index("case_no")
    assert cases["name"].to_dict() == {"1": "Reading together", "2": "First job", "3": "Open council"}
    assert cases["country"].tolist() == ["GR", "ES", "NL"] and set(cases["source"]) == {"pilot"}
    assert cases.loc["1", ["start_year", "end_year", "beneficiaries"]].tolist() == ["2021", "2023", "40"]


def test_the_criteria_score_them_as_case_studies(wave):
    criteria = criteria_for(codebook_for(wave))
    coding, problems = read_coding(wave.source_file("case_studies"), SAID, criteria)
    assert not problems
    found = scores(coding, criteria)
    assert len(found) == len(SAID) * len(criteria.names)
    limits = {case: {tuple(map(float, row)) for row in rows[["low", "high"]].to_numpy()} for case, rows in found.groupby("case_no")}
    assert limits == {"1": {(1.0, 1.0)}, "2": {(0.0, 0.0)}, "3": {(0.0, 1.0)}}


def test_it_asks_every_indicator_of_every_pilot_with_its_rules(codebook_2026):
    page = openpyxl.load_workbook(io.BytesIO(workbooks.pilots(codebook_2026)))["coding"]
    indicators = criteria_for(codebook_2026).indicators
    rows = list(page.iter_rows(2, values_only=True))
    assert [row[:2] for row in rows] == [(pilot, name) for pilot in range(1, workbooks.PILOTS + 1) for name in indicators]
    for row in rows:
        assert row[3].splitlines() == [f"{word}: {rule}" for word, rule in zip(("Yes", "No", "Not reported"), indicators[row[1]].answers.values(), strict=True)]


def test_it_asks_for_no_column_that_only_a_printed_study_has(codebook_2026):
    page = openpyxl.load_workbook(io.BytesIO(workbooks.pilots(codebook_2026)))["cases"]
    heads = [cell.value for cell in page[1]]
    assert {"title_printed_fact_sheet", "country_printed_list", "organiser_type", "beneficiaries"} <= set(heads)
    assert not {"title_printed_list", "title_printed_table", "budget_printed_table", "country_printed_fact_sheet"} & set(heads)


def test_a_sixth_criterion_is_asked_without_code(codebook_2026):
    more = {"label": "Coherence", "definition": "D.", "key_question": "K?", "indicators": {"fits": {"label": "Fits", "question": "Does it fit?", "yes": "A.", "no": "B.", "not_reported": "C.", "evidence": ["context"]}}}  # fmt: skip
    raw = codebook_2026.criteria | {"criteria": codebook_2026.criteria["criteria"] | {"coherence": more}}
    book = openpyxl.load_workbook(io.BytesIO(workbooks.pilots(Codebook(codebook_2026.tables, codebook_2026.vocabulary, raw))))
    asked = [row[1] for row in book["coding"].iter_rows(2, values_only=True)]
    assert asked.count("coherence.fits") == workbooks.PILOTS


def test_the_instructions_lead_to_the_guide_and_keep_people_out(codebook_2026):
    book = openpyxl.load_workbook(io.BytesIO(workbooks.pilots(codebook_2026)))
    said = " ".join(str(row[0]) for row in book["instructions"].iter_rows(values_only=True) if row[0])
    assert book.active.title == "instructions"
    for word in ("pilot", "docs/pilot.md", "case_studies", "not reported", "No contact data"):
        assert word in said
