"""What the case studies show, and how it is said: titles follow the data, what is not known is said, doubt stands apart."""

from __future__ import annotations

import re

import pytest

from analysis.clean.cases import NOT_COMPARABLE
from analysis.findings import cases
from analysis.tell.words import Words

LEGAL, GOING = {"dimension": "legal_political", "country": "PL"}, {"ongoing": "yes", "end_year": ""}
UNMATCHED = {"eur_per_person": "", "ratio_amount": "", "ratio_people": "", "ratio_period": "", "ratio_missing": "no_people"}
SILENT = UNMATCHED | {"ratio_missing": "no_amount"} | {
          "budget_as_printed": "", "budget_eur": "", "budget_period_years": "", "budget_eur_per_year": "", "beneficiaries": "", "funding_sources": "",
          "money_period": "", "people_period": "",
          "partners": "", "evaluation": "not_reported", "replication": "not_reported", "outcomes_quantified": "", "staff_training": "",
          "start_year": "", "end_year": "", "organiser": "", "dimension": ""}  # fmt: skip
NO = {"evaluation": "none", "staff_training": "no", "outcomes_quantified": "no", "replication": "not_replicable"}
NAMES = ("cases_where", "cases", "cases_time", "cases_cost", "cases_funding", "cases_evaluation", "case_sheets")


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([{}] * 4 + [LEGAL] * 2, "Two thirds of the case studies are cultural"),
        ([{}, LEGAL, LEGAL], "Two of three case studies are legal and political"),
        ([{}] * 2, "Both case studies are cultural"),
        ([{}] * 3, "All case studies are cultural"),
        ([{}, LEGAL], "The case studies come from two countries"),
        ([{}, {"dimension": ""}, {"dimension": ""}], "The case studies come from one country"),
        ([{}, {}, LEGAL, {"dimension": "socio_economic"}, {"dimension": ""}], "The case studies come from two countries"),
        ([LEGAL], "The case study is legal and political"),
        ([SILENT], "The case study has no dimension"),
    ],
)
def test_a_dimension_that_most_have_is_named_and_a_tie_is_not(cases_of, tell, kinds, title):
    assert tell("cases", "cases_where", cases_of(*kinds)).title == title


def test_case_studies_are_counted_by_dimension_country_and_origin(cases_of, tell):
    told = tell("cases", "cases_where", cases_of({}, {"country": "DE"}, LEGAL | {"source": "dg_home"}, {"dimension": ""}))
    assert told.text.startswith(
        "4 practices in 3 countries were studied one by one: 1 legal and political, 2 cultural and 1 without a dimension. "
        "3 come from the survey and 1 from the database of good practices."
    )
    assert told.alt.endswith("By dimension: legal and political 1, cultural 2, not reported 1. By country: France 2, Germany 1, Poland 1.")
    one = tell("cases", "cases_where", cases_of(LEGAL)).text
    assert one.startswith("1 practice in 1 country was studied one by one: 1 legal and political. 1 comes from the survey.")


def test_the_list_says_what_is_not_reported(cases_of, tell):
    table = tell("cases", "cases", cases_of({}, {"end_year": "2020"}, GOING, SILENT)).table
    assert list(table["years"]) == ["2020–2022", "2020", "since 2020", "Not reported"]
    assert list(table.iloc[3])[3:] == ["Not reported"] * 3 and table["dimension"].iloc[0] == "Cultural"


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([GOING, {}, GOING], "Two of three case studies are recorded without an end date"),
        ([GOING, {}], "One of two case studies is recorded without an end date"),
        ([GOING] * 3, "All three case studies are recorded without an end date"),
        ([{}, {}], "None of two case studies is recorded without an end date"),
        ([GOING], "The case study is recorded without an end date"),
    ],
)
def test_time_counts_those_without_an_end(cases_of, tell, kinds, title):
    assert tell("cases", "cases_time", cases_of(*kinds)).title == title


