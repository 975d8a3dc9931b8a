"""The bar: the same forty answers, however a survey tool writes them, come out as the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import check_wave
from exports import BY_FILE, IN_MEMORY, Export, made_up, native_xlsx

from analysis.clean.source import clean_source
from analysis.codebook import Codebook, codebook_for
from analysis.intake import read_source
from analysis.problems import grave, grouped
from analysis.store import write_table
from analysis.wave import Wave, open_wave


@pytest.fixture
def answered(make_wave, codebook: Codebook, tmp_path: Path):
    """`answered(export)`: a wave whose survey is this export."""

    def make(export: Export) -> Wave:
        file = next(iter(export.files))
        return make_wave(export.files, year=2026, sources={"survey": {"file": file} | export.source})

    return make


def tables(wave: Wave) -> dict[str, bytes]:
    """The cleaned tables, as bytes."""
    codebook, file = codebook_for(wave), wave.root.data / "made.csv"
    made = {}
    for table in ("responses", "factsheets"):
        write_table(clean_source(wave, codebook, table).frame, file)
        made[table] = file.read_bytes()
    return made


@pytest.fixture(scope="module")
def expected(codebook, tmp_path_factory) -> dict[str, bytes]:
    """The tables that the native workbook gives."""
    folder = tmp_path_factory.mktemp("native") / "raw" / "2030"
    folder.mkdir(parents=True)
    (folder / "survey.xlsx").write_bytes(native_xlsx(made_up(codebook)).files["survey.xlsx"])
    (folder / "wave.yml").write_text("{id: '2030', title: A, year: 2026, evidence: simulated, sources: {survey: survey.xlsx}}", encoding="utf-8")
    return tables(open_wave("2030", folder.parents[1]))


@pytest.mark.parametrize("name", [*IN_MEMORY, *BY_FILE])
def test_the_same_answers_come_out_as_the_same_bytes(answered, expected, codebook, tmp_path, name: str) -> None:
    answers = made_up(codebook)
    assert expected["responses"].count(b"\n") == 41 and expected["factsheets"].count(b"\n") > 30
    export = IN_MEMORY[name](answers) if name in IN_MEMORY else BY_FILE[name](answers, tmp_path)
    wave = answered(export)
    assert grouped(grave(check_wave(wave))) == []
    assert tables(wave) == expected
    assert {reading.kind for reading in read_source(wave, codebook_for(wave), "responses").readings} == {export.kind}
