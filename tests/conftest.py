"""What the tests share: the project's codebook, the wave 2012 as it is cleaned, and small waves made on the spot."""

from __future__ import annotations

import builtins
import functools
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, settings

from analysis.clean.source import clean_source
from analysis.clean.table import Cleaned
from analysis.codebook import Codebook, Table, codebook_for, load_codebook
from analysis.estimate.bounds import bounds_without, dominant_country
from analysis.estimate.disclosure import disclose
from analysis.estimate.practices import practice_estimates
from analysis.estimate.rows import frame
from analysis.estimate.survey import against_others, factsheet_estimates, survey_estimates
from analysis.findings.results import Results
from analysis.problems import InputProblems, Problem
from analysis.store import read_table, write_table, write_text
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit
from analysis.wave import Root, Source, Wave, open_wave

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, max_examples=80, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("repeatable")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SURVEY = {"survey": Source(file="survey.csv", format="csv")}
PRACTICES = {"practices": Source(file="practices.csv", format="csv")}
Rows = Sequence[Sequence[Any]]
Content = Rows | dict[str, Rows] | bytes | str


@pytest.fixture(scope="session", autouse=True)
def exact_sums() -> Iterator[None]:
    """No test passes in which the package adds floats up with `sum()`: from Python 3.12 on it rounds otherwise."""
    plain = builtins.sum

    @functools.wraps(plain)
    def checked(items: Iterable, /, start: Any = 0) -> Any:
        items, caller = list(items), sys._getframe(1)
        if caller.f_globals.get("__name__", "").startswith("analysis.") and any(isinstance(i, float) for i in items):
            place = f"{caller.f_code.co_filename}:{caller.f_lineno}"
            raise AssertionError(f"{place}: sum() of floats depends on the version of Python; use math.fsum")
        return plain(items, start)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "sum", checked)
        yield


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(Root.at().codebook)


@pytest.fixture(scope="session")
def wave_2012() -> Wave:
    return open_wave("2012")


@pytest.fixture(scope="session")
def cleaned_2012(wave_2012: Wave) -> dict[str, Cleaned]:
    """The extracts of 2012, read and cleaned as the notebooks do it."""
    codebook = codebook_for(wave_2012)
    return {
        table: clean_source(wave_2012, codebook, table) for table in ("responses", "factsheets", "practices", "cases")
    }


