"""Quarto Markdown: whatever stands in a cell is shown as it stands."""

from __future__ import annotations

import pypandoc
import pytest

from analysis.present.cards import Card
from analysis.present.markdown import Raw, bullets, downloads, figure, mark, plain, table

LABELS = {"observed": {"label": "Observed", "meaning": "."}, "bounds": {"label": "Bounds", "meaning": "."}}


@pytest.mark.parametrize(
    "text",
    [
        "a|b",
        "*no* _emphasis_",
        "[link](x)",
        "<b>",
        "$x^2$",
        "{{< var x >}}",
        "@cite",
        "#tag",
        "`code`",
        "a~b~",
        "C:\\new",
    ],
)
def test_any_text_comes_through_pandoc_as_it_was_typed(text):
    shown = pypandoc.convert_text(
        table(["Head"], [[text]], "A caption", "tbl-x"), "plain", "markdown", extra_args=["--wrap=none"]
    )
    assert text in shown


def test_plain_text_is_one_line():
    assert plain("two\n  lines\t here ") == "two lines here"
    assert plain(4) == "4"


def test_a_table_has_a_rule_for_each_alignment_and_a_label():
    assert table(["A", "B"], [["x", 1], ["y|z", Raw("**2**")]], "Some numbers", "tbl-n", "lr", (70, 30)) == (
        '| A | B |\n| :--- | ---: |\n| x | 1 |\n| y\\|z | **2** |\n\n: Some numbers {#tbl-n tbl-colwidths="[70,30]"}\n'
    )


def test_evidence_marks_lead_to_their_meaning():
    assert mark("observed", LABELS) == "[[Observed](/report/method.qmd#sec-evidence)]{.evidence .evidence-observed}"
    assert mark("observed;bounds", LABELS).count("]{.evidence ") == 2
    assert mark("", LABELS) == ""


def test_a_figure_has_its_message_its_alternative_text_its_mark_and_its_data():
    text = figure(Card("fig-x", "5 * 3", "By country", 'He said "no"', "observed"), "2030", LABELS)
    assert text.startswith("![5 \\* 3](/figures/2030/fig-x.svg){#fig-x fig-alt=\"He said 'no'\"}\n")
    assert "By country. [[Observed]" in text and "/downloads/fig-x.csv" in text


def test_downloads_are_on_the_page_only_and_bullets_are_one_a_line():
    assert '.content-visible when-format="html"' in downloads("tbl-x")
    assert bullets(["a", "b"]) == "- a\n- b\n"
