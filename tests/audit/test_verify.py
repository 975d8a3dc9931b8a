"""A rebuild held against what is there: each difference is found, and its cause is named."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from analysis.audit.verify import Difference, causes, differences, explained, page_differences
from analysis.wave import Root

TABLE, FIGURE, BLOCK = "data/processed/w1/scores.csv", "figures/w1/fig-x.svg", "book/report/_generated/index-headline.qmd"
RUN = {
    "parameters": {"min_base": 5, "sources": {"survey": {"file": "survey.csv"}}},
    "inputs": {"data/raw/w1/survey.csv": "s1", "data/raw/w1/commentary/index.md": "c1", "data/raw/w1/wave.yml": "w1"},
    "notebooks": {"notebooks/01-clean-survey.ipynb": "n1"}, "code": {"src/analysis/clean/money.py": "m1"},
    "texts": {"report/words/survey.en.yml": "t1"}, "environment": {"pandas": "3.1.1"},
    "outputs": {TABLE: "o1", FIGURE: "o2", BLOCK: "o3"},
}  # fmt: skip


@pytest.fixture
def wave(make_wave):
    """A wave with a table, a figure, a block, a table between notebooks, and a page."""
    made = make_wave({"survey.csv": "a\n1\n"}, "w1")
    return written(made)


def written(wave):
    for file, text in {
        wave.processed / "scores.csv": "a\n1\n2\n", wave.processed / "manifest.json": "{}", wave.figures / "fig-x.svg": "<svg/>",
        wave.figures / "fig-x.png": "p", wave.book_project / "report" / "_generated" / "index-headline.qmd": "One.\n\nTwo.\n",
        wave.book_project / "_variables.yml": "n: '2'", wave.stage / "evaluation" / "ranks.csv": "r\n1\n",
        wave.book / "index.html": "<html><head><title>x</title></head><main><p>One of <b>two</b>.</p></main></html>",
    }.items():  # fmt: skip
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return wave


@pytest.fixture
def rebuilt(wave, tmp_path):
    """The same results in another place."""
    return written(replace(wave, root=Root(tmp_path / "again")))


def told(found) -> list[str]:
    return [f"{d.name}: {d.what}" for d in found]


def test_equal_results_differ_in_nothing(wave, rebuilt):
    (rebuilt.figures / "fig-x.png").write_text("pixels are not compared", encoding="utf-8")
    (rebuilt.processed / "manifest.json").write_text("it says what was compared", encoding="utf-8")
    (rebuilt.book / "index.html").write_text("<title>y</title><main class='a'> <p>One  of <i>two</i>.</p></main>", encoding="utf-8")
    assert differences(wave, rebuilt) == [] and [d.name for d in page_differences(wave, rebuilt)] == []


@pytest.mark.parametrize(
    ("folder", "file", "text", "said"),
    [
        ("processed", "scores.csv", "a\n1\n3\n", "data/processed/w1/scores.csv: differs from a fresh run, first in line 3"),
        ("processed", "scores.csv", "a\n1\n2\n3\n", "data/processed/w1/scores.csv: differs from a fresh run, first in line 4"),
        ("figures", "fig-x.svg", "<svg>1</svg>", "figures/w1/fig-x.svg: differs from a fresh run"),
        ("book_project", "report/_generated/index-headline.qmd", "One.\n\nA random sample.\n", "book/report/_generated/index-headline.qmd: differs from a fresh run, first in line 3"),
        ("book_project", "_variables.yml", "n: '3'", "book/_variables.yml: differs from a fresh run, first in line 1"),
        ("stage", "evaluation/ranks.csv", "r\n2\n", "stage/evaluation/ranks.csv: differs from a fresh run, first in line 2"),
        ("figures", "fig-y.svg", "<svg/>", "figures/w1/fig-y.svg: a fresh run does not write it"),
    ],
)  # fmt: skip
def test_each_difference_says_where(wave, rebuilt, folder, file, text, said):
    (getattr(wave, folder) / file).write_text(text, encoding="utf-8")
    assert told(differences(wave, rebuilt)) == [said]


def test_what_is_gone_is_a_difference_and_what_was_never_built_is_none(wave, rebuilt):
    (wave.figures / "fig-x.svg").unlink()
    assert told(differences(wave, rebuilt)) == ["figures/w1/fig-x.svg: is not there, a fresh run writes it"]
    for file in sorted(wave.figures.iterdir()):
        file.unlink()
    wave.figures.rmdir()
    assert differences(wave, rebuilt) == []


def test_a_page_that_says_something_else_is_found(wave, rebuilt):
    page = wave.book / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("two", "three"), encoding="utf-8")
    [found] = page_differences(wave, rebuilt)
    assert found.file == page and found.what == "differs from a fresh run, first in line 2"


def changed(part: str, name: str, value: object) -> dict:
    manifest = deepcopy(RUN)
    manifest[part][name] = value
    return manifest


@pytest.mark.parametrize(
    ("fresh", "cause"),
    [
        (changed("inputs", "data/raw/w1/survey.csv", "s2"), "input data/raw/w1/survey.csv changed since the run"),
        (changed("inputs", "data/raw/w1/commentary/index.md", "c2"), "input data/raw/w1/commentary/index.md changed since the run"),
        (changed("inputs", "data/raw/w1/targets.csv", "x"), "input data/raw/w1/targets.csv was added since the run"),
        (changed("code", "src/analysis/clean/money.py", "m2"), "module src/analysis/clean/money.py changed since the run"),
        (changed("notebooks", "notebooks/01-clean-survey.ipynb", "n2"), "notebook notebooks/01-clean-survey.ipynb changed since the run"),
        (changed("texts", "report/words/survey.en.yml", "t2"), "text of the book report/words/survey.en.yml changed since the run"),
        (changed("parameters", "min_base", 3), "parameter min_base of wave.yml changed: 5 -> 3"),
        (changed("environment", "pandas", "2.9.0"), "package pandas is 2.9.0, the run had 3.1.1"),
    ],
)  # fmt: skip
def test_what_changed_since_the_run_is_the_cause_of_all_that_its_run_wrote(tmp_path, fresh, cause):
    assert causes(RUN, fresh) == [cause]
    found = [Difference(tmp_path / "scores.csv", TABLE, "differs"), Difference(tmp_path / "fig-x.svg", FIGURE, "differs")]
    first, *files = explained(found, RUN, fresh, {TABLE: "o1", FIGURE: "o2"})
    assert first == f"cause: {cause}" and len(files) == 2 and files[0].endswith("scores.csv: differs")


@pytest.mark.parametrize("name", [TABLE, FIGURE, BLOCK])
def test_a_result_that_is_not_what_its_run_wrote_was_edited_whatever_else_has_changed(tmp_path, name):
    found = [Difference(tmp_path / "x", name, "differs")]
    for fresh in (RUN, changed("code", "src/analysis/clean/money.py", "m2")):
        assert explained(found, RUN, fresh, {name: "by hand"})[0] == "cause: edited by hand after the run wrote it"
        assert explained(found, RUN, fresh, {})[0] == "cause: taken away after the run wrote it"


def test_several_causes_are_all_named_and_files_stand_with_their_own(tmp_path):
    fresh = changed("code", "src/analysis/clean/money.py", "m2")
    fresh["inputs"] = {**fresh["inputs"], "data/raw/w1/survey.csv": "s2"}
    found = [Difference(tmp_path / "a", TABLE, "differs"), Difference(tmp_path / "b", FIGURE, "differs")]
    lines = explained(found, RUN, fresh, {TABLE: "o1", FIGURE: "by hand"})
    assert [line.split(": ")[0] for line in lines] == ["cause", "cause", f"  {tmp_path}/a", "cause", f"  {tmp_path}/b"]


def test_a_page_has_no_hash_of_its_own_and_its_cause_is_what_changed_or_a_hand(tmp_path):
    page = [Difference(tmp_path / "index.html", "_book/w1/index.html", "differs")]
    assert explained(page, RUN, RUN, {"_book/w1/index.html": "x"})[0].startswith("cause: edited by hand, or of another run")
    assert explained(page, RUN, changed("parameters", "min_base", 3), {"_book/w1/index.html": "x"})[0].startswith("cause: parameter")


def test_without_a_manifest_no_cause_is_made_up(tmp_path):
    assert explained([Difference(tmp_path / "x", TABLE, "differs")], None, RUN, {})[0].startswith("cause: not known")
    assert explained([], RUN, RUN, {}) == []