def xlsx(sheets: dict[str, Rows]) -> bytes:
    """The bytes of a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _csv(rows: Rows) -> str:
    frame = pd.DataFrame([list(map(str, row)) for row in rows])
    return frame.to_csv(index=False, header=False, lineterminator="\n")


@pytest.fixture
def make_xlsx() -> Callable[[dict[str, Rows]], bytes]:
    return xlsx


@pytest.fixture
def make_wave(tmp_path: Path) -> Callable[..., Wave]:
    """`make_wave({"practices.csv": rows})`: a wave folder with these files, a source each, in a data root of its own.

    A file is rows, sheets of rows (.xlsx), text or bytes; None declares a file that is not there.
    """

    def make(files: dict[str, Content | None], name: str = "2030", **fields: Any) -> Wave:
        folder = tmp_path / "raw" / name
        folder.mkdir(parents=True, exist_ok=True)
        declared: dict[str, Any] = {
            "id": name, "title": "A test", "year": 2030, "evidence": "simulated",
            "sources": {Path(file).stem: {"file": file} for file in files if Path(file).stem != "factsheets"},
        }  # fmt: skip
        for file, content in files.items():
            _write(folder / file, content)
        (folder / "wave.yml").write_text(yaml.safe_dump(declared | fields), encoding="utf-8")
        return open_wave(name, tmp_path)

    return make


def _write(file: Path, content: Content | None) -> None:
    match content:
        case None:
            return
        case bytes():
            file.write_bytes(content)
        case str():
            file.write_text(content, encoding="utf-8")
        case dict():
            file.write_bytes(xlsx(content))
        case _:
            file.write_text(_csv(content), encoding="utf-8")


@pytest.fixture(scope="session")
def rows_of(codebook: Codebook) -> Callable[..., list[list[str]]]:
    """`rows_of("practices", {"practice_id": "P1"}, ...)`: the header and one full row per record, the rest empty."""

    def build(table: str, *records: dict[str, Any]) -> list[list[Any]]:
        columns = list(codebook[table].items)
        assert all(record.keys() <= set(columns) for record in records)
        return [columns, *([record.get(column, "") for column in columns] for record in records)]

    return build


@pytest.fixture(scope="session")
def problems_of() -> Callable[[Callable[[], Any]], list[Problem]]:
    """The problems that a call reports by raising InputProblems; the call must not pass."""

    def collect(call: Callable[[], Any]) -> list[Problem]:
        with pytest.raises(InputProblems) as caught:
            call()
        return caught.value.problems

    return collect


@pytest.fixture(scope="session")
def cleans() -> Callable[..., None]:
    """`cleans(cleaner, raw, value, rule)`: a cell comes out as said, and cleaning it once more changes nothing."""

    def check(cleaner: Callable, raw: str, value: str, rule: str | None = None) -> None:
        parsed = cleaner(raw)
        assert (parsed.value, parsed.problem) == (value, "")
        if rule is not None:
            assert parsed.rule == rule
        assert_settled(cleaner, raw)

    return check


@pytest.fixture(scope="session")
def settles() -> Callable[[Callable, str], None]:
    """Whatever stands in the cell, the cleaner answers or reports a problem with a hint; its answer is clean."""
    return assert_settled


def assert_settled(cleaner: Callable, raw: str) -> None:
    parsed = cleaner(raw)
    if parsed.problem:
        assert parsed.hint
        assert not parsed.value
        return
    assert bool(parsed.rule) == (parsed.value != raw), "a change is logged, and only a change"
    assert cleaner(parsed.value)[:3] == (parsed.value, "", ""), "cleaning twice equals cleaning once"


@pytest.fixture(scope="session")
def estimates_by_key() -> Callable[[Iterable], dict]:
    def index(rows: Iterable) -> dict:
        rows = list(rows)
        found = {row.key: row for row in rows}
        assert len(found) == len(rows), "every estimate has a key of its own"
        return found

    return index


@pytest.fixture(scope="session")
def later() -> Wave:
    """A later wave with real data."""
    return replace(open_wave("2012"), id="2026", year=2026, evidence="observed", sources={}, assumptions=())


@pytest.fixture
def survey_of(codebook: Codebook, later: Wave, tmp_path) -> Callable[..., Results]:
    """`survey_of({"GR": 6, "ES": 3}, staff_training="yes")`: the results of a survey with so many answers of each country.

    An answer is the same for all, or given by country; `fields` are those of the wave; `raw` are files of its folder.
    `disclosed`: without what may not be shown of real answers.
    """
    number = count(1)

    def make(countries=None, factsheets=(), raw=(), evidence="observed", fields=(), status="analysable", disclosed=False, **answers) -> Results:
        this = replace(later, root=Root(tmp_path / str(next(number))), evidence=evidence, sources=SURVEY, **dict(fields))
        records = [
            {"respondent_id": f"{code}{n}", "country": code, "status": status}
            | {c: v[code] if isinstance(v, dict) else v for c, v in answers.items()}
            for code, many in (countries or {}).items()
            for n in range(many)
        ]
        responses, sheets = _full(codebook["responses"], records), _full(codebook["factsheets"], list(factsheets))
        rows = [*survey_estimates(responses, codebook["responses"], this.higher_priority_from, "answered")] if records else []
        if factsheets:
            rows += factsheet_estimates(sheets, responses.set_index("respondent_id")["country"], codebook["factsheets"])
        estimates = frame(rows, this.id, evidence, this.min_base)
        if rows and (dominant := dominant_country(estimates)):
            asked = codebook["responses"], dominant[0], this.higher_priority_from, "answered"
            rest = against_others(responses, *asked) if this.discloses else bounds_without(estimates, *dominant)
            parts = frame(rest, this.id, evidence if this.discloses else "bounds", this.min_base)
            estimates = pd.concat([estimates, parts], ignore_index=True)
        write_table(estimates, this.staged("estimates.csv"))
        if disclosed:
            told = disclose(read_table(this.staged("estimates.csv")).assign(made_by=""), codebook.naming, this.min_base)
            write_table(told, this.staged("estimates.csv"))
        for name, text in dict(raw).items():
            write_text(text, this.raw / name)
        return Results(this, codebook)

    return make


@pytest.fixture
def practices_of(codebook: Codebook, later: Wave, tmp_path) -> Callable[..., Results]:
    """`practices_of((6, {}), (3, {"country": "FR"}))`: the results of so many records of each kind, German and continuing else."""
    number, table = count(1), codebook["practices"]
    usual = {"country": "DE", "range": "regional_municipal", "start_year": "2020", "end_year": "", "end_before": "",
             "status": "continuing", "aims": "education", "funding_sources": "local"}  # fmt: skip

    def make(*groups: tuple[int, dict[str, str]], **fields: Any) -> Results:
        this = replace(later, root=Root(tmp_path / f"practices-{next(number)}"), sources=PRACTICES, **fields)
        records = pd.DataFrame([usual | kind for many, kind in groups for _ in range(many)], columns=list(usual), dtype=object)
        write_table(frame(practice_estimates(records, table), this.id, this.evidence, this.min_base), this.staged("estimates.csv"))
        return Results(this, codebook)

    return make


@pytest.fixture
def tell() -> Callable[[str, str, Results], Exhibit | None]:
    """`tell("survey", "respondents", results)`: the exhibit with its words, not drawn; None where there is nothing."""

    def told(chapter: str, name: str, results: Results) -> Exhibit | None:
        made = Chapter(chapter, results, "10-draw-survey")
        facts = getattr(made.findings, name)(results)
        return None if facts is None else Exhibit(name, made.words, {"wave": results.wave, **facts})

    return told


def _full(spec: Table, records: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame([dict.fromkeys(spec.items, "") | record for record in records], columns=list(spec.items), dtype=object)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; where there is none the test is skipped, saying so, and fails in CI."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent(f"the pages are not looked at: none of {', '.join(BROWSERS)} is on the PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be put into a page."""
    from axe_playwright_python.sync_playwright import Axe

    return Axe().axe_script
