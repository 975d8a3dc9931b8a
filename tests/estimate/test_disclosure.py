"""What of real answers may be shown: nothing on few respondents, and nothing from which it could be worked out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.codebook import Codebook
from analysis.estimate.disclosure import disclose, merged
from analysis.estimate.rows import Estimate, frame, share
from analysis.estimate.survey import against_others, factsheet_estimates, survey_estimates

LEAST = 5
ANSWERS = ("yes", "no", "dont_know")


def shown(*rows: Estimate, naming=("country",)) -> dict[str, str]:
    """`numerator of base` of every row that is left, by key; nothing where it is withheld."""
    table = frame(rows, "w", "observed", LEAST).map(lambda value: "" if pd.isna(value) else f"{value}").assign(made_by="05")
    left = disclose(table, naming, LEAST)
    assert "respondents" not in left
    for row in left.to_dict("records"):
        assert (row["suppressed"] == "yes") == (not row["base"]) == (not any(row[c] for c in ("value", "numerator", "ci_low", "ci_high")))
    return {row["key"]: row["base"] and f"{row['numerator'] or row['value']} of {row['base']}" for row in left.to_dict("records")}


def by_country(*counts: tuple[str, int], base: int) -> dict[str, str]:
    rows = shown(*(share("survey", "country", code, n, base) for code, n in counts))
    return {key.split(".")[2]: told for key, told in rows.items()}


def test_an_item_that_few_answered_is_withheld_with_all_its_options() -> None:
    rows = [share("survey", "a", "yes", 2, 4), share("survey", "a", "no", 2, 4), share("survey", "a", "any", 4, 30)]
    assert set(shown(*rows).values()) == {""}


def test_an_option_that_few_of_all_respondents_chose_is_shown() -> None:
    rows = [share("survey", "a", "yes", 1, 30), share("survey", "a", "no", 29, 30), share("survey", "a", "any", 30, 33)]
    assert shown(*rows) == {"survey.a.any.share": "30 of 33", "survey.a.no.share": "29 of 30", "survey.a.yes.share": "1 of 30"}


def test_ratings_that_few_gave_are_withheld_also_as_a_share_of_all(codebook: Codebook) -> None:
    item = "challenge_migrants__newly_arrived__job"
    kept = shown(*survey_estimates(answered(codebook, {"ES": 30}, **{item: ["5"] * 3}), codebook["responses"], 4, "analysable"))
    assert {key: told for key, told in kept.items() if "challenge" in key} == {
        "survey.challenge_migrants.newly_arrived.job.higher_priority.share": "", "survey.challenge_migrants.newly_arrived.job.rating.mean": "",
    }  # fmt: skip


def test_small_countries_become_one_where_that_is_large_enough() -> None:
    told = by_country(("ES", 9), ("IT", 6), ("MT", 1), ("PT", 4), base=20)
    assert told == {"ES": "9 of 20", "IT": "6 of 20", "OTHER": "5 of 20"}


def test_the_next_smallest_joins_where_the_small_ones_are_too_few() -> None:
    assert by_country(("ES", 9), ("IT", 6), ("MT", 1), base=16) == {"ES": "9 of 16", "OTHER": "7 of 16"}
    assert by_country(("ES", 9), ("OTHER", 2), ("PT", 6), base=17) == {"ES": "9 of 17", "OTHER": "8 of 17"}


def test_of_equally_large_ones_none_stays_alone() -> None:
    assert by_country(("ES", 6), ("IT", 6), ("MT", 1), ("PT", 8), base=21) == {"PT": "8 of 21", "OTHER": "13 of 21"}


def test_where_nothing_is_left_beside_the_small_ones_no_country_is_told() -> None:
    assert by_country(("ES", 9), ("MT", 1), ("reported", 10), base=10) == {"reported": "10 of 10"}


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 12), min_size=1))
def test_no_group_that_is_told_is_small(sizes: dict[str, int]) -> None:
    one = merged(sizes, LEAST)
    alone, together = sizes.keys() - one, sum(sizes[group] for group in one)
    assert all(sizes[group] >= LEAST or (sizes[group] == 0 and not one) for group in alone)
    assert together >= LEAST or not alone or not one


def test_a_type_of_authority_can_be_named_too() -> None:
    rows = [share("survey", "kind", name, n, 20) for name, n in (("city", 12), ("county", 3), ("region", 5), ("port", 0))]
    assert shown(*rows, naming=("kind",)) == {"survey.kind.OTHER.share": "8 of 20", "survey.kind.city.share": "12 of 20"}


def test_of_fact_sheets_those_who_sent_them_are_counted() -> None:
    one_sender = [
        share("factsheets", "fs_dimension", "cultural", 9, 12, respondents=1),
        share("factsheets", "country", "MT", 9, 30, respondents=1), share("factsheets", "country", "ES", 15, 30, respondents=8),
        share("factsheets", "country", "IT", 6, 30, respondents=5),
    ]  # fmt: skip
    assert shown(*one_sender) == {
        "factsheets.country.ES.share": "15 of 30", "factsheets.country.OTHER.share": "15 of 30", "factsheets.fs_dimension.cultural.share": "",
    }  # fmt: skip


def one_and_rest(yes: int, base: int, yes_rest: int, rest: int) -> dict[str, str]:
    """What is shown of the Spanish and all others, of whom so many say yes."""
    total = base + rest
    return shown(
        share("survey", "country", "ES", base, total), share("survey", "country", "IT", rest, total),
        share("survey", "a", "yes", yes + yes_rest, total),
        share("survey", "a", "yes", yes, base, "country_ES"), share("survey", "a", "yes", yes_rest, rest, "country_not_ES"),
    )  # fmt: skip


def test_a_country_is_set_beside_the_others_where_enough_did_and_did_not_in_both() -> None:
    told = one_and_rest(8, 20, 7, 12)
    assert (told["survey.a.yes.by_country_ES.share"], told["survey.a.yes.by_country_not_ES.share"]) == ("8 of 20", "7 of 12")


@pytest.mark.parametrize("numbers", [(2, 20, 7, 12), (20, 20, 7, 12), (0, 20, 7, 12), (8, 20, 10, 12), (8, 20, 2, 4)])
def test_else_neither_is_told(numbers: tuple[int, int, int, int]) -> None:
    assert not [key for key in one_and_rest(*numbers) if ".by_" in key]


def test_a_country_that_is_not_told_is_not_set_beside_the_others() -> None:
    """Of 9 with a country 2 would be left: the Spanish ones can be told neither alone nor beside the rest."""
    countries = [share("survey", "country", code, n, 40) for code, n in (("ES", 20), ("MT", 2), ("reported", 22))]
    parts = [share("survey", "a", "yes", 10, 20, group) for group in ("country_ES", "country_not_ES")]
    assert shown(*countries, share("survey", "a", "yes", 20, 40), *parts).keys() == {"survey.a.yes.share", "survey.country.reported.share"}


def countries_of(**sizes: int) -> list[Estimate]:
    return [share("survey", "country", code, n, sum(sizes.values())) for code, n in sizes.items()]


def answers_of_two(item: str, option: str, *parts: tuple[int, int, int]) -> dict[str, str]:
    """What is shown by country of 20 Spanish and 12 others; of each part who did, of how many, and how many of these answered."""
    groups = ["country_ES", "country_not_ES"]
    did, base, answered_ = (sum(part[n] for part in parts) for n in range(3))
    rows = [share("survey", item, option, k, n, group, respondents=r) for (k, n, r), group in zip(parts, groups, strict=True)]
    told = shown(*countries_of(ES=20, IT=12), share("survey", item, option, did, base, respondents=answered_), *rows)
    return {key: text for key, text in told.items() if ".by_" in key}


def test_of_a_country_of_which_one_kept_silent_nothing_is_told() -> None:
    assert not answers_of_two("a", "yes", (8, 19, 19), (6, 12, 12))
    assert not answers_of_two("a", "yes", (8, 20, 20), (6, 11, 11)), "the silent one is among the others"
    assert len(answers_of_two("a", "yes", (8, 20, 20), (6, 12, 12))) == 2
    assert len(answers_of_two("a", "yes", (6, 15, 15), (6, 12, 12))) == 2, "five are silent"


def test_who_did_not_rate_is_not_one_who_did_not() -> None:
    """All 15 Spanish ones that rated gave a higher priority: the base of all 20 does not hide it."""
    assert not answers_of_two("a", "higher_priority", (15, 20, 15), (6, 12, 12))
    assert not answers_of_two("a", "higher_priority", (12, 20, 15), (6, 12, 12))
    assert len(answers_of_two("a", "higher_priority", (8, 20, 15), (6, 12, 12))) == 2


def test_a_country_is_hidden_everywhere_or_nowhere() -> None:
    """Portugal stands with Malta among the answers; that five of it sent fact sheets would leave one for Malta."""
    sheets = [share("factsheets", "country", code, n, 30, respondents=n) for code, n in (("ES", 12), ("IT", 13), ("PT", 5))]
    told = shown(*countries_of(ES=12, IT=13, PT=5, MT=1), *sheets)
    assert {key.split(".")[2] for key in told if key.startswith("survey")} == {"ES", "IT", "OTHER"}
    assert {key: n for key, n in told.items() if key.startswith("factsheets")} == {
        "factsheets.country.ES.share": "12 of 30", "factsheets.country.IT.share": "13 of 30", "factsheets.country.OTHER.share": "5 of 30",
    }  # fmt: skip


def test_where_the_survey_tells_no_country_its_fact_sheets_do_not_either() -> None:
    told = shown(*countries_of(ES=9, MT=1), share("factsheets", "country", "ES", 12, 12, respondents=9))
    assert not told


@pytest.mark.parametrize(
    ("options", "kept"),
    [({"yes": 28, "no": 0}, False), ({"yes": 0, "no": 28}, False), ({"yes": 0, "no": 20, "dont_know": 8}, False),
     ({"yes": 27, "no": 1}, True), ({"yes": 20, "no": 8, "dont_know": 0}, True), ({"a": 28, "b": 5}, False), ({"a": 20, "b": 0}, True)],
)  # fmt: skip
def test_what_all_answered_alike_is_withheld_with_who_answered(options: dict[str, int], kept: bool) -> None:
    """A withheld item may be one that few answered: it must not be told apart by its base."""
    rows = [share("survey", "a", option, n, 28) for option, n in options.items()]
    told = shown(*rows, share("survey", "a", "any", 28, 30))
    assert all(told.values()) if kept else not any(told.values())


def test_a_rating_that_all_gave_alike_is_withheld_with_its_mean() -> None:
    mean = Estimate("survey", "a", "rating", "mean", None, 20, 4.5, 4.2, 4.8, "student_t")
    level = replace(mean, value=5.0, ci_low=5.0, ci_high=5.0)
    for higher, rated in ((20, mean), (0, mean), (15, level)):
        told = shown(share("survey", "a", "higher_priority", higher, 28, respondents=20), rated)
        assert set(told.values()) == {""}, "eight did not rate"
    assert all(shown(share("survey", "a", "higher_priority", 15, 28, respondents=20), mean).values())


def test_of_fact_sheets_the_means_that_rest_on_what_all_answered_alike_are_withheld() -> None:
    def sheet(indicator: str, **counts: int) -> list[Estimate]:
        return [share("factsheets", f"indicator.{indicator}", option, n, 20, respondents=9) for option, n in counts.items()]

    rows = sheet("impact.found", yes=12, no=0, not_reported=8) + sheet("relevance.need", yes=12, no=8, not_reported=0)
    place = ("factsheets", "criterion")
    rows += [Estimate(*place, c, "low_mean", None, 20, 0.5, method="mean_of_scores", respondents=9) for c in ("impact", "relevance")]
    told = shown(*rows)
    assert {key for key, text in told.items() if text} == {
        "factsheets.criterion.relevance.low_mean", *(f"factsheets.indicator.relevance.need.{a}.share" for a in ("yes", "no", "not_reported")),
    }  # fmt: skip


def test_that_all_come_from_one_country_or_were_complete_is_shown() -> None:
    status = [share("survey", "status", option, 9, 9) for option in ("analysable", "begun", "any")]
    assert set(shown(*countries_of(ES=9), *status).values()) == {"9 of 9"}


def means(*sizes: tuple[str, int], base: int) -> list[str]:
    """The groups whose mean is shown."""
    rows = [Estimate("factsheets", "criterion", "impact", "low_mean", None, n, 0.5, method="mean_of_scores", group=f"dimension_{name}", respondents=n)
            for name, n in sizes]  # fmt: skip
    whole = Estimate("factsheets", "criterion", "impact", "low_mean", None, base, 0.5, method="mean_of_scores", respondents=base)
    return [key.split(".by_dimension_")[1].split(".")[0] for key in shown(whole, *rows) if ".by_" in key]


def test_a_mean_of_few_is_hidden_behind_another() -> None:
    assert means(("cultural", 9), ("legal", 6), ("social", 7), base=22) == ["cultural", "legal", "social"]
    assert means(("cultural", 9), ("legal", 2), ("social", 7), base=18) == ["cultural"]
    assert means(("cultural", 9), ("social", 7), base=18) == ["cultural"], "two have no dimension"
    assert means(("cultural", 4), base=4) == []


def test_numbers_that_rest_on_public_records_stay_as_they_are() -> None:
    rows = [share("practices", "country", "MT", 1, 30), share("cases", "country", "MT", 1, 2)]
    table = frame(rows, "w", "observed", LEAST).assign(made_by="06")
    pd.testing.assert_frame_equal(disclose(table, ("country",), LEAST), table.drop(columns="respondents"))


# What a reader could work out from all that is shown, by linear programming over all surveys that fit it.


def answered(codebook: Codebook, countries: dict[str, int], **answers: list[str]) -> pd.DataFrame:
    """Respondents by country, with these answers from the first on."""
    codes = [code for code, n in countries.items() for _ in range(n)]
    table = pd.DataFrame("", index=range(len(codes)), columns=list(codebook["responses"].items), dtype=object)
    table["respondent_id"], table["country"], table["status"] = [f"R{n}" for n in table.index], codes, "analysable"
    for item, given_ in answers.items():
        table.loc[: len(given_) - 1, item] = given_
    return table


@given(st.data())
def test_no_small_number_of_a_country_can_be_worked_out(codebook: Codebook, data: st.DataObject) -> None:
    countries = data.draw(st.dictionaries(st.sampled_from(["ES", "IT", "MT", "PT", "SE"]), st.integers(1, 14), min_size=2))
    table = answered(codebook, countries)
    table["consultations"] = data.draw(st.lists(st.sampled_from(["yes", "no", ""]), min_size=len(table), max_size=len(table)))
    assume(table["consultations"].ne("").any())
    largest = max(countries, key=lambda code: countries[code])
    rows = [*survey_estimates(table, codebook["responses"], 4, "answered"), *against_others(table, codebook["responses"], largest, 4, "answered")]
    told = shown(*rows)
    cells = [(code, answer) for code in countries for answer in ("yes", "no", "")]
    known, numbers = [], []
    for key, text in told.items():
        if key.startswith(("survey.country", "survey.consultations")) and text:
            numerator, base = (int(float(part)) for part in text.split(" of "))
            for count, counted in zip((numerator, base), who(key, countries, told), strict=True):
                known.append([float(counted(*cell)) for cell in cells])
                numbers.append(count)
    for code, size in countries.items():
        silent = int((table["country"].eq(code) & table["consultations"].eq("")).sum())
        yes = int((table["country"].eq(code) & table["consultations"].eq("yes")).sum())
        for number, counted in ((size, lambda c, _, code=code: c == code), (yes, lambda c, a, code=code: c == code and a == "yes"),
                                (silent, lambda c, a, code=code: c == code and a == "")):  # fmt: skip
            if 0 < number < LEAST:
                goal = np.array([float(counted(*cell)) for cell in cells])
                low, high = (sign * linprog(sign * goal, A_eq=known or None, b_eq=numbers or None, bounds=(0, 99)).fun for sign in (1, -1))
                assert high - low > 0.9, (code, number, told)


def who(key: str, countries: dict[str, int], told: dict[str, str]):
    """Which cells (country, answer) the numerator and the base of a number count."""
    part = key.split(".")[2]
    if key.startswith("survey.country"):
        named = {k.split(".")[2] for k in told if k.startswith("survey.country")}
        inside = {"reported": countries.keys(), "OTHER": countries.keys() - named}.get(part, {part})
        return (lambda c, a: c in inside), (lambda c, a: True)
    if part == "any":
        return (lambda c, a: a != ""), (lambda c, a: True)
    group = key.split(".by_country_")[1].split(".")[0] if ".by_" in key else ""
    code = group.removeprefix("not_")
    within = (lambda c: c != code) if group.startswith("not_") else (lambda c: not code or c == code)
    return (lambda c, a: within(c) and a == part), (lambda c, a: within(c) and a != "")


def test_the_attack_finds_what_a_total_gives_away() -> None:
    """Without merging, 9 of 10 Spanish answers tell of the one from Malta."""
    solved = linprog([0, 1], A_eq=[[1, 0], [1, 1]], b_eq=[9, 10])
    assert solved.fun == pytest.approx(1)


def test_fact_sheets_of_a_run_of_the_codebook_are_counted_by_sender(codebook: Codebook) -> None:
    sheets = pd.DataFrame("", index=range(12), columns=list(codebook["factsheets"].items), dtype=object)
    sheets["respondent_id"] = ["R1"] * 6 + [f"R{n}" for n in range(2, 8)]
    sheets["fs_transferable"] = ["yes"] * 6 + [""] * 6
    sheets["fs_national_programme"] = ["no"] * 11 + ["yes"]
    country = pd.Series({f"R{n}": "MT" if n == 1 else "ES" for n in range(1, 8)})
    told = shown(*factsheet_estimates(sheets, country, codebook["factsheets"]))
    assert told["factsheets.fs_national_programme.no.share"] == "11 of 12"
    assert {told[f"factsheets.fs_transferable.{option}.share"] for option in ("yes", "no", "any")} == {""}
    assert [key for key in told if ".country." in key] == ["factsheets.country.reported.share"]


def test_of_fewer_respondents_than_may_be_shown_nothing_is_told(codebook: Codebook) -> None:
    table = answered(codebook, {"ES": 3, "MT": 1}, consultations=["yes"] * 4, staff_training=["no"])
    told = shown(*survey_estimates(table, codebook["responses"], 4, "answered"), naming=codebook["responses"].naming)
    assert len(told) > 10 and set(told.values()) == {""} and not any(".ES." in key or ".MT." in key for key in told)
