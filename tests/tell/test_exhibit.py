"""An exhibit in the book and in a notebook: one caption, one line of links, its table folded."""

from __future__ import annotations

import json
import re

import pandas as pd
import pypandoc
import pytest

from analysis.audit.errata import COLUMNS
from analysis.draw.style import NARROW, WIDTH
from analysis.findings.results import Results
from analysis.store import write_table
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit
from analysis.tell.markdown import mark, page_link, pipe_table, plain

LABELS = {"observed": "Observed", "bounds": "Bounds"}


@pytest.fixture
def chapter(survey_of) -> Chapter:
    return Chapter("survey", survey_of({"GR": 6, "ES": 3}, staff_training="yes"), "10-draw-survey")


@pytest.mark.parametrize("text", ["a|b", "*no* _emphasis_", "[link](x)", "<b>", "$x^2$", "{{< var x >}}", "@cite", "#tag", "`code`", "a~b~", "C:\\new"])
def test_any_text_comes_through_pandoc_as_it_was_typed(text):
    shown = pypandoc.convert_text(f"| Head |\n| :--- |\n| {plain(text)} |\n", "plain", "markdown", extra_args=["--wrap=none"])
    assert text in shown


def test_evidence_marks_lead_to_their_meaning():
    assert mark("observed", LABELS) == "[[Observed](/report/method.qmd#sec-evidence)]{.evidence .evidence-observed}"
    assert mark("observed;bounds", LABELS).count("]{.evidence ") == 2 and mark("", LABELS) == ""


def test_a_block_says_everything_once(chapter):
    chapter.show("respondents")
    chapter.close()
    block = (chapter.wave.stage / "report" / "blocks" / "survey-who.qmd").read_text(encoding="utf-8")
    figure, links, fold = block.split("\n\n")[1:4]
    assert figure.startswith("![Analysable answers by country. [[observed]") and "{#fig-respondents fig-alt=\"Bar chart of 2" in figure
    assert re.findall(r"\[([\w ]+)\]\(([^)]+)\)", links) == [
        ("Numbers", "/report/_generated/downloads/fig-respondents.csv"), ("SVG", "/figures/2026/fig-respondents.svg"),
        ("PNG", "/figures/2026/fig-respondents.png"), ("Cite", "/report/citing.qmd#cite-fig-respondents"),
        ("Link", "#fig-respondents"), ("How this was made", "/notebooks/10-draw-survey.qmd#respondents"),
    ]  # fmt: skip
    assert fold.startswith('::: {.fold title="Show the numbers" key="tbl-respondents"}\n| Country | Answers | Per cent of 9 |\n| :--- | ---: | ---: |\n| Greece | 6 | 66.7 |')


def test_a_table_whose_words_have_a_fold_is_closed_with_its_caption(survey_of):
    chapter = Chapter("codebook", survey_of({"GR": 6}), "14-write-report")
    chapter.show("codebook_cases")
    chapter.words.texts["codebook_cases"]["fold"] = "Show it"
    chapter.show("codebook_cases")
    plain_block, closed = chapter.blocks["codebook"]
    table = plain_block[plain_block.index("| Variable") : plain_block.index("\n\n::: {.exhibit-links}")]
    assert table.endswith("}") and closed == plain_block.replace(table, f'::: {{.fold title="Show it" key="tbl-codebook-cases"}}\n{table}\n:::')


def test_errata_stand_with_the_numbers_they_bear_on(survey_of):
    results = survey_of({"GR": 6, "ES": 3}, staff_training="yes")
    write_table(results.frame.assign(errata=["E1;E2" if ".country.GR." in key else "" for key in results.frame["key"]]), results.wave.staged("estimates.csv"))
    listed = {"E1": ("serious", "Too | many"), "E2": ("minor", "A slip"), "E3": ("serious", "Elsewhere")}
    rows = [dict.fromkeys(COLUMNS, "") | {"id": id_, "severity": s, "verdict": v} for id_, (s, v) in listed.items()]
    write_table(pd.DataFrame(rows), results.wave.stage / "evaluation" / "errata.csv")
    chapter = Chapter("survey", Results(results.wave, results.codebook), "10-draw-survey")
    chapter.show("respondents")
    note = chapter.blocks["survey-who"][0].split("::: {.errata-note}")[1]
    link = "(/report/errata.qmd#sec-errata-"
    assert note == f"\nErrata of the printed study: [E1]{link}serious): [Too \\| many]{{key=\"errata.E1\"}}. [E2]{link}minor)\n:::"
    chapter.words.texts["respondents"]["brief"] = "yes"
    chapter.show("respondents")
    hint = chapter.blocks["survey-who"][1].split("::: {.errata-note}")[1]
    assert hint == f"\n[Note: errors of the printed study bear on this]{link}serious)\n:::"
    chapter.show("answers")
    assert "errata-note" not in chapter.blocks["survey-answers"][0]


def test_a_block_has_the_keys_of_its_numbers_and_the_chapter_keeps_all_of_them(chapter):
    chapter.show("respondents")
    chapter.close()
    block = (chapter.wave.stage / "report" / "blocks" / "survey-who.qmd").read_text(encoding="utf-8")
    assert '[6 of 9]{key="survey.country.GR.share"}' in block
    numbers = json.loads((chapter.wave.stage / "cards" / "survey.json").read_text(encoding="utf-8"))["numbers"]
    cell = numbers["tbl-respondents.1.2"]
    assert (cell["text"], cell["of"], cell["where"]) == ("6", ["survey.country.GR.share"], "row Greece, column Answers")
    assert (cell["exhibit"], cell["finding"], cell["notebook"]) == ("respondents", "survey.respondents", "10-draw-survey")
    keys = set(re.findall(r'\{key="([^"]+)"\}', block))
    assert keys and keys <= {*numbers, *(key for n in numbers.values() for key in n["of"])}


