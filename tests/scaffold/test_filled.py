"""A workbook that was filled in comes back cell by cell, whatever the answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from checked import check_wave
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.clean.source import clean_source
from analysis.codebook import Codebook, Item, Table, codebook_for
from analysis.evaluate.coding import VALUES, read_coding
from analysis.evaluate.criteria import ANSWERS, Criteria, criteria_for
from analysis.problems import grave
from analysis.scaffold import new_wave
from analysis.scaffold.columns import answers
from analysis.scaffold.workbooks import CASES
from analysis.wave import Root, Wave, open_wave

Record = dict[str, Any]
UNSHRUNK = partial(settings, phases=[Phase.generate])  # a workbook takes a while: the first one that fails is shown
WORDS = st.text("abcdefghij ABC,.!éß", min_size=3, max_size=30).map(lambda text: " ".join(f"word {text}".split()))
DAYS = st.dates(date(1990, 1, 1), date(2026, 12, 31)).map(str)
PERIODS = st.sampled_from(["2024", "2023 to 2025", "January 2024 to June 2025", "each year", "first phase"])
AMOUNTS = st.integers(1000, 10**7).map(lambda amount: f"EUR {amount}")
FILES = {"responses": "survey.xlsx", "factsheets": "survey.xlsx", "practices": "practices.xlsx", "cases": "case_studies.xlsx"}


def valid(item: Item, codebook: Codebook) -> st.SearchStrategy:
    """What a person can write into a cell of the item."""
    match item.type:
        case "choice" | "country" | "rating":
            return st.sampled_from(answers(item, codebook))
        case "multi":
            several = st.lists(st.sampled_from(list(item.options)), min_size=1, unique=True)
            return several.map(lambda found: ";".join(sorted(found, key=list(item.options).index)))
        case "number":
            low, high = int(item.min or 0), int(item.max if item.max is not None else 10**6)
            whole = st.integers(low, high)
            return whole if item.integer else st.one_of(whole, st.integers(low * 1000, high * 1000).map(lambda n: n / 1000))
        case "date":
            return DAYS
        case "period":
            return PERIODS
        case "money":
            return AMOUNTS
    return WORDS


def records(table: Table, codebook: Codebook, most: int, **fixed: Any) -> st.SearchStrategy[list[Record]]:
    """Records of a table, numbered from 1; cells that may stay empty sometimes do."""
    given = [item for item in table.items.values() if item.id not in fixed and not item.optional]
    cells = {item.id: valid(item, codebook) if item.required else st.one_of(st.just(""), valid(item, codebook)) for item in given}
    one = st.fixed_dictionaries(cells).map(lambda record: _in_order(record, table))
    return st.lists(one, min_size=1, max_size=most).map(lambda found: [r | {k: f(n) for k, f in fixed.items()} for n, r in enumerate(found, 1)])


def _in_order(record: Record, table: Table) -> Record:
    """The record with dates in the order that the codebook asks for."""
    for item in table.items.values():
        if item.not_before in record and record[item.id] and record[item.not_before]:
            record[item.not_before], record[item.id] = sorted((record[item.not_before], record[item.id]))
    return record


def as_written(found: str, written: Any) -> bool:
    """Whether the tables have what was written; of a number it may be said with a closing 0 (1.2440)."""
    return found == written if isinstance(written, str) else float(found) == written


@st.composite
def codings(draw: st.DrawFn, cases: int, criteria: Criteria) -> list[Record]:
    """Two readings and a final answer for every case and indicator."""
    rows = []
    for case in range(1, cases + 1):
        for indicator in criteria.indicators.values():
            said = {column: draw(st.sampled_from(ANSWERS)) for column in VALUES}
            evidence = draw(st.sampled_from(indicator.evidence)) if said["final"] != "not_reported" else ""
            reason = "settled: both looked again" if len({*said.values()}) > 1 else ""
            rows.append({"case_no": case, "indicator": indicator.id, **said, "evidence": evidence, "reason": reason})
    return rows


@pytest.fixture(scope="module")
def fresh() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return {file.relative_to(Path(folder, "raw", "2026")).as_posix(): file.read_bytes() for file in new_wave(Root.at(folder), "2026")}


@pytest.fixture
def wave_of(tmp_path: Path, fresh: dict[str, bytes], fill_in: Callable[..., None]) -> Callable[..., Wave]:
    """`wave_of(responses=[..])`: the wave with these records; the sources without any are taken out of wave.yml."""

    def make(coding: list[Record] | None = None, **tables: list[Record]) -> Wave:
        folder = tmp_path / "raw" / "2026"
        (folder / "form").mkdir(parents=True, exist_ok=True)
        for name, content in fresh.items():
            (folder / name).write_bytes(content)
        declared = yaml.safe_load(fresh["wave.yml"])
        used = {FILES[table].removesuffix(".xlsx") for table in tables}
        declared["sources"] = {name: source for name, source in declared["sources"].items() if name in used}
        (folder / "wave.yml").write_text(yaml.safe_dump(declared), encoding="utf-8")
        for table, rows in tables.items():
            fill_in(folder / FILES[table], table, rows)
        if coding:
            fill_in(folder / "case_studies.xlsx", "coding", coding, ("case_no", "indicator"))
        return open_wave("2026", tmp_path)

    return make


def assert_same(wave: Wave, table: str, written: list[Record], by: str | tuple[str, ...]) -> None:
    frame = clean_source(wave, codebook_for(wave), table).frame
    names = (by,) if isinstance(by, str) else by
    found = {tuple(row[name] for name in names): row for row in frame.to_dict("records")}
    assert len(found) == len(written)
    for record in written:
        row = found[tuple(str(record[name]) for name in names)]
        assert not {name: (row[name], value) for name, value in record.items() if not as_written(row[name], value)}


@UNSHRUNK(max_examples=6)
@given(data=st.data())
def test_answers_and_fact_sheets_come_back_as_they_were_written(data, wave_of, codebook_2026):
    table, sheets = codebook_2026["responses"], codebook_2026["factsheets"]
    responses = data.draw(records(table, codebook_2026, 4, respondent_id=lambda n: f"R{n:03}"))
    own = {"respondent_id": lambda n: responses[n % len(responses)]["respondent_id"], "factsheet_no": lambda n: n}
    factsheets = data.draw(st.one_of(st.just([]), records(sheets, codebook_2026, 4, **own)))
    wave = wave_of(responses=responses, factsheets=factsheets)
    assert grave(check_wave(wave)) == []
    assert_same(wave, "responses", responses, "respondent_id")
    assert_same(wave, "factsheets", factsheets, ("respondent_id", "factsheet_no"))


@UNSHRUNK(max_examples=6)
@given(data=st.data())
def test_practices_come_back_as_they_were_written(data, wave_of, codebook_2026):
    practices = data.draw(records(codebook_2026["practices"], codebook_2026, 6, practice_id=lambda n: f"P{n}"))
    wave = wave_of(practices=practices)
    assert grave(check_wave(wave)) == []
    assert_same(wave, "practices", practices, "practice_id")


@UNSHRUNK(max_examples=4)
@given(data=st.data())
def test_case_studies_and_their_coding_come_back_as_they_were_written(data, wave_of, codebook_2026):
    criteria = criteria_for(codebook_2026)
    cases = data.draw(records(codebook_2026["cases"], codebook_2026, 3, case_no=lambda n: n))
    coding = data.draw(codings(len(cases), criteria))
    wave = wave_of(cases=cases, coding=coding)
    assert grave(check_wave(wave)) == []
    assert_same(wave, "cases", cases, "case_no")
    read, problems = read_coding(wave.source_file("case_studies"), [case["case_no"] for case in cases], criteria)
    columns = list(coding[0])
    assert not problems
    assert read[columns].to_dict("records") == [row | {"case_no": str(row["case_no"])} for row in coding]


def test_more_case_studies_than_the_sheet_has_rows_for_go_below_the_last(wave_of, codebook_2026):
    criteria, number = criteria_for(codebook_2026), CASES + 1
    case = {"title_printed_fact_sheet": "Aid", "country_printed_list": "GR", "type_printed_list": "cultural", "source_printed_list": "survey", "organiser_type": "ngo"}  # fmt: skip
    coding = [{"case_no": number, "indicator": i, **dict.fromkeys(VALUES, "not_reported")} for i in criteria.indicators]
    wave = wave_of(cases=[case | {"case_no": number}], coding=coding)
    assert grave(check_wave(wave)) == []


def test_case_studies_whose_coding_still_waits_are_named_once(wave_of):
    case = {"title_printed_fact_sheet": "Aid", "country_printed_list": "GR", "type_printed_list": "cultural", "source_printed_list": "survey", "organiser_type": "ngo"}  # fmt: skip
    wave = wave_of(cases=[case | {"case_no": number} for number in (1, 2)])
    assert {(p.rule, p.value) for p in check_wave(wave) if p.column == "case_no"} == {("the case study is not coded", "1"), ("the case study is not coded", "2")}
