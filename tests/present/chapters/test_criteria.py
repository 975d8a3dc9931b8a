"""Blocks of the criteria chapter: sentences follow the data, every block is there for every wave."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from matplotlib import pyplot

from analysis.present.cards import Deck
from analysis.present.chapters.criteria import NO_CASES, blocks
from analysis.present.context import Context
from analysis.present.criteria import draw_criteria

CHAPTER = Path(__file__).parents[3] / "report" / "criteria.qmd"
SOCIAL, CULTURAL = {"dimension": "socio_economic"}, {"dimension": "cultural"}
ELEVEN = {"1": "yyyy", **{str(n): "ny-n" for n in range(2, 12)}}


class Cards(Deck):
    """A deck that keeps the cards and no files."""

    def add(self, draw, *args) -> None:
        figure, card, _ = draw(*args)
        if figure is not None:
            pyplot.close(figure)
            self.cards.append(card)


def written(context: Context) -> dict[str, str]:
    """The blocks, after the figures they show have been drawn."""
    deck = Cards(context.wave, "criteria")
    draw_criteria(deck, context)
    deck.close()
    return blocks(context)


def test_every_block_of_the_chapter_exists_for_every_wave(evaluated, raw_criteria):
    included = set(re.findall(r"_generated/([\w-]+)\.qmd", CHAPTER.read_text(encoding="utf-8")))
    sheets = pd.DataFrame(
        [["R1", "1", "women", "cultural"]], columns=["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"]
    )
    for context in (evaluated({}), evaluated({}, sheets=sheets), evaluated({"1": "yyyy"}), evaluated(ELEVEN)):
        made = written(context)
        assert set(made) == included
        assert all(text.strip() for name, text in made.items() if name != "criteria-commentary")


def test_a_wave_without_case_studies_says_so(evaluated):
    made = written(evaluated({}))
    assert made["criteria-heat"] == made["criteria-standout"] == NO_CASES
    assert "No fact sheets of this wave" in made["criteria-factsheets"]


def test_criteria_are_listed_as_the_codebook_has_them(evaluated):
    text = written(evaluated({"1": "yyyy"}))["criteria-questions"]
    assert text.startswith("Two criteria are put to each practice, by 4 indicators")
    assert (
        "Relevance\n:   Whether the aims answer needs. *Does it answer a need?* Indicators: need shown; group named."
        in text
    )


def test_a_further_criterion_is_in_texts_and_tables_without_code(evaluated, six_criteria):
    final = {case: f"{letters}{'y' if case == '1' else '-'}" for case, letters in ELEVEN.items()}
    made = written(evaluated(final, raw=six_criteria))
    for name in ("questions", "agreement", "heat", "reported", "robustness", "standout"):
        assert "Coherence" in made[f"criteria-{name}"], name
    assert made["criteria-questions"].startswith("Three criteria")
    assert "| No | Practice | Relevance | Effectiveness | Coherence | Overall |" in made["criteria-heat"]


def test_agreement_counts_the_readings_that_differ(evaluated):
    same = written(evaluated({"1": "yyyn", "2": "nyny"}))["criteria-agreement"]
    assert "the same answer to 8 of 8 questions, 100.0 per cent." in same
    assert "It reaches 0.7 for every indicator for which it can be computed." in same
    assert "cannot be computed for “Group named”" in same
    other = written(evaluated({"1": "yyyn", "2": "nyny"}, second={"2": "yyny"}))["criteria-agreement"]
    assert "the same answer to 7 of 8 questions, 87.5 per cent." in other


def test_a_weak_indicator_is_named_with_the_reason_it_is_kept(evaluated, raw_criteria):
    final, second = {"1": "yyyy", "2": "nnnn"}, {"1": "nyyy", "2": "ynnn"}
    text = written(evaluated(final, second))["criteria-agreement"]
    assert "It stays below 0.7 for “Need shown” (no reason to keep it is given)." in text
    assert "Kept because" not in text
    raw_criteria["criteria"]["relevance"]["indicators"]["need"]["kept_because"] = "No other shows the need."
    text = written(evaluated(final, second, raw=raw_criteria))["criteria-agreement"]
    assert "“Need shown” (kept because no other shows the need)." in text
    assert "| Kept because |" in text


def test_heat_names_what_is_met_most_and_least(evaluated):
    text = written(evaluated({"1": "ynyy", "2": "nnyy", "3": "nnyn"}))["criteria-heat"]
    assert "Met most often: “Outputs counted” (3 of 3). Met least often: “Group named” (0 of 3)." in text
    assert "Overall scores run from 25.0 to 75.0 per cent where silence is read as no, and from 25.0 to 75.0" in text
    turned = written(evaluated({"1": "yyyy", "2": "nyyy", "3": "nyyn"}))["criteria-heat"]
    assert (
        "Met most often: “Group named” and “Outputs counted” (3 of 3). Met least often: “Need shown” (1 of 3)."
        in turned
    )


def test_scores_show_the_range_that_silence_leaves(evaluated):
    assert (
        "| 1 | A project | 50–100 | 100 | 75–100 |" in written(evaluated({"1": "y-yy", "2": "nnnn"}))["criteria-heat"]
    )


def test_what_the_cases_cannot_carry_is_said(evaluated):
    text = written(evaluated({"1": "yyyy", "2": "nnnn"}, kinds=[SOCIAL, CULTURAL]))["criteria-profile"]
    assert "None holds: 2 case studies cannot carry the claim" in text
    assert "socio-economic case studies lie 100.0 points above cultural ones" in text
    assert "Two could not be tested, as a dimension has a single case." in text
    alone = written(evaluated({"1": "yyyy", "2": "nnnn"}))["criteria-profile"]
    assert "one dimension at most" in alone


def test_a_difference_that_holds_is_said_with_its_interval(evaluated):
    final = {str(n): "yynn" if n <= 12 else "nnnn" for n in range(1, 25)}
    text = written(evaluated(final, kinds=[CULTURAL] * 12 + [SOCIAL] * 12))["criteria-profile"]
    assert (
        "One holds: on relevance cultural case studies lie 100.0 points above socio-economic "
        "ones (95% interval 100.0 to 100.0)."
    ) in text
    assert "For all others, 24 case studies cannot carry a claim." in text
    assert "−100.0" in text and "-100.0" not in text


def test_silence_is_counted_and_its_weight_is_told(evaluated):
    text = written(evaluated({"1": "y-n-", "2": "yyn-"}))["criteria-reported"]
    assert "3 of 8 answers, 37.5 per cent, are not reported. Silence is greatest on “Aims met”: 2 of 2 sheets." in text
    assert "50.0 points of the mean score open on effectiveness, the most, and 25.0 on relevance, the least." in text
    assert written(evaluated({"1": "ynny"}))["criteria-reported"].startswith(
        "0 of 4 answers, 0.0 per cent, are not reported. [["
    )


def test_silence_bounds_the_first_places(evaluated):
    text = written(evaluated(ELEVEN))["criteria-reported"]
    assert "11 of 11 case studies could be among the first five" in text and "; one would be there whatever" in text
    text = written(evaluated({str(n): "y---" for n in range(1, 8)}))["criteria-reported"]
    assert "7 of 7 case studies could be among the first five" in text and "none would be there" in text


def test_ranks_name_those_in_front_and_lead_to_their_profiles(evaluated):
    text = written(evaluated(ELEVEN))["criteria-ranks"]
    assert "One of 11 stays among the first five in more than half of the draws: A project (@sec-case-1)." in text
    assert "The same holds where silence is read as yes." in text
    assert "None stays among the first five" in written(evaluated(dict.fromkeys(ELEVEN, "nnnn")))["criteria-ranks"]
    assert (
        "With 2 case studies there is no top five" in written(evaluated({"1": "yyyy", "2": "nnnn"}))["criteria-ranks"]
    )


def test_leaving_an_indicator_out(evaluated):
    text = written(evaluated(ELEVEN))["criteria-robustness"]
    assert "Each of the 4 indicators was left out in turn." in text
    assert "The first five stay the same whichever indicator is left out." in text
    final = {"1": "ynnn", **{str(n): "nnny" for n in range(2, 8)}, **{str(n): "nnnn" for n in range(8, 12)}}
    assert "leaving it out changes who is among the first five." in written(evaluated(final))["criteria-robustness"]


def test_dominance_follows_the_scores(evaluated):
    text = written(evaluated({"1": "yyyy", "2": "n-n-", "3": "nnnn"}))["criteria-robustness"]
    assert "Of 3 pairs this decides 2; two of these would still be decided" in text
    assert "One of 3 is dominated by none: A project." in text
    assert "A project dominates the most, 2 others." in text


def test_those_who_stand_out_come_with_their_evidence(evaluated):
    text = written(
        evaluated(ELEVEN | {"1": "yyyn"}, kinds=[{"name_english": "First *of* all", "country": "PL"}, *[{}] * 10])
    )["criteria-standout"]
    assert "### First \\*of\\* all {#sec-standout-1}" in text
    assert "Cultural, Poland. It meets 3 of 4 indicators, scores 75 per cent overall" in text
    assert "Not met: aims met." in text and "Not reported" not in text
    assert "| Relevance | Need shown | Introduction and context | said of 1 on Need shown |" in text
    assert text.count("sec-standout-") == 1
    assert "none stands out" in written(evaluated(dict.fromkeys(ELEVEN, "nnnn")))["criteria-standout"]


def test_reversing_a_coding_moves_what_it_should(evaluated):
    before, after = (written(evaluated(ELEVEN | {"2": second})) for second in ("ny-n", "yy-n"))
    assert {name for name in before if before[name] != after[name]} >= {
        "criteria-heat",
        "criteria-reported",
        "criteria-ranks",
    }
    for name in ("criteria-questions", "criteria-framework", "criteria-factsheets"):
        assert before[name] == after[name]


def test_fact_sheets_are_read_by_rule(evaluated):
    columns = ["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"]
    sheets = pd.DataFrame([["R1", "1", "women", "cultural"], ["R2", "1", "", ""]], columns=columns)
    text = written(evaluated({}, sheets=sheets))["criteria-factsheets"]
    assert "2 fact sheets of the survey were read by rule. The closed questions answer 1 of the 4 indicators" in text
    assert "The sheets show most on relevance: at least 25.0 per cent" in text
    assert "| Relevance | 1 | 2 | 25.0 | 100.0 |" in text
    assert "evidence-observed" in text and "fig-criteria-factsheets" in text


def test_names_of_waves_and_numbers_are_not_typed_into_the_chapter():
    prose = re.sub(r"\{\{<.*?>\}\}|@\w+", "", CHAPTER.read_text(encoding="utf-8"))
    assert not re.search(r"\d", prose)


@pytest.mark.parametrize("final", [{"1": "y-n-"}, ELEVEN])
def test_tables_can_be_downloaded(evaluated, final):
    context = evaluated(final)
    text = "\n".join(written(context).values())
    for name in re.findall(r"/report/_generated/downloads/(tbl-[\w-]+\.csv)", text):
        assert (context.wave.stage / "report" / "downloads" / name).is_file(), name
    assert yaml.safe_load(re.search(r"tbl-colwidths=\"(\[.*?\])\"", text)[1])
