"""The chapters on the audit and on errata."""

from __future__ import annotations

import pytest

from analysis.present.chapters.audit import blocks
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
id,severity,where,stated,found,verdict,check,recomputed
E1,serious,Table 3.2,48,47,a misprint,sum,confirmed
E2,minor,Section 2,five,six,a slip,,
E3,minor,Section 3,1,2,a slip,sum,refuted
"""


@pytest.fixture
def written(told):
    return lambda **tables: blocks(
        told(tables={f"{name.replace('__', '/')}.csv": text for name, text in tables.items()})
    )


def test_the_verdicts_are_counted_in_all_and_by_place(written):
    text = written(processed__audit=AUDIT)["audit-summary"]
    assert text.startswith(
        "5 printed cells and percentages were compared with the number recomputed from the data: 3 are equal, 1 differ, and 1 cannot"
    )
    places = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert places == [
        "| Table 3.2 | 2 | 1 | 1 | 0 |", "| Table 3.10 | 1 | 1 | 0 | 0 |", "| Figure 3.1 | 1 | 0 | 0 | 1 |", "| Percentages and counts in the text | 1 | 1 | 0 | 0 |",
    ]  # fmt: skip


def test_cells_that_are_not_equal_are_listed_with_the_reason(written):
    text = written(processed__audit=AUDIT)["audit-differs"]
    assert "| Table 3.2 | Yes, n | 26 | 27 | recomputed as 27 of 48 |" in text
    assert "| Figure 3.1 | job | 29.2 |  | the label is lost |" in text
    assert "Malta" not in text


def test_where_all_is_equal_no_list_follows(written):
    made = written(processed__audit=HEAD + "Table 3.1,a,1,1,4,equal,\n")
    assert "1 are equal, 0 differ" in made["audit-summary"] and made["audit-differs"] == ""


def test_a_wave_that_printed_nothing_says_so(written):
    nothing = {
        "audit-summary": "*This wave printed nothing to compare with.*\n",
        "audit-differs": "",
        "audit-rebuilt": "",
    }
    for made in (written(), written(processed__audit=HEAD)):
        assert {name: made[name] for name in nothing} == nothing
        assert (made["errata-summary"], made["errata-list"]) == ("*This wave has no list of errata.*\n", "")


def test_errata_are_counted_and_stand_under_their_weight(written):
    made = written(evaluation__errata=ERRATA)
    assert made["errata-summary"].startswith(
        "3 inconsistencies are recorded: 1 serious, 0 moderate, 2 minor, 0 cosmetic. For 2 of them arithmetic decides"
    )
    assert "confirms 1." in made["errata-summary"]
    serious, minor = made["errata-list"].split("{#sec-errata-minor}")
    assert "| E1 |" in serious and "| E2 |" in minor and "| E3 |" in minor
    assert "sec-errata-moderate" not in made["errata-list"]


def test_the_margins_of_a_rebuilt_wave_are_counted(told):
    context = told(tables={"processed/audit.csv": AUDIT})
    assert blocks(context)["audit-rebuilt"] == ""
    write_text("margin,rebuilt\na,26\nb,\n", context.wave.raw / "constraints.csv")
    assert "made from 2 printed margins. 1 of them are carried" in blocks(context)["audit-rebuilt"]
