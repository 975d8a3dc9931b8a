"""Where a number comes from, as a small run left it; the committed results of 2012 are asked for what is coded."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
import pytest

from analysis.audit.provenance import made_of, write_manifest
from analysis.audit.trace import Trace, explain
from analysis.estimate.rows import COLUMNS
from analysis.store import write_table, write_text
from analysis.wave import PROJECT, shown

NOTEBOOK = "05-estimate-survey"
KEY = "survey.network_member.yes.share"
NUMBERS = {
    "answers.text.1": {"text": "60.4%", "kind": "estimate", "of": [KEY]}, "answers.text.2": {"text": "four", "kind": "count", "of": []},
    "tbl-answers.1.2": {"text": "Pact of 2010", "kind": "text", "of": [], "where": "row Pact of 2010, column Name"},
    "tbl-answers.1.4": {"text": "Pact of 2010, Paris (Article 7)", "kind": "text", "of": [], "where": ""},
    "tbl-answers.1.5": {"text": "Pact of 2010, Paris (Article 8)", "kind": "text", "of": [], "where": ""},
    "tbl-answers.0.3": {"text": "95% interval", "kind": "head", "of": [], "where": "head"},
}  # fmt: skip


@pytest.fixture
def wave(make_wave):
    """A wave that was run: an estimate, what was printed of it, an exhibit, an executed notebook, the manifest."""
    made = make_wave({"survey.csv": "a\n1\n"}, "w1")
    row = dict.fromkeys(COLUMNS, "") | {"key": KEY, "source": "survey", "item": "network_member", "value": "0.6", "numerator": "29", "base": "48"}
    rows = [row | {"published_ref": "Table 3.4", "made_by": NOTEBOOK, "made_in": "b938affc"}]
    rows.append(row | {"key": "survey.network_member.yes.by_x.share", "made_by": NOTEBOOK, "made_in": "ab9bdb76"})
    write_table(pd.DataFrame(rows), made.processed / "estimates.csv")
    cells = [["Table 3.4", "Yes, n", "29", "29", "48", "equal", KEY], ["Table 3.4", "No, n", "16", "16", "48", "equal", "other"], ["Section 3", "both", "45", "45", "48", "equal", f"other+{KEY}"]]
    audit = pd.DataFrame(cells, columns=["published_ref", "cell", "printed", "recomputed", "base", "verdict", "key"])
    write_table(audit, made.processed / "audit.csv")
    about = {"exhibit": "answers", "finding": "survey.answers", "notebook": NOTEBOOK, "where": ""}
    write_text(json.dumps({"numbers": {key: about | n for key, n in NUMBERS.items()}}), made.stage / "cards" / "survey.json")
    write_text("errata: x\n", made.stage / "report" / "blocks" / "x.qmd")
    write_text("cases: {count: '[37]{key=\"var.cases.count\"}'}\n", made.stage / "report" / "variables.yml")
    write_table(pd.DataFrame({"name": ["x", "Pact of 2010"], "passage": ["Article 7", "signed in Paris"]}), made.staged("cases.csv"))
    write_table(pd.DataFrame({"id": ["E001"], "verdict": ["The base is 490"]}), made.stage / "evaluation" / "errata.csv")
    write_text("id\nE001\n", made.published / "errata.csv")
    executed = {"cells": [{"id": "5398f027", "cell_type": "code", "source": "write_parts(x)", "outputs": [{"metadata": {"exhibit": "answers"}}]}]}
    write_text(json.dumps(executed), made.notebooks / f"{NOTEBOOK}.ipynb")
    write_manifest(made_of(made, [PROJECT / "notebooks" / f"{NOTEBOOK}.ipynb"], [], []), made)
    return made


@pytest.fixture
def lines(wave):
    """`lines(key)`: its trace; the notebook rests on the survey, and reads the case studies of the run."""
    return lambda key: explain(wave, key, lambda notebook: ([wave.source_file("survey")], [wave.staged("cases.csv")]))


def test_a_number_is_followed_to_the_very_cell_that_computed_it_and_to_the_inputs_of_its_notebook(lines, wave):
    told = lines(KEY)
    assert told[0] == KEY and "  numerator: 29" in told
    assert f"  notebooks/{NOTEBOOK}.ipynb, cell b938affc (code cell 4)" in told
    assert f"  notebooks/{NOTEBOOK}.ipynb, cell ab9bdb76 (code cell 5)" in lines("survey.network_member.yes.by_x.share")
    [source] = told[told.index("from") + 1 :]
    assert source.endswith(f"survey.csv  sha256 {hashlib.sha256(wave.source_file('survey').read_bytes()).hexdigest()}")


def test_a_table_that_was_edited_after_the_run_is_said_to_be(lines, wave):
    assert not any("EDITED" in line for line in lines(KEY))
    file = wave.processed / "estimates.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",29,", ",39,"), encoding="utf-8")
    assert "estimates.csv was EDITED after the run wrote it" in lines(KEY)[1]


def test_the_printed_cells_named_are_those_of_this_number_alone_or_in_a_sum(lines):
    told = lines(KEY)
    at = told.index("printed in")
    assert told[at + 1 : at + 3] == [
        "  Table 3.4, Yes, n: printed 29, recomputed 29 over 48: equal", "  Section 3, both: printed 45, recomputed 45 over 48: equal",
    ]  # fmt: skip
    assert told[at + 3] == "from"


def test_hashes_are_those_of_the_run_and_what_has_changed_since_is_said(lines, wave):
    file = wave.source_file("survey")
    of_the_run = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_text("a\n2\n", encoding="utf-8")
    now = hashlib.sha256(file.read_bytes()).hexdigest()
    assert lines(KEY)[-1].endswith(f"sha256 {of_the_run}  CHANGED since the run, now {now}")
    file.unlink()
    assert lines(KEY)[-1].endswith(f"sha256 {of_the_run}  TAKEN AWAY since the run")
    file.write_text("a\n2\n", encoding="utf-8")
    (wave.processed / "manifest.json").unlink()
    assert lines(KEY)[-1].endswith(f"sha256 {now}  (as it is now: the run left no manifest)")


def test_a_number_of_the_book_leads_to_its_exhibit_finding_and_estimates(lines):
    told = lines("answers.text.1")
    assert told[1:4] == ["  printed: 60.4%", "  where: text of exhibit answers in chapter survey", "  found by: analysis.findings.survey.answers"]
    assert told[4:6] == ["made of 1 estimate", f"  {KEY}: 0.6 (29 of 48), "]
    assert f"  notebooks/{NOTEBOOK}.ipynb, cell 5398f027 (code cell 6)" in told
    assert told[told.index("through") + 1].split("  ")[1].endswith("processed/cases.csv")
    assert "  counted or computed by this finding from the tables that its notebook reads" in lines("answers.text.2")


def test_a_text_of_the_data_leads_to_where_it_stands(lines, wave):
    told = lines("tbl-answers.1.2")
    assert "  where: row Pact of 2010, column Name of exhibit answers in chapter survey" in told
    assert [line for line in told if line.startswith("  in ")] == [f"  in {wave.staged('cases.csv').as_posix()}, line 3, column name"]
    assert "  words: report/words/survey.*.yml, answers" in lines("tbl-answers.0.3")


def test_a_text_put_together_of_several_leads_to_where_each_of_them_stands_or_nowhere(lines, wave):
    file = shown(wave.staged("cases.csv"))
    told = [line for line in lines("tbl-answers.1.4") if line.startswith("  in ")]
    assert told == [f"  in {file}, line 3, column name: Pact of 2010", f"  in {file}, line 3, column passage: Paris", f"  in {file}, line 2, column passage: Article 7"]
    assert not [line for line in lines("tbl-answers.1.5") if line.startswith("  in ")], "one part of it stands nowhere"


def test_numbers_of_the_prose_errata_and_cells_of_notebooks_have_traces_too(lines):
    assert "  printed: 37" in lines("var.cases.count") and f"  notebooks/{NOTEBOOK}.ipynb, cell 5398f027 (code cell 6)" in lines("var.cases.count")
    assert "  verdict: The base is 490" in lines("errata.E001")
    for anchor in ("cell-5398f027", "cell-5398f027-out-1", "cell-5398f027-2", "answers"):
        assert f"  notebooks/{NOTEBOOK}.ipynb, cell 5398f027 (code cell 6)" in lines(f"{NOTEBOOK}#{anchor}")
    assert any("parameters" in line for line in lines(f"{NOTEBOOK}#run-{NOTEBOOK}"))


@pytest.mark.parametrize("key", ["zzz", "errata.E999", "var.cases.zzz", "tbl-answers.9.9", f"{NOTEBOOK}#cell-zzz", f"{NOTEBOOK}#", "99-none#x", ""])
def test_what_is_not_there_has_no_trace(lines, wave, key):
    with pytest.raises(LookupError):
        lines(key)
    assert not Trace(wave, lambda notebook: ([], [])).has(key)


def test_a_key_that_is_not_there_gets_the_nearest_ones(lines):
    with pytest.raises(LookupError, match=r"no number 'survey.network_membr.yes.share'; perhaps .*survey.network_member.yes.share"):
        lines("survey.network_membr.yes.share")


def test_a_wave_that_has_not_been_run_says_what_to_do(make_wave):
    with pytest.raises(LookupError, match="run `integration-report run 2030` first"):
        explain(make_wave({}, sources={"survey": "survey.csv"}), KEY, lambda notebook: ([], []))


@pytest.mark.parametrize(
    ("key", "heads", "line"),
    [
        ("cases.17.relevance.low", ["rule", "coded"], "  relevance.group_defined: yes, read "),
        ("cases.17.overall.high", ["rule", "coded"], "  sustainability."),
        ("cases.17.rank.low_median", ["scores, low"], "  cases.17.overall.low: "),
        ("cases.criterion.relevance.by_dimension_cultural.high_mean", ["rule", "scores, high"], ", cultural"),
        ("cases.criterion.relevance.by_legal_political_minus_cultural.low_difference", ["rule", "scores, low"], ", legal_political"),
        ("cases.agreement.relevance.need_evidenced.alpha", ["rule", "read twice"], "  relevance.need_evidenced: 37 pairs, "),
        ("cases.agreement.pooled.alpha", ["rule", "read twice"], "  impact.compared: 37 pairs, "),
        ("cases.indicator.relevance.need_evidenced.yes.share", ["rule", "coded yes"], "  case studies "),
        ("cases.funding_sources.eu.share", ["counted"], "  case studies "),
    ],
)  # fmt: skip
def test_what_was_coded_is_followed_to_its_rule_and_readings(wave_2012, key, heads, line):
    told = explain(wave_2012, key, lambda notebook: ([], []))
    found = [t.split(" (")[0] for t in told if not t.startswith(" ")]
    assert [head for head in heads if head in found] == heads
    assert any(line in t for t in told)


def test_only_the_readings_of_the_case_and_criterion_are_told(wave_2012):
    told = explain(wave_2012, "cases.17.relevance.low", lambda notebook: ([], []))
    coded = [t for t in told[told.index("coded") + 1 : told.index("from")]]
    assert coded and all(t.startswith("  relevance.") for t in coded)
    assert len({t.split(":")[0] for t in coded}) == len(coded)
