"""What cells say: declared values, codes of forms, several answers in a cell or in a column each."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.intake.answers import Declared, settle, ticked
from analysis.texts import fold
from analysis.wave import Source

NOTHING = Declared({}, frozenset())
BLANKS, COMMAS = (r"\s+",), (r",\s*",)


@pytest.fixture
def said(codebook):
    """`said(item, text, joins)`: what a cell comes out as, and the rule that changed it or is broken by it."""

    def say(name: str, text: str, joins=(), declared=NOTHING, others=None) -> tuple[str, str]:
        items = codebook["responses"].items | codebook["factsheets"].items
        words = None if others is None else np.array([others], dtype=object)
        settled = settle(np.array([text], dtype=object), items[name], declared, joins, codebook.words(items[name]), words)
        rules = [*settled.rules, *(rule for _, rule, _ in settled.wrong)]
        return settled.cells[0], next(iter(rules), "")

    return say


@pytest.mark.parametrize(
    ("item", "text", "joins", "answer", "rule"),
    [
        ("fs_funding_sources", "local eu", BLANKS, "local;eu", "answers_joined"),
        ("fs_partners", "Other public authorities Other", BLANKS, "public_authorities;other", "answers_joined"),
        ("fs_partners", "other migrant_groups", BLANKS, "migrant_groups;other", "answers_joined"),
        ("fs_partners", "Migrant groups or associations,Other", COMMAS, "migrant_groups;other", "answers_joined"),
        ("fs_partners", "emplo;ngos", (), "ngos;employers_unions", "answers_joined"),
        ("fs_partners", "Other;NGOS;", (), "Other;NGOS;", ""),
        ("fs_funding_sources", "local europe", BLANKS, "local europe", ""),
        ("network_member", "dontk", (), "dont_know", "answer_code"),
        ("network_member", "Yes;", (), "yes", "answer_form"),
        ("network_member", "2", (), "2", ""),
        ("fs_dimension", "-oth-", (), "", "stands for an answer in words beside the list, which the file does not have"),
        ("comments", "local eu", BLANKS, "local eu", ""),
    ],
)  # fmt: skip
def test_answers_come_out_in_the_words_of_the_codebook_or_as_they_are(said, item, text, joins, answer, rule) -> None:
    assert said(item, text, joins) == (answer, rule)


def test_an_answer_beside_the_list_needs_its_words_and_an_option_for_it(said) -> None:
    assert said("fs_partners", "-oth-", others="A church") == ("other", "other_answer")
    assert said("fs_dimension", "-oth-", others="Sports") == ("", "is an answer in words beside the list")
    assert said("fs_partners", "-oth-", others="")[1].startswith("stands for an answer in words")


def test_what_wave_yml_says_goes_first_and_the_item_before_all(said, codebook) -> None:
    source = Source(file=("a.csv",), values={"*": {"1": "no"}, "network_member": {"1": "yes"}}, missing={"*": ("-99",), "comments": ("none",)})
    items = codebook["responses"].items
    declared = {name: Declared.of(source, items[name]) for name in ("network_member", "consultations", "comments")}
    assert said("network_member", "1.0", declared=declared["network_member"]) == ("yes", "value_declared")
    assert said("consultations", "1", declared=declared["consultations"]) == ("no", "value_declared")
    assert said("comments", "-99.00", declared=declared["comments"]) == ("", "missing_declared")
    assert said("comments", " None ", declared=declared["comments"]) == ("", "missing_declared")
    assert said("consultations", "none", declared=declared["consultations"]) == ("none", "")


def test_several_declared_values_may_stand_in_one_cell(said, codebook) -> None:
    source = Source(file=("a.csv",), values={"fs_partners": {"1": "migrant_groups", "2": "ngos"}})
    declared = Declared.of(source, codebook["factsheets"].items["fs_partners"])
    assert said("fs_partners", "1,2", COMMAS, declared) == ("migrant_groups;ngos", "value_declared")
    assert said("fs_partners", "1,3", COMMAS, declared) == ("1,3", "")


def test_a_column_for_each_answer_becomes_one_and_what_is_no_tick_is_named(codebook) -> None:
    item = codebook["factsheets"].items["fs_partners"]
    cells = {
        "ngos": ["1", "0", "Y", "", "Civil society and NGOs", "N/A", "2", "Not selected", "Mentioned"],
        "other": ["", "x", "N", "", "A church", "", "", "Yes", "Not mentioned"],
        "migrant_groups": ["TRUE", "FALSE", "n", "", "", ".a", "", "No", "not named"],
    }
    columns = {option: np.array(texts, dtype=object) for option, texts in cells.items()}
    settled, wrong = ticked(columns, item, NOTHING, codebook)
    assert settled.cells.tolist() == ["migrant_groups;ngos", "other", "ngos", "", "ngos;other", "", "", "other", "ngos"]
    assert wrong == {"ngos": [6]}
    assert (settled.changed.tolist(), settled.rules.tolist()) == ([4], ["other_words_dropped"])


def test_a_declared_answer_may_stand_beside_a_known_one_behind_any_sign(codebook) -> None:
    item = codebook["practices"].items["funding_sources"]
    declared = Declared({fold("EU (AMIF)"): "eu", fold("all levels"): "local;regional"}, frozenset())
    settled = settle(np.array(["EU (AMIF), national", "national / EU (AMIF)", "all levels; eu"], dtype=object), item, declared, (), codebook.words(item))
    assert settled.cells.tolist() == ["national;eu", "national;eu", "local;regional;eu"]