def test_time_tells_the_oldest_and_the_middle_one(cases_of, tell):
    told = tell("cases", "cases_time", cases_of({"start_year": "1999"}, {"start_year": "2010"}, GOING | {"start_year": "2012"}))
    assert told.text == (
        "1 of the 3 is recorded as on-going, without an end date. A sheet may still name a term in its text. "
        "The oldest began in 1999, the median of the first years is 2010."
    )
    assert tell("cases", "cases_time", cases_of(GOING, GOING)).text.endswith("in its text. The oldest began in 2020.")
    unknown = tell("cases", "cases_time", cases_of(SILENT, SILENT))
    assert not unknown.figure_id and unknown.text == "None of the 2 are recorded as on-going, without an end date."


def test_years_that_follow_a_passage_and_not_the_header_are_coded(cases_of, tell):
    moved = {"years_passage": "Activities: events of 2005."}
    told, listed = (tell("cases", name, cases_of({}, moved)) for name in ("cases_time", "cases"))
    assert told.evidence == listed.evidence == "observed;coded" and "The years of 1 case study are not those of the printed header" in told.text
    assert told.texts["source"].endswith("Years set right from passages of the sheet: 2.")
    assert tell("cases", "cases_time", cases_of({})).evidence == "observed"


def test_time_says_what_is_not_known_or_lies_ahead(cases_of, tell):
    told = tell("cases", "cases_time", cases_of({"ongoing": "", "end_year": ""}, {"start_year": "", "end_year": ""}, {"end_year": "2030"}))
    assert "1 A project from 2020 end not reported; 2 A project start not reported, end not reported; 3 A project from 2020 to 2030." in told.alt
    assert told.texts["subtitle"].endswith("; pale: planned after 2026")


def test_amounts_in_doubt_or_of_a_part_stand_apart_and_stay_out_of_the_title(cases_of, tell):
    doubt = {"budget_eur_per_year": "9", "budget_flag": "implausible;rounded"}
    part, free = {"budget_eur_per_year": "90000", "budget_flag": "part_only"}, SILENT | {"budget_flag": "no_additional_cost"}
    told = tell("cases", "cases_cost", cases_of({"budget_eur_per_year": "2000"}, {"budget_eur_per_year": "5000"}, doubt, part, free, SILENT))
    assert told.title == "Yearly cost runs from €2,000 to €5,000"
    assert told.texts["source"].endswith(
        "One says that no additional cost was needed. One states no amount. "
        "In doubt or partial: too small to be credible (3) and a part of the cost only (4)."
    )
    assert "Base: 2 credible amounts and 2 in doubt or partial, of 6 case studies." in told.texts["source"]
    assert told.alt == "Dots on a log scale of EUR per year. 2 A project €5,000; 1 A project €2,000. In doubt or partial: 4 A project €90,000; 3 A project €9."
    assert told.text.startswith("4 of 6 fact sheets or summary tables print an amount. For 2 of these it is in doubt or only a part of the cost:")
    assert "One more says that no additional cost was needed, which is neither a missing amount nor a zero." in told.text
    assert "(2 cases), the yearly cost runs from €2,000 to €5,000." in told.text
    assert [name for name, _ in told.facts["chart"].groups] == ["Cultural", "doubtful"]


def test_an_amount_without_a_period_is_no_yearly_cost(cases_of, tell):
    told = tell("cases", "cases_cost", cases_of({}, {"money_period": "", "budget_period_years": "", "budget_eur_per_year": ""}))
    assert told.title == "Yearly cost is €1,000" and told.texts["source"].endswith("One states no period.")


def test_an_amount_for_less_than_a_year_is_said_to_have_no_yearly_cost(cases_of, tell):
    told = tell("cases", "cases_cost", cases_of({}, {"budget_period_years": "0.5", "budget_eur_per_year": ""}))
    assert told.title == "Yearly cost is €1,000" and "(1 case)" in told.text
    assert told.texts["source"].endswith("One is for less than a year and has no cost per year.")


def test_every_doubt_has_its_words():
    assert Words("cases").texts["cases_cost"]["doubt"].keys() == NOT_COMPARABLE


