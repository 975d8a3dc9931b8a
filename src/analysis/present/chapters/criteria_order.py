"""Blocks of the chapter on the criteria: the order of the case studies, how firm it is, and who stands out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.evaluate.criteria import ANSWERS
from analysis.evaluate.dominance import dominance_counts
from analysis.evaluate.ranks import DRAWS, TOP
from analysis.evaluate.scores import DECIMALS
from analysis.present.chapters.wording import (
    decimal,
    dimension,
    indicator,
    joined,
    mark,
    plural,
    quoted,
    read,
    span,
    studies,
)
from analysis.present.coded import MOST, Coded
from analysis.present.drawing import capital, lower
from analysis.present.markdown import plain
from analysis.present.numbers import count, listed, share_text, word

SETTLED = " - settled: "


def ranks(coded: Coded) -> str:
    low = coded.ranks[coded.ranks["basis"].eq("low")] if len(coded.ranks) else coded.ranks
    if len(low) < 2:
        return "A single case study has no rank.\n"
    base, leading = len(low), coded.leading
    text = [f"The criteria were weighted at random {count(DRAWS)} times, and the case studies ranked each time."]
    if base <= TOP:
        text.append(f"With {studies(base)} there is no top {word(TOP)} to fall out of.")
    elif not leading:
        text.append(f"None stays among the first {word(TOP)} in more than half of the draws.")
    else:
        text.append(
            f"{capital(word(len(leading)))} of {count(base)} "
            f"{plural(len(leading), 'stays', 'stay')} among the first {word(TOP)} in more than "
            "half of the draws: "
            f"{listed([f'{plain(coded.name(c))} (@sec-case-{c})' for c in leading])}."
        )
    spread = low["rank_high"] - low["rank_low"]
    text.append(
        f"In ninety-five of a hundred draws, half of the case studies move over {spread.median():g} or more ranks."
    )
    if base > TOP and (other := _on_high(coded, leading)):
        text.append(other)
    order = low.set_index("case_no").loc[coded.totals["case_no"]].reset_index()
    rows = [
        [
            r["case_no"],
            coded.name(r["case_no"]),
            f"{r['rank_equal']:g}",
            f"{r['rank_median']:g}",
            f"{r['rank_low']:g} to {r['rank_high']:g}",
            share_text(r["top_share"])[:-1],
        ]
        for r in order.to_dict("records")
    ]
    data = pd.DataFrame(
        rows,
        columns=["no", "practice", "rank_equal_weights", "rank_median", "rank_interval_95", "percent_of_draws_in_top"],
    )
    head = [
        "No",
        "Practice",
        "Rank, equal weights",
        "Middle rank",
        "95% of draws",
        f"Per cent of draws in top {word(TOP)}",
    ]
    table = coded.context.published_table(
        data,
        "tbl-criteria-ranks",
        head,
        "Ranks under equal and under random weights, silence read as no",
        "rlrrrr",
        (5, 43, 12, 12, 14, 14),
    )
    return f"{joined(text)} {mark(coded)}\n\n{coded.context.figure('fig-criteria-ranks')}\n{table}"


def _on_high(coded: Coded, leading: Sequence[str]) -> str:
    """Whether those in front stay there when silence is read as yes."""
    high = coded.ranks[coded.ranks["basis"].eq("high")].set_index("case_no")["top_share"]
    if not leading or high.empty:
        return ""
    stay = [c for c in leading if high.get(c, 0) > MOST]
    if len(stay) == len(leading):
        return "The same holds where silence is read as yes."
    return (
        (
            f"Where silence is read as yes, {word(len(stay))} of these {word(len(leading))} "
            f"{plural(len(stay), 'stays', 'stay')} in front."
        )
        if stay
        else "Where silence is read as yes, none of these stays in front."
    )


def robustness(coded: Coded) -> str:
    table = read(coded, "evaluation/robustness.csv", "tau", "largest_change")
    return "\n\n".join(part for part in (_left_out(coded, table), _dominance(coded)) if part) + "\n"


def _left_out(coded: Coded, table: pd.DataFrame) -> str:
    if len(coded.totals) < 2 or table.empty:
        return "With a single case study there is no order to test."
    changed = int(table["top_changed"].eq("yes").sum())
    text = [f"Each of the {count(len(table))} indicators was left out in turn."]
    tau = table["tau"].dropna()
    if len(tau):
        least = table.loc[tau.index[tau.round(DECIMALS).eq(tau.round(DECIMALS).min())], "indicator"]
        text.append(
            f"The order changes most without {quoted(coded, least)} (Kendall's tau "
            f"{decimal(tau.min())}); the median tau is {decimal(tau.median())}, and one would "
            "mean the same order."
        )
    jump = table.loc[table["largest_change"].idxmax()]
    if jump["largest_change"]:
        text.append(
            f"The largest move is {jump['largest_change']:g} "
            f"{plural(jump['largest_change'], 'rank')} ({plain(coded.name(jump['case_no']))}, "
            f"without {quoted(coded, [jump['indicator']])})."
        )
    if len(coded.totals) > TOP:
        text.append(
            (
                f"For {word(changed)} of the {count(len(table))} indicators, leaving it out changes "
                f"who is among the first {word(TOP)}."
            )
            if changed
            else f"The first {word(TOP)} stay the same whichever indicator is left out."
        )
        if changed:
            text.append(_who_left(coded, table))
    rows = [
        [
            coded.label(r["indicator"].split(".")[0]),
            indicator(coded, r["indicator"]).label,
            decimal(r["tau"]),
            f"{r['largest_change']:g}",
            r["case_no"],
            r["entered"].replace(";", ", ") or "none",
            r["left"].replace(";", ", ") or "none",
        ]
        for r in table.to_dict("records")
    ]
    data = pd.DataFrame(
        rows,
        columns=["criterion", "indicator_left_out", "kendall_tau", "largest_move", "case", "enter_top", "leave_top"],
    )
    head = ["Criterion", "Indicator left out", "Tau", "Largest move", "Case", "Enter the top", "Leave the top"]
    return f"{joined(text)} {mark(coded)}\n\n" + coded.context.published_table(
        data,
        "tbl-criteria-robustness",
        head,
        "The order of the case studies without one indicator",
        "llrrrll",
        (16, 32, 8, 11, 8, 12, 13),
    )


def _who_left(coded: Coded, table: pd.DataFrame) -> str:
    gone = table["left"].str.split(";").explode()
    gone = gone[gone.fillna("").ne("")].value_counts()
    if gone.empty:
        return ""
    often = [c for c, n in gone.items() if n == gone.max()]
    return (
        (
            f"The one that falls out most often is {plain(coded.name(often[0]))} "
            f"({count(gone.max())} {plural(int(gone.max()), 'time')})."
        )
        if len(often) == 1
        else ""
    )


def _dominance(coded: Coded) -> str:
    base = len(coded.totals)
    if base < 2:
        return ""
    pairs = coded.context.table("evaluation/dominance.csv")
    pairs = pairs if len(pairs) else pd.DataFrame(columns=["case_no", "dominates", "kind"])
    counts = dominance_counts(pairs, list(coded.totals["case_no"])).set_index("case_no")
    low, robust = (int(pairs["kind"].eq(kind).sum()) for kind in ("low", "robust"))
    text = [
        (
            "One case study dominates another where it is at least as good on every criterion "
            "and better on one, so that no weights could turn the order. Of "
            f"{count(base * (base - 1) // 2)} pairs this decides {count(low)}; "
            f"{word(robust) if robust else 'none'} of these would still be decided whatever the "
            "silent sheets had said."
        )
    ]
    free = counts.index[counts["dominated_by_low"].eq(0)]
    text.append(
        f"{capital(word(len(free)))} of {count(base)} {plural(len(free), 'is', 'are')} dominated by none"
        + (f": {listed([plain(coded.name(c)) for c in free])}." if len(free) <= 5 else ".")
    )
    if (most := counts["dominates_low"].max()) > 0:
        who = [plain(coded.name(c)) for c in counts.index[counts["dominates_low"].eq(most)]]
        text.append(
            f"{listed(who)} {plural(len(who), 'dominates', 'dominate')} the most, {count(most)} "
            f"{'each' if len(who) > 1 else 'others' if most > 1 else 'other'}."
        )
    return f"{joined(text)} {mark(coded)}"


def standout(coded: Coded) -> str:
    leading = coded.leading if len(coded.totals) > TOP else []
    if not leading:
        return (
            f"No case study stays among the first {word(TOP)} under most weights, so none stands out.\n"
            if len(coded.totals) > TOP
            else "There are too few case studies for any to stand out.\n"
        )
    intro = (
        f"{capital(word(len(leading)))} case "
        f"{plural(len(leading), 'study stays', 'studies stay')} among the first {word(TOP)} "
        "in more than half of the draws. To stand out here is to have a full and favourable "
        f"fact sheet; what the sheets claim was not checked on the ground. {mark(coded)}"
    )
    return f"{intro}\n\n" + "\n".join(_evidence(coded, case) for case in leading)


def _evidence(coded: Coded, case: str) -> str:
    """One case that stands out: its score, the indicators it meets with their evidence, and what is missing."""
    row, total = coded.cases.get(case, {}), coded.totals.set_index("case_no").loc[case]
    share = coded.ranks[coded.ranks["basis"].eq("low")].set_index("case_no").loc[case, "top_share"]
    coding = coded.coding[coded.coding["case_no"].eq(case)].set_index("indicator")
    answers = {a: [i for i in coded.criteria.indicators.values() if coding.loc[i.id, "final"] == a] for a in ANSWERS}
    country = f", {coded.context.country(row['country'])}" if row.get("country") else ""
    place = f"{dimension(coded, row.get('dimension', ''))}{country}. "
    text = [
        (
            f"{place}It meets {count(len(answers['yes']))} of "
            f"{count(len(coded.criteria.indicators))} indicators, scores "
            f"{span(total['low'], total['high'])} per cent overall and is among the first "
            f"{word(TOP)} in {share_text(share, 0)} of the draws (@sec-case-{case})."
        )
    ]
    for answer, opening in (("no", "Not met"), ("not_reported", "Not reported")):
        if answers[answer]:
            text.append(f"{opening}: {plain('; '.join(lower(i.label) for i in answers[answer]))}.")
    rows = [
        [
            coded.label(i.criterion),
            i.label,
            coded.criteria.headings.get(coding.loc[i.id, "evidence"], coding.loc[i.id, "evidence"]),
            _paraphrase(coding.loc[i.id]),
        ]
        for i in answers["yes"]
    ]
    data = pd.DataFrame(rows, columns=["criterion", "indicator", "heading", "what_it_says"])
    caption = f"{plain(coded.name(case))}: indicators met, and what the fact sheet says"
    table = coded.context.published_table(
        data,
        f"tbl-criteria-case-{case}",
        ["Criterion", "Indicator", "Heading of the fact sheet", "What it says"],
        caption,
        "llll",
        (15, 24, 24, 37),
    )
    return f"### {plain(coded.name(case))} {{#sec-standout-{case}}}\n\n{joined(text)}\n\n{table}"


def _paraphrase(row: pd.Series) -> str:
    said = row.get("paraphrase") or row["reason"]
    return said.replace(SETTLED, "; settled after the readings differed: ")
