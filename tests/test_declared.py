"""YAML files that people write: what would be read as something else is said, and nothing can fill the memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from analysis.declared import MAX_BYTES, read_fields
from analysis.problems import Problem

HINT = "see the example"


def problem_in(text: str, folder: Path, problems_of) -> Problem:
    file = folder / "wave.yml"
    file.write_text(text, encoding="utf-8")
    [problem] = problems_of(lambda: read_fields(file, "wave.yml", HINT))
    return problem


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        ("values:\n  No: x", "YAML reads 'No' as false", 'quote it: "No"'),
        ("a: 1\ncountry: NO", "YAML reads 'NO' as false", 'quote it: "NO"'),
        ("a: 1\nb: on", "YAML reads 'on' as true", 'quote it: "on"'),
        ("mapping:\n  1.10: title", "YAML reads the name '1.10' as a number, in which a closing 0 is lost", 'quote it: "1.10"'),
        ("mapping:\n  2012-05-31: day", "YAML reads the name '2012-05-31' as a date", 'quote it: "2012-05-31"'),
        ("mapping:\n  null: title", "YAML reads the name 'null' as nothing", 'quote it: "null"'),
        ("mapping:\n  true: title", "YAML reads the name 'true' as true or false", 'quote it: "true"'),
        ("missing:\n- 010", "YAML reads '010' as the number 8", 'quote it: "010"'),
        ("a: 1\nb: 12:30", "YAML reads '12:30' as the number 750", 'quote it: "12:30"'),
        ("a: 1\ndecimal: ,", "is not valid YAML: expected the node content", "quote a sign that stands alone"),
        ("a: 1\na: 2", "'a' stands there twice", "delete or rename one of them"),
        ("values:\n  {1: yes, '1': no}", "'1' stands there twice", "delete or rename one of them"),
        ("a:\n  [x]: y", "has a list or fields where a name should stand", "write `name: value`"),
        ("a: &x [1]\nb: *x", "repeats another part of the file by the name *x", "write it out, or quote it if it is a name: \"*x\""),
        ("a: 1\nignore: *.csv", "is not valid YAML: expected alphabetic or numeric character, but found '.'", "quote what begins with"),
        ("a:\n\tb: 1", "is not valid YAML: found character '\\t' that cannot start any token", "use blanks in place of tabs"),
        ("a: 1\nb: @x", "is not valid YAML: found character '@' that cannot start any token", "quote what begins with this"),
        ("a: 1\nb: !!python/name:os.system", "is not valid YAML: could not determine a constructor", HINT),
    ],
)  # fmt: skip
def test_a_trap_of_yaml_is_explained_in_its_line(tmp_path: Path, problems_of, text: str, rule: str, hint: str) -> None:
    problem = problem_in(text, tmp_path, problems_of)
    assert problem.rule.startswith(rule)
    assert problem.hint.startswith(hint)
    assert problem.row == 2


def test_what_cannot_be_mistaken_is_read_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "wave.yml"
    file.write_text('asked: yes\nsure: true\nmissing: [-99, NA, "010", 2012]\nvalues: {yes: 1, no: 2, 1: x}\n', encoding="utf-8")
    assert read_fields(file, "wave.yml", HINT) == {
        "asked": True, "sure": True, "missing": [-99, "NA", "010", 2012], "values": {"yes": 1, "no": 2, 1: "x"},
    }  # fmt: skip


def test_nested_repetitions_are_refused_before_they_unfold(tmp_path: Path, problems_of) -> None:
    laughs = "a0: &a0 [ha, ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    start = time.process_time()
    assert "repeats another part" in problem_in(laughs, tmp_path, problems_of).rule
    assert time.process_time() - start < 1


def test_a_file_that_is_far_too_long_is_not_read(tmp_path: Path, problems_of) -> None:
    assert problem_in("a: 1\n" * MAX_BYTES, tmp_path, problems_of).rule == "is larger than 500 kB, which no such file needs"


def test_deep_nesting_is_one_message(tmp_path: Path, problems_of) -> None:
    assert "no valid YAML" in problem_in("[" * 5000, tmp_path, problems_of).rule