def test_files_stand_in_the_line_of_links_and_are_kept_with_their_chapter(survey_of):
    chapter = Chapter("audit", survey_of(raw={"constraints.csv": "margin,rebuilt\na,26\n=b,27\n"}), "14-write-report")
    chapter.show("rebuilt")
    chapter.close()
    report = chapter.wave.stage / "report"
    text, links = (report / "blocks" / "audit-rebuilt.qmd").read_text(encoding="utf-8").split("\n\n")
    assert text.startswith("The rebuilt extracts") and re.findall(r"\[([\w ]+)\]\(([^)]+)\)", links) == [
        ("The printed margins", "/report/_generated/downloads/constraints.csv"), ("How this was made", "/notebooks/14-write-report.qmd#rebuilt"),
    ]  # fmt: skip
    assert (report / "downloads" / "constraints.csv").read_text(encoding="utf-8") == "margin,rebuilt\na,26\n'=b,27\n"
    assert json.loads((chapter.wave.stage / "cards" / "audit.json").read_text(encoding="utf-8"))["downloads"] == ["constraints.csv"]


def test_a_figure_is_kept_in_both_widths_with_its_numbers(chapter):
    chapter.show("respondents")
    folder = chapter.wave.stage / "figures"
    assert {f.name for f in folder.iterdir()} == {"fig-respondents.svg", "fig-respondents.png", "fig-respondents-narrow.svg"}
    widths = [float(re.search(r'<svg[^>]* width="([0-9.]+)pt"', (folder / f).read_text())[1]) / 72 for f in ("fig-respondents.svg", "fig-respondents-narrow.svg")]
    assert [round(w, 3) for w in widths] == [WIDTH, NARROW]
    numbers = (chapter.wave.stage / "report" / "downloads" / "fig-respondents.csv").read_text(encoding="utf-8")
    assert numbers.startswith("key,item,") and "survey.country.GR.share" in numbers


def test_what_a_wave_has_nothing_of_leaves_an_empty_block_and_no_card(chapter):
    assert chapter.show("measures") is None
    assert chapter.close() == []
    assert (chapter.wave.stage / "report" / "blocks" / "survey-measures.qmd").read_text(encoding="utf-8").strip() == ""
    assert json.loads((chapter.wave.stage / "cards" / "survey.json").read_text(encoding="utf-8"))["exhibits"] == []


def test_cards_tell_other_parts_what_was_said(chapter):
    chapter.show("respondents")
    chapter.close()
    [card] = json.loads((chapter.wave.stage / "cards" / "survey.json").read_text(encoding="utf-8"))["exhibits"]
    assert (card["title"], card["figure"], card["table"], card["block"]) == ("Two thirds of the answers come from Greece", "fig-respondents", "tbl-respondents", "survey-who")


def test_a_notebook_shows_sentences_figure_and_table_under_the_exhibits_id(chapter, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw, metadata: shown.append((next(iter(data)), metadata)))
    chapter.show("respondents")._ipython_display_()
    of = {"exhibit": "respondents"}
    assert shown == [("text/markdown", of), ("image/svg+xml", of | {"figure": "fig-respondents"}), ("text/markdown", of)]


def test_the_waves_own_words_are_taken_over(chapter):
    chapter.wave.commentary.mkdir(parents=True)
    (chapter.wave.commentary / "survey.md").write_text("A word on it.", encoding="utf-8")
    chapter.close()
    assert (chapter.wave.stage / "report" / "blocks" / "survey-commentary.qmd").read_text(encoding="utf-8") == "A word on it.\n"


def test_names_in_a_table_lead_to_their_place(survey_of):
    results = survey_of({"GR": 6, "ES": 3}, staff_training="yes")
    results.countries_told = frozenset({"GR"})
    chapter = Chapter("survey", results, "10-draw-survey")
    chapter.show("respondents")
    table = chapter.blocks["survey-who"][0].split("Show the numbers")[1]
    assert "| [Greece](/countries/GR.qmd) | 6 |" in table and "| Spain | 3 |" in table
    number = results.get("survey.country.GR.share")
    exhibit = Exhibit("countries", Chapter("practices", results, "11").words, {"base": 9, "table": [{"country": number, "percent": number}]})
    assert pipe_table(exhibit).endswith("| [Greece](/countries/GR.qmd) | 66.7 |"), "a Number leads there where its name is printed"


def test_an_exhibit_whose_words_have_a_page_stands_on_it_and_not_in_a_block(survey_of):
    results = survey_of({"GR": 6, "ES": 3}, staff_training="yes")
    results.countries_told = frozenset({"GR"})
    chapter = Chapter("countries", results, "16-tell-themes")
    shown = chapter.show("country_page")
    chapter.close()
    report = results.wave.stage / "report"
    page = (report / "pages" / "countries" / "GR.qmd").read_text(encoding="utf-8")
    assert page.startswith('---\ndescription: "What this report holds on Greece."\n---\n\n# Greece {#sec-countries-GR .unnumbered .html-only}\n\n::: {.lede}\n\n')
    assert '[6 of 9]{key="survey.country.GR.share"}' in page
    assert not (report / "blocks" / "countries-country-page.qmd").exists()
    cards = json.loads((results.wave.stage / "cards" / "countries.json").read_text(encoding="utf-8"))
    assert cards["pages"] == ["countries/GR"] and "country-page-GR.text.3" not in cards["blocks"]
    assert page_link(shown.exhibits[0]) == "[Greece](/countries/GR.qmd)", "a notebook leads to the page and does not repeat it"
