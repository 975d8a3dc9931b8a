"""A page as it is read for its numbers and their keys."""

from __future__ import annotations

import pytest

from analysis.audit.pages import read_page

TABLE = "<table><thead><tr><th>A</th><th>Of 48</th></tr></thead><tbody><tr><td>x</td><td>3 to 4</td></tr><tr><td>y</td><td>5</td></tr></tbody></table>"


def page(body: str, notebook: str = "") -> list[tuple[str, str]]:
    return read_page(f"<html><head><title>7</title></head><nav>8</nav><main>{body}</main>9</html>", notebook).numbers


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<p>They are <span data-key="a.b">41.4%</span> of 116.</p>', [("41.4", "a.b"), ("116", "")]),
        ('<p><span data-key="a.b"><em>1,203</em></span></p>', [("1,203", "a.b")]),
        ("<p>E014, sec3 and article 12</p>", [("12", "")]),
        (f'<figure id="tbl-x" class="table">{TABLE}</figure>', [("48", "tbl-x.0.2"), ("3", "tbl-x.1.2"), ("4", "tbl-x.1.2"), ("5", "tbl-x.2.2")]),
        (f'<details class="fold" data-key="tbl-y"><figure id="table-1">{TABLE}</figure></details>', [("48", "tbl-y.0.2"), ("3", "tbl-y.1.2"), ("4", "tbl-y.1.2"), ("5", "tbl-y.2.2")]),
        ('<figure id="tbl-x"><figcaption id="tbl-x-caption">Of 3</figcaption></figure>', [("3", "")]),
        (TABLE, [("48", ""), ("3", ""), ("4", ""), ("5", "")]),
    ],
)  # fmt: skip
def test_a_number_has_the_key_of_its_span_or_of_its_place_in_a_table(body, found):
    assert page(body) == found


@pytest.mark.parametrize(
    "body",
    [
        '<h2><span class="heading-number">2.1</span> Costs</h2>', '<span class="caption-number">Table 3.1:</span>', "<pre>make 2026</pre>",
        '<a href="cases.html#fig-x">Figure 4.2</a>', '<span class="citation">Wilson (1927)</span>', '<div class="references"><p>1927</p></div>',
        'the pact of <span class="printed">2008</span>', '<div class="cover"><p>Wave 2012</p></div>', "<script>3</script>",
    ],
)  # fmt: skip
def test_numbering_dates_of_works_and_passages_marked_as_printed_need_no_key(body):
    assert page(body) == []


def test_a_link_that_leads_elsewhere_frees_no_number():
    assert page('<a href="x.csv">12</a><img src="a.svg"><p>13</p>') == [("12", ""), ("13", "")]


def test_a_number_on_the_page_of_a_notebook_has_its_cell_for_a_key():
    body = '<h1 id="cell-a">Clean 2</h1><nav>1</nav><div id="cell-b" class="cell"><details><pre>x = 3</pre></details><p>4</p></div><h2 id="run-01-n">Run</h2><p>5</p>'
    assert page(body, "01-n") == [("2", "01-n#cell-a"), ("3", "01-n#cell-b"), ("4", "01-n#cell-b"), ("5", "01-n#run-01-n")]


def test_the_words_of_a_page_are_those_of_its_main_part():
    assert read_page("<nav>no</nav><main><p>One <b>two</b></p>\n<script>no</script></main>no").text == "One two"
