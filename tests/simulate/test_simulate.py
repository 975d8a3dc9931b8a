"""The made-up wave: the same bytes each time, marked simulated, shaped like the exports it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from python_calamine import CalamineWorkbook

from analysis.codebook import Codebook
from analysis.simulate import answers, exports
from analysis.simulate.__main__ import main


@pytest.fixture(scope="module")
def book(codebook: Codebook) -> Codebook:
    return codebook.of_wave(2026)


def test_sixty_authorities_of_nine_countries_answer_and_some_give_up(book: Codebook) -> None:
    rows = answers.responses(book["responses"])
    assert len(rows) == 60 and len({row["country"] for row in rows}) == 9
    filled = [sum(bool(row[name]) for name in book["responses"].items) for row in rows]
    assert sum(number <= 3 for number in filled) == answers.OPENED_ONLY
    assert all(row["authority_name"].startswith("Simulated") for row in rows)


def test_a_new_question_changes_no_answer_to_another(book: Codebook) -> None:
    spec = book["responses"]
    fewer = spec.of_wave(2026, ("network_member",))
    before, after = answers.responses(spec), answers.responses(fewer)
    assert [row["staff_training"] for row in before] == [row["staff_training"] for row in after]


def test_every_answer_is_one_the_codebook_has(book: Codebook) -> None:
    rows = answers.responses(book["responses"])
    for item in book["responses"].of_type("choice", "rating"):
        allowed = {"", *item.options, *(str(n) for n in range(int(item.min or 1), int(item.max or 0) + 1))}
        assert {row[item.id] for row in rows} <= allowed, item.id


def test_fact_sheets_belong_to_those_who_answered_to_the_end(book: Codebook) -> None:
    rows = answers.responses(book["responses"])
    sheets = answers.factsheets(book["factsheets"], rows)
    last = {row["respondent_id"] for row in rows[-answers.OPENED_ONLY - answers.GAVE_UP :]}
    assert sheets and not last & {sheet["respondent_id"] for sheet in sheets}


def test_kobo_joins_several_answers_and_splits_them_too(book: Codebook) -> None:
    rows = answers.responses(book["responses"])
    sheets = exports.kobo(book["responses"], rows, book["factsheets"], answers.factsheets(book["factsheets"], rows))
    head, first = sheets[exports.REPEAT][:2]
    cell = dict(zip(head, first, strict=True))
    joined = str(cell["factsheet/fs_funding_sources"]).split()
    assert {name for name in ("local", "regional", "national", "eu") if cell[f"factsheet/fs_funding_sources/{name}"] == 1} == set(joined)


def test_limesurvey_names_the_rows_of_an_array_in_brackets(book: Codebook) -> None:
    rows = answers.responses(book["responses"])
    text = exports.limesurvey(book["responses"], rows, book["factsheets"], [])
    head = text.removeprefix("\ufeff").splitlines()[0].replace('"', "").split(";")
    assert head[:3] == ["id", "submitdate", "lastpage"]
    assert {"Q14newly[langu]", "Q11", "F21name", "F21name3", "F26source[local]", "F26source2[eu]"} <= set(head)


def test_the_raw_folders_are_the_same_bytes_each_time_and_marked_simulated(tmp_path: Path) -> None:
    for name in ("one", "two"):
        main(tmp_path / name)
    one = {file.relative_to(tmp_path / "one"): file.read_bytes() for file in (tmp_path / "one").rglob("*") if file.is_file()}
    two = {file.relative_to(tmp_path / "two"): file.read_bytes() for file in (tmp_path / "two").rglob("*") if file.is_file()}
    assert one == two
    for folder in ("2026", "2026-kobo", "2026-limesurvey"):
        declared = yaml.safe_load((tmp_path / "one" / "raw" / folder / "wave.yml").read_text(encoding="utf-8"))
        assert declared["evidence"] == "simulated" and "imulated" in declared["title"]
    sheets = CalamineWorkbook.from_path(str(tmp_path / "one" / "raw" / "2026" / "survey.xlsx")).sheet_names
    assert sheets == ["responses", "factsheets"]
