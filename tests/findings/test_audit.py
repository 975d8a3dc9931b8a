"""The audit of the printed numbers, and the errata of the printed study."""

from __future__ import annotations

import pytest

from analysis.store import write_text

HEAD = "published_ref,cell,printed,recomputed,base,verdict,note\n"
AUDIT = HEAD + """\
Section 3.1,"members",54.2,54.2,48,equal,
Table 3.10,"Malta, n",3,3,48,equal,
Table 3.2,"Yes, n",26,27,48,differs,recomputed as 27 of 48
Figure 3.1,job,29.2,,,not_reproducible,the label is lost
Table 3.2,"No, n",3,3,48,equal,
"""  # fmt: skip
ERRATA = """\
id,severity,where,stated,found,verdict,check,affects,recomputed
E1,serious,Table 3.2,48,47,a misprint,sum,,confirmed
E2,minor,Section 2,five,six,a slip,,survey.a.*,
E3,minor,Section 3,1,2,a slip,sum,,refuted
"""


@pytest.fixture
def told(survey_of, tell):
    """`told("audit", "audit", AUDIT)`: an exhibit of a chapter whose table of the run holds this."""

    def make(chapter, name, table="", raw=(), **fields):
        results = survey_of(raw=raw, **fields)
        file = {"audit": "processed/audit.csv", "errata": "evaluation/errata.csv"}[chapter]
        write_text(table, results.wave.stage / file)
        return tell(chapter, name, results)

    return make


def rows(exhibit) -> list[list[str]]:
    return exhibit.table.to_numpy().tolist()


def test_the_verdicts_are_counted_in_all_and_by_place(told):
    audit = told("audit", "audit", AUDIT)
    assert audit.text == (
        "5 printed cells and percentages were compared with the number recomputed from the data: 3 are equal, 1 differs, and 1 cannot be recomputed."
    )
    assert rows(audit) == [
        ["Table 3.2", "2", "1", "1", "0"], ["Table 3.10", "1", "1", "0", "0"], ["Figure 3.1", "1", "0", "0", "1"],
        ["Percentages and counts in the text", "1", "1", "0", "0"],
    ]  # fmt: skip
    assert len(audit.facts["files"]["audit"]) == 5


def test_equal_cells_of_a_rebuilt_wave_are_called_no_finding(told):
    assert "no finding" in told("audit", "audit", AUDIT, evidence="round_trip").text


def test_cells_that_are_not_equal_are_listed_with_the_reason(told):
    assert rows(told("audit", "audit_rest", AUDIT)) == [
        ["Table 3.2", "Yes, n", "26", "27", "recomputed as 27 of 48"], ["Figure 3.1", "job", "29.2", "", "the label is lost"],
    ]  # fmt: skip


def test_where_all_is_equal_no_list_follows(told):
    all_equal = HEAD + "Table 3.1,a,1,1,4,equal,\n"
    assert told("audit", "audit", all_equal).text.endswith("1 is equal, 0 differ, and 0 cannot be recomputed.")
    assert told("audit", "audit_rest", all_equal) is None


def test_of_a_wave_that_printed_nothing_nothing_is_said(told):
    for table in ("", HEAD):
        assert [told("audit", name, table) for name in ("audit", "audit_rest", "rebuilt")] == [None] * 3
    assert [told("errata", name) for name in ("errata", "errata_serious")] == [None] * 2


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ("a,26\nb,\n", "2 printed margins. 1 of them is carried by the extracts; the other is a percentage"),
        ("a,26\nb,\nc,\n", "the others are percentages whose label is not certain, and they are left out."),
        ("a,26\n", "1 printed margin. The extracts carry all of them."),
    ],
)
def test_the_margins_of_a_rebuilt_wave_are_counted(told, margins, said):
    rebuilt = told("audit", "rebuilt", raw={"constraints.csv": f"margin,rebuilt\n{margins}"})
    assert said in rebuilt.text and list(rebuilt.facts["files"]) == ["constraints"]


def test_errata_are_counted_by_weight_and_those_that_arithmetic_decides(told):
    errata = told("errata", "errata", ERRATA)
    assert errata.text == "3 errata are recorded: 1 serious, 2 minor. For 2 of them arithmetic on the printed tables, sheets and statements decides; it is done anew in every run, and confirms 1. 1 bears on numbers, records or codings of this report. A note stands with the figures and tables that show the estimates, networks or answers concerned, and on the sheet of the case study."
    quoted = told("errata", "errata", ERRATA.replace("confirmed", "quoted")).text
    assert "For 1 of them arithmetic" in quoted and "For 1 more the arithmetic only compares figures" in quoted
    assert "arithmetic" not in told("errata", "errata", "\n".join(ERRATA.splitlines()[::2])).text


def test_errata_stand_under_their_weight(told):
    minor = told("errata", "errata_minor", ERRATA)
    assert minor.text == "## Small disagreements {#sec-errata-minor}" and minor.caption == "Minor errata"
    assert rows(minor) == [["E2", "Section 2", "five", "six", "a slip", ""], ["E3", "Section 3", "1", "2", "a slip", "refuted"]]
    assert told("errata", "errata_cosmetic", ERRATA) is None
