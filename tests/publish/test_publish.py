"""From the stage to where people look: changed files only, no leftovers, no chapters without a source."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from cards import FIGURE, TABLE

from analysis import runner
from analysis.publish import FIGURE_FILES, publish, undrawn
from analysis.publish.mirror import write_if_changed
from analysis.publish.notebook_page import NotebookRefused
from analysis.publish.sections import without_empty_sections
from analysis.store import write_text
from analysis.wave import PROJECT, Root


@pytest.fixture
def staged(make_wave):
    """`staged({...files})`: a wave of these sources whose run has left one table, one figure and three blocks."""

    def make(*files: str):
        wave = make_wave(dict.fromkeys(files, ""), acknowledgement="Thanks to all.", licence="CC BY.")
        write_text("a\n1\n", wave.staged("estimates.csv"))
        told = {
            "blocks": ["index-basis", "method-sources", "method-keying"], "pages": ["countries/GR"], "downloads": ["fig-x.csv"],
            "exhibits": [FIGURE | {"figure": "fig-x", "files": {}}, TABLE | {"table": ""}],
        }  # fmt: skip
        write_text(json.dumps(told), wave.stage / "cards" / "survey.json")
        for suffix in FIGURE_FILES:
            write_text(f"drawn {suffix}", wave.stage / "figures" / f"fig-x{suffix}")
        report = wave.stage / "report"
        write_text("wave: {}\n", report / "variables.yml")
        for name, text in {"index-basis": "A sentence.\n", "method-sources": "Sources.\n", "method-keying": "\n"}.items():
            write_text(text, report / "blocks" / f"{name}.qmd")
        write_text("a\n1\n", report / "downloads" / "fig-x.csv")
        write_text("# Greece {#sec-countries-GR}\n", report / "pages" / "countries" / "GR.qmd")
        return wave

    return make


def times(folder: Path) -> dict[Path, int]:
    return {f: f.stat().st_mtime_ns for f in folder.rglob("*") if f.is_file()}


def names(folder: Path) -> set[str]:
    return {f.name for f in folder.iterdir()}


def test_results_stand_where_people_look_and_the_book_finds_them(staged):
    wave = staged("survey.csv")
    publish(wave)
    assert wave.processed.joinpath("estimates.csv").read_text(encoding="utf-8") == "a\n1\n"
    assert (
        names(wave.figures)
        == {"fig-x.svg", "fig-x.png", "fig-x-narrow.svg"}
        == names(wave.book_project / "figures" / wave.id)
    )
    generated = wave.book_project / "report" / "_generated"
    assert (generated / "index-basis.qmd").is_file() and (generated / "downloads" / "fig-x.csv").is_file()
    assert (wave.book_project / "_variables.yml").read_text(encoding="utf-8") == "wave: {}\n"
    assert (wave.book_project / "index.qmd").is_file()


def test_logs_that_hold_values_stay_with_the_team_and_answers_out_of_the_book(staged):
    wave = staged("survey.csv")
    write_text("record\nR1\n", wave.stage / "log" / "survey.csv")
    for name in ("responses.csv", "factsheets.csv"):
        write_text("respondent_id\nR1\n", wave.staged(name))
    publish(wave)
    assert names(wave.logs) == {"survey.csv"} and wave.logs == wave.root.build / "log" / wave.id
    assert not [f for f in wave.book_project.rglob("*") if f.name in ("survey.csv", "responses.csv", "factsheets.csv")]


def executed(cell_output: dict, number: int | None = 1) -> str:
    """An executed notebook of a title and one code cell."""
    cells = [
        {"cell_type": "markdown", "id": "a1", "metadata": {}, "source": "# Clean it\n\nIt cleans."},
        {"cell_type": "code", "id": "a2", "metadata": {}, "source": "1", "outputs": [cell_output], "execution_count": number},
    ]  # fmt: skip
    return json.dumps({"metadata": {"language_info": {"version": "3.11.0"}}, "cells": cells})


PRINTED = {"output_type": "stream", "name": "stdout", "text": "one"}


def test_executed_notebooks_are_pages_of_the_book_and_files_to_download(staged):
    wave = staged("survey.csv")
    write_text(executed(PRINTED), wave.notebooks / "01-clean-it.ipynb")
    write_text("old", wave.book_project / "notebooks" / "09-old.qmd")
    publish(wave)
    config = yaml.safe_load((wave.book_project / "_quarto.yml").read_text(encoding="utf-8"))
    assert config["book"]["appendices"][-1]["chapters"] == ["notebooks/01-clean-it.qmd"]
    assert names(wave.book_project / "notebooks") == {"01-clean-it.qmd"}
    assert "# Clean it {#cell-a1 " in (wave.book_project / "notebooks/01-clean-it.qmd").read_text(encoding="utf-8")
    generated = wave.book_project / "report" / "_generated"
    assert "/notebooks/01-clean-it.qmd). It cleans." in (generated / "notebooks-list.qmd").read_text(encoding="utf-8")
    assert (generated / "downloads" / "01-clean-it.ipynb").is_file()


def test_pages_that_chapters_write_are_a_part_of_the_book(staged):
    wave = staged("survey.csv")
    write_text("of an older run", wave.stage / "report" / "pages" / "countries" / "MT.qmd")
    write_text("old", wave.book_project / "countries" / "FR.qmd")
    publish(wave)
    assert names(wave.book_project / "countries") == {"GR.qmd"}
    config = yaml.safe_load((wave.book_project / "_quarto.yml").read_text(encoding="utf-8"))
    assert config["book"]["appendices"][-1] == {"part": "Country by country", "chapters": ["countries/GR.qmd"]}


def test_scripts_of_others_lie_apart(staged):
    wave = staged("survey.csv")
    publish(wave)
    assert names(wave.book_project / "report" / "vendor") == {f.name for f in (PROJECT / "report" / "vendor").glob("*.js")}
    assert not (wave.book_project / "report" / "dataTables.min.js").exists()


def test_a_notebook_that_failed_leaves_everything_as_it_was(staged, tmp_path):
    wave = staged("survey.csv")
    publish(wave)
    write_text(
        executed({"output_type": "error", "ename": "KeyError", "evalue": "x"}), wave.notebooks / "01-clean-it.ipynb"
    )
    write_text("a\n2\n", wave.staged("estimates.csv"))
    before = times(tmp_path)
    with pytest.raises(NotebookRefused, match=r"01-clean-it\.ipynb, cell 2"):
        publish(wave)
    assert times(tmp_path) == before


def test_in_the_project_itself_the_pages_lie_apart_from_the_notebooks(staged, tmp_path, monkeypatch):
    """A page beside a notebook of the same name would make Quarto take one for the other."""
    wave, root = staged("survey.csv"), tmp_path / "root"
    block = "[made](/notebooks/01-clean-it.qmd#who) of [Greece](/countries/GR.qmd)\n"
    write_text(block, wave.stage / "report" / "blocks" / "method-sources.qmd")
    write_text(executed(PRINTED), wave.notebooks / "01-clean-it.ipynb")
    publish(wave)
    (root / "report").mkdir(parents=True)
    for name in ("_quarto.yml", "index.qmd", *(f"report/{file.name}" for file in (PROJECT / "report").glob("*.qmd"))):
        shutil.copyfile(PROJECT / name, root / name)
    monkeypatch.setattr("analysis.publish.project.PROJECT", root)
    monkeypatch.setattr(Root, "is_project", True)
    publish(wave)
    generated = root / "report" / "_generated"
    assert names(generated / "notebooks") == {"01-clean-it.qmd"} and not (root / "notebooks").exists()
    assert (generated / "method-sources.qmd").read_text(encoding="utf-8") == block.replace("(/", "(/report/_generated/")
    assert (wave.book_project / "report/_generated/method-sources.qmd").read_text(encoding="utf-8") == block
    assert names(generated / "countries") == {"GR.qmd"}
    added = yaml.safe_load((root / "_quarto.yml.local").read_text(encoding="utf-8"))
    chapters = [part["chapters"] for part in added["book"]["appendices"]]
    assert chapters == [["report/_generated/countries/GR.qmd"], ["report/_generated/notebooks/01-clean-it.qmd"]]


def test_publishing_the_same_again_touches_no_file(staged, tmp_path):
    wave = staged("survey.csv")
    publish(wave)
    before = times(tmp_path)
    publish(wave)
    assert times(tmp_path) == before


def test_only_the_file_that_changed_is_written(staged, tmp_path):
    wave = staged("survey.csv")
    publish(wave)
    before = times(tmp_path)
    write_text("a\n2\n", wave.staged("estimates.csv"))
    publish(wave)
    changed = {f for f, time in times(tmp_path).items() if before.get(f) != time}
    assert changed == {wave.staged("estimates.csv"), wave.processed / "estimates.csv"}


def test_what_no_chapter_lists_any_more_is_not_taken_over(staged):
    wave = staged("survey.csv")
    write_text("of an older run", wave.stage / "report" / "blocks" / "index-old.qmd")
    write_text("of an older run", wave.stage / "report" / "downloads" / "fig-old.csv")
    publish(wave)
    assert not [file for file in wave.book_project.rglob("*-old.*")]


def test_a_section_with_nothing_to_say_is_left_out_of_the_book(staged):
    wave = staged("survey.csv")
    publish(wave)
    chapter = (wave.book_project / "report" / "method.qmd").read_text(encoding="utf-8")
    assert "{#sec-sources}" in chapter and "{#sec-keying}" not in chapter and "method-keying" not in chapter
    write_text("Keyed.\n", wave.stage / "report" / "blocks" / "method-keying.qmd")
    publish(wave)
    assert "## Double keying {#sec-keying}" in (wave.book_project / "report" / "method.qmd").read_text(encoding="utf-8")


CHAPTER = """---
description: A chapter.
---

