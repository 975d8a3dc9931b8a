"""Recommendations are data: what cannot exist is refused, and rules say what a wave tells of the need."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
import yaml

from analysis.evaluate.recommendations import FILE, Condition, Known, read_recommendations, state
from analysis.wave import Root

WHOLE = """
document: study
year: 2012
recommendations:
  networks:
    number: 1
    name: Networks
    to: Cities
    need: more exchange
    parts: [{text: Meet., document: study, section: "5", passage: the box}]
    conditions:
      - {key: survey.network_member.yes.share, below: 0.5, about: members, holds: Few are in one., fails: Many are in one.}
    cases: [{label: Trained, where: {staff_training: ["yes"], impact.compared: ["no"]}}]
"""


@pytest.fixture
def reading(later, tmp_path):
    """`reading(change)`: what a codebook says that is the project's own, but for WHOLE as its recommendations after `change`, without
    the fields `left_out`."""

    def read(change=lambda raw: None, left_out=()):
        shutil.copytree(later.root.codebook, tmp_path / "codebook", dirs_exist_ok=True)
        raw = yaml.safe_load(WHOLE)
        change(raw["recommendations"]["networks"])
        raw = {name: value for name, value in raw.items() if name not in left_out}
        (tmp_path / "codebook" / FILE).write_text(yaml.safe_dump(raw), encoding="utf-8")
        return read_recommendations(replace(later, root=Root(tmp_path)))

    return read


def test_what_stands_there_is_read(reading):
    [made] = reading().recommendations.values()
    assert (made.number, made.conditions[0].line, made.cases[0].where["impact.compared"]) == (1, 0.5, ("no",))


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (lambda r: r["conditions"][0].update(key="survey.network_member.yeah.share"), "survey.network_member.yeah.share"),
        (lambda r: r["conditions"][0].update(key="survey.network_members.yes.share"), "survey.network_members.yes.share"),
        (lambda r: r["conditions"][0].update(key="cases.indicator.impact.lasting.yes.share"), "cases.indicator.impact.lasting.yes.share"),
        (lambda r: r["conditions"][0].update(key="survey.developed.cultural.rating.mean"), "survey.developed.cultural.rating.mean"),
        (lambda r: r["conditions"][0].update(below="survey.instruments.no.share"), "survey.instruments.no.share"),
        (lambda r: r["cases"][0]["where"].update(staff="yes"), "staff"),
        (lambda r: r["cases"][0]["where"].update(staff_training="planned"), "planned"),
        (lambda r: r["parts"][0].update(document="report"), "report"),
        (lambda r: r.update(dimension="economic"), "economic"),
    ],
)
def test_what_cannot_exist_is_refused_with_what_there_is(reading, problems_of, change, value):
    [problem] = problems_of(lambda: reading(change))
    assert (problem.file, problem.value) == (FILE, value)
    assert problem.hint


@pytest.mark.parametrize("change", [{"above": 0.5}, {"below": None}, {"below": 50}])
def test_a_rule_compares_with_one_line_which_is_a_share(reading, problems_of, change):
    assert problems_of(lambda: reading(lambda r: r["conditions"][0].update(change)))


def test_a_codebook_without_the_file_recommends_nothing(later, tmp_path):
    (tmp_path / "codebook").mkdir()
    nothing = read_recommendations(replace(later, root=Root(tmp_path)))
    assert (nothing.recommendations, nothing.year) == ({}, None)


def test_what_was_recommended_was_so_in_a_year(reading, problems_of):
    [problem] = problems_of(lambda: reading(left_out=["year"]))
    assert (problem.column, problem.rule) == ("year", "is missing")


def test_hints_name_what_there_is_in_the_order_of_the_codebook(reading, problems_of, codebook):
    [problem] = problems_of(lambda: reading(lambda r: r["cases"][0]["where"].update(staff_training="planned")))
    assert problem.hint.startswith(f"use one of {', '.join(codebook['cases'].items['staff_training'].options)}, filled, empty, one, several")


def test_the_project_s_own_recommendations_can_all_be_tested_and_have_a_passage_each(later, codebook):
    made = read_recommendations(later).recommendations.values()
    assert [r.number for r in made] == [1, 2, 3, 4, 5]
    assert all(p.passage and p.section.startswith("5") for r in made for p in r.parts)
    assert {key for r in made for c in r.conditions for key in c.keys} <= Known(codebook).keys
    sentences = [text for r in made for c in r.conditions for text in (c.holds, c.fails)]
    assert all(text.endswith(".") and not any(map(str.isdigit, text)) for text in sentences)


@pytest.mark.parametrize(
    ("side", "low", "high", "verdict"),
    [
        ("above", 0.51, 0.51, "holds"), ("above", 0.5, 0.5, "fails"), ("above", 0.4, 0.5, "fails"), ("above", 0.5, 0.6, "open"),
        ("below", 0.49, 0.49, "holds"), ("below", 0.5, 0.5, "fails"), ("below", 0.4, 0.49, "holds"), ("below", 0.4, 0.5, "open"),
    ],
)  # fmt: skip
def test_a_rule_holds_only_where_silence_cannot_turn_it(side, low, high, verdict):
    condition = Condition(key="a.b.c.share", about="them", holds="So.", fails="Not so.", **{side: 0.5})
    assert condition.verdict(low, high, 0.5, 0.5) == verdict


@pytest.mark.parametrize(
    ("verdicts", "found"),
    [
        ([], "not_tested"), (["open", "open"], "not_tested"), (["holds", "open"], "supported"), (["holds", "holds"], "supported"),
        (["holds", "fails", "open"], "mixed"), (["fails", "open"], "not_supported"),
    ],
)  # fmt: skip
def test_the_state_follows_from_the_rules_that_are_decided(verdicts, found):
    assert state(verdicts) == found