def test_a_middle_needs_some_amounts(cases_of, tell):
    amounts = [{"budget_eur_per_year": str(n * 1000)} for n in range(1, 6)]
    assert tell("cases", "cases_cost", cases_of(*amounts)).title.endswith("; the median is €3,000")
    assert "median" not in tell("cases", "cases_cost", cases_of(*amounts[:4])).text


def test_without_a_credible_amount_none_is_claimed(cases_of, tell):
    doubtful = cases_of({"budget_flag": "conflict"})
    told = tell("cases", "cases_cost", doubtful)
    assert told.title == "No case study states a credible yearly cost" and "None is credible. In doubt or partial: 1 A project €1,000." in told.alt
    silent = tell("cases", "cases_cost", cases_of(SILENT))
    assert not silent.figure_id and silent.text == "No fact sheet or summary table prints an amount."


def test_cost_per_head_is_told_of_matched_money_and_people_with_their_period_and_passage(cases_of, tell):
    some = {"ratio_amount": "117800", "ratio_people": "4000", "ratio_period": "both phases", "ratio_bound": "at_most", "eur_per_person": "29.45",
            "ratio_passage": "Budget and outcomes."}  # fmt: skip
    both = {"eur_per_person": "197.57", "eur_per_core": "1044.3114", "ratio_core": "350", "money_passage": "Budget: all.", "people_passage": "Outcomes: all."}
    no_amount = UNMATCHED | {"ratio_missing": "no_amount"}
    told = tell("cases", "cases_per_head", cases_of(some, both, UNMATCHED, UNMATCHED | {"ratio_missing": "periods_differ"}, UNMATCHED, no_amount))
    assert told.title == "Cost per person reached can be told for two of 6 case studies" and "cannot rank" in told.texts["subtitle"]
    assert told.alt.endswith("2 A project €198 (€1,044 without those who only looked on); 1 A project at most €29.45.")
    assert told.texts["source"].endswith("In brackets: without those who only looked on.")
    assert told.text.startswith(
        "Amount and people can be set against each other only where both are of the same period, which is so in 2 of 6 case studies. "
        "The others, each counted by the first of these that applies, have no amount (1), no number of people reached (2) and money and people of "
        "different periods (1)."
    )
    assert list(told.table.iloc[0, 2:]) == ["€117,800", "4,000", "both phases", "at most €29.45", "Budget and outcomes."]
    assert told.table["passage"].iloc[1] == "Budget: all. Outcomes: all."
    assert list(told.facts["data"]["eur_per_core"]) == ["", "1044.31"]


def test_without_a_match_no_cost_per_head_is_told(cases_of, tell):
    assert cases.cases_per_head(cases_of(UNMATCHED)) is None
    assert tell("cases", "cases_per_head", cases_of({})).title == "Cost per person reached is €60"


def test_every_missing_match_has_its_words():
    reasons = Words("cases").texts["cases_per_head"]["why"]
    assert reasons.keys() == {"no_amount", "doubtful", "no_people", "no_money_period", "no_people_period", "periods_differ"}


def test_amounts_print_as_money_with_their_period_and_years_to_the_tenth(cases_of, tell):
    doubt = {"budget_flag": "conflict", "budget_reason": "the table prints 5", "budget_eur": "9000000", "budget_eur_per_year": "", "money_period": ""}
    results = cases_of({"budget_period_years": "2.91666666667", "budget_eur_per_year": "1028.57"}, doubt, SILENT)
    budgets = tell("cases", "budgets", results).table
    assert budgets.iloc[0, 3:].tolist() == ["€3,000", "2020 to 2022", "2.9", "€1,029"]
    assert budgets.iloc[1, 3:].tolist() == ["€9.0 million", "Not stated", "3", ""]
    assert tell("cases", "doubtful", results).table.iloc[0, 3:].tolist() == ["€9.0 million", "the table prints 5", ""]
    assert list(cases.cases_cost(results)["data"]["budget_period_years"]) == ["2.92"]
    assert cases.doubtful(cases_of({})) is None and cases.budgets(cases_of(SILENT)) is None


