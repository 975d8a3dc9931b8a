"""The errata, and the small language in which arithmetic confirms them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.audit.affects import idle, on_case, on_record, split
from analysis.audit.errata import COLUMNS, CheckError, evaluate, load_errata, review
from analysis.audit.published import Published
from analysis.intake.files import read_headed
from analysis.problems import InputProblems

WAVE = Path(__file__).parents[2] / "data" / "raw" / "2012"
ROW = dict(zip(COLUMNS, ["E001", "minor", "Table 3.2", "a", "b", "c", "", ""], strict=True))


def table(*rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([ROW | row for row in rows], columns=COLUMNS)


def written(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "errata.csv"
    table(*rows).to_csv(file, index=False, quoting=csv.QUOTE_MINIMAL)
    return file


@pytest.mark.parametrize(
    "check",
    [
        "n('3.2', 'Yes', 'n') + n('3.2', 'No', 'n') == 29",
        "sum(col('3.2', 'n')) != n('3.2', 'Total', 'n') and len(rows('3.2')) == 3",
        "[b for b in range(40, 60) if base_fits('3.2', b)] == [48]",
        "max(fig('3.1')) == 64.6 and sorted(fig('3.1', 'job')) == [60.4, 64.6]",
        "pct(3, 48) == 6.3 and round(2.345 + 1, 1) == 3.3",
        "said('S002') == 51",
        "'€70 ' in case(1, 'budget') and case(17, 'budget') == '' and '70' not in case(2, 'budget')",
        "cases('source', 'Survey') + cases('source', 'DG Home website') == [1, 17, 2] and len(cases()) == 3",
        "all([case(i, 'source') == 'Survey' for i in [1, 17]]) and not any(i > 17 for i in cases())",
        "83 + 48 > 116 and 1 < 2 < 3 and -1 < 0 and abs(3 - 5) == 2 and 1 / 4 == 0.25",
        "len(set([n(t, 'Germany', c) for t in ['3.10'] for c in ['total', 'regional']])) == 2",
        "False or min([2, 1]) == 1",
    ],
)
def test_what_is_true_of_the_printed_study(check, published, cases):
    assert evaluate(check, published, cases) is True


@pytest.mark.parametrize(
    "check",
    [
        "n('3.2', 'Yes', 'n') == 27",
        "base_fits('3.2', 47)",
        "1 < 3 < 2",
        "1 < 1 or 1 > 1 or 2 <= 1 or 1 >= 2",
        "3 > 2 and not True",
        "case(2, 'source') == 'Survey'",
        "cases('source', 'survey') != []",
        "all([b > 1 for b in [1, 2]])",
        "any(b > 2 for b in [1, 2])",
        "-5 > 0",
    ],
)
def test_what_is_false_of_it(check, published, cases):
    assert evaluate(check, published, cases) is False


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("n('3.9', 'Yes', 'n') == 1", r"table 3\.9 prints no number"),
        ("case(99, 'budget') == ''", "no case study 99"),
        ("case(1, 'cost') == ''", "no column 'cost'"),
        ("'a' < 1", "cannot be computed"),
        ("'a' * 1000000 == ''", "cannot be computed: .*something that long"),
        ("[0] * 1000000 == []", "cannot be computed: .*something that long"),
        ("1 / 0 == 1", "cannot be computed"),
        ("pct(1, 0) == 1", "cannot be computed"),
        ("n('3.2') == 1", "cannot be computed"),
        ("base == 490", "'base' is not defined"),
        ("n('3.2', 'Yes', 'n')", "neither true nor false"),
        ("len(range(1000000000)) > 0", "cannot be computed"),
        ("len([1 for a in range(1000) for b in range(1000)]) > 0", "too many elements"),
    ],
)
def test_a_check_that_cannot_be_computed_says_why(check, said, published, cases):
    with pytest.raises(CheckError, match=said):
        evaluate(check, published, cases)


@pytest.mark.parametrize(
    "check",
    [
        "__import__('os').system('true')",
        "open('/etc/passwd')",
        "cases.__class__",
        "(lambda: True)()",
        "[].append(1)",
        "len([1, 2][0:1]) == 1",
        "2 ** 9999999 > 0",
        "n('3.2', 'Yes', 'n', column='n') == 26",
        "getattr(n, 'x')",
        "n('3.2', *['Yes', 'n'])",
        "{1: 2}",
        "b'x' in b'x'",
        "None",
        "f'{n}' == ''",
        "(x := 1) == 1",
        "[a for a, b in [1]]",
        "1 ==",
        "1 == 1\nTrue",
        "(" * 5000 + "1" + ")" * 5000,
        "1 +" * 200 + "1 == 201" + " " * 500,
    ],
)
def test_nothing_else_is_in_the_language(check, published, cases):
    with pytest.raises(CheckError):
        evaluate(check, published, cases)


def test_a_review_says_what_arithmetic_says(published, cases):
    checks = ["n('3.2', 'Yes', 'n') == 26", "", "n('3.2', 'Yes', 'n') == 27", "1 == 1", "1 == 2"]
    errata = table(*({"id": f"E00{i}", "check": check} for i, check in enumerate(checks)))
    reviewed = review(errata, published, cases)
    assert list(reviewed["recomputed"]) == ["confirmed", "", "refuted", "quoted", "refuted"]
    assert list(reviewed.columns) == [*COLUMNS, "recomputed"]
    assert list(errata.columns) == COLUMNS


def test_a_check_may_read_the_numbers_of_the_text(published, cases):
    with pytest.raises(CheckError, match="no statement 'S999'"):
        evaluate("said('S999') == 1", published, cases)


def test_a_place_that_is_none_is_refused(tmp_path):
    with pytest.raises(InputProblems, match="names nothing that errata can bear on"):
        load_errata(written(tmp_path, {"affects": "survey.a.*;page:3"}))


def test_a_review_names_every_row_it_cannot_compute(published, cases):
    checks = ["case(9, 'budget') == ''", "1 == 1", "1 / 0 == 1"]
    errata = table(*({"id": f"E00{i}", "check": check} for i, check in enumerate(checks, 1)))
    with pytest.raises(InputProblems) as found:
        review(errata, published, cases)
    assert [(p.row, p.column, p.value) for p in found.value.problems] == [
        (2, "check", "case(9, 'budget') == ''"),
        (4, "check", "1 / 0 == 1"),
    ]
    assert all(p.file.endswith("errata.csv") for p in found.value.problems)


def test_a_wave_without_case_studies(published):
    assert evaluate("cases() == [] and n('3.2', 'Yes', 'n') == 26", published, pd.DataFrame())


def test_errata_are_read_as_they_stand(tmp_path):
    errata = load_errata(written(tmp_path, {"check": "n('3.2', 'Yes', 'n') == 1"}, {"id": "E002", "found": "n/a"}))
    assert errata["found"].tolist() == ["b", "n/a"]
    assert errata["check"].tolist() == ["n('3.2', 'Yes', 'n') == 1", ""]


def test_every_row_that_cannot_be_used_is_named(tmp_path):
    rows = [{"severity": "grave"}, {"found": " "}, {"id": "E002", "check": "open('x')"}, {"id": "E003"}]
    file = written(tmp_path, *rows)
    with pytest.raises(InputProblems) as found:
        load_errata(file)
    said = {(p.row, p.column, p.rule) for p in found.value.problems}
    assert said == {
        (2, "severity", "is not a severity"),
        (3, "found", "is empty"),
        (3, "id", "is there twice"),
        (4, "check", "calls open, which the language does not have"),
    }


@pytest.mark.parametrize("content", [b"id,severity\nE001,minor\n", b"", b"\xff\xfeid"])
def test_a_file_that_is_no_errata_table(tmp_path, content):
    (tmp_path / "errata.csv").write_bytes(content)
    with pytest.raises(InputProblems, match=r"errata\.csv"):
        load_errata(tmp_path / "errata.csv")


def test_no_erratum_of_2012_is_refuted():
    cases = read_headed(WAVE / "case_studies.xlsx", "cases")[0].set_index("case_no")
    reviewed = review(load_errata(WAVE / "published" / "errata.csv"), Published(WAVE / "published"), cases)
    assert reviewed.loc[reviewed["recomputed"].eq("refuted"), "id"].tolist() == []
    assert (reviewed["recomputed"].ne("") == reviewed["check"].ne("")).all()


def test_every_place_that_the_errata_of_2012_bear_on_is_there():
    errata = load_errata(WAVE / "published" / "errata.csv")
    keys = pd.read_csv(WAVE.parents[1] / "processed" / "2012" / "estimates.csv", dtype=str)["key"]
    assert idle(errata, keys) == []
    known = {
        "cases": pd.read_csv(WAVE.parents[1] / "processed" / "2012" / "cases.csv", dtype=str),
        "networks": pd.read_csv(WAVE / "networks.csv", dtype=str),
    }
    for table_name, rows in known.items():
        for record in rows.iloc[:, 0]:
            assert on_record(errata, table_name, record).keys() <= {*rows.columns, *("*" if table_name == "cases" else ())}
    records = [place.split(":")[:2] for cell in errata["affects"] for place in split(cell) if ":" in place]
    assert all(record in set(known[name].iloc[:, 0]) for name, record in records if name in known)
    facts = [place.split(":")[1:] for cell in errata["affects"] for place in split(cell) if place.startswith("documents:")]
    assert facts and all(fact in set(pd.read_csv(WAVE / "documents" / f"{name}.csv", dtype=str).iloc[:, 0]) for name, fact in facts)


def test_an_erratum_that_names_case_studies_stands_on_their_sheets():
    errata = load_errata(WAVE / "published" / "errata.csv")
    named = {row.id: re.search(r"\b[Cc]ases? ((?:\d+(?:, | and )?)+)", row.where) for row in errata.itertuples()}
    told = [(id_, number) for id_, found in named.items() if found for number in re.findall(r"\d+", found[1])]
    assert len(told) > 50 and [place for place in told if place[0] not in on_case(errata, place[1])] == []


def test_the_errata_of_2012_keep_their_numbers_and_are_short():
    errata = load_errata(WAVE / "published" / "errata.csv")
    assert errata["id"].tolist() == [f"E{i:03}" for i in range(1, len(errata) + 1)]  # also where a severity was settled otherwise
    first = errata["where"].head(3)
    assert "3.10" in first[0] and "3.2.1" in first[1] and "Case 17" in first[2]  # the three that started the list
    words = errata[["where", "stated", "found", "verdict"]].map(lambda text: len(text.split()))
    assert words.to_numpy().max() <= 30


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [("Employment,n,83,83", "Employment,n,90,90"), ("Training,percent,13.1,13.1", "Training,percent,13.0,13.0")],
)
def test_a_changed_printed_cell_refutes_the_erratum_that_rests_on_it(tmp_path, cell, wrong):
    for file in (WAVE / "published").glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace(cell, wrong), encoding="utf-8")
    base = load_errata(tmp_path / "errata.csv").iloc[:1]
    assert review(base, Published(tmp_path), pd.DataFrame())["recomputed"].tolist() == ["refuted"]
