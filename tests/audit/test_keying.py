"""The second reading of what was keyed by hand, counted against what the tables hold now."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.audit.keying import counts, same, second_reading

HEAD = "table,record,column,first,second,reason\n"
NETWORKS = "network_id,name\nclip,Cities\nemn,Migration Network\n"


@pytest.fixture
def read(make_wave, folder):
    """The second reading of a wave with printed tables and networks, from the rows of its file."""

    def make(rows: str):
        wave = make_wave({"networks.csv": NETWORKS})
        wave.published.mkdir(parents=True, exist_ok=True)
        for file in folder.glob("*.csv"):
            (wave.published / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
        (wave.published / "second_reading.csv").write_text(HEAD + rows, encoding="utf-8")
        return second_reading(wave)

    return make


@pytest.mark.parametrize(("a", "b"), [("7.50", "7.5"), ("a;b", "b; a"), ("“x” – y", '"x" -  y'), ("", "")])
def test_forms_are_no_difference(a, b):
    assert same(a, b)


def test_quotations_cut_in_other_places_are_compared_by_their_numbers():
    assert same("€ 80,000 a year", "about 80.000 were paid", "budget_printed_fact_sheet")
    assert not same("€ 80,000 a year", "€ 80,000 in 2010", "budget_printed_fact_sheet")
    assert not same("€ 80,000 a year", "about 80.000 were paid", "budget_printed_table")


@pytest.mark.parametrize(("a", "b"), [("7.5", "75"), ("a;b", "a;c"), ("Eurocities", "EUROCITIES"), ("", "0")])
def test_other_readings_are(a, b):
    assert not same(a, b)


def test_what_is_kept_is_what_the_table_holds_now(read):
    found, problems = read(
        "networks,clip,name,Cities,Cities,\n"
        "networks,emn,name,Network,Migration Network,the full name is printed\n"
        "table_3_2,Yes,n,27,26,a misprint of the first\n"
        "statements,S002,value,50,52,read once more\n"
    )
    assert problems == []
    assert found[["differs", "kept"]].to_numpy().tolist() == [["no", "first"], ["yes", "second"], ["yes", "second"], ["yes", "neither"]]
    table = counts(found).set_index(["table", "column"])
    assert table.loc[("networks", "name")].tolist() == [2, 1, 0, 1, 0, 0]
    assert table["kept_neither"].sum() == 1


def test_a_cell_that_was_settled_against_both_readings_is_counted_apart(read):
    found, problems = read("networks,clip,name,City,City,an erratum says so\nnetworks,emn,name,Migration Network,Migration Network,\n")
    assert problems == []
    table = counts(found).set_index(["table", "column"])
    assert table.loc[("networks", "name")].to_dict() == {
        "cells": 2, "differing": 0, "kept_first": 0, "kept_second": 0, "kept_neither": 0, "agreed_otherwise": 1
    }  # fmt: skip


def test_every_difference_needs_a_reason_and_every_cell_a_place(read):
    problems = read("networks,clip,name,Cities,City,\nnetworks,icc,name,a,a,\nnetworks,emn,name,x,x,\nnetworks,emn,name,x,x,\n")[1]
    said = [(p.row, p.rule) for p in problems]
    reason, place = "the readings differ and no reason is given", "names a cell that no hand-keyed table has"
    assert said == [(2, reason), (3, place), (4, reason), (5, reason), (5, "is there twice")]


def test_a_wave_without_a_second_reading_has_no_rows(make_wave):
    found, problems = second_reading(make_wave({"networks.csv": NETWORKS}))
    assert found.empty and problems == [] and counts(found).empty
    assert isinstance(found, pd.DataFrame)