@pytest.mark.parametrize(
    ("sources", "title", "text"),
    [
        (["eu"] * 4 + ["local"] * 2, "EU funds reach two thirds of the case studies", "EU money pays for 4 of 6 practices, alone or with others."),
        (["local"], "Local funds reach all case studies", "Local money pays for 1 of 1 practices, alone or with others."),
        (["private_own"], "Private or own means reach all case studies", "Private or own means pay for 1 of 1 practices, alone or with others."),
        (["eu", "local"], "EU and local funds are named equally often", "EU and local money each pay for 1 of 2 practices, alone or with others."),
        (["eu;local;national;regional"], "Four sources of funding are named equally often", "Four sources of funding each pay for 1 of 1 practices, alone or with others."),
    ],
)
def test_who_pays_is_a_tie_where_it_is_one(cases_of, tell, sources, title, text):
    told = tell("cases", "cases_funding", cases_of(*({"funding_sources": s} for s in sources)))
    assert told.title == title and told.text.startswith(f"{text} All sheets say who pays.")


def test_nobody_is_said_to_pay_where_no_sheet_says(cases_of, tell):
    told = tell("cases", "cases_funding", cases_of(SILENT | {"partners": "ngos"}, SILENT))
    assert told.text.startswith("Two sheets do not say who pays.") and told.title == "The partners named most are civil society and NGOs"
    assert set(told.table["question"]) == {"Partners"} and told.table["answer"].iloc[-1] == "Not reported"
    nothing = tell("cases", "cases_funding", cases_of(SILENT))
    assert not nothing.figure_id and not nothing.table_id and nothing.text.startswith("One sheet does not say")


def test_evaluation_counts_silence_apart_from_no(cases_of, tell):
    quiet = {"evaluation": "not_reported", "staff_training": "", "outcomes_quantified": "no", "replication": "replicable"}
    told = tell("cases", "cases_evaluation", cases_of({}, {"evaluation": "planned"}, quiet))
    assert told.title == "Two of three case studies give outcomes as a figure, one reports an evaluation"
    for said in ("outcomes given as a figure: yes 2, no 1;", "staff trained: yes 2, not reported 1;", "evaluated: yes 1, planned or possible 1, not reported 1"):
        assert said in told.alt


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([{}, {}], "All two case studies give outcomes as a figure"),
        ([NO, NO], "No case study reports outcomes, evaluation, training or replication"),
        ([{"replication": "replicable"}, NO], "One of two case studies gives outcomes as a figure, none are coded as taken up elsewhere"),
        ([{}], "What the case study reports"),
    ],
)
def test_evaluation_names_the_most_and_the_least(cases_of, tell, kinds, title):
    assert tell("cases", "cases_evaluation", cases_of(*kinds)).title == title


def test_only_an_evaluation_that_was_done_counts(cases_of, tell):
    kinds = [{}, {"evaluation": "external;internal"}, {"evaluation": "planned"}, {"evaluation": "none", "replication": "replicable"}, SILENT]
    told = tell("cases", "cases_evaluation", cases_of(*kinds))
    assert told.text.startswith(
        "2 of 5 case studies report an evaluation that was carried out or is under way, by themselves or by others. "
        "Four give at least one outcome as a figure. Three are coded as taken up elsewhere."
    )
    internal = told.table[told.table["answer"].eq("Internal")].iloc[0]
    assert list(internal) == ["Evaluation", "Internal", "2", "40.0"]
    none = tell("cases", "cases_evaluation", cases_of(SILENT, SILENT))
    assert not none.figure_id and none.text.startswith("No case study reports an evaluation that was carried out")


def test_an_answer_that_nobody_has_classed_is_never_taken_for_silence():
    with pytest.raises(ValueError, match="'audited' is no answer"):
        cases._meant("audited")


def test_every_answer_of_the_codebook_is_classed(codebook):
    for name in cases.REPORTED:
        assert all(cases._meant(option) in cases.MEANT for option in codebook["cases"].items[name].options)


