"""Free text, identifiers, one answer of a list, several answers of a list."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.table import cleaner_for
from analysis.clean.words import id_cleaner, is_missing, text_cleaner


@pytest.fixture(scope="module")
def aims(codebook):
    return cleaner_for(codebook["practices"].items["aims"], codebook)


@pytest.fixture(scope="module")
def yes_no(codebook):
    return cleaner_for(codebook["responses"].items["network_member"], codebook)


@pytest.mark.parametrize(
    "word", ["", " ", "-", "–", "n/a", "N/A", "na", "k.A.", "?", "Unknown", "not  reported", "null"]
)
def test_words_that_say_there_is_no_answer(word: str, codebook) -> None:
    assert is_missing(word, codebook)
    assert text_cleaner(codebook)(word).value == ""


@pytest.mark.parametrize("word", ["no", "0", "none", "ongoing", "nobody knows"])
def test_words_that_are_answers(word: str, codebook) -> None:
    assert not is_missing(word, codebook)


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("Ayuntamiento de Málaga", "Ayuntamiento de Málaga", ""),
        ("  two\n lines\t", "two lines", "white_space"),
        ("a\u00a0b", "a b", "white_space"),
        ("Ma\u0301laga", "Málaga", "white_space"),
        ("not available", "", "missing_word"),
        ("", "", ""),
    ],
)
def test_free_text_keeps_its_words(raw: str, clean: str, rule: str, codebook, cleans) -> None:
    cleans(text_cleaner(codebook), raw, clean, rule)


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("P0001", "P0001", ""),
        (" r012 ", "R012", "identifier_form"),
        ("2026/17-b", "2026/17-B", "identifier_form"),
    ],
)
def test_identifiers_are_in_capitals_without_blanks(raw: str, clean: str, rule: str, codebook, cleans) -> None:
    cleans(id_cleaner(codebook), raw, clean, rule)


@pytest.mark.parametrize("raw", ["", "  ", "a b", "a;b", "=1+1", "P1\0"])
def test_what_is_no_identifier_is_a_problem(raw: str, codebook) -> None:
    assert id_cleaner(codebook)(raw).problem == "is not an identifier"


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("yes", "yes", ""), ("YES ", "yes", "answer_spelling"), ("Oui.", "yes", "answer_spelling"),
        ("Sí", "yes", "answer_spelling"), ("ναι", "yes", "answer_spelling"), ("1", "yes", "answer_spelling"),
        ("x", "yes", "answer_spelling"), ("Nein", "no", "answer_spelling"), ("0", "no", "answer_spelling"),
        ("ΟΧΙ", "no", "answer_spelling"), ("Don’t know", "dont_know", "answer_spelling"),
        ("No answer", "", "missing_word"), ("", "", ""),
    ],
)  # fmt: skip
def test_yes_and_no_in_the_languages_of_exports(raw: str, clean: str, rule: str, yes_no, cleans) -> None:
    cleans(yes_no, raw, clean, rule)


@pytest.mark.parametrize("raw", ["perhaps", "yes and no", "2", "yess", "y/n"])
def test_an_answer_outside_the_list_is_a_problem_and_never_a_guess(raw: str, yes_no) -> None:
    parsed = yes_no(raw)
    assert (parsed.value, parsed.problem) == ("", "is not among the answers")
    assert "use one of yes, no, dont_know" in parsed.hint


def test_a_near_miss_is_suggested(codebook) -> None:
    clean = cleaner_for(codebook["practices"].items["range"], codebook)
    assert clean("regonal").hint.endswith("; perhaps 'regional_municipal' is meant")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("health", "health"),
        ("Health; Training", "training;health"),
        ("employment,training", "employment;training"),
        ("Employment / Education", "employment;education"),
        ("education/training", "training;education"),
        ("health | health", "health"),
        ("health + other", "health;other"),
        ("health\ntraining", "training;health"),
        (" ; health ;; ", "health"),
        ("Legal & political", "legal_political"),
        ("Legal & political; Health", "health;legal_political"),
        ("Employment, Legal & political / social inclusion", "employment;social_integration;legal_political"),
        ("legal/political", "legal_political"),
        ("n/a", ""),
        (";;", ""),
        ("", ""),
    ],
)
def test_several_answers_in_one_cell(raw: str, clean: str, aims, cleans) -> None:
    cleans(aims, raw, clean)


def test_one_unknown_answer_among_several_is_named(aims) -> None:
    parsed = aims("health; helth ; training")
    assert (parsed.value, parsed.problem) == ("", "holds 'helth', which is not among the answers")
    assert "perhaps 'health' is meant" in parsed.hint


@pytest.mark.parametrize("spelling", ["not_reported", "Not reported", "not reported"])
def test_not_reported_is_an_answer_where_the_codebook_lists_it(spelling: str, codebook, cleans) -> None:
    cleans(cleaner_for(codebook["cases"].items["evaluation"], codebook), spelling, "not_reported")
    cleans(cleaner_for(codebook["cases"].items["replication"], codebook), spelling, "not_reported")


def test_every_spelling_the_codebook_gives_leads_to_its_option(codebook) -> None:
    for table in codebook.tables.values():
        for item in table.of_type("choice", "multi"):
            clean = cleaner_for(item, codebook)
            for option, label in item.options.items():
                for spelling in (option, label, label.upper(), *item.synonyms.get(option, [])):
                    assert clean(spelling)[0:3:2] == (option, ""), (item.id, spelling)


PIECES = st.sampled_from(
    ["health", "Health ", "TRAINING", "Legal & political", "culture", "other", "n/a", "", "hélth", "legal/political"]
)
GLUE = st.sampled_from([";", "; ", ",", " / ", "|", " + ", "\n", " & ", "/", " "])


@given(st.lists(st.tuples(PIECES, GLUE), max_size=6))
def test_any_list_of_answers_is_read_or_reported(aims, settles, pieces: list[tuple[str, str]]) -> None:
    settles(aims, "".join(text + glue for text, glue in pieces))


@given(
    st.lists(st.sampled_from(["employment", "training", "education", "health", "other"]), min_size=1, unique=True), GLUE
)
def test_the_order_and_the_separator_of_answers_do_not_matter(aims, answers: list[str], glue: str) -> None:
    if glue.strip() or glue == "\n":
        assert aims(glue.join(answers)).value == aims(";".join(sorted(answers))).value
        assert set(aims(glue.join(answers)).value.split(";")) == set(answers)


@given(st.text(max_size=30))
@example("\u1369")
def test_any_text_at_all(aims, yes_no, codebook, settles, text: str) -> None:
    for cleaner in (aims, yes_no, text_cleaner(codebook), id_cleaner(codebook)):
        settles(cleaner, text)
