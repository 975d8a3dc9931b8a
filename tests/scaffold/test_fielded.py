"""A survey that was fielded with one of the forms: the export of the tool is read back cell by cell, without a word in wave.yml."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
from checked import check_wave

from analysis.clean.countries import country_label
from analysis.clean.source import clean_source
from analysis.codebook import WORKED_OUT, Codebook, Item, codebook_for
from analysis.problems import grave
from analysis.scaffold.columns import answers
from analysis.scaffold.limesurvey import structure
from analysis.scaffold.xlsform import form
from analysis.wave import Wave

Record = dict[str, str]
PEOPLE, YEAR = 6, 2026


def asked(codebook: Codebook, table: str) -> list[Item]:
    return [i for i in codebook[table].items.values() if i.type != "id" and not i.derived and i.id not in WORKED_OUT]


def records(codebook: Codebook, table: str) -> list[Record]:
    """Answers to every question of a table that was asked, some of them empty."""
    chance = random.Random(table)

    def answer(item: Item, person: int) -> str:
        if chance.random() < 0.2 and item.id not in ("authority_name", "fs_name"):
            return ""
        match item.type:
            case "choice" | "country" | "rating":
                return str(chance.choice(answers(item, codebook)))
            case "multi":
                return ";".join(option for option in item.options if chance.random() < 0.5)
            case "number":
                return str(chance.randint(int(item.min or 0), int(item.max or 5000)))
        return f"What authority {person} says of {item.id.replace('_', ' ')}"

    return [{item.id: answer(item, person) for item in asked(codebook, table)} for person in range(PEOPLE)]


def assert_same(wave: Wave, table: str, written: list[Record], by: str) -> None:
    found = {row[by]: row for row in clean_source(wave, codebook_for(wave), table).frame.to_dict("records")}
    for record in written:
        row = found[record[by]]
        assert {name: row[name] for name in record} == record


def kobo(codebook: Codebook, responses: list[Record], factsheets: list[Record]) -> dict[str, list[list[Any]]]:
    """The workbook that KoboToolbox exports of the form: a sheet for the answers and one for the repeats, groups in the headers."""
    sheet = openpyxl.load_workbook(io.BytesIO(form("2026", codebook)))["survey"]
    columns: dict[bool, dict[str, str]] = {False: {}, True: {}}
    groups: list[str] = []
    repeated = False
    for kind, name, *_ in sheet.iter_rows(2, values_only=True):
        if kind.startswith("begin"):
            groups, repeated = [*groups, name], repeated or kind == "begin_repeat"
        elif kind.startswith("end"):
            groups, repeated = groups[:-1], repeated and kind != "end_repeat"
        else:
            columns[repeated][name] = "/".join([*groups, name])

    def cell(record: Record, name: str) -> str:
        value = record.get(name, "1" if name == "_factsheets" else "")
        return value.replace(";", " ") if name in several else value

    several = {item.id for item in asked(codebook, "factsheets") if item.type == "multi"}
    main = [["start", *columns[False].values(), "_id", "_uuid", "_submission_time", "__version__", "_index"]]
    main += [["2026-03-01", *(cell(r, n) for n in columns[False]), 700 + k, f"u{k}", "2026-03-01", "v1", k] for k, r in enumerate(responses, 1)]
    rest = [[*columns[True].values(), "_index", "_parent_table_name", "_parent_index", "_submission__id"]]
    rest += [[*(cell(r, n) for n in columns[True]), k, "form", k, 700 + k] for k, r in enumerate(factsheets, 1)]
    return {"form": main, "factsheets": rest}


def limesurvey(codebook: Codebook, responses: list[Record], factsheets: list[Record]) -> str:
    """The CSV file that LimeSurvey exports of the structure, with codes of questions and of answers; one fact sheet each."""
    rows = list(csv.DictReader(io.StringIO(structure(codebook).decode("utf-8-sig")), delimiter="\t"))
    items = {item.code: item for table in ("responses", "factsheets") for item in asked(codebook, table)}
    heads = list(_heads(rows))
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "submitdate", "lastpage", "startlanguage", "seed", *(f"{name}[{sub}]" if sub else name for name, sub in heads)])

    def cell(record: Record, name: str, sub: str) -> str:
        item = items.get(name) or items.get(f"{name}{sub}")
        if item is None:
            return ""  # of the second and third fact sheet
        value = record[item.id]
        if item.type == "multi":
            return "Y" if sub in {item.option_codes[option] for option in value.split(";") if option} else ""
        return item.option_codes.get(value, value)

    for number, record in enumerate((r | f for r, f in zip(responses, factsheets, strict=True)), 1):
        writer.writerow([number, "2026-03-01 10:00:00", 4, "en", 99, *(cell(record, *head) for head in heads)])
    return out.getvalue()


def in_words(codebook: Codebook, responses: list[Record], factsheets: list[Record]) -> list[list[Any]]:
    """A table that a form made by hand exports: the questions as they are put head the columns, the answers are words."""
    items = [item for table in ("responses", "factsheets") for item in asked(codebook, table)]

    def cell(item: Item, value: str) -> str:
        words = item.put_options | ({code: country_label(code, codebook) for code in (value,)} if item.type == "country" else {})
        return ", ".join(words.get(part, part) for part in value.split(";")) if item.type in ("choice", "multi", "country") else value

    heads = ["ID", "Start time", "Completion time", *(f"{item.full}\n{item.put.help}".strip() for item in items)]
    people = enumerate((r | f for r, f in zip(responses, factsheets, strict=True)), 1)
    return [heads, *([n, "2026-03-01", "2026-03-01", *(cell(item, given[item.id]) for item in items)] for n, given in people)]


def _heads(rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """The columns of an export: the code of a question, and that of its sub-question where it has some."""
    for place, row in enumerate(rows):
        if row["class"] == "Q":
            subs = []
            for below in rows[place + 1 :]:
                if below["class"] not in ("SQ", "A"):
                    break
                subs += [below["name"]] if below["class"] == "SQ" else []
            yield from ((row["name"], sub) for sub in subs or [""])


@pytest.mark.parametrize(("file", "export"), [("survey.xlsx", kobo), ("survey.csv", limesurvey), ("survey.xlsx", in_words)])
def test_an_export_of_a_form_is_the_answers_that_were_given(make_wave, codebook_2026, file: str, export: Callable):
    responses, factsheets = (records(codebook_2026, table) for table in ("responses", "factsheets"))
    wave = make_wave({file: export(codebook_2026, responses, factsheets)}, str(YEAR), year=YEAR)
    assert grave(check_wave(wave)) == []
    assert_same(wave, "responses", responses, "authority_name")
    assert_same(wave, "factsheets", factsheets, "fs_name")
