"""Figures of the criteria: titles follow the coding, a sixth criterion needs no code, silence is not a no."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.present.context import Context
from analysis.present.criteria import draw_criteria

from .conftest import Pile, faults, svg_twice, texts

ALL = ("framework", "heat", "profile", "reported", "ranks", "factsheets")
CASES = ("framework", "heat", "profile", "reported", "ranks")
SHEETS = pd.DataFrame(
    [["R1", "1", "women", "cultural"], ["R2", "1", "", ""]],
    columns=["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"],
)
SOCIAL, CULTURAL = {"dimension": "socio_economic"}, {"dimension": "cultural"}


def drawn(context: Context) -> Pile:
    pile = Pile()
    draw_criteria(pile, context)
    return pile


def title(pile: Pile, name: str) -> str:
    return pile.cards[f"fig-criteria-{name}"].title


def alt(pile: Pile, name: str) -> str:
    return pile.cards[f"fig-criteria-{name}"].alt


def words(pile: Pile, name: str) -> str:
    return " ".join(" ".join(texts(pile.figures[f"fig-criteria-{name}"])).split())


def there(pile: Pile) -> tuple[str, ...]:
    return tuple(name for name in ALL if pile.figures[f"fig-criteria-{name}"] is not None)


def coded(number: int) -> dict[str, str]:
    return {str(n): f"{'yn-'[n % 3]}y{'n-y'[n % 3]}y" for n in range(1, number + 1)}


def test_what_is_drawn_follows_what_the_wave_has(evaluated):
    assert there(drawn(evaluated(coded(3)))) == CASES
    assert there(drawn(evaluated({}, sheets=SHEETS))) == ("framework", "factsheets")
    assert there(drawn(evaluated(coded(3), sheets=SHEETS))) == ALL
    assert there(drawn(evaluated({}))) == ()


@pytest.mark.parametrize("number", [1, 3, 60])
def test_any_number_of_cases_can_be_drawn_and_every_text_stays_inside(evaluated, six_criteria, number):
    kinds = [
        {
            "name_english": "A name that can never fit into its column " * 2,
            "dimension": ("cultural", "legal_political")[n % 2],
        }
        for n in range(number)
    ]
    final = {case: f"{letters}-" for case, letters in coded(number).items()}
    pile = drawn(evaluated(final, raw=six_criteria, kinds=kinds))
    assert there(pile) == tuple(name for name in CASES if number > 1 or name != "ranks")
    for name, figure in pile.both().items():
        assert faults(figure) == [], name


def test_a_further_criterion_is_in_every_figure_without_code(evaluated, six_criteria):
    pile = drawn(evaluated({"1": "yn-yy", "2": "yyy-n"}, raw=six_criteria, kinds=[SOCIAL, CULTURAL], sheets=SHEETS))
    for name in ALL:
        assert ("Coherence" in words(pile, name)) == (name != "ranks"), name
    assert title(pile, "framework") == "Three questions from a need to a lasting change"
    assert "Coherence asks along the whole chain" in alt(pile, "framework")
    assert "Fits in yes 1, no 1" in alt(pile, "heat")


def test_the_framework_says_where_each_criterion_asks(evaluated):
    pile = drawn(evaluated(coded(2)))
    assert "Relevance asks between needs and objectives; Effectiveness asks between objectives and results." in alt(
        pile, "framework"
    )
    assert "Does it answer a need?" in words(pile, "framework")
    heights = {t.get_text(): t.get_window_extent().y0 for t in pile.figures["fig-criteria-framework"].axes[0].texts}
    assert heights["Relevance"] > heights["Needs"] > heights["Effectiveness"]


def test_heat_claims(evaluated):
    assert title(drawn(evaluated({"1": "yyyy"})), "heat") == "The case study meets four of four indicators"
    assert (
        title(drawn(evaluated({"1": "yyyy", "2": "n--y"})), "heat") == "One of two case studies meets every indicator"
    )
    assert title(drawn(evaluated({"1": "yyyy", "2": "yyyy"})), "heat") == "Two of two case studies meet every indicator"
    assert (
        title(drawn(evaluated({"1": "yyy-", "2": "n--y"})), "heat")
        == "The fullest case study meets three of four indicators"
    )
    assert (
        title(drawn(evaluated({"1": "yyy-", "2": "yyyn"})), "heat")
        == "The fullest case studies meet three of four indicators"
    )
    assert title(drawn(evaluated({"1": "nn--", "2": "----"})), "heat") == "No case study meets any indicator"


def test_heat_puts_the_highest_low_score_first_and_shows_what_silence_leaves_open(evaluated):
    pile = drawn(evaluated({"1": "n-n-", "2": "yyn-"}))
    assert list(pile.data["fig-criteria-heat"]["final"]) == [
        "no",
        "not_reported",
        "no",
        "not_reported",
        "yes",
        "yes",
        "no",
        "not_reported",
    ]
    shown = texts(pile.figures["fig-criteria-heat"])
    assert shown.index("2") < shown.index("1")
    assert {"50–75", "0–50"} <= set(shown)


def test_reversing_a_coding_changes_the_figures_that_show_it(evaluated):
    before, after = (drawn(evaluated({"1": first, "2": "nyny"})) for first in ("yyyy", "nyyy"))
    assert "Need shown: yes 1, no 1" in alt(before, "reported") and "Need shown: no 2" in alt(after, "reported")
    assert title(before, "heat") != title(after, "heat")
    assert alt(before, "profile") != alt(after, "profile")
    assert title(before, "framework") == title(after, "framework")


def test_reported_claims_and_silence_apart_from_no(evaluated):
    assert (
        title(drawn(evaluated({"1": "ynyn"})), "reported") == "The fact sheets answer everything that the criteria ask"
    )
    assert title(drawn(evaluated({"1": "----"})), "reported") == "The fact sheets answer nothing that the criteria ask"
    pile = drawn(evaluated({"1": "y-n-"}))
    assert title(pile, "reported") == "Half of what the criteria ask is not reported"
    assert "Group named: not reported 1; Outputs counted: no 1" in alt(pile, "reported")


def test_profile_says_plainly_what_the_cases_cannot_carry(evaluated):
    few = drawn(evaluated({"1": "yyyy", "2": "nnnn"}, kinds=[SOCIAL, CULTURAL]))
    assert title(few, "profile") == "The two case studies do not show that any dimension does better than another"
    assert "socio-economic (1) 100, cultural (1) 0" in alt(few, "profile")


def test_profile_names_a_difference_that_holds(evaluated):
    final = {str(n): "yynn" if n <= 12 else "nnnn" for n in range(1, 25)}
    kinds = [SOCIAL] * 12 + [CULTURAL] * 12
    assert (
        title(drawn(evaluated(final, kinds=kinds)), "profile")
        == "Socio-economic case studies score higher on relevance than cultural ones"
    )
    assert (
        title(drawn(evaluated(final, kinds=kinds[::-1])), "profile")
        == "Cultural case studies score higher on relevance than socio-economic ones"
    )
    both = {case: letters.replace("yynn", "yyyy") for case, letters in final.items()}
    assert (
        title(drawn(evaluated(both, kinds=kinds)), "profile") == "The dimensions differ on relevance and effectiveness"
    )


def test_profile_of_one_dimension_speaks_of_the_criteria(evaluated):
    assert (
        title(drawn(evaluated({"1": "yyyn", "2": "yynn"})), "profile")
        == "The case studies show most on relevance and least on effectiveness"
    )
    assert (
        title(drawn(evaluated({"1": "yyyy", "2": "yyyy"})), "profile") == "The case studies score alike on all criteria"
    )


def test_ranks_count_those_who_stay_in_front(evaluated):
    six = {str(n): "nnnn" for n in range(2, 8)}
    assert (
        title(drawn(evaluated({"1": "yyyy", **six})), "ranks")
        == "One of seven case studies stays in the top five under most weights"
    )
    assert (
        title(drawn(evaluated({"1": "yyyy", **{str(n): "nnnn" for n in range(2, 12)}})), "ranks")
        == "One of eleven case studies stays in the top five under most weights"
    )
    assert (
        title(drawn(evaluated({str(n): "nnnn" for n in range(1, 12)})), "ranks")
        == "No case study stays in the top five under most weights"
    )
    assert title(drawn(evaluated(coded(3))), "ranks") == "Ranks of the case studies, whatever the criteria weigh"
    pile = drawn(evaluated({"1": "yyyy", "2": "nnnn"}))
    assert "1 A project rank 1 to 1, middle 1, in the top five in 100% of draws" in alt(pile, "ranks")


def test_factsheets_run_from_low_to_high(evaluated):
    pile = drawn(evaluated({}, sheets=SHEETS))
    assert title(pile, "factsheets") == "Relevance is what the fact sheets show best"
    assert "Relevance 25–100; Effectiveness 0–100." in alt(pile, "factsheets")
    assert pile.cards["fig-criteria-factsheets"].evidence == "observed"
    assert "Base: 2 fact sheets" in words(pile, "factsheets")


def test_simulated_data_are_marked(evaluated):
    pile = drawn(evaluated(coded(3), evidence="simulated"))
    for name in ("heat", "profile", "reported", "ranks"):
        assert pile.cards[f"fig-criteria-{name}"].evidence == "coded;simulated"
        assert "Simulated data." in words(pile, name)


def test_svg_is_the_same_twice(evaluated, tmp_path):
    context = evaluated(coded(4), kinds=[SOCIAL, CULTURAL] * 2, sheets=SHEETS)
    pairs = svg_twice(lambda pile: draw_criteria(pile, context), tmp_path / "svg")
    assert len(pairs) == 2 * len(ALL)
    for name, one, two in pairs:
        assert one == two, name
