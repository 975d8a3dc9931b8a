"""A book leads nowhere that it does not have."""

from __future__ import annotations

import pytest

from analysis.publish.links import Gone, titles

GONE = Gone(frozenset({"report/networks.qmd"}), {"sec-networks": "European networks", "sec-keying": "Double keying"})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a [chapter](/report/networks.qmd), here", "a chapter, here"),
        ("a [chapter](networks.qmd#sec-networks)", "a chapter"),
        ("[section](method.qmd#sec-keying)", "section"),
        ('[[12]{key="a.b"} of [them]{.printed}](/report/networks.qmd)', '[12]{key="a.b"} of [them]{.printed}'),
        ("[small](/report/networks.qmd){.small}", "[small]{.small}"),
        ("[[linked](/report/networks.qmd)]{.small}", "[linked]{.small}"),
        ("stands in @sec-keying.", "stands in “Double keying”."),
    ],
)
def test_what_leads_to_something_that_is_gone_stays_as_text(text, left):
    assert GONE.without_links(text) == left


@pytest.mark.parametrize(
    "text",
    ["[kept](/report/method.qmd#sec-evidence)", "[page](/countries/networks.qmd)", "[file](networks.csv)", "@sec-networks-lra", "![map](/figures/networks.svg)", "[12] (networks.qmd)"],
)  # fmt: skip
def test_everything_else_stays(text):
    assert GONE.without_links(text) == text


def test_sections_have_titles():
    assert titles("# One {#sec-one}\n\nProse\n\n## Two words {#sec-two .unnumbered}\n") == {"sec-one": "One", "sec-two": "Two words"}