def test_a_small_base_gives_no_percentages(cases_of, tell):
    for name in ("cases_funding", "cases_evaluation"):
        told = tell("cases", name, cases_of({}, {}))
        assert "percent" not in told.table and "%" not in told.alt


def facts(sheet: str) -> dict[str, str]:
    """What stands in the box of a sheet, by its names."""
    return dict(re.findall(r"^(.+)\n: (.+)$", sheet.split("::: {.facts}")[1].split("\n:::")[0], re.MULTILINE))


def test_each_case_has_its_sheet_with_what_is_not_known(cases_of, tell):
    given = {"partners": "ngos;other", "summary_context": "A *town*.", "summary_objectives": "To sing."}
    text = tell("cases", "case_sheets", cases_of(given, SILENT | {"name": "A project", "target_groups": ""})).text
    first, second = text.split("{#sec-case-2}")
    assert first.startswith("## A project {#sec-case-1}\n\n*Un projet*\n\n*Objectives.* To sing.\n\n::: {.facts}\n\nCase study\n: 1\n\nDimension\n: [Cultural]{.dim .dim-cultural}\n\n")
    assert facts(first) == {
        "Case study": "1", "Dimension": "[Cultural]{.dim .dim-cultural}", "Country": "[France](/countries/FR.qmd)", "Organiser": "Town", "Years": "2020–2022",
        "Target groups": "women", "Sectors": "health", "Budget": "€3,000 for 2020 to 2022, €1,000 a year", "Paid by": "EU", "Partners": "civil society and NGOs and other",
        "People reached": "50 (2020 to 2022)", "Cost per person": "€60 (€3,000 for 50, 2020 to 2022)", "Evaluation": "internal", "Replication": "taken up elsewhere",
    }  # fmt: skip
    assert "\n:::\n\n*Context.* A \\*town\\*.\n\n" in first and "Context" not in second
    assert "*A project*" not in second and "Where the sheet says so" not in text
    silent = dict.fromkeys(("Dimension", "Organiser", "Years", "Target groups", "Paid by", "Partners", "Evaluation", "Replication"), "not reported")
    assert silent | {"Budget": "no amount", "People reached": "no figure", "Cost per person": "cannot be told: no amount"} == {
        name: said for name, said in facts(second).items() if name not in ("Case study", "Country", "Sectors")
    }


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ({"money_period": "each year", "budget_eur": "1000"}, "Budget", "€1,000 each year"),
        ({"money_period": "each 18 months"}, "Budget", "€3,000 each 18 months, €1,000 a year"),
        ({"money_period": "", "budget_eur": "1000"}, "Budget", "€1,000 a year"),
        ({"money_period": "", "budget_eur_per_year": ""}, "Budget", "€3,000 (period not stated)"),
        (SILENT | {"budget_flag": "no_additional_cost", "budget_reason": "said so"}, "Budget", "no additional cost was needed"),
        ({"people_period": ""}, "People reached", "50 (period not stated)"),
        ({"years_passage": "Budget: since 2019.", "start_year": "2019", "ongoing": "yes"}, "Years", "since 2019"),
        ({"ratio_bound": "at_least", "eur_per_core": "90"}, "Cost per person", "at least €60 (€3,000 for 50, 2020 to 2022); €90 without those who only looked on"),
    ],
)
def test_a_sheet_says_of_what_period_money_and_people_are(cases_of, tell, kind, name, said):
    assert facts(tell("cases", "case_sheets", cases_of(kind)).text)[name] == said


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ({"budget_reason": "rounded", "money_passage": "Budget."}, "**Budget.** Rounded. Budget."),
        ({"budget_reason": "rounded"}, "**Budget.** Rounded."),
        ({"beneficiaries_note": "clients", "people_passage": "Outcomes."}, "**People reached.** Clients. Outcomes."),
        ({"beneficiaries": "", "beneficiaries_note": "none counted"}, "**People reached.** None counted."),
        ({"years_passage": "Budget: since 2019."}, "**Years.** Header: 2020 to 2022. Budget: since 2019."),
        ({"ratio_passage": "Budget.", "people_passage": "Outcomes."}, "**Cost per person.** Budget."),
    ],
)
def test_the_passages_that_bear_a_sheet_out_are_folded_together(cases_of, tell, kind, line):
    text = tell("cases", "case_sheets", cases_of(kind)).text
    assert f"- {line}\n" in text.split('::: {.fold title="Where the sheet says so"}')[1].split("\n:::")[0] + "\n"


