"""What the tests share: the project's codebook, the wave 2012 as it is cleaned, and small waves made on the spot."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, settings

from analysis.clean.source import clean_source
from analysis.clean.table import Cleaned
from analysis.codebook import Codebook, codebook_for, load_codebook
from analysis.problems import InputProblems, Problem
from analysis.wave import Root, Wave, open_wave

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, max_examples=80, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("repeatable")

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
Rows = Sequence[Sequence[Any]]
Content = Rows | dict[str, Rows] | bytes | str


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


def _absent(message: str) -> None:
    """Skip, saying why; in CI a tool that is not there is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; where there is none the test says so, and fails in CI."""
    if not Path(CHROMIUM).exists():
        _absent(f"no browser at {CHROMIUM}: the pages are not looked at")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be put into a page."""
    if not AXE.exists():
        _absent("axe-core is not installed: run `npm ci`")
    return AXE.read_text(encoding="utf-8")