# Title {#sec-title}

{{< include _generated/a.qmd >}}

## One {#sec-one}

Prose on it.

{{< include _generated/b.qmd >}}

### Within {#sec-within}

{{< include _generated/c.qmd >}}

## Prose {#sec-prose}

```bash
## no heading
```

Its own.

{{< include _generated/a-commentary.qmd >}}

## Two {#sec-two}

{{< include /report/_generated/d.qmd >}}

{{< include _generated/e.qmd >}}
"""


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("abcde", ["one", "within", "prose", "two"]),
        ("e", ["prose", "two"]),
        ("c", ["one", "within", "prose"]),
        ("b", ["one", "prose"]),
        ("", ["prose"]),
    ],
)
def test_a_section_stays_while_one_of_its_blocks_says_something(said, kept):
    text = without_empty_sections(CHAPTER, set(said))
    assert re.findall(r"\{#sec-(\w+)\}", text) == ["title", *kept]
    assert text.startswith(CHAPTER.split("## One")[0]) and "## no heading" in text and "Its own." in text
    assert text == CHAPTER or said != "abcde"


def test_what_a_run_no_longer_makes_is_deleted(staged):
    wave = staged("survey.csv")
    write_text("old", wave.processed / "scores.csv")
    write_text("old", wave.figures / "fig-old.svg")
    write_text("old", wave.book_project / "report" / "_generated" / "old.qmd")
    write_text("old", wave.book_project / "report" / "old.qmd")
    write_text("undrawn now", wave.stage / "figures" / "fig-gone.svg")
    publish(wave)
    assert names(wave.processed) == {"estimates.csv"}
    assert not {"fig-old.svg", "fig-gone.svg"} & names(wave.figures)
    assert not list(wave.book_project.rglob("old.qmd"))


@pytest.mark.parametrize(
    ("files", "there", "gone"),
    [
        (["survey.csv"], {"survey", "criteria", "method"}, {"practices", "cases", "networks", "audit", "errata", "case-sheets"}),
        (["practices.csv"], {"practices", "method"}, {"survey", "cases", "criteria", "networks", "audit"}),
        (["case_studies.xlsx", "networks.csv"], {"cases", "criteria", "networks", "case-sheets"}, {"survey", "practices", "audit"}),
    ],
)  # fmt: skip
def test_chapters_without_a_source_are_left_out(staged, files, there, gone):
    wave = staged(*files)
    publish(wave)
    config = yaml.safe_load((wave.book_project / "_quarto.yml").read_text(encoding="utf-8"))
    listed = {Path(chapter).stem for part in ("chapters", "appendices") for chapter in config["book"][part] if isinstance(chapter, str)}
    staged_files = {f.stem for f in (wave.book_project / "report").glob("*.qmd")}
    assert there <= listed and not gone & listed
    assert there <= staged_files and not gone & staged_files
    assert "chapters-need" not in config


def test_what_led_to_a_chapter_or_section_that_is_left_out_stays_as_text(staged):
    wave = staged("practices.csv")
    block = "See [what it means](/report/recommendations.qmd#sec-x), @sec-networks and [the data](/report/method.qmd#sec-keying).\n"
    write_text(block, wave.stage / "report/blocks/method-sources.qmd")
    write_text(executed(PRINTED).replace("It cleans.", "It leads to [all](/report/recommendations.qmd)."), wave.notebooks / "01-clean-it.ipynb")
    publish(wave)
    book = wave.book_project
    said = (book / "report/_generated/method-sources.qmd").read_text(encoding="utf-8")
    assert said == "See what it means, “European networks” and the data.\n"
    assert "\n\nIt leads to all.\n" in (book / "notebooks/01-clean-it.qmd").read_text(encoding="utf-8")


def test_a_chapter_that_leads_to_one_that_is_left_out_names_it_only(staged):
    wave = staged("practices.csv")
    write_text("id\n", wave.documents / "partnership.csv")
    led = "Reasons stand in [the chapter on networks](/report/networks.qmd#sec-networks).\n"
    write_text(led, wave.stage / "report/blocks/partnership-reasons.qmd")
    told = {"blocks": ["partnership-reasons"], "pages": [], "downloads": [], "exhibits": []}
    write_text(json.dumps(told), wave.stage / "cards" / "partnership.json")
    publish(wave)
    block = wave.book_project / "report/_generated/partnership-reasons.qmd"
    assert block.read_text(encoding="utf-8") == "Reasons stand in the chapter on networks.\n"


def test_the_book_is_named_by_its_wave_and_thanks_those_who_collected_it(staged):
    wave = staged("survey.csv")
    publish(wave)
    config = yaml.safe_load((wave.book_project / "_quarto.yml").read_text(encoding="utf-8"))
    assert config["book"]["output-file"] == "integration-practices-2030"
    assert (config["wave"], config["edition"], config["acknowledgement"]) == ("2030", "A test", "Thanks to all. CC BY.")
    assert config["execute"] == {"enabled": False}


@pytest.mark.parametrize("gone", ["figures/fig-x-narrow.svg", "report/blocks/index-basis.qmd", "report/downloads/fig-x.csv"])
def test_chapters_whose_files_are_gone_must_be_made_again(staged, gone):
    wave = staged("survey.csv")
    assert undrawn(wave) == []
    (wave.stage / gone).unlink()
    assert undrawn(wave) == [wave.stage / "cards" / "survey.json"]


def test_what_a_source_left_that_was_taken_out_is_forgotten(staged, monkeypatch):
    wave = staged("practices.csv")
    write_text("a\n1\n", wave.staged("responses.csv"))
    write_text("a\n1\n", wave.staged("practices.csv"))
    monkeypatch.setattr(runner, "run_notebooks", lambda *_: [])
    runner.run_wave(wave, print)
    assert names(wave.processed) == {"estimates.csv", "practices.csv", "manifest.json"}
    assert not wave.figures.exists() or not names(wave.figures)


def test_cards_that_another_version_wrote_must_be_made_again(staged):
    wave = staged("survey.csv")
    write_text('[{"id": "fig-x"}]', wave.stage / "cards" / "survey.json")
    assert undrawn(wave) == [wave.stage / "cards" / "survey.json"]


def test_a_text_is_written_once(tmp_path):
    file = tmp_path / "a" / "b.txt"
    write_if_changed("x", file)
    first = file.stat().st_mtime_ns
    write_if_changed("x", file)
    assert file.stat().st_mtime_ns == first
    write_if_changed("y", file)
    assert file.read_text(encoding="utf-8") == "y"
