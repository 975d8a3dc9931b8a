"""The chapter on methods, the data dictionary and the page on how the report is made."""

from __future__ import annotations

import hashlib
import json

import pytest

from analysis.estimate.rows import frame
from analysis.present.chapters.method import RULES, blocks
from analysis.present.context import Context
from analysis.store import write_table, write_text
from analysis.wave import PROJECT, Assumption, Source

LOG = "source,record,column,raw,clean,rule\nsurvey,R1,country,Hellas,GR,country_name\npractices,P1,title, a,a,white_space\nsurvey,R2,country,Malta,MT,country_name;white_space\n"  # fmt: skip


@pytest.fixture
def written(told):
    return lambda tables=(), **fields: blocks(told(tables=tables, **fields))


def test_sources_are_listed_with_what_they_are(written):
    sources = {
        "survey": Source("answers.csv", "csv"),
        "case_studies": Source("c.xlsx", "xlsx"),
    }
    text = written(sources=sources, title="A * test", collected_by="", licence="CC BY")["method-sources"]
    assert text.startswith("This is wave 2026: A \\* test.") and "CC BY" in text and "Collected by" not in text
    assert "answers.csv | observed |" in text and "Database of good practices" not in text
    assert (
        "answers.csv | rebuilt from printed tables |"
        in written(sources=sources, evidence="round_trip")["method-sources"]
    )


def test_every_evidence_class_is_explained_and_counted(told, codebook):
    text = blocks(told([{"country": "MT"}]))["method-evidence"]
    for entry in codebook.vocabulary["evidence"].values():
        assert entry["label"] in text
    assert [line for line in text.splitlines() if "observed" in line.lower() and line.endswith("| 7 |")]


def test_the_log_is_counted_by_rule_and_source(written):
    text = written({"processed/cleaning_log.csv": LOG})["method-cleaning"]
    assert text.startswith("3 cells or rows were changed, dropped or merged")
    assert f"| {RULES['country_name']} | 2 | 0 |" in text and f"| {RULES['white_space']} | 0 | 1 |" in text
    assert "Case studies" not in text


def test_what_there_is_nothing_of_is_a_plain_line(written):
    made = written(assumptions=())
    assert made["method-keying"] == "*Nothing of this wave was keyed from print.*\n"
    assert made["method-cleaning"] == "*Nothing had to be changed.*\n"
    assert made["method-assumptions"] == "*This wave needs no assumptions beyond the codebook.*\n"


def test_assumptions_are_listed_with_their_alternatives(written):
    text = written(assumptions=(Assumption("a", "Ratings count from four", "4", "5 only"),))["method-assumptions"]
    assert "| Ratings count from four | 4 | 5 only |" in text


def test_keying_is_summed_up(told):
    context = told()
    write_text(
        "table,column,cells,differing\ntable_3_1,n,20,1\ntable_3_2,n,10,0\nfigures,value,1500,2\n",
        context.wave.published / "keying.csv",
    )
    text = blocks(context)["method-keying"]
    assert "1,530 cells, of which 3 differed" in text
    assert "| Printed tables | 30 | 1 |" in text and "| Figures | 1500 | 2 |" in text


@pytest.mark.parametrize(
    ("base", "said"), [("analysable", "all analysable answers"), ("answered", "those who rated the item")]
)
def test_the_rules_of_the_wave_are_told(written, base, said):
    text = written(rating_base=base, higher_priority_from=3, min_base=7)["method-rating"]
    assert "from 3 upwards" in text and said in text and "below 7 are not shown" in text


def test_the_dictionary_holds_every_variable_of_every_table(written, codebook):
    text = written()["codebook"]
    for name in ("responses", "factsheets", "practices", "cases"):
        part = text.split(f"{{#sec-codebook-{name}}}")[1].split("{#sec-codebook-")[0]
        for item in codebook[name].items.values():
            assert f"| {item.stem.replace('_', chr(92) + '_')} |" in part, item.id


def test_notebooks_tell_their_own_title(written):
    lines = written()["made-notebooks"].splitlines()
    assert len(lines) == len(list((PROJECT / "notebooks").glob("*.ipynb")))
    first = "".join(
        json.loads((PROJECT / "notebooks" / "01-clean-survey.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"]
    )
    assert lines[0].startswith(f"- **{first.splitlines()[0].removeprefix('# ')}** (`01-clean-survey.ipynb`). ")


def test_inputs_carry_the_beginning_of_their_hash(make_wave, codebook):
    wave = make_wave({"survey.csv": "a\n1\n", "practices.csv": None})

    write_table(frame([], wave.id, wave.evidence, 5), wave.staged("estimates.csv"))
    text = blocks(Context(wave, codebook))["made-inputs"]
    assert f"| survey.csv | {hashlib.sha256(b'a' + bytes([10]) + b'1' + bytes([10])).hexdigest()[:16]} |" in text
    assert "wave.yml" in text and "practices.csv" not in text
