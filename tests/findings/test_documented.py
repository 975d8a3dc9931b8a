"""Tables of documents in the words of the codebook."""

from __future__ import annotations

import pytest

from analysis.findings.documented import as_read, by_option, labels, told, worded
from analysis.findings.results import Results


@pytest.fixture
def results(survey_of, document) -> Results:
    """Two conclusions and a step of policy, in the columns that the codebook declares."""
    results = survey_of()
    network = {"topic": "network", "text": "Links are few.", "recommendation": "know_how;partnership"}
    document(results.wave, "conclusions", network, {"topic": "barriers", "text": "Much is in the way."})
    step = {"event": "A step", "year": "2004", "date": "2004", "dated_by": "printed", "did": "Agrees"}
    document(results.wave, "events", step, step | {"by": "treaty"})
    return results


def test_rows_are_told_in_the_order_of_the_topics_that_are_meant(results):
    assert [row["topic"] for row in told(results, "conclusions")["rows"]] == ["network", "barriers"]
    assert [row["topic"] for row in told(results, "conclusions", ("barriers", "network"))["rows"]] == ["barriers", "network"]
    assert told(results, "conclusions", ("know_how",)) is told(results, "voting") is None


def test_an_option_is_worded_and_an_empty_cell_stays_empty(results):
    assert [row["by"] for row in worded(results, "events", "by")] == ["", labels(results, "events", "by")["treaty"]] == ["", "Treaty"]
    assert labels(results, "no_such_table", "by") == labels(results, "conclusions", "text") == {}


def test_rows_stand_under_their_options_in_the_order_of_these(results):
    found = by_option(results, "conclusions", "topic", results.documents("conclusions"))
    assert [(name, [row["text"] for row in rows]) for name, rows in found] == [("Barriers to integration", ["Much is in the way."]), ("Networks and the proposed network", ["Links are few."])]


def test_a_download_has_the_passage_and_several_values_as_one_text(results):
    read = as_read(results, "conclusions")
    assert read["recommendation"].tolist() == ["know_how;partnership", ""] and set(read["passage"]) == {"there"}
