"""The summary page says what the wave is and finds only what its data give."""

from __future__ import annotations

import json

import pytest

from analysis.present.chapters.index import blocks

AUDIT = (
    "published_ref,cell,printed,recomputed,base,verdict,note\nTable 3.1,a,1,1,4,equal,\nTable 3.1,b,2,3,4,differs,\n"
)
TRAINED = [
    {"country": c, "staff_training": a, "network_member": "yes"}
    for c, a in zip(["MT"] * 8 + ["PT"] * 2, ["yes"] * 5 + ["no"] * 5, strict=True)
]


def card(id: str, title: str) -> dict[str, str]:
    return {
        "cards/survey.json": json.dumps(
            [{"id": id, "title": title, "caption": "c", "alt": "a", "evidence": "observed"}]
        )
    }


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("round_trip", "two of its inputs, the survey and the practice database, are rebuilt from printed tables because the answers themselves were never published, and 10 self-selected authorities answered the survey."),
        ("observed", "10 self-selected authorities answered the survey; shares are of those who answered, not of all authorities."),
        ("simulated", "All data of this wave are simulated"),
    ],
)  # fmt: skip
def test_the_basis_is_one_sentence_for_every_kind_of_wave(told, evidence, said):
    assert said in blocks(told(TRAINED, evidence=evidence))["index-basis"]


def test_the_headline_shows_what_there_is(told):
    text = blocks(told(TRAINED, tables={"processed/audit.csv": AUDIT}))["index-headline"]
    assert "[10]{.stat-value} [authorities answered enough to be analysed]" in text
    assert "[1 of 2]{.stat-value} [printed figures reproduce exactly]" in text
    assert "studied one by one" not in text and "European database" not in text


def test_findings_follow_the_answers(told):
    text = blocks(told(TRAINED))["index-findings"]
    assert (
        "- 50.0% of the answering authorities train their staff, 100.0% belong to a network and an unknown share involve"
        in text
    )
    assert "Malta" not in text
    shown = blocks(told(TRAINED, tables=card("fig-bounds", "Limits")))["index-findings"]
    assert "- 8 of the 10 answers come from Malta; the totals only set limits" in shown
    assert "case" not in text


def test_a_small_base_gives_counts(told):
    text = blocks(told(TRAINED[4:6]))["index-findings"]
    assert "- 1 of 2 answering authorities train their staff, 2 of 2 belong to a network" in text


@pytest.mark.parametrize(("number", "said"), [(10, "60.0% of the authorities"), (3, "3 of 3 authorities")])
def test_a_figures_message_stands_with_the_highest_share(told, number, said):
    job, housing = "challenge_migrants__newly_arrived__job", "challenge_migrants__newly_arrived__housing"
    rows = [{"country": "MT", job: "5" if n < 6 else "1", housing: "4" if n < 2 else "1"} for n in range(number)]
    text = blocks(told(rows, tables=card("fig-challenge-migrants", "Jobs come first")))["index-findings"]
    assert f"- Jobs come first ({said}; @fig-challenge-migrants). [[" in text


def test_a_wave_without_findings_says_so(told):
    assert blocks(told())["index-findings"] == "*No findings.*\n"
