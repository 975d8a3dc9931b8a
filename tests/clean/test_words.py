"""Free text, identifiers, one answer of a list, several answers of a list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.table import cleaner_for, settled_for
from analysis.clean.words import is_missing, text_cleaner, visible


@pytest.fixture(scope="module")
def aims(codebook):
    return cleaner_for(codebook["practices"].items["aims"], codebook)


@pytest.fixture(scope="module")
def yes_no(codebook):
    return cleaner_for(codebook["responses"].items["network_member"], codebook)


@pytest.mark.parametrize(
    "word",
    ["", " ", "-", "–", "--", "---", "—", ".", "...", "…", "*", "?", "_", "n/a", "N/A", "#N/A", "NA", "n.a.", "na", "k.A.", "Keine Angabe", "Unknown",
     "not  reported", "null", "No reply", "prefer not to say", ".a", ".z", "Don't know", "\u00a0", "\u200b", "\ufeff", "\u00ad", "\u2060", "\u200f", "\u3164"],
)  # fmt: skip
def test_words_that_say_there_is_no_answer(word: str, codebook) -> None:
    assert is_missing(word, codebook)
    assert text_cleaner(codebook)(word).value == ""


@pytest.mark.parametrize("word", ["no", "0", "none", "ongoing", "nobody knows", "x", "+", "%", "✓", ".aa", "n", "###", "***", "//"])
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
    ("raw", "doubt"),
    [
        ("caf\ufffd", "holds letters that were damaged when a file was saved in another encoding"),
        ("x" * 32_767, "is as long as a cell can be, so that its end may be lost"),
    ],
    ids=["damaged", "cut"],
)
def test_a_text_that_lost_something_on_its_way_is_told(raw: str, doubt: str, codebook) -> None:
    item = codebook["responses"].items["comments"]
    assert cleaner_for(item, codebook)(raw).doubt == doubt
    assert not settled_for(item, codebook)(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [("M&uuml;nchen &amp; Umland, in einem langen Satz", "München & Umland, in einem langen Satz"), ("Caf&amp;eacute;", "Café"), ("R&D &copy2", "R&D &copy2")],
)
def test_letters_in_web_code_are_letters(raw: str, clean: str, codebook, cleans) -> None:
    item = codebook["responses"].items["comments"]
    cleans(cleaner_for(item, codebook), raw, clean)
    assert raw == clean or not settled_for(item, codebook)(raw)


@pytest.mark.parametrize("raw", ["#REF!", "#DIV/0!", "#NAME?", "#WERT!", "########"])
def test_the_error_of_a_spreadsheet_is_no_text(raw: str, codebook) -> None:
    assert text_cleaner(codebook)(raw).problem == "is the error of a spreadsheet in the place of a text"


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("yes", "yes", ""), ("YES ", "yes", "answer_spelling"), ("Oui.", "yes", "answer_spelling"),
        ("Sí", "yes", "answer_spelling"), ("ναι", "yes", "answer_spelling"), ("1", "yes", "answer_spelling"),
        ("x", "yes", "answer_spelling"), ("Nein", "no", "answer_spelling"), ("0", "no", "answer_spelling"),
        ("ΟΧΙ", "no", "answer_spelling"), ("TRUE", "yes", "answer_spelling"), ("FALSE()", "no", "answer_spelling"), ("✓", "yes", "answer_spelling"),
        ("1.0", "yes", "answer_spelling"), ("Yes;", "yes", "answer_spelling"), ('["no"]', "no", "answer_spelling"), ("Don’t know", "dont_know", "answer_spelling"),
        ("No answer", "", "missing_word"), ("", "", ""),
    ],
)  # fmt: skip
def test_yes_and_no_in_the_languages_of_exports(raw: str, clean: str, rule: str, yes_no, cleans) -> None:
    cleans(yes_no, raw, clean, rule)


@pytest.mark.parametrize("raw", ["perhaps", "2", "yess", "yes, but", "-oth-", "T"])
def test_an_answer_outside_the_list_is_a_problem_and_never_a_guess(raw: str, yes_no) -> None:
    parsed = yes_no(raw)
    assert (parsed.value, parsed.problem) == ("", "is not among the answers")
    assert "use one of yes, no, dont_know" in parsed.hint


@pytest.mark.parametrize("raw", ["y/n", "yes and no", "Yes; No", "yes no", "Yes, no", '["yes","no"]', "1,0"])
def test_two_answers_to_a_question_with_one_are_a_problem(raw: str, yes_no) -> None:
    assert yes_no(raw)[:3] == ("", "", "holds more than one answer to a question with one")


def test_who_does_not_know_gives_no_answer_where_that_is_no_option(codebook, cleans) -> None:
    cleans(cleaner_for(codebook["responses"].items["consultations"], codebook), "Don't know", "", "missing_word")


def test_none_is_an_answer_where_the_codebook_lists_it_and_no_missing_word_elsewhere(codebook, aims, cleans) -> None:
    cleans(cleaner_for(codebook["cases"].items["evaluation"], codebook), "None", "none")
    cleans(text_cleaner(codebook), "None", "None")
    assert aims("None").problem == "is not among the answers"


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
        ("health;", "health"),
        ("; health;; training ;", "training;health"),
        ("health training", "training;health"),
        ("social_integration other", "social_integration;other"),
        ('["health","training"]', "training;health"),
        ("{health,'Legal & political'}", "health;legal_political"),
        ("Health, n/a", "health"),
        ("Health and training", "training;health"),
        ("- Health\n- Legal & political", "health;legal_political"),
        ("• Health\n• Training", "training;health"),
        ("health; -", "health"),
        ("n/a", ""),
        ("[]", ""),
        (";;", ""),
        ("", ""),
    ],
)
def test_several_answers_in_one_cell(raw: str, clean: str, aims, cleans) -> None:
    cleans(aims, raw, clean)


def test_one_unknown_answer_among_several_is_named(aims) -> None:
    parsed = aims("health; helth ; training")
    assert (parsed.value, parsed.problem, parsed.part) == ("", "is not among the answers", "helth")
    assert "perhaps 'health' is meant" in parsed.hint


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Other: sport", "other"), ("other (please specify)", "other"), ("Other:", "other"), ("Other, please specify: sport", "other"), ("Other - sport", "other"),
        ("Other (sport)", "other"), ("Health;Other: sport, music", "health;other"), ("Health, Other: sport", "health;other"),
    ],
)  # fmt: skip
def test_what_other_stands_for_is_left_out_with_a_word(raw: str, clean: str, aims, cleans) -> None:
    cleans(aims, raw, clean, "other_text_left_out")


def test_an_answer_in_the_text_after_other_is_asked_for(aims) -> None:
    assert aims("Other: sport, Health").problem == "holds an answer of the list in the text after `other`"


def test_a_text_after_other_is_no_answer_where_there_is_no_other(codebook) -> None:
    funding = cleaner_for(codebook["practices"].items["funding_sources"], codebook)
    assert funding("Other: lottery").problem == "is not among the answers"


def test_an_answer_that_holds_separators_is_found_among_others(codebook, cleans) -> None:
    item = codebook["practices"].items["aims"]
    item = replace(item, options=item.options | {"health": "Health, care, and housing"})
    cleans(cleaner_for(item, codebook), "Training, Health, care, and housing, Other", "training;health;other", "answer_list")


@pytest.mark.parametrize(("raw", "seen"), [("He\u00adalth\u200b", "health"), ("\ufeffTraining; \u200eHealth", "training;health"), ("\u2060", "")])
def test_invisible_characters_are_as_if_absent_and_logged(raw: str, seen: str, aims, cleans) -> None:
    cleans(aims, raw, seen, "invisible_characters")


def test_free_text_keeps_what_shapes_its_letters() -> None:
    assert visible("a\u200cb\u200bc", shaped=True) == "a\u200cbc"
    assert visible("\u200c", shaped=True) == ""
    assert visible("a\u200cb") == "ab"


def test_letters_that_only_look_latin_are_named(aims, yes_no) -> None:
    parsed = aims("Training; \u041dealth")
    assert (parsed.problem, parsed.part) == ("holds a letter of another alphabet that looks like a Latin one (U+041D)", "\u041dealth")
    assert "U+0443" in yes_no("\u0443es").problem


RATINGS = [("5 - very important", "5"), ("4 (high)", "4"), ("3: medium", "3"), ("2. little", "2"), ("1 not at all", "1")]


@pytest.mark.parametrize(("raw", "clean"), RATINGS)
def test_a_rating_may_carry_its_label(raw: str, clean: str, codebook, cleans) -> None:
    cleans(cleaner_for(codebook["responses"].items["measure_legal__civic"], codebook), raw, clean, "rating_label")


@pytest.mark.parametrize("raw", ["Very important", "TRUE", "4 or 5", "5 - 4", "3rd", "7 - often", "x"])
def test_a_rating_in_words_or_with_two_numbers_is_a_problem(raw: str, codebook) -> None:
    parsed = cleaner_for(codebook["responses"].items["measure_legal__civic"], codebook)(raw)
    assert parsed.problem and "values:" in parsed.hint


def test_the_label_of_the_other_end_of_the_scale_is_a_problem(codebook, cleans) -> None:
    clean = cleaner_for(codebook["responses"].items["effective__cultural"], codebook)
    cleans(clean, "3 (very effectively)", "3", "rating_label")
    assert clean("1 - Very effectively").problem == "has a number and a label that do not belong together"


@pytest.mark.parametrize(
    ("raw", "is_doubtful"), [("1 - most important", True), ("5 (very important)", True), ("5 (Higher priority)", False), ("3 - medium", False), ("1", False)]
)
def test_an_end_of_the_scale_in_other_words_is_read_and_told(raw: str, is_doubtful: bool, codebook) -> None:
    parsed = cleaner_for(codebook["responses"].items["measure_legal__civic"], codebook)(raw)
    assert (parsed.value, bool(parsed.doubt)) == (raw[0], is_doubtful)
    assert not is_doubtful or "1 should mean Lower priority, 5 Higher priority" in parsed.hint


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
    for cleaner in (aims, yes_no, text_cleaner(codebook)):
        settles(cleaner, text)
