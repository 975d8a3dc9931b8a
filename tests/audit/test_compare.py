"""Printed cells against recomputed ones: equal, different, or not to be recomputed, and why."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.audit.compare import COLUMNS, compare

NOTHING = pd.DataFrame()


@pytest.fixture
def audited(published):
    """`audited({key: (numerator, base)})` is the audit of the small study, by place and cell."""

    def run(numbers: dict[str, tuple[int, int]]) -> dict[tuple[str, str], dict[str, str]]:
        data = pd.DataFrame(
            [[k, str(n), str(b)] for k, (n, b) in numbers.items()], columns=["key", "numerator", "base"]
        )
        audit = compare(published.cells(), published.figures(), published.statements(), data)
        assert list(audit.columns) == COLUMNS
        return {(row["published_ref"], row["cell"]): row for row in audit.to_dict("records")}

    return run


GOOD = {
    "survey.member.yes.share": (26, 48), "survey.member.no.share": (3, 48), "survey.member.any.share": (48, 48), "survey.country.reported.share": (48, 48),
    "survey.challenge.newly_arrived.job.share": (31, 48), "survey.challenge.long_term.job.share": (29, 48),
    "survey.status.empty.share": (20, 60), "survey.status.partial.share": (31, 60),
}  # fmt: skip


def test_a_study_that_reproduces_has_no_cell_that_differs(audited):
    rows = audited(GOOD)
    assert {row["verdict"] for (ref, _), row in rows.items() if ref != "Table 3.10"} == {"equal", "not_reproducible"}
    yes = rows["Table 3.2", "Yes, percent"]
    assert (yes["printed"], yes["recomputed"], yes["base"], yes["verdict"], yes["note"]) == (
        "54.2",
        "54.2",
        "48",
        "equal",
        "",
    )


def test_halves_round_up_as_the_study_rounds(audited):
    assert audited(GOOD)["Table 3.2", "No, percent"]["recomputed"] == "6.3"


def test_one_answer_more_shows_in_count_and_percentage(audited):
    rows = audited(GOOD | {"survey.member.yes.share": (27, 48)})
    number, percent = rows["Table 3.2", "Yes, n"], rows["Table 3.2", "Yes, percent"]
    assert (number["recomputed"], number["verdict"], number["note"]) == ("27", "differs", "recomputed as 27 of 48")
    assert (percent["recomputed"], percent["verdict"]) == ("56.3", "differs")
    assert rows["Section 3.1.4", "authorities in a network"]["verdict"] == "differs"


def test_a_cell_without_a_number_is_equal(audited):
    row = audited(GOOD)["Table 3.2", "EU-wide, n"]
    assert (row["verdict"], row["printed"], row["recomputed"]) == ("equal", "n/a", "n/a")


def test_an_answer_that_nobody_gave_is_nought_of_its_base(audited):
    row = audited({k: v for k, v in GOOD.items() if k != "survey.member.no.share"})["Table 3.2", "No, n"]
    assert (row["recomputed"], row["base"], row["verdict"]) == ("0", "48", "differs")


def test_data_that_hold_nothing_are_said_to(audited):
    rows = audited({"survey.country.reported.share": (48, 48)})
    for place in (("Table 3.2", "Yes, n"), ("Figure 3.1", "challenge, newly_arrived, job"), ("Section 1.2", "visits")):
        assert rows[place]["verdict"] == "not_reproducible"
        assert rows[place]["note"] == "the data hold nothing to compute it from"


def test_a_percentage_without_a_label_is_never_guessed(audited):
    row = audited(GOOD)["Figure 3.1", "challenge, not labelled"]
    assert (row["verdict"], row["recomputed"]) == ("not_reproducible", "")
    assert row["note"].endswith("as a share of 48 it can only be 14")


def test_counts_given_as_a_sum_are_added_up(audited):
    row = audited(GOOD)["Section 1.2", "visits"]
    assert (row["recomputed"], row["base"], row["verdict"]) == ("51", "60", "equal")


def test_a_sum_of_rounded_percentages_is_recognised():
    said = pd.DataFrame(
        [
            {
                "section": "3.1",
                "statement": "third or more",
                "value": "66.6",
                "unit": "percent",
                "key": "a.x.share+a.y.share",
            }
        ]
    )
    data = pd.DataFrame({"key": ["a.x.share", "a.y.share"], "numerator": ["1", "1"], "base": ["3", "3"]})
    row = compare(NOTHING, NOTHING, said, data).iloc[0]
    assert (row["recomputed"], row["verdict"]) == ("66.7", "differs")
    assert row["note"] == "the printed value is the sum of 2 rounded percentages (66.6)"
