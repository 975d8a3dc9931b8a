"""Every number that is told leads to what it was made of, through filters and macros and into the Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pypandoc
import pytest

from analysis.findings.results import Counted, Number, Part, Range
from analysis.tell.exhibit import Exhibit
from analysis.tell.keys import Printed, keeping, origins
from analysis.tell.markdown import Raw
from analysis.tell.words import Words

COMMON = """
numbers: ["no", one, two, three]
parts: {"1/2": half}
over: just over {}
nearly: nearly {}
of: "{} of {}"
to: "{} to {}"
million: "€{} million"
per_cent: per cent
macros: <% macro both(n) %><< n|share >> (<< n|of >>)<% endmacro %>
exhibit: {label: << n.name >>, cells: {share: "<< cell|share >>"}}
"""


def number(key: str, numerator: int, base: int) -> Number:
    told = {"item": "x", "option": "yes", "group": "", "value": numerator / base, "low": 0.1, "high": 0.9}
    counts = {"numerator": Counted(numerator, (key,)), "base": Counted(base, (key,))}
    return Number(**counts, **told, key=key, evidence="observed", errata=(), short="X", place="")


A, B = number("survey.a.yes.share", 29, 48), number("survey.b.yes.share", 12, 24)


@pytest.fixture
def told(tmp_path) -> Callable[..., tuple[str, list[Printed]]]:
    """`told("<< a >> of them", a=1)`: this text with these facts in Markdown, and its numbers."""

    def tell(text: str, **facts: object) -> tuple[str, list[Printed]]:
        (tmp_path / "common.en.yml").write_text(COMMON, encoding="utf-8")
        (tmp_path / "one.en.yml").write_text(f"x:\n  text: |-\n    {text}\n", encoding="utf-8")
        return Words("one", folder=tmp_path).keyed("x", "text", facts, "x.text")

    return tell


@pytest.mark.parametrize(
    "text",
    ["<< a|share >>", "<< both(a) >>", "<< a.numerator|count >>", "<< a.base|word >>", "<< a|roughly|capital >>", "<< a.numerator >>", "<< both(a)|capital >>"],
)
def test_a_number_that_is_one_estimate_has_the_key_of_the_estimate(told, text):
    said, found = told(text, a=A)
    assert 'key="survey.a.yes.share"' in said and "x.text" not in said
    assert {(p.kind, p.of) for p in found} == {("estimate", ("survey.a.yes.share",))}


@pytest.mark.parametrize(
    ("text", "kind", "of"),
    [
        ("<< n|count >> cases", "count", ()), ("<< names|length|word >> cases", "count", ()), ("<< 'x'|replace('x', year) >>", "text", ()),
        ("<< part|of >>", "estimate", ("survey.a.yes.share", "survey.b.yes.share")), ("<< range|span >>", "estimate", ("survey.a.yes.share", "survey.b.yes.share")),
        ("<< [a.numerator, b.numerator]|join(' and ') >>", "estimate", ("survey.a.yes.share", "survey.b.yes.share")),
        ("<< name >>", "text", ()), ("a 95% interval", "words", ()),
    ],
)  # fmt: skip
def test_any_other_number_has_the_key_of_its_place_and_says_what_it_was_made_of(told, text, kind, of):
    facts = {"n": 7, "names": ["p", "q"], "year": "2011", "name": "Pact 2010", "a": A, "b": B}
    part, limits = Part(41, 72, of=(A, B)), Range(0.1, 0.5, of=(A, B))
    said, [entry] = told(text, **facts, part=part, range=limits)
    assert 'key="x.text.1"' in said
    assert (entry.key, entry.kind, entry.of) == ("x.text.1", kind, of)


def test_keys_of_places_count_all_numbers_of_a_text_in_its_order(told):
    said, found = told("<< n >>, << a|share >>, << n >>", n=3, a=A)
    assert said == '[3]{key="x.text.1"}, [60.4%]{key="survey.a.yes.share"}, [3]{key="x.text.3"}'
    assert [p.key for p in found] == ["x.text.1", "x.text.2", "x.text.3"] and [p.text for p in found] == ["3", "60.4%", "3"]


def test_labels_targets_and_what_has_its_key_already_stay_as_they_are(told):
    said, found = told("[<< n >>](/a/<< n >>.csv) {#sec-<< n >>} @fig-<< n >> `<< n >>` << done >>", n=3, done=Raw('[4]{key="y.title.1"}'))
    assert said == '[[3]{key="x.text.1"}](/a/3.csv) {#sec-3} @fig-3 `3` [4]{key="y.title.1"}'
    assert len(found) == 1


def test_words_without_a_number_get_no_key_whatever_they_were_made_of(told):
    assert told("<< a|plural('study', 'studies') >> of << name >>", a=A.numerator, name="Malta E014") == ("studies of Malta E014", [])


def test_text_without_keys_is_the_same_text(told, tmp_path):
    told("<< both(a)|capital >> of << n >>", a=A, n=2)
    assert Words("one", folder=tmp_path).tell("x", "text", {"a": A, "n": 2}, markdown=True) == "60.4% (29 of 48) of 2"


def test_a_filter_that_gives_mark_up_keeps_it_so():
    assert isinstance(keeping("mark", lambda name: Raw(f"[{name}]"))("3"), Raw)
    assert not isinstance(keeping("lower", str.lower)("A"), Raw)


def test_origins_of_many_are_each_named_once():
    assert origins([A, B, A.numerator, {"c": B}]) == ("survey.a.yes.share", "survey.b.yes.share") and origins("3") == origins(3) == ()


def test_pandoc_writes_keys_into_the_page_and_not_into_the_pdf(told):
    said, _ = told("<< a|share >>", a=A)
    assert pypandoc.convert_text(said, "html5", "markdown").strip() == '<p><span data-key="survey.a.yes.share">60.4%</span></p>'
    assert pypandoc.convert_text(said, "typst", "markdown").strip() == "60.4%"


def test_cells_have_the_key_of_table_row_and_column(tmp_path):
    (tmp_path / "common.en.yml").write_text(COMMON, encoding="utf-8")
    (tmp_path / "one.en.yml").write_text("some_answers:\n  columns: {name: Name, n: Number of << all >>, share: Share}\n", encoding="utf-8")
    rows = [{"name": "A", "n": 29, "share": A}, {"name": "Pact 2010", "n": 7, "share": B}]
    numbers = Exhibit("some_answers", Words("one", folder=tmp_path), {"table": rows, "all": 2, "part": "x"}).numbers
    assert {key.removeprefix("tbl-some-answers-x."): (p.text, p.kind, p.of) for key, p in numbers.items()} == {
        "0.2": ("Number of 2", "head", ()), "1.2": ("29", "estimate", (A.key,)), "1.3": ("60.4%", "estimate", (A.key,)),
        "2.1": ("Pact 2010", "text", ()), "2.2": ("7", "count", ()), "2.3": ("50.0%", "estimate", (B.key,)),
    }  # fmt: skip