def test_a_fold_of_passages_is_never_empty(cases_of, tell):
    told = tell("cases", "case_sheets", cases_of(SILENT | {"budget_flag": "no_additional_cost", "budget_reason": "said so"})).text
    assert "Where the sheet says so" not in told


def test_related_cases_share_a_sector_and_a_target_group(cases_of, tell):
    """Those that share most come first, and of these the ones of the same dimension."""
    one = {"name_english": "One", "sectors": "health;language", "target_groups": "women"}
    others = [
        {"name_english": "Sector only", "sectors": "health", "target_groups": "youth"},
        {"name_english": "Other dimension", "sectors": "health", "target_groups": "women", "dimension": "legal_political"},
        {"name_english": "Same dimension", "sectors": "language", "target_groups": "women"},
        {"name_english": "Both sectors", "sectors": "health;language", "target_groups": "women", "dimension": ""},
        {"name_english": "One too many", "sectors": "health", "target_groups": "women", "dimension": ""},
    ]
    results = cases_of(one, *others)
    assert cases.case_sheets(results)["related"]["1"] == ["Both sectors", "Same dimension", "Other dimension"]
    text = tell("cases", "case_sheets", results).text
    assert "Related: [Both sectors](/report/case-sheets.qmd#sec-case-5); [Same dimension]" in text.split("{#sec-case-2}")[0]
    assert "Related" not in tell("cases", "case_sheets", cases_of(one, others[0])).text


def test_a_sheet_leads_back_to_the_ways_that_lead_to_it(cases_of, tell):
    text = tell("cases", "case_sheets", cases_of({})).text
    assert "[Find another practice](/report/catalogue.qmd) · [By theme](/report/themes.qmd) · [More on France](/countries/FR.qmd)" in text


def test_a_sheet_has_one_number_in_its_heading_and_it_is_the_books(cases_of, tell):
    assert not re.search(r"^## .*\d+\.", tell("cases", "case_sheets", cases_of({}, {})).text, re.MULTILINE)


@pytest.mark.parametrize(("evidence", "simulated"), [("round_trip", False), ("simulated", True)])
def test_case_studies_of_a_rebuilt_wave_are_real_and_simulated_ones_are_called_so(cases_of, tell, evidence, simulated):
    results = cases_of({}, evidence=evidence)
    for name in ("cases_where", "cases_time", "cases_cost", "cases_per_head", "cases_funding", "cases_evaluation"):
        told = tell("cases", name, results)
        assert "Rebuilt" not in told.texts["source"] and ("Simulated data." in told.texts["source"]) == simulated
        assert (told.evidence == "simulated") == simulated


@pytest.mark.parametrize("name", NAMES)
def test_without_case_studies_nothing_is_said(cases_of, name):
    assert getattr(cases, name)(cases_of()) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_has_the_same_facts_whatever_is_known(cases_of, name):
    known, silent = (getattr(cases, name)(results) for results in (cases_of({}, {}), cases_of(SILENT)))
    assert known.keys() == silent.keys()


def test_a_sheet_has_its_own_answers_with_heading_and_reason_where_there_are_any(cases_of, coded_of, tell):
    assert "answers" not in tell("cases", "case_sheets", cases_of({})).text
    results = coded_of({"1": "yn--"}, kinds=[cases_of({}).table("processed/cases.csv").drop(columns="case_no").iloc[0].to_dict()])
    text = tell("cases", "case_sheets", results).text
    assert "**Relevance**\n\n- Need shown: **yes**. Introduction and context: said of 1 on Need shown\n- Group named: **no**." in text
    assert "**Effectiveness**\n\n- Outputs counted: **not reported**\n- Aims met: **not reported**\n\n:::\n\n::::" in text
