"""Figures of the chapter on the criteria."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.evaluate.criteria import ANSWERS
from analysis.evaluate.dimensions import SUPPORTED
from analysis.evaluate.ranks import TOP
from analysis.evaluate.scores import DECIMALS, in_order
from analysis.present.cards import Card, Deck
from analysis.draw.stacked import Part
from analysis.present.coded import Coded
from analysis.present.context import Context
from analysis.draw.criteria_charts import Placed, Range, answers, placed, ranges, shares
from analysis.present.drawing import Drawing, capital, dimension_label, download, lower, nothing
from analysis.draw.framework_chart import Asks, chain
from analysis.present.numbers import count, listed, roughly, share_text, word
from analysis.present.select import evidence_of
from analysis.draw.style import ACCENT, DIMENSION, MUTED

FILLS = {"yes": ("Yes", ACCENT), "no": ("No", "#e3a857"), "not_reported": ("Not reported", "#e4e8eb")}
STEPS = (
    ("Needs", "what migrants and the places they live in lack"),
    ("Objectives", "what a practice sets out to do"),
    ("Inputs", "money, people, premises, time"),
    ("Outputs", "what authorities do with them"),
    ("Results", "the good that reaches those taking part"),
)
WHERE = {
    "relevance": (0, 1, True, False), "efficiency": (2, 3, True, False), "impact": (4, 5, True, False),
    "effectiveness": (1, 4, False, False), "sustainability": (4, 5, False, True),
}  # fmt: skip


def draw_criteria(deck: Deck, context: Context) -> None:
    """Every figure of the criteria for which the wave has coded case studies or fact sheets that say something."""
    coded = Coded(context)
    for drawing in (framework, heat, profile, reported, rank_lines, factsheets):
        deck.add(drawing, coded)


def framework(coded: Coded) -> Drawing:
    """The chain from needs to impacts and the part of it each criterion asks about."""
    criteria = coded.criteria.criteria
    if not coded.any and not _sheets(coded):
        return nothing("fig-criteria-framework")
    spheres = listed([lower(d["label"]) for d in coded.context.codebook.vocabulary["dimensions"].values()])
    steps = [*STEPS, ("Impacts", f"integration in {spheres} life")]
    asks = [Asks(c.label, c.key_question, *WHERE.get(c.name, ())) for c in criteria]
    title = (
        f"{capital(word(len(criteria)))} {'question' if len(criteria) == 1 else 'questions'} "
        "from a need to a lasting change"
    )
    figure = chain(
        steps,
        asks,
        title,
        "The steps of a practice, and which of them each criterion sets against each other",
        "Source: criteria of the codebook, after the conceptual framework of the study that this report takes up.",
    )
    alt = (
        f"Diagram of a chain: {', then '.join(lower(name) for name, _ in steps)}. "
        + "; ".join(f"{c.label} asks {_place(c.name, steps)}" for c in criteria)
        + "."
    )
    data = pd.DataFrame(
        [[c.label, _place(c.name, steps), c.key_question] for c in criteria],
        columns=["criterion", "asks", "key_question"],
    )
    return (
        figure,
        Card(
            "fig-criteria-framework",
            title,
            "Conceptual framework: the steps of a practice and where each criterion asks",
            alt,
            "",
        ),
        data,
    )


def heat(coded: Coded) -> Drawing:
    """Every answer: cases in the order of their overall low score by indicators."""
    if not coded.any:
        return nothing("fig-criteria-heat")
    found, indicators = coded.answers, coded.criteria.indicators
    columns = [(c.label, [i.label for i in c.indicators]) for c in coded.criteria.criteria]
    totals = coded.totals.set_index("case_no")
    rows = [(case, coded.name(case), _whole(totals.loc[case, "low"], totals.loc[case, "high"])) for case in found.index]
    codes = found.apply(lambda column: column.map(ANSWERS.index)).astype(float)
    yes = found.eq("yes").sum(axis=1)
    title = _heat_claim(yes, len(indicators))
    subtitle = "By overall score in per cent: from silence read as no to silence read as yes"
    figure = answers(codes, columns, rows, list(FILLS.values()), title, subtitle, _source(coded))
    first = [f"{case} {coded.name(case)} {yes[case]}" for case in found.index[:3]]
    each = "; ".join(f"{i.label} {_counts(coded.counts.loc[i.id])}" for i in indicators.values())
    alt = (
        f"Heat map of {_studies(len(found))} by {len(indicators)} indicators. Indicators met "
        f"by the highest scores: {'; '.join(first)}. By indicator: {each}."
    )
    data = coded.coding[["case_no", "indicator", "final"]]
    return (
        figure,
        Card(
            "fig-criteria-heat",
            title,
            "Every answer on every indicator, case studies by overall score",
            alt,
            coded.evidence,
        ),
        data,
    )


def profile(coded: Coded) -> Drawing:
    """Mean low and high score by criterion and dimension."""
    dimensions = coded.dimensions()
    means = _means(coded, "cases", [f"dimension_{d}" for d in dimensions])
    if not coded.any or means.empty:
        return nothing("fig-criteria-profile")
    groups, told = [], []
    for criterion in coded.criteria.criteria:
        rows = []
        for d in dimensions:
            part = means[means["option"].eq(criterion.name) & means["group"].eq(f"dimension_{d}")].set_index(
                "statistic"
            )
            if len(part):
                low, high = part.loc["low_mean", "value"], part.loc["high_mean", "value"]
                rows.append(
                    Range(
                        f"{dimension_label(d, coded.context.codebook)} ({count(part.iloc[0]['base'])})",
                        low,
                        high,
                        _whole(low, high),
                        DIMENSION.get(d, MUTED),
                    )
                )
        if rows:
            groups.append((criterion.label, rows))
            told.append(f"{criterion.label}: {', '.join(f'{lower(r.label)} {r.text}' for r in rows)}")
    title = profile_claim(coded)
    subtitle = (
        "Mean share of indicators met, per cent: from silence read as no (thick end) to "
        "silence read as yes. In brackets: case studies"
    )
    figure = ranges(groups, title, subtitle, _source(coded, "Bars are not confidence intervals."))
    alt = f"Bars from the low to the high mean score in per cent. {'; '.join(told)}."
    return (
        figure,
        Card(
            "fig-criteria-profile",
            title,
            "Scores by criterion and dimension, from low to high",
            alt,
            coded.evidence,
        ),
        download(means),
    )


def reported(coded: Coded) -> Drawing:
    """Yes, no and not reported by indicator."""
    if not coded.any:
        return nothing("fig-criteria-reported")
    counts, base = coded.counts, len(coded.totals)
    groups = [
        (
            c.label,
            [
                (
                    i.label,
                    [
                        Part(counts.loc[i.id, a] / base, count(counts.loc[i.id, a]), FILLS[a][1])
                        for a in ANSWERS
                        if counts.loc[i.id, a]
                    ],
                )
                for i in c.indicators
            ],
        )
        for c in coded.criteria.criteria
    ]
    title = reported_claim(coded)
    figure = shares(groups, list(FILLS.values()), title, "Answers by indicator, number of case studies", _source(coded))
    alt = (
        f"Stacked bars of {_studies(base)}. "
        + "; ".join(f"{i.label}: {_counts(counts.loc[i.id])}" for i in coded.criteria.indicators.values())
        + "."
    )
    data = counts.rename_axis("indicator").reset_index().assign(base=base)
    return (
        figure,
        Card(
            "fig-criteria-reported",
            title,
            "What the fact sheets say, and do not say, by indicator",
            alt,
            coded.evidence,
        ),
        data,
    )


def rank_lines(coded: Coded) -> Drawing:
    """Ranks under random weights of the criteria, low scores."""
    low = coded.ranks[coded.ranks["basis"].eq("low")] if len(coded.ranks) else coded.ranks
    if len(low) < 2:
        return nothing("fig-criteria-ranks")
    place = {case: n for n, case in enumerate(in_order(low["case_no"]))}
    low = low.assign(place=low["case_no"].map(place)).sort_values(
        ["rank_median", "rank_equal", "top_share", "place"], ascending=[True, True, False, True]
    )
    leading = coded.leading if len(low) > TOP else []
    rows = [
        Placed(
            r["case_no"],
            coded.name(r["case_no"]),
            r["rank_low"],
            r["rank_median"],
            r["rank_high"],
            share_text(r["top_share"], 0),
            r["case_no"] in leading,
        )
        for r in low.to_dict("records")
    ]
    title = _rank_claim(len(leading), len(low))
    subtitle = (
        f"Rank among {len(low)} under random weights of the criteria: middle rank (dot), "
        "ninety-five in a hundred draws (line)"
    )
    figure = placed(
        rows,
        len(low),
        f"In top {word(TOP)}",
        title,
        subtitle,
        _source(coded, "Silence is read as no. Right: share of draws among the first, ties shared."),
    )
    alt = (
        "Rank lines. "
        + "; ".join(
            (
                f"{r.number} {r.name} rank {r.low:g} to {r.high:g}, middle {r.middle:g}, in the top "
                f"{word(TOP)} in {r.text} of draws"
            )
            for r in rows
        )
        + "."
    )
    return (
        figure,
        Card(
            "fig-criteria-ranks",
            title,
            "Ranks of the case studies under random weights of the criteria",
            alt,
            coded.evidence,
        ),
        low.drop(columns="place"),
    )


def factsheets(coded: Coded) -> Drawing:
    """The criteria read from the fact sheets of a survey, by rule."""
    means = _means(coded, "factsheets", [""])
    if means.empty:
        return nothing("fig-criteria-factsheets")
    rows = []
    for criterion in coded.criteria.criteria:
        part = means[means["option"].eq(criterion.name)].set_index("statistic")
        if len(part):
            low, high = part.loc["low_mean", "value"], part.loc["high_mean", "value"]
            rows.append(Range(criterion.label, low, high, _whole(low, high), ACCENT))
    base = int(means.iloc[0]["base"])
    best = max(rows, key=lambda r: r.low)
    level = [r for r in rows if r.low == best.low]
    title = (
        f"{best.label} is what the fact sheets show best"
        if len(level) < len(rows) and len(level) == 1
        else "What the fact sheets show of each criterion"
    )
    subtitle = "Mean share of indicators met, per cent: from silence read as no (thick end) to silence read as yes"
    simulated = " Simulated data." if coded.simulated else ""
    wave = coded.context.wave
    foot = (
        f"Base: {count(base)} fact {'sheet' if base == 1 else 'sheets'} of the "
        f"survey.{simulated} Source: wave {wave.id}. Indicators that no closed question "
        "answers count as not reported."
    )
    figure = ranges([("", rows)], title, subtitle, foot)
    alt = (
        "Bars from the low to the high mean score in per cent. " + "; ".join(f"{r.label} {r.text}" for r in rows) + "."
    )
    return (
        figure,
        Card(
            "fig-criteria-factsheets",
            title,
            "Criteria read from the fact sheets of the survey, from low to high",
            alt,
            evidence_of(means),
        ),
        download(means),
    )


def profile_claim(coded: Coded) -> str:
    """What can be said of differences between the dimensions; where there is one dimension only, of the criteria."""
    label = {d: dimension_label(d, coded.context.codebook) for d in coded.dimensions()}
    table = coded.differences
    if table.empty:
        return _best_and_worst(coded)
    real = table[table["verdict"].eq(SUPPORTED)]
    if real.empty:
        return f"The {_studies(len(coded.totals), True)} do not show that any dimension does better than another"
    if len(real) == 1:
        r = real.iloc[0]
        better, worse = (
            (r["dimension_a"], r["dimension_b"]) if r["difference"] > 0 else (r["dimension_b"], r["dimension_a"])
        )
        return (
            f"{label[better]} case studies score higher on {lower(coded.label(r['criterion']))} "
            f"than {lower(label[worse])} ones"
        )
    names = [lower(coded.label(c)) for c in dict.fromkeys(real["criterion"])]
    return f"The dimensions differ on {listed(names)}"


def reported_claim(coded: Coded) -> str:
    """How much of what the criteria ask is left open."""
    silent, base = int(coded.counts["not_reported"].sum()), int(coded.counts.to_numpy().sum())
    if not silent:
        return "The fact sheets answer everything that the criteria ask"
    return (
        "The fact sheets answer nothing that the criteria ask"
        if silent == base
        else f"{capital(roughly(silent / base))} of what the criteria ask is not reported"
    )


def _best_and_worst(coded: Coded) -> str:
    low = coded.scores.groupby("criterion", sort=False)["low"].mean().round(DECIMALS)
    if low.max() == low.min():
        return (
            "The case studies score alike on all criteria"
            if len(low) > 1
            else f"What is met of {lower(coded.label(low.index[0]))}"
        )
    return (
        f"The case studies show most on {lower(coded.label(low.idxmax()))} and least on "
        f"{lower(coded.label(low.idxmin()))}"
    )


def _heat_claim(yes: pd.Series, indicators: int) -> str:
    most, full = int(yes.max()), int(yes.eq(indicators).sum())
    if len(yes) == 1:
        return f"The case study meets {word(most)} of {word(indicators)} indicators"
    if full:
        return (
            f"{capital(word(full))} of {word(len(yes))} case studies {'meets' if full == 1 else 'meet'} every indicator"
        )
    if not most:
        return "No case study meets any indicator"
    return (
        "The fullest case "
        f"{'study meets' if int(yes.eq(most).sum()) == 1 else 'studies meet'} {word(most)} of "
        f"{word(indicators)} indicators"
    )


def _rank_claim(leading: int, base: int) -> str:
    if base <= TOP:
        return "Ranks of the case studies, whatever the criteria weigh"
    if not leading:
        return f"No case study stays in the top {word(TOP)} under most weights"
    return (
        f"{capital(word(leading))} of {word(base)} case studies "
        f"{'stays' if leading == 1 else 'stay'} in the top {word(TOP)} under most weights"
    )


def _means(coded: Coded, source: str, groups: Sequence[str]) -> pd.DataFrame:
    """The estimates of the mean low and high scores."""
    rows = coded.context.estimates
    return pd.concat(
        [rows.of(source, "criterion", f"{end}_mean", group) for group in groups for end in ("low", "high")]
        or [rows.frame.head(0)]
    )


def _sheets(coded: Coded) -> bool:
    return len(_means(coded, "factsheets", [""])) > 0


def _place(criterion: str, steps: Sequence[tuple[str, str]]) -> str:
    """Where a criterion asks, in words."""
    if criterion not in WHERE:
        return "along the whole chain"
    start, end, _, over_time = WHERE[criterion]
    first, last = lower(steps[start][0]), lower(steps[end][0])
    return f"whether {first} and {last} last over time" if over_time else f"between {first} and {last}"


def _counts(row: pd.Series) -> str:
    return ", ".join(f"{FILLS[a][0].lower()} {row[a]}" for a in ANSWERS if row[a])


def _whole(low: float, high: float) -> str:
    """`61–70`, or `61` where nothing is left open: per cent without decimals."""
    ends = share_text(low, 0)[:-1], share_text(high, 0)[:-1]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _studies(number: int, in_words: bool = False) -> str:
    return f"{word(number) if in_words else count(number)} case {'study' if number == 1 else 'studies'}"


def _source(coded: Coded, *more: str) -> str:
    simulated = ["Simulated data."] if coded.simulated else []
    base = _studies(len(coded.totals))
    return " ".join(
        [
            f"Base: {base}.",
            f"Source: wave {coded.context.wave.id}, fact sheets of the case studies, coded by the project.",
            *simulated,
            *more,
        ]
    )
